"""All points of one case gathered before the runs begin, so that every day variable has its bounds."""

from __future__ import annotations

from dataclasses import dataclass, field

from agreements.lifecycle.assignments import NEVER, Day, Run, later
from agreements.lifecycle.facts import (
    CONSENT,
    GROUP_OF,
    Act,
    ActType,
    Basis,
    Group,
    Incoming,
    Instrument,
    RelationCode,
    State,
)
from agreements.lifecycle.reading import CLAUSE, LEAVING, Case, Point, is_dated, read, several_actors
from agreements.lifecycle.results import By, Ref
from agreements.lifecycle.successor import Reached, came_to_nothing, reached

FORE_STATES = frozenset({State.NOT_YET, State.IN_NEGOTIATION, State.SIGNED_NOT_EFFECTIVE})
"""States that can only hold before the first day in effect."""


@dataclass(frozen=True, slots=True)
class Extension:
    """An act or relation that moves the end (rule 6)."""

    by: By
    ref: Ref
    basis: Basis
    agreed: Day | None
    first: Day | None
    until: Day | None


@dataclass(slots=True)
class Plan:
    """The points of one case, by what they do."""

    case: Case
    life: list[Point] = field(default_factory=list)
    party_life: list[Point] = field(default_factory=list)
    negotiation: list[Point] = field(default_factory=list)
    signed: list[Point] = field(default_factory=list)
    adopted: list[Point] = field(default_factory=list)
    consent: list[Point] = field(default_factory=list)
    acceded: list[Point] = field(default_factory=list)
    provisional: list[Point] = field(default_factory=list)
    effective: list[Point] = field(default_factory=list)
    never: list[Point] = field(default_factory=list)
    expired: list[Point] = field(default_factory=list)
    terminated: list[Point] = field(default_factory=list)
    withdrawn: list[Point] = field(default_factory=list)
    denounced: list[Act] = field(default_factory=list)
    extensions: list[Extension] = field(default_factory=list)
    yielded: bool = False
    """Whether the presumption of rule 1 has yielded to what was observed."""
    suspended: list[Point] = field(default_factory=list)
    resumed: list[Point] = field(default_factory=list)
    observed: list[Point] = field(default_factory=list)
    replaces: list[Reached] = field(default_factory=list)
    terminates: list[Reached] = field(default_factory=list)
    suspends: list[Reached] = field(default_factory=list)
    lineage: list[Reached] = field(default_factory=list)
    undated: list[Incoming] = field(default_factory=list)
    leaving: list[Act] = field(default_factory=list)
    shows: list[Point] = field(default_factory=list)
    until_date: Day | None = None
    counting_date: Day | None = None

    def seen(self, *states: State) -> list[Point]:
        """Give the observations of these states."""
        return [p for p in self.observed if p.act is not None and p.act.state in states]


def pick(run: Run, points: list[Point]) -> Point | None:
    """Give the point that counts: the later of different actors' (rule 10), else the earliest; ties by key."""
    if not points:
        return None
    found = points[0]
    last = several_actors(points)
    for point in points[1:]:
        if run.le(found.day, point.day) == last and found.day != point.day:
            found = point
    return found


def _all_points(case: Case, types: frozenset[ActType]) -> list[Point]:
    """Give the points of these acts, the party-wise ones included: they too begin a life (rule 2)."""
    found = case.points(*sorted(types & case.acts.keys()))
    for act in case.partywise:
        if act.type in types:
            day = case.effect(act)
            if day is not None:
                found.append(Point(day, act.basis, Ref("act", act.key), act))
    return found


_BEGINS = frozenset(
    {
        ActType.NEGOTIATION_STARTED,
        ActType.SIGNED,
        ActType.ADOPTED,
        ActType.PROVISIONALLY_APPLIED,
        ActType.EFFECTIVE,
        ActType.ACCEDED,
        *CONSENT,
    }
)


def make_plan(instrument: Instrument, incoming: tuple[Incoming, ...]) -> Plan:
    """Gather the points of one instrument and of the relations on it."""
    case = read(instrument, incoming)
    plan = Plan(case)
    if case.acts or case.partywise:
        _gather_acts(plan)
    clause = case.clause
    if clause.until_date is not None:
        plan.until_date = case.day(clause.until_date, "", "", "until")
    if clause.counting_date is not None:
        plan.counting_date = case.day(clause.counting_date, "", "", "counting")
    for relation in case.incoming:
        _gather_relation(plan, relation)
    for act in instrument.acts:
        if is_dated(act):
            for name in ("date", "takes_effect", "until"):
                case.when(act, name)
            if act.date is not None or act.takes_effect is not None:
                case.effect(act)
    return plan


