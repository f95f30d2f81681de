"""Every page of the desk opens, for every noun, under the content policy."""

from __future__ import annotations

import pytest
from django.contrib import admin
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

import tests.factories as factories
from agreements.models.base import Record
from tests.agreements.admin.desk import violations

pytestmark = pytest.mark.django_db

OURS = [model for model in admin.site._registry if model._meta.app_label in ("agreements", "programs")]
RECORDS = [model for model in OURS if issubclass(model, Record)]
RARE = {"Country", "Institution", "Occasion", "Sector", "LoadedRecord", "Passage"}


def thinned(models: list[type]) -> list[object]:
    """Leave the nouns that work as others do to CI."""
    return [pytest.param(m, marks=pytest.mark.thorough) if m.__name__ in RARE else m for m in models]


@pytest.fixture
def chief(client: Client) -> Client:
    client.force_login(factories.SuperuserFactory())
    return client


def make(model: type) -> object:
    return getattr(factories, f"{model.__name__}Factory")()


def address(model: type, page: str, *args: object) -> str:
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}", args=args)


def test_every_record_has_a_desk() -> None:
    nouns = {"Agreement", "Country", "Institution", "Occasion", "Program", "Sector", "Source"}
    assert {model.__name__ for model in RECORDS} == nouns


@pytest.mark.parametrize("model", thinned(OURS), ids=lambda m: m.__name__)
def test_list_form_and_history_open_without_breaking_the_content_policy(chief: Client, model: type) -> None:
    record = make(model)
    pages = [address(model, "changelist"), address(model, "change", record.pk), address(model, "history", record.pk)]
    if model.__name__ != "LoadedRecord":
        pages += [address(model, "add"), address(model, "delete", record.pk)]
    if model in RECORDS:
        pages += [address(model, step, record.pk) for step in ("review", "withdraw", "restore")]
    for page in pages:
        answer = chief.get(page)
        assert answer.status_code == 200, page
        assert "script-src" in answer.headers["Content-Security-Policy"]
        assert violations(answer.text, answer.headers["Content-Security-Policy"]) == [], page


def test_the_form_of_a_full_record_opens(chief: Client) -> None:
    record = factories.publishable_agreement()
    factories.ClauseFactory(agreement=record, three_years_renewed_by_one=True)
    factories.RelationFactory(subject=record, object=factories.AgreementFactory(title="The one before"))
    factories.RelationFactory(subject=factories.AgreementFactory(title="The one after"), object=record)
    page = chief.get(address(type(record), "change", record.pk))
    assert page.status_code == 200
    assert "The one before" in page.text
    assert "The one after" in page.text
    assert 'value="P36M"' in page.text
    assert 'value="2026-01-05"' in page.text


def test_the_form_of_a_full_programme_opens(chief: Client) -> None:
    record = factories.publishable_program()
    factories.ProgramBasisFactory(program=record, agreement=factories.AgreementFactory(title="What it rests on"))
    page = chief.get(address(type(record), "change", record.pk))
    assert page.status_code == 200
    assert "What it rests on" in page.text


@pytest.mark.parametrize("model", thinned(OURS), ids=lambda m: m.__name__)
def test_a_search_or_filter_with_a_nul_byte_is_answered_and_finds_nothing(chief: Client, model: type) -> None:
    make(model)
    for query in ("?q=%00", "?q=a%00b", "?status=%00", "?kind__exact=%00", "?e%00=1"):
        answer = chief.get(address(model, "changelist") + query, follow=True)
        assert answer.status_code == 200, query


def test_an_autocomplete_with_a_nul_byte_finds_nothing(chief: Client) -> None:
    factories.CountryFactory()
    answer = chief.get(
        reverse("admin:autocomplete"),
        {"app_label": "agreements", "model_name": "party", "field_name": "country", "term": "a\x00"},
    )
    assert answer.status_code == 200
    assert answer.json()["results"] == []


def test_an_autocomplete_tells_twins_apart(chief: Client) -> None:
    for slug in ("twin-2010", "twin-2020"):
        factories.AgreementFactory(slug=slug, title="Memorandum on cooperation")
    answer = chief.get(
        reverse("admin:autocomplete"),
        {"app_label": "agreements", "model_name": "relation", "field_name": "object", "term": "Memorandum"},
    )
    labels = [row["text"] for row in answer.json()["results"]]
    assert labels == ["Memorandum on cooperation · twin-2010", "Memorandum on cooperation · twin-2020"]


@pytest.mark.parametrize("model", thinned(RECORDS), ids=lambda m: m.__name__)
@pytest.mark.thorough
def test_a_longer_list_costs_no_more_queries(chief: Client, model: type) -> None:
    def grow(count: int) -> None:
        for _ in range(count):
            if model.__name__ == "Agreement":
                number = model._default_manager.count()
                record = factories.publishable_agreement(f"listed-{number}")
                factories.PartyFactory(agreement=record, ministry=True)
                factories.RelationFactory(subject=factories.publishable_agreement(f"after-{number}"), object=record)
            else:
                make(model)

    def cost() -> int:
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert chief.get(address(model, "changelist")).status_code == 200
        return len(queries)

    grow(2)
    cost()
    few = cost()
    grow(5)
    many = cost()
    assert many <= few, (few, many)


@pytest.mark.thorough
def test_more_rows_within_a_record_cost_no_more_queries_to_show(chief: Client) -> None:
    record = factories.publishable_agreement()
    form = address(type(record), "change", record.pk)

    def grow(count: int) -> None:
        for _ in range(count):
            factories.PartyFactory(agreement=record, ministry=True)
            factories.ActFactory(agreement=record, occasion=factories.OccasionFactory())
            factories.RelationFactory(subject=record, object=factories.AgreementFactory(title="Another"))
            factories.AgreementSectorFactory(agreement=record)
            factories.AgreementEvidenceFactory(agreement=record)

    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert chief.get(form).status_code == 200
        return len(queries)

    grow(2)
    cost()
    few = cost()
    grow(3)
    many = cost()
    assert many <= few, (few, many)
