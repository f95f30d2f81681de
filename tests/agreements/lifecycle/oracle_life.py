"""One life: what the picked days mean, before any single day is asked about (domain section 4, rules 1 to 5, 8, 10).

Each function is one rule in words; nothing is clever. ``Life`` holds the days that ``oracle_day`` reads.
"""

from __future__ import annotations

from dataclasses import dataclass

from agreements.lifecycle.facts import CONSENT, ActType, LegalForce, RelationCode, State
from tests.agreements.lifecycle.oracle_picks import BEGINNINGS, Pick, PickedAct, PickedInstrument, PickedRelation
from tests.agreements.lifecycle.oracle_terms import Course, course, denunciation, doubtful_from, first_day_of_term_one

RUNNING = {State.PROVISIONALLY_APPLIED, State.IN_EFFECT, State.TACIT_RENEWAL}
ENDED = {State.EXPIRED, State.TERMINATED, State.REPLACED}
PROLONGING = {ActType.EXTENDED, ActType.RENEWED_EXPRESSLY}
WHOLE_FIRST = {
    ActType.SIGNED,
    ActType.ADOPTED,
    ActType.PROVISIONALLY_APPLIED,
    ActType.EFFECTIVE,
    ActType.NEVER_TOOK_EFFECT,
    ActType.DENOUNCED,
    ActType.SUSPENDED,
    ActType.RESUMED,
    ActType.TERMINATED,
    ActType.EXPIRED,
}
SHOWING = {
    ActType.EFFECTIVE,
    ActType.PROVISIONALLY_APPLIED,
    ActType.SUSPENDED,
    ActType.RESUMED,
    ActType.RENEWED_EXPRESSLY,
    ActType.EXTENDED,
    ActType.DENOUNCED,
}


@dataclass(frozen=True)
class Cut:
    """An end or a pause by another fact: from ``day`` it may be so, from ``sure`` it is (None: never surely)."""

    key: str
    day: int
    sure: int | None
    until: int | None = None


@dataclass
class Life:
    """One assignment's life. Days are ordinals; None where the facts give none."""

    negotiated: int | None
    expressed: int | None
    signature: int | None
    provisional: int | None
    first_day: int | None
    presumed: bool
    never: int | None
    begun: int | None
    shown: list[int]
    course: Course
    prolonged: bool
    expired: int | None
    terminated: list[Cut]
    replaced: list[Cut]
    suspended: list[Cut]
    undated: set[State]
    doubt_from: int | None
    open_renewals: list[tuple[int, int | None]]
    observed: list[PickedAct]

    @property
    def last_day(self) -> int | None:
        """Rule 3: the last day of the term as renewed and extended, or as an `expired` act reports it."""
        return self.course.last

    @property
    def first_shown(self) -> int | None:
        """The first day on which some fact shows it running."""
        return min(self.shown, default=None)


def acts_that_count(one: PickedInstrument) -> list[PickedAct]:
    """Rule 10: with three or more parties an act of one of them is only its own; with two, the later one counts."""
    if len(one.parties) >= 3:
        return [act for act in one.acts if act.actor is None]
    counting = []
    whole = {a.type for a in one.acts if a.actor is None and a.day is not None} & WHOLE_FIRST
    ends = [a.day for a in one.acts if a.type is ActType.TERMINATED and a.day is not None and a.actor is None]
    for act in one.acts:
        if act.actor is not None and act.type in whole:
            continue
        if act.actor is None and act.type is ActType.TERMINATED and act.day is not None and act.day < max(ends):
            continue
        same = [a for a in one.acts if a.type is act.type and a.actor is not None]
        several = len({a.actor for a in same}) > 1 and act.type is not ActType.OBSERVED
        if act.actor is None or not several or act is max(same, key=lambda a: a.day or a.done or 0):
            counting.append(act)
    return counting


def day_of(acts: list[PickedAct], *types: ActType) -> int | None:
    """The day from which acts of these types work: the first one's."""
    return min((act.day for act in acts if act.type in types and act.day is not None), default=None)


def states_observed(acts: list[PickedAct], states: set[State]) -> list[int]:
    """The days on which one of these states was observed."""
    return [a.day for a in acts if a.type is ActType.OBSERVED and a.state in states and a.day is not None]


