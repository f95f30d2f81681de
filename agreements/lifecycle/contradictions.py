"""Contradictions between facts: rule 11, as pairs of facts of which no assignment can have both."""

from __future__ import annotations

from dataclasses import dataclass

from agreements.lifecycle.assignments import Day
from agreements.lifecycle.counting import (
    NoticeCount,
    counts_to_anniversary,
    first_term_count,
    last_term,
    renewal_term,
    term_count,
)
from agreements.lifecycle.facts import Act, CountingStart, RenewalKind, State, TerminationRight
from agreements.lifecycle.plan import Plan
from agreements.lifecycle.reading import CLAUSE, ONCE, Point, apart, day_that_counts, several_actors
from agreements.lifecycle.results import Ref
from agreements.lifecycle.successor import Reached
from agreements.lifecycle.suspension import paired


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two facts at odds, and how."""

    code: str
    one: Ref
    other: Ref


def bounds_of(plan: Plan, day: Day) -> tuple[int, int]:
    """Give the least and greatest value of a day over all assignments."""
    if isinstance(day, int):
        return day, day
    low, high = plan.case.bounds[day[0] - 1]
    return low + day[1], high + day[1]


def conflicts(plan: Plan) -> list[Conflict]:
    """Give the pairs of facts that no assignment can satisfy, observations left out (they are met in the runs)."""
    found: list[Conflict] = []
    acts = plan.case.instrument.acts
    if len(acts) > 1 or plan.suspends:
        found += _twice(plan)
        found += _order(plan)
    timed = plan.case.clause.initial_term is not None or plan.until_date is not None
    if timed or plan.replaces or plan.terminates or plan.extensions:
        found += _start_and_relations(plan)
    return found


def _twice(plan: Plan) -> list[Conflict]:
    found = []
    once = [a for a in plan.case.instrument.acts if a.type in ONCE]
    for place, one in enumerate(once):
        for other in once[place + 1 :]:
            if one.type is not other.type or one.actor != other.actor:
                continue
            first, second = day_that_counts(one), day_that_counts(other)
            if first is not None and second is not None and apart(first, second) > 1:
                found.append(Conflict("happens-once", *_sorted(Ref("act", one.key), Ref("act", other.key))))
    return found


def _sorted(one: Ref, other: Ref) -> tuple[Ref, Ref]:
    return (one, other) if (one.kind, one.key) <= (other.kind, other.key) else (other, one)


def _counted(plan: Plan, points: list[Point]) -> list[Point]:
    """Give the points to compare: of different actors' only the one that may be the latest (rule 10)."""
    if not several_actors(points):
        return points
    return [max(points, key=lambda p: (*reversed(bounds_of(plan, p.day)), p.ref.key))]


def _order(plan: Plan) -> list[Conflict]:
    found = []
    starts = _counted(plan, plan.effective)
    for start in starts:
        low = bounds_of(plan, start.day)[0]
        for end in _counted(plan, plan.expired):
            if low > bounds_of(plan, end.day)[1] + 1:
                found.append(Conflict("ends-before-start", start.ref, end.ref))
        for end in _counted(plan, plan.terminated) + _counted(plan, plan.withdrawn):
            if low > bounds_of(plan, end.day)[1]:
                found.append(Conflict("ends-before-start", start.ref, end.ref))
        for act in plan.denounced:
            last = _without_effect(plan, act)
            if last is not None and act.actor is None and low > last:
                found.append(Conflict("ends-before-start", start.ref, Ref("act", act.key)))
        found += [Conflict("never-took-effect", start.ref, never.ref) for never in plan.never]
    found += _signed_only_later(plan)
    if plan.resumed and (plan.suspended or plan.suspends):
        lows = [bounds_of(plan, p.day)[0] for p in plan.suspended]
        lows += [_first_of(plan, r)[0] for r in plan.suspends]
        highs = [(bounds_of(plan, p.day)[1], p.ref) for p in plan.resumed]
        for relation in plan.suspends:
            if all(high < low for high, _ in highs for low in lows):
                found += [Conflict("resumed-before-suspended", relation.ref, ref) for _, ref in highs]
        for point, chosen in paired(plan, plan.suspended, plan.resumed):
            if chosen is not None:
                continue
            for resumed in plan.resumed:
                if all(bounds_of(plan, resumed.day)[1] < low for low in lows):
                    found.append(Conflict("resumed-before-suspended", point.ref, resumed.ref))
    return found


