"""Read the lengths of time that editors type and foreign registers write: ISO 8601, and the written forms of English,
Korean and Chinese; with a number in digits also of Portuguese, Spanish, French and German.

The desk and imports by profile use this; the API, seeds and exports have ISO 8601 alone. What a length leaves open is
refused, not rounded: "about a year", "a few months", "1.5 years". Half a year is six months in every calendar, so it is
read.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from agreements.partial_dates.duration import LONGEST, Duration, DurationError

ALLOWED_TYPED_DURATIONS: Final = (
    "Write 3 years, 36 months, 2 years and 6 months, 90 days, 6개월, 三年, or P3Y, P36M, P90D."
)

_NUMBER_WORDS: Final = {
    word: number
    for number, words in enumerate(
        (
            *("", "a an one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
            *("eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
        )
    )
    for word in words.split()
} | {"twenty": 20, "thirty": 30, "sixty": 60, "ninety": 90}
_UNITS: Final = {
    "years": (
        *("year", "years", "yr", "yrs", "년", "년간", "年"),
        *("ano", "anos", "año", "años", "an", "ans", "année", "années", "jahr", "jahre", "jahren"),
    ),
    "months": (
        *("month", "months", "mo", "개월", "개월간", "달", "个月", "個月", "月"),
        *("mês", "mes", "meses", "mois", "monat", "monate", "monaten"),
    ),
    "weeks": (
        *("week", "weeks", "주", "주일", "주간", "周", "星期", "个星期"),
        *("semana", "semanas", "semaine", "semaines", "woche", "wochen"),
    ),
    "days": (
        *("day", "days", "일", "일간", "天", "日"),
        *("dia", "dias", "día", "días", "jour", "jours", "tag", "tage", "tagen"),
    ),
}
_UNIT_OF: Final = {word: unit for unit, words in _UNITS.items() for word in words}
_DIGITS: Final = {
    **{character: number for number, character in enumerate("零一二三四五六七八九")},
    **{character: number for number, character in enumerate("영일이삼사오육칠팔구")},
    "两": 2,
    "兩": 2,
}
_TENS: Final = "十십"
_HALF_YEARS: Final = frozenset({"half a year", "반년", "半年", "반 년"})
_LONG_UNITS: Final = "|".join(sorted(map(re.escape, _UNIT_OF), key=len, reverse=True))
_PART = re.compile(rf"(?P<number>[0-9]+|[a-z]+|[{''.join(_DIGITS)}{_TENS}]+?) ?(?P<unit>{_LONG_UNITS})(?![a-z])")
_JOINT = re.compile(r"(?:,? and |, ?| (?:e|y|et|und) |과 |零|又| )?")


def parse_typed_duration(text: str) -> Duration:
    """Read what an editor typed; ``DurationError`` says why it cannot be read and what can.

    White space around and full-width digits are forgiven, as input methods produce them.
    """
    if not isinstance(text, str):
        raise DurationError(f"A period is a text. {ALLOWED_TYPED_DURATIONS}", "form")
    if len(text) > 2 * LONGEST:
        raise DurationError(f"A period has at most {2 * LONGEST} characters.", "too-long")
    if any(unicodedata.category(character) in ("Cc", "Cs", "Cf", "Co", "Cn") for character in text.strip()):
        raise DurationError(f"The text has characters that cannot be printed. {ALLOWED_TYPED_DURATIONS}", "characters")
    plain = " ".join(unicodedata.normalize("NFKC", text).split())
    if not plain:
        raise DurationError(f"There is no period. {ALLOWED_TYPED_DURATIONS}", "empty")
    if re.match(r"[+-]?P", plain, re.IGNORECASE) and not re.search("[^\x00-\x7f ]", plain):
        return Duration.parse(plain.upper())
    if re.search(r"[0-9][.][0-9]", plain):
        raise DurationError(f"A period has whole numbers only. {ALLOWED_TYPED_DURATIONS}", "fraction")
    return _written(plain.lower())


def _written(plain: str) -> Duration:
    if plain in _HALF_YEARS:
        return Duration(months=6)
    counts: dict[str, int] = {}
    at = 0
    while at < len(plain):
        found = _PART.match(plain, at)
        number = None if found is None else _number(found["number"])
        if found is None or number is None or _UNIT_OF[found["unit"]] in counts:
            raise DurationError(f"This is not a period that can be read. {ALLOWED_TYPED_DURATIONS}", "form")
        counts[_UNIT_OF[found["unit"]]] = number
        joint = _JOINT.match(plain, found.end())
        at = found.end() if joint is None else joint.end()
        if at == len(plain) and joint is not None and joint.group():
            raise DurationError(f"The period breaks off. {ALLOWED_TYPED_DURATIONS}", "form")
    return Duration(**counts)


def _number(text: str) -> int | None:
    if text.isdecimal() and text.isascii():
        return int(text)
    if text in _NUMBER_WORDS:
        return _NUMBER_WORDS[text]
    tens, ten, ones = text.partition("十") if "十" in text else text.partition("십")
    if not ten:
        return _DIGITS.get(text)
    if (tens and tens not in _DIGITS) or (ones and ones not in _DIGITS):
        return None
    return 10 * (_DIGITS[tens] if tens else 1) + (_DIGITS[ones] if ones else 0)
