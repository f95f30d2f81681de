"""What a table of the export is made of: columns that say what they hold, the key of a row, and what it points to.

The words are those of a Frictionless table schema, so that a program can check a file that it was given and a person
can read what a column means without asking us.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import QuerySet

from agreements.exports.columns import Column, Document
from agreements.register.models import EntryBase
from agreements.register.reading import Reading


@dataclass(frozen=True, slots=True)
class Said:
    """What is said of a column: its type in a table schema, what it means, whether it is never empty, its codes.

    ``several`` columns hold any number of values with ``|`` between them.
    """

    type: str
    words: str
    required: bool = False
    codes: tuple[str, ...] = ()
    several: bool = False


@dataclass(frozen=True, slots=True)
class Foreign:
    """That columns of a row name a row of another table."""

    fields: tuple[str, ...]
    table: str
    reference: tuple[str, ...] = ("id",)


@dataclass(frozen=True, slots=True)
class BulkTable:
    """One table of the export; a row of it is whatever its columns can read."""

    name: str
    title: str
    columns: tuple[Column, ...]
    said: Mapping[str, Said]
    key: tuple[str, ...]
    foreign: tuple[Foreign, ...] = ()
    #: The records (type and id) that a row names by id and that a column shows by name.
    named: Callable[[Document], Iterable[tuple[str, str | None]]] = lambda row: ()


Rows = Mapping[str, Iterable[Document]]
"""Rows by the name of their table."""


@dataclass(frozen=True, slots=True)
class Part:
    """Rows within documents that go out as lines of their own too: the member that lists them.

    ``head`` is an SQL expression for what a line says before the row itself, of ``e`` (the entry) and ``r`` (the row);
    ``without`` are members left out of the row, ``where`` a condition on ``r``.
    """

    name: str
    title: str
    member: str
    head: str
    without: tuple[str, ...] = ()
    where: str = "TRUE"


@dataclass(frozen=True, slots=True)
class Stream:
    """The records of one type on their way out.

    ``name`` is that of their files; ``entries`` gives them at a reading; ``rows`` makes of a page of entries the rows
    of every table in ``tables``; ``parts`` go out as lines of their own.
    """

    record_type: str
    name: str
    title: str
    model: type[EntryBase]
    entries: Callable[[Reading], QuerySet[Any]]
    rows: Callable[[Sequence[Any], Reading], Rows]
    tables: tuple[BulkTable, ...]
    parts: tuple[Part, ...] = field(default=())
