"""Rows beside entries: what the audit finds in them, and that migrations write what the door would have written."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from typing import Any

import pytest
from django.apps import apps
from django.db import transaction
from django.db.migrations import RunPython
from pytest_django.plugin import DjangoDbBlocker

from agreements.models import Act, Agreement
from agreements.publishing import publish, withdraw
from agreements.register.models import DeadlineRow, EventRow, RelationRow
from programs.models import Program
from programs.register.models import ActivityRow
from tests.agreements.audit.running import run
from tests.agreements.register.deadline_world import DATED, NEW, OLD, PLAN, world


@pytest.fixture(scope="module")
def published(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[dict[str, Agreement | Program]]:
    """The register of deadlines, taken back when the module is done."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield world()
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def records(published: dict[str, Agreement | Program], db: None) -> dict[str, Agreement | Program]:
    """Every record, fresh, in the test's own savepoint."""
    for record in published.values():
        record.refresh_from_db()
    return published


@pytest.mark.thorough
def test_the_audit_finds_a_row_that_was_altered_lost_or_added() -> None:
    EventRow.objects.filter(row_id=f"{OLD}/expired").update(type="signed")
    DeadlineRow.objects.filter(row_id=f"agreement/{DATED}/end").delete()
    relation = RelationRow.objects.get(record_id=NEW)
    relation.pk, relation.row_id = None, f"{NEW}/invented"
    relation.save(force_insert=True)
    ActivityRow.objects.filter(record_id=PLAN, key="train").update(form="")
    code, said = run()
    assert code == 1
    assert f"agreement/{OLD}, register_event_row.type: the row {OLD}/expired" in said
    assert f"the row agreement/{DATED}/end of publication" in said
    assert "is missing." in said
    assert f"the row {NEW}/invented of publication" in said
    assert f"program/{PLAN}, register_program_activity_row.form" in said


@pytest.mark.thorough
def test_the_migrations_write_the_rows_of_what_was_published_before(records: dict[str, Any]) -> None:
    publish([records[OLD]], reason="Nothing new", by="ed")
    Act.objects.filter(agreement=records[OLD]).update(date="2024-05")
    publish([records[OLD]], reason="Corrected", by="ed")
    withdraw([records[DATED]], reason="Mistake", by="ed")
    for model in (RelationRow, EventRow, DeadlineRow, ActivityRow):
        model.objects.all().delete()
    assert run()[0] == 1
    for name in ("agreements.register.migrations.0003_rows", "programs.register.migrations.0003_rows"):
        for operation in import_module(name).Migration.operations:
            if isinstance(operation, RunPython):
                operation.code(apps, None)
    assert run() == (0, "no finding\n")
    assert EventRow.objects.filter(row_id=f"{OLD}/expired").count() == 2
