"""XLSX: the values of one sheet, row by row.

A workbook is a packed archive of XML, so its size when unpacked is read off the archive before anything is unpacked,
and declared entities are refused. A formula is refused: its value is a cache that may be older than what it reads.
"""

from __future__ import annotations

import hashlib
import re
import zipfile
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any, Final

from django.utils.translation import gettext_noop as _
from openpyxl import load_workbook

from agreements.exports.cells import bare
from agreements.importing.drafts import Place
from agreements.importing.profile.profiles import FormatSpec
from agreements.importing.reading.rows import IsoDay, Numeral, Table, TableRow, Unreadable, header_of, unfit
from agreements.loading.errors import nearest

LARGEST_UNPACKED: Final = 512 * 1024 * 1024
LARGEST_STRINGS: Final = 128 * 1024 * 1024
MOST_PARTS: Final = 10_000
MOST_COLUMNS: Final = 1_000
#: A row's number is the file's own; the rows that are missing before it are counted one by one.
MOST_ROWS: Final = 1_048_576
#: How a workbook writes control characters, and an underline that only looks like the beginning of one (ISO 29500).
_ESCAPED = re.compile("_x(005F|00[01][0-9A-F])_", re.IGNORECASE)
_NO_WORKBOOK = "The file is no XLSX workbook, or is damaged."


class XlsxTable(Table):
    """A sheet of a workbook; row numbers are the sheet's own."""

    format = "xlsx"

    def __init__(self, path: Path, form: FormatSpec) -> None:
        check_archive(path)
        with path.open("rb") as file:
            sha256 = hashlib.file_digest(file, "sha256").hexdigest()
        self.path, self.form = path, form
        names = sheet_names(path)
        if isinstance(form.sheet, int) and form.sheet > len(names):
            raise Unreadable(f"The workbook has {len(names)} sheets, no sheet {form.sheet}.")
        if isinstance(form.sheet, str) and form.sheet not in names:
            raise Unreadable(f"The workbook has no sheet '{form.sheet}'{nearest(form.sheet, names)}")
        self.sheet = names[form.sheet - 1] if isinstance(form.sheet, int) else form.sheet
        header: list[str] = []
        for number, cells in self.lines():
            if number == form.header_row:
                header = [text for text, _problem in map(read_cell, cells)]
                break
        super().__init__(path.name, form.columns or header_of(header, form.header_row), sha256, self.sheet)

    def lines(self) -> Iterator[tuple[int, tuple[Any, ...]]]:
        """Yield the sheet's rows with their numbers; ``Unreadable`` where the sheet is damaged."""
        book = _open(self.path)
        try:
            sheet = book[self.sheet]
            if not hasattr(sheet, "iter_rows"):
                raise Unreadable(f"'{self.sheet}' is a chart, not a table.")
            sheet.reset_dimensions()
            for number, cells in enumerate(sheet.iter_rows(), 1):
                if number > MOST_ROWS:
                    raise Unreadable(f"The sheet has rows beyond {MOST_ROWS}, which no spreadsheet has.")
                if len(cells) > MOST_COLUMNS and any(c.value is not None for c in cells[MOST_COLUMNS:]):
                    raise Unreadable(f"Row {number} has more than {MOST_COLUMNS} columns.")
                yield number, cells[:MOST_COLUMNS]
        except Unreadable:
            raise
        except Exception as error:  # openpyxl raises whatever the damaged XML led it to
            raise Unreadable(_NO_WORKBOOK) from error
        finally:
            book.close()

    def rows(self) -> Iterator[TableRow]:
        """Yield the rows below the header."""
        columns, width = self.columns, len(self.columns)
        for number, cells in self.lines():
            if number <= self.form.header_row:
                continue
            read = [read_cell(cell) for cell in cells]
            texts = [text for text, _problem in read]
            if not any(text.strip() for text in texts):
                continue
            bad = {columns[i]: why for i, (_text, why) in enumerate(read[:width]) if why}
            problem = ""
            if any(text.strip() for text in texts[width:]):
                problem = f"the row has cells beyond the last column that the header names, '{columns[-1]}'."
            texts += [""] * (width - len(texts))
            yield TableRow(Place(number), dict(zip(columns, texts, strict=False)), problem, bad)


def read_cell(cell: Any) -> tuple[str, str]:
    """Give the text of a cell, and why it cannot be taken (mostly nothing)."""
    value = cell.value
    if value is None:
        return "", ""
    if isinstance(value, str):
        if cell.data_type == "f":
            return value, _("the cell holds a formula; save the sheet with values.")
        if cell.data_type == "e":
            return value, _("the cell holds an error of the spreadsheet.")
        text = _ESCAPED.sub(lambda found: chr(int(found[1], 16)), value).replace("\r\n", "\n")
        return bare(text), unfit(text)
    if isinstance(value, bool):
        return ("true" if value else "false"), ""
    if isinstance(value, int):
        return Numeral(value), ""
    if isinstance(value, float):
        return Numeral(int(value) if value.is_integer() and abs(value) < 1e15 else repr(value)), ""
    if isinstance(value, datetime):
        midnight = not (value.hour or value.minute or value.second or value.microsecond)
        return (IsoDay(value.date().isoformat()) if midnight else value.isoformat(" ")), ""
    if isinstance(value, date):
        return IsoDay(value.isoformat()), ""
    if hasattr(value, "ref") or cell.data_type == "f":
        return "=", _("the cell holds a formula; save the sheet with values.")
    return str(value), ""


def check_archive(path: Path) -> None:
    """Refuse what is no workbook, what unpacks to more than can be read, and XML that declares entities."""
    try:
        with zipfile.ZipFile(path) as archive:
            parts = archive.infolist()
            strings = sum(part.file_size for part in parts if part.filename.endswith("sharedStrings.xml"))
            if (
                len(parts) > MOST_PARTS
                or sum(p.file_size for p in parts) > LARGEST_UNPACKED
                or strings > LARGEST_STRINGS
            ):
                raise Unreadable("The workbook unpacks to more than can be read; save the sheet as CSV.")
            for part in parts:
                if part.filename.endswith((".xml", ".rels")):
                    with archive.open(part) as file:
                        if b"<!DOCTYPE" in file.read(4096).replace(b"\0", b""):
                            raise Unreadable("The workbook declares XML entities, which no spreadsheet program writes.")
    except (zipfile.BadZipFile, zipfile.LargeZipFile, OSError, NotImplementedError, RuntimeError, EOFError) as error:
        raise Unreadable(_NO_WORKBOOK) from error


def sheet_names(path: Path) -> list[str]:
    """Return the names of the sheets in order."""
    book = _open(path)
    try:
        return list(book.sheetnames)
    finally:
        book.close()


def read_sheet_starts(path: Path, most: int) -> dict[str, list[list[str]]]:
    """Return the texts of the first rows of every sheet."""
    book = _open(path)
    try:
        found: dict[str, list[list[str]]] = {}
        for sheet in book.worksheets:
            sheet.reset_dimensions()
            rows = sheet.iter_rows(max_row=most)
            found[sheet.title] = [[read_cell(cell)[0] for cell in row[:MOST_COLUMNS]] for row in rows]
        return found
    except Exception as error:  # openpyxl raises whatever the damaged XML led it to
        raise Unreadable(_NO_WORKBOOK) from error
    finally:
        book.close()


def _open(path: Path) -> Any:
    try:
        return load_workbook(path, read_only=True, keep_links=False)
    except Exception as error:  # openpyxl raises whatever the damaged XML led it to
        raise Unreadable(_NO_WORKBOOK) from error
