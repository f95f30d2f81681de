"""Counts of months and days on ordinals, as values that can be compared, so that a run can remember their stretches."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from agreements.lifecycle.assignments import NEVER
from agreements.lifecycle.facts import Clause, DurationKind, EndConvention, RenewalKind
from agreements.partial_dates.arithmetic import BeyondCalendarError, Duration, last_day_of, notice_period_last_day

_HIGHEST = date(9998, 12, 31).toordinal()


ENDLESS = frozenset({DurationKind.INDEFINITE, DurationKind.NOT_STATED})
"""Durations that run on without end, surely (rule 4)."""


@dataclass(frozen=True, slots=True)
class TermCount:
    """Gives the last day of ``months`` months and ``days`` days that begin on a day; past the calendar it is never."""

    months: int
    days: int
    anniversary: bool = False

    def __call__(self, day: int) -> int:
        """Count from ``day`` (an ordinal)."""
        try:
            found = last_day_of(date.fromordinal(day), self.months, self.days, anniversary=self.anniversary)
        except BeyondCalendarError:
            return NEVER
        ordinal = found.toordinal()
        return ordinal if ordinal <= _HIGHEST else NEVER


@dataclass(frozen=True, slots=True)
class NoticeCount:
    """Gives the last day of a notice period that begins on the day after the notice."""

    notice: Duration

    def __call__(self, day: int) -> int:
        """Count from the day of the notice (an ordinal)."""
        try:
            ordinal = notice_period_last_day(date.fromordinal(day), self.notice).toordinal()
        except BeyondCalendarError:
            return NEVER
        return ordinal if ordinal <= _HIGHEST else NEVER


def term_count(initial: Duration | None, renewal: Duration | None, k: int, anniversary: bool) -> TermCount:
    """Give the count from the first day of term 1 (without ``initial``: of term 2) to the last of term ``k``."""
    months = (initial.month_count if initial else 0) + (k - 1) * (renewal.month_count if renewal else 0)
    days = (initial.day_count if initial else 0) + (k - 1) * (renewal.day_count if renewal else 0)
    return TermCount(months, days, anniversary)


def first_term_count(clause: Clause) -> list[TermCount]:
    """Give the count of the first term, or nothing where its length is not known or it has none."""
    timed = clause.duration_kind in (DurationKind.FIXED_TERM, DurationKind.UNTIL_DATE)
    if not timed or clause.initial_term is None:
        return []
    return [term_count(clause.initial_term, None, 1, counts_to_anniversary(clause))]


def last_term(clause: Clause) -> int | None:
    """Give the number of the last term that can come by tacit renewal; ``None`` where there is no limit."""
    if clause.renewal_kind is RenewalKind.TACIT_INDEFINITE:
        return 2
    if clause.renewal_kind is not RenewalKind.TACIT_FIXED_PERIODS or renewal_term(clause) is None:
        return 1
    return None if clause.max_renewals is None else 1 + clause.max_renewals


def renewal_term(clause: Clause) -> Duration | None:
    """Give the length of a tacit term: its own, else that of the first term; without either nothing is renewed."""
    term = clause.renewal_term or clause.initial_term
    return term if term is not None and (term.month_count or term.day_count) else None


def counts_to_anniversary(clause: Clause) -> bool:
    """Whether a term of this clause ends on the anniversary of its first day."""
    return clause.end_convention is EndConvention.ANNIVERSARY
