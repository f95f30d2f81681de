"""The tables of a record: its own, and those of its rows, found from the models and never listed by hand.

A row belongs to a record where its table is tracked (it has a table of events) and its foreign key cascades: that is
what makes it a part of the record and not a neighbour. A new table of rows is in the history from its first day.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.db import models

from agreements.models.base import PUBLISHING_COLUMNS

Model = type[models.Model]
#: The columns of one row, by the name under which a model stores them (``country_id`` for ``country``).
Values = dict[str, Any]

#: What nobody enters and nobody reads in a history.
_UNSAID = ("id", "created_at")


@dataclass(frozen=True, slots=True)
class Table:
    """A record's own table (``parent`` is empty) or that of one kind of its rows (``parent`` is the column to it)."""

    model: Model
    parent: str = ""

    @property
    def code(self) -> str:
        """Return the name under which addresses name the table, such as ``agreements.act``."""
        return str(self.model._meta.label_lower)

    @property
    def events(self) -> Any:
        """Return the model of the table's events."""
        return self.model.pgh_event_model  # type: ignore[attr-defined]

    @property
    def fields(self) -> tuple[models.Field[Any, Any], ...]:
        """Return the fields that editors enter, those that publishing notes among them, in the order of the model."""
        left_out = {*_UNSAID, *getattr(self.model, "machine_columns", ())}
        return tuple(
            f for f in self.model._meta.concrete_fields if f.name not in left_out and f.attname != (self.parent or "id")
        )

    @property
    def restorable(self) -> tuple[models.Field[Any, Any], ...]:
        """Return the fields that restoring writes: what only publishing notes stays as it is."""
        return tuple(f for f in self.fields if self.parent or f.name not in PUBLISHING_COLUMNS)

    def columns(self) -> list[str]:
        """Return the columns to read of a row or of an event: all that a reader or a restorer may ask for."""
        return list(dict.fromkeys(["id", *([self.parent] if self.parent else []), *(f.attname for f in self.fields)]))


@cache
def tables_of(model: Model) -> tuple[Table, ...]:
    """Return the tables of a kind of record: its own first, and every table after those that it names."""
    rows = [
        Table(relation.related_model, relation.field.attname)
        for relation in model._meta.related_objects
        if relation.on_delete is models.CASCADE
        and hasattr(relation.related_model, "pgh_event_models")
        and relation.related_model is not model
    ]
    return (Table(model), *_named_first(rows))


def _named_first(rows: Iterable[Table]) -> list[Table]:
    left = list(rows)
    ordered: list[Table] = []
    while left:
        waiting = {table.model for table in left}
        free = [t for t in left if not any(_names(t, other) for other in waiting - {t.model})] or left
        ordered += free
        left = [t for t in left if t not in free]
    return ordered


def _names(table: Table, other: Model) -> bool:
    return any(f.is_relation and f.related_model is other for f in table.model._meta.concrete_fields)
