"""Two records side by side, in words: every field and every row, with what differs marked by a word and a sign."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.text import capfirst

from agreements.admin.wording import NOTHING, Wording, field_words, model_words
from agreements.duplicates.rows import (
    Model,
    Table,
    evidence_of,
    facts_of,
    identity,
    in_pairs,
    is_blank,
    tables,
    values_of,
)

#: What a line is called: both say the same, they differ, or only one of them says it.
SAME, DIFFERENT, ONLY_LEFT, ONLY_RIGHT = "same", "different", "left", "right"


@dataclass(frozen=True, slots=True)
class Line:
    """One field, or one row, of both."""

    label: str
    left: str
    right: str
    mark: str


@dataclass(frozen=True, slots=True)
class Section:
    """The lines of one table."""

    title: str
    lines: tuple[Line, ...]

    @property
    def differing(self) -> int:
        """How many lines differ."""
        return sum(line.mark != SAME for line in self.lines)


def side_by_side(left: Any, right: Any) -> list[Section]:
    """Return the sections of both records, the record's own fields first; fields that both leave empty are left out."""
    wording = Wording()
    model: Model = type(left)
    mine, other = values_of(left), values_of(right)
    own = tuple(
        Line(
            field_words(model, f.name),
            wording.value(model, f.name, mine[f.name]),
            wording.value(model, f.name, other[f.name]),
            _mark(mine[f.name], other[f.name], blank=(is_blank(f, mine[f.name]), is_blank(f, other[f.name]))),
        )
        for f in facts_of(model)
        if not (mine[f.name] in (None, "") and other[f.name] in (None, ""))
    )
    found = [Section(capfirst(model_words(model)), own)]
    for table in tables(model):
        if table.own and not table.is_evidence and (lines := tuple(_rows(table, left, right, wording))):
            found.append(Section(capfirst(str(table.model._meta.verbose_name_plural)), lines))
    return found


def _mark(mine: Any, other: Any, blank: tuple[bool, bool]) -> str:
    if mine == other:
        return SAME
    if blank[0]:
        return ONLY_RIGHT
    return ONLY_LEFT if blank[1] else DIFFERENT


def _rows(table: Table, left: Any, right: Any, wording: Wording) -> Iterator[Line]:
    ours = list(table.model._default_manager.filter(**{table.column: left.pk}))
    theirs = list(table.model._default_manager.filter(**{table.column: right.pk}))

    def keyed(rows: list[Any]) -> list[Any]:
        return [(() if table.single else _as_said(row, wording), row) for row in rows]

    joined = list(in_pairs(keyed(ours), keyed(theirs)))
    met = {row.pk for pair in joined for row in pair}
    for one, other in joined:
        a, b = row_words(one, wording), row_words(other, wording)
        yield Line("", a, b, SAME if a == b else DIFFERENT)
    for row in (row for row in ours if row.pk not in met):
        yield Line("", row_words(row, wording), NOTHING, ONLY_LEFT)
    for row in (row for row in theirs if row.pk not in met):
        yield Line("", NOTHING, row_words(row, wording), ONLY_RIGHT)


def _as_said(row: Any, wording: Wording) -> tuple[Any, ...]:
    """Return what makes a row this row; an acting party by its name, for it stands on each of the two apart."""
    values = values_of(row)
    if "actor" in values:
        values["actor"] = wording.value(type(row), "actor", values["actor"])
    return identity(row, values)


def row_words(row: Any, wording: Wording) -> str:
    """Return a row in words: every field that says something."""
    model = type(row)
    values = values_of(row)
    said = [
        f"{field_words(model, f.name)}: {wording.value(model, f.name, values[f.name])}"
        for f in facts_of(model)
        if not is_blank(f, values[f.name]) and values[f.name] != f.get_default()
    ]
    return "; ".join(said) or model_words(model)


def evidence_count(record: Any) -> int:
    """Return how much evidence a record has."""
    model: Model = type(record)
    table = evidence_of(model)
    return 0 if table is None else table.model._default_manager.filter(**{table.column: record.pk}).count()
