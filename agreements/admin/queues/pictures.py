"""The small pictures of the dashboard: bars as figures for an SVG, with the same numbers in words.

Drawn on the server in whole units, coloured by the style sheet. The words are the twin: they name every number that
the picture shows.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext, ngettext

WIDTH, HEIGHT, GAP = 168, 36, 3


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar, in the units of the picture; ``label`` says what it stands for."""

    x: int
    y: int
    width: int
    height: int
    label: str
    is_quiet: bool = False


@dataclass(frozen=True, slots=True)
class Picture:
    """Bars, what they are about in a word or two, and all of their numbers in words."""

    bars: tuple[Bar, ...]
    caption: str
    words: str
    width: int = WIDTH
    height: int = HEIGHT


def columns(values: Sequence[tuple[str, int]], caption: str) -> Picture:
    """Draw one column a value, the highest of full height; what is not nothing is never invisible."""
    most = max((value for _label, value in values), default=0)
    step = (WIDTH + GAP) // max(1, len(values))
    bars = []
    for place, (label, value) in enumerate(values):
        height = max(3, HEIGHT * value // most) if value else 1
        bars.append(Bar(place * step, HEIGHT - height, step - GAP, height, f"{label}: {value}", not value))
    said = ", ".join(f"{label}: {value}" for label, value in values if value)
    return Picture(tuple(bars), caption, f"{caption}: {said or gettext('none')}")


def share(part: int, whole: int) -> Picture:
    """Draw how much of all records wait in a queue, as one lying bar."""
    width = max(2, WIDTH * part // whole) if part and whole else 0
    words = gettext("%(part)d of %(whole)d records") % {"part": part, "whole": whole}
    bars = (Bar(0, 0, WIDTH, 10, "", True), Bar(0, 0, width, 10, words))
    return Picture(bars, words, words, height=10)


def months(first: date, many: int, counted: dict[date, int]) -> Picture:
    """Draw so many months from that of ``first`` on."""
    values = []
    for number in range(first.year * 12 + first.month - 1, first.year * 12 + first.month - 1 + many):
        month = date(number // 12, number % 12 + 1, 1)
        values.append((date_format(month, "YEAR_MONTH_FORMAT"), counted.get(month, 0)))
    return columns(values, gettext("By month"))


def weeks(counted: Sequence[int], caption: str) -> Picture:
    """Draw the last weeks, the present one last; ``counted`` begins with the present one and ends with all before."""
    *shown, _older = counted
    values = [(_weeks_ago(ago), shown[ago]) for ago in reversed(range(len(shown)))]
    return columns(values, caption)


def _weeks_ago(weeks: int) -> str:
    if not weeks:
        return gettext("last seven days")
    return ngettext("%(n)d week ago", "%(n)d weeks ago", weeks) % {"n": weeks}
