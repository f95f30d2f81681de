"""What a column of an unknown file seems to hold: a proposal for a person, never a decision.

A form of dates is proposed only where it fits every date of the column; where day-first and month-first both fit
everything, that is said instead of choosing.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from typing import Final

from agreements.importing.mapping.alpha3 import ALPHA3
from agreements.importing.profile.dates import compile_format
from agreements.importing.reading.rows import Cell, IsoDay
from agreements.partial_dates.days import PartialDateError

Resolve = Callable[[str], object | None]

#: As many distinct values are kept of a column as rows are looked at.
_KEPT: Final = 20_000
_UNKNOWN: Final = frozenset(
    {"na", "n/a", "n.a.", "n.d.", "s/d", "-", "--", ".", "?", "none", "null", "nil", "nan", "#n/a", "unknown"}
    | {"无", "無", "不详", "없음", "미상"}
)
_OPEN: Final = re.compile(r"9999|^(open-ended|indefinite|no expiry|未失效|长期|무기한|indeterminado)$", re.IGNORECASE)
_URL: Final = re.compile(r"https?://\S+", re.IGNORECASE)
_NUMBER: Final = re.compile(r"[0-9]+(?:[.,][0-9]+)*")
_FORMS: Final = tuple(
    (text, compile_format(text))
    for sign in "/-."
    for text in (f"D{sign}M{sign}Y", f"M{sign}D{sign}Y", f"Y{sign}M{sign}D", f"M{sign}Y", f"Y{sign}M")
) + tuple(
    (text, compile_format(text, ("en", "pt", "es", "fr", "de", "ko", "zh")))
    for text in (
        "Y",
        "YMD",
        "Y年M月D日",
        "Y年M月",
        "Y年",
        "Y년 M월 D일",
        "Y년 M월",
        "D MON Y",
        "MON D, Y",
        "MON Y",
        "D de MON de Y",
        "D-MON-Y",
    )
)
_SEPARATORS: Final = (";", "|", ",", "、", "，", "；", " / ")
_MOST_CODES: Final = 40
_SAMPLE: Final = 500
_LONGEST_DATE: Final = 40
_LONGEST_LIST: Final = 1_000


@dataclass(slots=True)
class Column:
    """What is gathered of one column while rows go by, and what it seems to be."""

    name: str
    rows: int = 0
    filled: int = 0
    longest: int = 0
    length: int = 0
    distinct: bool = True
    lists: bool = False
    days: bool = False
    values: Counter[str] = field(default_factory=Counter)

    def see(self, cell: Cell) -> None:
        """Take one cell."""
        self.rows += 1
        texts = [text.strip() for text in ((cell,) if isinstance(cell, str) else cell)]
        self.lists = self.lists or len(texts) > 1
        self.days = self.days or isinstance(cell, IsoDay)
        texts = [text for text in texts if text]
        if not texts:
            return
        self.filled += 1
        for text in texts:
            self.length += len(text)
            self.longest = max(self.longest, len(text))
            if text in self.values:
                self.distinct = False
                self.values[text] += 1
            elif len(self.values) < _KEPT:
                self.values[text] = 1

    @property
    def share(self) -> float:
        """The share of rows that say something."""
        silent = sum(self.values[word] for word in self.unknown)
        return max(0, self.filled - silent) / self.rows if self.rows else 0

    @property
    def unknown(self) -> list[str]:
        """Words that look as if they meant *unknown*."""
        return sorted(text for text in self.values if text.casefold() in _UNKNOWN)

    @property
    def open_ended(self) -> list[str]:
        """Words that look as if they meant *open-ended*."""
        return sorted(text for text in self.values if _OPEN.search(text) and len(text) <= 20)

    @property
    def words(self) -> list[str]:
        """The distinct values that say something, most frequent first."""
        left_out = {*self.unknown, *self.open_ended}
        return [text for text, _count in self.values.most_common() if text not in left_out]

    @property
    def is_key(self) -> bool:
        """Whether it could be the key: everywhere filled, nowhere twice, and short."""
        return self.distinct and self.filled == self.rows > 0 and self.longest <= 80 and not self.lists

    @property
    def is_url(self) -> bool:
        """Whether all values are addresses on the web."""
        return bool(self.words) and all(_URL.fullmatch(text) for text in self.words)

    @property
    def is_number(self) -> bool:
        """Whether all values are numbers."""
        return bool(self.words) and all(_NUMBER.fullmatch(text) for text in self.words)

    @property
    def is_code(self) -> bool:
        """Whether few values come again and again."""
        return 0 < len(self.words) <= _MOST_CODES and self.filled >= 3 * len(self.words) and self.longest <= 60

    def date_forms(self) -> tuple[list[str], str]:
        """Return the forms in which all its dates are written (none, if it holds other things), and what is unsure."""
        words = self.words[:1000]
        if not words or self.longest > _LONGEST_DATE:
            return [], ""
        fits = {form: {word for word in words if _reads(compiled, word)} for form, compiled in _FORMS}
        left = set(words)
        forms: list[str] = []
        doubt = ""
        while left:
            form = max(fits, key=lambda name: len(fits[name] & left))
            taken = fits[form] & left
            if not taken:
                break
            other = _swapped(form)
            if other and taken <= fits.get(other, set()):
                doubt = f"every date fits {form} and {other}: find out which"
            forms.append(form)
            left -= taken
        sure = bool(words) and len(left) <= len(words) * 0.02 and len(forms) <= 4
        years_alone = forms == ["Y"] and not all(1500 <= int(word) <= 2200 for word in words if word.isdigit())
        if not sure or years_alone:
            return [], ""
        if left:
            doubt = f"{doubt + '; ' if doubt else ''}not a date: {', '.join(sorted(left)[:3])}"
        return forms, doubt

    def separator(self) -> str:
        """Return what seems to part several values in a cell, or nothing."""
        if self.is_number or self.longest > _LONGEST_LIST:
            return ""
        for sign in _SEPARATORS:
            parted = [text for text in self.words if sign in text]
            pieces = Counter(piece.strip() for text in self.words for piece in text.split(sign))
            if parted and len(parted) >= 0.02 * len(self.words) and len(pieces) <= 0.7 * sum(pieces.values()):
                return sign
        return ""

    def pieces(self, sign: str = "") -> list[str]:
        """Return its distinct values, parted at ``sign``."""
        found = (piece.strip() for text in self.words[:_SAMPLE] for piece in (text.split(sign) if sign else (text,)))
        return list(dict.fromkeys(piece for piece in found if piece))

    def parted(self, known: Callable[[str], bool]) -> tuple[float, str]:
        """Return the largest share of its values that are known, and at which sign cells are parted for it."""
        best, at = 0.0, ""
        for sign in ("", *_SEPARATORS):
            if not sign or any(sign in text for text in self.words[:_SAMPLE]):
                pieces = self.pieces(sign)
                share = sum(map(known, pieces)) / len(pieces) if pieces else 0
                best, at = max((best, at), (share, sign), key=lambda found: found[0])
        return best, at

    def names(self, resolve: Resolve) -> tuple[float, str]:
        """Return the share of its values that are names of somebody known, and what parts them."""
        return self.parted(lambda name: resolve(name) is not None)

    def codes_of_countries(self) -> tuple[str, str]:
        """Return alpha-2 or alpha-3 where nearly all values are such codes of ISO 3166-1, and what parts them."""
        for name, codes in (("alpha-3", frozenset(ALPHA3)), ("alpha-2", frozenset(ALPHA3.values()))):
            share, sign = self.parted(codes.__contains__)
            if share >= 0.9:
                return name, sign
        return "", ""

    def points_to(self, keys: Collection[str]) -> tuple[float, str]:
        """Return the share of its values that are keys of rows, and what parts them."""
        return self.parted(keys.__contains__)


def _reads(compiled: object, word: str) -> bool:
    try:
        return compiled.read(word) is not None  # type: ignore[attr-defined]
    except PartialDateError:
        return False


def _swapped(form: str) -> str:
    """Return the form with day and month in the other order."""
    if form[:1] in "DM" and form.endswith("Y") and len(form) == 5:
        return f"{form[2]}{form[1]}{form[0]}{form[3:]}"
    return ""
