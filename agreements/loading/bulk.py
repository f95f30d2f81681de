"""Write new records with all their rows by COPY, a thousand at a time.

The rows of a record go before the record itself: a row that comes counts as a revision of its record by a trigger, and
a record that does not stand yet needs no update for each of its tables. It comes last, with the revision that the
triggers would have counted; references are checked when the thousand are complete. What the database refuses is found
by halves, so that the sentence of the constraint speaks of the record at fault and not of the thousand.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from itertools import islice
from typing import Protocol

from django.db import DataError, IntegrityError, transaction

from agreements.loading.copying import (
    NUMBERED,
    Lines,
    RowNumbers,
    count_anew,
    in_order,
    names_in,
    place_of,
    plan_anew,
)
from agreements.loading.keys import Keys, named, numbers
from agreements.loading.merging import OWN, Row, RowId, Rows
from agreements.loading.objections import Objection, Objections, sentence_of
from agreements.loading.shapes import Shape
from agreements.loading.state import Name

CHUNK = 1000


class Given(Protocol):
    """A record with its rows; a ``GivenRecord`` is one."""

    shape: Shape
    id: str
    rows: Rows


@dataclass(slots=True)
class Written:
    """What was written: the number of every record by name, how many rows, and what was refused and left out."""

    keys: dict[Name, int] = field(default_factory=dict)
    rows: int = 0
    objections: list[Objection] = field(default_factory=list)


Told = Callable[[int], None]


def write_new(
    records: Iterable[Given], keys: Keys, *, partial: bool = False, chunk: int = CHUNK, told: Told | None = None
) -> Written:
    """Write new records and their rows inside the caller's transaction.

    A record that another one names before it comes must have its number already (``keys.reserve``); the relation waits
    for it. With ``partial`` a record that is refused is left out and told, and so is every relation to it; otherwise
    ``Objections`` is raised with all of them at the end. ``told`` hears how many records were written so far.
    """
    plan_anew()
    load = _Load(keys)
    iterator = iter(records)
    while some := list(islice(iterator, chunk)):
        load.write(some)
        if told is not None:
            told(len(load.written.keys))
    load.write_postponed()
    if load.written.objections and not partial:
        raise Objections(load.written.objections)
    if len(load.written.keys) >= chunk:
        load.measure()
    return load.written


class _Load:
    def __init__(self, keys: Keys) -> None:
        self.keys, self.written = keys, Written()
        self.postponed: list[tuple[Given, RowId, Row]] = []
        self.tables: set[tuple[str, str]] = set()

    def write(self, records: list[Given]) -> None:
        """Write a chunk; records of lower rank go first, because others name them."""
        for shape in sorted({r.shape.kind: r.shape for r in records}.values(), key=lambda shape: shape.rank):
            some = [r for r in records if r.shape is shape]
            unnumbered = [named(shape.kind, r.id) for r in some]
            self.keys.reserve(shape.kind, [name for kind, name in unnumbered if (kind, name) not in self.keys.awaited])
            self.keys.look_up(names_in((shape.kind, row, values) for r in some for row, values in r.rows.items()))
            rows = number_rows((((shape.kind, r.id), row) for r in some for row in r.rows), self.keys)
            self._by_halves(some, rows)
            self.tables |= {(shape.kind, row[0]) for r in some for row in r.rows}

    def _by_halves(self, records: list[Given], rows: RowNumbers) -> None:
        waiting = len(self.postponed)
        lines = Lines(self.keys, rows)
        try:
            with transaction.atomic():
                later = self.keys.awaited - {named(r.shape.kind, r.id) for r in records}
                sound = [r for r in records if self._add(r, lines, later)]
                lines.copy()
        except (IntegrityError, DataError) as error:
            del self.postponed[waiting:]
            if len(records) == 1:
                self.written.objections.append(self._at_fault(records[0], rows, sentence_of(error)))
            else:
                middle = len(records) // 2
                self._by_halves(records[:middle], rows)
                self._by_halves(records[middle:], rows)
            return
        self.written.objections += lines.objections
        self.written.rows += lines.count
        for record in sound:
            known = named(record.shape.kind, record.id)
            self.keys.awaited.discard(known)
            self.written.keys[record.shape.kind, record.id] = self.keys.get(*known) or 0

    def _at_fault(self, record: Given, rows: RowNumbers, message: str) -> Objection:
        """Write the rows of a refused record one by one, find the one that is refused, and take all of them back."""
        name, owner = (record.shape.kind, record.id), self.keys.get(*named(record.shape.kind, record.id)) or 0
        with transaction.atomic():
            for row, values in sorted(record.rows.items(), key=lambda item: in_order((name[0], item[0][0]))):
                lines = Lines(self.keys, rows)
                if row == OWN:
                    lines.add_own(name, owner, values, 1)
                else:
                    lines.add_row(name, owner, row, values)
                try:
                    with transaction.atomic():
                        lines.copy()
                except (IntegrityError, DataError) as error:
                    transaction.set_rollback(True)
                    return Objection(name, row, "", sentence_of(error))
            transaction.set_rollback(True)
        return Objection(name, OWN, "", message)

    def _add(self, record: Given, lines: Lines, later: set[Name]) -> bool:
        """Take a record; say whether it can be written. One at fault leaves no row behind."""
        shape = record.shape
        name, owner = (shape.kind, record.id), self.keys.get(*named(shape.kind, record.id)) or 0
        faults, before, waits = len(lines.objections), lines.mark(), []
        for row, values in record.rows.items():
            if row[0] == "relation" and named(shape.kind, str(values.get("object"))) in later:
                waits.append((record, row, values))
            elif row != OWN:
                lines.add_row(name, owner, row, values)
        lines.add_own(name, owner, record.rows.get(OWN, {}), 1 + lines.since(before))
        if len(lines.objections) > faults:
            lines.back_to(before)
            return False
        self.postponed += waits
        return True

    def measure(self) -> None:
        """Let the database count its tables again: what is read next would be planned for the few rows of before."""
        count_anew({place_of(kind, part).table.model for kind, part in self.tables})

    def write_postponed(self) -> None:
        """Write the relations to records that came after their own, or say that these never came."""
        lines = Lines(self.keys, {})
        for record, row, values in self.postponed:
            name = (record.shape.kind, record.id)
            if (owner := self.written.keys.get(name)) is None:
                continue
            if named(name[0], str(values["object"])) in self.keys.awaited:
                message = f"'{values['object']}' was refused, and so the relation to it is left out."
                lines.objections.append(Objection(name, row, "object", message))
            else:
                lines.add_row(name, owner, row, values)
        self.postponed = []
        try:
            with transaction.atomic():
                lines.copy()
        except (IntegrityError, DataError) as error:
            raise Objections(
                [*self.written.objections, Objection(("agreement", ""), OWN, "", sentence_of(error))]
            ) from error
        self.written.objections += lines.objections
        self.written.rows += lines.count


def number_rows(rows: Iterable[tuple[Name, RowId]], keys: Keys) -> RowNumbers:
    """Take numbers for those new rows that other rows name: parties and passages."""
    found: RowNumbers = {}
    wanted: dict[str, list[tuple[Name, RowId]]] = {}
    for name, row in rows:
        if row[0] in NUMBERED:
            wanted.setdefault(row[0], []).append((name, row))
    for part, places in wanted.items():
        found |= dict(zip(places, numbers(NUMBERED[part], len(places)), strict=True))
    for ((_kind, source), row), number in found.items():
        if row[0] == "passage":
            keys.know("passage", f"{source}#{row[1]}", number)
    return found
