"""Read the reference tables: countries, their other names, and the tree of sectors, as tab-separated text.

Three hundred names side by side are checked better in a table than in three hundred files. A table is UTF-8, its first
line names the columns exactly as here, a line that starts with ``#`` is a remark; an empty cell is unknown.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from django.db import models as db

from agreements.loading.errors import Fault, nearest
from agreements.loading.merging import OWN, RowId
from agreements.loading.plain import Unfit, read
from agreements.loading.records import GivenRecord, Reference
from agreements.loading.shapes import SHAPES

Line = tuple[int, dict[str, str]]


def read_tables(tables: dict[str, tuple[str, bytes]], faults: list[Fault]) -> list[GivenRecord]:
    """Read the tables (``name.tsv`` -> path to show, bytes) into records; faults are added to the list."""
    found: dict[tuple[str, str], GivenRecord] = {}
    names: dict[tuple[str, str], str] = {}
    for name in sorted(tables, key=[*READERS, *tables].index):
        file, data = tables[name]
        if name not in READERS:
            faults.append(Fault(file, 0, f"this table is not known{nearest(name, READERS)}"))
            continue
        columns, reader = READERS[name]
        for line, cells in _lines(file, data, columns, faults):
            reader(_Sheet(file, line, found, names, faults), cells)
    return list(found.values())


def _lines(file: str, data: bytes, columns: tuple[str, ...], faults: list[Fault]) -> Iterator[Line]:
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        faults.append(Fault(file, data[: error.start].count(b"\n") + 1, "this is not UTF-8 text."))
        return
    header: list[str] = []
    for number, line in enumerate(text.split("\n"), 1):
        line = line.removesuffix("\r")
        if not line.strip() or line.startswith("#"):
            continue
        cells = line.split("\t")
        if not header:
            header = cells
            if tuple(header) != columns:
                faults.append(Fault(file, number, f"the columns are, in this order: {', '.join(columns)}."))
                return
        elif len(cells) != len(columns):
            faults.append(Fault(file, number, f"{len(cells)} cells where there are {len(columns)} columns."))
        elif any(cell != cell.strip() for cell in cells):
            faults.append(Fault(file, number, "a cell begins or ends with white space."))
        else:
            yield number, dict(zip(columns, cells, strict=True))


class _Sheet:
    """One line of a table, on its way into a record."""

    def __init__(
        self,
        file: str,
        line: int,
        found: dict[tuple[str, str], GivenRecord],
        names: dict[tuple[str, str], str],
        faults: list[Fault],
    ) -> None:
        self.file, self.line, self.found, self.names, self.faults = file, line, found, names, faults

    def fault(self, message: str) -> None:
        self.faults.append(Fault(self.file, self.line, message))

    def record(self, kind: str, name: str) -> GivenRecord | None:
        if (kind, name) in self.found:
            self.fault(f"'{name}' stands here twice, first on line {self.found[kind, name].line}.")
            return None
        record = GivenRecord(SHAPES[kind], name, self.file, self.line)
        self.found[kind, name] = record
        record.own()
        return record

    def put(self, record: GivenRecord, row: RowId, values: dict[str, str]) -> None:
        """Add a row with its values; an empty one is left out where it may be."""
        part = record.shape.all_parts[row[0]] if row[0] else None
        model: type[db.Model] = part.model if part else record.shape.model
        target = record.rows.setdefault(row, {})
        record.lines[row, ""] = self.line
        if part is not None and part.keyed:
            target["position"] = sum(1 for name, _key in record.rows if name == row[0])
        for name, text in values.items():
            column: db.Field[Any, Any] = model._meta.get_field(name)  # type: ignore[assignment]
            if not text:
                if not (column.blank or column.null):
                    self.fault(f"'{name}' is missing.")
                continue
            try:
                target[name] = read(text, column)
            except Unfit as unfit:
                self.fault(str(unfit))
                continue
            record.lines[row, name] = self.line
            if isinstance(column, db.ForeignKey):
                record.references.append(Reference(record.shape.kind, text, row, name))


def _country(sheet: _Sheet, cells: dict[str, str]) -> None:
    code = cells["code"]
    if len(code) != 2 or not code.isascii() or not code.isalpha() or code != code.upper():
        return sheet.fault(f"'{code}' is not a code of two capital letters.")
    if (record := sheet.record("country", code.lower())) is None:
        return None
    sheet.put(record, OWN, {name: cells[name] for name in ("code", "name_en", "name_ko", "name_zh", "ended")})
    for successor in cells["successors"].split():
        sheet.put(record, ("successor", successor), {"successor": successor})
    return None


def _alias(sheet: _Sheet, cells: dict[str, str]) -> None:
    record = sheet.found.get(("country", cells["code"].lower()))
    if record is None or cells["code"] != cells["code"].upper():
        codes = [name.upper() for kind, name in sheet.found if kind == "country"]
        return sheet.fault(f"unknown country '{cells['code']}'{nearest(cells['code'], codes)}")
    name = (cells["language"], cells["name"].lower())
    if name in sheet.names:
        return sheet.fault(f"“{cells['name']}” stands for '{sheet.names[name]}' already ({cells['language']}).")
    sheet.names[name] = cells["code"]
    sheet.put(record, ("alias", f"{cells['language']}:{cells['name']}"), {k: cells[k] for k in ("language", "name")})
    return None


def _sector(sheet: _Sheet, cells: dict[str, str]) -> None:
    if (record := sheet.record("sector", cells["id"])) is None:
        return
    sheet.put(record, OWN, {name: cells[name] for name in ("parent", "name_en", "name_ko", "name_zh")})
    for written in cells["codes"].split():
        scheme, colon, code = written.partition(":")
        if not (scheme and colon and code):
            sheet.fault(f"'{written}' is not scheme:code, as in crs:32130.")
        else:
            sheet.put(record, ("code", f"{scheme}-{code}".lower()), {"scheme": scheme, "code": code})


Reader = Callable[[_Sheet, dict[str, str]], None]
READERS: dict[str, tuple[tuple[str, ...], Reader]] = {
    "countries.tsv": (("code", "name_en", "name_ko", "name_zh", "ended", "successors"), _country),
    "country-aliases.tsv": (("code", "language", "name"), _alias),
    "sectors.tsv": (("id", "parent", "name_en", "name_ko", "name_zh", "codes"), _sector),
}
