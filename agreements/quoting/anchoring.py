"""Put the words of a source beside its passages, and check them against the position.

A position (W3C TextPositionSelector: characters from ``start`` up to, not including, ``end``) gives quote, prefix and
suffix. A passage that has only a quote is looked for exactly, after NFKC and folding of white space; what occurs twice
is told apart by what stands around it, and what does not occur is refused: a near match is no anchor.
"""

from __future__ import annotations

from typing import Protocol

from agreements.quoting.finding import folded, place_at, places_of


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
    found = places_of(passage.quote, text)
    if len(found) > 1:
        before, after = folded(passage.prefix)[0].strip(), folded(passage.suffix)[0].strip()
        found = [
            place
            for place in found
            if folded(text[: place.start])[0].rstrip().endswith(before)
            and folded(text[place.end :])[0].lstrip().startswith(after)
        ]
    if not found:
        return f"the words quoted by the passage '{passage.key}' do not occur in the text."
    if len(found) > 1:
        return f"the words quoted by the passage '{passage.key}' occur {len(found)} times; give its position."
    _fill(passage, text, found[0].start, found[0].end)
    return None


def _fill(passage: Anchored, text: str, start: int, end: int) -> None:
    place = place_at(text, start, end)
    passage.start, passage.end = start, end
    passage.quote, passage.prefix, passage.suffix = place.words, place.before, place.after
