"""Invented records in which every field is filled that a load can fill, made from the shapes themselves.

Two records of each kind, so that one can name the other; what the constraints tie together is said by hand.
"""

from __future__ import annotations

from typing import Any, Final

from django.db import models as db

from agreements.loading.merging import EVIDENCE, OWN, Row, RowId
from agreements.loading.plain import read
from agreements.loading.records import GivenRecord, Reference
from agreements.loading.shapes import SHAPES, Part, Shape, shape_of_model
from agreements.models import Party, Passage
from agreements.models.duration import DurationField
from agreements.partial_dates.fields import PartialDateField

IDS: Final = {"country": ("qa", "qb"), "program": ("every-plan", "every-plan-within")}
#: Fields that a constraint ties to others, by kind, part and field; None leaves a field out.
TIED: Final[dict[tuple[str, str, str], Any]] = {
    ("country", "", "code"): None,
    ("source", "", "published_basis"): "inferred",
    ("source", "", "sha256"): "0f" * 32,
    ("agreement", "", "kind"): "other",
    **{("agreement", "", f"{name}_status"): "given" for name in ("parties", "acts", "sectors")},
    ("program", "", "sectors_status"): "given",
    ("agreement", "party", "role"): "signatory",
    ("agreement", "act", "type"): "observed",
    ("agreement", "act", "observed_state"): "suspended",
    ("agreement", "act", "until"): None,
    ("agreement", "act", "ground"): None,
    ("agreement", "act", "takes_effect"): None,
    ("agreement", "relation", "code"): "extends",
    ("agreement", "relation", "extent"): "whole",
    ("agreement", "clause", "duration_kind"): "fixed-term",
    ("agreement", "clause", "counting_start"): "date",
    ("agreement", "clause", "renewal_kind"): "tacit-fixed-periods",
    ("agreement", "clause", "until_date"): None,
    ("agreement", "amount", "currency"): "EUR",
}
LANGUAGES: Final = ("fr", "de")
UNSOURCED: Final = ("only-institution", "own-country", "other-country")


def every_record() -> list[GivenRecord]:
    """Give the records, what is named before what names it."""
    shapes = sorted(SHAPES.values(), key=lambda shape: (shape.rank, shape.kind))
    return [_record(shape, number) for shape in shapes for number in (0, 1)]


def ids_of(kind: str) -> tuple[str, str]:
    """Give the addresses of the two records of a kind."""
    return IDS.get(kind, (f"every-{kind}", f"every-{kind}-more"))


def _record(shape: Shape, number: int) -> GivenRecord:
    record = GivenRecord(shape, ids_of(shape.kind)[number], "invented", 1)
    _fill(record, OWN, shape.model, shape.fields, number)
    for part in shape.parts:
        if part.name == "relation" and number == 1:
            continue
        for row in range(2 if part.keyed and not part.value_field else 1):
            _row(record, part, row, number)
    if shape.kind == "country":
        record.rows[OWN]["code"] = record.id.upper()
    if shape.kind == "agreement":
        _acts(record)
    if shape.kind in ("agreement", "program"):
        _bystanders(record)
    if shape.evidence is not None:
        for name, fields in shape.citable.items():
            for field in fields:
                _cite(record, name, field)
        _cite(record, "", next(iter(shape.citable[""])), "lost")
        _cite(record, "", next(iter(shape.citable[""])), "against")
    return record


def _row(record: GivenRecord, part: Part, row: int, number: int) -> None:
    key = "" if part.single else f"{part.name}-{row + 1}"
    if part.value_field or part.natural:
        key = f"{part.name}-{number}"
    there = (part.name, key)
    _fill(record, there, part.model, part.fields, (number + row) % 2)
    values = record.rows[there]
    if part.value_field:
        values |= {}
        record.rows[(part.name, str(values[part.value_field]))] = record.rows.pop(there)
        there = (part.name, str(values[part.value_field]))
    elif part.natural:
        key = ":".join(str(values[name]) for name in part.natural)
        record.rows[(part.name, key)] = record.rows.pop(there)
        there = (part.name, key)
    if part.keyed:
        record.rows[there]["position"] = row + 1


