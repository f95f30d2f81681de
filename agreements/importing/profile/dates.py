"""Forms in which foreign registers write days, and the one EDTF text that each such writing means.

A form is written as it looks: ``D/M/Y``, ``D MON Y``, ``Y年M月D日``. It says what is a day, what a month: nothing is
guessed from the numbers, a form without a day gives a month, and a writing that does not fit is no date. Two-digit
years are read only where the profile says from which year on they count.
"""

from __future__ import annotations

import re
import unicodedata
from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from agreements.partial_dates.days import PartialDate, PartialDateError

EDTF: Final = "EDTF"
#: The names of months that ``MON`` reads, by language; an abbreviation is any beginning of three letters or more, with
#: or without a full stop, that begins one month only.
MONTH_NAMES: Final = {
    "en": "january february march april may june july august september october november december",
    "pt": "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "de": "januar februar märz april mai juni juli august september oktober november dezember",
    "ko": "1월 2월 3월 4월 5월 6월 7월 8월 9월 10월 11월 12월",
    "zh": "一月 二月 三月 四月 五月 六月 七月 八月 九月 十月 十一月 十二月",
}
_TOKEN = re.compile(r"MON|YY|Y|M|D")
_PIECES: Final = {
    "Y": r"(?P<year>[0-9]{4})",
    "YY": r"(?P<short>[0-9]{2})",
    "M": r"(?P<month>[0-9]{1,2})",
    "D": r"(?P<day>[0-9]{1,2})",
    "MON": r"(?P<name>[^\W\d_]+\.?|[0-9]{1,2}월)",
}
#: A time of day behind a date, with or without a zone, as programs write it beside days.
_TIMED = re.compile(
    r"(?P<day>.*\w)(?:T|\s+)(?P<time>[0-9]{1,2}:[0-9]{2}(:[0-9]{2}([.,][0-9]+)?)?)\s*(Z|[+-][0-9]{2}(:?[0-9]{2})?)?",
    re.IGNORECASE | re.DOTALL,
)
_MOMENT: Final = "A time of day stands behind this date, and is not midnight: give the day alone."
_ISO_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
#: Combinations of tokens that are a date: a day needs its month.
_SOUND: Final = ({"Y"}, {"Y", "M"}, {"Y", "M", "D"}, {"Y", "MON"}, {"Y", "MON", "D"})


class UnknownForm(ValueError):
    """A form that cannot be read; the message is the rest of a sentence that names it."""


@dataclass(frozen=True, slots=True)
class DateFormat:
    """One form, ready to read; ``text`` is as the profile writes it."""

    text: str
    pattern: re.Pattern[str] | None
    months: tuple[tuple[str, int], ...] = ()
    short_years_from: int | None = None

    def read(self, words: str) -> str | None:
        """Give the EDTF text of what is written, or ``None`` where it is not of this form.

        Raises ``PartialDateError`` where it is of this form and no such day exists.
        """
        if self.pattern is None:
            return PartialDate.parse(words).edtf
        match = self.pattern.fullmatch(words)
        if match is None:
            return None
        found = match.groupdict()
        year = self._year(found)
        if found.get("name"):
            number = self._month(found["name"])
            if number is None:
                return None
        elif found.get("month"):
            number = int(found["month"])
        else:
            return PartialDate.year(year).edtf
        if not found.get("day"):
            return PartialDate.month(year, number).edtf
        day = int(found["day"])
        if 1 <= number <= 12 and 1 <= year <= 9998 and 1 <= day <= monthrange(year, number)[1]:
            return f"{year:04d}-{number:02d}-{day:02d}"
        return PartialDate.parse(f"{year:04d}-{number:02d}-{day:02d}").edtf

    def _year(self, found: dict[str, str | None]) -> int:
        if (full := found.get("year")) is not None:
            return int(full)
        start = self.short_years_from
        assert start is not None, "a form with YY is compiled with the year from which it counts"
        return start + (int(found["short"] or "0") - start) % 100

    def _month(self, written: str) -> int | None:
        name = written.rstrip(".").casefold()
        full = {number for month, number in self.months if month == name}
        if not full and len(name) >= 3:
            full = {number for month, number in self.months if month.startswith(name)}
        return full.pop() if len(full) == 1 else None


