"""An export from beginning to end: one snapshot of the register, all its files, then the folder takes its place.

What is read is what was the latest at one number. Outside of any transaction the whole export also reads one snapshot
of the database, so that even a withdrawal in the middle, which takes documents away, is wholly in it or not at all.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Collection, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Final

from django.conf import settings
from django.db import connection, transaction
from django.utils.translation import override

from agreements.exports.bulk import describing, lines
from agreements.exports.bulk.describing import ExportedFile
from agreements.exports.bulk.replacing import replaced
from agreements.exports.bulk.shape import BulkTable
from agreements.exports.bulk.streams import streams
from agreements.exports.bulk.tables import CHANGES, CODELISTS, kept_by_name
from agreements.exports.bulk.tabling import Tabling
from agreements.exports.sheets import Workbook
from agreements.register.code_lists import code_lists
from agreements.register.reading import Reading, newest

FORMATS: Final = ("ndjson", "csv", "xlsx")
WORKBOOK: Final = "register.xlsx"
Tell = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Exported:
    """What an export wrote: the number of the register that it is of, and its files in the descriptor's order."""

    number: int
    files: tuple[ExportedFile, ...]

    @property
    def bytes(self) -> int:
        """Give the size of all files."""
        return sum(file.bytes for file in self.files)


def export_to(folder: Path, formats: Collection[str] = FORMATS, tell: Tell | None = None) -> Exported:
    """Write the whole register into ``folder``, in the place of a former export.

    ``formats`` are some of ``FORMATS``; ``tell`` is called with a line when a file is ready. Raises ``NotOursError``
    for a folder that holds something else. Whatever fails, the former export stays as it was.
    """
    unknown = set(formats) - set(FORMATS)
    if unknown or not formats:
        raise ValueError(f"The formats are {', '.join(FORMATS)}; not {', '.join(sorted(unknown)) or 'none'}.")
    with replaced(folder) as new, one_snapshot(), override("en"):
        number, time = newest()
        # No state is read for the day, but names of institutions are: they must not move with the clock.
        day = date(1970, 1, 1) if time is None else time.date()
        reading = Reading(day, number, time, base=getattr(settings, "REGISTER_URL", ""))
        return _Export(new, reading, tuple(formats), tell or (lambda line: None)).run()


@contextmanager
def one_snapshot() -> Iterator[None]:
    """Let everything within read one state of the database; within a transaction of others, the number must do."""
    if connection.in_atomic_block:
        yield
        return
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        yield


@dataclass(slots=True)
class _Export:
    folder: Path
    reading: Reading
    formats: tuple[str, ...]
    tell: Tell
    files: list[tuple[str, str, int | None, BulkTable | None, str]] = field(default_factory=list)
    sums: dict[str, Future[str]] = field(default_factory=dict)
    #: Sums are made in a thread while the database sends the next file.
    pool: ThreadPoolExecutor = field(default_factory=lambda: ThreadPoolExecutor(1))

    def run(self) -> Exported:
        """Write the files, then what describes them."""
        with self.pool:
            if "ndjson" in self.formats:
                self._lines()
            if "csv" in self.formats or "xlsx" in self.formats:
                self._tables()
            self._code_lists()
            files = tuple(
                ExportedFile(
                    name, title, (self.folder / name).stat().st_size, self.sums[name].result(), rows, table, note
                )
                for name, title, rows, table, note in self.files
            )
        self._describe(files)
        return Exported(self.reading.number, files)

    def _lines(self) -> None:
        number = self.reading.number
        within: dict[str, tuple[str, list[str]]] = {}
        for stream in streams():
            rows = lines.write_documents(self.folder / f"{stream.name}.ndjson", stream, number)
            self._ready(f"{stream.name}.ndjson", stream.title, rows)
            for part in stream.parts:
                within.setdefault(part.name, (part.title, []))[1].append(lines.rows(stream, part, number))
        for name, (title, queries) in within.items():
            self._ready(f"{name}.ndjson", title, lines.write_lines(self.folder / f"{name}.ndjson", *queries))
        rows = lines.write_lines(self.folder / "changes.ndjson", lines.changes(number))
        self._ready("changes.ndjson", CHANGES.title, rows)

    def _tables(self) -> None:
        book = Workbook(self.reading.known_at) if "xlsx" in self.formats else None
        tabling = Tabling(self.folder, self.reading, "csv" in self.formats, book)
        try:
            for stream in streams():
                tabling.stream(stream)
            tabling.rest()
            counted = tabling.close()
            if book is not None:
                book.save(self.folder / WORKBOOK)
        except BaseException:
            tabling.close()
            if book is not None:
                book.close()
            raise
        tables = kept_by_name([*(table for stream in streams() for table in stream.tables), CHANGES, CODELISTS])
        for name, table in tables.items():
            if "csv" in self.formats:
                self._ready(f"{name}.csv", table.title, counted[name], table)
        if book is not None:
            note = "The same tables as sheets of a workbook."
            if book.cut:
                note += f" {book.cut} cells are cut, because a cell holds 32,767 characters; they are whole in the CSV."
            self._ready(WORKBOOK, "All tables as a workbook", None, note=note)

    def _code_lists(self) -> None:
        found = {language: code_lists(language) for language in ("en", "ko", "zh-hans")}
        text = json.dumps(found, ensure_ascii=False, indent=1) + "\n"
        (self.folder / "codelists.json").write_text(text, encoding="utf-8")
        self._ready("codelists.json", "Every code with its labels, by language", None)

    def _ready(self, name: str, title: str, rows: int | None, table: BulkTable | None = None, note: str = "") -> None:
        self.files.append((name, title, rows, table, note))
        self.sums[name] = self.pool.submit(_sum, self.folder / name)
        self.tell(f"{name}: {rows} rows" if rows is not None else name)

    def _describe(self, files: tuple[ExportedFile, ...]) -> None:
        made = {
            describing.DESCRIPTOR: describing.written(describing.package(files, self.reading, self.formats)),
            describing.README: describing.readme(files, self.reading),
        }
        listed = [(file.name, file.sha256) for file in files]
        listed += [(name, hashlib.sha256(data).hexdigest()) for name, data in made.items()]
        for name, data in {**made, describing.SUMS: describing.sums(listed)}.items():
            (self.folder / name).write_bytes(data)


def _sum(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
