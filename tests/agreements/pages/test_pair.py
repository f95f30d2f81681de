"""The page of a pair: lanes of lineages by subject, lapses with their days, any window, and a table that has it all."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django.plugin import DjangoDbBlocker

from agreements.models import Agreement, Country, Sector, Source
from agreements.pages import pair, pair_window
from agreements.publishing import merge, publish, withdraw
from agreements.register.lanes import coverage_of_pair
from agreements.register.query import Query
from agreements.register.reading import open_reading
from tests.agreements.pages.reading import words
from tests.agreements.pages.world import NEW, OLD, PLAN, World
from tests.agreements.register.building import agreement
from tests.factories.life import RelationFactory
from tests.factories.records import PartyFactory
from tests.factories.reference import CountryFactory, SectorFactory
from tests.factories.sources import PassageFactory, SourceFactory, cite

pytestmark = pytest.mark.django_db

PAIR = "/countries/cn/kr/"
DAY = "?as_of=2026-11-22"
LAPSE = "No instrument for 553 to 582 days"


def table(html: str) -> str:
    """Give the table beside the picture."""
    found = re.search(r'<table class="pair-table">.*?</table>', html, re.DOTALL)
    assert found, "the page has no table"
    return found.group()


def test_predecessor_and_successor_share_a_lane_with_the_lapse_between_them(client: Client, world: World) -> None:
    coverage = coverage_of_pair("cn", "kr", open_reading(Query.of(as_of="2026-11-22")))
    (lane,) = coverage.lanes
    assert [member.id for member in lane.members] == [OLD, NEW]
    assert [(row["days"]["min"], row["days"]["max"]) for row in lane.lapses] == [(553, 582)]
    html = client.get(PAIR + DAY).content.decode()
    assert html.count('class="bar" href="/agreements/') == 2
    assert re.search(rf'<text class="gap-words [^>]*>{LAPSE}</text>', html)


def test_every_bar_is_a_link_that_says_its_agreement_and_days(client: Client, world: World) -> None:
    html = client.get(PAIR + DAY).content.decode()
    names = re.findall(r'<a class="bar" href="/agreements/[^"]+" aria-label="([^"]+)"', html)
    assert any("Former memorandum" in name and "no beginning known" in name for name in names)
    assert any("Signed on 5 January 2026" in name and "no end known" in name for name in names)
    assert all("1 June 2024" not in name for name in names)


def test_a_subject_counts_every_agreement_that_has_it_wherever_its_lane_stands(client: Client, world: World) -> None:
    coverage = coverage_of_pair("cn", "kr", open_reading(Query.of(as_of="2026-11-22")))
    assert [(s.id, s.agreements, len(s.lanes)) for s in coverage.subjects] == [
        ("small-business", 2, 1),
        ("startups", 1, 0),
    ]


def test_the_table_has_everything_that_is_drawn(client: Client, world: World) -> None:
    rows = table(client.get(PAIR + DAY).content.decode())
    assert 'scope="row"' in rows
    assert 'scope="rowgroup"' in rows
    assert "<caption>" in rows
    for said in ("Anything in effect", LAPSE, "Signed on 5 January 2026", "after June 2024", "before 5 January 2026"):
        assert said in rows
    assert "1 June 2024" not in rows
    assert "First session" in rows


def test_a_session_of_a_programme_is_marked_and_leads_to_it(client: Client, world: World) -> None:
    html = client.get(PAIR + DAY).content.decode()
    found = re.findall(r'<a class="bar" href="(/programs/[^"]+)" aria-label="([^"]+)"', html)
    assert [(address.split("?")[0], "2027" in name) for address, name in found] == [(f"/programs/{PLAN}/", True)]


def test_a_window_leaves_out_what_lies_outside_it_and_says_so(client: Client, world: World) -> None:
    html = client.get(PAIR + DAY + "&from=2025&to=2025-06-30").content.decode()
    assert LAPSE in html
    assert "Signed on 5 January 2026" not in table(html)
    assert 'value="2025-06-30"' in html
    assert "The whole time" in words(client.get(PAIR + DAY + "&from=2025"))
    before = words(client.get(PAIR + DAY + "&from=2010&to=2011"))
    assert "wholly outside" not in before, "the old memorandum may have run, its beginning is not known"


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("from=2030&to=1990", "later than"),
        ("from=soon", "from"),
        ("to=2024-02-30", "to"),
        ("from=1990&from=1991", "once"),
        ("page=2", "none of the pages"),
        ("page=0", "none of the pages"),
        ("sector=startupz", "startups"),
        ("form=1990", "from"),
    ],
)
def test_what_cannot_be_read_is_refused_in_words(client: Client, world: World, asked: str, said: str) -> None:
    answer = client.get(f"{PAIR}?{asked}")
    assert answer.status_code == 400
    assert said in words(answer)


def test_the_day_stays_with_every_link(client: Client, world: World) -> None:
    html = client.get(PAIR + DAY + "&from=2020").content.decode()
    inner = re.findall(r'href="(/(?:agreements|countries|programs|deadlines)[^"]*)"', html.split("<main")[1])
    assert len(inner) > 10
    assert [link for link in inner if "as_of=2026-11-22" not in link] == [f"{PAIR}?from=2020"], "the way back to today"


def test_facets_lead_to_the_list_that_they_count(client: Client, world: World) -> None:
    html = client.get(PAIR + DAY).content.decode()
    found = re.findall(
        r'<a href="(/agreements/\?party=CN&amp;party=KR[^"]*)">[^<]+</a> <span class="count">(\d+)', html
    )
    assert {link.split("&amp;")[2].split("=")[0] for link, _ in found} >= {"sector", "kind", "state", "year"}
    for link, count in found:
        listed = client.get(link.replace("&amp;", "&"))
        assert len(re.findall(r'<li class="row"', listed.content.decode())) == int(count), link


def test_a_pair_without_records_says_so_and_a_stranger_is_not_found(client: Client, world: World) -> None:
    nothing = client.get("/countries/cn/jp/")
    assert nothing.status_code == 200
    assert "no record of an agreement between these two" in words(nothing)
    assert "<figure" not in nothing.content.decode()
    for address in ("/countries/cn/xx/", "/countries/kr/kr/"):
        assert client.get(address).status_code == 404


def test_order_and_case_redirect_with_the_question(client: Client, world: World) -> None:
    for address in ("/countries/kr/cn/", "/countries/CN/kr/", "/countries/KR/CN/"):
        answer = client.get(address + "?from=1990")
        assert (answer.status_code, answer["Location"]) == (301, PAIR + "?from=1990")


def test_a_merged_country_leads_to_the_pair_of_its_heir_and_a_withdrawn_one_is_gone(
    client: Client, world: World
) -> None:
    extra = [CountryFactory(code=code) for code in ("DD", "YU")]
    publish(extra, reason="Former states", by="ed")
    merge(extra[0], Country.objects.get(code="JP"), reason="Entered twice", by="ed")
    withdraw(extra[1], reason="Entered by mistake", by="ed")
    moved = client.get("/countries/dd/kr/?as_of=2026-11-22")
    assert (moved.status_code, moved["Location"]) == (301, "/countries/jp/kr/?as_of=2026-11-22")
    assert "Entered twice" in words(moved)
    gone = client.get("/countries/kr/yu/")
    assert gone.status_code == 410
    assert "Entered by mistake" in words(gone)


@pytest.fixture(scope="module")
def many(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[list[Agreement]]:
    """Publish nine agreements of a pair, the first five in one chain; a page of the picture then holds three lanes."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield _many(9)
        transaction.set_rollback(True)


