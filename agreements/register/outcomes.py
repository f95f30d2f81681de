"""What may become of an address beside the record itself: it is gone, or it moved (domain section 10).

A withdrawn record answers 410 and a merged one 301, each with its public reason, whatever ``known_at``; only what was
never public answers 404.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from agreements.codelists import PublicationType
from agreements.register.models import Publication

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


def outcome(record_type: str, record_id: str) -> Gone | Moved | None:
    """Say what became of a record that has no entry; ``None`` when it was never public, or is public now.

    A chain of mergers leads to its last target at once.
    """
    latest = _latest(record_type, record_id)
    if latest is None:
        return None
    if latest.type == PublicationType.WITHDRAWN:
        return Gone(record_id, latest.reason, latest.time, latest.number)
    if latest.type != PublicationType.MERGED:
        return None
    target, seen = latest.target, {record_id}
    while target not in seen and len(seen) < MOST_MERGERS:
        seen.add(target)
        further = _latest(record_type, target)
        if further is None or further.type != PublicationType.MERGED:
            break
        target = further.target
    return Moved(record_id, target, latest.reason, latest.time, latest.number)


def _latest(record_type: str, record_id: str) -> Publication | None:
    rows = Publication.objects.filter(record_type=record_type, record_id=record_id)
    return rows.only("number", "time", "type", "reason", "target").order_by("-number").first()
