"""Facts read into points: a day (exact or a variable), with its basis and where it comes from.

Here it is decided which acts speak for the agreement as a whole (rule 10), which day of an act counts (domain section
5), and how two reports of one act that happens once are read together (rule 11).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from agreements.lifecycle.assignments import Day, later
from agreements.lifecycle.facts import RECORDED_ONLY, Act, ActType, Basis, Clause, Incoming, Instrument
from agreements.lifecycle.results import Ref
from agreements.partial_dates.days import PartialDate, PartialDateError

CLAUSE = Ref("clause", "")
ONCE = frozenset({ActType.SIGNED, ActType.EFFECTIVE, ActType.TERMINATED, ActType.EXPIRED, ActType.NEVER_TOOK_EFFECT})
"""The acts that happen once (rule 11)."""
LATER_COUNTS = ONCE | {
    ActType.ADOPTED,
    ActType.PROVISIONALLY_APPLIED,
    ActType.DENOUNCED,
    ActType.SUSPENDED,
    ActType.RESUMED,
}
LEAVING = frozenset({ActType.WITHDRAWN_FROM, ActType.DENOUNCED, ActType.TERMINATED, ActType.EXPIRED})
"""Acts that take a party out of an agreement when they have an actor (rule 10)."""


@dataclass(frozen=True, slots=True)
class Point:
    """A day that a fact gives."""

    day: Day
    basis: Basis
    ref: Ref
    act: Act | None = None
    own: bool = True
    """Whether the fact states this very day, so that nothing was computed."""


@dataclass(slots=True)
class Case:
    """One instrument's facts as points, and the bounds of the variables among their days."""

    instrument: Instrument
    incoming: tuple[Incoming, ...]
    bounds: list[tuple[int, int]] = field(default_factory=list)
    acts: dict[ActType, list[Act]] = field(default_factory=dict)
    partywise: list[Act] = field(default_factory=list)
    _days: dict[tuple[str, str, str], Day] = field(default_factory=dict)

    @property
    def clause(self) -> Clause:
        """What the text says on duration and renewal."""
        return self.instrument.clause

    def day(self, when: PartialDate, *name: str) -> Day:
        """Give the day of ``when``: the same variable each time the same fact is asked for."""
        first = when.first.toordinal()
        if when.first == when.last:
            return first
        key = (name[0], name[1], name[2])
        found = self._days.get(key)
        if found is None:
            self.bounds.append((first, when.last.toordinal()))
            found = self._days[key] = (len(self.bounds), 0)
        return found

    def points(self, *types: ActType) -> list[Point]:
        """Give the points of the agreement's acts of these types, each with the day that counts."""
        found = []
        for type_ in types:
            for act in self.acts.get(type_, ()):
                day = self.effect(act)
                if day is not None:
                    found.append(Point(day, act.basis, Ref("act", act.key), act))
        return found

    def effect(self, act: Act, owner: str = "") -> Day | None:
        """Give the day of the act that counts, or ``None`` where it is not known (domain section 5).

        It is the first day of its effect; for ``expired`` the last day in effect.
        """
        if act.type is ActType.EXPIRED:
            if act.date is not None:
                return self.day(act.date, owner, act.key, "date")
            if act.until is not None:
                return self.day(act.until, owner, act.key, "until")
            return None if act.takes_effect is None else later(self.day(act.takes_effect, owner, act.key, "effect"), -1)
        if act.type in (ActType.SIGNED, ActType.OBSERVED) and act.date is not None:
            return self.day(act.date, owner, act.key, "date")
        if act.takes_effect is not None:
            return self.day(act.takes_effect, owner, act.key, "effect")
        if act.date is not None:
            return self.day(act.date, owner, act.key, "date")
        if act.type is ActType.TERMINATED and act.until is not None:
            return later(self.day(act.until, owner, act.key, "until"), 1)
        return None

    def when(self, act: Act, name: str) -> Day | None:
        """Give the day in the act's field ``date``, ``takes_effect`` or ``until``."""
        value: PartialDate | None = getattr(act, name)
        return None if value is None else self.day(value, "", act.key, "effect" if name == "takes_effect" else name)