def _many(number: int) -> list[Agreement]:
    CountryFactory(code="FR"), CountryFactory(code="DE")
    SectorFactory(slug="health")
    SourceFactory(slug="article")
    publish([*Country.objects.all(), *Sector.objects.all(), *Source.objects.all()], reason="Names", by="ed")
    made = [_one(n) for n in range(number)]
    for later, earlier in zip(made[1:5], made, strict=False):
        cite(later, None, f"relation/{RelationFactory(subject=later, object=earlier, code='renews').key}/code")
    sources = {row.passage.source for record in made for row in record.evidence.all()}
    publish([*[s for s in sources if s.stage == "draft"], *made], reason="First entry", by="ed")
    return made


def _one(n: int) -> Agreement:
    acts: Sequence[dict[str, object]] = [
        {"type": "signed", "date": f"{1970 + n}-03"},
        {"type": "expired", "date": f"{1970 + n}-11"},
    ]
    return agreement(f"de-fr-{n:02}", countries=("FR", "DE"), sectors=("health",), acts=acts)


def test_what_may_be_signed_only_or_in_effect_counts_as_in_the_list(client: Client, world: World) -> None:
    SourceFactory(slug="article")
    treaty = agreement("cn-kr-treaty", countries=(), sectors=(), legal_force="binding", sectors_status="unclassified")
    for code in ("KR", "CN"):
        PartyFactory(agreement=treaty, country=Country.objects.get(code=code))
    Agreement.objects.filter(pk=treaty.pk).update(parties_status="given")
    treaty.refresh_from_db()
    source = Source.objects.get(slug="article")
    cite(treaty, PassageFactory(source=source), *(f"party/{row.key}/" for row in treaty.parties.all()))
    publish([source, treaty], reason="Published", by="ed")
    possible = client.get("/api/v1/agreements/cn-kr-treaty/?as_of=2026-11-22").json()["state"]["possible_states"]
    assert possible == ["signed-not-effective", "in-effect"]
    listed = client.get("/api/v1/agreements/?party=CN&party=KR&state=running&as_of=2026-11-22").json()["count"]
    assert listed == 2
    assert "2 may be in effect" in words(client.get(PAIR + DAY))


