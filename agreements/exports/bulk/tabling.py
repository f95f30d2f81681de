"""Tables on their way to files: each row once to a CSV file and once to a sheet of the workbook.

Records are read a page at a time, so the memory that this takes is that of one page however many there are.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import IO, Any, Final

from agreements.exports.bulk.shape import BulkTable, Stream
from agreements.exports.bulk.tables import CHANGES, CODELISTS
from agreements.exports.cells import cell
from agreements.exports.columns import Document, Names
from agreements.exports.sheets import Workbook
from agreements.register.changes import change_of
from agreements.register.code_lists import code_lists
from agreements.register.models import Publication
from agreements.register.reading import Reading

PAGE: Final = 500


@dataclass(slots=True)
class TableFile:
    """One table while it is written."""

    table: BulkTable
    file: IO[str]
    writer: Any
    rows: int = 0


@dataclass(slots=True)
class Tabling:
    """Writes tables into a folder as CSV (none without ``as_csv``) and into ``workbook`` (none where it is None)."""

    folder: Path
    reading: Reading
    as_csv: bool
    workbook: Workbook | None
    files: dict[str, TableFile] = field(default_factory=dict)

    def write(self, table: BulkTable, rows: Iterable[Document]) -> None:
        """Write rows of a table, a page at a time."""
        there = self._opened(table)
        for page in _pages(rows):
            names = Names(self.reading)
            names.load(named for row in page for named in table.named(row))
            for row in page:
                values = [column.write(row, names) for column in table.columns]
                if self.as_csv:
                    there.writer.writerow([cell(value) for value in values])
                if self.workbook is not None:
                    self.workbook.append(table.name, values)
            there.rows += len(page)

    def stream(self, stream: Stream) -> None:
        """Write every table of a type of records."""
        for table in stream.tables:
            self._opened(table)
        for entries in entries_of(stream, self.reading):
            made = stream.rows(entries, self.reading)
            for table in stream.tables:
                self.write(table, made[table.name])

    def rest(self) -> None:
        """Write the tables that are of no type of records: the sequence and the codes."""
        found = Publication.objects.filter(number__lte=self.reading.number).order_by("number")
        found = found.defer("facts", "document", "by", "digest")
        self.write(CHANGES, (change_of(row, self.reading) for row in found.iterator(chunk_size=4 * PAGE)))
        self.write(CODELISTS, code_rows())

    def close(self) -> dict[str, int]:
        """Finish the files; give the number of rows of every table, by name."""
        for there in self.files.values():
            there.file.close()
        return {name: there.rows for name, there in self.files.items()}

    def _opened(self, table: BulkTable) -> TableFile:
        if table.name not in self.files:
            path = self.folder / f"{table.name}.csv" if self.as_csv else Path("/dev/null")
            file = path.open("w", encoding="utf-8", newline="", buffering=1 << 20)
            self.files[table.name] = there = TableFile(table, file, csv.writer(file, lineterminator="\r\n"))
            header = [column.name for column in table.columns]
            there.writer.writerow(header)
            if self.workbook is not None:
                self.workbook.open(table.name, header)
        return self.files[table.name]


def entries_of(stream: Stream, reading: Reading) -> Iterator[list[Any]]:
    """Give the entries of a type in the order of their ids, a page at a time, each page by one query."""
    last = ""
    while True:
        found = stream.entries(reading).order_by("record_id").filter(record_id__gt=last)
        page = list(found[:PAGE])
        if page:
            yield page
            last = page[-1].record_id
        if len(page) < PAGE:
            return


def code_rows() -> Iterator[Document]:
    """Give every code with its label in each language."""
    english, korean, chinese = (
        {found["id"]: {code["code"]: code for code in found["codes"]} for found in code_lists(language)}
        for language in ("en", "ko", "zh-hans")
    )
    for name, codes in english.items():
        for code, row in codes.items():
            yield {
                "list": name,
                "code": code,
                "label_en": row["label"],
                "label_ko": korean[name][code]["label"],
                "label_zh": chinese[name][code]["label"],
                "reverse_label_en": row.get("reverse_label"),
            }


def _pages(rows: Iterable[Document]) -> Iterator[Sequence[Document]]:
    there = iter(rows)
    while page := list(islice(there, PAGE)):
        yield page
