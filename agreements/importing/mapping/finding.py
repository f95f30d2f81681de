"""A rule, compiled: from the cells of a row to values, each beside its column and the words that gave it.

A register repeats itself: the same words for a partner, a state, a day. What the text of one cell comes to is kept, so
that each distinct text is read once. Nothing is repaired on the way: a text that a field cannot take is a problem.
"""

from __future__ import annotations

import hashlib
import re
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from django.db import models as db

from agreements.importing.drafts import Problem
from agreements.importing.mapping.texts import check_url, read_amount
from agreements.importing.profile.dates import read_date
from agreements.importing.profile.rule_reading import filled
from agreements.importing.profile.rules import LEAVE_OUT, REFUSE, UNKNOWN_WORD, UNMAPPED, Number, Rule, hold
from agreements.importing.reading.rows import Cell, IsoDay, Numeral
from agreements.loading.plain import Plain, Unfit, read
from agreements.models.duration import DurationField
from agreements.partial_dates.days import PartialDateError
from agreements.partial_dates.duration import DurationError
from agreements.partial_dates.fields import PartialDateField
from agreements.partial_dates.typed_duration import parse_typed_duration

if TYPE_CHECKING:
    type AnyField = db.Field[Any, Any]

Cells = Mapping[str, Cell]
#: Whether a text as a whole is a name, although separators stand in it.
Whole = Callable[[str], bool]

_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")
_KEPT: Final = 50_000
_WIDEST_NAME: Final = 4


@dataclass(frozen=True, slots=True)
class Found:
    """One value with what supports it; ``unmapped``: no map knew the words, and the profile gave a code for such."""

    value: Plain
    column: str
    words: str
    basis: str = "stated"
    reasoning: str = ""
    unmapped: bool = False


@dataclass(slots=True)
class Result:
    """What a rule found in a row; ``open_ended`` are the words that mean so."""

    found: tuple[Found, ...] = ()
    problems: tuple[Problem, ...] = ()
    notes: tuple[Problem, ...] = ()
    open_ended: Found | None = None

    @property
    def silent(self) -> bool:
        """Whether the rule has said nothing, so that the next may be asked."""
        return not (self.found or self.problems or self.open_ended)


NOTHING: Final = Result()


