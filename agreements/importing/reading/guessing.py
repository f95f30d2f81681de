"""How an unknown file seems to be written: a proposal for [format], for a person to look at."""

from __future__ import annotations

import codecs
import csv
import io
import itertools
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

from agreements.importing.profile.profiles import FormatSpec
from agreements.importing.reading.csv_tables import decode
from agreements.importing.reading.json_tables import parse
from agreements.importing.reading.opening import format_of
from agreements.importing.reading.rows import Unreadable
from agreements.importing.reading.xlsx_tables import check_archive, read_sheet_starts

_DELIMITERS: Final = (",", ";", "\t", "|")
_SAMPLE: Final = 1 << 18
_ROWS: Final = 50


@dataclass(frozen=True, slots=True)
class Guess:
    """A proposal, and in sentences what was seen."""

    form: FormatSpec
    seen: tuple[str, ...]


def guess_format(path: Path) -> Guess:
    """Look at a file and propose how to read it; ``Unreadable`` where it is nothing that can be read."""
    kind = format_of(path)
    if not kind:
        raise Unreadable(f"The name of {path.name} does not tell its format: csv, xlsx, json or ndjson.")
    if kind == "csv":
        return _guess_csv(path)
    if kind == "xlsx":
        return _guess_xlsx(path)
    if kind == "json":
        return _guess_json(path)
    return Guess(FormatSpec("ndjson"), ("NDJSON, one record a line.",))


def _guess_csv(path: Path) -> Guess:
    with path.open("rb") as file:
        start = file.read(_SAMPLE)
    encoding, sure = guess_encoding(path, start)
    text = start.decode("utf-8-sig" if encoding == "utf-8" else encoding, errors="ignore")
    widths = {sign: _widths(text, sign) for sign in _DELIMITERS}
    delimiter = max(_DELIMITERS, key=lambda sign: _evenness(widths[sign]))
    row = _header_row(widths[delimiter])
    seen = [f"CSV in {encoding}{'' if sure else ' (a guess from its bytes: look at the letters below)'}"]
    seen[0] += f", cells between {delimiter!r}, names of columns in row {row}."
    return Guess(FormatSpec("csv", (encoding,), delimiter, header_row=row), tuple(seen))


def guess_encoding(path: Path, start: bytes) -> tuple[str, bool]:
    """Return an encoding that fits the whole file, and whether that is beyond doubt."""
    if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16", True
    alone = pairs = 0
    for high, run in itertools.groupby(start, key=lambda byte: byte >= 0x80):
        if high:
            length = len(list(run))
            alone, pairs = (alone + 1, pairs) if length == 1 else (alone, pairs + 1)
    eastern = ("cp949", "gb18030", "cp932") if _hangul(start, "cp949") else ("gb18030", "cp932", "cp949")
    order = ("cp1252", *eastern, "latin-1") if alone > pairs else (*eastern, "cp1252", "latin-1")
    for number, name in enumerate(("utf-8", *order)):
        try:
            decode(path, (name,))
        except Unreadable:
            continue
        return name, number == 0
    raise Unreadable("The file is text in no encoding that is tried: say it in [format].")


def _hangul(data: bytes, encoding: str) -> bool:
    letters = [c for c in data.decode(encoding, errors="ignore") if ord(c) > 0x7F]
    return sum("가" <= c <= "힣" for c in letters) > 0.9 * len(letters)


def _widths(text: str, delimiter: str) -> list[int]:
    try:
        lines = itertools.islice(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter), _ROWS)
        return [len(cells) if any(cells) else 0 for cells in lines]
    except csv.Error:
        return []


def _evenness(widths: list[int]) -> float:
    """Return how many cells a row has, as far as rows agree."""
    filled = [width for width in widths if width]
    if not filled:
        return 0
    width, count = Counter(filled).most_common(1)[0]
    return (width - 1) * count / len(filled)


def _header_row(widths: list[int]) -> int:
    """Return the first row as wide as most."""
    filled = [width for width in widths if width]
    usual = Counter(filled).most_common(1)[0][0] if filled else 0
    return next((number for number, width in enumerate(widths, 1) if width == usual), 1)


def _guess_xlsx(path: Path) -> Guess:
    check_archive(path)
    best, seen = FormatSpec("xlsx"), []
    most = 0
    for number, (name, rows) in enumerate(read_sheet_starts(path, _ROWS).items(), 1):
        widths = [sum(bool(text.strip()) for text in row) for row in rows]
        row = next((n for n, width in enumerate(widths, 1) if width >= max(2, 0.6 * max(widths, default=0))), 1)
        seen.append(f"Sheet {number} '{name}': {max(widths, default=0)} columns, names perhaps in row {row}.")
        if (size := max(widths, default=0) * min(len(rows), _ROWS)) > most:
            most, best = size, replace(best, sheet=name, header_row=row)
    return Guess(best, (f"XLSX; proposed is the sheet '{best.sheet}'.", *seen))


def _guess_json(path: Path) -> Guess:
    file = next(iter(sorted(path.glob("*.json"))), None) if path.is_dir() else path
    if file is None:
        raise Unreadable("The folder holds no file called *.json.")
    ways = list(_ways(parse(file.read_bytes(), file.name), ""))
    if not ways:
        raise Unreadable(f"{file.name} holds no record with names.")
    lists = [way for way in ways if way[0].endswith("[*]")]
    chosen = max(ways if path.is_dir() or not lists else lists, key=lambda way: way[1])[0]
    chosen = "" if chosen == "[*]" else chosen
    what = (
        f"A folder of JSON files, each with a record at '{chosen}'"
        if path.is_dir()
        else f"JSON with records at '{chosen}'"
    )
    return Guess(FormatSpec("json", path=chosen), (f"{what}.",))


def _ways(value: Any, way: str, depth: int = 0) -> Iterator[tuple[str, int]]:
    """Yield the ways to records and how much they hold: how many a list has, how many texts a single one."""
    if depth > 4:
        return
    if isinstance(value, list):
        records = [item for item in value if isinstance(item, dict)]
        if records and len(records) == len(value):
            yield f"{way}[*]", len(records)
        return
    if isinstance(value, dict):
        yield way, sum(not isinstance(v, dict | list) or _plain(v) for v in value.values())
        for name, inner in value.items():
            if not set(".[]") & set(name):
                yield from _ways(inner, f"{way}.{name}" if way else name, depth + 1)


def _plain(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(item, str) for item in value)
