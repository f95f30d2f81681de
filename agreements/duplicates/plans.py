"""What is decided of a merger before anything is written: the plan, its conflicts, and the refusal."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db import models

from agreements.duplicates.rows import Model, Values, record_field
from agreements.models.base import Record

#: Kinds of records that are merged at the desk; countries and sectors are our own short lists.
MERGEABLE = ("agreement", "program", "institution", "occasion", "source")
OURS, THEIRS = "ours", "theirs"


class NotMergeable(Exception):
    """The two cannot be merged as asked; ``problems`` says why, in sentences."""

    def __init__(self, problems: Iterable[str]) -> None:
        self.problems = list(problems)
        super().__init__("\n".join(self.problems))


@dataclass(slots=True)
class Conflict:
    """A field that the two fill differently: ``ours`` of the record that goes on, ``theirs`` of the closed one.

    ``name`` is stable while neither record changes; ``row`` is the row that goes on (the record itself, or one of its
    rows). ``cited`` tells whether the value that loses has evidence.
    """

    name: str
    row: models.Model
    other: models.Model
    field: str
    ours: Any
    theirs: Any
    chosen: str
    cited: bool = False


@dataclass(slots=True)
class Plan:
    """What to write, and what to say of it."""

    closed: Any
    goes_on: Any
    conflicts: list[Conflict] = field(default_factory=list)
    #: Row -> columns to write, in the order of writing; rows that others name come first.
    changes: dict[tuple[Model, int], tuple[models.Model, Values]] = field(default_factory=dict)
    removals: list[models.Model] = field(default_factory=list)
    moved: list[models.Model] = field(default_factory=list)
    unified: list[tuple[models.Model, models.Model]] = field(default_factory=list)
    vanishing: list[models.Model] = field(default_factory=list)
    turned: list[models.Model] = field(default_factory=list)
    #: (part, key) of the closed record -> key in the one that goes on.
    keys: dict[tuple[str, str], str] = field(default_factory=dict)

    @property
    def dropped(self) -> list[Conflict]:
        """The fields whose losing value has no evidence; it stays in the record of the merger only."""
        return [conflict for conflict in self.conflicts if not conflict.cited]

    def holders(self) -> list[Record]:
        """Return the other records that change, because they name the closed one."""
        found: dict[tuple[Model, int], Record] = {}
        for row in [*(row for row, _values in self.changes.values()), *self.removals]:
            owner = record_field(type(row))
            record = getattr(row, owner) if owner else row
            if isinstance(record, Record):
                found[type(record), record.pk] = record
        for mine in (self.closed, self.goes_on):
            found.pop((type(mine), mine.pk), None)
        return list(found.values())