class Finder:
    """One rule, ready to be asked row after row. ``origins`` gives, for a made column, the one it was taken from."""

    def __init__(
        self, rule: Rule, target: AnyField | None, origins: Mapping[str, str], whole: Whole | None = None
    ) -> None:
        self.rule, self.target, self.whole = rule, target, whole
        self.origins = origins
        self.is_date = isinstance(target, PartialDateField)
        self.kept: dict[type[Cell], dict[Cell, Result]] = {}
        self.single = rule.columns[0] if len(rule.columns) == 1 and not rule.template else ""
        #: A cell is one piece as it stands: neither patterns nor separators.
        self.whole_cells = not rule.patterns and rule.split is None
        self.longest = _longest(target)
        self.native = Number(rule.number.scale) if rule.number is not None else Number()
        self.constant: Result | None = None
        if rule.constant is not None:
            self.constant = Result((Found(rule.constant, "", "", "inferred", rule.reasoning),))

    def applies(self, cells: Cells, *, exceptions: bool = True) -> bool:
        """Whether every ``when`` of the rule holds, and with ``exceptions`` no ``unless``."""
        return hold([test for test in self.rule.when if exceptions or not test.negated], cells)

    def find(self, cells: Cells) -> Result:
        """Give what the rule finds in a row."""
        return self.said(cells) if not self.rule.when or self.applies(cells) else NOTHING

    def said(self, cells: Cells) -> Result:
        """Give what the columns of the rule say, whether its ``when`` holds for the row or not."""
        if self.constant is not None:
            return self.constant
        if self.single:
            return self._of_cell(self.single, cells.get(self.single, ""))
        if self.rule.template:
            return self._template(cells)
        if self.rule.join is not None:
            return self._joined(cells, self.rule.join)
        for column in self.rule.columns:
            result = self._read(column, cells.get(column, ""))
            if not result.silent:
                return result
        return NOTHING

    def _of_cell(self, column: str, cell: Cell) -> Result:
        kept = self.kept.setdefault(type(cell), {})
        result = kept.get(cell)
        if result is None:
            if len(kept) >= _KEPT:
                kept.clear()
            result = kept[cell] = self._read(column, cell)
        return result

    def _template(self, cells: Cells) -> Result:
        words = {}
        for column in self.rule.columns:
            cell = cells.get(column, "")
            text = (cell if isinstance(cell, str) else ", ".join(cell)).strip()
            if text in self.rule.words.unknown or text in self.rule.words.open_ended:
                return NOTHING
            words[column] = text
        value = filled(self.rule.template, words)
        return self._put_together(value, list(words), list(words.values()), "; ", "computed")

    def _joined(self, cells: Cells, sign: str) -> Result:
        words: dict[str, str] = {}
        for column in self.rule.columns:
            cell = cells.get(column, "")
            text = (cell if isinstance(cell, str) else ", ".join(cell)).strip()
            if text not in self.rule.words.unknown:
                words[column] = text
        if not words:
            return NOTHING
        return self._put_together(sign.join(words.values()), list(words), list(words.values()), sign, "stated")

    def _put_together(self, value: str, columns: list[str], words: list[str], sign: str, basis: str) -> Result:
        name = ", ".join(dict.fromkeys(self.origins.get(column, column) for column in columns))
        result = self._read(name, value)
        if basis != "stated" or self.rule.template:
            said = sign.join(words)
            result.found = tuple(replace(found, words=said, basis=basis) for found in result.found)
        return result

    def _read(self, column: str, cell: Cell) -> Result:
        """Read one cell from its text to its values."""
        result = Result()
        name = self.origins.get(column, column)
        if self.whole_cells and type(cell) is str:
            self._say(name, cell.strip(), result)
            return result
        for text in (cell,) if isinstance(cell, str) else cell:
            for piece in self._pieces(text):
                words = piece if isinstance(piece, IsoDay) else piece.strip()
                self._say(name, Numeral(words) if isinstance(text, Numeral) else words, result)
        return result

    def _say(self, column: str, words: str, result: Result) -> None:
        """Hear what one piece says: nothing, *open-ended*, or a value."""
        if words in self.rule.words.unknown:
            return
        if words in self.rule.words.open_ended:
            result.open_ended = Found(None, column, words)
            return
        self._take(column, words, result)

    def _pieces(self, text: str) -> Iterator[str]:
        """Take out what the patterns find, then part what has several values."""
        rule = self.rule
        if rule.patterns:
            if text.strip() in rule.words.unknown:
                return
            match = next((m for pattern in rule.patterns if (m := pattern.search(text))), None)
            if match is None:
                return
            text = match["value"] if "value" in match.re.groupindex else match[1] if match.re.groups else match[0]
            if text is None:
                return
        if rule.split is None or isinstance(text, IsoDay):
            yield text
            return
        parted = rule.split.all_in(text)
        ends = [m.start() for m in parted] + [len(text)]
        starts = [0] + [m.end() for m in parted]
        at = 0
        while at < len(starts):
            wide = at + 1
            if self.whole is not None:
                for last in range(min(len(ends), at + _WIDEST_NAME), at + 1, -1):
                    if self.whole(text[starts[at] : ends[last - 1]].strip()):
                        wide = last
                        break
            yield text[starts[at] : ends[wide - 1]]
            at = wide

    def _take(self, column: str, words: str, result: Result) -> None:
        """Make values of one piece, by map and by the field's own rules."""
        values: tuple[str, ...] = (words,)
        unmapped = False
        if (table := self.rule.map) is not None:
            mapped = table.exact.get(words)
            if mapped is None:
                mapped = next((codes for pattern, codes in table.patterns if pattern.search(words)), None)
            if mapped is None:
                if table.unmapped == REFUSE:
                    result.problems += (Problem(column, words, UNKNOWN_WORD),)
                    return
                if table.unmapped == LEAVE_OUT:
                    result.notes += (Problem(column, words, UNMAPPED),)
                    return
                mapped, unmapped = (table.unmapped,), True
            values = mapped
        for text in values:
            value = f"{self.rule.prefix}{text}"
            if self.rule.digest:
                value = hashlib.sha256(value.encode()).hexdigest()[:16]
            try:
                plain = self._plain(value, type(words))
            except (Unfit, PartialDateError, DurationError) as error:
                result.problems += (Problem(column, words, str(error)),)
                continue
            result.found += (Found(plain, column, words, unmapped=unmapped),)

    def _plain(self, value: str, kind: type[str]) -> Plain:
        """Give a text as the field takes it; ``Unfit`` or the error of a date or a length of time where it cannot."""
        target = self.target
        if self.rule.number is not None:
            return read_amount(value, self.native if kind is Numeral else self.rule.number)
        if (control := _CONTROLS.search(value)) is not None:
            raise Unfit(f"Character {control.start() + 1} is a control character (U+{ord(control[0]):04X}).")
        if target is None or len(value) <= self.longest:
            return value
        if self.is_date and self.rule.map is None and kind is not IsoDay:
            value = read_date(value, self.rule.formats)
        if isinstance(target, db.PositiveSmallIntegerField) and value.isascii() and value.isdigit():
            return read(int(value), target)
        if isinstance(target, DurationField):
            value = parse_typed_duration(value).iso
        if isinstance(target, db.URLField):
            check_url(value)
        return read(value, target)


class Finders:
    """The rules of one field in order: the first that says something counts, or with ``all_of`` every one."""

    def __init__(
        self,
        rules: tuple[Rule, ...],
        target: AnyField | None,
        origins: Mapping[str, str],
        *,
        whole: Whole | None = None,
        all_of: bool = False,
    ) -> None:
        self.finders = [Finder(rule, target, origins, whole) for rule in rules]
        self.only = self.finders[0] if len(self.finders) == 1 else None
        self.all_of = all_of

    def find(self, cells: Cells) -> Result:
        """Give what the rules find in a row; notes of a rule that yields to another are kept."""
        if self.only is not None:
            return self.only.find(cells)
        together = Result()
        for finder in self.finders:
            result = finder.find(cells)
            together.notes += result.notes
            together.problems += result.problems
            together.found += result.found
            together.open_ended = together.open_ended or result.open_ended
            if not self.all_of and not result.silent:
                break
        return together


def _longest(target: AnyField | None) -> int:
    """Return up to which length a plain text, which is not empty, needs no further look; -1 for all other fields."""
    if type(target) is db.TextField:
        return sys.maxsize
    if type(target) is db.CharField and not target.choices:
        return target.max_length or sys.maxsize
    return -1