def is_dated(act: Act) -> bool:
    """Whether the act is more than recorded: it has a date, a first day of effect or a last day."""
    return act.type not in RECORDED_ONLY and not (act.date is None and act.takes_effect is None and act.until is None)


def parties_of(instrument: Instrument) -> frozenset[str]:
    """Give the parties, those who acceded included; where none is listed, whoever acted."""
    joined = {a.actor for a in instrument.acts if a.actor and (a.type is ActType.ACCEDED or not instrument.parties)}
    return frozenset(instrument.parties) | joined


def spoken_acts(instrument: Instrument) -> tuple[dict[ActType, list[Act]], list[Act]]:
    """Give the acts that speak for the agreement as a whole by type, and the party-wise ones (rule 10)."""
    many = len(parties_of(instrument)) > 2
    whole: dict[ActType, list[Act]] = {}
    partywise: list[Act] = []
    for act in sorted(instrument.acts, key=lambda a: a.key) if len(instrument.acts) > 1 else instrument.acts:
        if not is_dated(act):
            continue
        if act.type is ActType.ACCEDED or (many and act.actor is not None):
            partywise.append(act)
        else:
            whole.setdefault(act.type, []).append(act)
    return whole, partywise


def day_that_counts(act: Act) -> PartialDate | None:
    """Give the partial date that ``Case.effect`` reads, for comparing reports without a run."""
    try:
        if act.type is ActType.EXPIRED:
            if act.date is None and act.until is None and act.takes_effect is not None:
                return act.takes_effect.shift(-1)
            return act.date or act.until
        if act.type in (ActType.SIGNED, ActType.OBSERVED) and act.date is not None:
            return act.date
        if act.type is ActType.TERMINATED and act.date is None and act.takes_effect is None and act.until is not None:
            return act.until.shift(1)
    except PartialDateError:
        return None
    return act.takes_effect or act.date


def apart(one: PartialDate, other: PartialDate) -> int:
    """Give the least number of days between two dates; 0 when they may be one day."""
    return max(0, (other.first - one.last).days, (one.first - other.last).days)


def merged(acts: Sequence[Act]) -> list[Act]:
    """Read several reports of one act that happens once as one, where they are at most a day apart (rule 11).

    Overlapping dates are one date, the days in both. A day apart settles the end convention: of a last day in effect
    the earlier is right, of a first day without effect the later.
    """
    if len(acts) < 2:
        return list(acts)
    found: list[Act] = []
    for act in sorted(acts, key=_by_day):
        when = day_that_counts(act)
        before = day_that_counts(found[-1]) if found else None
        if when is None or before is None or found[-1].actor != act.actor or apart(before, when) > 1:
            found.append(act)
            continue
        both = before.intersection(when)
        if both is None:
            keep = act if act.type is ActType.TERMINATED else found[-1]
        else:
            first = found[-1]
            keep = Act(first.key, first.type, date=both, ground=first.ground, basis=first.basis, actor=first.actor)
        found[-1] = keep
    return found


def _by_day(act: Act) -> tuple[str, date, date, str]:
    when = day_that_counts(act) or PartialDate.day(date.max.replace(year=9998))
    return (act.actor or "", when.first, when.last, act.key)


def read(instrument: Instrument, incoming: Iterable[Incoming]) -> Case:
    """Read the facts of one instrument and of the relations that act on it."""
    acts, partywise = spoken_acts(instrument)
    for type_ in ONCE:
        if len(acts.get(type_, ())) > 1:
            acts[type_] = whole_first(merged(acts[type_]))
    for type_ in LATER_COUNTS - ONCE:
        if len(acts.get(type_, ())) > 1:
            acts[type_] = whole_first(acts[type_])
    return Case(instrument, tuple(sorted(incoming, key=lambda r: r.key)), acts=acts, partywise=partywise)


def whole_first(acts: list[Act]) -> list[Act]:
    """Leave the parties' own acts out where an act of the whole agreement is recorded."""
    whole = [act for act in acts if act.actor is None]
    return whole or acts


def several_actors(points: Sequence[Point]) -> bool:
    """Whether these are one act each of different actors, of which the later counts (rule 10)."""
    actors = [p.act.actor for p in points if p.act is not None]
    return len(actors) > 1 and None not in actors and len(set(actors)) == len(actors)
