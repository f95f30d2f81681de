"""Read one record from one TOML file, strictly: a name that is not known is a fault, never passed over.

A value stands alone (``kind = "agreement"``) or in a table beside its places (``value`` and ``from``); a row takes its
own ``from`` where a passage shows that it is there at all. Every fault is reported with its line; see docs/seeds.md.
"""

from __future__ import annotations

import re
import tomllib
from datetime import date
from typing import Any

from django.db import models as db

from agreements.loading.errors import Fault, nearest
from agreements.loading.lines import Path, lines_of
from agreements.loading.merging import EVIDENCE, OWN, RowId
from agreements.loading.plain import Plain, Unfit, read
from agreements.loading.records import GivenRecord, Reference
from agreements.loading.shapes import SHAPES, Part, Shape, shape_of_model
from agreements.models import Party, Passage
from agreements.models.base import slug_is_kebab
from agreements.seeding.citations import CitationReader

_KEBAB = re.compile(str(getattr(slug_is_kebab.regex, "pattern", slug_is_kebab.regex)))
_KINDS = ("agreement", "institution", "occasion", "program", "sector", "source")
"""Countries stand in their table only: their rows have no keys."""
_PLACE = re.compile(r"\(at line (\d+), column \d+\)|\(at end of document\)")


def read_record(file: str, stem: str, data: bytes, faults: list[Fault]) -> GivenRecord | None:
    """Read a file's bytes; ``stem`` is its name without ``.toml``, which the id repeats. Faults join the list."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        faults.append(Fault(file, line, "this is not UTF-8 text."))
        return None
    try:
        document = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        place = _PLACE.search(str(error))
        line = int(place[1]) if place and place[1] else text.count("\n") + 1
        faults.append(Fault(file, line, f"this is not TOML: {_PLACE.sub('', str(error)).strip()}."))
        return None
    return _Reader(file, stem, document, lines_of(text), faults).run()


class _Reader:
    def __init__(
        self, file: str, stem: str, document: dict[str, Any], lines: dict[Path, int], faults: list[Fault]
    ) -> None:
        self.file, self.stem, self.document, self.lines, self.faults = file, stem, document, lines, faults
        self.actors: list[tuple[RowId, str, str]] = []

    def line(self, path: Path) -> int:
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)

    def fault(self, path: Path, message: str) -> None:
        self.faults.append(Fault(self.file, self.line(path), message))

    def run(self) -> GivenRecord | None:
        written = [shape for name, shape in SHAPES.items() if name in self.document]
        heads = [
            s
            for s in written
            if isinstance(self.document[s.kind], dict) and isinstance(self.document[s.kind].get("id"), str)
        ]
        if len(heads) != 1 or heads[0].kind == "country":
            first = next((name for name in self.document if name not in SHAPES), "") if not heads else ""
            near = nearest(first, SHAPES) if first else ""
            self.fault((first,) if first else (), f"a file is one of {', '.join(_KINDS)}, with an id{near or '.'}")
            return None
        shape = heads[0]
        head = self.document[shape.kind]
        record = GivenRecord(shape, str(head["id"]), self.file, self.lines[shape.kind,])
        if record.id != self.stem or _KEBAB.fullmatch(record.id) is None:
            self.fault(
                (shape.kind, "id"), f"the id is lower-case words with hyphens, and the file's name: '{self.stem}'."
            )
        self.record = record
        self.cites = CitationReader(record, head.get("source"), self.fault, self.line)
        if "source" in head and (shape.kind == "source" or not isinstance(head["source"], str)):
            self.fault((shape.kind, "source"), "source names, as text, the source that every 'from' in the file means.")
        self.cites.checked = self.checked(head, shape)
        self.table(
            OWN, Part("", shape.model, shape.fields), (shape.kind,), head, ("id", "source", "characters", "checked")
        )
        if (count := head.get("characters")) is not None:
            if shape.kind != "source" or not isinstance(count, int) or isinstance(count, bool) or count < 1:
                self.fault((shape.kind, "characters"), "characters is the length of a source's text, a whole number.")
            else:
                record.characters = count
        self.parts(shape)
        parties = [key for part, key in record.rows if part == "party"]
        for row, name, key in self.actors:
            if key not in parties:
                self.faults.append(record.fault(f"unknown party '{key}'{nearest(key, parties)}", row, name))
        self.cites.finish()
        return record

    def checked(self, head: dict[str, Any], shape: Shape) -> str:
        """Return the day on which every place of the file was last compared with its source; empty when not told."""
        day = head.get("checked", "")
        try:
            return date.fromisoformat(day).isoformat() if day else ""
        except (TypeError, ValueError):
            self.fault((shape.kind, "checked"), 'checked is a full day, as text: "YYYY-MM-DD".')
            return ""

    def parts(self, shape: Shape) -> None:
        parts = {name: part for name, part in shape.all_parts.items() if name not in (EVIDENCE, "passage")}
        for name, content in self.document.items():
            if name == shape.kind and name not in parts:
                continue
            if name not in parts:
                self.fault((name,), f"unknown part '{name}'{nearest(name, [*parts, shape.kind])}")
            elif not isinstance(content, dict):
                self.fault((name,), f"'{name}' is a table: [{name}.a-key-of-your-own].")
            elif parts[name].single:
                self.table((name, ""), parts[name], (name,), content)
            else:
                for key, row in content.items():
                    self.row(parts[name], key, row)

    def row(self, part: Part, key: str, row: object) -> None:
        path = (part.name, key)
        if not isinstance(row, dict):
            self.fault(
                path, f"unknown field '{key}': a row of '{part.name}' is a table, [{part.name}.a-key-of-your-own]."
            )
        elif _KEBAB.fullmatch(key) is None or len(key) > 80:
            self.fault(
                path, f"the key '{key}' is not made of lower-case letters, digits and single hyphens (at most 80)."
            )
        else:
            if part.value_field and part.value_field not in row:
                row = {part.value_field: key, **row}
            self.table((part.name, key), part, path, row)

    def table(self, row: RowId, part: Part, path: Path, content: dict[str, Any], known: tuple[str, ...] = ()) -> None:
        record = self.record
        values = record.rows.setdefault(row, {})
        record.lines[row, ""] = self.lines.get(path, record.line)
        if part.keyed and row != OWN:
            values["position"] = sum(1 for name, _key in record.rows if name == row[0])
        for name, said in content.items():
            if name in known:
                continue
            if name == "from" and row != OWN:
                self.cites.read((*path, name), row, "", "", said)
            elif name not in part.fields:
                more = ["from"] if row != OWN else [*known, *record.shape.all_parts]
                self.fault((*path, name), f"unknown field '{name}'{nearest(name, [*part.fields, *more], most=40)}")
            else:
                self.field(row, part, (*path, name), name, said)
        for column in part.model._meta.concrete_fields:
            said = content.get(column.name)
            given = said is not None and (not isinstance(said, dict) or "value" in said)
            if column.name in part.fields and not (given or column.blank or column.has_default()):
                self.fault(path, f"'{column.name}' is missing.")

    def field(self, row: RowId, part: Part, path: Path, name: str, said: Any) -> None:
        places: object = None
        if isinstance(said, dict):
            for word in said:
                if word not in ("value", "from"):
                    self.fault((*path, word), f"unknown word '{word}'{nearest(word, ['value', 'from'])}")
            if "from" not in said:
                self.fault(path, f"'{name}' is written as a table only to put its places beside it, with from.")
                return
            if "value" not in said:
                self.cites.read((*path, "from"), row, name, None, said["from"])
                return
            said, places = said["value"], said["from"]
        column = part.model._meta.get_field(name)
        assert isinstance(column, db.Field)
        try:
            value = read(said, column)
        except Unfit as unfit:
            self.fault(path, str(unfit))
            return
        self.record.rows[row][name] = value
        self.record.lines[row, name] = self.lines.get(path, self.record.line_of(row))
        if isinstance(column, db.ForeignKey) and isinstance(value, str):
            self.refer(column, value, row, name)
        if places is not None:
            self.cites.read((*path, "from"), row, name, _as_text(value), places)

    def refer(self, column: db.ForeignKey[Any, Any], value: str, row: RowId, name: str) -> None:
        target = column.remote_field.model
        if target is Party:
            self.actors.append((row, name, value))
            return
        assert target is not Passage
        shape = shape_of_model(target)
        assert shape is not None
        self.record.references.append(Reference(shape.kind, value, row, name))


def _as_text(value: Plain) -> str:
    return {True: "true", False: "false"}[value] if isinstance(value, bool) else str(value)
