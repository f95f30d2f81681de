"""What is wrong with a request, in words: every problem of one request is collected and told at once.

Pages show the sentences beside the form and the API answers one ``application/problem+json`` (RFC 9457) of status 400
with all of them (contract, "bad input"). Nothing that a stranger types is ever ignored.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Final

LONGEST_ECHO: Final = 80
MOST_ALLOWED: Final = 60


@dataclass(frozen=True, slots=True)
class ParameterProblem:
    """One parameter that cannot be read: its name, a sentence, and what is allowed (codes, or a form in words)."""

    parameter: str
    message: str
    allowed: tuple[str, ...] = ()

    def as_dict(self) -> dict[str, object]:
        """Give the problem as one of the ``errors`` of the problem document."""
        return {"parameter": self.parameter, "message": self.message, "allowed": list(self.allowed)}


class BadParametersError(ValueError):
    """The request is refused; ``problems`` says why, at least once."""

    def __init__(self, problems: Iterable[ParameterProblem]) -> None:
        self.problems: tuple[ParameterProblem, ...] = tuple(problems)
        super().__init__(" ".join(p.message for p in self.problems))


class BadValueError(ValueError):
    """One value that cannot be read, before the parameter that it was given for is known."""

    def __init__(self, message: str, allowed: Iterable[str] = ()) -> None:
        super().__init__(message)
        self.message = message
        self.allowed = tuple(allowed)

    def of(self, parameter: str) -> ParameterProblem:
        """Give the problem of ``parameter``."""
        return ParameterProblem(parameter, f"{parameter}: {self.message}", self.allowed)


def shown(text: str) -> str:
    """Quote what was typed, short enough for a sentence and without characters that do not print."""
    printable = "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in text[:LONGEST_ECHO])
    return f"“{printable}{'…' if len(text) > LONGEST_ECHO else ''}”"


def nearest(word: str, words: Sequence[str]) -> str | None:
    """Give the word that was probably meant, or ``None``."""
    found = get_close_matches(word[:LONGEST_ECHO].lower(), words, n=1, cutoff=0.6)
    return found[0] if found else None


def unknown_word(text: str, what: str, words: Sequence[str], *, elsewhere: str = "") -> BadValueError:
    """Say that ``text`` is no ``what``, which one was probably meant, and what there is.

    ``elsewhere`` names the list to look in where there are more than ``MOST_ALLOWED`` words.
    """
    meant = nearest(text, words)
    hint = f" Did you mean “{meant}”?" if meant else ""
    many = len(words) > MOST_ALLOWED
    where = f" All of them are at {elsewhere}." if many and elsewhere else ""
    return BadValueError(f"{shown(text)} is not {what}.{hint}{where}", (elsewhere,) if many and elsewhere else words)
