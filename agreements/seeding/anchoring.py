"""Put the words of a source beside its passages, and check them against the position.

A position (W3C TextPositionSelector: characters from ``start`` up to, not including, ``end``) gives quote, prefix and
suffix. A passage that has only a quote is looked for exactly, after NFKC and folding of white space; what occurs twice
is told apart by what stands around it, and what does not occur is refused: a near match is no anchor.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from typing import Protocol

CONTEXT = 32
"""Characters kept before and after a quote."""


class Anchored(Protocol):
    """What of a passage is read and filled."""

    key: str
    start: int | None
    end: int | None
    quote: str
    prefix: str
    suffix: str


def anchor(passage: Anchored, text: str) -> str | None:
    """Fill the quote (and, where only a quote is known, the position) from ``text``; return a sentence on a fault."""
    if passage.start is None or passage.end is None:
        if not passage.quote:
            return None
        return _find(passage, text)
    if passage.end > len(text):
        return f"the passage '{passage.key}' ends at character {passage.end}, but the text has {len(text)}."
    words = text[passage.start : passage.end]
    if passage.quote and folded(passage.quote)[0] != folded(words)[0]:
        return f"the passage '{passage.key}' quotes other words than those at {passage.start} to {passage.end}."
    _fill(passage, text, passage.start, passage.end)
    return None


def _find(passage: Anchored, text: str) -> str | None:
    page, places = folded(text)
    wanted = folded(passage.quote)[0].strip()
    found = [n for n in range(len(page) - len(wanted) + 1) if page.startswith(wanted, n)] if wanted else []
    if len(found) > 1:
        before, after = folded(passage.prefix)[0].rstrip(), folded(passage.suffix)[0].lstrip()
        found = [
            n
            for n in found
            if page[:n].rstrip().endswith(before) and page[n + len(wanted) :].lstrip().startswith(after)
        ]
    if not found:
        return f"the words quoted by the passage '{passage.key}' do not occur in the text."
    if len(found) > 1:
        return f"the words quoted by the passage '{passage.key}' occur {len(found)} times; give its position."
    start, end = places[found[0]], (*places, len(text))[found[0] + len(wanted)]
    end = start + len(text[start:end].rstrip())
    _fill(passage, text, start, end)
    return None


def _fill(passage: Anchored, text: str, start: int, end: int) -> None:
    passage.start, passage.end = start, end
    passage.quote = text[start:end]
    passage.prefix = text[max(0, start - CONTEXT) : start]
    passage.suffix = text[end : end + CONTEXT]


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
