"""What a file comes to, whatever its format: columns, and rows of cells that are text."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import ClassVar, Final

from django.utils.translation import gettext_noop as _

from agreements.importing.drafts import Place

#: A cell may hold so many characters, which is what a spreadsheet's cell can hold four times over.
LONGEST_CELL: Final = 131_072


class Unreadable(ValueError):
    """The file as a whole cannot be read; the message is a sentence for whoever gave it."""


class IsoDay(str):
    """A day of a spreadsheet's calendar, as YYYY-MM-DD: no form of dates is tried on it."""

    __slots__ = ()


class Numeral(str):
    """A number of a spreadsheet or of JSON, not text: its decimals stand after a full stop, whatever a profile says."""

    __slots__ = ()


Cell = str | tuple[str, ...]
"""Text, or several texts where the file itself has a list."""


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row; ``problem`` says why it cannot be taken whatever it means (too many cells).

    ``unfit`` are the cells that cannot be taken, by column, and why (a formula, a NUL): a row is refused for them only
    where somebody asks for that column.
    """

    place: Place
    cells: Mapping[str, Cell]
    problem: str = ""
    unfit: Mapping[str, str] = field(default_factory=dict)


class Table(ABC):
    """An open file: its columns, the sha-256 of its bytes, and its rows as often as they are asked for."""

    format: ClassVar[str]

    def __init__(self, name: str, columns: tuple[str, ...], sha256: str, found: str = "") -> None:
        self.name = name
        self.columns = columns
        self.sha256 = sha256
        #: What was found out about how the file is written: its encoding, its sheet.
        self.found = found

    @abstractmethod
    def rows(self) -> Iterator[TableRow]:
        """Yield the rows in the order of the file, without holding them; rows without any text are passed over."""


def unfit(text: str) -> str:
    """Say why a text can stand in no database: the end of a sentence, or nothing."""
    if "\x00" in text:
        return _("it holds a NUL character.")
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return _("it holds half of a surrogate pair, which is no character.")
    return f"a cell has more than {LONGEST_CELL} characters." if len(text) > LONGEST_CELL else ""


def header_of(cells: list[str], row: int) -> tuple[str, ...]:
    """Return the names of the columns; ``Unreadable`` where one is missing or stands twice."""
    names = [cell.strip() for cell in cells]
    while names and not names[-1]:
        names.pop()
    if not names:
        raise Unreadable(f"Row {row} holds no names of columns; say with header_row where they are.")
    for number, name in enumerate(names, 1):
        if not name:
            raise Unreadable(f"Column {number} has no name in row {row}; give it one.")
        if name in names[: number - 1]:
            raise Unreadable(f"Two columns are called '{name}' in row {row}; give one of them another name.")
    return tuple(names)
