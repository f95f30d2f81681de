"""What addresses answer: redirects, what is gone or moved, what cannot be read, and what need not be sent again."""

import re

import pytest
from django.test import Client
from django.utils.http import parse_http_date

from agreements.publishing import merge, publish, withdraw
from tests.agreements.pages.reading import words
from tests.agreements.pages.world import NEW, OLD, PLAN, REPORT, VISIT, World
from tests.factories.sources import publishable_agreement

EVERY_PAGE = (
    "/",
    "/agreements/",
    f"/agreements/{OLD}/",
    f"/agreements/{NEW}/",
    "/countries/",
    "/countries/kr/",
    "/countries/cn/kr/",
    "/countries/cn/jp/",
    "/institutions/kr-mss/",
    "/sectors/",
    "/sectors/startups/",
    f"/occasions/{VISIT}/",
    "/sources/",
    f"/sources/{REPORT}/",
    "/programs/",
    f"/programs/{PLAN}/",
    "/changes/",
    "/data/",
)
pytestmark = pytest.mark.django_db


@pytest.mark.thorough
@pytest.mark.parametrize("address", EVERY_PAGE)
@pytest.mark.parametrize("prefix", ["", "/ko", "/zh-hans"])
def test_every_page_answers_in_every_language(client: Client, world: World, address: str, prefix: str) -> None:
    page = client.get(prefix + address)
    assert page.status_code == 200
    assert f'<html lang="{prefix.strip("/") or "en"}">' in page.content.decode()
    assert client.head(prefix + address).status_code == 200


@pytest.mark.thorough
@pytest.mark.parametrize("address", EVERY_PAGE)
def test_every_link_of_a_page_leads_somewhere(client: Client, world: World, address: str) -> None:
    html = client.get(address).content.decode()
    for link in sorted(set(re.findall(r'href="(/[^"#]*)', html))):
        if not link.startswith("/static/"):
            assert client.get(link.replace("&amp;", "&")).status_code == 200, link


@pytest.mark.thorough
@pytest.mark.parametrize("address", EVERY_PAGE)
def test_pages_have_no_inline_style_or_script(client: Client, world: World, address: str) -> None:
    html = client.get(address).content.decode()
    assert " style=" not in html
    assert "<style" not in html
    assert html.count("<script") == html.count('<script type="module" src=')
    assert " onclick" not in html


@pytest.mark.parametrize(
    ("asked", "led_to"),
    [
        (f"/agreements/{OLD.upper()}/?as_of=2025-06-30", f"/agreements/{OLD}/?as_of=2025-06-30"),
        ("/countries/KR/CN/", "/countries/cn/kr/"),
        ("/countries/kr/cn/?as_of=2025-06-30", "/countries/cn/kr/?as_of=2025-06-30"),
        ("/countries/CN/KR/", "/countries/cn/kr/"),
        ("/countries/KR/", "/countries/kr/"),
        (f"/ko/sources/{REPORT.upper()}/", f"/ko/sources/{REPORT}/"),
    ],
)
def test_another_spelling_leads_to_the_one_address_for_good(
    client: Client, world: World, asked: str, led_to: str
) -> None:
    answer = client.get(asked)
    assert (answer.status_code, answer["Location"]) == (301, led_to)


def test_tracking_parameters_are_sent_away_and_lang_chooses_the_address(client: Client, world: World) -> None:
    answer = client.get(f"/agreements/{OLD}/?utm_source=x&as_of=2025-06-30&fbclid=1&lang=ko")
    assert (answer.status_code, answer["Location"]) == (302, f"/ko/agreements/{OLD}/?as_of=2025-06-30")
    answer = client.get("/agreements/?gclid=1")
    assert (answer.status_code, answer["Location"]) == (302, "/agreements/")


@pytest.mark.parametrize(
    ("question", "named"),
    [
        ("as_of=2026-02-30", "as_of"),
        ("as_of=2026-02", "as_of"),
        ("as_fo=2026-02-01", "as_fo"),
        ("as_of=2026-01-01&as_of=2026-01-02", "as_of"),
        ("known_at=2999-01-01T00:00:00Z", "known_at"),
        ("lang=xx", "lang"),
        ("as_of=%00", "as_of"),
        ("as_of=%FF", "as_of"),
    ],
)
@pytest.mark.parametrize("page", [f"/agreements/{OLD}/", "/", "/countries/cn/kr/", f"/programs/{PLAN}/", "/changes/"])
def test_what_cannot_be_read_is_refused_and_named(
    client: Client, world: World, page: str, question: str, named: str
) -> None:
    answer = client.get(f"{page}?{question}")
    assert answer.status_code == 400
    assert named in words(answer)


