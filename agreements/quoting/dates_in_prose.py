"""The dates that a passage states or implies, in English, Korean and Chinese.

A stated date is read as it is written. A date that only makes sense from the day on which the text was published
("last June", 지난해 6월, 去年6月) is resolved against that day, is *inferred*, and brings its reasoning in words
(domain section 9). Nothing more precise than the words is ever made of them: a month stays a month. Where words can be
read in two ways, both are given and an editor chooses. The patterns are our own: general parsers of dates invent days.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, Literal

from django.utils.translation import get_language, gettext

from agreements.partial_dates.days import PartialDate, PartialDateError
from agreements.partial_dates.display import MONTHS, in_words

Basis = Literal["stated", "inferred"]

_MONTH_NUMBERS: Final = {
    **{name.lower(): number for number, name in enumerate(MONTHS, 1)},
    **{name[:3].lower(): number for number, name in enumerate(MONTHS, 1)},
    "sept": 9,
}
_LONGEST_PUBLISHED: Final = 366
"""Days; a text whose publication is less well known says nothing of what "last June" was."""
_MOST_READINGS: Final = 3
_HAN: Final = {han: number for number, han in enumerate("一二三四五六七八九十", 1)} | {"十一": 11, "十二": 12}
_WEEKDAYS: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_M = "(?P<m>" + "|".join(sorted(_MONTH_NUMBERS, key=len, reverse=True)) + r")\b\.?"
_D = r"(?P<d>[0-9]{1,2})"
_Y = r"(?P<y>[12][0-9]{3})"
_EAST_M = r"(?P<m>[0-9]{1,2}|十[一二]|[一二三四五六七八九十])"

_STATED: Final = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"(?<![0-9-]){_Y}-(?P<m>[0-9]{{2}})(?:-(?P<d>[0-9]{{2}}))?(?![0-9-])",
        rf"\b{_D}(?:st|nd|rd|th)?(?: of)? {_M},? {_Y}\b",
        rf"\b{_M} {_D}(?:st|nd|rd|th)?,? {_Y}\b",
        rf"\b{_M},? {_Y}\b",
        rf"\b(?:in|since|until|by|of|from|during) {_Y}\b(?! *(?:million|billion|won|yuan|dollars|people))",
        rf"{_Y} ?[년年](?: ?{_EAST_M} ?[월月](?: ?{_D} ?[일日号])?)?",
    )
)


@dataclass(frozen=True, slots=True)
class ProseDate:
    """A date that words give: the set of days, the words, how it is known, and for an inference the reasoning."""

    value: PartialDate
    words: str
    basis: Basis
    reasoning: str = ""


@dataclass(frozen=True, slots=True)
class _Rule:
    pattern: re.Pattern[str]
    days: Callable[[re.Match[str], date], list[PartialDate]]


def dates_in(words: str, published: PartialDate | None = None) -> list[ProseDate]:
    """Give every date in the words, stated ones first as they stand; relative ones need ``published``.

    ``published`` is when the text appeared. Known only to a month or a year it gives all the days that may be meant.
    """
    plain = " ".join(unicodedata.normalize("NFKC", words).split())
    found: list[ProseDate] = []
    taken: list[tuple[int, int]] = []
    for match, value in _stated(plain):
        found.append(ProseDate(value, match[0], "stated"))
        taken.append(match.span())
    if published is not None:
        for rule in _RELATIVE:
            for match in rule.pattern.finditer(plain):
                if not any(start < match.end() and match.start() < end for start, end in taken):
                    taken.append(match.span())
                    found += _resolved(rule, match, published)
    return list(dict.fromkeys(found))


def _stated(text: str) -> Iterator[tuple[re.Match[str], PartialDate]]:
    taken: list[tuple[int, int]] = []
    for pattern in _STATED:
        for match in pattern.finditer(text):
            if any(start < match.end() and match.start() < end for start, end in taken):
                continue
            groups = match.groupdict()
            taken.append(match.span())
            value = _made(int(groups["y"]), groups.get("m"), groups.get("d"))
            if value is not None:
                yield match, value


def _resolved(rule: _Rule, match: re.Match[str], published: PartialDate) -> Iterator[ProseDate]:
    language = get_language() or "en"
    for value in _readings(rule, match, published):
        reasoning = gettext("“%(words)s” in a text of %(published)s: %(date)s.") % {
            "words": match[0],
            "published": in_words(published, language),
            "date": in_words(value, language),
        }
        yield ProseDate(value, match[0], "inferred", reasoning)


def _readings(rule: _Rule, match: re.Match[str], published: PartialDate) -> list[PartialDate]:
    """Give what the words mean, read on each day on which the text may have appeared.

    Readings that touch become one. Those that do not stay apart, because the days between them are meant by nobody;
    only where they are many are they covered by one span. A text of an unknown year resolves nothing.
    """
    if published.day_count > _LONGEST_PUBLISHED:
        return []
    of_days = [_on_day(rule, match, published.first + timedelta(days=n)) for n in range(published.day_count)]
    found: dict[PartialDate, None] = {}
    for place in range(max(map(len, of_days))):
        runs = _joined({values[place] for values in of_days if len(values) > place})
        if len(runs) > _MOST_READINGS:
            runs = [PartialDate.span(runs[0].first, runs[-1].last)]
        found |= dict.fromkeys(reversed(runs))
    return list(found)


def _on_day(rule: _Rule, match: re.Match[str], day: date) -> list[PartialDate]:
    try:
        return rule.days(match, day)
    except (PartialDateError, OverflowError):
        return []


def _joined(values: set[PartialDate]) -> list[PartialDate]:
    runs: list[PartialDate] = []
    for value in sorted(values):
        if runs and value.first <= runs[-1].last + timedelta(days=1):
            runs[-1] = PartialDate.span(runs[-1].first, max(runs[-1].last, value.last))
        else:
            runs.append(value)
    return runs


def _made(year: int, month: str | None, day: str | None) -> PartialDate | None:
    try:
        if month is None:
            return PartialDate.year(year)
        number = _month(month)
        return PartialDate.month(year, number) if day is None else PartialDate.day(date(year, number, int(day)))
    except (ValueError, PartialDateError):
        return None


def _month(text: str) -> int:
    return int(text) if text.isdecimal() else _MONTH_NUMBERS.get(text.lower()) or _HAN[text]


def _in_year(shift: int) -> Callable[[re.Match[str], date], list[PartialDate]]:
    """A month, and a day where one is given, of the year of publication moved by ``shift`` years."""

    def days(match: re.Match[str], published: date) -> list[PartialDate]:
        groups = match.groupdict()
        made = _made(published.year + shift, groups.get("m"), groups.get("d"))
        return [] if made is None else [made]

    return days


def _last_such_month(match: re.Match[str], published: date) -> list[PartialDate]:
    """“Last June”: the latest June that was over, and the one of the year before where the former is this year's."""
    month = _month(match["m"])
    year = published.year if month < published.month else published.year - 1
    latest = PartialDate.month(year, month)
    return [latest, PartialDate.month(year - 1, month)] if year == published.year else [latest]


