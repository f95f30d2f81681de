"""Days moved by whole years: the only move that a later instrument of the same kind suggests."""

from __future__ import annotations

from calendar import monthrange
from datetime import date

from agreements.partial_dates.days import PartialDate


def years_later(day: PartialDate | None, years: int) -> PartialDate | None:
    """Return a partial date so many years later, as precise as it was; 29 February becomes the 28th where it must.

    None where the date is unknown or would leave the years 0001 to 9998.
    """
    if day is None:
        return None
    try:
        whole_month = day.first != day.last and day.last.day == monthrange(day.last.year, day.last.month)[1]
        return PartialDate(_moved(day.first, years), _moved(day.last, years, to_end=whole_month))
    except ValueError:
        return None


def _moved(day: date, years: int, *, to_end: bool = False) -> date:
    year = day.year + years
    if not 1 <= year <= 9998:
        raise ValueError("The year is out of range.")
    last = monthrange(year, day.month)[1]
    return day.replace(year=year, day=last if to_end else min(day.day, last))
