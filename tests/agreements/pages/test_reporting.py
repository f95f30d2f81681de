"""Reporting a mistake from a fact (P10): prefilled, without account, throttled, nothing lost, never shown."""

import re
from html import unescape
from urllib.parse import urlencode

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from agreements.publishing import withdraw
from agreements.reports.models import Report
from tests.agreements.pages.reading import words
from tests.agreements.pages.world import NEW, OLD, PLAN, REPORT, VISIT, World

ADDRESS = "/report/"
FORM = "application/x-www-form-urlencoded"
EXPIRED = {"record": f"agreement:{OLD}", "fact": "act/expired/date"}
SAID = {"message": "It ended in May.", "proposed": "May 2024", "proof": "Gazette, p. 3", "contact": "a@b.org"}
TYPED = {**EXPIRED, **SAID}
PLACES = ("institution:kr-mss", "country:kr", "sector:startups")
OTHERS = (f"program:{PLAN}", f"source:{REPORT}", f"occasion:{VISIT}", *PLACES)
pytestmark = pytest.mark.django_db


def post(client: Client, values: dict[str, str], **extra: str) -> object:
    return client.post(ADDRESS, urlencode(values, errors="surrogatepass"), content_type=FORM, **extra)


def test_the_form_says_the_fact_in_words_and_keeps_its_path(client: Client, world: World) -> None:
    page = client.get(ADDRESS, EXPIRED)
    text = words(page)
    assert "Former memorandum of Korea and China" in text
    assert "Act: Expired, June 2024 · Date: June 2024" in text
    html = page.content.decode()
    assert f'name="record" value="agreement:{OLD}"' in html
    assert '<option value="act/expired/date" selected>' in html


def test_every_note_of_an_agreement_leads_to_the_form_of_its_fact(client: Client, world: World) -> None:
    html = client.get(f"/agreements/{OLD}/").content.decode()
    links = {unescape(link) for link in re.findall(r'href="(/report/[^"]*)"', html)}
    assert f"/report/?record=agreement:{OLD}" in links
    assert any("fact=act/expired" in link for link in links)
    for link in links:
        assert client.get(link).status_code == 200, link


def test_a_report_reaches_the_queue_with_what_the_reader_saw(client: Client, world: World) -> None:
    answer = post(client, TYPED)
    assert answer.status_code == 303
    made = Report.objects.get()
    assert (made.record_type, made.record_id, made.fact) == ("agreement", OLD, "act/expired/date")
    assert made.fact_words == "Act: Expired, June 2024 · Date: June 2024"
    assert {name: getattr(made, name) for name in SAID} == SAID
    assert made.publication > 0
    thanks = client.get(answer["Location"])
    assert made.reference in words(thanks)
    assert "It ended in May." not in words(thanks)


@pytest.mark.parametrize("record", ["", *OTHERS])
def test_every_kind_of_record_takes_reports_and_so_does_the_register(client: Client, world: World, record: str) -> None:
    assert client.get(ADDRESS, {"record": record}).status_code == 200
    assert post(client, {"record": record, "message": "Wrong."}).status_code == 303
    assert Report.objects.get().record_type == record.partition(":")[0]


def test_a_report_is_shown_nowhere_in_public(client: Client, world: World) -> None:
    reference = post(client, TYPED)["Location"].rstrip("/").rpartition("/")[2]
    for address in (
        f"/agreements/{OLD}/",
        f"/agreements/{OLD}/history/",
        "/changes/",
        "/",
        f"/api/v1/agreements/{OLD}/",
    ):
        body = client.get(address).content.decode()
        assert "It ended in May." not in body
        assert reference not in body


def test_a_reference_that_was_never_given_is_not_found(client: Client, world: World) -> None:
    assert client.get("/report/thanks/22222-22222/").status_code == 404


def test_answers_are_kept_by_no_cache(client: Client, world: World) -> None:
    sent = post(client, TYPED)
    for answer in (client.get(ADDRESS), post(client, {}), sent, client.get(sent["Location"])):
        assert "no-store" in answer["Cache-Control"]
        assert not answer.has_header("ETag")


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"message": ""}, "Say in a sentence what is wrong."),
        ({"message": "   "}, "Say in a sentence what is wrong."),
        ({"message": "x" * 4001}, "This has 4001 characters; at most 4000 can be sent."),
        ({"contact": "x" * 201}, "at most 200"),
        ({"message": "a\0b"}, "control character"),
        ({"message": "a\ud800b"}, "characters that are no text"),
        ({"proposed": "\udfff"}, "characters that are no text"),
        ({"website": "http://spam.example/"}, "A field that nobody sees was filled in."),
        ({"record": "agreement:nothing-like-it"}, "there is no"),
        ({"record": "robbery:x"}, "is not a kind of record and an id"),
        ({"fact": "act/never/date"}, "The record has nothing at the place"),
    ],
)
def test_what_is_refused_is_said_in_words_and_nothing_typed_is_lost(
    client: Client, world: World, change: dict[str, str], said: str
) -> None:
    answer = post(client, {**TYPED, "proof": "Gazette, page 33", **change})
    assert answer.status_code == 400
    assert said in words(answer)
    assert "Gazette, page 33" in answer.content.decode()
    assert not Report.objects.exists()


