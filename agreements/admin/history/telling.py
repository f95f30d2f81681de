"""What differs between two states of a record, in words: which row, which field, what before and what after.

One way for all: a change, a comparison of two states and what restoring would do are each two sides of some rows.
Records that are named are looked up together, one query a kind, so that more rows cost no more queries.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from agreements.admin.history.events import RowBefore, State
from agreements.admin.history.tables import Table, Values
from agreements.admin.wording import NOTHING, Wording, field_words, model_words

ADDED, TAKEN_AWAY, CHANGED = "added", "taken-away", "changed"
WHAT: dict[str, str | Promise] = {
    ADDED: _("added"),
    TAKEN_AWAY: _("taken away"),
    CHANGED: _("changed"),
}
#: Texts longer than this are shown around what differs, with so many characters before and after.
LONG, AROUND = 240, 60


@dataclass(frozen=True, slots=True)
class FieldTold:
    """One field that differs, in words."""

    name: str
    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class RowTold:
    """One row that differs, in words; ``what`` is added, taken-away or changed."""

    table: Table
    key: int
    name: str
    what: str
    fields: tuple[FieldTold, ...]

    @property
    def code(self) -> str:
        """Return how an address names the row."""
        return f"{self.table.code}:{self.key}"

    @property
    def what_words(self) -> str:
        """Return what became of the row, in words."""
        return str(WHAT[self.what])


def differences(before: State, after: State) -> list[RowBefore]:
    """Return every row that is not the same in two states of one record."""
    return [
        RowBefore(table, key, before[table].get(key), after[table].get(key))
        for table in after
        for key in sorted({*before[table], *after[table]})
        if before[table].get(key) != after[table].get(key)
    ]


class Teller:
    """Say rows in the reader's language."""

    def __init__(self) -> None:
        self._wording = Wording()

    def know(self, rows: Iterable[RowBefore]) -> None:
        """Look up every record that any of the rows names."""
        named: dict[type[models.Model], set[Any]] = {}
        for row in rows:
            for values in (row.before or {}, row.after or {}):
                for field in row.table.fields:
                    if field.is_relation and values.get(field.attname) is not None:
                        named.setdefault(field.related_model, set()).add(values[field.attname])  # type: ignore[arg-type]
        for model, keys in named.items():
            self._wording.know(model, keys)

    def tell(self, rows: Iterable[RowBefore], only: str = "") -> list[RowTold]:
        """Return the rows in words, those without a difference that a reader would see left out.

        ``only`` narrows to one column.
        """
        asked = list(rows)
        self.know(asked)
        return [told for row in asked if (told := self._row(row, only)) is not None]

    def value(self, table: Table, field: models.Field[Any, Any], values: Values | None) -> str:
        """Return one value of a row in words."""
        return NOTHING if values is None else self._wording.value(table.model, field.name, values[field.attname])

    def name(self, table: Table, values: Values) -> str:
        """Return what a row is called: by its key, or by its first value where it has none; the record by its kind."""
        kind = capfirst(model_words(table.model))
        if not table.parent:
            return kind
        if {"part", "item", "field"} <= set(values):
            return f"{kind} {'/'.join(values[name] for name in ('part', 'item', 'field') if values[name])}"
        if "key" in values:
            return f"{kind} {values['key']}"
        if any(f.unique and f.attname == table.parent for f in table.model._meta.concrete_fields):
            return kind
        words = [self.value(table, field, values) for field in table.fields]
        return f"{kind} {', '.join(w for w in words if w != NOTHING)}"

    def _row(self, row: RowBefore, only: str) -> RowTold | None:
        there = row.after if row.after is not None else row.before
        assert there is not None
        what = ADDED if row.before is None else TAKEN_AWAY if row.after is None else CHANGED
        fields = tuple(self._fields(row, only))
        if not fields and (what == CHANGED or only):
            return None
        return RowTold(row.table, row.key, self.name(row.table, there), what, fields)

    def _fields(self, row: RowBefore, only: str) -> Iterable[FieldTold]:
        for field in row.table.fields:
            if only and field.name != only:
                continue
            was, became = ((side or {}).get(field.attname) for side in (row.before, row.after))
            if was == became:
                continue
            before, after = self.value(row.table, field, row.before), self.value(row.table, field, row.after)
            if (row.before is None or row.after is None) and before == after == NOTHING:
                continue
            yield FieldTold(field.name, field_words(row.table.model, field.name), *around(before, after))


def around(before: str, after: str) -> tuple[str, str]:
    """Return two texts; long ones cut down to what differs, with what stands right before and after it."""
    if max(len(before), len(after)) <= LONG:
        return before, after
    shortest = min(len(before), len(after))
    start = next((i for i in range(shortest) if before[i] != after[i]), shortest)
    end = next((i for i in range(shortest - start) if before[-1 - i] != after[-1 - i]), shortest - start)
    return _cut(before, start, end), _cut(after, start, end)


def _cut(text: str, start: int, end: int) -> str:
    first, last = max(0, start - AROUND), min(len(text), len(text) - end + AROUND)
    middle = text[first:last]
    if len(middle) > 4 * LONG:
        middle = f"{middle[: 2 * LONG]} … {middle[-LONG:]}"
    return f"{'… ' if first else ''}{middle}{' …' if last < len(text) else ''}"
