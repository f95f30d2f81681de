"""The lists of institutions, sources, countries and changes."""

import re

import pytest
from django.core.cache import caches
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from agreements.models import Institution, InstitutionName
from agreements.publishing import publish
from tests.agreements.pages.reading import words
from tests.agreements.pages.world import REPORT, World
from tests.factories.reference import CountryFactory, InstitutionFactory
from tests.factories.sources import SourceFactory

pytestmark = pytest.mark.django_db


def rename(world: World) -> None:
    ministry = Institution.objects.get(slug="kr-mss")
    InstitutionName.objects.create(
        institution=ministry, language="en", name="Small Business Administration", until="2017-07"
    )
    publish([ministry], reason="Its former name", by="an editor")


def test_an_institution_is_found_by_a_former_name_which_is_said_to_be_one(client: Client, world: World) -> None:
    rename(world)
    page = client.get("/institutions/?q=administration")
    assert "1 institution – Words: administration" in words(page)
    assert "Formerly: Small Business Administration (until July 2017)" in words(page)
    assert "<mark>Administration</mark>" in page.content.decode()
    assert 'href="/institutions/kr-mss/"' in page.content.decode()
    assert "Formerly" not in words(client.get("/institutions/?q=administration&as_of=2010-01-01"))


def test_institutions_are_kept_by_country_and_kind_with_counts(client: Client, world: World) -> None:
    page = client.get("/institutions/?country=KR")
    assert "Ministry of SMEs and Startups" in words(page)
    assert "Ministry of Industry" not in words(page)
    assert re.search(r'name="country" value="CN">.*?<span class="box-count">1</span>', page.content.decode())


def test_sources_are_kept_by_what_they_show(client: Client, world: World) -> None:
    for question in ("publisher=A newspaper", "year=2026", "kind=article", "language=en", "q=signature"):
        assert f'href="/sources/{REPORT}/"' in client.get(f"/sources/?{question}").content.decode(), question
    for question in ("publisher=A journal", "year=1999", "kind=gazette", "language=ko"):
        page = client.get(f"/sources/?{question}")
        assert "No source matches" in words(page), question
        assert "then " in words(page)
    refused = client.get("/sources/?kind=x&language=!")
    assert refused.status_code == 400
    assert "kind: “x” is not a kind of source." in words(refused)
    rows = client.get("/api/v1/sources/?publisher=A newspaper").json()["results"]
    assert REPORT in [row["id"] for row in rows]
    assert {row["publisher"] for row in rows} == {"A newspaper"}


def test_countries_are_found_by_any_name_and_partners_come_first(client: Client, world: World) -> None:
    page = words(client.get("/countries/"))
    assert page.index("With agreements in the register 2") < page.index("All countries 3")
    assert "South Korea 2 agreements" in page
    assert "한국" in words(client.get("/countries/?q=한국"))
    assert "Japan" not in words(client.get("/countries/?q=한국"))


@pytest.mark.parametrize(
    "address", ["/institutions/", "/sources/", "/countries/", "/changes/", "/institutions/?q=name"]
)
def test_a_longer_list_costs_no_more_queries(client: Client, world: World, address: str) -> None:
    def asked() -> int:
        caches["process"].clear()
        with CaptureQueriesContext(
            connection,
        ) as queries:
            client.get(address)
        return len(queries)

    asked()
    few = asked()
    countries = [CountryFactory() for _n in range(4)]
    more = [InstitutionFactory(slug=f"more-{n}", country=countries[n], name=f"Name {n}") for n in range(4)]
    publish([*countries, *more, *(SourceFactory() for _n in range(4))], reason="More", by="an editor")
    assert asked() <= few


def test_what_one_act_published_is_one_entry_and_counts_the_others(client: Client, world: World) -> None:
    last = int(re.findall(r"no\. (\d+)", words(client.get("/changes/")))[0].split("–")[0])
    publish([SourceFactory(title=f"Source {n}") for n in range(9)], reason="A block of sources", by="an editor")
    publish([SourceFactory(title="Another source")], reason="Another act", by="an editor")
    page = words(client.get("/changes/"))
    assert page.count("A block of sources") == 1
    assert page.index("Another act") < page.index("and 6 more") < page.index("A block of sources")
    assert all(f"Source {n}" in page for n in range(9))
    assert last
    home = words(client.get("/"))
    assert home.count("A block of sources") == 1
    assert re.search(r"Source \d and 8 more Created: A block of sources", home)


def test_changes_go_on_after_a_number_in_their_own_order(client: Client, world: World) -> None:
    page = words(client.get("/changes/?after=3&page_size=2"))
    assert page.index("no. 4 ") < page.index("no. 5 ")
    assert "no. 6 " not in page
    assert (
        'rel="next" href="/changes/?page_size=2&amp;after=5"'
        in client.get("/changes/?after=3&page_size=2").content.decode()
    )
    assert "There is nothing more." in words(client.get("/changes/?after=999999"))
    assert client.get("/changes/?after=3&before=9").status_code == 400
    assert client.get("/changes/?after=-1").status_code == 400
