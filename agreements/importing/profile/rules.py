"""One rule: from which cells a value comes, and what is made of it.

All fields of all parts use the same rule, so that whoever has written one line of a profile can write the others. A
field may have several rules; the first that gives a value wins.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext_noop as _

from agreements.importing.profile.dates import DateFormat
from agreements.importing.profile.patterns import Pattern

REFUSE = "refuse"
LEAVE_OUT = "leave-out"
#: What may be done with a word that a map does not know, or a name that nobody is known by.
POLICIES = (REFUSE, LEAVE_OUT)
UNKNOWN_WORD = _("the profile's map does not know this word.")
UNMAPPED = _("left out: the profile's map does not know this word.")


@dataclass(frozen=True, slots=True)
class Test:
    """What one column must say: one of ``exact`` (without white space around), or what one of ``patterns`` finds."""

    __test__ = False  # pytest collects classes by this name

    column: str
    exact: frozenset[str] = frozenset()
    patterns: tuple[Pattern, ...] = ()
    negated: bool = False

    def holds(self, cell: str | tuple[str, ...]) -> bool:
        """Whether a cell passes: of a list one item is enough, and a list in which nothing stands is an empty cell."""
        if isinstance(cell, str):
            return self._says(cell.strip()) != self.negated
        words = [word for item in cell if (word := item.strip())]
        return any(self._says(word) for word in words or [""]) != self.negated

    def _says(self, word: str) -> bool:
        return word in self.exact or any(pattern.search(word) for pattern in self.patterns)


def hold(tests: Sequence[Test], cells: Mapping[str, str | tuple[str, ...]]) -> bool:
    """Whether the cells of a row pass all tests; a column that the row lacks is empty."""
    return all(test.holds(cells.get(test.column, "")) for test in tests)


@dataclass(frozen=True, slots=True)
class ValueMap:
    """Words of the file and the codes they stand for; no code means that the word says nothing about this field.

    Exact words go first, then patterns in the order of the profile. ``unmapped`` is a policy, or the code for any other
    word.
    """

    exact: Mapping[str, tuple[str, ...]]
    patterns: tuple[tuple[Pattern, tuple[str, ...]], ...] = ()
    unmapped: str = REFUSE


@dataclass(frozen=True, slots=True)
class Words:
    """What means *unknown* and what means *open-ended* in the cells of a column."""

    unknown: frozenset[str] = frozenset({""})
    open_ended: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Number:
    """How an amount is written: ``scale`` is what 1 in the file stands for, as a decimal number."""

    scale: str = "1"
    decimal: str = "."
    thousands: str = ""


@dataclass(frozen=True, slots=True)
class Rule:
    """Where a value comes from: ``columns`` (the first filled, or all with ``join``), a ``template`` or a constant.

    Then ``patterns`` take a piece out, ``split`` makes several, ``map`` gives codes, ``formats`` read days.
    ``line`` is the line of the profile, 0 for a rule that no file wrote.
    """

    columns: tuple[str, ...] = ()
    join: str | None = None
    template: str = ""
    constant: str | int | bool | None = None
    reasoning: str = ""
    patterns: tuple[Pattern, ...] = ()
    split: Pattern | None = None
    map: ValueMap | None = None
    formats: tuple[DateFormat, ...] = ()
    words: Words = field(default_factory=Words)
    number: Number | None = None
    prefix: str = ""
    digest: bool = False
    when: tuple[Test, ...] = ()
    line: int = 0


Rules = tuple[Rule, ...]
