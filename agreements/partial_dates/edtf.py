"""Read and write the days that an EDTF text (ISO 8601-2) denotes.

EDTF can say far more than a register of agreements may claim to know. Level 0 dates and intervals are read, and of the
higher levels only unspecified digits, and these only where they denote consecutive days (``2024-XX``, ``202X``).
Everything else is refused with a sentence of its own, never repaired: the caller who knows what an open end or a
sentinel means in its file decides about it by the error's ``code`` (domain section 3).
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta
from typing import Final

ALLOWED: Final = "Write a year (2024), a month (2024-06), a day (2024-06-15) or two of them (2024-06-10/2024-06-20)."
LONGEST: Final = 64
FIRST_YEAR: Final = 1
LAST_YEAR: Final = 9998
"""Year 9999 serves as "for ever" in other registers, and a range that ends in it has no next day in Python."""

_DATE = re.compile(r"([0-9X]{4})(?:-([0-9X]{2})(?:-([0-9X]{2}))?)?", re.ASCII)
_FULL_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)
_LONG_YEAR = re.compile(r"Y-?[0-9]|[0-9]{5,}(-|$)", re.ASCII)
_TIME = re.compile(r"[0-9X]{4}-[0-9X]{2}-[0-9X]{2}[T ]", re.ASCII)


class PartialDateError(ValueError):
    """A text or a pair of days that is no partial date.

    The message is a sentence for whoever typed it and never repeats characters that cannot be printed. ``code`` names
    the reason for code that decides: ``empty``, ``characters``, ``too-long``, ``form``, ``approximate``, ``season``,
    ``open``, ``unknown``, ``set``, ``long-year``, ``negative-year``, ``year-zero``, ``sentinel``, ``time``,
    ``scattered``, ``no-such-day``, ``reversed``, ``ambiguous``, ``beyond-calendar``.
    """

    def __init__(self, message: str, code: str = "form") -> None:
        super().__init__(message)
        self.code = code


def read_bounds(text: str) -> tuple[date, date]:
    """Give the first and last day, both included, that ``text`` denotes; ``PartialDateError`` if it is not allowed."""
    _check_characters(text)
    if any(mark in text for mark in "~?%"):
        raise PartialDateError(
            f"The marks ~ ? % (about, perhaps) are not accepted: give the days between which it lies. {ALLOWED}",
            "approximate",
        )
    if any(mark in text for mark in "[]{},"):
        raise PartialDateError(f"Lists of dates are not accepted: give one date or one span. {ALLOWED}", "set")
    if "/" not in text:
        return _read_date(text)
    start, *ends = text.split("/")
    if len(ends) != 1:
        raise PartialDateError(f"A span has one slash between two dates. {ALLOWED}", "form")
    if {start, ends[0]} & {"", "..", "open", "unknown"}:
        raise PartialDateError(
            f"A span needs both its first and its last date; an open or unknown end is no date. {ALLOWED}", "open"
        )
    first, last = _read_date(start)[0], _read_date(ends[0])[1]
    if last < first:
        raise PartialDateError(f"The span {text} ends before it begins: give the earlier date first.", "reversed")
    return first, last


def write_bounds(first: date, last: date) -> str:
    """Write the canonical text: the shortest form in which both ends have the same precision."""
    if first == last:
        return first.isoformat()
    starts_month = first.day == 1
    ends_month = last.day == monthrange(last.year, last.month)[1]
    if starts_month and ends_month and first.month == 1 and last.month == 12:
        start, end = f"{first.year:04d}", f"{last.year:04d}"
    elif starts_month and ends_month:
        start, end = f"{first.year:04d}-{first.month:02d}", f"{last.year:04d}-{last.month:02d}"
    else:
        start, end = first.isoformat(), last.isoformat()
    return start if start == end else f"{start}/{end}"


def read_full_day(text: str) -> date:
    """Read one full day, YYYY-MM-DD and nothing else; ``PartialDateError`` otherwise."""
    _check_characters(text)
    if not _FULL_DAY.fullmatch(text):
        raise PartialDateError("A full day is needed: YYYY-MM-DD, for example 2024-06-15.", "form")
    return _read_date(text)[0]


def _check_characters(text: str) -> None:
    if not isinstance(text, str):
        raise PartialDateError(f"A date is a text. {ALLOWED}", "form")
    if not text:
        raise PartialDateError(f"There is no date. {ALLOWED}", "empty")
    if len(text) > LONGEST:
        raise PartialDateError(f"A date has at most {LONGEST} characters, this text has {len(text)}.", "too-long")
    if any(not "!" <= character <= "~" for character in text):
        raise PartialDateError(
            f"A date has only the digits 0 to 9, hyphens and a slash: no spaces, letters or other signs. {ALLOWED}",
            "characters",
        )


def _read_date(text: str) -> tuple[date, date]:
    if _LONG_YEAR.match(text):
        raise PartialDateError(
            f"{text} is not read: a year has four digits, months and days follow hyphens.", "long-year"
        )
    if re.match(r"-[0-9]", text, re.ASCII):
        raise PartialDateError("Years before year 1 are not accepted.", "negative-year")
    if _TIME.match(text):
        raise PartialDateError("A date has no time of day: stop after the day (2024-06-15).", "time")
    if text in ("..", "open", "unknown"):
        raise PartialDateError(f"An open or unknown date is no date: leave it out. {ALLOWED}", "open")
    match = _DATE.fullmatch(text)
    if match is None:
        raise PartialDateError(f"{text} is not a date as it is written here. {ALLOWED}", "form")
    year, month, day = match.groups()
    if "X" in year:
        return _read_years(text, year, month, day)
    _check_year(int(year))
    if month is None:
        return date(int(year), 1, 1), date(int(year), 12, 31)
    return _read_months(text, int(year), month, day)


def _read_years(text: str, year: str, month: str | None, day: str | None) -> tuple[date, date]:
    """Read a year whose last digits are unspecified; nothing after them may be known."""
    if year == "XXXX":
        raise PartialDateError("A year of which no digit is known is no date: leave it out.", "unknown")
    if not re.fullmatch("[0-9]+X+", year) or month not in (None, "XX") or day not in (None, "XX"):
        raise _scattered(text)
    earliest, latest = int(year.replace("X", "0")), int(year.replace("X", "9"))
    _check_year(earliest)
    _check_year(latest)
    return date(earliest, 1, 1), date(latest, 12, 31)


def _read_months(text: str, year: int, month: str, day: str | None) -> tuple[date, date]:
    if "X" in month:
        if day not in (None, "XX"):
            raise _scattered(text)
        low, high = _digits(text, month, 12)
        return date(year, low, 1), date(year, high, monthrange(year, high)[1])
    number = int(month)
    if 21 <= number <= 41:
        raise PartialDateError(
            f"{text} names a season or part of a year, whose days are not fixed: give months. {ALLOWED}", "season"
        )
    if not 1 <= number <= 12:
        raise PartialDateError(f"There is no month {month}: months are 01 to 12.", "no-such-day")
    days = monthrange(year, number)[1]
    if day is None:
        return date(year, number, 1), date(year, number, days)
    if "X" in day:
        low, high = _digits(text, day, days)
        return date(year, number, low), date(year, number, high)
    if not 1 <= int(day) <= days:
        raise PartialDateError(f"There is no day {text}: {text[:7]} has {days} days.", "no-such-day")
    whole = date(year, number, int(day))
    return whole, whole


def _digits(text: str, part: str, largest: int) -> tuple[int, int]:
    """Give the smallest and largest number from 1 to ``largest`` that two digits such as 1X or XX may mean."""
    if part[0] == "X" and part[1] != "X":
        raise _scattered(text)
    low = max(1, int(part.replace("X", "0")))
    high = min(largest, int(part.replace("X", "9")))
    if high < low:
        raise PartialDateError(f"There is no such month or day as {text}.", "no-such-day")
    return low, high


def _check_year(year: int) -> None:
    if year < FIRST_YEAR:
        raise PartialDateError("There is no year 0000: years run from 0001.", "year-zero")
    if year > LAST_YEAR:
        raise PartialDateError(
            "Year 9999 is a sign for 'no end' elsewhere, not a date: leave the date out and say that it is open-ended.",
            "sentinel",
        )


def _scattered(text: str) -> PartialDateError:
    return PartialDateError(
        f"The days that {text} may mean do not follow one another: only the last digits may be unspecified. {ALLOWED}",
        "scattered",
    )


def check_bounds(first: date, last: date) -> None:
    """Raise ``PartialDateError`` unless ``first`` to ``last`` are consecutive days of the years 0001 to 9998."""
    if last < first:
        raise PartialDateError(f"The last day {last} is before the first day {first}.", "reversed")
    _check_year(last.year)


def shifted(day: date, days: int) -> date:
    """Give the day ``days`` later; ``PartialDateError`` outside the years 0001 to 9998."""
    try:
        moved = day + timedelta(days=days)
    except OverflowError:
        raise PartialDateError("That is outside the years 0001 to 9998.", "beyond-calendar") from None
    if moved.year > LAST_YEAR:
        raise PartialDateError("That is outside the years 0001 to 9998.", "beyond-calendar")
    return moved
