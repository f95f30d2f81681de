"""What the register holds of some records, as plain rows with their numbers: to compare, and to change by the set.

No instances are made: a second edition of a hundred thousand rows is compared a chunk at a time, with one statement a
table. Values are read as ``plain`` writes them, references through their names.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Any

from django.db import models as db

from agreements.codelists import Stage
from agreements.loading.merging import OWN, RowId, Rows
from agreements.loading.plain import Plain, blank_of
from agreements.loading.shapes import SHAPES, Part
from agreements.loading.state import Name
from agreements.models import Country, Party, Passage
from agreements.models.duration import DurationField
from agreements.partial_dates.fields import PartialDateField


@dataclass(frozen=True, slots=True)
class Head:
    """A record without its rows: its number, its revision and what was published of it."""

    key: int
    revision: int
    published_revision: int | None
    stage: str

    @property
    def editorial_status(self) -> str:
        """The editorial status (domain section 10), *changed-since-publication* included."""
        if self.stage == Stage.PUBLISHED and self.revision != self.published_revision:
            return "changed-since-publication"
        return self.stage


Make = Callable[..., Plain]
"""Makes what the database answers plain; texts, numbers and truth values are."""


class Held:
    """Some records as they stand; those that the register does not hold are missing from every mapping."""

    def __init__(self, names: Iterable[Name]) -> None:
        self.heads: dict[Name, Head] = {}
        self.rows: dict[Name, Rows] = {}
        self.row_keys: dict[tuple[Name, RowId], int] = {}
        wanted: dict[str, list[str]] = {}
        for kind, address in names:
            wanted.setdefault(kind, []).append(address)
        for kind, addresses in wanted.items():
            self._read(kind, addresses)

    def _read(self, kind: str, addresses: list[str]) -> None:
        shape = SHAPES[kind]
        heads = ("pk", "slug", "revision", "published_revision", "stage")
        of: dict[int, Name] = {}
        read = _reader(shape.model, shape.fields)
        rows = shape.model._default_manager.filter(slug__in=addresses)
        for values in rows.values_list(*heads, *read.paths).iterator():
            key, slug, revision, published, stage = values[:5]
            name = of[key] = (kind, slug)
            self.heads[name] = Head(key, revision, published, stage)
            self.rows[name] = {OWN: read.plain(values[5:])}
        if not of:
            return
        for part in shape.all_parts.values():
            self._read_part(part, of)

    def _read_part(self, part: Part, of: dict[int, Name]) -> None:
        fields = (*part.fields, "position") if part.keyed else part.fields
        read = _reader(part.model, fields)
        key = ("key",) if part.keyed else ()
        rows = part.model._default_manager.filter(**{f"{part.parent_field}__in": list(of)}).order_by("pk")
        for values in rows.values_list("pk", f"{part.parent_field}_id", *key, *read.paths).iterator():
            name, plain = of[values[1]], read.plain(values[2 + len(key) :])
            if part.keyed:
                row = (part.name, str(values[2]))
            else:
                row = (part.name, ":".join(str(plain[natural]) for natural in part.natural))
            self.rows[name][row] = plain
            self.row_keys[name, row] = values[0]


@cache
def blank(kind: str, part: str, name: str) -> Plain:
    """Return what a field holds when nobody said anything."""
    shape = SHAPES[kind]
    model = shape.all_parts[part].model if part else shape.model
    column: db.Field[Any, Any] = model._meta.get_field(name)  # type: ignore[assignment]
    return blank_of(column)


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads some fields of a table: the paths to ask for, and how to make the answers plain."""

    paths: tuple[str, ...]
    fields: tuple[tuple[str, int, Make | None], ...]

    def plain(self, values: tuple[Any, ...]) -> dict[str, Plain]:
        """Return the fields by name."""
        found: dict[str, Plain] = {}
        at = 0
        for name, width, make in self.fields:
            found[name] = values[at] if make is None else make(*values[at : at + width])
            at += width
        return found


@cache
def _reader(model: type[db.Model], names: tuple[str, ...]) -> _Reader:
    paths: list[str] = []
    fields: list[tuple[str, int, Make | None]] = []
    for name in names:
        column = model._meta.get_field(name)
        asked: tuple[str, ...] = (name,)
        made = isinstance(column, PartialDateField | DurationField | db.DecimalField | db.DateField)
        make: Make | None = _plain if made else None
        if isinstance(column, db.ForeignKey):
            target = column.remote_field.model
            if target is Passage:
                asked, make = (f"{name}__source__slug", f"{name}__key"), _of_passage
            else:
                asked = (f"{name}__{'code' if target is Country else 'key' if target is Party else 'slug'}",)
        paths += asked
        fields.append((name, len(asked), make))
    return _Reader(tuple(paths), tuple(fields))


def _of_passage(source: str | None, key: str | None) -> Plain:
    return None if source is None else f"{source}#{key}"


def _plain(value: Any) -> Plain:
    if value is None:
        return None
    return f"{value:f}" if isinstance(value, Decimal) else str(value)
