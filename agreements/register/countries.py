"""Countries: who they are, what they followed, and what followed them."""

from __future__ import annotations

from typing import Any

from django.db.models import Q

from agreements.register.entries import entries_at
from agreements.register.models import RecordEntry
from agreements.register.outcomes import Gone, Moved
from agreements.register.reading import Reading
from agreements.register.records import get_record, record_of

Document = dict[str, Any]


def get_country(code: str, reading: Reading) -> Document | Gone | Moved | None:
    """Give a country by its code in any case."""
    return get_record("country", code.lower(), reading)


def followed_by(record: Document, reading: Reading) -> tuple[list[Document], list[Document]]:
    """Give the former states that a country followed, and its own successors, in one query."""
    successors = [code.lower() for code in record["successors"]]
    rows = entries_at(RecordEntry, reading).filter(record_type="country")
    before = Q(publication__document__successors__contains=[record["code"]])
    found = [record_of(entry, reading) for entry in rows.filter(before | Q(record_id__in=successors))]
    found.sort(key=lambda row: (row["name"], row["id"]))
    former = [row for row in found if record["code"] in row["successors"]]
    return former, [row for row in found if row["id"] in successors]
