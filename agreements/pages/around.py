"""What the pages of sources and occasions are told by others: a plain list to register in.

A source's page lists everything that its passages speak for, and an occasion's page what was agreed on it, programmes
included. Arrows run from programmes to agreements only, so ``programs`` registers itself from ``AppConfig.ready()``.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from agreements.register.agreements import list_agreements
from agreements.register.evidence import evidence_of
from agreements.register.models import RecordEntry
from agreements.register.names import best_text, documents
from agreements.register.query import Query
from agreements.register.reading import Reading
from agreements.register.records import name_of

Document = dict[str, Any]
#: The greatest number of rows of one kind that such a page lists.
MOST = 100


@dataclass(frozen=True, slots=True)
class Citing:
    """A record that cites a source: its name, its address, and the rows of evidence that do."""

    title: str
    address: str
    rows: tuple[Document, ...]


@dataclass(frozen=True, slots=True)
class Held:
    """Something else that belongs to an occasion: what it is, its address and its day."""

    what: str
    title: str
    address: str
    day: str | None


_citing: list[Callable[[str, Reading], list[Citing]]] = []
_held: list[Callable[[str, Reading], list[Held]]] = []


def register_neighbour(
    citing: Callable[[str, Reading], list[Citing]], held: Callable[[str, Reading], list[Held]]
) -> None:
    """Register who else cites sources and belongs to occasions; registering twice changes nothing."""
    if citing not in _citing:
        _citing.append(citing)
        _held.append(held)


def citing(source: str, reading: Reading) -> list[Citing]:
    """Give every public record that cites a source, with the rows of evidence that do."""
    found = [*_agreements(source, reading), *_records(source, reading)]
    for ask in _citing:
        found += ask(source, reading)
    return found


def held_on(occasion: str, reading: Reading) -> list[Held]:
    """Give what belongs to an occasion beside agreements: occasions within it, and what others know of."""
    entries: Any = RecordEntry.objects.at(reading.number)
    rows = entries.filter(record_type="occasion", parent=occasion).order_by("record_id")
    found = [
        Held(
            _("Occasion"),
            best_text(doc["names"], reading.language) or doc["id"],
            f"/occasions/{doc['id']}/",
            doc["date"],
        )
        for doc in rows.values_list("publication__document", flat=True)
    ]
    for ask in _held:
        found += ask(occasion, reading)
    return found


def _agreements(source: str, reading: Reading) -> list[Citing]:
    query = Query.of(source=source, expand="evidence", page_size=str(MOST), as_of=reading.as_of.isoformat())
    rows = list_agreements(query, accept_language=reading.language).results
    return [Citing(row["title"], f"/agreements/{row['id']}/", _of_source(row["evidence"], source)) for row in rows]


def _records(source: str, reading: Reading) -> list[Citing]:
    present: Any = RecordEntry.objects.at(reading.number)
    entries = present.filter(
        record_type__in=("occasion", "institution"), publication__document__evidence__contains=[{"source": source}]
    )
    sources = documents("source", [source], reading)
    found = []
    for entry in entries.select_related("publication").order_by("record_type", "record_id")[:MOST]:
        document = entry.publication.document
        rows = evidence_of(document, sources, reading)
        address = f"/{entry.record_type}s/{entry.record_id}/"
        found.append(Citing(name_of(entry.record_type, document, reading), address, _of_source(rows, source)))
    return found


def _of_source(rows: list[Document], source: str) -> tuple[Document, ...]:
    return tuple(row for row in rows if row["source"]["id"] == source)
