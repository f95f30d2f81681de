"""Partial dates in words, in English, Korean and simplified Chinese, with exactly the precision that they have.

The language is an argument and Django's formats are not used: feeds, exports and commands write several languages in
one answer, and a date format that knows only whole days cannot say "June 2024". An unknown date has no words here; what
to say instead ("not known from our sources") depends on the field.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Final

from agreements.partial_dates.days import PartialDate

MONTHS: Final = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


@dataclass(frozen=True, slots=True)
class _Grammar:
    """How one language writes a day, a month, a year, and the days between two of them."""

    day: Callable[[date], str]
    month: Callable[[date], str]
    year: Callable[[date], str]
    between: Callable[[str, str], str]
    shortened: Callable[[date, date], str]


def _english_start(first: date, last: date) -> str:
    """Leave out of the first day what the last day repeats: "10 and 20 June 2024"."""
    if first.year != last.year:
        return _english_day(first)
    return f"{first.day}" if first.month == last.month else f"{first.day} {MONTHS[first.month - 1]}"


def _english_day(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def _eastern_end(year: str, month: str, number: str) -> Callable[[date, date], str]:
    """Leave out of the last day what the first day has said: the year, then the month."""

    def shortened(first: date, last: date) -> str:
        if first.year != last.year:
            return f"{last.year}{year}{last.month}{month}{last.day}{number}"
        return f"{last.day}{number}" if first.month == last.month else f"{last.month}{month}{last.day}{number}"

    return shortened


_ENGLISH = _Grammar(
    day=_english_day,
    month=lambda day: f"{MONTHS[day.month - 1]} {day.year}",
    year=lambda day: f"{day.year}",
    between=lambda first, last: f"between {first} and {last}",
    shortened=_english_start,
)
_KOREAN = _Grammar(
    day=lambda day: f"{day.year}년 {day.month}월 {day.day}일",
    month=lambda day: f"{day.year}년 {day.month}월",
    year=lambda day: f"{day.year}년",
    between=lambda first, last: f"{first}부터 {last} 사이",
    shortened=_eastern_end("년 ", "월 ", "일"),
)
_CHINESE = _Grammar(
    day=lambda day: f"{day.year}年{day.month}月{day.day}日",
    month=lambda day: f"{day.year}年{day.month}月",
    year=lambda day: f"{day.year}年",
    between=lambda first, last: f"{first}至{last}之间",
    shortened=_eastern_end("年", "月", "日"),
)
_GRAMMARS: Final = {"en": _ENGLISH, "ko": _KOREAN, "zh-hans": _CHINESE}
LANGUAGES: Final = tuple(_GRAMMARS)


def in_words(value: PartialDate, language: str) -> str:
    """Say ``value`` in ``language`` (``en``, ``ko`` or ``zh-hans``; any other raises ``ValueError``).

    A whole month is a month and a whole year a year; a span of whole months or years is said by its months or years,
    any other span by its two days. A day is never made up for a month.
    """
    grammar = _GRAMMARS.get(language)
    if grammar is None:
        raise ValueError(f"no words for dates in {language!r}: there are {', '.join(LANGUAGES)}")
    start, _, end = value.edtf.partition("/")
    if not end:
        return _single(grammar, start, value.first)
    if len(start) < len("2024-06-15"):
        return grammar.between(_single(grammar, start, value.first), _single(grammar, end, value.last))
    if grammar is _ENGLISH:
        return grammar.between(grammar.shortened(value.first, value.last), grammar.day(value.last))
    return grammar.between(grammar.day(value.first), grammar.shortened(value.first, value.last))


def _single(grammar: _Grammar, text: str, day: date) -> str:
    """Say one EDTF date at the precision of its text."""
    return {4: grammar.year, 7: grammar.month, 10: grammar.day}[len(text)](day)
