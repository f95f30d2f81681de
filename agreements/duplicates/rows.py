"""What belongs to a record and who names it, read from the models: one way for every kind of record.

A row *belongs* to a record where its change counts as a revision of the record (the trigger ``touches``); every other
foreign key to the record's model *names* it. Two rows of one table are *the same row* where the fields below agree;
of a table without an entry, the fields of its own uniqueness within the record, else all of them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.apps import apps
from django.db import models

from agreements.models.evidence import ROWS, WITHOUT_ITEM, EvidenceBase

Model = type[models.Model]
Values = dict[str, Any]

#: Never compared and never moved as values: numbers, places and what machines note.
PLACE = ("id", "key", "position")
#: The fields that make two rows of a table one, by the table's model.
SAME: dict[str, tuple[str, ...]] = {
    "agreements.title": ("language", "title"),
    "agreements.identifier": ("scheme", "value"),
    "agreements.party": ("country", "institution", "role", "person"),
    "agreements.act": ("type", "date", "observed_state", "actor"),
    "agreements.relation": ("object", "code"),
    "agreements.passage": ("locator_kind", "locator", "start", "end", "quote"),
    "agreements.institutionname": ("language", "name"),
    "agreements.institutionchange": ("successor", "what"),
    "programs.programtitle": ("language", "title"),
    "programs.activity": ("title", "institution", "planned_start", "planned_end"),
    "programs.session": ("title", "date"),
}
#: Without these a row says too little to be recognised: then all its fields must agree.
NEEDED_TO_RECOGNISE = {"agreements.act": "date", "programs.session": "date"}
#: Of evidence these may be added to from the other row; everything else makes it another piece of evidence.
ADDED_TO_EVIDENCE = ("reasoning", "confirmed_by", "last_checked")


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of ``model`` that hold a record in ``field``; ``own`` where they belong to it, else they only name it."""

    model: Model
    field: str
    own: bool

    @property
    def column(self) -> str:
        """The name by which a row holds the record's number."""
        return f"{self.field}_id"

    @property
    def is_evidence(self) -> bool:
        """Whether the rows are evidence."""
        return issubclass(self.model, EvidenceBase)

    @property
    def single(self) -> bool:
        """Whether a record has at most one such row."""
        return bool(self.model._meta.get_field(self.field).one_to_one)


@cache
def tables(model: Model) -> tuple[Table, ...]:
    """Return every table with a foreign key to a kind of record; rows that other rows name come first."""
    found = []
    for row in apps.get_models():
        if hasattr(row, "pgh_tracked_model"):
            continue
        touched = {
            trigger.name.removeprefix("touch_")
            for trigger in getattr(row._meta, "triggers", ())
            if trigger.name.startswith("touch_")
        }
        for field in row._meta.concrete_fields:
            if field.is_relation and field.related_model is model:
                found.append(Table(row, field.name, field.column in touched))
    return tuple(sorted(found, key=lambda t: (t.is_evidence, not named_by(t.model), t.model._meta.label)))


@cache
def named_by(model: Model) -> tuple[tuple[Model, str], ...]:
    """Return the foreign keys by which other rows name rows of a model."""
    return tuple(
        (row, field.name)
        for row in apps.get_models()
        if not hasattr(row, "pgh_tracked_model")
        for field in row._meta.concrete_fields
        if field.is_relation and field.related_model is model
    )


@cache
def record_field(model: Model) -> str:
    """Return the foreign key by which a row belongs to its record; "" for a record."""
    names = [t.name.removeprefix("touch_") for t in getattr(model._meta, "triggers", ()) if t.name.startswith("touch_")]
    return next((f.name for f in model._meta.concrete_fields if f.column in names), "")


@cache
def part_of(model: Model) -> str:
    """Return the name by which evidence speaks of rows of a model, "" where it cannot and for a record's own row."""
    if not (owner := record_field(model)):
        return ""
    field: Any = model._meta.get_field(owner)
    accessor: str = field.remote_field.related_name
    return next((part for part, name in ROWS.items() if name == accessor), accessor if accessor in WITHOUT_ITEM else "")


@cache
def evidence_of(model: Model) -> Table | None:
    """Return the table of a kind of record's evidence, None where it has none."""
    return next((table for table in tables(model) if table.own and table.is_evidence), None)


def facts_of(model: Model) -> list[models.Field[Any, Any]]:
    """Return the fields of a row or record that say something: neither its place nor what machines note."""
    return [
        f
        for f in model._meta.concrete_fields
        if f.editable and not f.primary_key and f.name not in (*PLACE, "slug") and f.name != record_field(model)
    ]


@cache
def same_fields(model: Model) -> tuple[str, ...]:
    """Return the fields in which two rows agree that are the same row."""
    if issubclass(model, EvidenceBase):
        return tuple(f.name for f in facts_of(model) if f.name not in ADDED_TO_EVIDENCE)
    if (named := SAME.get(model._meta.label_lower)) is not None:
        return named
    owner = record_field(model)
    for constraint in model._meta.constraints:
        if isinstance(constraint, models.UniqueConstraint) and owner in constraint.fields:
            rest = tuple(name for name in constraint.fields if name != owner)
            if rest and "key" not in rest:
                return rest
    return tuple(f.name for f in facts_of(model))


def identity(row: models.Model, values: Values) -> tuple[Any, ...]:
    """Return what makes a row this row, of the values that it will have."""
    model = type(row)
    needed = NEEDED_TO_RECOGNISE.get(model._meta.label_lower)
    names = same_fields(model)
    if needed is not None and values[needed] is None:
        names = tuple(f.name for f in facts_of(model))
    return (len(names), *(_plain(values[name]) for name in names))


def _plain(value: Any) -> Any:
    return value.pk if isinstance(value, models.Model) else str(value) if value is not None else None


def values_of(row: models.Model) -> Values:
    """Return the facts of a row by field; a record that it names as its number."""
    return {f.name: getattr(row, f.attname) for f in facts_of(type(row))}


def is_blank(field: models.Field[Any, Any], value: Any) -> bool:
    """Tell whether a field says nothing: empty, or the default by which it is unknown."""
    return value in (None, "") or (value in ("unknown", "not-stated") and value == field.get_default())


def packed(row: models.Model) -> Values:
    """Return every column of a row as JSON can keep it, but those that machines derive anew."""
    found: Values = {}
    for f in row._meta.concrete_fields:
        value = getattr(row, f.attname)
        plain = value is None or isinstance(value, bool | int | str)
        found[f.attname] = value if plain else f.value_to_string(row)
    return found


def unpacked(model: Model, values: Values) -> Values:
    """Return columns as the model holds them, of what ``packed`` kept; columns that are gone are left out."""
    columns = {f.attname: f for f in model._meta.concrete_fields}
    return {name: _as_held(columns[name], value) for name, value in values.items() if name in columns}


def _as_held(field: Any, value: Any) -> Any:
    return None if value is None else (field.target_field if field.is_relation else field).to_python(value)


def in_pairs(ours: list[Any], theirs: list[Any]) -> Iterator[tuple[Any, Any]]:
    """Yield rows of two records, as (identity, row), that are the same row; each row at most once."""
    waiting: dict[Any, list[Any]] = {}
    for key, row in ours:
        waiting.setdefault(key, []).append(row)
    for key, row in theirs:
        if waiting.get(key):
            yield waiting[key].pop(0), row
