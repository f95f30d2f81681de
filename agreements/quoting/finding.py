"""Where words occur in a text: exactly, after NFKC and folding of white space, or nearly, as a suggestion.

Only an exact place is an anchor. A near place is offered to a person, who takes its words or does not: a match of many
points has been the wrong article before.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property
from typing import Final

CONTEXT: Final = 60
"""Characters kept before and after a quote (W3C TextQuoteSelector, ``prefix`` and ``suffix``)."""
ALIKE: Final = 0.5
"""The least likeness (0 to 1, ``difflib``) of a near place that is worth being offered."""
_STEP: Final = 8


@dataclass(frozen=True, slots=True)
class Place:
    """Characters ``start`` up to, not including, ``end`` of a text, with the words there and around."""

    start: int
    end: int
    words: str
    before: str
    after: str


def place_at(text: str, start: int, end: int) -> Place:
    """Give a place of the text with what stands around it."""
    return Place(start, end, text[start:end], text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT])


class Folded:
    """A text in which many quotes are looked for: it is folded once, when the first is."""

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def _page(self) -> tuple[str, list[int]]:
        return folded(self.text)

    def places_of(self, quote: str) -> list[Place]:
        """Give every place at which the quoted words occur exactly, after NFKC and folding of white space, in order."""
        page, places = self._page
        wanted = folded(quote)[0].strip()
        found: list[Place] = []
        at = page.find(wanted) if wanted else -1
        while at >= 0:
            start, end = places[at], (*places[at + len(wanted) : at + len(wanted) + 1], len(self.text))[0]
            found.append(place_at(self.text, start, start + len(self.text[start:end].rstrip())))
            at = page.find(wanted, at + 1)
        return found

    def nearest_place(self, quote: str) -> Place | None:
        """Give the place whose words are most like the quote, cut at white space; ``None`` where nothing is like it."""
        page, places = self._page
        wanted = folded(quote)[0].strip()
        size = 3 if wanted.isascii() else 2
        if len(wanted) <= size or not page:
            return None
        best: tuple[float, int, int] = (0.0, 0, 0)
        for bucket in _likely(wanted, page, size):
            start, end = _at_words(page, max(0, bucket * _STEP), min(len(page), (bucket + 1) * _STEP + len(wanted)))
            likeness = SequenceMatcher(None, wanted.lower(), page[start:end].lower(), autojunk=False).ratio()
            best = max(best, (likeness, start, end))
        likeness, start, end = best
        if likeness < ALIKE:
            return None
        return place_at(self.text, places[start], places[end] if end < len(places) else len(self.text))


def places_of(quote: str, text: str) -> list[Place]:
    """Give every place of the words in a text that is asked once; ``Folded`` is for many."""
    return Folded(text).places_of(quote)


def nearest_place(quote: str, text: str) -> Place | None:
    """Give the place most like the quote in a text that is asked once; ``Folded`` is for many."""
    return Folded(text).nearest_place(quote)


def _likely(wanted: str, page: str, size: int) -> list[int]:
    """Give the stretches of the page that share most pieces with the words, the best first."""
    pieces: dict[str, list[int]] = {}
    for at in range(len(wanted) - size + 1):
        pieces.setdefault(wanted[at : at + size].lower(), []).append(at)
    votes: Counter[int] = Counter()
    lower = page.lower() if len(page.lower()) == len(page) else page
    for at in range(len(page) - size + 1):
        for of_quote in pieces.get(lower[at : at + size], ()):
            votes[(at - of_quote) // _STEP] += 1
    return [bucket for bucket, _count in votes.most_common(3)]


def _at_words(page: str, start: int, end: int) -> tuple[int, int]:
    """Widen to where words begin and end; scripts without spaces stay as they are within some characters."""
    while start > 0 and page[start - 1] != " " and page[start - 1].isascii():
        start -= 1
    while end < len(page) and page[end] != " " and page[end].isascii():
        end += 1
    while start < end and page[start] == " ":
        start += 1
    while end > start and page[end - 1] == " ":
        end -= 1
    return start, end


def folded(text: str) -> tuple[str, list[int]]:
    """Return the text after NFKC with white space folded, and for each character the place it came from."""
    characters: list[str] = []
    places: list[int] = []
    for place, cluster in _clusters(text):
        for one in unicodedata.normalize("NFKC", cluster):
            one = " " if one.isspace() else one
            if one == " " and characters and characters[-1] == " ":
                continue
            characters.append(one)
            places.append(place)
    return "".join(characters), places


def _clusters(text: str) -> Iterator[tuple[int, str]]:
    """Give the runs of characters that NFKC treats together (an accent after its letter, the parts of a syllable)."""
    start, cluster = 0, ""
    for place, character in enumerate(text):
        alone = character.isascii() and cluster.isascii()
        if cluster and (alone or _fold(cluster + character) == _fold(cluster) + _fold(character)):
            yield start, cluster
            start, cluster = place, character
        else:
            start, cluster = (start, cluster + character) if cluster else (place, character)
    if cluster:
        yield start, cluster


def _fold(text: str) -> str:
    return unicodedata.normalize("NFKC", text)
