"""Countries, institutions, subjects, occasions and sources: whole, counted, and never cut in silence."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django.plugin import DjangoDbBlocker

from agreements.models import Agreement, Country, Institution, Occasion, Sector
from agreements.pages import source as source_page
from agreements.publishing import publish, withdraw
from agreements.register.partners import busiest_pairs, partners, partners_of
from agreements.register.query import Query
from agreements.register.reading import Reading, open_reading
from agreements.register.sectors import found_in, sector_tree
from tests.agreements.pages.reading import words
from tests.agreements.register.building import NEW, OLD, agreement, register
from tests.factories.records import PartyFactory
from tests.factories.reference import CountryAliasFactory, InstitutionFactory, InstitutionNameFactory
from tests.factories.sources import cite

pytestmark = [pytest.mark.thorough, pytest.mark.django_db]

DAY = "?as_of=2026-11-22"


@pytest.fixture(scope="module")
def built(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[dict[str, Agreement]]:
    """Publish the small register once, with a person who signed, a parent, a former state and a passage of a source."""
    with django_db_blocker.unblock(), transaction.atomic():
        made = register()
        _enrich(made)
        yield made
        transaction.set_rollback(True)


@pytest.fixture
def records(built: dict[str, Agreement], db: None) -> dict[str, Agreement]:
    return built


def _enrich(made: dict[str, Agreement]) -> None:
    ministry = Institution.objects.get(slug="kr-mss")
    InstitutionNameFactory(institution=ministry, language="en", name="Its former name", until="2017-07", key="former")
    InstitutionFactory(slug="kr-mss-office", country=ministry.country, parent=ministry, name="Its office")
    signer = made[NEW].parties.get(institution=ministry)
    signer.person, signer.office = "A Minister", "Minister"
    signer.save()
    witness = PartyFactory(agreement=made[NEW], country=None, institution_id=_id("apec"), role="witness")
    cite(made[NEW], made[NEW].evidence.first().passage, f"party/{witness.key}/")
    former = Country.objects.get(code="JP")
    former.ended = "1991-12"
    former.save()
    former.successors.add(Country.objects.get(code="VN"))
    economy = Sector.objects.get(slug="economy")
    economy.codes.create(scheme="crs", code="321")
    visit = Occasion.objects.get(slug="state-visit-2026")
    visit.participants.create(country=ministry.country, person="A President", key="president")
    changed = [*Institution.objects.filter(slug__startswith="kr-mss"), former, economy, visit, made[NEW]]
    publish(changed, reason="More", by="ed")


def _id(slug: str) -> int:
    return Institution.objects.get(slug=slug).pk


def reading() -> Reading:
    return open_reading(Query.of(as_of="2026-11-22"))


def test_partners_count_what_they_have_and_what_may_run_on_the_day(records: dict[str, Agreement]) -> None:
    assert [(p.code, p.agreements, p.running) for p in partners_of("KR", reading())] == [("CN", 3, 2), ("JP", 1, 1)]
    before = reading().on(reading().as_of.replace(year=2025))
    assert [(p.code, p.agreements, p.running) for p in partners_of("KR", before)] == [("CN", 3, 1), ("JP", 1, 1)]
    assert {p.code: p.agreements for p in partners(reading())} == {"KR": 4, "CN": 4, "JP": 2}


def test_a_country_shows_partners_institutions_and_agreements(client: Client, records: dict[str, Agreement]) -> None:
    page = client.get(f"/countries/kr/{DAY}")
    html, text = page.content.decode(), words(page)
    assert 'href="/countries/cn/kr/?as_of=2026-11-22"' in html
    assert "3 agreements, 2 may be in effect" in text
    assert "Ministry of SMEs and Startups" in text
    assert len(re.findall('<li class="row">', html)) == 4


def test_a_name_that_differs_by_its_apostrophe_alone_is_shown_once(
    client: Client, records: dict[str, Agreement]
) -> None:
    country = Country.objects.get(code="CN")
    for name in ("People's Republic of China", "People’s Republic of China"):
        CountryAliasFactory(country=country, language="en", name=name)
    publish([country], reason="Names were added", by="ed")
    text = words(client.get("/countries/cn/"))
    assert text.count("People’s Republic of China") == 1
    assert "People's" not in text


def test_a_former_state_and_its_successor_lead_to_one_another(client: Client, records: dict[str, Agreement]) -> None:
    former, successor = client.get("/countries/jp/"), client.get("/countries/vn/")
    assert "that by itself ends no agreement. Followed by:" in words(former)
    assert 'href="/countries/vn/"' in former.content.decode()
    assert "Agreements of a former state stand under its own name:" in words(successor)
    assert "until December 1991" in words(successor)


def test_an_institution_stands_under_every_name_with_its_days(client: Client, records: dict[str, Agreement]) -> None:
    text = words(client.get("/institutions/kr-mss/"))
    assert "중소벤처기업부" in text
    assert "Its former name" in text
    assert "until July 2017" in text
    assert "days of use not known" in text


def test_an_institution_names_what_it_came_from_and_what_it_became(
    client: Client, records: dict[str, Agreement]
) -> None:
    heir, former = client.get("/institutions/kr-mss/"), client.get("/institutions/kr-smba/")
    assert 'href="/institutions/kr-smba/"' in heir.content.decode()
    assert 'href="/institutions/kr-mss/"' in former.content.decode()
    assert 'href="/institutions/kr-mss-office/"' in heir.content.decode()
    assert "Part of" in words(client.get("/institutions/kr-mss-office/"))


def test_an_institution_counts_its_roles_with_those_of_its_predecessors(
    client: Client, records: dict[str, Agreement]
) -> None:
    page = client.get("/institutions/kr-mss/")
    assert re.search(r"Signatory\s*2 ", words(page))
    assert "A Minister, Minister" in words(page)
    assert len(re.findall('<li class="row">', page.content.decode())) == 2
    assert re.search(r"Signatory\s*1 ", words(client.get("/institutions/kr-smba/")))


def test_a_witness_is_said_though_it_does_not_take_part(client: Client, records: dict[str, Agreement]) -> None:
    page = client.get("/institutions/apec/")
    assert "Witness: A new memorandum 1" in words(page)
    assert f'href="/agreements/{NEW}/"' in page.content.decode()


def test_roles_read_in_the_past_are_those_of_the_past(client: Client, records: dict[str, Agreement]) -> None:
    then = open_reading(Query()).known_at
    assert then is not None
    withdraw(records[NEW], reason="A mistake", by="ed")
    assert "Witness" not in words(client.get("/institutions/apec/"))
    assert client.get("/institutions/kr-mss/", {"known_at": then.isoformat()}).status_code == 200


def test_a_sector_counts_everything_below_it_once(client: Client, records: dict[str, Agreement]) -> None:
    tops = sector_tree(reading())
    (economy,) = found_in(tops, "economy")
    assert (economy.agreements, [branch.record["id"] for branch in economy.children]) == (3, ["startups", "trade"])
    assert [branch.record["id"] for branch in found_in(tops, "trade")] == ["economy", "trade"]
    assert found_in(tops, "nothing") == []


def test_a_sector_shows_its_way_its_codes_its_agreements_and_the_busiest_pairs(
    client: Client, records: dict[str, Agreement]
) -> None:
    page = client.get(f"/sectors/economy/{DAY}")
    assert "crs:321" in words(page)
    assert 'href="/countries/cn/kr/?sector=economy&amp;as_of=2026-11-22"' in page.content.decode()
    assert len(re.findall('<li class="row">', page.content.decode())) == 3
    assert 'href="/sectors/economy/"' in client.get("/sectors/trade/").content.decode()
    assert client.get("/countries/cn/kr/?sector=economy").status_code == 200
    assert [(p.codes, p.agreements) for p in busiest_pairs(["startups", "trade"], reading(), 10)] == [
        (("CN", "KR"), 2),
        (("JP", "KR"), 1),
    ]


def test_the_tree_leads_to_every_sector(client: Client, records: dict[str, Agreement]) -> None:
    html = client.get("/sectors/").content.decode()
    assert set(re.findall(r'href="/sectors/([a-z]+)/"', html)) == {"economy", "startups", "trade", "health"}


def test_an_occasion_names_what_was_signed_who_took_part_and_leads_to_the_list(
    client: Client, records: dict[str, Agreement]
) -> None:
    page = client.get("/occasions/state-visit-2026/")
    assert "A President" in words(page)
    assert f'href="/agreements/{NEW}/"' in page.content.decode()
    assert f'href="/agreements/{OLD}/"' not in page.content.decode()
    assert 'href="/agreements/?occasion=state-visit-2026"' in page.content.decode()


def test_an_occasion_shows_each_of_its_names_with_its_evidence(client: Client, records: dict[str, Agreement]) -> None:
    visit = Occasion.objects.get(slug="state-visit-2026")
    visit.name_ko = "국빈 방문"
    visit.save()
    cite(visit, records[NEW].evidence.first().passage, "name_ko")
    publish([visit], reason="A name was added", by="ed")
    page = client.get("/occasions/state-visit-2026/")
    assert '<span lang="ko">국빈 방문</span><a class="marker" href="#e-name-ko"' in page.content.decode()
    assert "Evidence 1: Name in Korean" in page.content.decode()
    assert "name_ko" not in words(page)


def test_a_passage_leads_back_to_the_marker_of_each_fact(client: Client, records: dict[str, Agreement]) -> None:
    html = client.get("/sources/article/").content.decode()
    links = set(re.findall(r'href="/agreements/([a-z-]+)/#(e-[a-z0-9-]+)"', html))
    assert links
    for name, anchor in links:
        assert f'id="{anchor}"' in client.get(f"/agreements/{name}/").content.decode()


def test_many_passages_come_in_pages_and_each_is_found_by_its_key(
    client: Client, records: dict[str, Agreement], monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = re.findall(r'<li id="([^"]+)"', client.get("/sources/article/").content.decode())
    assert len(whole) >= 2
    monkeypatch.setattr(source_page, "MOST", 1)
    first = client.get("/sources/article/")
    assert f"Shown: 1 to 1 of {len(whole)}." in words(first)
    seen = [
        re.findall(r'<li id="([^"]+)"', client.get(f"/sources/article/?page={n + 1}").content.decode())
        for n in range(len(whole))
    ]
    assert [key for keys in seen for key in keys] == whole
    assert f'id="{whole[-1]}"' in client.get(f"/sources/article/?passage={whole[-1]}").content.decode()
    for asked in (f"page={len(whole) + 1}", "page=x", "passage=no-such"):
        assert client.get(f"/sources/article/?{asked}").status_code == 400


ADDRESSES = (
    "/countries/kr/",
    "/institutions/kr-mss/",
    "/sectors/",
    "/sectors/economy/",
    "/occasions/state-visit-2026/",
    "/sources/article/",
)


@pytest.mark.parametrize("address", ADDRESSES)
def test_more_agreements_cost_a_page_no_more_queries(
    client: Client, records: dict[str, Agreement], address: str
) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as seen:
            assert client.get(address + DAY).status_code == 200
        return len(seen)

    client.get(address + DAY)
    few = queries()
    visit = Occasion.objects.get(slug="state-visit-2026")
    made = [agreement(f"another-{n}", countries=(), ministries=("kr-mss", "cn-miit"), occasion=visit) for n in range(3)]
    sources = {row.passage.source for record in made for row in record.evidence.all()}
    publish([*sources, *made], reason="More", by="ed")
    assert queries() == few


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_page_refuses_what_it_cannot_read(client: Client, records: dict[str, Agreement], address: str) -> None:
    assert client.get(address + "?as_fo=2026-11-22").status_code == 400
    assert client.get(address + "?as_of=2026-02-30").status_code == 400
