"""Why a state holds, as one sentence in the reader's language, made from the reason code of a standing.

The rules give codes with values so that every language can say the same thing; dates among the values are said in words
with exactly the precision that they have.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from django.utils.translation import gettext, override

from agreements.lifecycle.reasons import REASONS
from agreements.lifecycle.results import Reason
from agreements.partial_dates.days import PartialDate, PartialDateError
from agreements.partial_dates.display import LANGUAGES, in_words


class _Values(dict[str, str]):
    """Values of a phrase; one that the rules did not give is said to be unknown, in the phrase's place."""

    def __missing__(self, name: str) -> str:
        return gettext("not known")


def because(reason: Reason, language: str) -> str:
    """Give the sentence of a reason in ``language``; a code without a phrase is said by its own words."""
    phrase = REASONS.get(reason.code, reason.code.replace("-", " ").capitalize() + ".")
    with override(language):
        values = _Values({name: said(value, language) for name, value in reason.values.items()})
        return _in_months(gettext(phrase), reason.values).format_map(values)


def _in_months(phrase: str, values: Mapping[str, str]) -> str:
    """Say "in June 2024" where a phrase has "on" for a day; only English does, and leaves other languages alone."""
    for name, value in values.items():
        if re.fullmatch(r"\d{4}(-\d{2})?", value, re.ASCII):
            phrase = phrase.replace(f" on {{{name}}}", f" in {{{name}}}")
    return phrase


def said(value: str, language: str) -> str:
    """Give a value as a reader says it: a date in words, anything else as it is."""
    try:
        return in_words(PartialDate.parse(value), language if language in LANGUAGES else "en")
    except PartialDateError:
        return value