def compile_format(
    text: str, languages: Iterable[str] = ("en", "pt", "ko", "zh"), *, short_years_from: int | None = None
) -> DateFormat:
    """Compile a form; ``UnknownForm`` says what is wrong with it."""
    if text == EDTF:
        return DateFormat(text, None)
    tokens = _TOKEN.findall(text)
    kinds = {"Y" if token == "YY" else token for token in tokens}
    if len(tokens) != len(kinds) or kinds not in _SOUND or "%" in text:
        raise UnknownForm(
            f"is no form of a date: write Y (or YY), M (or MON) and D as they follow one another, "
            f"as in D/M/Y, Y-M-D, D MON Y, M/Y, Y, or {EDTF}."
        )
    if "YY" in tokens and short_years_from is None:
        raise UnknownForm("has two-digit years: say in [dates] from which year on they count, two_digit_years_from.")
    pieces, at = [], 0
    for token in _TOKEN.finditer(text):
        piece = _PIECES[token.group()]
        if token.group() in "MD" and _touches(text, token):
            piece = piece.replace("{1,2}", "{2}")
        pieces += [_literal(text[at : token.start()]), piece]
        at = token.end()
    pattern = re.compile("".join([*pieces, _literal(text[at:])]), re.IGNORECASE)
    chosen = [language for language in languages if language in MONTH_NAMES]
    names = tuple(
        (spelling, number)
        for language in chosen
        for number, name in enumerate(MONTH_NAMES[language].split(), 1)
        for spelling in {name.casefold(), _bare(name)}
    )
    return DateFormat(text, pattern, names if "MON" in tokens else (), short_years_from)


def without_midnight(words: str) -> str:
    """Give what stands before midnight, and all of a text that ends in no time of day.

    Raises ``PartialDateError`` with the code ``time`` for any other time of day.
    """
    timed = _TIMED.fullmatch(words)
    if timed is None:
        return words
    if timed["time"].strip("0:.,"):
        raise PartialDateError(_MOMENT, "time")
    return timed["day"]


def read_date(words: str, formats: Iterable[DateFormat]) -> str:
    """Give the EDTF text of ``words`` by the first form that fits; ``PartialDateError`` where none does.

    Midnight behind a date is how programs write a day, and says nothing. Any other time of day refuses: it was written
    for a moment, whose day is another one elsewhere. Before midnight a whole ISO day needs no form.
    """
    forms = tuple(formats)
    try:
        return _read_day(words, forms)
    except PartialDateError:
        if (day := without_midnight(words)) == words:
            raise
        return PartialDate.parse(day).edtf if _ISO_DAY.fullmatch(day) else _read_day(day, forms)


def _read_day(words: str, formats: Iterable[DateFormat]) -> str:
    wrong: PartialDateError | None = None
    tried = []
    for form in formats:
        tried.append(form.text)
        try:
            found = form.read(words)
        except PartialDateError as error:
            if form.pattern is not None:
                wrong = wrong or error
            continue
        if found is not None:
            return found
    if wrong is not None:
        raise wrong
    raise PartialDateError(f"This is no date in any of the forms tried: {', '.join(tried)}.", "form")


def _touches(text: str, token: re.Match[str]) -> bool:
    """Whether another token follows or precedes without anything between: then all digits must be written."""
    return bool(_TOKEN.match(text, token.end())) or any(m.end() == token.start() for m in _TOKEN.finditer(text))


def _literal(text: str) -> str:
    """Give the pattern of what stands between the tokens: white space may be missing or more."""
    return r"\s*".join(re.escape(piece) for piece in re.split(r"\s+", text)) if text.strip() else _space(text)


def _space(text: str) -> str:
    return r"\s+" if text else ""


def _bare(name: str) -> str:
    """Give a name without its accents, as it is often typed; Hangul is left whole."""
    stripped = "".join(c for c in unicodedata.normalize("NFD", name) if not unicodedata.combining(c))
    return unicodedata.normalize("NFC", stripped).casefold()
