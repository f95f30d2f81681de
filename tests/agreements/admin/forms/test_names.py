"""Where one record is chosen among many, its proposal says what tells it from its twins, at no cost per row."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

import tests.factories as factories

pytestmark = pytest.mark.django_db


def proposals(client: Client, model: str, field: str, term: str) -> list[str]:
    asked = {"app_label": "agreements", "model_name": model, "field_name": field, "term": term}
    return [row["text"] for row in client.get("/admin/autocomplete/", asked).json()["results"]]


def test_twins_are_told_apart_and_a_longer_list_costs_no_more_queries(client: Client) -> None:
    client.force_login(factories.SuperuserFactory())
    korea = factories.CountryFactory(code="KR", name_en="South Korea")
    factories.CountryFactory(code="SU", name_en="Soviet Union", ended="1991-12")
    ministry = factories.InstitutionFactory(slug="kr-mss", country=korea, kind="ministry")
    ministry.names.all().delete()
    factories.InstitutionNameFactory(institution=ministry, language="en", name="Ministry of SMEs <Startups>")
    factories.InstitutionNameFactory(institution=ministry, language="en", name="SME Administration", until="2017-07")
    office = factories.InstitutionFactory(slug="kr-office", country=korea, parent=ministry)
    twins = [factories.publishable_agreement(slug=f"kr-cn-twin-{n}", title="One title") for n in (1, 2)]
    twins[0].__class__.objects.filter(pk=twins[0].pk).update(signed="2024-06")
    source = factories.SourceFactory(title="An article", publisher="A paper", published="2026-01-05")
    factories.PassageFactory(source=source, locator="7", quote="What was said " * 20)
    factories.OccasionFactory(name_en="Summit", date="2025-11", place="Gyeongju")

    assert proposals(client, "party", "country", "Soviet") == ["Soviet Union (SU) · former state, until December 1991"]
    assert proposals(client, "party", "institution", "SME Adm") == [
        "Ministry of SMEs <Startups> · South Korea · Ministry · formerly SME Administration"
    ]
    assert "part of Ministry of SMEs" in proposals(client, "party", "institution", office.slug)[0]
    assert proposals(client, "relation", "object", "twin") == [
        "One title · KR, CN · signed June 2024 · Memorandum of understanding · kr-cn-twin-1",
        "One title · KR, CN · Memorandum of understanding · kr-cn-twin-2",
    ]
    (said,) = proposals(client, "agreementevidence", "passage", "An article")
    assert "An article · A paper · 5 January 2026 · “What was said What" in said
    assert len(said) < 160
    assert proposals(client, "agreement", "occasion", "Summit") == ["Summit · November 2025 · Gyeongju"]

    def cost() -> int:
        with CaptureQueriesContext(connection) as asked:
            proposals(client, "relation", "object", "twin")
        return len(asked)

    few = cost()
    for number in range(3, 9):
        factories.publishable_agreement(slug=f"kr-cn-twin-{number}", title="One title")
    assert cost() == few


@pytest.mark.thorough
def test_what_was_chosen_reads_as_it_was_proposed_and_more_rows_cost_no_more_queries(client: Client) -> None:
    client.force_login(factories.SuperuserFactory())
    record = factories.AgreementFactory()

    def relate(number: int) -> Any:
        other = factories.publishable_agreement(slug=f"other-{number}", title="One title")
        return factories.RelationFactory(subject=record, object=other, code="cites")

    def shown() -> tuple[int, str]:
        with CaptureQueriesContext(connection) as asked:
            page = client.get(f"/admin/agreements/agreement/{record.pk}/change/").text
        return len(asked), page

    for number in range(2):
        relate(number)
    shown()  # permissions and kinds of content are read once
    few, page = shown()
    assert "One title · KR, CN · Memorandum of understanding · other-0" in page
    for number in range(2, 5):
        relate(number)
    assert shown()[0] == few
