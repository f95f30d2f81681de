"""Which parts of a text a search matched: pure functions over the lexemes of the index (``register.tokens``).

Only what the search matched is marked. A Latin word is marked whole wherever its lexeme stands (*agreements* for
"agreement"). A Korean or Chinese word is marked where its pairs of characters follow one another; only where no text of
the record has them so, but all of them apart, are the pairs marked one by one, because that is what was matched. A word
that was matched by the name of a country, institution or subject marks nothing in a text that merely has a part of it.

The index folds texts (NFKC, case, accents), so places are carried back to the text as it was written.
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from agreements.register.tokens import Located, Word, fold, located

Span = tuple[int, int]
ELLIPSIS: Final = "…"
EXCERPT: Final = 180


@dataclass(frozen=True, slots=True)
class Marked:
    """A text cut into segments, each with whether it was matched, and the words of the query that were."""

    segments: tuple[tuple[str, bool], ...]
    words: frozenset[str] = frozenset()

    @property
    def text(self) -> str:
        """Give the text as it was written."""
        return "".join(segment for segment, _hit in self.segments)

    @classmethod
    def whole(cls, text: str, words: Iterable[str] = ()) -> Marked:
        """Mark a text as a whole for some words, or not at all for none."""
        found = frozenset(words)
        return cls(((text, bool(found)),), found)


class Marker:
    """Marks the words of one query in the texts of one record; ``texts`` are all that the search looks through."""

    def __init__(self, given: Sequence[Word], texts: Iterable[str]) -> None:
        self._given = given
        folded = [fold(text) for text in texts if text]
        lexemes = [list(located(text)) for text in folded]
        held = {found.lexeme for each in lexemes for found in each}
        self._apart = {
            word.text: {lexeme for way in word.ways if held.issuperset(way) for lexeme in way}
            for word in given
            if not word.prefix and not any(_together(word, each) for each in lexemes)
        }

    def mark(self, text: str) -> Marked:
        """Mark one text."""
        spans, words = self._spans(text)
        return Marked(tuple(_segments(text, spans)), words) if spans else Marked.whole(text)

    def excerpt(self, text: str, length: int = EXCERPT) -> Marked:
        """Mark the part of a long text around the first match; what was cut off shows as an ellipsis."""
        spans, words = self._spans(text)
        if not spans or len(text) <= length:
            return self.mark(text)
        start = max(0, min(spans[0][0] - length // 3, len(text) - length))
        end = min(len(text), start + length)
        start, end = _at_blank(text, start, 1) if start else 0, _at_blank(text, end, -1) if end < len(text) else end
        start, end = min(start, spans[0][0]), max(end, spans[0][1])
        inside = [(first - start, min(last, end) - start) for first, last in spans if start <= first < end]
        found = list(_segments(text[start:end], inside))
        before = [(ELLIPSIS, False)] if start else []
        after = [(ELLIPSIS, False)] if end < len(text) else []
        return Marked((*before, *found, *after), words)

    def _spans(self, text: str) -> tuple[list[Span], frozenset[str]]:
        folded, places = _folded(text)
        if folded is None:
            return [], frozenset()
        lexemes = list(located(folded))
        found: list[Span] = []
        words = set()
        for word in self._given:
            spans = _together(word, lexemes)
            if not spans:
                apart = self._apart.get(word.text, ())
                spans = [(each.start, each.end) for each in lexemes if each.lexeme in apart]
            if spans:
                words.add(word.text)
                found += [(places[start][0], places[end - 1][1]) for start, end in spans]
        return sorted(found), frozenset(words)


def _together(word: Word, lexemes: Sequence[Located]) -> list[Span]:
    """Give where a word stands in one piece: all lexemes of one of its ways, one after the other."""
    if word.prefix:
        return [(each.start, each.start + len(word.text)) for each in lexemes if each.lexeme.startswith(word.text)]
    at: dict[tuple[str, int], Located] = {(each.lexeme, each.place): each for each in lexemes}
    starts: defaultdict[str, list[Located]] = defaultdict(list)
    for each in lexemes:
        starts[each.lexeme].append(each)
    spans = []
    for way in word.ways:
        for first in starts.get(way[0], ()):
            chain = [at.get((lexeme, first.place + step)) for step, lexeme in enumerate(way)]
            if all(chain) and chain[-1] is not None:
                spans.append((first.start, chain[-1].end))
    return spans


def _folded(text: str) -> tuple[str | None, list[Span]]:
    """Fold a text and give for each folded character the span of characters that it stands for.

    ``None`` where the text folds otherwise as a whole than piece by piece: then nothing is marked.
    """
    pieces: list[str] = []
    places: list[Span] = []
    start = 0
    for end in range(1, len(text) + 1):
        if end < len(text) and _leans(text[end]):
            continue
        piece = fold(text[start:end])
        pieces.append(piece)
        places += [(start, end)] * len(piece)
        start = end
    folded = "".join(pieces)
    return (folded, places) if folded == fold(text) else (None, [])


def _leans(character: str) -> bool:
    """Tell whether a character belongs to the one before: marks, vowels and finals of Hangul, voicing of kana."""
    return bool(
        unicodedata.combining(character) or "\u1160" <= character <= "\u11ff" or character in "\uff9e\uff9f\u200d"
    )


def _segments(text: str, spans: Iterable[Span]) -> Iterable[tuple[str, bool]]:
    """Cut a text by spans in order; spans that meet become one."""
    merged: list[list[int]] = []
    for start, end in spans:
        if merged and start <= merged[-1][1]:
            merged[-1][1] = max(merged[-1][1], end)
        else:
            merged.append([start, end])
    last = 0
    for start, end in merged:
        if start > last:
            yield text[last:start], False
        yield text[start:end], True
        last = end
    if last < len(text):
        yield text[last:], False


def _at_blank(text: str, place: int, step: int) -> int:
    """Move a cut to a blank near by, so that no word is cut; a text without blanks is cut where it is."""
    for moved in range(place, place + 20 * step, step):
        if 0 < moved < len(text) and text[moved].isspace():
            return moved + (step > 0)
    return place
