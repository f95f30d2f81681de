"""Counting terms and notice in months and days (domain section 7).

Three readings fix every result. Months come first and days after them. A term of months ends on the day before the
same-numbered day; where the month has no such day it ends on that month's last day (31 January and one month: the
last of February). And term k is counted from the first day of term 1 with k times the months, never from the end
of term k-1, so that a short February does not shorten every later term.

Days stay within 0001-01-01 to 9999-12-31; where a result, or the same-numbered day it is counted by, lies outside,
``BeyondCalendarError`` is raised; nothing is cut off.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

from agreements.partial_dates.duration import ALLOWED_DURATIONS, Duration, DurationError

__all__ = [
    "ALLOWED_DURATIONS",
    "BeyondCalendarError",
    "Duration",
    "DurationError",
    "day_later",
    "last_day_of",
    "notice_in_time",
    "notice_last_day",
    "notice_period_last_day",
    "term_first_day",
    "term_last_day",
    "term_number_on",
]


class BeyondCalendarError(OverflowError):
    """The day counted to is before year 1 or after year 9999."""


def last_day_of(first: date, months: int, days: int, *, anniversary: bool = False) -> date:
    """Give the last day of ``months`` months and then ``days`` days that begin on ``first``.

    With ``anniversary`` the text counts to the same-numbered day itself: one day more.
    """
    day, exact = _same_day(first, months)
    return _plus(day, days + anniversary - exact)


def term_last_day(
    first: date, duration: Duration, k: int = 1, anniversary: bool = False, initial: Duration | None = None
) -> date:
    """Give the last day of term ``k`` (1 is the first) of an instrument whose term 1 begins on ``first``.

    Every term has the length ``duration``, except term 1 where ``initial`` is given: then term k has run for
    ``initial`` and k-1 times ``duration``. Raises ``ValueError`` for k below 1, ``BeyondCalendarError`` past year 9999.
    """
    if k < 1:
        raise ValueError("terms are numbered from 1")
    begun = initial or duration
    months = begun.month_count + (k - 1) * duration.month_count
    days = begun.day_count + (k - 1) * duration.day_count
    return last_day_of(first, months, days, anniversary=anniversary)


def term_first_day(
    first: date, duration: Duration, k: int = 1, anniversary: bool = False, initial: Duration | None = None
) -> date:
    """Give the first day of term ``k``: ``first`` for term 1, else the day after the last day of term k-1."""
    if k == 1:
        return first
    return _plus(term_last_day(first, duration, k - 1, anniversary, initial), 1)


def term_number_on(
    first: date, duration: Duration, day: date, anniversary: bool = False, initial: Duration | None = None
) -> int | None:
    """Give the number of the term that ``day`` lies in, or ``None`` before ``first``.

    Found by halving, so that the two-hundredth renewal costs no more than the second.
    """
    if day < first:
        return None

    def reached(k: int) -> bool:
        try:
            return term_last_day(first, duration, k, anniversary, initial) >= day
        except BeyondCalendarError:
            return True

    low, high = 0, 1
    while not reached(high):
        low, high = high, 2 * high
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if reached(middle) else (middle, high)
    return high


def notice_period_last_day(notice_day: date, notice: Duration) -> date:
    """Give the last day of a notice period: a term of ``notice`` that begins on the day after ``notice_day``."""
    return last_day_of(_plus(notice_day, 1), notice.month_count, notice.day_count)


def notice_in_time(notice_day: date, notice: Duration, last_day: date) -> bool:
    """Whether a notice given on ``notice_day`` is in time for a term that ends on ``last_day``."""
    try:
        return notice_period_last_day(notice_day, notice) <= last_day
    except BeyondCalendarError:
        return False


def notice_last_day(last_day: date, notice: Duration) -> date:
    """Give the decision date: the latest day on which a notice is in time for a term that ends on ``last_day``.

    Raises ``BeyondCalendarError`` when that would be before year 1.
    """
    day = _same_day(_plus(last_day, -notice.day_count), -notice.month_count)[0]
    # The guess is at most a few days off, where months have different lengths; the rule itself is asked.
    while notice_in_time(_plus(day, 1), notice, last_day):
        day = _plus(day, 1)
    while not notice_in_time(day, notice, last_day):
        day = _plus(day, -1)
    return day


def day_later(day: date, duration: Duration) -> date:
    """Give the day ``duration`` after ``day``: the same-numbered day, else the month's last, and then the days."""
    return _plus(_same_day(day, duration.month_count)[0], duration.day_count)


def _same_day(day: date, months: int) -> tuple[date, bool]:
    """Give the same-numbered day ``months`` on and ``True``, or that month's last day and ``False``."""
    year, month = divmod(12 * day.year + day.month - 1 + months, 12)
    if not date.min.year <= year <= date.max.year:
        raise BeyondCalendarError(f"{months} months from {day} is outside the years 0001 to 9999")
    length = monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, length)), day.day <= length


def _plus(day: date, days: int) -> date:
    try:
        return day + timedelta(days=days)
    except OverflowError:
        raise BeyondCalendarError(f"{days} days from {day} is outside the years 0001 to 9999") from None
