"""The rows that a publication brings beside its entry, made from its document alone.

The door writes them, the first migration that knows of them makes them for what was published before, and the audit
makes them anew and compares. A deadline's name is made of its record, its type and its key or the number of its term,
never of its day: when an editor moves a date, the same entry of a reader's calendar moves (scenario P7).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any

from agreements.codelists import TAKING_PART
from agreements.partial_dates.days import PartialDate
from agreements.register.models import CitationRow, DeadlineRow, EventRow, Publication, RelationRow, RowBase

Document = dict[str, Any]
#: The first number in the place of a row, as far as a column of the database holds it.
_NUMBER = re.compile("[0-9]{1,18}")
#: A kind of rows, and how they are made from a document: their columns, without those of the publication.
RowMaker = tuple[type[RowBase], Callable[[Document], Iterable[dict[str, Any]]]]


def rows_of(makers: Sequence[RowMaker], publication: Publication) -> Iterator[RowBase]:
    """Yield the rows of a publication, unsaved and without the number that ends them; none without a document."""
    for model, columns in columns_of(makers, publication.number, publication.time, publication.document):
        yield model(**columns)


def columns_of(
    makers: Sequence[RowMaker], number: int, time: datetime, document: Document | None
) -> Iterator[tuple[type[RowBase], dict[str, Any]]]:
    """Yield the columns of the rows of a publication, each with its model."""
    if document is None:
        return
    for model, make in makers:
        for columns in make(document):
            columns.update(publication_id=number, record_id=document["id"], first_number=number, updated_at=time)
            yield model, columns


def partial(text: str | None) -> PartialDate | None:
    """Read a date as a document writes it."""
    return None if text is None else PartialDate.parse(text)


def taking_part(document: Document) -> tuple[list[str], list[str]]:
    """Give the countries and the institutions that take part in an agreement (contract, parameter ``party``)."""
    rows = [party for party in document["parties"] if party["role"] in TAKING_PART]
    countries, institutions = ({party[name] for party in rows if party[name]} for name in ("country", "institution"))
    return sorted(countries), sorted(institutions)


def relation_rows(document: Document) -> Iterator[dict[str, Any]]:
    """Yield the relations of which the agreement is the subject: so each relation of the register stands once."""
    for row in document["relations"]:
        if row["direction"] == "out":
            yield {
                "row_id": f"{document['id']}/{row['key']}",
                "key": row["key"],
                "object_id": row["other"],
                **{name: row[name] for name in ("code", "extent", "basis", "preferred")},
                "date": partial(row["date"]),
            }


def event_rows(document: Document) -> Iterator[dict[str, Any]]:
    """Yield every act and observation, those included that lost to another value."""
    for row in document["events"]:
        yield {
            "row_id": f"{document['id']}/{row['key']}",
            "key": row["key"],
            **{name: row[name] for name in ("type", "basis", "preferred")},
            "occasion": row["occasion"] or "",
            "date": partial(row["date"]),
            "takes_effect": partial(row["takes_effect"]),
        }


def agreement_deadlines(document: Document) -> Iterator[dict[str, Any]]:
    """Yield the last day in effect, those of terms that an act went beyond, of suspensions, and the decision dates.

    A tacit renewal is not an end (domain section 7); the decision dates are those of the document, term by term, to the
    end of 2100.
    """
    countries, institutions = taking_part(document)
    about = {
        "record_type": "agreement",
        "kind": document["kind"],
        "countries": countries,
        "institutions": institutions,
        "sectors": sorted(document["sectors"]),
        "agreements": [document["id"]],
    }

    def row(kind: str, date: str, key: str = "", ordinal: int = 0) -> dict[str, Any]:
        parts = ("agreement", document["id"], kind, key or (str(ordinal) if ordinal else ""))
        row_id = "/".join(part for part in parts if part)
        return {
            **about,
            "row_id": row_id,
            "key": key,
            "type": kind,
            "date": PartialDate.parse(date),
            "ordinal": ordinal,
        }

    if document["ends"]:
        yield row("end", document["ends"])
    seen: set[tuple[str, str]] = set()
    for kind, standing, began in _moved_and_suspended(document["standings"], document["ends"]):
        key = "-".join((began["kind"], *(part for part in began["key"].split("/") if part)))
        if (kind, key) not in seen:
            seen.add((kind, key))
            yield row(kind, standing["until"], key)
    for number, date in enumerate(document["decisions"], 1):
        yield row("decision", date, ordinal=number)


def _moved_and_suspended(
    standings: Sequence[Document], ends: str | None
) -> Iterator[tuple[str, Document, dict[str, str]]]:
    """Yield the last days that are no end: of a term that an act went beyond, and of a suspension.

    Each comes with what names it: the act or relation that moved the end, or that began the suspension.
    """
    before: Document | None = None
    for standing in standings:
        if standing["group"] or not (standing["began_by"] or standing["by"]):
            continue
        if standing["code"] == "suspended" and _has_last_day(standing, ends):
            yield "suspension-end", standing, standing["began_by"] or {"kind": "clause", "key": ""}
        if standing["code"] in ("in-effect", "in-effect-by-tacit-renewal"):
            went_on = standing["by"] in ("extension", "express-renewal") and standing["began_by"]
            if went_on and before is not None and _has_last_day(before, ends):
                yield "term-end", before, standing["began_by"]
            before = standing


def _has_last_day(standing: Document, ends: str | None) -> bool:
    known = standing["until"] is not None and standing["until_status"] in ("stated", "computed")
    return known and standing["until"] != ends


def citations(record_type: str) -> RowMaker:
    """Make the maker of the rows of tables that documents of a type cite by evidence of their own, each once."""

    def rows(document: Document) -> Iterator[dict[str, Any]]:
        cited = {
            (row["source"], row["passage"]): row["locator"]
            for row in document["evidence"]
            if "locator_kind" in row and "/" not in row["item"]
        }
        for (source, key), locator in sorted(cited.items()):
            yield {
                "row_id": "/".join((record_type, document["id"], source, key)),
                "key": key,
                "record_type": record_type,
                "source": source,
                "locator": locator,
                "ordinal": _ordinal(locator),
            }

    return CitationRow, rows


def _ordinal(locator: str) -> int:
    found = _NUMBER.search(locator)
    return int(found[0]) if found else 0


AGREEMENT_ROWS: tuple[RowMaker, ...] = (
    (RelationRow, relation_rows),
    (EventRow, event_rows),
    (DeadlineRow, agreement_deadlines),
    citations("agreement"),
)
