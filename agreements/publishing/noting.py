"""What the door tells the desk of the records it took in or out: history covered, submissions decided.

It is told here and not by the desk's own pages, so that no way through the door (a command, a load) can skip it.
"""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Q

from agreements.asof import instant
from agreements.desk.models import Review, ReviewState
from agreements.models.hands import note_covered
from agreements.publishing.heads import by_type
from agreements.publishing.naming import Ref
from agreements.publishing.registry import kind


def note_published(keys: Iterable[tuple[Ref, int]], by: str) -> None:
    """Note that these locked records are published as they stand: what their history covers, and open submissions."""
    given = list(keys)
    _decide(given, by, ReviewState.PUBLISHED)
    for code in by_type(ref for ref, _key in given):
        note_covered(code, kind(code).model, [key for ref, key in given if ref.type == code])


def note_left(keys: Iterable[tuple[Ref, int]], by: str) -> None:
    """Note that these records left the register, and with them whatever waited for review."""
    _decide(list(keys), by, ReviewState.TAKEN_BACK)


def _decide(keys: list[tuple[Ref, int]], by: str, state: ReviewState) -> None:
    about = Q(pk__in=())
    for code in by_type(ref for ref, _key in keys):
        about |= Q(record_type=code, record_pk__in=[key for ref, key in keys if ref.type == code])
    Review.objects.filter(about, state=ReviewState.OPEN).update(state=state, decided_at=instant(), decided_by_name=by)
