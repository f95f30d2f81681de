"""Runs counted together: on which days a state or a group may hold, and on which it surely does.

A stretch of a run covers exactly the days from the lowest value of its first day to the highest of its last (see
``assignments``). A code is sure on a day when no stretch that covers the day leaves it unsure.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from agreements.lifecycle.assignments import NEVER, PAST, Run, partial
from agreements.lifecycle.facts import Basis, Group, State
from agreements.lifecycle.results import By, DateStatus, Ref
from agreements.lifecycle.timeline import Option, Stretch, weakest
from agreements.partial_dates.days import PartialDate

Span = tuple[int, int]
Code = State | Group
Key = tuple[Code, By | None, Ref | None, Basis, str]

ORDER = {state: place for place, state in enumerate(State)}
FIRST, LAST = date.min.toordinal(), date.max.toordinal()


def joined(spans: list[Span]) -> list[Span]:
    """Give the spans in order, those that touch or overlap as one."""
    if len(spans) < 2:
        return spans
    found: list[Span] = []
    for low, high in sorted(spans):
        if found and low <= found[-1][1] + 1:
            if high > found[-1][1]:
                found[-1] = (found[-1][0], high)
        else:
            found.append((low, high))
    return found


def outside(spans: list[Span]) -> list[Span]:
    """Give the days that are in none of the spans."""
    found, following = list[Span](), FIRST
    for low, high in joined(spans):
        if following < low:
            found.append((following, low - 1))
        following = high + 1
    if following <= LAST:
        found.append((following, LAST))
    return found


def common(one: list[Span], other: list[Span]) -> list[Span]:
    """Give the days in both."""
    return outside(outside(one) + outside(other))


@dataclass(slots=True)
class Hull:
    """The least and greatest value of a day over the runs; ``open`` where some run has none."""

    low: int = NEVER
    high: int = PAST
    open: bool = False

    def add(self, low: int, high: int) -> None:
        """Take in a day's bounds of one run."""
        if low <= PAST or high >= NEVER:
            self.open = True
            return
        self.low, self.high = min(self.low, low), max(self.high, high)

    @property
    def partial(self) -> PartialDate | None:
        """The partial date, or ``None`` where the day is not known in every run."""
        return None if self.open else partial(self.low, self.high)


@dataclass(slots=True)
class Row:
    """The days and bounds of one standing-to-be."""

    option: Option
    basis: Basis
    spans: list[Span] = field(default_factory=list)
    since: Hull = field(default_factory=Hull)
    until: Hull = field(default_factory=Hull)
    until_status: DateStatus | None = None


@dataclass(slots=True)
class Tally:
    """All stretches of all runs of one case."""

    rows: dict[Key, Row] = field(default_factory=dict)
    held: list[tuple[int, int, Code | None, Code | None]] = field(default_factory=list)
    sure_days: dict[Code, list[Span]] = field(default_factory=dict)

    def add(self, run: Run, stretches: list[Stretch]) -> None:
        """Take in one run."""
        begun: dict[Key, tuple[int, int]] = {}
        group_key: dict[Group, tuple[Key, int]] = {}
        count = len(stretches)
        for place, stretch in enumerate(stretches):
            stop = stretches[place + 1].first if place + 1 < count else NEVER
            low, high = max(run.low(stretch.first), FIRST), min(run.high(stop) - 1, LAST)
            if high < low:
                continue
            options = stretch.options
            states = {o.state for o in options}
            groups = {o.group for o in options}
            sure_state = options[0].state if stretch.sure and len(states) == 1 and not options[0].vague else None
            sure_group = options[0].group if stretch.sure and len(groups) == 1 else None
            self.held.append((low, high, sure_state, sure_group))
            for option in options:
                key: Key = (option.state, option.by, option.ref, option.basis, option.reason)
                row = self.rows.get(key)
                if row is None:
                    row = self.rows[key] = Row(option, option.basis)
                row.spans.append((low, high))
                if key not in begun:
                    begun[key] = (place, place)
                begun[key] = (begun[key][0], place)
            for group in groups:
                if group is None:
                    continue
                own = [o for o in options if o.group is group]
                basis = weakest(*(o.basis for o in own)) if len(own) > 1 else own[0].basis
                before = group_key.get(group)
                if before is not None and before[1] == place - 1 and self.rows[before[0]].basis is basis:
                    key = before[0]
                else:
                    key = (group, None, own[0].ref, basis, own[0].reason)
                row = self.rows.get(key)
                if row is None:
                    row = self.rows[key] = Row(own[0], basis)
                row.spans.append((low, high))
                group_key[group] = (key, place)
                begun[key] = (begun.get(key, (place, place))[0], place)
        for key, (first, last) in begun.items():
            self._begin(run, stretches[first : last + 1], self.rows[key], key[0])
            self._bounds(run, stretches, self.rows[key], first, last)

    def _begin(self, run: Run, held: list[Stretch], row: Row, code: Code) -> None:
        """Note on which days the standing may have begun.

        While a state that comes before it in a life may hold as well, it may begin on any day, so it began by the first
        stretch without such a state; where there is none, since when is not known.
        """

        def comes_before(option: Option) -> bool:
            return code not in (option.state, option.group) and ORDER[option.state] < ORDER[row.option.state]

        settled = next((s.first for s in held if not any(comes_before(o) for o in s.options)), None)
        if settled is None:
            row.since.open = True
        else:
            row.since.add(run.low(held[0].first), run.high(settled))

    def _bounds(self, run: Run, stretches: list[Stretch], row: Row, first: int, last: int) -> None:
        if last + 1 == len(stretches):
            row.until.open = True
            # What has ended stays so by the rules (domain section 4): its state is open-ended, not of unknown end.
            stays = row.option.group is Group.ENDED or row.option.state is State.NEVER_TOOK_EFFECT
            status = DateStatus.OPEN_ENDED if stays else row.option.open
            turned = any(o.vague for o in stretches[last].options)
            status = status if stretches[last].sure and not turned else DateStatus.UNKNOWN
        else:
            end, following = stretches[last + 1].first, stretches[last + 1]
            alone = len({o.group for o in stretches[last].options}) == 1
            # An unknown fact adds no possible state: what surely held and is not possible any more has ended.
            gone = stretches[last].sure and row.option.state not in {o.state for o in following.options}
            ended = following.sure or gone
            if not alone or not ended or row.option in following.options:
                row.until.open = True
                status = DateStatus.UNKNOWN
            else:
                row.until.add(run.low(end) - 1, run.high(end) - 1)
                status = following.options[0].status
        if row.until_status is None:
            row.until_status = status
        elif row.until_status is not status:
            row.until_status = DateStatus.UNKNOWN if row.until.open else DateStatus.COMPUTED

    def finish(self) -> None:
        """Join the spans and find the sure days of every code."""
        for row in self.rows.values():
            row.spans = joined(row.spans)
        for code in {key[0] for key in self.rows}:
            place = 3 if isinstance(code, Group) else 2
            self.sure_days[code] = outside([(h[0], h[1]) for h in self.held if h[place] is not code])

    def may(self, code: Code) -> list[Span]:
        """Give the days on which the code may hold."""
        return joined([span for key, row in self.rows.items() if key[0] is code for span in row.spans])
