"""Months and days counted on the fingers, for the oracle only.

Written apart from the register's own arithmetic so that a mistake there is not repeated here: every day is found by
trying calendar days one after the other.
"""

from __future__ import annotations

from datetime import date

from agreements.partial_dates.duration import Duration


def same_numbered_day(day: int, months: int) -> tuple[int, bool]:
    """Give the day with the same number ``months`` later and True; where there is none, the month's last and False."""
    start = date.fromordinal(day)
    year, month = start.year, start.month
    for _ in range(months):
        month += 1
        if month == 13:
            year, month = year + 1, 1
    number = start.day
    while True:
        try:
            return date(year, month, number).toordinal(), number == start.day
        except ValueError:
            number -= 1


def last_day_of_period(first: int, months: int, days: int, anniversary: bool) -> int:
    """A period ends on the day before the same-numbered day; with no such day, on the month's last; then the days.

    ``anniversary`` adds one day after that (domain section 7).
    """
    day, exists = same_numbered_day(first, months)
    last = day - 1 if exists else day
    return last + days + (1 if anniversary else 0)


def last_day_of_notice(notice_day: int, notice: Duration) -> int:
    """The last day of a notice period that begins on the day after the notice (domain section 7)."""
    return last_day_of_period(notice_day + 1, notice.month_count, notice.day_count, anniversary=False)
