"""Words of a text as the search index holds them, in Latin, Korean and Chinese alike; pure functions.

PostgreSQL has no configuration that finds a Korean or Chinese word inside a longer one, so the index terms are ours:
a run of Hangul or Han becomes its pairs of characters (中小企业: 中小, 小企, 企业), everything else its words. A query
is cut the same way and all pairs of a word must occur, so 중소 finds 중소기업 and no dictionary is needed. The last
character of a run stands alone as well, which lets a query of one character find it wherever it stands, by prefix.
Korean is written with and without spaces, so pairs also reach over the blank between two runs.

Text is compared in NFKC without case and without the marks on Latin letters; English plurals lose their *s*.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final, NamedTuple

#: A lexeme of PostgreSQL has at most 2,046 bytes and a position at most this number.
LONGEST_WORD: Final = 60
LAST_POSITION: Final = 16383
#: More occurrences of one word say nothing more, and a vector has at most a megabyte.
MOST_POSITIONS: Final = 8
LARGEST_VECTOR: Final = 300_000
#: Words between two fields of a record, so that no two fields are near one another.
GAP: Final = 8

#: Hangul (with its letters), kana, and Han with its repetition marks.
CJK: Final = (
    "\u1100-\u11ff\u3005-\u3007\u3040-\u30ff\u3130-\u318f\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff"
    "\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff\U00020000-\U0003ffff"
)
_LETTER = rf"(?:(?![{CJK}])[^\W_])"
_RUNS = re.compile(rf"(?P<cjk>[{CJK}]+)|(?P<word>{_LETTER}+(?:[-'’.]{_LETTER}+)*)")
_JOINTS = re.compile(r"[-'’.]")
_HANGUL = re.compile("[\uac00-\ud7a3]+")
_MARKS = dict.fromkeys(range(0x0300, 0x0370))
_LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i"})

#: English words that say nothing; a query made of nothing else is taken at its word.
SILENT: Final = frozenset(
    {
        *("a", "an", "and", "are", "as", "at", "between", "by", "for", "from", "in", "is", "its", "of", "on", "or"),
        *("that", "the", "this", "to", "with"),
    }
)
#: Particles that may hang on a Korean word in a query, longest first.
PARTICLES: Final = ("으로", "에서", "에게", "까지", "부터", "간의", *"은는이가을를의와과에로도")


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a query: it occurs where all lexemes of one of its ``ways`` do; ``prefix``: or begin one."""

    text: str
    ways: tuple[tuple[str, ...], ...]
    prefix: bool = False

    @property
    def is_latin(self) -> bool:
        """Tell a word of letters from a run of Hangul, Han or kana."""
        return not re.match(f"[{CJK}]", self.text)


class Located(NamedTuple):
    """One lexeme of a folded text: its place among the lexemes, and its first and last character (not included)."""

    lexeme: str
    place: int
    start: int
    end: int


