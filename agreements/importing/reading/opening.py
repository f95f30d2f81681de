"""Open a file as the profile says, or as its name says where the profile says nothing."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Final

from agreements.importing.profile.profiles import FormatSpec
from agreements.importing.reading.csv_tables import CsvTable
from agreements.importing.reading.json_tables import JsonTable, NdjsonTable
from agreements.importing.reading.rows import Table, Unreadable
from agreements.importing.reading.xlsx_tables import XlsxTable

LARGEST: Final = 2 * 1024 * 1024 * 1024
_TABLES: Final[dict[str, Callable[[Path, FormatSpec], Table]]] = {
    "csv": CsvTable,
    "xlsx": XlsxTable,
    "json": JsonTable,
    "ndjson": NdjsonTable,
}
_ENDINGS = {
    ".csv": "csv",
    ".tsv": "csv",
    ".txt": "csv",
    ".xlsx": "xlsx",
    ".json": "json",
    ".ndjson": "ndjson",
    ".jsonl": "ndjson",
}


def format_of(path: Path) -> str:
    """Return the format that a file's name tells, or nothing."""
    return "json" if path.is_dir() else _ENDINGS.get(path.suffix.lower(), "")


def open_table(path: str | Path, form: FormatSpec) -> Table:
    """Open a file or a folder of JSON files; ``Unreadable`` with a sentence where it cannot be read."""
    path = Path(path)
    kind = form.type or format_of(path)
    if not path.exists():
        raise Unreadable(f"There is no file {path.name}.")
    if not kind:
        raise Unreadable(f"The name of {path.name} does not tell its format; say it in [format] with type.")
    if path.is_dir() and kind != "json":
        raise Unreadable(f"{path.name} is a folder; only JSON comes in folders.")
    try:
        if path.is_file() and path.stat().st_size > LARGEST:
            raise Unreadable(f"{path.name} has more than {LARGEST} bytes.")
        return _TABLES[kind](path, form)
    except OSError as error:
        raise Unreadable(f"{path.name} cannot be read: {error.strerror or error}.") from None
