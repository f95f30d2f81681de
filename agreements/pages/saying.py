"""What a page says of a record: facts, each a term and values, and each value with its marker.

*Unknown* is a value and is said as such, in words of its own, never as none, a dash or "indefinite" (domain section 1).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from agreements.codelists import BasisCode
from agreements.pages.marking import Mark
from agreements.partial_dates.days import PartialDate
from agreements.partial_dates.display import in_words


@dataclass(frozen=True, slots=True)
class Said:
    """One value as it is shown. ``edtf`` makes it a date, ``href`` a link, ``lang`` a text in another language."""

    text: str
    marks: tuple[Mark, ...] = ()
    href: str = ""
    lang: str = ""
    edtf: str = ""
    note: str = ""
    unknown: bool = False
    code: bool = False


@dataclass(frozen=True, slots=True)
class Fact:
    """A term with what is said under it."""

    term: str
    values: tuple[Said, ...] = field(default_factory=tuple)


def basis_word(code: str) -> str:
    """Say how a value is known; of what the rules derive, also that it is presumed."""
    words = {**dict(BasisCode.choices), "presumed": _("presumed")}
    return str(words.get(code, code)).lower()


def marks(*given: Mark | None) -> tuple[Mark, ...]:
    """Give the markers that there are, each once."""
    kept: list[Mark] = []
    for mark in given:
        if mark is not None and all(mark.note is not other.note for other in kept):
            kept.append(mark)
    return tuple(kept)


def day(edtf: str, language: str, *given: Mark | None, note: str = "") -> Said:
    """Say a day, with exactly the precision that it has, and how it is known where it is not stated."""
    basis = next((mark.basis for mark in given if mark is not None and mark.basis), "")
    words = [note] if note else []
    if basis:
        words.append(basis_word(basis))
    return Said(words_of(edtf, language), marks(*given), edtf=edtf, note=", ".join(words))


def unknown(text: str | None = None) -> Said:
    """Say that nothing is known."""
    return Said(text or _("Not known from our sources"), unknown=True)


def label(labels: Mapping[str, Any], code: str) -> str:
    """Give the label of a code."""
    return str(labels.get(code, code))


def words_of(edtf: str, language: str) -> str:
    """Say a day in a language."""
    return in_words(PartialDate.parse(edtf), language)


def when(edtf: str, language: str) -> str:
    """Say a day within a sentence: "on 5 January 2026", "in June 2024", "between 10 and 20 June 2024"."""
    value = PartialDate.parse(edtf)
    words = in_words(value, language)
    if "/" in value.edtf:
        return words
    if len(value.edtf) == len("2024-06-15"):
        return _("on %(day)s") % {"day": words}
    return _("in %(day)s") % {"day": words}


def known_to(edtf: str) -> str:
    """Say how far a date is known, where it is not known to the day; "" where it is."""
    words = {"month": _("known to the month"), "year": _("known to the year"), "span": _("not known to the day")}
    return words.get(PartialDate.parse(edtf).precision, "")
