"""Put the words of a source beside its passages, and check them against the position.

A position (W3C TextPositionSelector: characters from ``start`` up to, not including, ``end``) gives quote, prefix and
suffix. A passage that has only a quote is looked for exactly, after NFKC and folding of white space; what occurs twice
is told apart by what stands around it, and what does not occur is refused: a near match is no anchor.
"""

from __future__ import annotations

from typing import Protocol

from agreements.quoting.finding import Folded, Place, folded, place_at


class Anchored(Protocol):
    """What of a passage is read and filled."""

    key: str
    start: int | None
    end: int | None
    quote: str
    prefix: str
    suffix: str


def anchor(passage: Anchored, text: str | Folded) -> str | None:
    """Fill the quote (and, where only a quote is known, the position) from ``text``; return a sentence on a fault."""
    page = text if isinstance(text, Folded) else Folded(text)
    if passage.start is None or passage.end is None:
        if not passage.quote:
            return None
        return _find(passage, page)
    if passage.end > len(page.text):
        return f"the passage '{passage.key}' ends at character {passage.end}, but the text has {len(page.text)}."
    words = page.text[passage.start : passage.end]
    if passage.quote and folded(passage.quote)[0] != folded(words)[0]:
        return f"the passage '{passage.key}' quotes other words than those at {passage.start} to {passage.end}."
    fill(passage, place_at(page.text, passage.start, passage.end))
    return None


def told_apart(places: list[Place], before: str, after: str, text: str) -> list[Place]:
    """Return the places around which these words stand; where neither is known, all of them."""
    before, after = folded(before)[0].strip(), folded(after)[0].strip()
    return [
        place
        for place in places
        if folded(text[max(0, place.start - _reach(before)) : place.start])[0].rstrip().endswith(before)
        and folded(text[place.end : place.end + _reach(after)])[0].lstrip().startswith(after)
    ]


def fill(passage: Anchored, place: Place) -> None:
    """Let the passage be this place: its position, its words, and what stands around them."""
    passage.start, passage.end = place.start, place.end
    passage.quote, passage.prefix, passage.suffix = place.words, place.before, place.after


def _reach(words: str) -> int:
    """Return how many characters of a text are folded to find so many; white space and accents take more than one."""
    return 4 * len(words) + 2000


def _find(passage: Anchored, page: Folded) -> str | None:
    found = page.places_of(passage.quote)
    if len(found) > 1:
        found = told_apart(found, passage.prefix, passage.suffix, page.text)
    if not found:
        return f"the words quoted by the passage '{passage.key}' do not occur in the text."
    if len(found) > 1:
        return f"the words quoted by the passage '{passage.key}' occur {len(found)} times; give its position."
    fill(passage, found[0])
    return None
