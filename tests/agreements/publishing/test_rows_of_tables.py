"""Rows of tables stand where they are cited, not in their source (docs/decisions/0011)."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test import Client

from agreements.audit import audit
from agreements.models import Agreement, Country, Passage, Sector, Source
from agreements.publishing import publish, settle_working, withdraw
from agreements.register.models import CitationRow, Mention, Publication
from tests.factories import PassageFactory, SourceFactory, publishable_agreement

pytestmark = pytest.mark.django_db


def row_of(source: Source, number: int) -> Passage:
    return PassageFactory(
        source=source, key=f"row-{number}", locator_kind="row", locator=str(number), start=None, end=None
    )


def citing(slug: str, passage: Passage) -> Agreement:
    """Return a draft all of whose values stand in one row, its day of signature in the column “signed on”."""
    record = publishable_agreement(slug)
    record.evidence.update(passage=passage)
    record.evidence.filter(part="act").update(column="signed on", stated_value="5/1/26")
    return record


@pytest.fixture
def table(db: None) -> Source:
    """A register whose rows 2 and 10 are cited by public agreements, and row 3 by a draft."""
    source = SourceFactory(slug="register-2026", kind="data-file", publisher="A bank")
    records = [citing("deal-10", row_of(source, 10)), citing("deal-2", row_of(source, 2))]
    settle_working(citing("deal-3", row_of(source, 3)))
    names = [*Country.objects.all(), *Sector.objects.all(), source]
    publish([*names, *records], reason="First load", by="ed")
    return source


def said_by_the_audit() -> list[str]:
    return [str(one) for _rule, findings in audit() for one in findings if not one.is_note]


def document(slug: str) -> dict[str, Any]:
    found = Publication.objects.filter(record_id=slug).latest("number").document
    assert found is not None
    return found


def answer(path: str) -> Any:
    response = Client().get(path)
    assert response.status_code == 200, response.content
    return response.json()


def test_a_row_stands_in_the_document_that_cites_it_and_the_source_is_not_published_again(table: Source) -> None:
    before = Publication.objects.filter(record_type="source").count()
    publish([Agreement.objects.get(slug="deal-3")], reason="Entered", by="ed")
    assert Publication.objects.filter(record_type="source").count() == before == 1
    assert document("register-2026")["passages"] == []
    facts = Publication.objects.get(record_type="source").facts
    assert facts is not None
    assert facts["all_passages"] == []
    evidence = {row["part"]: row for row in document("deal-3")["evidence"]}
    assert {name: evidence["act"][name] for name in ("source", "passage", "locator_kind", "locator", "column")} == {
        "source": "register-2026",
        "passage": "row-3",
        "locator_kind": "row",
        "locator": "3",
        "column": "signed on",
    }
    assert "column" not in evidence["party"]
    mentions = Mention.objects.filter(target_type="source", holder_id="deal-3").values_list("what", "item", "needed")
    assert list(mentions) == [("row", "", True)]


def test_a_place_in_a_text_stays_with_its_source(table: Source) -> None:
    marked = PassageFactory(source=table, key="p-1", locator_kind="row", locator="1", start=0, end=9)
    publish([citing("deal-1", marked), table], reason="Entered", by="ed")
    assert [passage["key"] for passage in document("register-2026")["passages"]] == ["p-1"]
    assert not CitationRow.objects.filter(record_id="deal-1").exists()
    assert "locator_kind" not in document("deal-1")["evidence"][0]


def test_the_source_lists_its_rows_in_their_order_at_the_number_read(table: Source) -> None:
    first = answer("/api/v1/sources/register-2026/")
    assert [row["key"] for row in first["rows"]["results"]] == ["row-2", "row-10"]
    assert first["rows"]["count"] == 2
    assert first["rows"]["results"][0]["cited_by"][0]["id"] == "deal-2"
    publish([Agreement.objects.get(slug="deal-3")], reason="Entered", by="ed")
    withdraw([Agreement.objects.get(slug="deal-10")], reason="Twice", by="ed")
    now = answer("/api/v1/sources/register-2026/")
    assert [row["key"] for row in now["rows"]["results"]] == ["row-2", "row-3"]
    then = answer(f"/api/v1/sources/register-2026/?known_at={first['known_at']}")
    assert [row["key"] for row in then["rows"]["results"]] == ["row-2"], "what is withdrawn is gone at every number"
    assert answer(now["rows"]["agreements_url"].replace("http://testserver", ""))["count"] == 2


def test_readers_find_row_and_column_beside_every_value(table: Source) -> None:
    found = answer("/api/v1/agreements/deal-2/evidence/")["results"]
    row = next(row for row in found if row["path"] == "act/signed/date")
    assert (row["column"], row["passage"]["locator_kind"], row["passage"]["locator"]) == ("signed on", "row", "2")
    assert "locator_kind" not in row
    assert {row["column"] for row in found} == {"", "signed on"}
    page = Client().get("/agreements/deal-2/").content.decode()
    assert "row 2, column “signed on”" in page
    assert "/sources/register-2026/?passage=row-2#row-2" in page
    table_of_evidence = Client().get("/agreements/deal-2/evidence.csv").content.decode().splitlines()
    assert table_of_evidence[0].endswith(",column")
    assert any(",row-2,row,2," in line and line.endswith(",signed on") for line in table_of_evidence)


def test_the_page_of_the_source_shows_rows_from_the_one_that_was_asked_for(table: Source) -> None:
    whole = Client().get("/sources/register-2026/").content.decode()
    assert whole.index('id="row-2"') < whole.index('id="row-10"')
    assert "/agreements/?source=register-2026" in whole
    assert "/agreements/deal-10/#" in whole
    later = Client().get("/sources/register-2026/?passage=row-10").content.decode()
    assert 'id="row-10"' in later
    assert 'id="row-2"' not in later
    assert Client().get("/sources/register-2026/?passage=row-3").status_code == 400, "only a draft cites it"
    assert "2 passages used" in Client().get("/sources/").content.decode()


def test_the_audit_makes_the_rows_anew_and_compares(table: Source) -> None:
    assert said_by_the_audit() == []
    with connection.cursor() as cursor:
        cursor.execute("UPDATE register_citation_row SET locator = '99' WHERE record_id = 'deal-2'")
    assert ["register_citation_row.locator" in said for said in said_by_the_audit()] == [True]
