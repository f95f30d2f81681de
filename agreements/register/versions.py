"""Published states of one record by number: what a comparison reads.

A state whose document is gone (the record was withdrawn since, or merged) cannot be read any more, and what withdrawn
neighbours said is left out of every earlier state, as it is left out of every other answer.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from agreements.register.models import Publication
from agreements.register.outcomes import Gone, Moved, outcome
from agreements.register.reading import Reading
from agreements.register.withdrawn import published_words

Document = dict[str, Any]


def published_states(record_type: str, record_id: str, numbers: Iterable[int], reading: Reading) -> dict[int, Document]:
    """Give the documents of those publications of a record that can be read at the reading's number, by number."""
    rows = Publication.objects.filter(
        record_type=record_type, record_id=record_id, number__in=set(numbers), number__lte=reading.number
    ).values_list("number", "document")
    found = {number: published_words(number, document) for number, document in rows}
    return {number: document for number, document in found.items() if document is not None}


def latest_state(record_type: str, record_id: str, reading: Reading) -> Document | Gone | Moved | None:
    """Give the document of a record of any kind, what became of it, or ``None`` when it never was public."""
    rows = Publication.objects.filter(record_type=record_type, record_id=record_id, number__lte=reading.number)
    newest = rows.order_by("-number").values_list("number", "document").first()
    document = published_words(*newest) if newest else None
    return outcome(record_type, record_id, reading) if document is None else document
