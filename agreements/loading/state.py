"""What the working tables hold now for the records of a load, in the same plain rows as the files.

A few queries a kind of record, whatever their number: a second load compares everything and still takes no time.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import models as db

from agreements.loading.merging import OWN, Row, RowId, Rows
from agreements.loading.plain import Plain, blank_of, name_of, out_of
from agreements.loading.records import GivenRecord
from agreements.loading.shapes import SHAPES, Part, Shape, shape_of_model
from agreements.models import LoadedRecord

Name = tuple[str, str]
"""Kind and address of a record."""


class State:
    """The records of one load as they stand: objects, their rows as objects, and both as plain values."""

    def __init__(self, records: Iterable[GivenRecord]) -> None:
        self.objects: dict[Name, Any] = {}
        self.row_objects: dict[tuple[Name, RowId], Any] = {}
        self.rows: dict[Name, Rows] = {}
        self.blanks: dict[tuple[str, str, str], Plain] = {}
        wanted: dict[str, list[str]] = {}
        for record in records:
            wanted.setdefault(record.shape.kind, []).append(record.id)
        for kind, ids in wanted.items():
            self._fetch(SHAPES[kind], ids)

    def _fetch(self, shape: Shape, ids: list[str]) -> None:
        found: dict[int, Any] = {}
        held: Any = shape.model._default_manager.filter(slug__in=ids)
        for record in _joined(held, shape.model, shape.fields):
            name = (shape.kind, record.slug)
            self.objects[name] = found[record.pk] = record
            self.rows[name] = {OWN: _plain(record, shape.fields)}
        if not found:
            return
        for part in shape.all_parts.values():
            fields = (*part.fields, "position") if part.keyed else part.fields
            rows = part.model._default_manager.filter(**{f"{part.parent_field}__in": found})
            for row in _joined(rows, part.model, part.fields):
                owner = found[getattr(row, f"{part.parent_field}_id")]
                name, place = (shape.kind, owner.slug), (part.name, key_of(part, row))
                self.rows[name][place] = _plain(row, fields)
                self.row_objects[name, place] = row

    def blank(self, kind: str, part: str, name: str) -> Plain:
        """Return what a field holds when nobody said anything."""
        if (place := (kind, part, name)) not in self.blanks:
            shape = SHAPES[kind]
            model = shape.all_parts[part].model if part else shape.model
            column: db.Field[Any, Any] = model._meta.get_field(name)  # type: ignore[assignment]
            self.blanks[place] = blank_of(column)
        return self.blanks[place]


def key_of(part: Part, row: Any) -> str:
    """Return the key by which files name a row."""
    if part.single:
        return ""
    if part.natural:
        held = (getattr(row, name) for name in part.natural)
        return ":".join(name_of(value) if isinstance(value, db.Model) else str(value) for value in held)
    return str(row.key)


def _plain(row: db.Model, fields: Iterable[str]) -> Row:
    return {name: out_of(row, row._meta.get_field(name)) for name in fields}  # type: ignore[arg-type]


def _joined(rows: Any, model: type[db.Model], fields: Iterable[str]) -> Any:
    """Fetch the rows with what their references name."""
    found = []
    for name in fields:
        if isinstance(column := model._meta.get_field(name), db.ForeignKey):
            found.append(f"{name}__source" if column.name == "passage" else name)
    return rows.select_related(*found) if found else rows


def existing(names: Iterable[Name]) -> dict[Name, Any]:
    """Return those of the named records (a country by its code) that the register holds."""
    wanted: dict[str, set[str]] = {}
    for kind, name in names:
        wanted.setdefault(kind, set()).add(name)
    found = {}
    for kind, ids in wanted.items():
        field = "code" if kind == "country" else "slug"
        for record in SHAPES[kind].model._default_manager.filter(**{f"{field}__in": ids}):
            found[kind, name_of(record)] = record
    return found


def known_names(kind: str) -> list[str]:
    """Return the names of every record of a kind, to find the nearest right one for a message."""
    field = "code" if kind == "country" else "slug"
    return list(SHAPES[kind].model._default_manager.values_list(field, flat=True))


def remembered(origin: str) -> dict[Name, LoadedRecord]:
    """Return what earlier loads from one origin brought."""
    return {(row.record_type, row.record_id): row for row in LoadedRecord.objects.filter(origin=origin)}


def packed(rows: Rows) -> dict[str, Row]:
    """Return rows as JSON keeps them: ``part/key`` -> fields."""
    return {"/".join(row): values for row, values in rows.items()}


def unpacked(values: dict[str, Row]) -> Rows:
    """Return rows as ``packed`` was given them."""
    return {(part, key): row for place, row in values.items() for part, _slash, key in [place.partition("/")]}


def kind_of(record: db.Model) -> str:
    """Return the kind of a working record."""
    shape = shape_of_model(type(record))
    assert shape is not None
    return shape.kind
