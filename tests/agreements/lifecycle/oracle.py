"""The slow, obviously right answer to "which state on which day?" (domain section 4 to 7).

Every assignment is lived through day by day; what one of them gives may hold, what all of them give surely does. Where the
law is silent the oracle reads it as a registrar of treaties would; the readings are numbered in ``readings.md``'s place,
the docstring of ``oracle_readings``.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from agreements.lifecycle.facts import GROUP_OF, Clause, Group, Incoming, Instrument, State
from tests.agreements.lifecycle.oracle_conflicts import Conflict, denials, disorder, presumption_is_denied, twice
from tests.agreements.lifecycle.oracle_day import states_on
from tests.agreements.lifecycle.oracle_life import RUNNING, Life, live
from tests.agreements.lifecycle.oracle_picks import BEGINNINGS, Pick, picks

Code = State | Group


@dataclass(frozen=True)
class Answer:
    """What one day is: the codes (states and groups) that may hold, those that surely do, and whether by presumption."""

    may: frozenset[Code]
    surely: frozenset[Code]
    presumed: bool = False


def answers(instrument: Instrument, incoming: tuple[Incoming, ...], days: list[int]) -> dict[int, Answer]:
    """The answer for each of the days (ordinals, ascending)."""
    conflict = next(twice(instrument), None)
    if conflict is None:
        lives_or_conflict = possible_lives(instrument, incoming)
        if not isinstance(lives_or_conflict, frozenset):
            return {day: over_all(lives_or_conflict, day) for day in days}
        conflict = lives_or_conflict
    taken_alone = [
        answers(*without(instrument, incoming, conflict - {key}), days) for key in sorted(conflict)
    ]
    return contradiction(taken_alone, days)


def contradiction(alternatives: list[dict[int, Answer]], days: list[int]) -> dict[int, Answer]:
    """Rule 11: from the first day on which the facts, each taken without the others, give different states, each of
    those states may hold and none surely."""
    result, differ = {}, False
    for day in days:
        here = [alternative[day] for alternative in alternatives]
        differ = differ or len({answer.may for answer in here}) > 1
        may = frozenset().union(*(answer.may for answer in here))
        surely = frozenset() if differ else frozenset.intersection(*(answer.surely for answer in here))
        result[day] = Answer(may, surely, any(answer.presumed for answer in here))
    return result


def without(
    instrument: Instrument, incoming: tuple[Incoming, ...], keys: Conflict
) -> tuple[Instrument, tuple[Incoming, ...]]:
    """The same facts but for those of these keys."""
    acts = tuple(act for act in instrument.acts if act.key not in keys)
    clause = Clause() if "clause" in keys else instrument.clause
    return replace(instrument, acts=acts, clause=clause), tuple(r for r in incoming if r.key not in keys)


def possible_lives(instrument: Instrument, incoming: tuple[Incoming, ...]) -> list[tuple[Life, bool]] | Conflict:
    """The lives of all assignments in a possible order that the observations do not deny, or what keeps any from being.

    With each comes whether a fact that begins no life is the first known one (rule 2).
    """
    lived = [(pick, live(pick)) for pick in picks(instrument, incoming)]
    ordered = [(pick, life) for pick, life in lived if not disorder(pick, life)]
    if not ordered:
        return shared([disorder(pick, life) for pick, life in lived])
    agreed = [
        (pick, life)
        for pick, life in ordered
        if not presumption_is_denied(life) and not denials(pick, life, yielded=False)
    ]
    if not agreed:
        yielding = [(pick, live(pick, yielded=True)) for pick, _ in ordered]
        agreed = [(pick, life) for pick, life in yielding if not denials(pick, life, yielded=True)]
        if not agreed:
            return shared([denials(pick, life, yielded=True) for pick, life in yielding])
    other_first = all(another_fact_comes_first(pick, life) for pick, life in agreed)
    return [(life, other_first) for _, life in agreed]


def shared(conflicts: list[list[Conflict]]) -> Conflict:
    """The conflict that every assignment meets; failing one, all that they meet together."""
    for one in conflicts[0]:
        if all(one in others for others in conflicts):
            return one
    return frozenset(key for others in conflicts for one in others for key in one)


def another_fact_comes_first(pick: Pick, life: Life) -> bool:
    """Rule 2: whether an observation, a renewal, a suspension or an end comes before every act that begins a life."""
    others = [cut.day for cut in life.replaced + life.terminated + life.suspended]
    for act in pick.own.acts:
        if act.type not in BEGINNINGS and act.actor is None:
            day = act.done if act.done is not None else act.until
            if day is not None:
                others.append(day)
    return life.begun is None or (bool(others) and min(others) < life.begun)


def over_all(lives: list[tuple[Life, bool]], day: int) -> Answer:
    """What may hold in some life may hold; what holds in every life surely holds; the same for a group."""
    may: set[Code] = set()
    surely: set[Code] | None = None
    presumed = False
    for life, other_first in lives:
        states, hidden = states_on(life, day, other_first)
        groups = {GROUP_OF[state] for state in states if state in GROUP_OF}
        may |= states | groups
        everything = states | hidden
        sure: set[Code] = set(everything) if len(everything) == 1 else set()
        sure |= {group for group in Group if all(GROUP_OF.get(state) is group for state in everything)}
        surely = sure if surely is None else surely & sure
        presumed = presumed or (life.presumed and bool(states & RUNNING))
    return Answer(frozenset(may), frozenset(surely or ()), presumed)
