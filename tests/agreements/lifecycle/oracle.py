"""The slow, obviously right answer to "which state on which day?" (domain sections 4 to 7).

Every assignment is lived through day by day; what one of them gives may hold, what all of them give surely does. Where
the law is silent the oracle reads it as a registrar of treaties would:

1.  An observation narrows the assignments: one that denies it is left out while another agrees with it.
2.  "In force", observed, is satisfied by a tacit renewal, and the state stays one.
3.  A presumption is off also where provisional application, a failure to take effect or an observation of
    signed-not-effective says that signing was not enough; then rule 1 for binding instruments is applied.
4.  A presumed start gives way to an end, or a fact that shows it running, that surely comes before the signature.
5.  Signed, adopted, consent and acceded all begin signed-not-effective; where that is observed, it held since them.
6.  No not-yet in an assignment in which another fact comes before every beginning. (Asked of all assignments together
    it would let an exact date allow what the month did not.)
7.  An act that shows it running is: effective, provisionally-applied, suspended, resumed, renewed, extended, denounced
    (on the day it was done), expired, a presumed start, an observation running or suspended (on their day).
8.  A known end (expired, terminated, replaced for sure) makes it run surely until then, whatever the duration.
9.  An `expired` act beats the end of the term in both directions, and a prolongation neither agreed nor begun after.
10. A prolongation that reaches no further than the end there is moves nothing, nor does one without a last day; where
    the text gives no end, it gives one. An express renewal without a last day leaves expired days after the end that it
    moves not sure, until the end is observed.
11. The earliest end decides what it is, of two on one day the termination; only a replacement takes over what has
    expired.
12. A replaces, terminates or suspends relation of which no day is known only takes *surely* away; not on a day on which
    a fact shows it running, nor (replaced, terminated) before such a day. One whose subject is known never to have
    taken effect acts on no day, and takes nothing away.
13. terminates and suspends share rule 5's doubt about a binding successor of unknown start.
14. A denunciation whose effect is not derived takes *surely* away from the renewals after it; where no further term
    can be counted, from all days after it; unless a known end says what came of it.
15. Until-completion, and a term whose length or first day is unknown, have no known end, as duration unknown.
16. A last day that the text fixes is a fact that presupposes effect: before it in-effect may hold, after it is expired.
17. An observed "terminated" may precede the end of the term; an observed "expired" before it is a contradiction, as is
    one before a termination by an act of its own.
18. Around an observed signed-not-effective, with no act known, the state is unknown.
19. In a contradiction each fact is taken without those that it is at odds with, and with all others; an observation
    is one of the facts, and a computed end is the clause's. Contradictions that share no fact are read each by itself.
    A state is sure again only where the facts outside give it by themselves; a group where all sides give it.
20. "Once only" says how often, not that renewal is tacit: it moves nothing until an act of renewal.
21. An act of one of three parties changes only its participation, but not-yet ends with the first that begins a life,
    and an accession shows consent.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from itertools import combinations

from agreements.lifecycle.facts import GROUP_OF, Clause, Group, Incoming, Instrument, State
from tests.agreements.lifecycle.oracle_conflicts import (
    Conflict,
    another_fact_comes_first,
    denials,
    disorder,
    presumption_is_denied,
    twice,
)
from tests.agreements.lifecycle.oracle_day import states_on
from tests.agreements.lifecycle.oracle_life import RUNNING, Life, live
from tests.agreements.lifecycle.oracle_picks import picks

Code = State | Group


@dataclass(frozen=True)
class Answer:
    """What may hold on a day, states and groups; what surely does; and whether by presumption."""

    may: frozenset[Code]
    surely: frozenset[Code]
    presumed: bool = False


def answers(instrument: Instrument, incoming: tuple[Incoming, ...], days: list[int]) -> dict[int, Answer]:
    """The answer for each of the days (ordinals, ascending)."""
    lives, at_odds = lives_of(instrument, incoming)
    if not at_odds:
        return {day: over_all(lives, day) for day in days}
    views = []
    for quarrel in quarrels(at_odds):
        taken_alone = [answers(*without(instrument, incoming, quarrel[key]), days) for key in sorted(quarrel)]
        rest = answers(*without(instrument, incoming, frozenset(quarrel)), days)
        views.append(contradiction(taken_alone, rest, days))
    return {day: every_view([view[day] for view in views]) for day in days}


def every_view(views: list[Answer]) -> Answer:
    """Contradictions that share no fact are read each by itself: sure is what all of them leave sure."""
    return Answer(
        frozenset().union(*(view.may for view in views)),
        frozenset.intersection(*(view.surely for view in views)),
        any(view.presumed for view in views),
    )


def contradiction(sides: list[dict[int, Answer]], rest: dict[int, Answer], days: list[int]) -> dict[int, Answer]:
    """Rule 11: from the first day on which the facts, each taken without the others, give different states, each of
    those states may hold and none surely.

    ``rest`` are the facts outside the conflict: they keep their effect, so what they give by themselves stays sure
    where every side agrees.
    """
    result, differ = {}, False
    for day in days:
        here = [side[day] for side in sides]
        differ = differ or len({answer.may for answer in here}) > 1
        may = frozenset().union(*(answer.may for answer in here))
        surely = frozenset.intersection(*(answer.surely for answer in here))
        if differ:
            surely = frozenset(code for code in surely if isinstance(code, Group) or code in rest[day].surely)
        result[day] = Answer(may, surely, any(answer.presumed for answer in here))
    return result


def without(
    instrument: Instrument, incoming: tuple[Incoming, ...], keys: Conflict
) -> tuple[Instrument, tuple[Incoming, ...]]:
    """The same facts but for those of these keys."""
    acts = tuple(act for act in instrument.acts if act.key not in keys)
    clause = Clause() if "clause" in keys else instrument.clause
    return replace(instrument, acts=acts, clause=clause), tuple(r for r in incoming if r.key not in keys)


def lives_of(instrument: Instrument, incoming: tuple[Incoming, ...]) -> tuple[list[tuple[Life, bool]], set[Conflict]]:
    """The lives of all assignments in a possible order that the observations do not deny, or what is at odds.

    With each life comes whether a fact that begins no life is the first known one (rule 2).
    """
    at_odds = at_odds_by_dates(instrument, incoming)
    if at_odds:
        return [], at_odds
    lived = [(pick, live(pick)) for pick in picks(instrument, incoming)]
    ordered = [(pick, life) for pick, life in lived if not disorder(pick, life)]
    agreed = [
        (pick, life)
        for pick, life in ordered
        if not presumption_is_denied(life) and not denials(pick, life, yielded=False)
    ]
    if not agreed:
        yielding = [(pick, live(pick, yielded=True)) for pick, _ in ordered]
        agreed = [(pick, life) for pick, life in yielding if not denials(pick, life, yielded=True)]
        if not agreed:
            return [], shared([denials(pick, life, yielded=True) for pick, life in yielding])
    return [(life, another_fact_comes_first(pick, life)) for pick, life in agreed], set()


def at_odds_by_dates(instrument: Instrument, incoming: tuple[Incoming, ...]) -> set[Conflict]:
    """Two reports of what happens once, and what has no possible order whichever of two such reports is believed."""
    reports = set(twice(instrument))
    doubtful = sorted(frozenset().union(*reports))
    found = set(reports)
    for size in range(len(doubtful), -1, -1):
        for believed in map(frozenset, combinations(doubtful, size)):
            others = frozenset(doubtful) - believed
            if any(pair <= believed for pair in reports) or not all(
                any(one in pair and (pair - {one}) <= believed for pair in reports) for one in others
            ):
                continue
            disorders = [
                disorder(pick, live(pick)) for pick in picks(*without(instrument, incoming, frozenset(others)))
            ]
            if all(disorders):
                found |= shared(disorders)
    return found


def shared(conflicts: list[list[Conflict]]) -> set[Conflict]:
    """The conflicts that every assignment meets; failing these, all that they meet together."""
    return set(conflicts[0]).intersection(*conflicts) or {one for others in conflicts for one in others}


def quarrels(at_odds: set[Conflict]) -> list[dict[str, Conflict]]:
    """The contradictions that share no fact: each fact, with those that it is at odds with and taken without."""
    found: list[dict[str, Conflict]] = []
    for one in sorted(frozenset().union(*at_odds)):
        if not any(one in quarrel for quarrel in found):
            reach = {one}
            while more := frozenset().union(*(pair for pair in at_odds if pair & reach)) - reach:
                reach |= more
            found.append({key: frozenset().union(*(p for p in at_odds if key in p)) - {key} for key in reach})
    return found


def over_all(lives: list[tuple[Life, bool]], day: int) -> Answer:
    """What may hold in some life may hold; what holds in every life surely holds; the same for a group."""
    outcomes = {
        (frozenset(may), frozenset(hidden)) for may, hidden in (states_on(life, day, first) for life, first in lives)
    }
    codes = [codes_of(may, hidden) for may, hidden in outcomes]
    return Answer(
        frozenset().union(*(may for may, _ in codes)),
        frozenset.intersection(*(sure for _, sure in codes)),
        any(life.presumed for life, _ in lives) and any(may & RUNNING for may, _ in outcomes),
    )


@cache
def codes_of(states: frozenset[State], hidden: frozenset[State]) -> tuple[frozenset[Code], frozenset[Code]]:
    """What may and what surely holds in one life, groups included: a group is sure when nothing lies outside it."""
    everything = states | hidden
    may: set[Code] = set(states) | {GROUP_OF[state] for state in states if state in GROUP_OF}
    sure: set[Code] = set(everything) if len(everything) == 1 else set()
    sure |= {group for group in Group if all(GROUP_OF.get(state) is group for state in everything)}
    return frozenset(may), frozenset(sure)
