"""The form of the list of agreements: every parameter, counts as the API gives them, phrases, and other lists alike."""

import re
from html import unescape

import pytest
from django.test import Client

from agreements.publishing import publish
from agreements.register.agreements import AGREEMENTS
from tests.agreements.pages.reading import words
from tests.agreements.pages.test_agreement_list import rows
from tests.agreements.pages.world import NEW, OLD, World
from tests.factories.records import AgreementSectorFactory
from tests.factories.reference import SectorFactory
from tests.factories.sources import PassageFactory, cite

pytestmark = pytest.mark.django_db

DAY = "as_of=2026-11-22"


def form(client: Client, address: str) -> str:
    html = client.get(address).content.decode()
    return html[html.index('<form class="filters') : html.index("</form>", html.index('<form class="filters'))]


def boxes(html: str) -> dict[tuple[str, str], tuple[int, bool]]:
    """Give count and tick of every box with a count."""
    found = re.findall(
        r'type="checkbox" name="(\w+)" value="([^"]+)"( checked)?>.*?(?:<span class="box-count">(\d+)</span>)</label>',
        html,
    )
    return {(name, unescape(value)): (int(count), bool(tick)) for name, value, tick, count in found}


def test_every_parameter_of_the_contract_can_be_asked_for_in_the_form(client: Client, world: World) -> None:
    asked = set(re.findall(r'name="(\w+)"', form(client, f"/agreements/?{DAY}")))
    expected = AGREEMENTS.single | AGREEMENTS.many
    assert expected - asked == {"cursor", "fields", "expand", "facets", "lang"}


def test_what_the_form_does_not_ask_for_is_kept(client: Client, world: World) -> None:
    html = form(client, "/agreements/?party=KR&party=CN&party=kr-mss&fields=title&facets=true")
    kept = re.findall(r'<input type="hidden" name="(\w+)" value="([^"]+)">', html)
    assert kept == [("party", "kr-mss"), ("fields", "title"), ("facets", "true")]


@pytest.mark.parametrize(
    "question",
    ["", "sector=startups", "party=kr&kind=memorandum-of-understanding", "state=ended", "institution=KR-MSS"],
)
def test_counts_are_those_of_the_api_and_what_is_chosen_is_ticked(client: Client, world: World, question: str) -> None:
    shown = boxes(form(client, f"/agreements/?{question}&{DAY}" if question else f"/agreements/?{DAY}"))
    facets = client.get(f"/api/v1/agreements/?{question}&{DAY}&facets=true").json()["facets"]
    given = {(name, row["value"]): (row["count"], row["selected"]) for name, found in facets.items() for row in found}
    assert shown == {key: row for key, row in given.items() if row[0] or row[1]}


def test_a_facet_shows_the_most_frequent_values_and_leads_to_all_of_them(client: Client, world: World) -> None:

    sectors = [SectorFactory(slug=f"sector-{n:02}") for n in range(15)]
    for sector in sectors:
        AgreementSectorFactory(agreement=world.new, sector=sector)
    passage = PassageFactory(source=world.source, locator="7")
    cite(world.new, passage, *(f"sector/{s.slug}/" for s in sectors))
    publish([*sectors, world.source, world.new], reason="More subjects", by="an editor")
    html = form(client, f"/agreements/?party=KR&{DAY}")
    assert 0 < sum(name == "sector" for name, _value in boxes(html)) <= 12
    link = re.search(r'<a href="(/agreements/facets/sector/[^"]*)">All 17', html)
    assert link
    page = client.get(unescape(link[1]))
    assert sum(name == "sector" for name, _value in boxes(page.content.decode())) == 17
    assert '<input type="hidden" name="party" value="KR">' in page.content.decode()
    assert '<input type="hidden" name="as_of" value="2026-11-22">' in page.content.decode()
    assert 'action="/agreements/"' in page.content.decode()


@pytest.mark.parametrize("address", ["/institutions/facets/country/", "/sources/facets/publisher/?kind=article"])
def test_facets_of_other_lists_have_their_pages_too(client: Client, world: World, address: str) -> None:
    page = client.get(address).content.decode()
    assert boxes(page)
    assert f'action="{address.partition("facets/")[0]}"' in page


