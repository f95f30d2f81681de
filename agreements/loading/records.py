"""A record as the files give it: plain rows, the line of each value, the records it names, the passages it cites."""

from __future__ import annotations

from dataclasses import dataclass, field

from agreements.loading.errors import Fault
from agreements.loading.merging import OWN, Row, RowId, Rows
from agreements.loading.shapes import Shape


@dataclass(frozen=True, slots=True)
class Reference:
    """That a value names another record; ``row`` and ``field`` say which value."""

    type: str
    id: str
    row: RowId
    field: str


@dataclass(frozen=True, slots=True)
class Cited:
    """A place in a source as a file gives it: characters from ``start`` up to, not including, ``end``; ``words`` are
    those that the file says stand there."""

    source: str
    locator_kind: str
    locator: str
    start: int | None
    end: int | None
    words: str
    file: str
    line: int

    @property
    def key(self) -> str:
        """The key of the passage: the same place is one passage, whoever cites it."""
        place = "".join(c if c.isalnum() and c.isascii() else "-" for c in self.locator.lower()).strip("-")
        stem = {"paragraph": "p", "page": "page-", "article": "art-", "row": "row-"}[self.locator_kind]
        parts = (stem + "-".join(filter(None, place.split("-"))), self.start, self.end)
        return "-".join(str(part) for part in parts if part is not None)


@dataclass(slots=True)
class GivenRecord:
    """One record of the files. ``characters`` is the length that a source's file states for its text."""

    shape: Shape
    id: str
    file: str
    line: int
    rows: Rows = field(default_factory=dict)
    lines: dict[tuple[RowId, str], int] = field(default_factory=dict)
    references: list[Reference] = field(default_factory=list)
    cited: list[Cited] = field(default_factory=list)
    characters: int | None = None

    def line_of(self, row: RowId, name: str = "") -> int:
        """Return the line of a value, or of its row, or of the record."""
        return self.lines.get((row, name)) or self.lines.get((row, "")) or self.line

    def fault(self, message: str, row: RowId = OWN, name: str = "") -> Fault:
        """Return a fault at a value of this record."""
        return Fault(self.file, self.line_of(row, name), message)

    def own(self) -> Row:
        """Return the record's own fields."""
        return self.rows.setdefault(OWN, {})