@pytest.mark.parametrize(
    "address",
    [
        "/agreements/never-was/",
        "/countries/cn/qq/",
        "/countries/kr/kr/",
        "/sources/no/",
        "/programs/no/",
        "/occasions/no/",
        "/institutions/no/",
        "/countries/zz/",
        "/no/such/page/",
    ],
)
def test_what_never_was_public_is_not_found(client: Client, world: World, address: str) -> None:
    answer = client.get(address)
    assert answer.status_code == 404
    assert "has never had a public record of this name" in words(answer)


def test_what_was_public_only_later_is_not_said_never_to_have_been(client: Client, world: World) -> None:
    answer = client.get(f"/agreements/{NEW}/", {"known_at": "2020-01-01T00:00:00Z"})
    assert answer.status_code == 404
    assert "At the moment asked for, the register had no public record here." in words(answer)
    assert "never" not in words(answer)
    assert '<a href="?">Back to today</a>' in answer.content.decode()


def test_a_withdrawn_record_answers_410_with_its_reason(client: Client, world: World) -> None:
    withdraw(world.plan, reason="Entered by mistake", by="an editor")
    answer = client.get(f"/programs/{PLAN}/")
    assert answer.status_code == 410
    assert "Entered by mistake" in words(answer)
    assert "Plan kr-cn" not in words(client.get("/changes/"))


def test_a_merged_record_leads_to_its_target_with_its_reason(client: Client, world: World) -> None:
    double = publishable_agreement("kr-cn-double")
    publish([double, *{row.passage.source for row in double.evidence.all()}], reason="Entered", by="an editor")
    merge(double, into=world.new, reason="The same memorandum", by="an editor")
    answer = client.get("/ko/agreements/kr-cn-double/")
    assert (answer.status_code, answer["Location"]) == (301, f"/ko/agreements/{NEW}/")
    assert "The same memorandum" in words(answer)


def test_pages_are_only_read(client: Client, world: World) -> None:
    assert client.post(f"/agreements/{OLD}/").status_code == 405


def test_a_page_that_did_not_change_is_not_sent_again(client: Client, world: World) -> None:
    address = f"/agreements/{NEW}/?as_of=2026-02-01"
    first = client.get(address)
    assert parse_http_date(first["Last-Modified"])
    assert client.get(address, headers={"if-none-match": first["ETag"]}).status_code == 304
    world.new.public_notes = "A remark"
    world.new.save()
    assert client.get(address, headers={"if-none-match": first["ETag"]}).status_code == 304
    publish(world.new, reason="A remark was added", by="an editor")
    assert client.get(address, headers={"if-none-match": first["ETag"]}).status_code == 200


def test_the_register_can_be_read_as_it_stood(client: Client, world: World) -> None:
    before = client.get("/api/v1/").json()["known_at"]
    world.new.public_notes = "A later remark"
    world.new.save()
    publish(world.new, reason="A remark was added", by="an editor")
    now, then = (words(client.get(f"/agreements/{NEW}/{q}")) for q in ("", f"?known_at={before}"))
    assert "A later remark" in now
    assert "A later remark" not in then


@pytest.mark.parametrize(
    "address", ["/agreements/?fields=id", "/programs/?fields=id", "/ko/agreements/?fields=id,title"]
)
def test_a_page_shows_whole_rows_whatever_fields_are_asked_of_its_twins(
    client: Client, world: World, address: str
) -> None:
    page = client.get(address)
    assert page.status_code == 200
    plain = client.get(address.split("?")[0])
    assert page.content.count(b"<li") >= plain.content.count(b"<li") > 0
    assert client.get(address.split("?")[0] + "?fields=nonsense").status_code == 400


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
@pytest.mark.parametrize("address", ["/", "/agreements/", "/healthz"])
def test_a_page_is_only_read(world: World, method: str, address: str) -> None:
    strict = Client(enforce_csrf_checks=True)
    answer = getattr(strict, method)(address)
    assert answer.status_code == 405
    assert "GET" in answer["Allow"]


def test_options_of_a_page_names_what_it_answers(client: Client, world: World) -> None:
    answer = client.options("/agreements/")
    assert (answer.status_code, answer["Allow"]) == (204, "GET, HEAD, OPTIONS")


def test_a_page_travels_compressed_to_those_who_can_read_it(client: Client, world: World) -> None:
    packed = client.get(f"/agreements/{OLD}/", headers={"accept-encoding": "gzip"})
    plain = client.get(f"/agreements/{OLD}/")
    assert packed["Content-Encoding"] == "gzip"
    assert len(packed.content) < len(plain.content) / 3
    assert "Accept-Encoding" in packed["Vary"]
    assert "Content-Encoding" not in plain


def test_an_unknown_host_is_told_to_machines_as_a_problem(client: Client, world: World) -> None:
    answer = client.get("/api/v1/agreements/", headers={"host": "elsewhere.example"})
    assert (answer.status_code, answer["Content-Type"]) == (400, "application/problem+json")
