"""Countries, institutions, sectors, occasions and sources as the public reads them.

They are read whole where they are few (countries, institutions, sectors) and one by one elsewhere; like everything, at
the reading's number and in its language.
"""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from agreements.register.entries import document_of, entries_at
from agreements.register.models import RecordEntry
from agreements.register.moments import write_instant
from agreements.register.names import best_name, best_text, country_name
from agreements.register.outcomes import Gone, Moved, outcome
from agreements.register.reading import Reading

Document = dict[str, Any]


def get_record(record_type: str, record_id: str, reading: Reading) -> Document | Gone | Moved | None:
    """Give one record with its name and addresses; what became of it; or ``None`` when it never was public."""
    entry = _entries(record_type, reading).filter(record_id=record_id).first()
    return outcome(record_type, record_id, reading) if entry is None else record_of(entry, reading)


def list_records(record_type: str, reading: Reading) -> list[Document]:
    """Give every record of a type, sorted by id."""
    return [record_of(entry, reading) for entry in _entries(record_type, reading).order_by("record_id")]


def name_of(record_type: str, document: Document, reading: Reading) -> str:
    """Give what a record is called in the reader's language on the reading's day."""
    if record_type == "country":
        return country_name(document, reading.language)
    if record_type == "institution":
        return best_name(document, reading.language, reading.as_of)[0]
    if record_type == "source":
        return str(document.get("title") or document["id"])
    return best_text(document.get("names"), reading.language) or str(document["id"])


def _entries(record_type: str, reading: Reading) -> QuerySet[RecordEntry]:
    return entries_at(RecordEntry, reading).filter(record_type=record_type)


def record_of(entry: RecordEntry, reading: Reading) -> Document:
    """Give a record's document with its name in the reader's language, its addresses and its publication."""
    document = document_of(entry)
    plural = {"country": "countries"}.get(entry.record_type, f"{entry.record_type}s")
    return {
        **{k: v for k, v in document.items() if k != "url"},
        **({"source_url": document["url"]} if "url" in document else {}),
        "name": name_of(entry.record_type, document, reading),
        "url": f"{reading.base}/api/v1/{plural}/{entry.record_id}/",
        "html_url": f"{reading.base}/{plural}/{entry.record_id}/",
        "updated_at": write_instant(entry.updated_at),
        "publication": entry.first_number,
    }
