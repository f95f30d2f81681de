"""Patterns of a profile: regular expressions of a stranger, which may take longer than anybody waits.

``^(.*?,){11}P`` looks at every way to part a long list before it says no, for minutes. A profile comes in over the web,
so each search ends after ``LONGEST`` seconds, and the profile is refused with the place. The standard library cannot
stop a search; ``regex`` reads the same language and can, and falls into fewer of these traps.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import regex

from agreements.loading.errors import Fault, Faults

#: Seconds that one search may take; a sound pattern needs some millionths of one.
LONGEST = 0.5

Match = regex.Match[str]


class NoPatternError(ValueError):
    """A text is no regular expression; the message says why."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """A regular expression and where it stands: in ``file``, on ``line``."""

    text: str
    file: str
    line: int
    compiled: regex.Pattern[str]

    @classmethod
    def of(cls, text: str, file: str, line: int) -> Pattern:
        """Compile a text; ``NoPatternError`` where it is no pattern."""
        try:
            return cls(text, file, line, regex.compile(text))
        except (regex.error, ValueError, OverflowError, RecursionError) as error:
            raise NoPatternError(str(error)) from error

    @property
    def groups(self) -> Mapping[str, int]:
        """Give the numbers of the named groups."""
        return self.compiled.groupindex

    def search(self, words: str) -> Match | None:
        """Find the first place; ``Faults`` where that takes too long."""
        try:
            return self.compiled.search(words, timeout=LONGEST)
        except TimeoutError:
            raise self._too_slow(words) from None

    def all_in(self, words: str) -> list[Match]:
        """Find all places, none within another; ``Faults`` where that takes too long."""
        try:
            return list(self.compiled.finditer(words, timeout=LONGEST))
        except TimeoutError:
            raise self._too_slow(words) from None

    def _too_slow(self, words: str) -> Faults:
        shown = words if len(words) <= 80 else f"{words[:80]}…"
        return Faults([Fault(self.file, self.line, f"'{self.text}' does not come to an end on '{shown}'.")])
