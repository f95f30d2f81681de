"""Lapses: the days between a predecessor's last day and its successor's first, neither included (domain section 4)."""

from __future__ import annotations

from agreements.lifecycle.assignments import NEVER, PAST, Day, Run
from agreements.lifecycle.facts import Basis
from agreements.lifecycle.results import By, DayCount, Lapse
from agreements.lifecycle.simulating import Outcome
from agreements.lifecycle.successor import Reached
from agreements.lifecycle.tally import Hull
from agreements.lifecycle.timeline import weakest
from agreements.partial_dates.days import PartialDate


def lapse(ended: PartialDate, began: PartialDate) -> DayCount:
    """Count the days on which no instrument was in effect.

    ``ended`` is the last day in effect, ``began`` the first; neither is part of the lapse. Each may be known to the
    month only, so the count is a range: from the latest end to the earliest start, and from the earliest end to the
    latest start. Negative counts are an overlap (domain section 4).
    """
    return DayCount((began.first - ended.last).days - 1, (began.last - ended.first).days - 1)


class _Count:
    """A lapse over all runs."""

    def __init__(self) -> None:
        self.least, self.most = NEVER, PAST
        self.last_day, self.first_day = Hull(), Hull()

    def add(self, run: Run, last: Day, first: Day) -> None:
        least, most = difference(run, first, last)
        self.least, self.most = min(self.least, least - 1), max(self.most, most - 1)
        self.last_day.add(run.low(last), run.high(last))
        self.first_day.add(run.low(first), run.high(first))

    def row(self, relation: str, predecessor: str, successor: str, code: str, basis: Basis) -> Lapse | None:
        ended, began = self.last_day.partial, self.first_day.partial
        if ended is None or began is None or (self.least == 0 and self.most == 0):
            return None
        return Lapse(relation, predecessor, successor, code, ended, began, DayCount(self.least, self.most), basis)


def difference(run: Run, first: Day, second: Day) -> tuple[int, int]:
    """Give the least and greatest number of days from ``second`` to ``first`` over the run's assignments."""
    i, add = (0, first) if isinstance(first, int) else first
    j, plus = (0, second) if isinstance(second, int) else second
    return add - plus - run.most[j][i], add - plus + run.most[i][j]


def find_lapses(key: str, outcomes: list[tuple[Run, Outcome]], lineage: list[Reached]) -> tuple[Lapse, ...]:
    """Give the lapses before replacement, renewal, and extension with a stated first day (rules 5 and 6).

    A predecessor that is replaced while it runs has none: its last day is the day before. A lapse of no day at all is
    not listed. What renews, and what replaces in part, ends nothing, so it may overlap.
    """
    found: list[Lapse] = []
    for place, reached in enumerate(lineage):
        pairs = [(run, outcome.lapses[place]) for run, outcome in outcomes if place < len(outcome.lapses)]
        if not pairs:
            continue
        count, bases = _Count(), list[Basis]()
        for run, pair in pairs:
            if pair is None:
                break
            last, first, basis = pair
            bases.append(basis)
            count.add(run, last, first)
        else:
            relation = reached.relation
            row = count.row(relation.key, key, relation.subject.key, relation.code.value, weakest(*bases))
            if row is not None:
                found.append(row)
    return (*found, *_gaps(key, outcomes))


def _gaps(key: str, outcomes: list[tuple[Run, Outcome]]) -> list[Lapse]:
    counts: dict[str, tuple[_Count, By, Basis]] = {}
    for run, outcome in outcomes:
        for before, segment in zip(outcome.course, outcome.course[1:], strict=False):
            ref = segment.option.ref
            if ref is None or segment.option.by not in (By.EXTENSION, By.EXPRESS_RENEWAL) or before.last == NEVER:
                continue
            if difference(run, segment.first, before.last)[1] > 1:
                basis = weakest(segment.option.basis, before.after.basis if before.after else before.option.basis)
                counted, by, known = counts.get(ref.key, (_Count(), segment.option.by, basis))
                counts[ref.key] = (counted, by, weakest(known, basis))
                counted.add(run, before.last, segment.first)
    code = {By.EXTENSION: "extended", By.EXPRESS_RENEWAL: "renewed-expressly"}
    rows = [count.row(act, key, key, code[by], basis) for act, (count, by, basis) in sorted(counts.items())]
    return [row for row in rows if row is not None]
