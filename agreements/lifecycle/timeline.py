"""One run's course of states: stretches of days one after another, from the unbounded past to the unbounded future.

Several options in a stretch mean that unknown facts leave more than one state open; ``sure`` says that one of the
options surely holds. So a state is sure in a stretch that is sure and has one option, and a group is sure in one whose
options are all of that group.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from agreements.lifecycle.assignments import NEVER, PAST, Day, Run, later
from agreements.lifecycle.facts import GROUP_OF, Basis, Group, State
from agreements.lifecycle.results import By, DateStatus, Ref

WEAKEST_FIRST = {Basis.PRESUMED: 0, Basis.INFERRED: 1, Basis.COMPUTED: 2, Basis.STATED: 3}


def weakest(*bases: Basis) -> Basis:
    """Give the weakest of the inputs' bases (domain section 4)."""
    return min(bases, key=WEAKEST_FIRST.__getitem__)


@dataclass(frozen=True, slots=True)
class Option:
    """A state that may hold, with what began it; ``depends`` are all facts that fix its first day."""

    state: State
    reason: str
    basis: Basis = Basis.STATED
    ref: Ref | None = None
    by: By | None = None
    depends: frozenset[Ref] = frozenset()
    status: DateStatus = DateStatus.STATED
    open: DateStatus = DateStatus.UNKNOWN
    tacit: bool = False
    vague: bool = False
    """Whether an unknown fact may have turned it into another state of its group, so that only the group is sure."""

    @property
    def group(self) -> Group | None:
        """The group of the state, if it has one."""
        return GROUP_OF.get(self.state)

    @property
    def running(self) -> bool:
        """Whether the state is one of the running ones."""
        return GROUP_OF.get(self.state) is Group.RUNNING


@dataclass(frozen=True, slots=True)
class Stretch:
    """The days from ``first`` to the next stretch's first day, and the states that may hold on them."""

    first: Day
    options: tuple[Option, ...]
    sure: bool = True


UNKNOWN = Option(State.UNKNOWN, "no-rule", open=DateStatus.UNKNOWN)


@dataclass(slots=True)
class Unmet:
    """The observations, and ends, that the other facts of one run do not allow, each with the facts against it."""

    against: dict[Ref, frozenset[Ref]] = field(default_factory=dict)


Change = Callable[[Stretch], tuple[tuple[Option, ...], bool]]


class Timeline:
    """The course of states in one run; changed stretch by stretch, later rules over earlier ones."""

    def __init__(self, run: Run) -> None:
        self.run = run
        self.stretches = [Stretch(PAST, (UNKNOWN,))]

    def change(self, first: Day, end: Day, change: Change) -> None:
        """Give the days from ``first`` to the day before ``end`` what ``change`` makes of them."""
        run = self.run
        if first == end or not run.lt(first, end):
            return
        found: list[Stretch] = []
        count = len(self.stretches)
        for place, stretch in enumerate(self.stretches):
            stop = self.stretches[place + 1].first if place + 1 < count else NEVER
            if run.le(stop, first) or run.le(end, stretch.first):
                found.append(stretch)
                continue
            low = stretch.first
            if run.lt(low, first):
                found.append(stretch)
                low = first
            options, sure = change(stretch)
            found.append(Stretch(low, options, sure))
            if run.lt(end, stop):
                found.append(Stretch(end, stretch.options, stretch.sure))
        self.stretches = found

    def put(self, first: Day, end: Day, *options: Option, sure: bool = True) -> None:
        """Let ``options`` hold from ``first`` to the day before ``end``, whatever was there."""
        self.change(first, end, lambda _: (options, sure))

    def on(self, day: Day) -> Stretch:
        """Give the stretch that has ``day``."""
        found = self.stretches[0]
        for stretch in self.stretches[1:]:
            if not self.run.le(stretch.first, day):
                break
            found = stretch
        return found

    def replace(
        self, first: Day, end: Day, wanted: Callable[[Option], bool], option: Option, *, keep: bool = False
    ) -> None:
        """Put ``option`` surely in the place of every wanted option; with ``keep`` beside it, neither sure."""
        self._replace(first, end, wanted, option, keep=keep, settled=not keep)

    def overlay(self, first: Day, end: Day, wanted: Callable[[Option], bool], option: Option) -> None:
        """Put ``option`` in the place of every wanted option, no surer than that was."""
        self._replace(first, end, wanted, option, keep=False, settled=False)

    def _replace(
        self, first: Day, end: Day, wanted: Callable[[Option], bool], option: Option, *, keep: bool, settled: bool
    ) -> None:

        def change(stretch: Stretch) -> tuple[tuple[Option, ...], bool]:
            if not any(wanted(o) for o in stretch.options):
                return stretch.options, stretch.sure
            kept = tuple(o for o in stretch.options if keep or not wanted(o))
            if option in kept:
                return kept, stretch.sure
            return (*kept, option), settled or stretch.sure

        self.change(first, end, change)

    def doubt(self, first: Day, wanted: Callable[[Option], bool]) -> None:
        """Take *surely* away from ``first`` on wherever a wanted option stands."""
        self.doubt_before(first, NEVER, wanted)

    def doubt_before(self, first: Day, end: Day, wanted: Callable[[Option], bool]) -> None:
        """Take *surely* away from ``first`` to the day before ``end`` wherever a wanted option stands."""
        self.change(first, end, lambda s: (s.options, s.sure and not any(wanted(o) for o in s.options)))

    def doubt_between(self, first: Day, end: Day, wanted: Callable[[Option], bool]) -> None:
        """Take *surely* away on the days before ``end``, unless every option is of one group, which then stays sure."""

        def change(stretch: Stretch) -> tuple[tuple[Option, ...], bool]:
            groups = {o.group for o in stretch.options}
            known = len(stretch.options) > 1 and len(groups) == 1 and None not in groups
            return stretch.options, stretch.sure and (known or not any(wanted(o) for o in stretch.options))

        self.change(first, end, change)

    def last_day_in_effect(self) -> Day | None:
        """Give the day before the group ended begins for good; ``None`` where no such day is known."""
        place = len(self.stretches)
        while place and all(o.group is Group.ENDED for o in self.stretches[place - 1].options):
            place -= 1
        if place in (0, len(self.stretches)) or not self.stretches[place].sure:
            return None
        before = self.stretches[place - 1]
        if any(o.group is Group.ENDED for o in before.options) or before.options[0].state is State.UNKNOWN:
            return None
        first = self.stretches[place].first
        return None if first == NEVER else later(first, -1)