def _without_effect(plan: Plan, act: Act) -> int | None:
    """Give the latest first day without effect by a denunciation, where its own facts and the notice give one."""
    clause = plan.case.clause
    effect, given = plan.case.when(act, "takes_effect"), plan.case.when(act, "date")
    if effect is not None:
        return bounds_of(plan, effect)[1]
    if given is None or clause.notice_period is None or clause.termination_right is not TerminationRight.ANY_TIME:
        return None
    return NoticeCount(clause.notice_period)(bounds_of(plan, given)[1]) + 1


def _signed_only_later(plan: Plan) -> list[Conflict]:
    """An observation of signed-not-effective before the signature."""
    signatures = plan.signed or plan.adopted
    begun = plan.consent + plan.acceded + (plan.adopted if plan.signed else [])
    found = []
    for seen in plan.seen(State.SIGNED_NOT_EFFECTIVE):
        high = bounds_of(plan, seen.day)[1]
        lows = [bounds_of(plan, p.day)[0] for p in signatures]
        # Of different actors' acts the later counts, so one that is too late is enough.
        late = max(lows, default=0) if several_actors(signatures) else min(lows, default=0)
        if signatures and late > high and all(bounds_of(plan, p.day)[0] > high for p in begun):
            latest = [p for p in signatures if bounds_of(plan, p.day)[1] >= late]
            found += [Conflict("observed-against-dates", seen.ref, p.ref) for p in latest]
    return found


def _first_of(plan: Plan, relation: Reached) -> tuple[int, int]:
    """Give the least and greatest value of the day on which a relation acts."""
    bounds = [bounds_of(plan, day) for day in relation.days]
    of = max if relation.latest else min
    return of(low for low, _ in bounds), of(high for _, high in bounds)


def _start_and_relations(plan: Plan) -> list[Conflict]:
    found = []
    for relation in plan.terminates:
        if relation.sure is None:
            last = _first_of(plan, relation)[1]
            for start in _counted(plan, plan.effective):
                if bounds_of(plan, start.day)[0] > last:
                    found.append(Conflict("ends-before-start", start.ref, relation.ref))
    for relation in plan.replaces:
        last = _first_of(plan, relation)[1]
        for signature in _counted(plan, plan.signed) or _counted(plan, plan.adopted):
            if bounds_of(plan, signature.day)[0] > last:
                found.append(Conflict("replaced-before-signature", signature.ref, relation.ref))
        if relation.sure is None:
            for start in _counted(plan, plan.effective):
                if bounds_of(plan, start.day)[0] > last:
                    found.append(Conflict("ends-before-start", start.ref, relation.ref))
    if plan.expired or not plan.effective:
        return found
    ends = [(bounds_of(plan, e.until)[1], e.ref) for e in plan.extensions if e.until is not None]
    end = _end_of_terms(plan)
    if end is not None:
        ends.append((end, CLAUSE))
    elif plan.case.clause.initial_term is not None or plan.until_date is not None:
        return found
    if not ends:
        return found
    last, ref = max(ends, key=lambda e: (e[0], e[1].kind, e[1].key))
    for start in _counted(plan, plan.effective):
        if bounds_of(plan, start.day)[0] > last + 1:
            found.append(Conflict("ends-before-start", start.ref, ref))
    return found


def _end_of_terms(plan: Plan) -> int | None:
    """Give the latest last day of the last term, where it is known whatever the first day in effect."""
    clause = plan.case.clause
    final = last_term(clause)
    if final is None or clause.renewal_kind is RenewalKind.TACIT_INDEFINITE:
        return None
    if plan.until_date is not None:
        high = bounds_of(plan, plan.until_date)[1]
        return high if final == 1 else term_count(None, renewal_term(clause), final, False)(high + 1)
    signatures = _counted(plan, plan.signed) or _counted(plan, plan.adopted)
    if not first_term_count(clause):
        return None
    if clause.counting_start is CountingStart.DATE and plan.counting_date is not None:
        base = bounds_of(plan, plan.counting_date)[1]
    elif clause.counting_start is CountingStart.SIGNATURE and len(signatures) == 1:
        base = bounds_of(plan, signatures[0].day)[1]
    else:
        return None
    return term_count(clause.initial_term, renewal_term(clause), final, counts_to_anniversary(clause))(base)


def components(pairs: list[Conflict]) -> list[list[Ref]]:
    """Give the facts at odds with one another, together as far as they reach, in the order of their keys."""
    groups: list[set[Ref]] = []
    for pair in pairs:
        touching = [g for g in groups if pair.one in g or pair.other in g]
        merged = {pair.one, pair.other}.union(*touching)
        groups = [g for g in groups if g not in touching]
        groups.append(merged)
    return sorted((sorted(g, key=lambda r: (r.kind, r.key)) for g in groups), key=lambda g: (g[0].kind, g[0].key))
