"""Possible duplicates on the dashboard: a number counted with the last audit, and the time when it was counted.

Counting compares the titles of all records with each other, which is too much for a page that everybody opens first.
"""

from __future__ import annotations

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext

from agreements import duplicates
from agreements.admin.queues.pictures import Picture
from agreements.asof import instant
from agreements.desk.models import DuplicateCount
from agreements.duplicates.pairs import FINDERS
from agreements.publishing.registry import RecordKind


def count_duplicates() -> int:
    """Count the pairs that are proposed, of every kind of record, and keep that; return how many."""
    counted = {code: duplicates.count(code) for code in FINDERS}
    for code, pairs in counted.items():
        DuplicateCount.objects.update_or_create(record_type=code, defaults={"pairs": pairs, "at": instant()})
    return sum(counted.values())


def kept_counts(kinds: list[RecordKind]) -> dict[str, DuplicateCount | None]:
    """Return the last counts of those of the kinds for which somebody looks; None for what was never counted."""
    kept = {one.record_type: one for one in DuplicateCount.objects.all()}
    return {kind.code: kept.get(kind.code) for kind in kinds if kind.code in FINDERS}


def when_counted(counts: dict[str, DuplicateCount | None]) -> Picture:
    """Return no picture, but the words that say how old the number is."""
    known = [one.at for one in counts.values() if one is not None]
    words = gettext("Not counted yet; the next audit counts them.")
    if known:
        at = date_format(timezone.localtime(min(known)), "Y-m-d H:i")
        words = gettext("Counted on %(at)s; each audit counts them anew.") % {"at": at}
    return Picture((), words, words)
