"""JSON: a list inside one file, one record per file of a folder, or one per line (NDJSON).

The way to the records is a small language: names between dots, ``[*]`` for each of a list (or of the values of a
table). A nested table becomes columns ``a.b``; a list becomes a cell of several values; a list of tables becomes, for
each name in them, a column of several values. Numbers keep the digits that the file writes. A row's place is its JSON
pointer (RFC 6901), after the file's name where there are several.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from agreements.importing.drafts import Place
from agreements.importing.profile.profiles import FormatSpec
from agreements.importing.reading.rows import Cell, Numeral, Table, TableRow, Unreadable, unfit

LARGEST: Final = 256 * 1024 * 1024
LONGEST_LINE: Final = 16 * 1024 * 1024
MOST_FILES: Final = 100_000
_STEP = re.compile(r"([^.\[\]]+)|\[\*\]")
Found = tuple[str, Any]


class JsonTable(Table):
    """One JSON file, or the JSON files of a folder together, held in memory."""

    format = "json"

    def __init__(self, path: Path, form: FormatSpec) -> None:
        steps = read_path(form.path)
        self.found_rows: list[tuple[Place, Mapping[str, Cell]]] = []
        if path.is_dir():
            sha256 = self.read_folder(path, form, steps)
        else:
            data = _bytes(path)
            sha256 = hashlib.sha256(data).hexdigest()
            for number, (pointer, record) in enumerate(walk(parse(data, path.name), steps, path.name), 1):
                self.found_rows.append((Place(number, pointer or "/"), flatten(record)))
        columns = dict.fromkeys(column for _place, cells in self.found_rows for column in cells)
        if not columns:
            raise Unreadable("There is no record where the path leads; say in [format] with path where they are.")
        super().__init__(path.name, checked(columns), sha256, "utf-8")

    def read_folder(self, folder: Path, form: FormatSpec, steps: list[str]) -> str:
        """Read the files of a folder in the order of their names; give the sha-256 over their names and sha-256s."""
        files = sorted(file for file in folder.glob(form.files) if file.is_file())
        if not files:
            raise Unreadable(f"The folder holds no file called {form.files}.")
        if len(files) > MOST_FILES or sum(file.stat().st_size for file in files) > LARGEST:
            raise Unreadable(f"The folder holds more than {MOST_FILES} files or {LARGEST} bytes.")
        digest = hashlib.sha256()
        number = 0
        for file in files:
            data = _bytes(file)
            digest.update(f"{hashlib.sha256(data).hexdigest()}  {file.name}\n".encode())
            found = list(walk(parse(data, file.name), steps, file.name))
            several = "[*]" in steps or len(found) > 1
            for pointer, record in found:
                number += 1
                self.found_rows.append((Place(number, f"{file.name}{pointer if several else ''}"), flatten(record)))
        return digest.hexdigest()

    def rows(self) -> Iterator[TableRow]:
        """Yield the records."""
        for place, cells in self.found_rows:
            if any(cells.values()):
                yield TableRow(place, cells, unfit=unfit_of(cells))


class NdjsonTable(Table):
    """One record per line; a row's number is its line."""

    format = "ndjson"

    def __init__(self, path: Path, form: FormatSpec) -> None:
        self.path, self.steps = path, read_path(form.path)
        if "[*]" in self.steps:
            raise Unreadable("A line of NDJSON is one record: its path leads to one place, without [*].")
        digest = hashlib.sha256()
        columns: dict[str, None] = {}
        for _number, cells in self.records(digest):
            columns |= dict.fromkeys(cells)
        if not columns:
            raise Unreadable("The file holds no record.")
        super().__init__(path.name, checked(columns), digest.hexdigest(), "utf-8")

    def records(self, digest: Any = None) -> Iterator[tuple[int, Mapping[str, Cell]]]:
        """Yield each record with its line, and feed all bytes to ``digest``."""
        with self.path.open("rb") as file:
            number = 0
            while line := file.readline(LONGEST_LINE):
                number += 1
                if len(line) == LONGEST_LINE:
                    raise Unreadable(f"Line {number} is longer than {LONGEST_LINE} bytes.")
                if digest is not None:
                    digest.update(line)
                if not line.strip():
                    continue
                for _pointer, record in walk(parse(line, f"line {number}"), self.steps, f"line {number}"):
                    yield number, flatten(record)

    def rows(self) -> Iterator[TableRow]:
        """Yield the records."""
        for number, cells in self.records():
            if any(cells.values()):
                yield TableRow(Place(number), cells, unfit=unfit_of(cells))


