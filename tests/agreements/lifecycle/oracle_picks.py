"""Assignments: every way to pick one day from each partial date (domain section 4, may and surely).

Days are counted as ordinals. Facts that say nothing (recorded-only acts; acts without date, effect and until) are
left out here, so that the rules never meet them. Whether the picked days are in a possible order is asked later.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations, product

from agreements.lifecycle.facts import (
    CONSENT,
    RECORDED_ONLY,
    Act,
    ActType,
    Clause,
    Incoming,
    Instrument,
    LegalForce,
    RelationCode,
    State,
)
from agreements.partial_dates.days import PartialDate

ACTING_CODES = {
    RelationCode.REPLACES,
    RelationCode.RENEWS,
    RelationCode.EXTENDS,
    RelationCode.TERMINATES,
    RelationCode.SUSPENDS,
}
ONCE = {ActType.SIGNED, ActType.EFFECTIVE, ActType.TERMINATED, ActType.EXPIRED, ActType.NEVER_TOOK_EFFECT}
BEGINNINGS = {
    ActType.NEGOTIATION_STARTED,
    ActType.SIGNED,
    ActType.ADOPTED,
    ActType.PROVISIONALLY_APPLIED,
    ActType.EFFECTIVE,
    ActType.ACCEDED,
} | CONSENT


@dataclass(frozen=True)
class PickedAct:
    """An act with one day picked from each of its partial dates."""

    key: str
    type: ActType
    date: int | None
    takes_effect: int | None
    until: int | None
    actor: str | None
    state: State | None

    @property
    def day(self) -> int | None:
        """The day on which the act works: the first day of its effect, else its date; an extension has no default."""
        if self.takes_effect is not None:
            return self.takes_effect
        if self.type in (ActType.EXTENDED, ActType.RENEWED_EXPRESSLY):
            return None
        return self.date

    @property
    def done(self) -> int | None:
        """The day on which the act was done, as far as it is known."""
        return self.date if self.date is not None else self.takes_effect


@dataclass(frozen=True)
class PickedInstrument:
    """An instrument with days picked; ``until_date`` and ``counting_date`` are the clause's picked days."""

    key: str
    legal_force: LegalForce
    parties: tuple[str, ...]
    acts: tuple[PickedAct, ...]
    clause: Clause
    until_date: int | None
    counting_date: int | None


@dataclass(frozen=True)
class PickedRelation:
    """An incoming relation with days picked, its subject's included."""

    key: str
    code: RelationCode
    whole: bool
    date: int | None
    until: int | None
    subject: PickedInstrument


@dataclass(frozen=True)
class Pick:
    """One assignment."""

    own: PickedInstrument
    relations: tuple[PickedRelation, ...]


def speaks(act: Act) -> bool:
    """An act of an acting type that carries at least one day; any other is recorded only."""
    if act.type in RECORDED_ONLY:
        return False
    return not (act.date is None and act.takes_effect is None and act.until is None)


def days_of(partial: PartialDate) -> range:
    """Every day that a partial date may be."""
    return range(partial.first.toordinal(), partial.last.toordinal() + 1)


def picks(instrument: Instrument, incoming: tuple[Incoming, ...]) -> Iterator[Pick]:
    """Every assignment of the facts, possible or not."""
    relations = tuple(r for r in incoming if r.code in ACTING_CODES)
    slots: list[PartialDate] = []
    for one in (instrument, *(r.subject for r in relations)):
        for act in one.acts:
            if speaks(act):
                slots += [d for d in (act.date, act.takes_effect, act.until) if d is not None]
        slots += [d for d in (one.clause.until_date, one.clause.counting_date) if d is not None]
    for relation in relations:
        slots += [d for d in (relation.date, relation.until) if d is not None]
    reports = overlapping_reports(instrument)
    for days in product(*(days_of(slot) for slot in slots)):
        pick = _fill(instrument, relations, iter(days))
        picked = {act.key: act.day for act in pick.own.acts}
        if all(picked[one] == picked[other] for one, other in reports):
            yield pick


def overlapping_reports(instrument: Instrument) -> list[tuple[str, str]]:
    """Two reports of what happens once, by one actor, that may mean one day: they do (rule 11)."""
    found = []
    for one, other in combinations([a for a in instrument.acts if a.type in ONCE and speaks(a)], 2):
        days = [act.takes_effect or act.date for act in (one, other)]
        if one.type is other.type and one.actor == other.actor and None not in days:
            first, second = (set(days_of(day)) for day in days if day is not None)
            if first & second:
                found.append((one.key, other.key))
    return found


def _fill(instrument: Instrument, relations: tuple[Incoming, ...], days: Iterator[int]) -> Pick:
    """Hand the picked days out in the order in which ``picks`` collected the slots."""
    filled = [_instrument(one, days) for one in (instrument, *(r.subject for r in relations))]
    related = []
    for relation, subject in zip(relations, filled[1:], strict=True):
        on = next(days) if relation.date is not None else None
        until = next(days) if relation.until is not None else None
        related.append(PickedRelation(relation.key, relation.code, relation.whole, on, until, subject))
    return Pick(filled[0], tuple(related))


def _instrument(one: Instrument, days: Iterator[int]) -> PickedInstrument:
    acts = []
    for act in one.acts:
        if not speaks(act):
            continue
        on = next(days) if act.date is not None else None
        effect = next(days) if act.takes_effect is not None else None
        until = next(days) if act.until is not None else None
        acts.append(PickedAct(act.key, act.type, on, effect, until, act.actor, act.state))
    until_date = next(days) if one.clause.until_date is not None else None
    counting = next(days) if one.clause.counting_date is not None else None
    return PickedInstrument(one.key, one.legal_force, one.parties, tuple(acts), one.clause, until_date, counting)
