"""What is wrong with a date or a period that was typed, in the language of the answer.

``partial_dates`` knows neither languages nor Django: its errors carry an exact English sentence and a code. English
answers give the sentence; in other languages the code is said by a sentence of its own, without what was typed.
"""

from __future__ import annotations

from typing import Final

from django.utils.functional import lazy
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from agreements.partial_dates.days import PartialDateError
from agreements.partial_dates.duration import DurationError
from agreements.register.problems import Words

DATES: Final[dict[str, Words]] = {
    "form": _("That is not a date as it is written here: 2024, 2024-06 or 2024-06-15, or a span of two with a slash."),
    "empty": _("There is no date."),
    "characters": _("A date has only the digits 0 to 9, hyphens and a slash."),
    "too-long": _("That is too long for a date."),
    "approximate": _("The marks ~ ? % are not accepted: give the days between which it lies."),
    "set": _("Lists of dates are not accepted: give one date or one span."),
    "season": _("Seasons and parts of a year have no fixed days: give months."),
    "open": _("An open or unknown date is no date: leave it out."),
    "unknown": _("A year of which no digit is known is no date: leave it out."),
    "long-year": _("A year has four digits, months and days follow hyphens."),
    "negative-year": _("Years before year 1 are not accepted."),
    "year-zero": _("There is no year 0000: years run from 0001."),
    "sentinel": _("Year 9999 is no date: leave the date out."),
    "time": _("A date has no time of day: stop after the day."),
    "scattered": _("Only the last digits of a date may be left open."),
    "no-such-day": _("There is no such month or day."),
    "reversed": _("The span ends before it begins: give the earlier date first."),
    "beyond-calendar": _("That is outside the years 0001 to 9998."),
}
PERIODS: Final[dict[str, Words]] = {
    "form": _("That is not a period as it is written here, such as P180D, P3M or P1Y."),
    "empty": _("A period has at least one day."),
    "characters": _("A period has only digits and the letters P Y M W D."),
    "too-long": _("That is too long for a period."),
    "too-large": _("The numbers of this period are too large."),
    "time": _("A period has no hours, minutes or seconds."),
    "negative": _("A period cannot be negative."),
    "fraction": _("A period has whole numbers only."),
}


def _in_language(english: str, other: Words) -> str:
    return english if (get_language() or "en").startswith("en") else str(other)


_lazily = lazy(_in_language, str)


def date_words(error: PartialDateError | DurationError) -> Words:
    """Say an error of ``partial_dates`` when it is read: exactly in English, by its code in other languages."""
    table = PERIODS if isinstance(error, DurationError) else DATES
    found: Words = _lazily(str(error), table.get(error.code, table["form"]))
    return found