def test_many_lanes_come_in_pages_that_say_how_many_there_are(
    client: Client, many: list[Agreement], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pair_window, "MOST_LANES", 3)
    monkeypatch.setattr(pair, "MOST_LISTED", 4)
    first, second = (client.get(f"/countries/de/fr/{DAY}&page={n}") for n in (1, 2))
    assert "Shown: 1 to 3 of 5." in words(first)
    assert "Shown: 4 to 5 of 5." in words(second)
    titles = [set(re.findall(r'<p class="lane-title"><a href="([^?"]+)', p.content.decode())) for p in (first, second)]
    assert (len(titles[0]), len(titles[1]), titles[0] & titles[1]) == (3, 2, set())
    assert "Shown: the latest 4 of 9." in words(first)


def test_a_chain_is_one_lane_with_a_lapse_after_each_but_the_last(client: Client, many: list[Agreement]) -> None:
    coverage = coverage_of_pair("DE", "FR", open_reading(Query.of(as_of="2026-11-22")))
    longest = max(coverage.lanes, key=lambda lane: len(lane.members))
    assert [member.id for member in longest.members] == [f"de-fr-{n:02}" for n in range(5)]
    assert len(longest.lapses) == 4
    assert "4 lapses, the longest of" in words(client.get("/countries/de/fr/"))


def test_more_agreements_cost_no_more_queries(client: Client, many: list[Agreement]) -> None:
    def queries() -> int:
        with CaptureQueriesContext(
            connection,
        ) as seen:
            assert client.get(f"/countries/de/fr/{DAY}").status_code == 200
        return len(seen)

    client.get(f"/countries/de/fr/{DAY}")
    whole = queries()
    with transaction.atomic():
        for record in many[6:]:
            withdraw(record, reason="For a shorter list", by="ed")
        few = queries()
        transaction.set_rollback(True)
    assert whole == few