def _fill(record: GivenRecord, row: RowId, model: type[db.Model], fields: tuple[str, ...], number: int) -> None:
    values: Row = record.rows.setdefault(row, {})
    for name in fields:
        column: Any = model._meta.get_field(name)
        tied = (record.shape.kind, row[0], name)
        value = TIED[tied] if tied in TIED else _value(column, number, record, row)
        if value is None:
            continue
        values[name] = read(value, column)
        if isinstance(column, db.ForeignKey) and column.remote_field.model not in (Party, Passage):
            shape = shape_of_model(column.remote_field.model)
            assert shape is not None
            record.references.append(Reference(shape.kind, str(value), row, name))
    if row == ("relation", "relation-2"):
        values["code"] = "amends"
    if "preferred" in values:
        # The second of two rows lost, with its reason.
        values["preferred"] = number == 0
        if number == 0:
            values.pop("lost_reason", None)


def _value(column: Any, number: int, record: GivenRecord, row: RowId) -> Any:
    if isinstance(column, db.ForeignKey):
        if column.remote_field.model is Party:
            return "party-1"
        shape = shape_of_model(column.remote_field.model)
        assert shape is not None
        first, second = ids_of(shape.kind)
        if column.name == "parent":
            return first if record.id == second else None
        found = (first, second)[number]
        if shape.kind == record.shape.kind:
            found = second if record.id == first else first
        return found.upper() if shape.kind == "country" else found
    if isinstance(column, db.BooleanField):
        return number == 0
    if isinstance(column, db.PositiveSmallIntegerField | db.PositiveIntegerField):
        return 7 if column.name == "end" else 3
    if isinstance(column, PartialDateField):
        return "2021-03"
    if isinstance(column, DurationField):
        return "P2Y"
    if isinstance(column, db.DateField):
        return "2021-04-05"
    if isinstance(column, db.DecimalField):
        return f"12.5{number}"
    codes = [code for code, _label in column.flatchoices]
    if codes:
        return codes[-1 - number]
    if isinstance(column, db.URLField):
        return f"https://example.org/{column.name}"
    if column.name == "language":
        return LANGUAGES[number]
    return f"{'=' if column.name in ('note', 'title') else ''}{column.name} of {record.id} {row[1]} “ß |\\ 양”"[
        : column.max_length
    ]


def _acts(record: GivenRecord) -> None:
    """Add acts whose fields the observation cannot have."""
    alike: Row = {"date": "2029-02-03", "date_basis": "computed", "preferred": True}
    record.rows["act", "extended"] = {**alike, "type": "extended", "until": "2030-01", "position": 3}
    more: Row = {"takes_effect": "2031-05-06", "ground": "sunset", "position": 4}
    record.rows["act", "terminated"] = {**alike, "type": "terminated", **more}


def _cite(record: GivenRecord, part: str, field: str, how: str = "") -> None:
    """Cite one field of every row of a part; what is only there to be unsourced is left so."""
    for key in [key for name, key in record.rows if name == part and key not in UNSOURCED]:
        number = sum(1 for name, _key in record.rows if name == EVIDENCE) + 1
        record.rows[EVIDENCE, f"e-{number}"] = {
            "position": number,
            "part": part,
            "item": key,
            "field": field,
            "stance": "contradicts" if how == "against" else "supports",
            "passage": f"{ids_of('source')[0]}#passage-{1 + number % 2}",
            "value": f"value {number}",
            "stated_value": f"-words {number}",
            "column": "Spalte" if number % 2 else "",
            "basis": "inferred",
            "reasoning": "It follows.",
            "preferred": how != "lost",
            "lost_reason": "Another is more exact." if how == "lost" else "",
            "last_checked": "2026-01-02",
        }


def _bystanders(record: GivenRecord) -> None:
    """Add rows without evidence that show the country of their institution, or another than that."""
    part, more = ("party", {"role": "witness"}) if record.shape.kind == "agreement" else ("lead", {})
    institution = ids_of("institution")[0]
    for place, (key, country) in enumerate(((UNSOURCED[0], None), (UNSOURCED[1], "QA"), (UNSOURCED[2], "QB")), 3):
        record.rows[part, key] = {"institution": institution, "position": place, **more}
        if part == "party":
            record.rows[part, key]["person"] = key
        if country:
            record.rows[part, key]["country"] = country
