"""What is wrong with a request, in words: every problem of one request is collected and told at once.

Pages show the sentences beside the form and the API answers one ``application/problem+json`` (RFC 9457) of status 400
with all of them (contract, "bad input"). Nothing that a stranger types is ever ignored.

A sentence is written where the fault is found, but said in the language of the answer, which may not be known there. So
``said`` keeps the words and what stands in them apart until ``message`` is read; names of parameters stay as they are.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any, Final, cast

from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

LONGEST_ECHO: Final = 80
MOST_ALLOWED: Final = 60

#: A sentence that is said when it is read: in the language that is active then.
Words = str | Promise


def said(template: Words, **values: Any) -> Words:
    """Put values into a translatable sentence, both kept until it is read: ``said(_("{a} is not b."), a=...)``."""
    return format_lazy(cast("str", template), **values)


@dataclass(frozen=True, slots=True)
class ParameterProblem:
    """One parameter that cannot be read: its name, a sentence, and what is allowed (codes, or a form in words)."""

    parameter: str
    words: Words
    allowed: tuple[Words, ...] = ()

    @property
    def message(self) -> str:
        """Say the sentence, in the language that is active now."""
        return str(self.words)

    def as_dict(self) -> dict[str, object]:
        """Give the problem as one of the ``errors`` of the problem document."""
        return {"parameter": self.parameter, "message": self.message, "allowed": [str(each) for each in self.allowed]}


class BadParametersError(ValueError):
    """The request is refused; ``problems`` says why, at least once."""

    def __init__(self, problems: Iterable[ParameterProblem]) -> None:
        self.problems: tuple[ParameterProblem, ...] = tuple(problems)
        super().__init__(" ".join(p.message for p in self.problems))


class BadValueError(ValueError):
    """One value that cannot be read, before the parameter that it was given for is known."""

    def __init__(self, words: Words, allowed: Iterable[Words] = ()) -> None:
        super().__init__(words)
        self.words = words
        self.allowed = tuple(allowed)

    @property
    def message(self) -> str:
        """Say the sentence, in the language that is active now."""
        return str(self.words)

    def of(self, parameter: str) -> ParameterProblem:
        """Give the problem of ``parameter``."""
        return ParameterProblem(parameter, format_lazy("{}: {}", parameter, self.words), self.allowed)


def reversed_bounds(first: str, after: object, last: str, before: object) -> ParameterProblem:
    """Say that the first bound of a range is later than the last one."""
    sentence = _("{first} ({after}) is later than {last} ({before}).")
    told = said(sentence, first=first, after=after, last=last, before=before)
    return ParameterProblem(first, told, (said(_("a date up to {before}"), before=before),))


def shown(text: str) -> str:
    """Quote what was typed, short enough for a sentence and without characters that do not print."""
    printable = "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in text[:LONGEST_ECHO])
    return f"“{printable}{'…' if len(text) > LONGEST_ECHO else ''}”"


def nearest(word: str, words: Sequence[str]) -> str | None:
    """Give the word that was probably meant, or ``None``."""
    found = get_close_matches(word[:LONGEST_ECHO].lower(), words, n=1, cutoff=0.6)
    return found[0] if found else None


def with_hint(sentence: Words, meant: str | None) -> Words:
    """Add to a sentence which word was probably meant, where there is one."""
    return together(sentence, said(_("Did you mean “{meant}”?"), meant=meant)) if meant else sentence


def together(*sentences: Words) -> Words:
    """Say sentences one after the other."""
    return format_lazy(" ".join("{}" for _each in sentences), *sentences)


def unknown_word(text: str, what: Words, words: Sequence[str], *, elsewhere: Words = "") -> BadValueError:
    """Say that ``text`` is no ``what``, which one was probably meant, and what there is.

    ``elsewhere`` names the list to look in where there are more than ``MOST_ALLOWED`` words.
    """
    many = len(words) > MOST_ALLOWED
    told = with_hint(said(_("{typed} is not {what}."), typed=shown(text), what=what), nearest(text, words))
    if many and elsewhere:
        told = together(told, said(_("All of them are at {place}."), place=elsewhere))
    return BadValueError(told, (elsewhere,) if many and elsewhere else words)