def _past_month(match: re.Match[str], published: date) -> list[PartialDate]:
    """지난 6월: the latest such month that had begun before the month of publication."""
    return _last_such_month(match, published)[:1]


def _next_such_month(match: re.Match[str], published: date) -> list[PartialDate]:
    month = _month(match["m"])
    return [PartialDate.month(published.year + (month <= published.month), month)]


def _months(shift: int) -> Callable[[re.Match[str], date], list[PartialDate]]:
    def days(match: re.Match[str], published: date) -> list[PartialDate]:
        number = published.year * 12 + published.month - 1 + shift
        return [PartialDate.month(number // 12, number % 12 + 1)]

    return days


def _days(shift: int) -> Callable[[re.Match[str], date], list[PartialDate]]:
    return lambda match, published: [PartialDate.day(published + timedelta(days=shift))]


def _weekday(match: re.Match[str], published: date) -> list[PartialDate]:
    """“On Monday”: the latest Monday up to the day of publication, or the next one after it."""
    back = (published.weekday() - _WEEKDAYS.index(match["w"].lower())) % 7
    latest = published - timedelta(days=back)
    return [PartialDate.day(latest), PartialDate.day(latest + timedelta(days=7))]


def _last_weekday(match: re.Match[str], published: date) -> list[PartialDate]:
    back = (published.weekday() - _WEEKDAYS.index(match["w"].lower()) - 1) % 7 + 1
    return [PartialDate.day(published - timedelta(days=back))]


def _past_day(match: re.Match[str], published: date) -> list[PartialDate]:
    """지난 5일: the latest such day of a month before the day of publication."""
    number = published.year * 12 + published.month - 1 - (int(match["d"]) >= published.day)
    made = _made(number // 12, str(number % 12 + 1), match["d"])
    return [] if made is None else [made]


def _rules() -> Iterator[_Rule]:
    week = "(?P<w>" + "|".join(_WEEKDAYS) + ")"
    month_day = rf"{_EAST_M} ?[월月](?: ?{_D} ?[일日号])?"
    table: tuple[tuple[str, Callable[[re.Match[str], date], list[PartialDate]]], ...] = (
        (rf"\b(?:(?:in )?{_M}(?: of)? last year)", _in_year(-1)),
        (rf"\b(?:(?:in )?{_M}(?: of)? this year)", _in_year(0)),
        (rf"\b(?:(?:in )?{_M}(?: of)? next year)", _in_year(1)),
        (rf"\blast {_M}", _last_such_month),
        (rf"\bthis {_M}", _in_year(0)),
        (rf"\bnext {_M}", _next_such_month),
        (r"\blast month\b", _months(-1)),
        (r"\bthis month\b", _months(0)),
        (r"\bnext month\b", _months(1)),
        (r"\blast year\b", _in_year(-1)),
        (r"\bthis year\b", _in_year(0)),
        (r"\bnext year\b", _in_year(1)),
        (r"\byesterday\b", _days(-1)),
        (r"\btoday\b", _days(0)),
        (r"\btomorrow\b", _days(1)),
        (rf"\blast {week}\b", _last_weekday),
        (rf"\bon {week}\b", _weekday),
        (rf"(?:지난해|작년) ?{month_day}", _in_year(-1)),
        (rf"(?:올해|금년) ?{month_day}", _in_year(0)),
        (rf"(?:내년|명년) ?{month_day}", _in_year(1)),
        (rf"지난 ?{_EAST_M} ?월", _past_month),
        (rf"지난 ?{_D} ?일", _past_day),
        (r"지난해|작년", _in_year(-1)),
        (r"올해|금년", _in_year(0)),
        (r"내년", _in_year(1)),
        (r"지난 ?달|전월", _months(-1)),
        (r"이번 ?달|이달", _months(0)),
        (r"다음 ?달|내달", _months(1)),
        (r"어제|전날", _days(-1)),
        (r"오늘", _days(0)),
        (r"내일", _days(1)),
        (rf"去年 ?{month_day}", _in_year(-1)),
        (rf"今年 ?{month_day}", _in_year(0)),
        (rf"明年 ?{month_day}", _in_year(1)),
        (r"去年", _in_year(-1)),
        (r"今年", _in_year(0)),
        (r"明年", _in_year(1)),
        (r"上个?月", _months(-1)),
        (r"本月|这个月", _months(0)),
        (r"下个?月", _months(1)),
        (r"昨[日天]", _days(-1)),
        (r"今[日天]", _days(0)),
        (r"明[日天]", _days(1)),
    )
    for pattern, days in table:
        yield _Rule(re.compile(pattern, re.IGNORECASE), days)


_RELATIVE: Final = tuple(_rules())