def _gather_acts(plan: Plan) -> None:
    case = plan.case
    plan.life = _all_points(case, _BEGINS)
    plan.party_life = [p for p in plan.life if p.act in case.partywise]
    plan.negotiation = case.points(ActType.NEGOTIATION_STARTED)
    plan.signed = case.points(ActType.SIGNED)
    plan.adopted = case.points(ActType.ADOPTED)
    plan.consent = _all_points(case, CONSENT)
    plan.acceded = _all_points(case, frozenset({ActType.ACCEDED}))
    plan.provisional = case.points(ActType.PROVISIONALLY_APPLIED)
    plan.effective = case.points(ActType.EFFECTIVE)
    plan.never = case.points(ActType.NEVER_TOOK_EFFECT)
    plan.expired = case.points(ActType.EXPIRED)
    plan.terminated = case.points(ActType.TERMINATED)
    plan.withdrawn = case.points(ActType.WITHDRAWN_FROM)
    plan.denounced = case.acts.get(ActType.DENOUNCED, [])
    plan.suspended = case.points(ActType.SUSPENDED)
    plan.resumed = case.points(ActType.RESUMED)
    plan.observed = [p for p in case.points(ActType.OBSERVED) if p.act is not None and p.act.state is not None]
    plan.leaving = [act for act in case.partywise if act.type in LEAVING or act.type is ActType.ACCEDED]
    for type_, by in ((ActType.EXTENDED, By.EXTENSION), (ActType.RENEWED_EXPRESSLY, By.EXPRESS_RENEWAL)):
        for act in case.acts.get(type_, ()):
            ref = Ref("act", act.key)
            agreed, first = case.when(act, "date"), case.when(act, "takes_effect")
            plan.extensions.append(Extension(by, ref, act.basis, agreed, first, case.when(act, "until")))
    plan.shows = showing(case, plan.observed)


def showing(case: Case, observed: list[Point], owner: str = "") -> list[Point]:
    """Give the acts and observations that show the agreement running on their day (rule 4)."""
    found = [
        p
        for p in observed
        if p.act is not None
        and p.act.state is not None
        and (GROUP_OF.get(p.act.state) is Group.RUNNING or p.act.state is State.SUSPENDED)
    ]
    shows = (ActType.SUSPENDED, ActType.RESUMED, ActType.PROVISIONALLY_APPLIED, ActType.EXPIRED)
    found += case.points(*shows)
    for type_ in (ActType.EXTENDED, ActType.RENEWED_EXPRESSLY, ActType.DENOUNCED):
        for act in case.acts.get(type_, ()):
            names = ("date",) if type_ is ActType.DENOUNCED and act.date is not None else ("date", "takes_effect")
            days = (case.when(act, name) for name in names)
            found += [Point(day, act.basis, Ref("act", act.key), act) for day in days if day is not None]
    return found


def _gather_relation(plan: Plan, relation: Incoming) -> None:
    case, code = plan.case, relation.code
    if relation.until is not None:
        case.day(relation.until, "relation", relation.key, "until")
    if code is RelationCode.EXTENDS:
        if relation.until is not None and relation.whole:
            until = case.day(relation.until, "relation", relation.key, "until")
            agreed = None if relation.date is None else case.day(relation.date, "relation", relation.key, "date")
            ref = Ref("relation", relation.key)
            plan.extensions.append(Extension(By.EXTENSION, ref, relation.basis, agreed, None, until))
        return
    if code not in (RelationCode.REPLACES, RelationCode.RENEWS, RelationCode.TERMINATES, RelationCode.SUSPENDS):
        return
    found = reached(case, relation)
    if found is None:
        if relation.whole and code is not RelationCode.RENEWS and not came_to_nothing(case, relation):
            plan.undated.append(relation)
        return
    if code in (RelationCode.REPLACES, RelationCode.RENEWS):
        plan.lineage.append(found)
    if not relation.whole:
        return
    if code is RelationCode.SUSPENDS:
        plan.suspends.append(found)
    elif code is RelationCode.REPLACES:
        plan.replaces.append(found)
    elif code is RelationCode.TERMINATES:
        plan.terminates.append(found)


def known_ends(plan: Plan) -> list[tuple[Day, Ref]]:
    """Give the last days in effect that facts state, the term and computed denunciations left out."""
    found = [(p.day, p.ref) for p in plan.expired]
    found += [(later(p.day, -1), p.ref) for p in plan.terminated + plan.withdrawn]
    for act in plan.denounced:
        day = plan.case.when(act, "takes_effect")
        if day is not None:
            found.append((later(day, -1), Ref("act", act.key)))
    return found


__all__ = ["CLAUSE", "FORE_STATES", "NEVER", "Extension", "Plan", "known_ends", "make_plan", "pick"]
