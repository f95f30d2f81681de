"""A source's text as the page shows it: paragraphs that know where they begin, and marks where passages lie.

Characters are counted in the text as it is kept, so that what a browser selects can be named by position. Blank lines
part paragraphs where the text has any; else every line is one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from agreements.models import Passage


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of characters, within passages or not; ``ends`` are the numbers of the passages that end with it."""

    words: str
    marked: bool
    ends: tuple[tuple[int, Passage], ...] = ()


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph, its number from 1 and the place of its first character in the text."""

    number: int
    start: int
    pieces: tuple[Piece, ...]


def paragraphs(text: str, passages: Sequence[Passage] = ()) -> list[Paragraph]:
    """Cut a text into paragraphs, with the numbered ``passages`` marked; those without a position are not."""
    placed = [(n, p) for n, p in enumerate(passages, 1) if p.start is not None and p.end is not None]
    return [
        Paragraph(number, start, tuple(_pieces(text, start, end, placed)))
        for number, (start, end) in enumerate(_spans(text), 1)
    ]


def paragraph_at(text: str, place: int) -> int:
    """Return the number of the paragraph in which a character stands."""
    return max(1, sum(1 for start, _end in _spans(text) if start <= place))


def _spans(text: str) -> Iterator[tuple[int, int]]:
    breaks = r"(?:\r?\n[ \t]*){2,}" if re.search(r"\n[ \t]*\r?\n", text) else r"\r?\n"
    start = 0
    for end, following in [*(m.span() for m in re.finditer(breaks, text)), (len(text), len(text))]:
        if text[start:end].strip():
            yield start, end
        start = following


def _pieces(text: str, start: int, end: int, placed: list[tuple[int, Passage]]) -> Iterator[Piece]:
    inside = [(n, p) for n, p in placed if p.start < end and p.end > start]  # type: ignore[operator]
    cuts = {start, end, *(p.start for _n, p in inside), *(p.end for _n, p in inside)}
    places = sorted(c for c in cuts if c is not None and start <= c <= end)
    for first, last in pairwise(places):
        yield Piece(
            text[first:last],
            any(p.start <= first and p.end >= last for _n, p in inside),  # type: ignore[operator]
            tuple((n, p) for n, p in inside if p.end == last),
        )