def test_a_facet_that_is_none_has_no_page(client: Client, world: World) -> None:
    assert client.get("/agreements/facets/lapsed/").status_code == 404
    assert client.get("/agreements/facets/kind/?kind=x").status_code == 400


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("sector=startups&sector=small-business", "Subject: Start-ups or Small business"),
        (
            "sector=startups&sector=small-business&sector_match=all",
            "Subjects, all of them: Start-ups and Small business",
        ),
        ("state=ended", "State: Ended, or may be"),
        ("state=ended&state=suspended&certain=true", "State: certainly Ended or Suspended"),
        ("state=running&certain=false", "State: maybe, but not certainly Running"),
        ("certain=true", "on that day the state is certain"),
        (
            "ends_after=2024-06-15&ends_before=2024-07-31",
            "Last day in effect: may lie between 15 June 2024 and 31 July 2024",
        ),
        ("signed_after=2026-01", "Signed: January 2026 or later"),
        ("effective_before=2030", "In effect from: 2030 or earlier"),
        ("ends_within=P30D", "ends within 30 days from 22 November 2026"),
        ("decision_within=P1Y", "must be decided within one year from 22 November 2026"),
        ("lapsed=true", "Lapse: ended, and nothing has followed"),
        ("updated_since=2020-01-01T00:00:00Z", "changed in the register since 1 January 2020, 00:00:00Z"),
        ("institution=kr-mss&year=2026", "Institution: Ministry of SMEs and Startups; Year of signature: 2026"),
    ],
)
def test_the_sentence_says_what_was_meant(client: Client, world: World, question: str, said: str) -> None:
    assert f" – {said}. States are those of 22 November 2026" in words(client.get(f"/agreements/?{question}&{DAY}"))


@pytest.mark.parametrize("span", ["180", "abc", "-P1D", "P99999999999Y"])
@pytest.mark.parametrize("address", ["/agreements/", "/ko/agreements/", "/agreements/facets/country/"])
def test_what_is_no_length_of_time_comes_back_as_it_was_typed(
    client: Client, world: World, address: str, span: str
) -> None:
    for name in ("ends_within", "decision_within"):
        page = client.get(address, {name: span})
        assert page.status_code == 400
        assert f'value="{span}" selected' in page.content.decode()


@pytest.mark.parametrize("address", ["/agreements/", "/deadlines/", "/programs/"])
def test_an_instant_after_the_last_day_of_dates_is_said_as_it_was_asked_for(
    client: Client, world: World, address: str
) -> None:
    page = client.get(address, {"updated_since": "9999-12-31T23:59:59Z"})
    assert page.status_code == 200
    assert "9999-12-31T23:59:59Z" in words(page)


def test_a_shared_address_says_in_the_title_what_it_lists(client: Client, world: World) -> None:
    html = client.get("/agreements/?party=KR&party=CN").content.decode()
    assert "<title>Agreements: South Korea and China ·" in html


def test_all_choices_are_cleared_but_not_the_day(client: Client, world: World) -> None:
    assert 'href="/agreements/?as_of=2025-06-30">Clear all' in form(client, "/agreements/?party=KR&as_of=2025-06-30")


def test_p4_on_30_june_2025_the_old_one_is_expired_and_the_new_one_not_yet_there(client: Client, world: World) -> None:
    page = client.get("/agreements/?party=KR&party=CN&as_of=2025-06-30")
    assert "States are those of 30 June 2025" in words(page)
    states = re.findall(r'<p class="row-state.*?<span>(.*?)<', page.content.decode())
    assert dict(zip(rows(page.content.decode()), states, strict=True)) == {OLD: "Expired", NEW: "Not yet"}
    assert rows(client.get("/agreements/?state=running&as_of=2025-06-30").content.decode()) == []


def test_p5_a_month_is_found_by_days_within_it_and_says_how_far_it_is_known(client: Client, world: World) -> None:
    page = client.get("/agreements/?ends_after=2024-06-15&ends_before=2024-07-31")
    assert rows(page.content.decode()) == [OLD]
    assert "last day in effect June 2024 (known to the month)" in words(page)
    assert "1 June 2024" not in words(page)
    assert rows(client.get("/agreements/?ends_after=2024-07-01").content.decode()) == []
    assert "known to the month" not in words(client.get("/agreements/"))