def start(one: PickedInstrument, acts: list[PickedAct], yielded: bool) -> tuple[int | None, bool]:
    """Rule 1: the first day in effect, and whether it is only presumed.

    From the effective act. Without one, an instrument that is not said to bind is presumed in effect from its
    signature (or adoption), unless consent, provisional application, a failure to take effect or an observation of
    "signed, not effective" says that signing was not enough.
    """
    effective = day_of(acts, ActType.EFFECTIVE)
    if effective is not None:
        return effective, False
    signed = signing_day(acts)
    otherwise = day_of(acts, *CONSENT, ActType.PROVISIONALLY_APPLIED, ActType.NEVER_TOOK_EFFECT) is not None
    otherwise = otherwise or bool(states_observed(acts, {State.SIGNED_NOT_EFFECTIVE, State.NEVER_TOOK_EFFECT}))
    may_presume = one.legal_force in (LegalForce.NON_BINDING, LegalForce.NOT_STATED)
    if signed is None or otherwise or yielded or not may_presume:
        return None, False
    return signed, True


def signing_day(acts: list[PickedAct]) -> int | None:
    """The signature; for a text that is adopted, not signed, its adoption."""
    signed = day_of(acts, ActType.SIGNED)
    return signed if signed is not None else day_of(acts, ActType.ADOPTED)


def shown_running(acts: list[PickedAct], first_day: int | None) -> list[int]:
    """The days on which an act or an observation shows it running (rules 4 and 9).

    An `expired` act shows it: its date is the last day in effect.
    """
    days = []
    for act in acts:
        if act.type in (ActType.EFFECTIVE, ActType.PROVISIONALLY_APPLIED, ActType.SUSPENDED, ActType.RESUMED):
            days.append(act.day)
        elif act.type in SHOWING or act.type is ActType.EXPIRED:
            days.append(act.date)
            days.append(act.takes_effect if act.type in PROLONGING else None)
    days += states_observed(acts, RUNNING | {State.SUSPENDED})
    days.append(first_day)
    return [day for day in days if day is not None]


def came_to_nothing(relation: PickedRelation) -> bool:
    """Whether the subject never took effect, so that without a day of its own the relation acts on none."""
    acts = acts_that_count(relation.subject)
    never = day_of(acts, ActType.NEVER_TOOK_EFFECT) is not None
    return relation.date is None and never and day_of(acts, ActType.EFFECTIVE) is None


def open_renewals(acts: list[PickedAct]) -> list[tuple[int, int | None]]:
    """Express renewals of which nobody says until when: the day of each, and the first day that it names."""
    expired = day_of(acts, ActType.EXPIRED)
    found = []
    for act in acts:
        made = act.date if act.date is not None else act.takes_effect
        if act.type is not ActType.RENEWED_EXPRESSLY or act.until is not None or made is None:
            continue
        counts_from = act.takes_effect if act.takes_effect is not None else made
        if expired is None or counts_from > expired:
            found.append((made, act.takes_effect))
    return found


def relation_day(relation: PickedRelation) -> Cut | None:
    """Rule 5: the day on which a relation acts.

    Its own date; else the subject's first day, stated or presumed; else the subject's signature, which for a subject
    of unknown start is sure only once the subject is seen in effect; else its first observation in effect; else none.
    """
    if relation.date is not None:
        return Cut(relation.key, relation.date, relation.date, relation.until)
    acts = acts_that_count(relation.subject)
    first_day, _ = start(relation.subject, acts, yielded=False)
    if first_day is not None:
        return Cut(relation.key, first_day, first_day, relation.until)
    seen = min(states_observed(acts, RUNNING), default=None)
    signed = signing_day(acts)
    if signed is not None:
        return Cut(relation.key, signed, None if seen is None else max(seen, signed), relation.until)
    return None if seen is None else Cut(relation.key, seen, seen, relation.until)


def suspensions(acts: list[PickedAct], cuts: list[Cut]) -> list[Cut]:
    """Rule 7: from the suspension to the day before the next resumption, or to the last day that it names."""
    resumed = sorted(a.day for a in acts if a.type is ActType.RESUMED and a.day is not None)
    begun = [
        Cut(a.key, a.day, a.day, a.until) for a in acts if a.type is ActType.SUSPENDED and a.day is not None
    ] + cuts
    closed = []
    for cut in begun:
        back = next((day - 1 for day in resumed if day >= cut.day), None)
        ends = [day for day in (cut.until, back) if day is not None]
        closed.append(Cut(cut.key, cut.day, cut.sure, min(ends, default=None)))
    return closed


