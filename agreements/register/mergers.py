"""Records that were merged into others, as a reader meets them: by either id they are one record.

Documents that named a record before its merger name it still (domain section 10: a document is immutable and names
others by id), so names are looked up, and filters ask, through the merger. All at the reading's own number: before the
merger they were two.
"""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Exists, OuterRef

from agreements.codelists import PublicationType
from agreements.register.models import Publication
from agreements.register.reading import Reading


def mergers(record_type: str, reading: Reading, only: Iterable[str] | None = None) -> dict[str, str]:
    """Give, of the records of a type (``only`` of these ids), each merged one and the last record that it went into."""
    later = Publication.objects.filter(
        record_type=record_type,
        record_id=OuterRef("record_id"),
        number__gt=OuterRef("number"),
        number__lte=reading.number,
    )
    rows = Publication.objects.filter(
        record_type=record_type, type=PublicationType.MERGED, number__lte=reading.number
    ).filter(~Exists(later))
    found: dict[str, str] = {}
    wanted = None if only is None else set(only)
    while wanted is None or wanted:
        asked = rows if wanted is None else rows.filter(record_id__in=wanted)
        new = dict(asked.values_list("record_id", "target"))
        found |= new
        if wanted is None:
            break
        wanted = set(new.values()) - found.keys()
    return {name: _last(name, found) for name in found}


def _last(name: str, steps: dict[str, str]) -> str:
    seen = {name}
    while name in steps and steps[name] not in seen:
        name = steps[name]
        seen.add(name)
    return name
