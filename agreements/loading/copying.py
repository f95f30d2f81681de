"""Rows of records as lines for COPY, by table, and the order in which the tables take them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from django.db import connection
from django.db import models as db

from agreements.loading.columns import NULL, Table, Unwritable
from agreements.loading.keys import Keys, name_in
from agreements.loading.merging import OWN, Row, RowId
from agreements.loading.objections import Objection
from agreements.loading.plain import Plain
from agreements.loading.shapes import SHAPES
from agreements.loading.state import Name
from agreements.models import Party, Passage

#: Parts whose rows are named by other rows, so that their numbers are taken before they are written.
NUMBERED: dict[str, type[db.Model]] = {"party": Party, "passage": Passage}
RowNumbers = dict[tuple[Name, RowId], int]

Where = tuple[str, str]
"""Kind of record and part; ``""`` is the own row."""
Mark = tuple[dict[Where, int], int]


@dataclass(frozen=True, slots=True, eq=False)
class Place:
    """Where rows of one part of one kind of record go."""

    table: Table
    parent_field: str
    keyed: bool
    numbered: bool


@cache
def place_of(kind: str, part: str) -> Place:
    """Return where the rows of a part of a kind of record go; ``""`` is the record's own row."""
    shape = SHAPES[kind]
    if not part:
        return Place(Table(shape.model, numbered=True), "", False, True)
    held = shape.all_parts[part]
    return Place(Table(held.model, numbered=part in NUMBERED), held.parent_field, held.keyed, part in NUMBERED)


class Lines:
    """The lines of one copy. Own rows of records are copied last, because rows that come count on those that stand."""

    def __init__(self, keys: Keys, rows: RowNumbers) -> None:
        self.keys, self.rows = keys, rows
        self.objections: list[Objection] = []
        self.count = 0
        self._parts: dict[Where, list[str]] = {}
        self._own: dict[Where, list[str]] = {}

    def add_row(self, name: Name, owner: int, row: RowId, values: Row) -> None:
        """Take a row of a record, or object to it."""
        place = place_of(name[0], row[0])
        given = {place.parent_field: str(owner)}
        if place.numbered:
            given["id"] = str(self.rows[name, row])
        if place.keyed:
            values = {**values, "key": row[1]}
        self._add(self._parts, name, row, values, given)

    def add_own(self, name: Name, number: int, values: Row, revision: int) -> None:
        """Take the own row of a record, or object to it."""
        given = {"id": str(number), "revision": str(revision)}
        self._add(self._own, name, OWN, {**values, "slug": name[1]}, given)

    def change(self, name: Name, row: RowId, number: int, columns: tuple[str, ...], values: Row) -> str | None:
        """Return the changed columns of a row, its number first, as COPY reads them; None where it is at fault."""
        table = place_of(name[0], row[0]).table
        given = {
            column: self._reference(column, table.references[column], name, row, values[column])
            for column in columns
            if column in table.references
        }
        try:
            return f"{number}\t{table.texts(columns, values, given)}\n"
        except Unwritable as error:
            self.objections += [Objection(name, row, field, words) for field, words in error.sentences.items()]
            return None

    def _add(self, of: dict[Where, list[str]], name: Name, row: RowId, values: Row, given: dict[str, str]) -> None:
        table = place_of(name[0], row[0]).table
        for column, model in table.references.items():
            if column in values and column not in given:
                given[column] = self._reference(column, model, name, row, values[column])
            elif column in table.required and column not in given:
                words = table.model._meta.get_field(column).error_messages["null"]  # type: ignore[union-attr]
                self.objections.append(Objection(name, row, column, str(words)))
        try:
            line = table.line(values, given)
        except Unwritable as error:
            self.objections += [Objection(name, row, field, words) for field, words in error.sentences.items()]
            return
        of.setdefault((name[0], row[0]), []).append(line)
        self.count += 1

    def _reference(self, column: str, model: type[db.Model], name: Name, row: RowId, value: Plain) -> str:
        if value is None:
            return NULL
        if model is Party:
            number = self.rows.get((name, ("party", str(value))))
        else:
            number = self.keys.get(*name_in(model, value))
        if number is None:
            self.objections.append(Objection(name, row, column, f"'{value}' is not in the register."))
            return NULL
        return str(number)

    def mark(self) -> Mark:
        """Return where the lines end now."""
        return {where: len(lines) for of in (self._parts, self._own) for where, lines in of.items()}, self.count

    def since(self, mark: Mark) -> int:
        """Return how many lines came after a mark."""
        return self.count - mark[1]

    def back_to(self, mark: Mark) -> None:
        """Drop the lines after a mark."""
        ends, self.count = mark
        for of in (self._parts, self._own):
            for where, lines in of.items():
                del lines[ends.get(where, 0) :]

    def copy(self) -> None:
        """Copy every line, then check what they refer to; the statements before bear who and why into history.

        Checks of references are planned once a session. Planned while a table is small they would read all of it for
        every row, and a load is when a small table grows: so nothing is planned here that reads a whole table.
        """
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL enable_seqscan = off; SET CONSTRAINTS ALL DEFERRED")
            for of in (self._parts, self._own):
                for kind, part in sorted(of, key=in_order):
                    if of[kind, part]:
                        copy_in(place_of(kind, part).table.copy_sql, of[kind, part])
            cursor.execute(
                "SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED; SET LOCAL enable_seqscan TO DEFAULT"
            )


def in_order(where: Where) -> tuple[int, int]:
    """Order parts as their kind of record names them, its own row first: parties come before the acts of them."""
    shape = SHAPES[where[0]]
    return shape.rank, list(shape.all_parts).index(where[1]) if where[1] else -1


def plan_anew() -> None:
    """Forget the plans that this session made, checks of references among them, while the tables were smaller."""
    with connection.cursor() as cursor:
        cursor.execute("DISCARD PLANS")


def count_anew(models: Iterable[type[db.Model]]) -> None:
    """Let the database count the rows of tables at once, by which it plans how to read them."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE " + ", ".join(sorted({model._meta.db_table for model in models})))


def copy_in(statement: str, lines: list[str]) -> None:
    """Send lines to a COPY; what the database refuses is raised as Django raises it."""
    with connection.wrap_database_errors, connection.cursor() as cursor, cursor.copy(statement) as copy:
        for start in range(0, len(lines), 500):
            copy.write("".join(lines[start : start + 500]))


def names_in(rows: Iterable[tuple[str, RowId, Row]]) -> Iterator[Name]:
    """Give the records and passages that rows of records of a kind name, each again wherever it is named.

    Parties are rows of their own.
    """
    for kind, row, values in rows:
        for column, target in place_of(kind, row[0]).table.references.items():
            if target is not Party and (value := values.get(column)) is not None:
                yield name_in(target, value)