def checked(columns: Iterable[str]) -> tuple[str, ...]:
    """Return the names of the columns; ``Unreadable`` where one is no text that can be kept."""
    for name in columns:
        if why := unfit(name):
            raise Unreadable(f"The name {name!r} cannot be a column's: {why}")
    return tuple(columns)


def read_path(text: str) -> list[str]:
    """Read the way to the records as its steps; ``Unreadable`` where it is none."""
    steps: list[str] = []
    at = 0
    while at < len(text):
        match = _STEP.match(text, at)
        if match is None:
            raise Unreadable(
                f"'{text}' is no path: write names between dots and [*] for each, as in data.items[*].meta."
            )
        steps.append(match[1] or "[*]")
        at = match.end()
        if text.startswith(".", at) and at + 1 < len(text):
            at += 1
    return steps


def walk(document: Any, steps: list[str], name: str) -> Iterator[Found]:
    """Yield the records to which a path leads, each with its JSON pointer; an empty path also enters a list."""
    found: list[Found] = [("", document)]
    for step in [*steps, "[*]"] if isinstance(document, list) and "[*]" not in steps and not steps else steps:
        reached: list[Found] = []
        for pointer, value in found:
            if step == "[*]" and isinstance(value, list | dict):
                pairs = value.items() if isinstance(value, dict) else enumerate(value)
                reached += [(f"{pointer}/{_escaped(str(key))}", item) for key, item in pairs]
            elif step != "[*]" and isinstance(value, dict) and step in value:
                reached.append((f"{pointer}/{_escaped(step)}", value[step]))
            else:
                raise Unreadable(f"{name}: the path finds no '{step}' at '{pointer or '/'}'.")
        found = reached
    for pointer, value in found:
        if not isinstance(value, dict):
            raise Unreadable(f"{name}: what stands at '{pointer or '/'}' is no record with names.")
        yield pointer, value


def parse(data: bytes, name: str) -> Any:
    """Parse JSON in UTF-8 strictly: no name twice, no NaN; numbers stay as they are written."""
    try:
        return json.loads(
            data.decode("utf-8-sig"),
            parse_float=Numeral,
            parse_int=Numeral,
            parse_constant=_refuse,
            object_pairs_hook=_once,
        )
    except UnicodeDecodeError:
        raise Unreadable(f"{name} is not UTF-8 text.") from None
    except RecursionError:
        raise Unreadable(f"{name} is nested too deeply.") from None
    except ValueError as error:
        raise Unreadable(f"{name} is not JSON: {error}.") from None


def flatten(record: Mapping[str, Any], before: str = "") -> dict[str, Cell]:
    """Give a record as cells."""
    cells: dict[str, Cell] = {}
    for name, value in record.items():
        column = f"{before}{name}"
        if isinstance(value, dict):
            cells |= flatten(value, f"{column}.")
        elif isinstance(value, list):
            inner = [flatten(item) for item in value if isinstance(item, dict)]
            for key in dict.fromkeys(key for item in inner for key in item):
                cells[f"{column}.{key}"] = tuple(text for item in inner for text in _texts(item.get(key, "")))
            if not inner:
                cells[column] = tuple(_text(item) for item in value if item is not None)
        else:
            cells[column] = _text(value)
    return cells


def unfit_of(cells: Mapping[str, Cell]) -> dict[str, str]:
    """Say which cells cannot be taken, and why."""
    return {column: why for column, cell in cells.items() for text in _texts(cell) if (why := unfit(text))}


def _texts(cell: Cell) -> tuple[str, ...]:
    return cell if isinstance(cell, tuple) else (cell,)


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _escaped(name: str) -> str:
    return name.replace("~", "~0").replace("/", "~1")


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        names = [name for name, _value in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise ValueError(f"'{twice}' stands twice in one table")
    return found


def _refuse(constant: str) -> Any:
    raise ValueError(f"{constant} is no JSON")


def _bytes(path: Path) -> bytes:
    if path.stat().st_size > LARGEST:
        raise Unreadable(f"{path.name} has more than {LARGEST} bytes; NDJSON may be longer.")
    return path.read_bytes()
