"""Bring an export in: all of its records at once, in one transaction, and published in one block.

What the register has already and agrees with stays untouched, so that a second import changes nothing; what an editor
changed since the last import is kept, as in every load. What left the other register stays here, and the report says
so.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

from django.db import transaction

from agreements.importing.exported.folder import ExportFolder
from agreements.importing.exported.given import Giving
from agreements.importing.exported.layouts import LAYOUTS, Layout
from agreements.importing.exported.leaving import left_there, still_here
from agreements.loading.bringing import Origin, Report, bring_in
from agreements.loading.errors import Fault, Faults
from agreements.loading.records import GivenRecord
from agreements.loading.shapes import SHAPES

NAME: Final = "register-export"


def load_export(place: Path, *, dry_run: bool = False) -> Report:
    """Load the export in a folder; ``Faults`` with every fault found, and then nothing was written.

    With ``dry_run`` everything is done and taken back: the report says what would have been.
    """
    export = ExportFolder.open(place)
    records = read_records(export)
    left = left_there(line.document for line in export.lines("changes"))
    reason = f"Loaded from the export of a register, publication no. {export.number}"
    with transaction.atomic():
        report = bring_in(records, Origin(NAME, NAME, reason))
        told = still_here(left)
        report.left = [str(one) for one in told]
        report.gone = [name for name in report.gone if name not in {"/".join(one.name) for one in told}]
        if dry_run:
            transaction.set_rollback(True)
    return report


def read_records(export: ExportFolder) -> list[GivenRecord]:
    """Read every record of an export, what is named before what names it; ``Faults`` with every fault found."""
    documents = list(export.lines("institutions"))
    giving = Giving({str(line.document["id"]): line.document.get("country") for line in documents})
    records: list[GivenRecord] = []
    for layout in sorted(LAYOUTS.values(), key=lambda layout: (SHAPES[layout.kind].rank, layout.kind)):
        records += _of(layout, export, giving)
    giving.cite({record.id: record for record in records if record.shape.kind == "source"})
    if giving.faults:
        raise Faults(giving.faults)
    return records


def _of(layout: Layout, export: ExportFolder, giving: Giving) -> list[GivenRecord]:
    found: dict[str, GivenRecord] = {}
    for line in export.lines(layout.file):
        try:
            record = giving.record(layout, line)
        except (KeyError, TypeError, AttributeError, ValueError) as error:
            words = f"this is no document of a {layout.kind} as this register writes it ({error!r})."
            giving.faults.append(Fault(line.file, line.number, words))
            continue
        if record.id in found:
            giving.faults.append(record.fault(f"'{record.id}' stands on line {found[record.id].line} already."))
        found[record.id] = record
    return list(found.values())
