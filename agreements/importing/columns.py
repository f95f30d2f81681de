"""What a column of an unknown file seems to hold: a proposal for a person, never a decision.

Forms of dates are proposed where they fit most cells of the column; what they do not fit is named, for it may mean
*unknown* or *open-ended*. Where day-first and month-first both fit everything, that is said instead of choosing.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from typing import Final

from agreements.importing.mapping.alpha3 import ALPHA3
from agreements.importing.profile.dates import DateFormat, compile_format, without_midnight
from agreements.importing.reading.rows import Cell, IsoDay
from agreements.partial_dates.days import PartialDateError
from agreements.partial_dates.duration import DurationError
from agreements.partial_dates.typed_duration import parse_typed_duration

Resolve = Callable[[str], object | None]

#: As many distinct values are kept of a column as rows are looked at.
_KEPT: Final = 20_000
_UNKNOWN: Final = frozenset(
    {"na", "n/a", "n.a.", "n.d.", "s/d", "-", "--", ".", "?", "none", "null", "nil", "nan", "#n/a", "unknown"}
    | {"k. a.", "k.a.", "unbekannt", "inconnu", "desconocido", "desconhecido", "sconosciuto", "brak danych", "b.d."}
    | {"s.d.", "s. d.", "sem data", "sin fecha", "sans date", "o. d.", "无", "無", "不详", "없음", "미상", "미확인"}
)
_OPEN: Final = re.compile(
    r"^[0-9./ -]*9999[0-9./ -]*$|^9999[年년]"
    r"|^(open-ended|indefinite(ly)?|no expiry|unbefristet|unbegrenzt|indefinid[oa]|illimit[ée]e?|bezterminowo"
    r"|未失效|长期|무기한|indeterminad[oa])$",
    re.IGNORECASE,
)
_URL: Final = re.compile(r"https?://\S+", re.IGNORECASE)
_NUMBER: Final = re.compile(r"[0-9]+(?:[.,][0-9]+)*")
#: Words in the name of a column that say that it numbers the rows.
_KEYS: Final = re.compile(
    r"(^|[^a-z])((id|no|nr|num|key|serial|number)s?($|[^a-z])|n\s?[°º])|№|编号|編號|번호", re.IGNORECASE
)
_FILE_NUMBER: Final = re.compile(r"(?=.*[0-9])\S+")
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
        "D. MON Y",
        "MON D, Y",
        "MON Y",
        "D de MON de Y",
        "D-MON-Y",
    )
)
_SEPARATORS: Final = (";", "|", ",", "、", "，", "；", " / ")
#: Between names of parties alone; elsewhere they are words of the text.
_BETWEEN_NAMES: Final = (*_SEPARATORS, "/", " & ", " and ", " und ", " et ", " e ", " y ", " i ", " 및 ", "和")
_MOST_SIGNS: Final = 3
_MOST_CODES: Final = 40
#: A column holds dates where so many of its cells are read as dates, or nearly all where they are years alone.
_MOSTLY: Final = 0.6
_NEARLY: Final = 0.98
_MOST_FORMS: Final = 4
_MOST_TOLD: Final = 5
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
    def again(self) -> list[str]:
        """Its values that stand more than once, where it could be the key but for these few; else none."""
        twice = [text for text, count in self.values.items() if count > 1]
        few = sum(self.values[text] - 1 for text in twice) <= max(2, self.rows // 20)
        whole = self.filled == self.rows > 0 and not self.lists
        numbers = self.is_numbered or (self.is_named_key and self.longest <= 40)
        return twice if few and whole and numbers and not self.date_forms()[0] else []

    @property
    def is_named_key(self) -> bool:
        """Whether the column's name says that it is the key, or a number of the rows."""
        return bool(_KEYS.search(self.name))

    @property
    def is_numbered(self) -> bool:
        """Whether its values are short words with a digit, such as a file's number, and more than numbers."""
        return self.longest <= 40 and not self.is_number and all(_FILE_NUMBER.fullmatch(text) for text in self.values)

    @property
    def is_running(self) -> bool:
        """Whether it only counts the rows."""
        return set(self.values) == {str(number) for number in range(1, self.rows + 1)}

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

    @property
    def is_length(self) -> bool:
        """Whether nearly all values are lengths of time, such as "5 years"."""
        words = self.words[:_SAMPLE]
        return bool(words) and sum(map(_is_length, words)) >= 0.9 * len(words)

    def date_forms(self) -> tuple[list[str], str]:
        """Return the forms in which its dates are written (none, if it holds other things), and what is unsure."""
        words = self.words[:1000]
        cells = sum(self.values[word] for word in words)
        short = [word for word in words if len(word) <= _LONGEST_DATE]
        fits = {form: {word for word in short if _reads(compiled, word)} for form, compiled in _FORMS}
        left = set(words)
        forms: list[str] = []
        doubt = []
        while left and len(forms) < _MOST_FORMS:
            # A day-first and a month-first form of one column would read each date as its numbers suggest.
            free = [name for name in fits if _swapped(name) not in forms]
            form = max(free, key=lambda name: len(fits[name] & left))
            taken = fits[form] & left
            if not taken:
                break
            other = _swapped(form)
            if other and taken <= fits.get(other, set()):
                doubt.append(f"every date fits {form} and {other}: find out which")
            forms.append(form)
            left -= taken
        read = cells - sum(self.values[word] for word in left)
        years = set(forms) <= {"Y"}
        if not forms or read < cells * (_NEARLY if years else _MOSTLY):
            return [], ""
        if years and not all(1500 <= int(word) <= 2200 for word in words if word.isdigit()):
            return [], ""
        if left:
            doubt.append(f"not a date: {', '.join(self._counted(left))}")
        return forms, "; ".join(doubt)

    def _counted(self, words: set[str]) -> list[str]:
        told = sorted(words, key=lambda word: (-self.values[word], word))
        shown = [f"{word} ({self.values[word]} times)" if self.values[word] > 1 else word for word in told[:_MOST_TOLD]]
        return [*shown, f"and {len(told) - _MOST_TOLD} more"] if len(told) > _MOST_TOLD else shown

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

    def pieces(self, signs: tuple[str, ...] = ()) -> list[str]:
        """Return its distinct values, parted at ``signs``."""
        parting = re.compile("|".join(map(re.escape, signs))) if signs else None
        found = (
            piece.strip() for text in self.words[:_SAMPLE] for piece in (parting.split(text) if parting else (text,))
        )
        return list(dict.fromkeys(piece for piece in found if piece))

    def parted(
        self, known: Callable[[str], bool], signs: tuple[str, ...] = _SEPARATORS
    ) -> tuple[float, tuple[str, ...]]:
        """Return the largest share of its values that are known, and at which signs cells are parted for it."""
        best = self._known(known, ())
        at: tuple[str, ...] = ()
        there = [sign for sign in signs if any(sign in text for text in self.words[:_SAMPLE])]
        while len(at) < _MOST_SIGNS and there:
            shares = {sign: self._known(known, (*at, sign)) for sign in there}
            sign = max(there, key=shares.__getitem__)
            if shares[sign] <= best:
                break
            best, at = shares[sign], (*at, sign)
            there.remove(sign)
        return best, at

    def _known(self, known: Callable[[str], bool], signs: tuple[str, ...]) -> float:
        pieces = self.pieces(signs)
        return sum(map(known, pieces)) / len(pieces) if pieces else 0

    def names(self, resolve: Resolve) -> tuple[float, tuple[str, ...]]:
        """Return the share of its values that are names of somebody known, and what parts them."""
        return self.parted(lambda name: resolve(name) is not None, _BETWEEN_NAMES)

    def codes_of_countries(self) -> tuple[str, tuple[str, ...]]:
        """Return alpha-2 or alpha-3 where nearly all values are such codes of ISO 3166-1, and what parts them."""
        for name, codes in (("alpha-3", frozenset(ALPHA3)), ("alpha-2", frozenset(ALPHA3.values()))):
            share, signs = self.parted(codes.__contains__)
            if share >= 0.9:
                return name, signs
        return "", ()

    def points_to(self, keys: Collection[str]) -> tuple[float, tuple[str, ...]]:
        """Return the share of its values that are keys of rows, and what parts them."""
        return self.parted(keys.__contains__)


def _reads(compiled: DateFormat, word: str) -> bool:
    try:
        return compiled.read(without_midnight(word)) is not None
    except PartialDateError:
        return False


def _is_length(word: str) -> bool:
    try:
        return bool(parse_typed_duration(word))
    except DurationError:
        return False


def _swapped(form: str) -> str:
    """Return the form with day and month in the other order."""
    if form[:1] in "DM" and form.endswith("Y") and len(form) == 5:
        return f"{form[2]}{form[1]}{form[0]}{form[3:]}"
    return ""
