"""Workbooks (XLSX), written row by row: what a spreadsheet cannot hold is said, never dropped in silence.

A sheet ends at 1,048,576 rows and goes on in a second sheet of the same name with a number. A cell ends at 32,767
characters: the text is cut there, its last words say how long it was, and ``cut`` counts such cells. Control characters
that XML cannot carry become U+FFFD; ``_x0041_``, which a spreadsheet would take for a letter, is escaped. Text that a
spreadsheet would run gets an apostrophe, as in CSV (``exports.cells``); numbers and truth values stay what they are.
Nothing of the clock gets into the file: it bears the time that it is given, so the same rows give the same bytes.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Any, Final
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from openpyxl import Workbook as OpenWorkbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.writer.excel import ExcelWriter

from agreements.exports.cells import cell

MEDIA_TYPE: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MOST_ROWS: Final = 1_048_576
MOST_CHARACTERS: Final = 32_767
UNWRITABLE: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
#: An underline that a spreadsheet would read as the beginning of a character by its number (ISO 29500, ST_Xstring).
LIKE_AN_ESCAPE: Final = re.compile("_(?=x[0-9A-F]{4}_)", re.IGNORECASE)
BROKEN_ESCAPE: Final = re.compile("_(x(0(0(5F?)?)?)?)?$")
CUT: Final = " … [cut: {} characters in all]"
EARLIEST: Final = datetime(1980, 1, 1, tzinfo=UTC)


@dataclass(slots=True)
class _Sheet:
    name: str
    header: Sequence[str]
    number: int = 0
    rows: int = 0
    at: Any = None


@dataclass(slots=True)
class Workbook:
    """A workbook while it is written; ``time`` is what it says of its making."""

    time: datetime | None
    most_rows: int = MOST_ROWS
    cut: int = 0
    sheets: dict[str, _Sheet] = field(default_factory=dict)
    book: Any = field(default_factory=lambda: OpenWorkbook(write_only=True))

    def open(self, name: str, header: Sequence[str]) -> None:
        """Begin a table: a sheet with a row of names that stays in sight."""
        self.sheets[name] = _Sheet(name, header)
        self._next(self.sheets[name])

    def append(self, name: str, values: Sequence[Any]) -> None:
        """Write a row of a table; where the sheet is full, on a further one."""
        sheet = self.sheets[name]
        if sheet.rows == self.most_rows:
            self._next(sheet)
        sheet.at.append([self._cell(sheet.at, value) for value in values])
        sheet.rows += 1

    def save(self, path: Path) -> None:
        """Write the file."""
        time = (self.time or EARLIEST).astimezone(UTC).replace(tzinfo=None)
        self.book.properties.creator = ""
        self.book.properties.created = self.book.properties.modified = time
        with _Archive(path, max(time, EARLIEST.replace(tzinfo=None))) as archive:
            ExcelWriter(self.book, archive).write_data()

    def close(self) -> None:
        """Drop a workbook that is not going to be saved, and its temporary files."""
        for sheet in self.book.worksheets:
            if not sheet.closed:
                sheet.close()
            sheet._writer.cleanup()

    def _next(self, sheet: _Sheet) -> None:
        sheet.number += 1
        title = sheet.name if sheet.number == 1 else f"{sheet.name} {sheet.number}"
        sheet.at = self.book.create_sheet(title)
        sheet.at.freeze_panes = "A2"
        sheet.at.append(list(sheet.header))
        sheet.rows = 1

    def _cell(self, sheet: Any, value: Any) -> Any:
        if value is None or isinstance(value, bool | int | float):
            return value
        plain = cell(value)
        text = LIKE_AN_ESCAPE.sub("_x005F_", UNWRITABLE.sub("\ufffd", plain))
        if 2 * len(text) > MOST_CHARACTERS and _units(text) > MOST_CHARACTERS:
            words = CUT.format(len(plain))
            kept = text.encode("utf-16-le")[: 2 * (MOST_CHARACTERS - len(words))].decode("utf-16-le", "ignore")
            text = BROKEN_ESCAPE.sub("", kept) + words
            self.cut += 1
        if not text.startswith("#"):
            return text or None
        made = WriteOnlyCell(sheet, text)
        made.data_type = "s"  # a text such as #N/A is no error of the sheet
        return made


def _units(text: str) -> int:
    """Return the length as a spreadsheet counts it: in units of UTF-16."""
    return len(text.encode("utf-16-le")) // 2


class _Archive(ZipFile):
    """A ZIP file whose members all bear one time."""

    def __init__(self, path: Path, time: datetime) -> None:
        super().__init__(path, "w", ZIP_DEFLATED, allowZip64=True)
        self.time = time

    def writestr(self, zinfo_or_arcname: Any, data: Any, *args: Any, **kwargs: Any) -> None:
        """Add a member out of memory."""
        super().writestr(self._member(zinfo_or_arcname), data)

    def write(self, filename: Any, arcname: Any = None, *args: Any, **kwargs: Any) -> None:
        """Add a member from a file, piece by piece."""
        with Path(filename).open("rb") as source, self._opened(arcname) as target:
            shutil.copyfileobj(source, target, 1 << 20)

    def _opened(self, name: str) -> IO[bytes]:
        return self.open(self._member(name), "w", force_zip64=True)

    def _member(self, name: str) -> ZipInfo:
        parts = self.time.timetuple()[:6]
        found = ZipInfo(name, (parts[0], parts[1], parts[2], parts[3], parts[4], parts[5]))
        found.compress_type = ZIP_DEFLATED
        found.external_attr = 0o600 << 16
        return found
