"""What left the register of an export since the last import is told record by record (docs/bulk.md)."""

from __future__ import annotations

import json
from collections.abc import Callable
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import transaction

from agreements.exports.bulk.running import export_to
from agreements.importing.exported.loading import load_export
from agreements.models import Agreement
from agreements.publishing import merge, publish, restore, withdraw
from agreements.register.models import Publication
from tests.agreements.register.building import BARE, NEW, TACIT, YEAR, agreement, register

pytestmark = pytest.mark.django_db


def record(slug: str) -> Agreement:
    return Agreement.objects.get(slug=slug)


def exported_later(folder: Path, change: Callable[[], object]) -> None:
    """Export the register as it would be after a change, which is taken back."""
    with transaction.atomic():
        change()
        export_to(folder, ("ndjson",))
        transaction.set_rollback(True)


def test_what_was_withdrawn_or_merged_there_is_named_with_its_reason_and_stays_here(tmp_path: Path) -> None:
    register()
    export_to(tmp_path / "one", ("ndjson",))
    assert load_export(tmp_path / "one").left == []

    def leave() -> None:
        withdraw([record(BARE)], reason="It never existed", by="ed")
        merge(record(YEAR), record(TACIT), reason="The same", by="ed")

    exported_later(tmp_path / "two", leave)
    changes = [json.loads(line) for line in (tmp_path / "two" / "changes.ndjson").read_text().splitlines()]
    withdrawn, merged = (next(row["number"] for row in changes if row["type"] == t) for t in ("withdrawn", "merged"))
    expected = [
        f"withdrawn there, still public here: agreement/{BARE} (no. {withdrawn} there: It never existed); "
        "withdraw it here if that holds",
        f"merged into agreement/{TACIT} there, still public here: agreement/{YEAR} (no. {merged} there: The same); "
        "merge it here if that holds",
    ]
    for dry_run in (True, False):
        out = StringIO()
        call_command("import_agreements", str(tmp_path / "two"), profile="register-export", dry_run=dry_run, stdout=out)
        lines = out.getvalue().splitlines()
        # What is told with its reason is not told once more as missing.
        assert [line for line in lines if BARE in line or YEAR in line] == expected
    left = Publication.objects.filter(type__in=["withdrawn", "merged"])
    assert not left.exists()
    assert {record(slug).stage for slug in (BARE, YEAR)} == {"published"}


def test_what_left_here_too_or_was_restored_there_is_not_told(tmp_path: Path) -> None:
    register()

    def leave() -> None:
        withdraw([record(BARE)], reason="It never existed", by="ed")
        withdraw([record(YEAR)], reason="By mistake", by="ed")
        restore([record(YEAR)], reason="It does exist", by="ed")

    exported_later(tmp_path / "two", leave)
    withdraw([record(BARE)], reason="It never existed", by="ed")
    assert load_export(tmp_path / "two").left == []


def test_a_draft_of_the_same_name_is_not_public_and_not_told(tmp_path: Path) -> None:
    register()

    def leave() -> None:
        later = agreement("cn-kr-later")
        publish([later], reason="Entered", by="ed")
        withdraw([later], reason="Entered by mistake", by="ed")

    exported_later(tmp_path / "two", leave)
    agreement("cn-kr-later")
    report = load_export(tmp_path / "two")
    assert report.left == []
    assert record(NEW).stage == "published"
