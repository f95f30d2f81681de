"""Keys of rows that two editors added apart, so that evidence speaks of the row that its editor meant.

A new row without a key gets one when the form is checked: its stem, or the stem with a number where it is taken. If
somebody else's new row took that key meanwhile, evidence typed for the one would speak of the other. So the key that
the row would have had is worked out, and where it is another's now, the row gets a free one and its evidence follows.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ObjectDoesNotExist, ValidationError

from agreements.admin.conflicts.merging import NEW, YOURS, Row, RowChange, Sheet
from agreements.admin.conflicts.sheets import Part, Sent, Shown
from agreements.models.evidence import ROWS

_EVIDENCE = "evidence"


def kept_apart(now: Shown, base: Sheet | None, typed: Sheet, cells: Sent, changes: list[RowChange]) -> Sent:
    """Return what was typed, with new keys for new rows whose key is another's now, in their evidence too."""
    found = {prefix: dict(rows) for prefix, rows in cells.items()}
    if base is None:
        return found
    for code, prefix in ROWS.items():
        part = now.parts.get(prefix)
        if part is None or "key" not in part.fields:
            continue
        for row, old, new in _moved(part, base[prefix], now.sheet[prefix], typed[prefix], changes):
            if row:
                found[prefix][row] = {**found[prefix][row], "key": new}
            _follow(found.get(_EVIDENCE, {}), changes, f"{code}/", old, new)
    return found


def _moved(
    part: Part, base: dict[str, Row], saved: dict[str, Row], typed: dict[str, Row], changes: Iterable[RowChange]
) -> list[tuple[str, str, str]]:
    """Return typed row, key that it would have had and key that it gets; no row where it is one with a saved row."""
    taken = {row["key"] for row in base.values()} | {row["key"] for row in typed.values() if row["key"]}
    of_theirs = {cells["key"] for row, cells in saved.items() if row not in base}
    twins = {
        change.twin: saved[change.row]["key"] for change in changes if change.prefix == part.prefix and change.twin
    }
    moved = []
    for row, cells in typed.items():
        if not row.startswith(NEW) or cells["key"]:
            continue
        made = _made(part, cells)
        if made is None:
            continue
        try:
            old = made.free_key(taken)
            new = twins[row] if row in twins else made.free_key(taken | of_theirs)
        except ObjectDoesNotExist:
            continue
        taken.add(old)
        if new != old:
            of_theirs.add(new)
            moved.append(("" if row in twins else row, old, new))
    return moved


def _made(part: Part, cells: Row) -> Any:
    """Return a row as it was typed, unsaved; None where it cannot be read."""
    made = part.model()
    for name, text in cells.items():
        model_field = part.model._meta.get_field(name)
        try:
            setattr(made, model_field.attname, model_field.to_python(text) if text else None)
        except ValidationError:
            if model_field.is_relation:
                return None
    return made


def _follow(
    rows: dict[str, dict[str, str | None]], changes: Iterable[RowChange], part: str, old: str, new: str
) -> None:
    for change in changes:
        mine = change.what == "added" and change.side == YOURS
        if change.prefix != _EVIDENCE or change.row not in rows:
            continue
        if not mine and not any(f.name == "item" and f.yours == old for f in change.fields):
            continue
        cells = rows[change.row]
        if (cells.get("cites") or "").startswith(part) and (cells.get("item") or "").strip() == old:
            rows[change.row] = {**cells, "item": new}