def test_as_much_as_may_be_sent_can_be_sent_line_breaks_and_all(client: Client, world: World) -> None:
    assert post(client, {"message": "é\r\n" * 2000}).status_code == 303
    assert len(Report.objects.get().message) == 4000 - 1  # the last line break is not kept


def test_a_field_sent_twice_is_refused(client: Client, world: World) -> None:
    assert client.post(ADDRESS, "message=a&message=b", content_type=FORM).status_code == 400
    assert not Report.objects.exists()


def test_bodies_that_are_no_form_or_too_long_are_refused_in_words(client: Client, world: World) -> None:
    other = client.post(ADDRESS, {"message": "as several parts"})
    assert (other.status_code, "Only what the form on this page sends" in words(other)) == (415, True)
    long = client.post(ADDRESS, b"message=" + b"x" * 200_000, content_type=FORM)
    assert (long.status_code, "shorten it" in words(long)) == (413, True)


def test_the_token_is_asked_for_and_without_it_nothing_is_lost(world: World) -> None:
    strict = Client(enforce_csrf_checks=True)
    refused = post(strict, TYPED)
    assert refused.status_code == 403
    assert "Nothing was stored." in words(refused)
    assert "It ended in May." in refused.content.decode()
    assert not Report.objects.exists()
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', refused.content.decode())
    assert token
    assert post(strict, {**TYPED, "csrfmiddlewaretoken": token[1]}).status_code == 303


def test_too_many_reports_are_told_when_to_come_again_and_keep_what_was_typed(
    client: Client, world: World, settings: Settings
) -> None:
    settings.REPORTS_PER_HOUR = settings.REPORTS_PER_DAY = 1
    assert post(client, TYPED).status_code == 303
    refused = post(client, {**TYPED, "message": "And one thing more."})
    assert refused.status_code == 429
    assert int(refused["Retry-After"]) > 0
    assert "many reports arrived" in words(refused)
    assert "And one thing more." in refused.content.decode()
    assert Report.objects.count() == 1
    assert post(client, TYPED, REMOTE_ADDR="203.0.113.9").status_code == 303


def test_behind_a_proxy_the_visitor_is_who_the_proxy_says(client: Client, world: World, settings: Settings) -> None:
    settings.REPORTS_PER_HOUR = 1
    settings.TRUSTED_PROXIES = 1
    assert post(client, TYPED, HTTP_X_FORWARDED_FOR="9.9.9.9, 203.0.113.1").status_code == 303
    assert post(client, TYPED, HTTP_X_FORWARDED_FOR="8.8.8.8, 203.0.113.1").status_code == 429
    settings.TRUSTED_PROXIES = 0
    assert post(client, TYPED, HTTP_X_FORWARDED_FOR="203.0.113.1").status_code == 303


@pytest.mark.parametrize(
    "query", ["record=agreement:nothing", "record=x", "fact=kind", f"record=agreement:{OLD}&fact=no"]
)
def test_an_address_that_names_nothing_is_refused_beside_the_form(client: Client, world: World, query: str) -> None:
    page = client.get(f"{ADDRESS}?{query}")
    assert page.status_code == 400
    assert 'name="message"' in page.content.decode()


def test_unknown_parameters_and_methods_are_refused(client: Client, world: World) -> None:
    assert client.get(ADDRESS, {"recrod": "x"}).status_code == 400
    assert client.put(ADDRESS).status_code == 405
    assert client.options(ADDRESS)["Allow"] == "GET, HEAD, OPTIONS, POST"


def test_a_withdrawn_record_still_takes_reports(client: Client, world: World) -> None:
    withdraw([world.plan, world.new], reason="Entered by mistake", by="an editor")
    page = client.get(ADDRESS, {"record": f"agreement:{NEW}"})
    assert "no longer in the register" in words(page)
    assert post(client, {"record": f"agreement:{NEW}", "message": "It did exist."}).status_code == 303


def test_the_day_and_language_of_the_reader_are_kept(client: Client, world: World) -> None:
    page = client.get("/ko/report/", {**EXPIRED, "as_of": "2025-06-30"})
    action = re.search(r'<form class="report-form[^"]*" method="post" action="([^"]+)"', page.content.decode())
    assert action
    assert client.post(unescape(action[1]), urlencode(TYPED), content_type=FORM).status_code == 303
    made = Report.objects.get()
    assert (made.language, made.as_of.isoformat()) == ("ko", "2025-06-30")


@pytest.mark.parametrize("reference", ["%00", "AAAAA-%ED%A0%80", "AAAAA-AAAAA", "..%2F"])
def test_a_reference_that_cannot_be_one_is_not_found(client: Client, world: World, reference: str) -> None:
    assert client.get(f"/report/thanks/{reference}/").status_code == 404
