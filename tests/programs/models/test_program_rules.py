"""The rules of programmes and activities: planned and actual days apart, in order, and never a guess between them."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction

import tests.factories as f
from programs.models import Activity, Program, ProgramEvidence

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("which", ["planned", "actual"])
@pytest.mark.parametrize("factory", [f.ProgramFactory, f.ActivityFactory])
def test_days_that_end_before_they_begin_are_refused(factory: type, which: str) -> None:
    row = factory()
    row = type(row).objects.get(pk=row.pk)
    setattr(row, f"{which}_start", "2026-07-01")
    setattr(row, f"{which}_end", "2026-06")
    with pytest.raises(ValidationError, match="cannot lie before the first"):
        row.full_clean()
    with pytest.raises(IntegrityError) as caught, transaction.atomic():
        row.save()
    assert f"{which}_days_in_order" in caught.value.__cause__.diag.constraint_name


@pytest.mark.parametrize(
    ("start", "end"), [("2026-06", "2026-06-15"), ("2026", "2026"), (None, "2026"), ("2026", None)]
)
def test_days_that_may_be_in_order_are_kept(start: str | None, end: str | None) -> None:
    program = f.ProgramFactory(planned_start=start, planned_end=end)
    Program.objects.get(pk=program.pk).full_clean()


def test_a_planned_end_in_the_past_leaves_the_stated_state_alone() -> None:
    activity = f.ActivityFactory(planned_end="2020", stated_state="planned")
    assert Activity.objects.get(pk=activity.pk).stated_state == "planned"


def test_a_programme_names_an_agreement_once() -> None:
    basis = f.ProgramBasisFactory()
    with pytest.raises(IntegrityError), transaction.atomic():
        f.ProgramBasisFactory(program=basis.program, agreement=basis.agreement)


def test_an_agreement_on_which_a_programme_rests_is_not_deleted() -> None:
    basis = f.ProgramBasisFactory()
    with pytest.raises(models.ProtectedError):
        basis.agreement.delete()


def test_a_lead_stands_in_a_part_once_even_without_an_institution() -> None:
    lead = f.ProgramLeadFactory()
    with pytest.raises(IntegrityError), transaction.atomic():
        f.ProgramLeadFactory(program=lead.program, country=lead.country)


@pytest.mark.parametrize(
    ("part", "item", "field"), [("activity", "", "title"), ("act", "signed", "date"), ("session", "first", "note")]
)
def test_only_fields_of_programmes_are_cited(part: str, item: str, field: str) -> None:
    evidence = ProgramEvidence(
        program=f.ProgramFactory(), passage=f.PassageFactory(), key="e", part=part, item=item, field=field
    )
    with pytest.raises(ValidationError):
        evidence.full_clean()
    with pytest.raises(IntegrityError), transaction.atomic():
        evidence.save()
