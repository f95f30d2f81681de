"""Public documents as the records that a load takes: plain values, references, rows in their order, evidence.

Every value is read as strictly as that of a seed file, because an export may have been edited on its way; a fault
names the file and the line.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from django.db import models as db

from agreements.importing.exported.folder import Line
from agreements.importing.exported.layouts import Document, Layout, Values
from agreements.loading.errors import Fault, nearest
from agreements.loading.merging import EVIDENCE, OWN, RowId
from agreements.loading.plain import Unfit, read
from agreements.loading.records import GivenRecord, Reference
from agreements.loading.shapes import EVIDENCE_FIELDS, PASSAGE_FIELDS, SHAPES, shape_of_model
from agreements.models import Party, Passage

#: Parts whose rows are listed by their values; their keys are those of the values, which may be cut.
BY_VALUE: Final = ("sector", "form")
LONGEST_STEM: Final = 70


@dataclass(slots=True)
class Giving:
    """Makes records of documents, and collects what is wrong with them."""

    countries: Mapping[str, str | None]
    """Country of each institution, by its address."""
    faults: list[Fault] = field(default_factory=list)
    cited: list[tuple[GivenRecord, RowId, Document]] = field(default_factory=list)
    """Every row of evidence, where it stands and as it was given."""

    def record(self, layout: Layout, line: Line) -> GivenRecord:
        """Make the record of one document; what cannot be read is a fault."""
        document = line.document
        record = GivenRecord(SHAPES[layout.kind], str(document["id"]), line.file, line.number)
        record.own()
        self._put(record, OWN, record.shape.model, record.shape.fields, layout.own(document))
        for name, reader in layout.parts.items():
            part = record.shape.all_parts[name]
            for position, (key, values) in enumerate(reader(document), 1):
                if name in layout.resolved:
                    values = self._own_country(document, name, key, values, layout.resolved[name])
                row = (name, _key(document, name, key) if name in BY_VALUE else key)
                if row in record.rows:
                    self.faults.append(record.fault(f"{'/'.join(row)} stands here twice."))
                    continue
                self._put(record, row, part.model, part.fields, values)
                if part.keyed:
                    record.rows[row]["position"] = position
        if record.shape.evidence is not None:
            self._evidence(record, document["evidence"])
        return record

    def _evidence(self, record: GivenRecord, rows: Iterable[Document]) -> None:
        own = (row for row in rows if "/" not in row["item"])
        assert record.shape.evidence is not None
        for position, row in enumerate(own, 1):
            values = {name: row[name] for name in EVIDENCE_FIELDS if name in row and name != "passage"}
            there = (EVIDENCE, str(row["key"]))
            self._put(record, there, record.shape.evidence, EVIDENCE_FIELDS, values)
            # What is empty is a value too: evidence for the record itself names no part.
            given = {name: values.get(name, "") for name in ("part", "item", "field")}
            passage = f"{row['source']}#{row['passage']}"
            record.rows[there] |= {**given, "passage": passage, "position": position}
            self.cited.append((record, there, row))

    def cite(self, sources: Mapping[str, GivenRecord]) -> None:
        """Give the sources the rows of tables that evidence cites, because no source's document holds these.

        Evidence that cites a passage which its source does not have is a fault.
        """
        known = {name: sum(1 for part, _key in source.rows if part == "passage") for name, source in sources.items()}
        for record, there, row in self.cited:
            if (source := sources.get(row["source"])) is None:
                words = f"unknown source '{row['source']}'{nearest(str(row['source']), sources)}"
                self.faults.append(record.fault(words, there, "passage"))
                continue
            place = ("passage", str(row["passage"]))
            if place in source.rows:
                continue
            if "locator_kind" not in row:
                words = f"the source '{source.id}' has no passage '{row['passage']}'."
                self.faults.append(record.fault(words, there, "passage"))
                continue
            values = {"locator_kind": row["locator_kind"], "locator": row["locator"]}
            self._put(source, place, Passage, PASSAGE_FIELDS, values)
            known[source.id] += 1
            source.rows[place]["position"] = known[source.id]

    def _put(
        self, record: GivenRecord, row: RowId, model: type[db.Model], fields: tuple[str, ...], values: Values
    ) -> None:
        target = record.rows.setdefault(row, {})
        for name, value in values.items():
            if name not in fields:
                self.faults.append(record.fault(f"unknown member '{name}'{nearest(name, fields)}", row, name))
                continue
            if value is None or value == "":
                continue
            column: db.Field[Any, Any] = model._meta.get_field(name)  # type: ignore[assignment]
            try:
                target[name] = read(value, column)
            except Unfit as unfit:
                self.faults.append(record.fault(str(unfit), row, name))
                continue
            if isinstance(column, db.ForeignKey) and column.remote_field.model not in (Party, Passage):
                shape = shape_of_model(column.remote_field.model)
                assert shape is not None
                record.references.append(Reference(shape.kind, str(value), row, name))

    def _own_country(self, document: Document, part: str, key: str, values: Values, given: str) -> Values:
        """Leave out a country that the row only shows because its institution has it.

        The values without evidence tell: a row's country counts as given, and as unsourced, where the row has its own.
        """
        unsourced = document["unsourced"]
        shown = values.get("country") and self.countries.get(values.get("institution") or "") == values["country"]
        bare = f"{part}/{key}/{given}" in unsourced or f"{part}/{key}/institution" in unsourced
        if shown and bare and f"{part}/{key}/country" not in unsourced:
            return {**values, "country": None}
        return values


def _key(document: Document, part: str, value: str) -> str:
    """Give the key of a row that is listed by its value: as evidence names it, else as it is made of the value."""
    items = {row["item"] for row in document["evidence"] if row["part"] == part}
    return value if value in items or value[:LONGEST_STEM] not in items else value[:LONGEST_STEM]
