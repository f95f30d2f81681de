"""The life of an agreement cut into spans, and spans set on a scale: what a timeline draws and its table twin says.

A span is a run of days on which the same states are possible. The cuts are the bounds of the standings, so a span never
claims more than they do: one possible state that surely holds is solid, anything else is uncertain. Drawing happens in
a template; here are only days, states and positions in a thousand parts of the width.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from enum import IntEnum

from agreements.lifecycle.facts import GROUP_OF, Basis, Group, State
from agreements.lifecycle.results import Standing
from agreements.partial_dates.dayset import DaySet

ONE_DAY = timedelta(days=1)
WIDTH = 1000
#: Years between two ticks, the first that leaves at most ``MOST_TICKS`` ticks.
TICK_YEARS = (1, 2, 5, 10, 20, 25, 50, 100)
MOST_TICKS = 9


class Level(IntEnum):
    """How far an instrument, or one of several, runs on a day; the greater says more.

    ``MIXED``: it may run, and it may not. ``UNBEGUN``: nothing else is possible, but its beginning is not known.
    ``TAKEN``: nothing else is possible, but it is presumed, or its end is not known. ``CERTAIN`` is domain section 4's.
    """

    NONE = 0
    MIXED = 1
    UNBEGUN = 2
    TAKEN = 3
    CERTAIN = 4


@dataclass(frozen=True, slots=True)
class Span:
    """Days (both in it, None is open) on which the same ``states`` are possible; ``sure`` when one is *certain*.

    Certain is what surely holds and is not presumed (domain section 4).

    ``group`` is the group that surely holds although the state may be open, or the group of every possible state.
    """

    first: date | None
    last: date | None
    states: tuple[State, ...]
    sure: bool
    group: Group | None
    #: Whether the group *running* is certain, although the state may be open.
    runs: bool = field(default=False, compare=False)

    @property
    def level(self) -> Level:
        """How far the agreement runs in this span."""
        if not self.running:
            return Level.NONE
        if self.runs or (self.sure and len(self.states) == 1):
            return Level.CERTAIN
        if any(GROUP_OF.get(state) is not Group.RUNNING for state in self.states):
            return Level.MIXED
        return Level.UNBEGUN if self.first is None else Level.TAKEN

    @property
    def running(self) -> bool:
        """Whether the agreement may be running in this span."""
        return any(GROUP_OF.get(state) is Group.RUNNING for state in self.states)


@dataclass(frozen=True, slots=True)
class Bar:
    """A span on the scale, in thousandths of the width; ``open_left`` and ``open_right`` run out of the window."""

    span: Span
    x: int
    width: int
    open_left: bool
    open_right: bool


@dataclass(frozen=True, slots=True)
class Scale:
    """A window of days, both ends shown, and the years marked on it."""

    first: date
    last: date

    def x(self, day: date) -> int:
        """Return where a day begins, in thousandths of the width, held to the window."""
        held = min(max(day, self.first), self.last)
        return round(WIDTH * (held - self.first).days / max(1, (self.last - self.first).days + 1))

    def ticks(self) -> list[tuple[int, int]]:
        """Return the marked years and their places."""
        years = range(self.first.year + (self.first > date(self.first.year, 1, 1)), self.last.year + 1)
        step = next((s for s in TICK_YEARS if len(years) / s <= MOST_TICKS), TICK_YEARS[-1])
        return [(year, self.x(date(year, 1, 1))) for year in years if year % step == 0]

    def bars(self, spans: Iterable[Span]) -> list[Bar]:
        """Set spans on the scale; those wholly outside the window are left out."""
        found = []
        for span in spans:
            first, last = span.first or date.min, span.last or date.max
            if last < self.first or first > self.last:
                continue
            left = self.x(first)
            right = WIDTH if last >= self.last else self.x(last + ONE_DAY)
            found.append(Bar(span, left, max(right - left, 1), first < self.first, last > self.last))
        return found


def spans(standings: Sequence[Standing]) -> list[Span]:
    """Cut all time into spans, in order; a day without any possible state is ``unknown`` (domain section 4)."""
    may: dict[State, DaySet] = {}
    surely: dict[State, DaySet] = {}
    groups: dict[Group, DaySet] = {}
    runs = DaySet.empty()
    for row in standings:
        if isinstance(row.code, Group):
            groups[row.code] = groups.get(row.code, DaySet.empty()) | row.surely
            if row.code is Group.RUNNING and row.basis is not Basis.PRESUMED:
                runs |= row.surely
        else:
            may[row.code] = may.get(row.code, DaySet.empty()) | row.may
            if row.basis is not Basis.PRESUMED:
                surely[row.code] = surely.get(row.code, DaySet.empty()) | row.surely
    cuts = sorted({cut for days in (*may.values(), *surely.values(), *groups.values(), runs) for cut in _cuts(days)})
    edges: list[tuple[date | None, date | None]] = []
    for first, following in zip([None, *cuts], [*cuts, None], strict=True):
        edges.append((first, following - ONE_DAY if following else None))
    found: list[Span] = []
    for first, last in edges:
        day = first or last or date(2000, 1, 1)
        states = tuple(state for state in State if day in may.get(state, DaySet.empty())) or (State.UNKNOWN,)
        sure = states == (State.UNKNOWN,) or any(day in days for days in surely.values())
        group = next((code for code, days in groups.items() if day in days), None)
        if group is None and len({GROUP_OF.get(state) for state in states}) == 1:
            group = GROUP_OF.get(states[0])
        found.append(Span(first, last, states, sure, group, day in runs))
    return _merged(found)


def window(spans_shown: Sequence[Span], days: Iterable[date], as_of: date) -> Scale:
    """Choose the window: every bound of a span, every marked day and the day read, with a margin of a year at most."""
    known = [day for span in spans_shown for day in (span.first, span.last) if day is not None]
    known += [*days, as_of]
    first, last = min(known), max(known)
    margin = timedelta(days=min(366, max(60, (last - first).days // 12)))
    return Scale(_back(first, margin), _on(last, margin))


def _cuts(days: DaySet) -> Iterable[date]:
    """Give the first day of every run and the day after its last."""
    for first, last in days.ranges:
        if first is not None:
            yield first
        if last is not None and last < date.max:
            yield last + ONE_DAY


def _merged(found: list[Span]) -> list[Span]:
    """Join neighbours that say the same."""
    joined: list[Span] = []
    for span in found:
        before = joined[-1] if joined else None
        if before and _says(before) == _says(span):
            joined[-1] = replace(before, last=span.last)
        else:
            joined.append(span)
    return joined


def _says(span: Span) -> tuple[object, ...]:
    return span.states, span.sure, span.group, span.runs


def _back(day: date, margin: timedelta) -> date:
    return date.min if day - date.min < margin else day - margin


def _on(day: date, margin: timedelta) -> date:
    return date.max if date.max - day < margin else day + margin
