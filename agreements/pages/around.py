"""What the pages of sources and occasions are told by others: a plain list to register in.

A source's page lists everything that its passages speak for, and an occasion's page what was agreed on it, programmes
included. Arrows run from programmes to agreements only, so ``programs`` registers itself from ``AppConfig.ready()``.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from agreements.register.agreements import readable
from agreements.register.changes import FOLDERS
from agreements.register.entries import document_of, entries_at
from agreements.register.evidence import evidence_of
from agreements.register.models import RecordEntry
from agreements.register.names import best_text, best_title
from agreements.register.reading import Reading
from agreements.register.records import name_of
from agreements.register.withdrawn import hide_withdrawn

Document = dict[str, Any]
#: The greatest number of programmes that the page of an occasion asks for.
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


_citing: list[Callable[[str, Sequence[str], Reading], list[Citing]]] = []
_held: list[Callable[[str, Reading], list[Held]]] = []


def register_neighbour(
    citing: Callable[[str, Sequence[str], Reading], list[Citing]], held: Callable[[str, Reading], list[Held]]
) -> None:
    """Register who else cites sources and belongs to occasions; registering twice changes nothing."""
    if citing not in _citing:
        _citing.append(citing)
        _held.append(held)


def citing(source: str, passages: Sequence[str], reading: Reading) -> list[Citing]:
    """Give every public record that cites one of some passages of a source, with the rows of evidence that do."""
    if not passages:
        return []
    cited = citing_documents(source, passages)
    agreements = list(readable(reading).filter(cited, sources__contains=[source]).order_by("title", "record_id"))
    hide_withdrawn(agreements)
    found = []
    for entry in agreements:
        if rows := rows_citing(document_of(entry), source, passages, reading):
            title = best_title(document_of(entry)["titles"], reading.language) or entry.title
            found.append(Citing(title, f"/agreements/{entry.record_id}/", rows))
    found += _records(source, passages, cited, reading)
    for ask in _citing:
        found += ask(source, passages, reading)
    return found


def cited_by(record_type: str, document: Document, source: str, passages: Sequence[str], reading: Reading) -> Citing:
    """Give a record of any type as one that cites some passages of a source."""
    titles = document.get("titles")
    title = best_title(titles, reading.language) if titles else name_of(record_type, document, reading)
    rows = rows_citing(document, source, passages, reading)
    return Citing(title or document["id"], f"/{FOLDERS[record_type]}/{document['id']}/", rows)


def citing_documents(source: str, passages: Sequence[str]) -> Q:
    """Keep the entries in whose evidence one of the passages stands."""
    kept = Q()
    for key in passages:
        kept |= Q(publication__document__evidence__contains=[{"source": source, "passage": key}])
    return kept


def rows_citing(document: Document, source: str, passages: Sequence[str], reading: Reading) -> tuple[Document, ...]:
    """Give the rows of a document's evidence that cite the passages; the source is at hand and not read again."""
    rows = [row for row in document["evidence"] if row["source"] == source and row["passage"] in passages]
    return tuple(evidence_of({"evidence": rows}, {}, reading))


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


def _records(source: str, passages: Sequence[str], cited: Q, reading: Reading) -> list[Citing]:
    entries = entries_at(RecordEntry, reading).filter(cited, record_type__in=("occasion", "institution"))
    return [
        Citing(
            name_of(entry.record_type, document_of(entry), reading),
            f"/{entry.record_type}s/{entry.record_id}/",
            rows_citing(document_of(entry), source, passages, reading),
        )
        for entry in entries.order_by("record_type", "record_id")
    ]