def fold(text: str) -> str:
    """Give the text as it is compared: NFKC, without case, Latin letters without their marks."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    bare = unicodedata.normalize("NFD", plain).translate(_MARKS)
    return unicodedata.normalize("NFC", bare).translate(_LETTERS)


def tokens(text: str) -> Iterator[tuple[str, int]]:
    """Yield the lexemes of a text, each with its place, counted in words or characters from 0."""
    for found in located(fold(text)):
        yield found.lexeme, found.place


def located(folded: str) -> Iterator[Located]:
    """Yield the lexemes of a folded text with their places, and where in the text each stands."""
    place, last_end, last_char = 0, -1, ""
    for run in _RUNS.finditer(folded):
        start = run.start()
        if run["cjk"]:
            chars = run["cjk"]
            if last_char and folded[last_end:start].isspace():
                yield Located(last_char + chars[0], place - 1, last_end - 1, start + 1)
            for at in range(len(chars) - 1):
                yield Located(chars[at : at + 2], place + at, start + at, start + at + 2)
            place += len(chars)
            last_end, last_char = run.end(), chars[-1]
            yield Located(last_char, place - 1, last_end - 1, last_end)
        else:
            parts = _JOINTS.split(run["word"])
            if len(parts) > 1:
                yield Located(_stem("".join(parts)), place, start, run.end())
            for part in parts:
                yield Located(_stem(part), place, start, start + len(part))
                start += len(part) + 1
                place += 1
            last_char = ""


def words(text: str) -> list[Word]:
    """Cut a query into its words, each once; silent words are left out unless there are no others."""
    found: dict[str, Word] = {}
    for run in _RUNS.finditer(fold(text)):
        for word in (_of_run(run["cjk"]),) if run["cjk"] else (_of_letters(run["word"]),):
            found.setdefault(word.text, word)
    speaking = [word for word in found.values() if word.text not in SILENT]
    return speaking or list(found.values())


def _of_run(run: str) -> Word:
    if len(run) == 1:
        return Word(run, ((run,),), prefix=True)
    ways = [_pairs(run)]
    for particle in PARTICLES if _HANGUL.fullmatch(run) else ():
        if run.endswith(particle) and len(run) - len(particle) >= 2:
            ways.append(_pairs(run.removesuffix(particle)))
            break
    return Word(run, tuple(ways))


def _of_letters(word: str) -> Word:
    parts = _JOINTS.split(word)
    whole = (_stem("".join(parts)),)
    return Word(word, (whole, tuple(_stem(part) for part in parts)) if len(parts) > 1 else (whole,))


def _pairs(run: str) -> tuple[str, ...]:
    return tuple(run[at : at + 2] for at in range(len(run) - 1))


def _stem(word: str) -> str:
    """Take the plural from an English word: -ies, -es after s, x, z, ch, sh, and -s (not -ss, -us, -is)."""
    word = word[:LONGEST_WORD]
    if len(word) < 4 or not word.endswith("s") or word.endswith(("ss", "us", "is")):
        return word
    if word.endswith("ies"):
        return f"{word[:-3]}y" if len(word) > 4 else word[:-1]
    if word.endswith(("sses", "xes", "zes", "ches", "shes")):
        return word[:-2]
    return word[:-1]


def vector(fields: Iterable[tuple[str, str]], names: Iterable[tuple[str, str]] = ()) -> str:
    """Write a ``tsvector`` as PostgreSQL would print it.

    ``fields`` are texts with their weight (A to D), ``names`` ready lexemes (see ``name_of``) with theirs. A vector
    that would become too large is cut off: what comes late in it is not found.
    """
    held: dict[str, dict[int, str]] = {}
    size = start = 0

    def add(lexeme: str, place: int, weight: str) -> None:
        nonlocal size
        if lexeme not in held:
            if size > LARGEST_VECTOR:
                return
            size += len(lexeme.encode()) + 4
        places = held.setdefault(lexeme, {})
        at = min(place + 1, LAST_POSITION)
        if at in places or len(places) < MOST_POSITIONS:
            places[at] = min(weight, places.get(at, weight))

    for weight, text in fields:
        end = start
        for lexeme, place in tokens(text):
            add(lexeme, start + place, weight)
            end = start + place + 1
        start = end + GAP if end > start else start
    for weight, lexeme in names:
        add(lexeme, start, weight)
        start += 1
    return " ".join(f"{quoted(lexeme)}:{_places(held[lexeme])}" for lexeme in sorted(held, key=str.encode))


def _places(places: dict[int, str]) -> str:
    return ",".join(f"{at}{'' if weight == 'D' else weight}" for at, weight in sorted(places.items()))


def name_of(record_type: str, record_id: str) -> str:
    """Give the lexeme that stands for a record which a document names: a rename of the record rewrites no vector."""
    return f"{record_type}/{record_id.lower()}"


def quoted(lexeme: str, *, prefix: bool = False) -> str:
    """Write a lexeme as ``tsvector`` and ``tsquery`` read it."""
    safe = lexeme.replace("\\", "\\\\").replace("'", "''")
    return f"'{safe}':*" if prefix else f"'{safe}'"
