"""Every assignment of days, without trying the days one by one (domain section 4, "May and surely").

A partial date is a variable with bounds; a derived day is a variable plus a number of days. The rules ask only
which of two days is the earlier. Where the bounds do not answer, the rules are run once for each answer, and the
answer is kept as a difference constraint ``x - y <= c``. Within one run the possible assignments are therefore the
integer points of a system of difference constraints, closed under shortest paths. Such a system has two properties
on which exactness stands: its bounds are attained, and the days of a stretch ``first <= D < end`` over all its
assignments have no gap. So the stretches of all runs together are exactly what enumerating every day would give.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from functools import lru_cache

from agreements.partial_dates.days import PartialDate

Day = int | tuple[int, int]
"""A day in a run: an ordinal, or a variable's number and the days to add to it."""

PAST = -(10**7)
NEVER = 10**7
_LOWEST, _HIGHEST = date.min.toordinal(), date(9998, 12, 31).toordinal()


class ImpossibleError(Exception):
    """The order that the rules require cannot hold in this run; ``between`` are the facts that it is required of."""

    def __init__(self, between: tuple[object, object] | None = None) -> None:
        super().__init__()
        self.between = between


def later(day: Day, days: int) -> Day:
    """Give the day ``days`` after ``day`` (before, if negative); no day is later than never."""
    if isinstance(day, int):
        return day + days if PAST < day < NEVER else day
    return day[0], day[1] + days


class Run:
    """One run of the rules: the constraints decided so far, and what is left to try."""

    def __init__(self, bounds: list[tuple[int, int]], script: tuple[bool, ...] = ()) -> None:
        size = len(bounds) + 1
        # most[i][j] is the greatest value of variable i minus variable j; variable 0 is day 0.
        self.most = [[0] * size for _ in range(size)]
        for i, (low, high) in enumerate(bounds, start=1):
            self.most[i][0], self.most[0][i] = high, -low
        for i, (low, high) in enumerate(bounds, start=1):
            for j, (least, greatest) in enumerate(bounds, start=1):
                if i != j:
                    self.most[i][j] = high - least
                    self.most[j][i] = greatest - low
        self.script = script
        self.answers: list[bool] = []
        self.open: list[tuple[bool, ...]] = []

    def le(self, one: Day, other: Day) -> bool:
        """Whether ``one`` is on or before ``other``; where both may be, this run takes one answer."""
        if isinstance(one, int) and isinstance(other, int):
            return one <= other
        i, add = (0, one) if isinstance(one, int) else one
        j, plus = (0, other) if isinstance(other, int) else other
        gap = plus - add
        if self.most[i][j] <= gap:
            return True
        if self.most[j][i] < -gap:
            return False
        place = len(self.answers)
        if place < len(self.script):
            answer = self.script[place]
        else:
            answer = True
            self.open.append((*self.answers, False))
        self.answers.append(answer)
        if answer:
            self._at_most(i, j, gap)
        else:
            self._at_most(j, i, -gap - 1)
        return answer

    def lt(self, one: Day, other: Day) -> bool:
        """Whether ``one`` is before ``other``."""
        return not self.le(other, one)

    def require(self, one: Day, other: Day, between: tuple[object, object] | None = None) -> None:
        """Keep only assignments with ``one`` on or before ``other``; ``ImpossibleError`` if there is none."""
        i, add = (0, one) if isinstance(one, int) else one
        j, plus = (0, other) if isinstance(other, int) else other
        gap = plus - add
        if self.most[j][i] < -gap:
            raise ImpossibleError(between)
        if self.most[i][j] > gap:
            self._at_most(i, j, gap)

    def _at_most(self, i: int, j: int, gap: int) -> None:
        most = self.most
        for row in most:
            through = row[i] + gap
            for k, beyond in enumerate(most[j]):
                if through + beyond < row[k]:
                    row[k] = through + beyond

    def earliest(self, days: list[Day]) -> Day:
        """Give the earliest of ``days`` (at least one)."""
        found = days[0]
        for day in days[1:]:
            if not self.le(found, day):
                found = day
        return found

    def latest(self, days: list[Day]) -> Day:
        """Give the latest of ``days`` (at least one)."""
        found = days[0]
        for day in days[1:]:
            if not self.le(day, found):
                found = day
        return found

    def in_order(self, days: list[Day]) -> list[Day]:
        """Sort ``days``."""
        found: list[Day] = []
        for day in days:
            place = len(found)
            while place and self.lt(day, found[place - 1]):
                place -= 1
            found.insert(place, day)
        return found

    def low(self, day: Day) -> int:
        """Give the earliest that ``day`` may be in this run."""
        return day if isinstance(day, int) else day[1] - self.most[0][day[0]]

    def high(self, day: Day) -> int:
        """Give the latest that ``day`` may be in this run."""
        return day if isinstance(day, int) else day[1] + self.most[day[0]][0]

    def counted(self, count: Callable[[int], int], day: Day) -> Day:
        """Give ``count(day)``, a count of months that is a plain shift of days on each of a few stretches of days."""
        if isinstance(day, int):
            return count(day) if PAST < day < NEVER else day
        for last, shift in _shifts(count, self.low(day), self.high(day)):
            if self.le(day, last):
                return later(day, shift) if shift < NEVER else NEVER
        raise AssertionError("the last stretch ends on the latest day")


@lru_cache(maxsize=4096)
def _shifts(count: Callable[[int], int], low: int, high: int) -> tuple[tuple[int, int], ...]:
    """Give the stretches of days on which ``count`` adds the same number of days: last day of each, and the number."""
    found: list[tuple[int, int]] = []
    for day in range(low, high + 1):
        there = count(day)
        shift = NEVER if there >= NEVER else there - day
        if found and found[-1][1] == shift:
            found[-1] = (day, shift)
        else:
            found.append((day, shift))
    return tuple(found)


def runs[T](
    bounds: list[tuple[int, int]], rules: Callable[[Run], T], failed: list[tuple[object, object]] | None = None
) -> Iterator[tuple[Run, T]]:
    """Run ``rules`` once for every order of days that it asks about; impossible runs are left out.

    ``failed`` takes the facts between which the order of an impossible run was broken.
    """
    waiting: list[tuple[bool, ...]] = [()]
    while waiting:
        run = Run(bounds, waiting.pop())
        try:
            result = rules(run)
        except ImpossibleError as error:
            if failed is not None and error.between is not None and error.between not in failed:
                failed.append(error.between)
            waiting.extend(run.open)
            continue
        waiting.extend(run.open)
        yield run, result


def partial(low: int, high: int) -> PartialDate | None:
    """Give the partial date of the ordinals ``low`` to ``high``; ``None`` where it leaves the calendar."""
    if low < _LOWEST or high > _HIGHEST or low > high:
        return None
    return PartialDate(date.fromordinal(low), date.fromordinal(high))
