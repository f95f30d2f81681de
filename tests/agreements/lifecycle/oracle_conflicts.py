"""What cannot be true together (domain section 4: possible order, rules 9 and 11).

A conflict is a set of fact keys, "clause" among them. Order and observations are asked of one life at a time; a
conflict is real only when no assignment is free of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import combinations

from agreements.lifecycle.facts import Act, ActType, CountingStart, DurationKind, Instrument, RelationCode, State
from tests.agreements.lifecycle.oracle_day import may_run_on, states_on
from tests.agreements.lifecycle.oracle_life import ENDED, PROLONGING, RUNNING, Life, acts_that_count, live
from tests.agreements.lifecycle.oracle_picks import BEGINNINGS, ONCE, Pick, PickedAct, speaks
from tests.agreements.lifecycle.oracle_terms import FOREVER

Conflict = frozenset[str]


def twice(instrument: Instrument) -> Iterator[Conflict]:
    """Rule 11: two acts of a type that happens once, of one actor, surely more than a day apart."""
    once = [a for a in instrument.acts if a.type in ONCE and speaks(a)]
    for one, other in combinations(once, 2):
        if one.type is other.type and one.actor == other.actor and surely_apart(one, other):
            yield frozenset({one.key, other.key})


def surely_apart(one: Act, other: Act) -> bool:
    """Whether no choice of days brings the two acts within a day of one another."""
    first, second = one.takes_effect or one.date, other.takes_effect or other.date
    if first is None or second is None:
        return False
    return (second.first - first.last).days > 1 or (first.first - second.last).days > 1


def key_of(acts: Iterable[PickedAct], *types: ActType) -> str:
    """The key of the first act of these types."""
    found = [a for a in acts if a.type in types and a.day is not None]
    return min(found, key=lambda a: a.day or 0).key if found else ""


def disorder(pick: Pick, life: Life) -> list[Conflict]:
    """Section 4: first day in effect <= last day + 1; suspended <= resumed; signature <= replacement day."""
    acts = acts_that_count(pick.own)
    pairs = []
    if life.first_day is not None and not life.presumed:
        effective = key_of(acts, ActType.EFFECTIVE)
        if life.last_day is not None and life.first_day > life.last_day + 1:
            end = life.course.last_by or key_of(acts, ActType.EXPIRED)
            pairs.append(frozenset({effective, end}))
        if life.expired is not None and life.first_day > life.expired + 1:
            pairs.append(frozenset({effective, key_of(acts, ActType.EXPIRED)}))
        for cut in life.terminated + life.replaced:
            if cut.sure == cut.day and life.first_day > cut.day:
                pairs.append(frozenset({effective, cut.key}))
    resumed = sorted((a.day, a.key) for a in acts if a.type is ActType.RESUMED and a.day is not None)
    suspended = sorted((cut.day, cut.key) for cut in life.suspended)
    for (began, began_key), (back, back_key) in zip(suspended, resumed, strict=False):
        if began > back:
            pairs.append(frozenset({began_key, back_key}))
    for cut in life.replaced:
        if life.signature is not None and life.signature > cut.day:
            pairs.append(frozenset({key_of(acts, ActType.SIGNED) or key_of(acts, ActType.ADOPTED), cut.key}))
    return pairs


def presumption_is_denied(life: Life) -> bool:
    """Rule 1: a presumed start gives way to an end before it and to a fact that shows it running earlier."""
    if not life.presumed or life.first_day is None:
        return False
    if life.last_day is not None and life.first_day > life.last_day + 1:
        return True
    if any(cut.day < life.first_day for cut in life.terminated + life.suspended):
        return True
    return any(day < life.first_day for day in life.shown) or any(
        act.state in ENDED and act.day is not None and act.day < life.first_day for act in life.observed
    )


def another_fact_comes_first(pick: Pick, life: Life) -> bool:
    """Rule 2: whether an observation, a renewal, a suspension or an end comes before every act that begins a life.

    Of an end that the text fixes counts the first day after it, so that it may begin on that day. Nothing
    ran before a stated first day in effect, so there only an observation (of signed-not-effective) can come first.
    """
    if life.first_day is not None and not life.presumed:
        seen = [act.day for act in life.observed if act.day is not None]
        return bool(seen) and life.begun is not None and min(seen) < life.begun
    others = [cut.day for cut in life.replaced + life.terminated + life.suspended]
    if life.course.fixed is not None and life.never is None:
        others.append(life.course.fixed + 1)
    for relation in pick.relations:
        if relation.code is RelationCode.EXTENDS and relation.whole and relation.until is not None:
            others += [relation.until + 1] + ([] if relation.date is None else [relation.date])
    for act in pick.own.acts:
        if act.type not in BEGINNINGS | {ActType.NEVER_TOOK_EFFECT} and act.actor is None and act.done is not None:
            paused = act.type in (ActType.TERMINATED, ActType.WITHDRAWN_FROM, ActType.SUSPENDED, ActType.RESUMED)
            others.append(act.day if paused and act.day is not None else act.done)
        if act.type in PROLONGING and act.actor is None and act.until is not None:
            others.append(act.until + 1)
    return life.begun is None or (bool(others) and min(others) < life.begun)


def denials(pick: Pick, life: Life, yielded: bool) -> list[Conflict]:
    """Rules 9 and 11: observations that the other facts of this life rule out, each with the fact that does."""
    pairs = []
    for seen in life.observed:
        alive = RUNNING | {State.SUSPENDED}
        alike = next((kind for kind in (alive, ENDED) if seen.state in kind), set())
        equals = {a.key for a in life.observed if a.state in alike}
        if seen.state in ENDED:
            earlier = [a for a in life.observed if a.state in ENDED - {seen.state} and (a.day or 0) < (seen.day or 0)]
            pairs += [frozenset({seen.key, a.key}) for a in earlier]
        for left_out in ({seen.key}, {seen.key} | equals, {a.key for a in life.observed}):
            rest = tuple(a for a in pick.own.acts if a.key not in left_out)
            others = replace(pick, own=replace(pick.own, acts=rest))
            without = live(others, yielded)
            if seen.day is None or seen.state is None:
                continue
            may, _ = states_on(without, seen.day, another_fact_comes_first(others, without))
            culprits = against(pick, without, may, seen.state, seen.day)
            pairs += [frozenset({seen.key, culprit}) for culprit in sorted(culprits - {"", seen.key})]
    return pairs


def against(pick: Pick, life: Life, may: set[State], seen: State, day: int) -> set[str]:
    """The keys of the facts that rule the observed state out on the day; none where nothing does."""
    acts = acts_that_count(pick.own)
    effective = {key_of(acts, ActType.EFFECTIVE)}
    stated = life.first_day if life.first_day is not None and not life.presumed else day
    if seen in RUNNING - {State.PROVISIONALLY_APPLIED} and day < stated:
        return effective
    if seen is State.SIGNED_NOT_EFFECTIVE and life.signature is not None and day < (life.expressed or 0):
        return {key_of(acts, ActType.SIGNED) or key_of(acts, ActType.ADOPTED)}
    if seen in may or State.UNKNOWN in may or (seen is State.IN_EFFECT and State.TACIT_RENEWAL in may):
        return set()
    if State.EXPIRED in may and seen in RUNNING | {State.SUSPENDED} and may_run_on(life, day):
        return set()
    replaced = {cut.key for cut in life.replaced if cut.sure == cut.day <= day}
    if State.REPLACED in may and replaced and seen in RUNNING | ENDED | {State.SUSPENDED}:
        return replaced | (later_ends(pick, acts, life, seen, day) if seen in ENDED else set())
    if may <= ENDED:
        later = later_ends(pick, acts, life, seen, day) if seen in ENDED else set()
        return {key_of_end(acts, life, may, day)} | later
    if seen in ENDED:
        if State.NOT_YET in may or may == {State.SIGNED_NOT_EFFECTIVE}:
            return effective | later_ends(pick, acts, life, seen, day)
        return later_ends(pick, acts, life, seen, day)
    if seen is State.SIGNED_NOT_EFFECTIVE:
        if State.NOT_YET in may:
            return {key_of(acts, ActType.SIGNED) or key_of(acts, ActType.ADOPTED)}
        if may == {State.PROVISIONALLY_APPLIED}:
            return {key_of(acts, ActType.PROVISIONALLY_APPLIED)}
        if may == {State.IN_NEGOTIATION}:
            return set()
        if may == {State.SUSPENDED} and life.suspended:
            return effective | key_of_pause(life, day)
        at_once = {act.key for act in life.observed if act.day == day and act.state in RUNNING}
        return at_once or (effective if life.first_day is not None and not life.presumed else set())
    if seen is State.SUSPENDED and may & RUNNING:
        return set()
    if may == {State.SUSPENDED}:
        return key_of_pause(life, day)
    return {key_of(acts, ActType.EFFECTIVE) or key_of(acts, ActType.NEVER_TOOK_EFFECT)}


def key_of_pause(life: Life, day: int) -> set[str]:
    """The suspension that covers the day."""
    held = [cut for cut in life.suspended if cut.day <= day and (cut.until is None or day <= cut.until)]
    return {min(held, key=lambda cut: cut.day).key} if held else set()


def key_of_end(acts: list[PickedAct], life: Life, may: set[State], day: int) -> str:
    """The fact that has ended it by the day."""
    for state, cuts in ((State.TERMINATED, life.terminated), (State.REPLACED, life.replaced)):
        done = [cut for cut in cuts if cut.day <= day]
        if state in may and done:
            return min(done, key=lambda cut: cut.day).key
    before = [a for a in life.observed if a.state in may & ENDED and (a.day or 0) <= min(day, life.last_day or day)]
    if before:
        return min(before, key=lambda a: a.day or 0).key
    if any(first <= day <= last for first, last in life.course.gaps):
        return "clause"
    if life.last_day is not None and day > life.last_day:
        return life.course.last_by or key_of(acts, ActType.EXPIRED)
    seen = sorted((a.day or 0, a.key) for a in life.observed if a.state in ENDED)
    return seen[0][1] if seen else ""


def counted_from_presumption(pick: Pick, life: Life) -> bool:
    """Whether the end of the term is only as sure as a presumed start."""
    clause = pick.own.clause
    by_term = life.course.last_by == "clause" and clause.duration_kind is DurationKind.FIXED_TERM
    return life.presumed and by_term and clause.counting_start is CountingStart.EFFECTIVE


def later_ends(pick: Pick, acts: list[PickedAct], life: Life, seen: State, day: int) -> set[str]:
    """Stated ends still ahead rule an observed end out; a term still running rules out only "expired".

    A term counted from a presumed start rules nothing out: a presumption is never a contradiction.
    """
    found = set()
    if life.expired is not None and day <= life.expired:
        found.add(key_of(acts, ActType.EXPIRED))
    related = {r.key for r in pick.relations}
    found |= {cut.key for cut in life.terminated if cut.key not in related and day < cut.day}
    last = None if life.last_day == FOREVER or counted_from_presumption(pick, life) else life.last_day
    if seen is State.EXPIRED and last is not None and day <= last:
        found.add(life.course.last_by or key_of(acts, ActType.EXPIRED))
    if seen is State.REPLACED:
        found |= {cut.key for cut in life.replaced if day < cut.day}
    return found
