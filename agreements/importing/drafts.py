"""What one row of a foreign register comes to, before the register is asked what it holds already.

A draft is a record in the plain rows of ``agreements.loading``, beside it, for every value, the column and the words
that gave it. Nothing here is repaired: what a column says is taken, or the row is refused with the column, its words
and the reason.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from agreements.loading.merging import RowId, Rows
from agreements.loading.plain import Plain


@dataclass(frozen=True, slots=True)
class Place:
    """Where a row stands: its number as a person counts them (the header of a table is row 1), or its path in a
    tree of JSON.
    """

    number: int
    path: str = ""

    def __str__(self) -> str:
        return self.path or str(self.number)


@dataclass(frozen=True, slots=True)
class Given:
    """One value with what supports it: ``words`` are the column's own. A constant of the profile has no column and is
    *inferred*, with the profile's reasoning. ``place`` is another row than the record's own that gives it.
    """

    row: RowId
    field: str
    value: Plain
    column: str
    words: str
    basis: str = "stated"
    reasoning: str = ""
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class Link:
    """A relation to another row of the same register, by that row's key; resolved once all rows are read.

    The row is the subject (``code`` says what it does to the other), or with ``inverse`` the object.
    """

    code: str
    key: str
    column: str
    words: str
    inverse: bool = False


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a value cannot be taken (then the row is refused), or what was noticed about it (then it is only told)."""

    column: str
    words: str
    why: str


@dataclass(slots=True)
class Draft:
    """One row as a record: ``rows`` hold its values without evidence, ``given`` what supports each of them.

    ``key`` is the natural key under the profile's scheme, ``slug`` the address that a new record gets.
    """

    place: Place
    key: str
    slug: str
    rows: Rows = field(default_factory=dict)
    given: list[Given] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    notes: list[Problem] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Refused:
    """A row that cannot be taken as it is, with every reason."""

    place: Place
    key: str
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A row that the profile leaves out, and why."""

    place: Place
    why: str
