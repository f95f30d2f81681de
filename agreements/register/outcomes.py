"""What may become of an address beside the record itself: it is gone, or it moved (domain section 10).

A withdrawn record answers 410, whatever ``known_at``, and a merged one 301 from its merger on, each with its public
reason. The documents from before a withdrawal are gone for good, so a record that was restored still answers 410 to
whoever reads the register as it stood before that. Only what was not public yet answers 404.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db.models import QuerySet

from agreements.codelists import PublicationType
from agreements.register.models import Publication
from agreements.register.reading import Reading

MOST_MERGERS: Final = 20


@dataclass(frozen=True, slots=True)
class Gone:
    """The record was withdrawn at ``time`` for the public ``reason``."""

    id: str
    reason: str
    time: datetime
    number: int


@dataclass(frozen=True, slots=True)
class Moved:
    """The record was merged into ``target`` at ``time`` for the public ``reason``."""

    id: str
    target: str
    reason: str
    time: datetime
    number: int


def outcome(record_type: str, record_id: str, reading: Reading) -> Gone | Moved | None:
    """Say what became of a record that has no entry at the reading's number; ``None`` when it was not public by then.

    A chain of mergers leads to its last target at once.
    """
    rows = _publications(record_type, record_id)
    latest = rows.first()
    if latest is None:
        return None
    if latest.type == PublicationType.WITHDRAWN:
        return Gone(record_id, latest.reason, latest.time, latest.number)
    if latest.type != PublicationType.MERGED:
        latest = rows.filter(number__lte=reading.number).first()
    if latest is None:
        return None
    if latest.type != PublicationType.MERGED:
        taken = rows.filter(number__gte=latest.number, type=PublicationType.WITHDRAWN).last()
        return None if taken is None else Gone(record_id, taken.reason, taken.time, taken.number)
    target, seen = latest.target, {record_id}
    while target not in seen and len(seen) < MOST_MERGERS:
        seen.add(target)
        further = _publications(record_type, target).first()
        if further is None or further.type != PublicationType.MERGED:
            break
        target = further.target
    return Moved(record_id, target, latest.reason, latest.time, latest.number)


def _publications(record_type: str, record_id: str) -> QuerySet[Publication]:
    """Give the publications of a record, latest first."""
    rows = Publication.objects.filter(record_type=record_type, record_id=record_id)
    return rows.only("number", "time", "type", "reason", "target").order_by("-number")
