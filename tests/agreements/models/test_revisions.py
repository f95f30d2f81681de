"""A record's revision counts the changes of its row and of its rows, and nothing else."""

from __future__ import annotations

import pytest
from django.db import connection, models

import tests.factories as factories
from agreements import publishing
from agreements.models import Agreement, Party, Title
from agreements.models.base import Record
from tests.agreements.models.working import children, records

pytestmark = pytest.mark.django_db


def revision(record: Record) -> int:
    return type(record)._default_manager.values_list("revision", flat=True).get(pk=record.pk)


def record_of(row: models.Model) -> Record:
    name = getattr(row, "record_field", None)
    if name is None:
        name = "country" if hasattr(row, "country") else "agreement"
    return getattr(row, name)


@pytest.mark.parametrize("model", records(), ids=lambda m: m.__name__)
def test_a_change_of_the_record_itself_counts_once(model: type[Record]) -> None:
    record = getattr(factories, f"{model.__name__}Factory")()
    before = revision(record)
    model._default_manager.filter(pk=record.pk).update(internal_notes="changed", public_notes="twice")
    assert revision(record) == before + 1


@pytest.mark.parametrize("model", records(), ids=lambda m: m.__name__)
def test_saving_without_a_change_does_not_count(model: type[Record]) -> None:
    record = model._default_manager.get(pk=getattr(factories, f"{model.__name__}Factory")().pk)
    before = record.revision
    record.save()
    assert revision(record) == before


@pytest.mark.parametrize("model", children(), ids=lambda m: m.__name__)
def test_a_row_counts_when_it_comes_changes_and_goes(model: type[models.Model]) -> None:
    row = getattr(factories, f"{model.__name__}Factory")()
    record = record_of(row)
    after_insert = revision(record)
    assert after_insert > 1
    model._default_manager.filter(pk=row.pk).update(id=row.pk)
    assert revision(record) == after_insert, "an update without a change does not count"
    model._default_manager.filter(pk=row.pk).delete()
    assert revision(record) == after_insert + 1


def test_a_changed_row_counts() -> None:
    title = factories.TitleFactory()
    before = revision(title.agreement)
    title.title = "Another"
    title.save()
    assert revision(title.agreement) == before + 1


def test_a_row_that_moves_counts_on_both_records() -> None:
    title, other = factories.TitleFactory(), factories.AgreementFactory()
    here, there = revision(title.agreement), revision(other)
    Title.objects.filter(pk=title.pk).update(agreement=other)
    assert (revision(title.agreement), revision(other)) == (here + 1, there + 1)


def test_bulk_changes_and_raw_sql_count() -> None:
    agreement = factories.publishable_agreement()
    before = revision(agreement)
    parties = list(agreement.parties.all())
    for party in parties:
        party.office = "Minister"
    Party.objects.bulk_update(parties, ["office"])
    assert revision(agreement) == before + 2
    with connection.cursor() as cursor:
        cursor.execute("UPDATE agreements_agreement SET summary = 'x' WHERE id = %s", [agreement.pk])
        cursor.execute("DELETE FROM agreements_title WHERE agreement_id = %s", [agreement.pk])
    assert revision(agreement) == before + 4


def test_a_stale_object_saved_late_never_lowers_the_revision() -> None:
    stale = Agreement.objects.get(pk=factories.AgreementFactory().pk)
    for number in range(3):
        Agreement.objects.filter(pk=stale.pk).update(summary=f"edit {number}")
    current = revision(stale)
    stale.save()
    assert revision(stale) == current + 1, "it wrote its old summary back, which is a change"
    Agreement.objects.filter(pk=stale.pk).update(revision=1)
    assert revision(stale) == current + 1


def test_what_publishing_and_settling_write_does_not_count() -> None:
    agreement = factories.publishable_agreement()
    before = revision(agreement)
    publishing.settle_working(agreement)
    agreement.refresh_from_db()
    assert agreement.signed is not None
    Agreement.objects.filter(pk=agreement.pk).update(stage="published", published_revision=before)
    Agreement.objects.filter(pk=agreement.pk).update(stage="merged", merged_into="another")
    Agreement.objects.filter(pk=agreement.pk).update(ends="2020", ends_status="stated")
    assert revision(agreement) == before


def test_the_editorial_status_tells_a_change_since_publication() -> None:
    agreement = factories.AgreementFactory()
    agreement.refresh_from_db()
    assert agreement.editorial_status == "draft"
    Agreement.objects.filter(pk=agreement.pk).update(stage="published", published_revision=agreement.revision)
    agreement.refresh_from_db()
    assert agreement.editorial_status == "published"
    factories.TitleFactory(agreement=agreement)
    agreement.refresh_from_db()
    assert agreement.editorial_status == "changed-since-publication"
    Agreement.objects.filter(pk=agreement.pk).update(stage="withdrawn")
    agreement.refresh_from_db()
    assert agreement.editorial_status == "withdrawn"
