"""Readers of single values, and the two form fields by which a filter set reads one value or several.

A reader takes the text of one value and gives what the filter needs, or raises ``BadValueError`` with a sentence and
with what is allowed. django-filter and its forms carry the values; the sentences are ours, one for every page, feed and
API answer.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any, Final, cast

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from agreements.partial_dates.days import PartialDate, PartialDateError
from agreements.partial_dates.duration import ALLOWED_DURATIONS, Duration, DurationError
from agreements.register.date_words import date_words
from agreements.register.problems import BadValueError, Words, said, shown, unknown_word

Reader = Callable[[str], Any]

FLAGS: Final = {"true": True, "false": False}
SLUG: Final = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*", re.ASCII)
EDTF_FORMS: Final = ("2024", "2024-06", "2024-06-15", "2024-06-10/2024-06-20")


def one_of(what: Words, codes: Iterable[str]) -> Reader:
    """Make the reader of a code list; ``what`` is a noun with its article. It keeps the list as ``codes``."""
    allowed = tuple(codes)

    def read(text: str) -> str:
        if text not in allowed:
            raise unknown_word(text, what, allowed)
        return text

    read.codes = allowed  # type: ignore[attr-defined]
    return read


def flag(text: str) -> bool:
    """Read ``true`` or ``false``."""
    if text not in FLAGS:
        raise BadValueError(said(_("{typed} is neither true nor false."), typed=shown(text)), FLAGS)
    return FLAGS[text]


def edtf(text: str) -> PartialDate:
    """Read a partial date as EDTF."""
    try:
        return PartialDate.parse(text)
    except PartialDateError as error:
        raise BadValueError(date_words(error), EDTF_FORMS) from None


def year(text: str) -> PartialDate:
    """Read a year of four digits."""
    if not re.fullmatch(r"\d{4}", text, re.ASCII):
        raise BadValueError(said(_("{typed} is not a year of four digits."), typed=shown(text)), ("2024",))
    return edtf(text)


def duration(text: str) -> Duration:
    """Read an ISO 8601 period of years, months, weeks and days."""
    try:
        return Duration.parse(text)
    except DurationError as error:
        raise BadValueError(date_words(error), (ALLOWED_DURATIONS,)) from None


def identifier(text: str) -> str:
    """Read ``scheme:value``."""
    scheme, colon, value = text.partition(":")
    if not (scheme.strip() and colon and value.strip()):
        sentence = said(_("{typed} is not scheme:value."), typed=shown(text))
        raise BadValueError(sentence, (_("scheme:value, for example unts:12345"),))
    return f"{scheme.strip()}:{value.strip()}"


def sequence_number(text: str) -> int:
    """Read a number of the register's sequence; 0 stands before the first."""
    if not (text.isascii() and text.isdigit() and len(text) < 19):
        sentence = said(_("{typed} is not a number of the sequence."), typed=shown(text))
        raise BadValueError(sentence, (_("0 or a positive whole number"),))
    return int(text)


def language_tag(text: str) -> str:
    """Read the tag of a language (BCP 47, as sources carry it), in any case."""
    if not re.fullmatch(r"[a-z]{2,3}(-[a-z0-9]{2,8}){0,3}", text.lower(), re.ASCII):
        raise BadValueError(
            said(_("{typed} is not the tag of a language."), typed=shown(text)), ("en", "ko", "zh-hans")
        )
    return text.lower()


def text(given: str) -> str:
    """Read words that the register holds as they stand."""
    return given


def slug(text: str) -> str:
    """Read the id of a record, in any case."""
    found = text.lower()
    if not SLUG.fullmatch(found) or len(found) > 120:
        sentence = said(_("{typed} is not the id of a record."), typed=shown(text))
        raise BadValueError(sentence, (_("lower-case letters, digits and hyphens"),))
    return found


class _Reading(forms.Field):
    """What both fields share: the reader, and the sentence that lists what is wrong with a value."""

    def __init__(self, *, reader: Reader, **kwargs: Any) -> None:
        self.reader = reader
        super().__init__(**kwargs)

    def read(self, text: str) -> Any:
        """Read one value; ``ValidationError`` whose ``allowed`` is what may be given instead."""
        try:
            return self.reader(text)
        except BadValueError as error:
            refusal = ValidationError(cast("str", error.words))
            refusal.allowed = error.allowed  # type: ignore[attr-defined]
            raise refusal from None


class OneField(_Reading):
    """A parameter that is given once; ``None`` when absent."""

    widget = forms.TextInput

    def to_python(self, value: Any) -> Any:
        """Read the value."""
        return self.read(value) if value else None


class ManyField(_Reading):
    """A parameter that may be repeated: a list of values, empty when absent."""

    widget = forms.MultipleHiddenInput

    def to_python(self, value: Any) -> list[Any]:
        """Read every value; each that cannot be read is told."""
        found, refused = [], []
        for text in value or []:
            try:
                found.append(self.read(text))
            except ValidationError as error:
                refused.append(error)
        if refused:
            raise ValidationError(refused)
        return found
