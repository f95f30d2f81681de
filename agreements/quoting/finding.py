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


def places_of(quote: str, text: str) -> list[Place]:
    """Give every place at which the quoted words occur exactly, after NFKC and folding of white space, in order."""
    page, places = folded(text)
    wanted = folded(quote)[0].strip()
    found: list[Place] = []
    at = page.find(wanted) if wanted else -1
    while at >= 0:
        start, end = places[at], (*places[at + len(wanted) : at + len(wanted) + 1], len(text))[0]
        found.append(place_at(text, start, start + len(text[start:end].rstrip())))
        at = page.find(wanted, at + 1)
    return found


def nearest_place(quote: str, text: str) -> Place | None:
    """Give the place whose words are most like the quote, cut at white space; ``None`` where nothing is like it."""
    page, places = folded(text)
    wanted = folded(quote)[0].strip()
    size = 3 if wanted.isascii() else 2
    if len(wanted) <= size or not page:
        return None
    pieces: dict[str, list[int]] = {}
    for at in range(len(wanted) - size + 1):
        pieces.setdefault(wanted[at : at + size].lower(), []).append(at)
    votes: Counter[int] = Counter()
    lower = page.lower() if len(page.lower()) == len(page) else page
    for at in range(len(page) - size + 1):
        for of_quote in pieces.get(lower[at : at + size], ()):
            votes[(at - of_quote) // _STEP] += 1
    best: tuple[float, int, int] = (0.0, 0, 0)
    for bucket, _count in votes.most_common(3):
        start, end = _at_words(page, max(0, bucket * _STEP), min(len(page), (bucket + 1) * _STEP + len(wanted)))
        likeness = SequenceMatcher(None, wanted.lower(), page[start:end].lower(), autojunk=False).ratio()
        best = max(best, (likeness, start, end))
    likeness, start, end = best
    if likeness < ALIKE:
        return None
    return place_at(text, places[start], places[end] if end < len(places) else len(text))


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
