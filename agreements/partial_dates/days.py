"""A partial date is the set of consecutive days on which a thing may have happened (domain section 3).

It is two days, both included, and nothing else: precision is read off them and never stored beside them, so that
"June 2024" and "1 to 30 June 2024" are one value with one text, and no code can give June 2024 a first of June. An
unknown date is ``None``, never a very wide span. Pure Python: the lifecycle reads these without Django.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal, Self

from agreements.partial_dates.edtf import (
    ALLOWED,
    PartialDateError,
    check_bounds,
    read_bounds,
    read_full_day,
    shifted,
    write_bounds,
)

__all__ = ["ALLOWED", "PartialDate", "PartialDateError", "Precision", "parse_full_day"]

Precision = Literal["day", "month", "year", "span"]


@dataclass(frozen=True, slots=True, order=True)
class PartialDate:
    """The days from ``first`` to ``last``, both included, on one of which the thing happened.

    Raises ``PartialDateError`` (a ``ValueError``) when ``last`` is before ``first`` or lies in year 9999. Ordered by
    first day, then last day: an order for lists, not a statement of what happened earlier.
    """

    first: date
    last: date

    def __post_init__(self) -> None:
        if isinstance(self.first, datetime) or isinstance(self.last, datetime):
            raise TypeError("a partial date is made of dates, not of instants")
        check_bounds(self.first, self.last)

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read EDTF (the forms in ``edtf``); any other text raises ``PartialDateError`` saying what is allowed."""
        return cls(*read_bounds(text))

    @classmethod
    def day(cls, day: date) -> Self:
        """Exactly one day."""
        return cls(day, day)

    @classmethod
    def month(cls, year: int, month: int) -> Self:
        """A whole month."""
        if not (0 <= year <= 9999 and 0 <= month <= 99):
            raise PartialDateError("Months are 01 to 12 of the years 0001 to 9998.", "no-such-day")
        return cls.parse(f"{year:04d}-{month:02d}")

    @classmethod
    def year(cls, year: int) -> Self:
        """A whole year."""
        if not 0 <= year <= 9999:
            raise PartialDateError("Years are 0001 to 9998.", "no-such-day")
        return cls.parse(f"{year:04d}")

    @classmethod
    def span(cls, first: date, last: date) -> Self:
        """The days from ``first`` to ``last``, both included."""
        return cls(first, last)

    @property
    def edtf(self) -> str:
        """The canonical text: equal values have equal texts, and ``parse`` gives the value back."""
        return write_bounds(self.first, self.last)

    @property
    def precision(self) -> Precision:
        """``day``, ``month`` or ``year`` where the days are exactly one of these, else ``span``."""
        text = self.edtf
        if "/" in text:
            return "span"
        return "day" if len(text) == 10 else "month" if len(text) == 7 else "year"

    @property
    def is_exact(self) -> bool:
        """Whether it is known to the day."""
        return self.first == self.last

    @property
    def day_count(self) -> int:
        """How many days it may have been, at least 1."""
        return (self.last - self.first).days + 1

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last

    def __str__(self) -> str:
        return self.edtf

    def overlaps(self, other: PartialDate) -> bool:
        """Whether some day is in both."""
        return self.first <= other.last and other.first <= self.last

    def intersection(self, other: PartialDate) -> PartialDate | None:
        """The days in both, or ``None``."""
        return PartialDate(max(self.first, other.first), min(self.last, other.last)) if self.overlaps(other) else None

    def covers(self, other: PartialDate) -> bool:
        """Whether every day of ``other`` is in this one: ``other`` says the same or more precisely."""
        return self.first <= other.first and other.last <= self.last

    def surely_before(self, other: PartialDate) -> bool:
        """Whether every day of this one is before every day of ``other``."""
        return self.last < other.first

    def may_be_before(self, other: PartialDate) -> bool:
        """Whether some day of this one is before some day of ``other``."""
        return self.first < other.last

    def shift(self, days: int) -> PartialDate:
        """Both ends moved by ``days`` days (negative: earlier); ``PartialDateError`` outside the years 0001 to 9998."""
        return PartialDate(shifted(self.first, days), shifted(self.last, days))


def parse_full_day(text: str) -> date:
    """Read a day on which states are read (``as_of``): YYYY-MM-DD and nothing less precise.

    Raises ``PartialDateError`` for any other text, for days that do not exist and for the years 0000 and 9999.
    """
    return read_full_day(text)