def departures(one: PickedInstrument, counted_from: int | None) -> list[Cut]:
    """Rule 10: of three or more parties, it ends on the day on which fewer than two are left."""
    if len(one.parties) < 3:
        return []
    left: dict[str, int] = {}
    joined: dict[str, int] = {}
    for act in one.acts:
        if act.actor is None:
            continue
        if act.type is ActType.ACCEDED and act.day is not None:
            joined[act.actor] = min(act.day, joined.get(act.actor, act.day))
        elif act.type in (ActType.WITHDRAWN_FROM, ActType.TERMINATED) and act.day is not None:
            left[act.actor] = min(act.day, left.get(act.actor, act.day))
        elif act.type is ActType.DENOUNCED:
            result = denunciation(one, act, counted_from)
            if result is not None and result[0] != "doubt":
                day = result[1] if result[0] == "terminated" else result[1] + 1
                left[act.actor] = min(day, left.get(act.actor, day))
    everyone = set(one.parties) | set(joined)
    for day in sorted(left.values()):
        present = [p for p in everyone if joined.get(p, day) <= day and not left.get(p, day + 1) <= day]
        if len(present) < 2:
            keys = [a.key for a in one.acts if a.actor is not None and left.get(a.actor) == day]
            return [Cut(keys[-1] if keys else "", day, day)]
    return []


def live(pick: Pick, yielded: bool = False) -> Life:
    """Put one assignment's life together; ``yielded`` leaves the presumption of rule 1 out."""
    one = pick.own
    acts = acts_that_count(one)
    acceded = [a for a in one.acts if a.type is ActType.ACCEDED and a.actor is not None]
    party_wise = [a for a in one.acts if a.actor is not None] if len(one.parties) >= 3 else []
    first_day, presumed = start(one, acts, yielded)
    counted_from = first_day_of_term_one(one, signing_day(acts), first_day)
    cuts: dict[RelationCode, list[Cut]] = {code: [] for code in RelationCode}
    undated: set[State] = set()
    outcome = {RelationCode.REPLACES: State.REPLACED, RelationCode.TERMINATES: State.TERMINATED}
    for relation in pick.relations:
        cut = relation_day(relation)
        if not relation.whole or came_to_nothing(relation):
            continue
        if cut is not None:
            cuts[relation.code].append(cut)
        elif relation.code in (RelationCode.REPLACES, RelationCode.TERMINATES, RelationCode.SUSPENDS):
            undated.add(outcome.get(relation.code, State.SUSPENDED))
    terminated = cuts[RelationCode.TERMINATES] + departures(one, counted_from)
    denounced_to, doubt_from = None, None
    for act in acts:
        if act.type in (ActType.TERMINATED, ActType.WITHDRAWN_FROM) and act.day is not None:
            terminated.append(Cut(act.key, act.day, act.day))
        if act.type is ActType.DENOUNCED:
            match denunciation(one, act, counted_from):
                case "terminated", day:
                    terminated.append(Cut(act.key, day, day))
                case "expired", day:
                    denounced_to = day
                case "doubt", day:
                    doubt_from = doubtful_from(one, counted_from, day)
    extended = [
        (r.key, r.until, r.date)
        for r in pick.relations
        if r.code is RelationCode.EXTENDS and r.whole and r.until is not None
    ]
    return Life(
        negotiated=day_of(acts, ActType.NEGOTIATION_STARTED),
        expressed=day_of(acts + acceded, ActType.SIGNED, ActType.ADOPTED, ActType.ACCEDED, *CONSENT),
        signature=signing_day(acts),
        provisional=day_of(acts, ActType.PROVISIONALLY_APPLIED),
        first_day=first_day,
        presumed=presumed,
        never=day_of(acts, ActType.NEVER_TOOK_EFFECT),
        begun=day_of(acts + party_wise, *BEGINNINGS),
        shown=shown_running(acts, first_day),
        course=course(one, acts, counted_from, denounced_to, extended, day_of(acts, ActType.EXPIRED)),
        prolonged=bool(extended) or any(act.type in PROLONGING for act in acts),
        expired=day_of(acts, ActType.EXPIRED),
        terminated=terminated,
        replaced=cuts[RelationCode.REPLACES],
        suspended=suspensions(acts, cuts[RelationCode.SUSPENDS]),
        undated=undated,
        doubt_from=doubt_from,
        open_renewals=open_renewals(acts),
        observed=[a for a in acts if a.type is ActType.OBSERVED and a.day is not None],
    )
