"""The day that a relation reaches its object: rule 5, read from the subject's own acts only (rule 12)."""

from __future__ import annotations

from dataclasses import dataclass, replace

from agreements.lifecycle.assignments import NEVER, Day, Run
from agreements.lifecycle.facts import (
    CONSENT,
    GROUP_OF,
    Act,
    ActType,
    Basis,
    Group,
    Incoming,
    Instrument,
    LegalForce,
    State,
)
from agreements.lifecycle.reading import Case, merged, spoken_acts, whole_first
from agreements.lifecycle.results import Ref
from agreements.lifecycle.timeline import weakest


@dataclass(frozen=True, slots=True)
class Reached:
    """When a relation acts: on ``days`` (all of them counted if ``latest``), surely only from one of ``sure`` on."""

    relation: Incoming
    ref: Ref
    basis: Basis
    days: tuple[Day, ...]
    latest: bool
    own_date: bool
    sure: tuple[Day, ...] | None = None
    """``None``: as soon as it acts; empty: on no known day."""
    day_basis: Basis = Basis.STATED
    """The basis of the day itself: of the relation where it is its own, else the weakest of the subject's acts."""

    def day(self, run: Run) -> Day:
        """Give the day on which the relation acts, in this run."""
        return run.latest(list(self.days)) if self.latest else run.earliest(list(self.days))

    def sure_day(self, run: Run) -> Day:
        """Give the first day on which the relation surely has acted on a running object, in this run."""
        day = self.day(run)
        if self.sure is None:
            return day
        if not self.sure:
            return NEVER
        together = run.latest if self.sure == self.days else run.earliest
        return run.latest([day, together(list(self.sure))])


def reached(case: Case, relation: Incoming) -> Reached | None:
    """Give when the relation acts: its own date, else the subject's first day, signature, or first observation."""
    ref = Ref("relation", relation.key)
    if relation.date is not None:
        day = case.day(relation.date, "relation", relation.key, "date")
        return Reached(relation, ref, relation.basis, (day,), False, True, day_basis=relation.basis)
    subject = relation.subject
    acts, partywise = spoken_acts(subject)

    def days(type_: ActType) -> list[Day]:
        found = whole_first(merged(acts[type_])) if type_ in acts else []
        effects = (case.effect(act, "subject " + subject.key) for act in found)
        return [day for day in effects if day is not None]

    def several(type_: ActType) -> bool:
        actors = [act.actor for act in whole_first(acts.get(type_, []))]
        return len(actors) > 1 and None not in actors and len(set(actors)) == len(actors)

    def made(type_: ActType, sure: tuple[Day, ...] | None = None) -> Reached:
        basis = weakest(*(act.basis for act in whole_first(merged(acts[type_]))))
        return Reached(relation, ref, relation.basis, tuple(days(type_)), several(type_), False, sure, basis)

    if days(ActType.EFFECTIVE):
        found = made(ActType.EFFECTIVE)
        # Two conflicting reports: it may act from the earlier on, surely only once both have passed.
        return found if len(found.days) == 1 or found.latest else replace(found, sure=found.days)
    if days(ActType.NEVER_TOOK_EFFECT):
        return None
    signature = next((t for t in (ActType.SIGNED, ActType.ADOPTED) if days(t)), None)
    if signature is None:
        seen = _running_days(case, subject, acts)
        basis = weakest(*(act.basis for act in acts.get(ActType.OBSERVED, ()))) if seen else Basis.STATED
        return Reached(relation, ref, relation.basis, tuple(seen), False, False, day_basis=basis) if seen else None
    if is_presumed(subject, acts, partywise):
        return made(signature)
    return made(signature, tuple(_running_days(case, subject, acts)))


def came_to_nothing(case: Case, relation: Incoming) -> bool:
    """Whether the subject is known never to have taken effect, so that nothing of the relation is unknown.

    Such a relation acts on no day (rule 5 finds none); unlike one whose day is not known it takes no *surely* away.
    """
    acts, _partywise = spoken_acts(relation.subject)

    def dated(type_: ActType) -> bool:
        return any(case.effect(act, "subject " + relation.subject.key) is not None for act in acts.get(type_, ()))

    return dated(ActType.NEVER_TOOK_EFFECT) and not dated(ActType.EFFECTIVE)


def is_presumed(instrument: Instrument, acts: dict[ActType, list[Act]], partywise: list[Act]) -> bool:
    """Whether the instrument is presumed in effect from its signature (rule 1), as far as its acts' types tell."""
    if instrument.legal_force in (LegalForce.BINDING, LegalForce.DISPUTED):
        return False
    if any(t in acts for t in (*CONSENT, ActType.PROVISIONALLY_APPLIED, ActType.NEVER_TOOK_EFFECT)):
        return False
    if any(act.type in CONSENT for act in partywise):
        return False
    return not any(
        act.state in _OTHERWISE for act in acts.get(ActType.OBSERVED, ()) if act.date is not None or act.takes_effect
    )


_OTHERWISE = frozenset(
    {
        State.NOT_YET,
        State.IN_NEGOTIATION,
        State.SIGNED_NOT_EFFECTIVE,
        State.PROVISIONALLY_APPLIED,
        State.NEVER_TOOK_EFFECT,
    }
)
"""Observed states that speak against a presumed start."""


def _running_days(case: Case, subject: Instrument, acts: dict[ActType, list[Act]]) -> list[Day]:
    found = []
    for act in acts.get(ActType.OBSERVED, ()):
        if act.state is not None and GROUP_OF.get(act.state) is Group.RUNNING:
            day = case.effect(act, "subject " + subject.key)
            if day is not None:
                found.append(day)
    return found
