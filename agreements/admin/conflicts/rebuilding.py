"""The choices turned into a form that is sent again: on the rows as they are now, each value as it was typed.

Rows that are there now come first, in their order; rows that were typed and are not there follow as new ones, so that
the ordinary form reads, checks and saves the result like anything that was typed.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.forms.formsets import (
    DELETION_FIELD_NAME,
    INITIAL_FORM_COUNT,
    MAX_NUM_FORM_COUNT,
    MIN_NUM_FORM_COUNT,
    TOTAL_FORM_COUNT,
)
from django.http import QueryDict

from agreements.admin.conflicts.merging import OWN, THEIRS, YOURS, RowChange
from agreements.admin.conflicts.sheets import Part, Sent, Shown
from agreements.admin.conflicts.stamp import MADE_FROM

Cells = dict[str, str | None]


def rebuilt(
    now: Shown, typed: QueryDict, typed_cells: Sent, changes: list[RowChange], takes: Mapping[str, str], made_from: str
) -> QueryDict:
    """Return the data of the merged form, made from the record as it is now."""
    data = QueryDict(mutable=True)
    ours = tuple(f"{prefix}-" for prefix in now.parts if prefix != OWN)
    for name, values in typed.lists():
        if not name.startswith(ours) and name not in now.parts[OWN].fields:
            data.setlist(name, values)
    by_row = {(change.prefix, change.row): change for change in changes}
    for part in now.parts.values():
        of_part = typed_cells.get(part.prefix, {})
        rows = [
            (row, *_saved(cells, of_part, by_row.get((part.prefix, row)), takes))
            for row, cells in now.sent[part.prefix].items()
        ]
        if part.prefix == OWN:
            _put(data, "", rows[0][1])
            continue
        new = [
            of_part[change.row]
            for change in changes
            if change.prefix == part.prefix and change.row not in now.sent[part.prefix] and _is_kept(change, takes)
        ]
        _write(data, part, rows, new)
    data[MADE_FROM] = made_from
    return data


def _is_kept(change: RowChange, takes: Mapping[str, str]) -> bool:
    return change.what == "added" or takes.get(change.choice()) == YOURS


def _saved(
    cells: Cells, typed: dict[str, Cells], change: RowChange | None, takes: Mapping[str, str]
) -> tuple[Cells, bool]:
    """Return what is sent for a row that is there now, and whether it is to be deleted."""
    if change is None:
        return cells, False
    if change.what == "taken-away":
        return cells, takes.get(change.choice()) == YOURS
    of_yours = typed.get(change.twin or change.row, {})
    taken = {f.name for f in change.fields if takes.get(change.choice(f.name), THEIRS) == YOURS}
    return {name: of_yours.get(name, cell) if name in taken else cell for name, cell in cells.items()}, False


def _write(data: QueryDict, part: Part, rows: list[tuple[str, Cells, bool]], new: list[Cells]) -> None:
    prefix = part.prefix
    data[f"{prefix}-{TOTAL_FORM_COUNT}"] = str(len(rows) + len(new))
    data[f"{prefix}-{INITIAL_FORM_COUNT}"] = str(len(rows))
    data[f"{prefix}-{MIN_NUM_FORM_COUNT}"] = str(part.formset.min_num)
    data[f"{prefix}-{MAX_NUM_FORM_COUNT}"] = str(part.formset.max_num)
    for index, (row, cells, removed) in enumerate(rows):
        data[f"{prefix}-{index}-{part.pk_name}"] = row
        _put(data, f"{prefix}-{index}-", cells)
        if removed:
            data[f"{prefix}-{index}-{DELETION_FIELD_NAME}"] = "on"
    for index, cells in enumerate(new, start=len(rows)):
        _put(data, f"{prefix}-{index}-", cells)


def _put(data: QueryDict, prefix: str, cells: Mapping[str, Any]) -> None:
    for name, cell in cells.items():
        if cell is not None:
            data[f"{prefix}{name}"] = cell
