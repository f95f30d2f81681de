"""CSV: decoded strictly in the first encoding that fits all of the file, and read by the letter of its quotes.

The file is gone through once to find the encoding and the sha-256, then read row by row. A row whose number of cells is
not that of the header is refused as a row: filling it up, or dropping what is too much, would be a guess.
"""

from __future__ import annotations

import codecs
import csv
import hashlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final

from agreements.exports.cells import bare
from agreements.importing.drafts import Place
from agreements.importing.profile.profiles import FormatSpec
from agreements.importing.reading.rows import Table, TableRow, Unreadable, header_of

_CHUNK: Final = 1 << 20
_BOMS: Final = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


class CsvTable(Table):
    """A file of comma-separated values; row 1 is its first record."""

    format = "csv"

    def __init__(self, path: Path, form: FormatSpec) -> None:
        encoding, sha256 = decode(path, form.encodings)
        self.path, self.form, self.encoding = path, form, encoding
        with path.open(encoding=encoding, newline="") as text:
            reader = self.reader(text)
            header: list[str] = []
            for _row in range(form.header_row):
                header = self.next(reader)
        columns = form.columns or header_of(header, form.header_row)
        self.width = len(form.columns or header)
        super().__init__(path.name, columns, sha256, encoding)

    def reader(self, text: Any) -> Any:
        """Return the reader of an open text."""
        quote = self.form.quote or None
        return csv.reader(
            text,
            delimiter=self.form.delimiter,
            quotechar=quote,
            quoting=csv.QUOTE_MINIMAL if quote else csv.QUOTE_NONE,
            strict=True,
        )

    def next(self, reader: Any) -> list[str]:
        """Return the next record; ``Unreadable`` at the end of the file or of sense."""
        try:
            return list(next(reader))
        except StopIteration:
            raise Unreadable(
                f"The file ends before row {self.form.header_row}, which should name the columns."
            ) from None
        except csv.Error as error:
            raise Unreadable(f"Near line {reader.line_num}: {error}.") from None

    def rows(self) -> Iterator[TableRow]:
        """Yield the rows below the header."""
        first, columns, width = self.form.header_row + 1, self.columns, self.width
        named = len(columns)
        with self.path.open(encoding=self.encoding, newline="") as text:
            reader = self.reader(text)
            for _row in range(self.form.header_row):
                self.next(reader)
            number = first - 1
            try:
                for number, cells in enumerate(reader, first):
                    if not any(cells):
                        continue
                    cells = [bare(cell) if cell[:1] == "'" else cell for cell in cells]
                    if len(cells) == width and (width == named or not any(cells[named:])):
                        yield TableRow(Place(number), dict(zip(columns, cells, strict=False)))
                    else:
                        problem = f"the row has {len(cells)} cells, the header names {named} columns."
                        yield TableRow(Place(number), dict(zip(columns, cells, strict=False)), problem)
            except csv.Error as error:
                raise Unreadable(f"Row {number + 1}, near line {reader.line_num}: {error}.") from None


def decode(path: Path, encodings: Sequence[str]) -> tuple[str, str]:
    """Return the first encoding in which the whole file is text, and the sha-256 of its bytes."""
    digest = hashlib.sha256()
    left = {
        name: codecs.getincrementaldecoder("utf-8-sig" if name == "utf-8" else name)()
        for name in map(_plain, encodings)
    }
    nul, start = False, b""
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            digest.update(chunk)
            start = start or chunk[:4]
            for name, decoder in list(left.items()):
                try:
                    nul = ("\x00" in decoder.decode(chunk) and name == next(iter(left))) or nul
                except UnicodeError:
                    del left[name]
    for name, decoder in list(left.items()):
        try:
            decoder.decode(b"", final=True)
        except UnicodeError:
            del left[name]
    if not left:
        mark = next((f"; its byte-order mark says {name}" for sign, name in _BOMS if start.startswith(sign)), "")
        raise Unreadable(f"The file is not text in {' or '.join(encodings)}{mark}. Say its encoding in [format].")
    if nul:
        raise Unreadable("The file holds a NUL character: it is no text, or in another encoding.")
    found = next(iter(left))
    return ("utf-8-sig" if found == "utf-8" else found), digest.hexdigest()


def _plain(encoding: str) -> str:
    name = codecs.lookup(encoding).name
    return "utf-8" if name == "utf-8-sig" else name
