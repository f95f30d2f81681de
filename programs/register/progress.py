"""What the dates of a programme or an activity imply on a day, beside the state that a source states.

Planned dates are intentions: they can make something overdue, never done (domain section 8). Only an actual last day,
or a stated state, says that it is done. Partial dates leave more than one answer open; then each may hold and none
surely.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from django.db.models import Q

from agreements.partial_dates.days import PartialDate

#: In the order of a life.
PROGRESS: Final = ("not-started", "under-way", "overdue", "done", "unknown")
CLOSED: Final = frozenset({"completed", "partly-completed", "cancelled"})


@dataclass(frozen=True, slots=True)
class Progress:
    """What the dates imply on a day: the earliest possible answer, all possible ones, and whether one is sure."""

    implied: str
    possible: tuple[str, ...]
    certain: bool


def progress_on(
    day: date,
    *,
    planned_start: PartialDate | None,
    planned_end: PartialDate | None,
    actual_start: PartialDate | None,
    actual_end: PartialDate | None,
    stated_state: str = "unknown",
) -> Progress:
    """Say what the dates imply on ``day``: ``not-started``, ``under-way``, ``overdue``, ``done`` or ``unknown``.

    Done from the day after the actual last day. Overdue when the planned last day is past and nothing says that it is
    over. Under way from the actual first day, else from the planned one, which is an intention and makes nothing sure.
    A programme that is stated to be over is never overdue; without a date of its end the dates say ``unknown``.
    """
    over_stated = stated_state in CLOSED
    found: set[str] = set()
    for ended in _past(actual_end, day):
        if ended:
            found.add("done")
        elif over_stated and actual_end is None:
            found.add("unknown")
        else:
            lateness = (False,) if actual_end is not None else _past(planned_end, day)
            found |= {
                "overdue" if late else word for late in lateness for word in _begun(planned_start, actual_start, day)
            }
    possible = tuple(code for code in PROGRESS if code in found)
    planned_only = actual_start is None and possible == ("under-way",)
    return Progress(possible[0], possible, len(possible) == 1 and possible[0] != "unknown" and not planned_only)


def may_be(code: str, day: date) -> Q:
    """Give the condition under which rows with these columns may be at ``code`` on ``day``: ``progress_on`` in SQL."""
    if code == "done":
        return Q(actual_end__first_day__lt=day)
    over_stated = Q(stated_state__in=CLOSED, actual_end=None)
    late = Q(actual_end=None, planned_end__first_day__lt=day) & ~Q(stated_state__in=CLOSED)
    if code == "overdue":
        return late
    not_ended = Q(actual_end=None) | Q(actual_end__last_day__gte=day)
    in_time = Q(actual_end__isnull=False) | Q(planned_end=None) | Q(planned_end__last_day__gte=day)
    planned = Q(actual_start=None)
    begun = {
        "not-started": Q(actual_start__last_day__gt=day) | planned & Q(planned_start__last_day__gt=day),
        "under-way": Q(actual_start__first_day__lte=day) | planned & Q(planned_start__first_day__lte=day),
        "unknown": planned & Q(planned_start=None),
    }[code]
    kept = not_ended & ~over_stated & in_time & begun
    return kept | over_stated if code == "unknown" else kept


def _past(last_day: PartialDate | None, day: date) -> tuple[bool, ...]:
    """Say whether a last day is past on ``day``: surely, surely not, or either; an unknown one is not."""
    if last_day is None or day <= last_day.first:
        return (False,)
    return (True,) if day > last_day.last else (False, True)


def _begun(planned: PartialDate | None, actual: PartialDate | None, day: date) -> set[str]:
    start = actual or planned
    if start is None:
        return {"unknown"}
    found = {"under-way"} if start.first <= day else set()
    return found | {"not-started"} if day < start.last else found
