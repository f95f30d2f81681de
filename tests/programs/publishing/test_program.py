"""Programmes go through the same door; agreements that are not public are left out of their documents."""

from __future__ import annotations

import pytest

from agreements.models import Agreement
from agreements.publishing import NotPublishable, missing, publish, withdraw
from agreements.register.models import Publication
from programs.models import Program
from programs.register.models import ProgramEntry
from tests.factories import (
    ActivityFactory,
    ProgramBasisFactory,
    ProgramEvidenceFactory,
    ProgramFactory,
    publishable_agreement,
    publishable_program,
)

pytestmark = pytest.mark.django_db


def named_by(record: Agreement | Program) -> list[object]:
    """Return what the record names and must be public with it."""
    rows = record.leads.all() if isinstance(record, Program) else record.parties.all()
    found = {row.passage.source for row in record.evidence.all()} | {row.sector for row in record.sector_rows.all()}
    return [*found, *(r for row in rows for r in (row.country, row.institution) if r)]


def latest() -> Publication:
    return Publication.objects.filter(record_type="program").latest("number")


@pytest.fixture
def program() -> Program:
    """A programme that rests on a draft."""
    record = publishable_program()
    record.bases.all().delete()
    record.evidence.filter(part="basis").delete()
    basis = ProgramBasisFactory(program=record, agreement=publishable_agreement("its-basis"), key="basis")
    passage = record.evidence.first().passage
    ProgramEvidenceFactory(program=record, passage=passage, part="basis", item=basis.key, field="", value="")
    return record


def test_a_programme_becomes_public_with_its_entry(program: Program) -> None:
    ActivityFactory(program=program, planned_end="2026-12", form="training", key="course")
    mine = publish([*named_by(program), program], reason="First entry", by="ed")[-1]
    assert (mine.record_type, mine.type) == ("program", "created")
    assert mine.document["activities"][-1]["planned_end"] == "2026-12"
    entry = ProgramEntry.objects.get()
    assert (entry.record_id, entry.until_number) == (program.slug, None)
    assert "training" in entry.forms


def test_an_agreement_appears_on_its_programme_once_it_is_public_and_goes_when_it_is_withdrawn(
    program: Program,
) -> None:
    publish([*named_by(program), program], reason="First entry", by="ed")
    assert latest().document["agreements"] == []
    assert "its-basis" not in str(latest().document)
    basis = Agreement.objects.get(slug="its-basis")
    publish([*named_by(basis), basis], reason="Its basis", by="ed")
    assert (latest().type, latest().reason) == ("updated", "Follows from: Its basis")
    assert [row["id"] for row in latest().document["agreements"]] == ["its-basis"]
    assert ProgramEntry.objects.get(until_number=None).agreements == ["its-basis"]
    withdraw([basis], reason="Wrong", by="ed")
    assert latest().document["agreements"] == []
    assert ProgramEntry.objects.get(until_number=None).agreements == []


def test_what_a_programme_lacks_is_listed() -> None:
    record = ProgramFactory(slug="bare")
    paths = {gap.path for gap in missing(record)}
    assert {"titles", "sectors_status"} <= paths
    with pytest.raises(NotPublishable):
        publish([record], reason="Bare", by="ed")
    assert not ProgramEntry.objects.exists()
