"""A set of days of any shape: ordered, disjoint ranges that are merged as far as they go.

Standings, coverage and lapses are sets of days, often without end. A set has one form only (neighbouring days are
merged, the last of June and the first of July make one range), so that equality is equality of the tuples and a set
can be compared with the one that the database holds. Inside, days are their ordinals in the calendar of ``date``,
0001-01-01 to 9999-12-31; there are no other days, so a set that reaches the first or the last of them is *unbounded* on
that side and says ``None``. This keeps every operation closed, complement included, and no sum can leave the calendar.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

Span = tuple[int, int]
Range = tuple[date | None, date | None]

_FIRST: Final = date.min.toordinal()
_LAST: Final = date.max.toordinal()


@dataclass(frozen=True, slots=True, repr=False)
class DaySet:
    """An immutable set of days. Make one with ``empty``, ``all``, ``of``, ``between``, ``since``, ``until``.

    Offers ``|``, ``&``, ``-``, ``^``, ``~``, ``==``, ``<=``, ``<``, ``hash``, ``bool`` and ``day in days``; the
    operations are linear in the number of ranges.
    """

    _spans: tuple[Span, ...] = ()

    @classmethod
    def empty(cls) -> DaySet:
        """No day."""
        return _EMPTY

    @classmethod
    def all(cls) -> DaySet:
        """Every day."""
        return _ALL

    @classmethod
    def of(cls, *ranges: Range) -> DaySet:
        """The days of the ranges, in any order, both ends included, ``None`` for unbounded; may touch or overlap.

        Raises ``ValueError`` for a range whose last day is before its first.
        """
        spans = [_span(first, last) for first, last in ranges]
        for (first, last), (low, high) in zip(ranges, spans, strict=True):
            if high < low:
                raise ValueError(f"the range {first} to {last} ends before it begins")
        return DaySet(_merged(sorted(spans)))

    @classmethod
    def between(cls, first: date | None, last: date | None) -> DaySet:
        """The days from ``first`` to ``last``, both included; empty, not an error, when ``last`` is the earlier."""
        low, high = _span(first, last)
        return DaySet(((low, high),)) if low <= high else _EMPTY

    @classmethod
    def since(cls, day: date) -> DaySet:
        """``day`` and every later day."""
        return cls.between(day, None)

    @classmethod
    def until(cls, day: date) -> DaySet:
        """``day`` and every earlier day."""
        return cls.between(None, day)

    @classmethod
    def after(cls, day: date) -> DaySet:
        """Every day later than ``day``."""
        return ~cls.until(day)

    @classmethod
    def before(cls, day: date) -> DaySet:
        """Every day earlier than ``day``."""
        return ~cls.since(day)

    @classmethod
    def union(cls, sets: Iterable[DaySet]) -> DaySet:
        """The days that are in at least one of ``sets``."""
        return DaySet(_merged(sorted(span for days in sets for span in days._spans)))

    @property
    def ranges(self) -> tuple[Range, ...]:
        """The ranges in order, both ends included, ``None`` where unbounded; never touching one another."""
        return tuple((_lower(low), _upper(high)) for low, high in self._spans)

    @property
    def is_empty(self) -> bool:
        """Whether no day is in it."""
        return not self._spans

    @property
    def unbounded_below(self) -> bool:
        """Whether it goes back without a first day."""
        return bool(self._spans) and self._spans[0][0] == _FIRST

    @property
    def unbounded_above(self) -> bool:
        """Whether it goes on without a last day."""
        return bool(self._spans) and self._spans[-1][1] == _LAST

    @property
    def first(self) -> date | None:
        """The first day; ``None`` when empty or unbounded below."""
        return _lower(self._spans[0][0]) if self._spans else None

    @property
    def last(self) -> date | None:
        """The last day; ``None`` when empty or unbounded above."""
        return _upper(self._spans[-1][1]) if self._spans else None

    @property
    def day_count(self) -> int | None:
        """How many days it has; ``None`` when unbounded."""
        if self.unbounded_below or self.unbounded_above:
            return None
        return sum(high - low + 1 for low, high in self._spans)

    def range_at(self, day: date) -> Range | None:
        """The range that ``day`` lies in, or ``None``."""
        ordinal = day.toordinal()
        place = bisect_right(self._spans, (ordinal, _LAST)) - 1
        if place < 0 or self._spans[place][1] < ordinal:
            return None
        low, high = self._spans[place]
        return _lower(low), _upper(high)

    def isdisjoint(self, other: DaySet) -> bool:
        """Whether no day is in both."""
        return not self & other

    def issubset(self, other: DaySet) -> bool:
        """Whether every day of this set is in ``other``; same as ``<=``."""
        return self & other == self

    def __contains__(self, day: date) -> bool:
        return self.range_at(day) is not None

    def __bool__(self) -> bool:
        return bool(self._spans)

    def __iter__(self) -> Iterator[Range]:
        return iter(self.ranges)

    def __or__(self, other: DaySet) -> DaySet:
        if not self._spans:
            return other
        if not other._spans:
            return self
        return DaySet(_merged(sorted(self._spans + other._spans)))

    def __and__(self, other: DaySet) -> DaySet:
        mine, theirs = self._spans, other._spans
        found: list[Span] = []
        here = there = 0
        while here < len(mine) and there < len(theirs):
            low = max(mine[here][0], theirs[there][0])
            high = min(mine[here][1], theirs[there][1])
            if low <= high:
                found.append((low, high))
            if mine[here][1] < theirs[there][1]:
                here += 1
            else:
                there += 1
        return DaySet(tuple(found))

    def __invert__(self) -> DaySet:
        gaps: list[Span] = []
        following = _FIRST
        for low, high in self._spans:
            if following < low:
                gaps.append((following, low - 1))
            following = high + 1
        if following <= _LAST:
            gaps.append((following, _LAST))
        return DaySet(tuple(gaps))

    def __sub__(self, other: DaySet) -> DaySet:
        return self & ~other

    def __xor__(self, other: DaySet) -> DaySet:
        return (self - other) | (other - self)

    def __le__(self, other: DaySet) -> bool:
        return self.issubset(other)

    def __lt__(self, other: DaySet) -> bool:
        return self != other and self.issubset(other)

    def __ge__(self, other: DaySet) -> bool:
        return other.issubset(self)

    def __gt__(self, other: DaySet) -> bool:
        return other < self

    def __repr__(self) -> str:
        inner = ", ".join(f"{first or ''}..{last or ''}" for first, last in self.ranges)
        return f"DaySet({inner})"


def _span(first: date | None, last: date | None) -> Span:
    if isinstance(first, datetime) or isinstance(last, datetime):
        raise TypeError("a set of days is made of dates, not of instants")
    return _FIRST if first is None else first.toordinal(), _LAST if last is None else last.toordinal()


def _lower(ordinal: int) -> date | None:
    return None if ordinal == _FIRST else date.fromordinal(ordinal)


def _upper(ordinal: int) -> date | None:
    return None if ordinal == _LAST else date.fromordinal(ordinal)


def _merged(spans: list[Span]) -> tuple[Span, ...]:
    """Merge sorted spans that overlap or touch."""
    merged: list[Span] = []
    for low, high in spans:
        if merged and low <= merged[-1][1] + 1:
            if high > merged[-1][1]:
                merged[-1] = (merged[-1][0], high)
        else:
            merged.append((low, high))
    return tuple(merged)


_EMPTY: Final = DaySet()
_ALL: Final = DaySet(((_FIRST, _LAST),))
