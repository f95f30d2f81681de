"""Several instruments taken together: on which days one of them runs, how surely, and where there was none.

A day has the greatest level of any of them, so what is drawn as certain is certain for somebody's agreement. A *hole*
is a run of days between two covered stretches on which surely none ran; days on which one may have run belong to its
longest extent only, so its length is a range wherever a date is partial (domain section 4, "Lapse").
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from agreements.partial_dates.dayset import DaySet
from agreements.register.coverage import Level, Span

COVERED: Final = (Level.CERTAIN, Level.TAKEN, Level.UNBEGUN)


@dataclass(frozen=True, slots=True)
class Stretch:
    """A run of days (both in it, None is open) with one level."""

    first: date | None
    last: date | None
    level: Level


@dataclass(frozen=True, slots=True)
class Hole:
    """Days without an instrument between two that ran: at least from ``first`` to ``last``; ``least`` and ``most``
    are their number in days. ``outer_first`` and ``outer_last`` bound the days that may belong to it.
    """

    first: date
    last: date
    least: int
    most: int
    outer_first: date
    outer_last: date


def together(spans: Iterable[Span]) -> list[Stretch]:
    """Give all time, in order, by the level that the spans of several agreements reach together."""
    of_level: dict[Level, list[tuple[date | None, date | None]]] = {}
    for span in spans:
        if span.level:
            of_level.setdefault(span.level, []).append((span.first, span.last))
    told, found = DaySet.empty(), []
    for level in sorted(Level, reverse=True):
        days = (DaySet.of(*of_level.get(level, ())) if level else DaySet.all()) - told
        told |= days
        found += [Stretch(first, last, level) for first, last in days.ranges]
    return sorted(found, key=lambda stretch: stretch.first or date.min)


def holes(stretches: Sequence[Stretch]) -> list[Hole]:
    """Give the holes between covered stretches; before the first and after the last there is none to be told."""
    found: list[Hole] = []
    open_run: list[Stretch] = []
    begun = False
    for stretch in stretches:
        if stretch.level not in COVERED:
            open_run.append(stretch)
            continue
        empty = [each for each in open_run if each.level is Level.NONE]
        if begun and empty:
            found.append(_hole(open_run, empty))
        open_run, begun = [], True
    return found


def _hole(run: Sequence[Stretch], empty: Sequence[Stretch]) -> Hole:
    """Make a hole of a run that lies between covered stretches, so that none of its sides is open."""
    first, last = _bounds(empty[0], empty[-1])
    outer_first, outer_last = _bounds(run[0], run[-1])
    return Hole(first, last, sum(map(_days, empty)), sum(map(_days, run)), outer_first, outer_last)


def _bounds(one: Stretch, other: Stretch) -> tuple[date, date]:
    return one.first or date.min, other.last or date.max


def _days(stretch: Stretch) -> int:
    first, last = _bounds(stretch, stretch)
    return (last - first).days + 1
