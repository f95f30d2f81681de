"""Short ways to write facts in tests: dates as EDTF text, keys given by place."""

from __future__ import annotations

from datetime import date
from itertools import count

from agreements.lifecycle.facts import (
    Act,
    ActType,
    Basis,
    Clause,
    DurationKind,
    Incoming,
    Instrument,
    LegalForce,
    RelationCode,
    RenewalKind,
    State,
    TerminationRight,
)
from agreements.lifecycle.lookup import state_on
from agreements.lifecycle.results import Settlement, StateOnDay
from agreements.partial_dates.arithmetic import Duration
from agreements.partial_dates.days import PartialDate

_numbers = count(1)


def when(text: str | None) -> PartialDate | None:
    """Read EDTF."""
    return None if text is None else PartialDate.parse(text)


def act(
    type_: str,
    day: str | None = None,
    *,
    takes: str | None = None,
    until: str | None = None,
    actor: str | None = None,
    state: State | None = None,
    key: str | None = None,
    basis: Basis = Basis.STATED,
) -> Act:
    """Make an act."""
    return Act(
        key=key or f"a{next(_numbers):05d}",
        type=ActType(type_),
        date=when(day),
        takes_effect=when(takes),
        until=when(until),
        actor=actor,
        state=state,
        basis=basis,
    )


def seen(state: str, day: str) -> Act:
    """Make an observation."""
    return act("observed", day, state=State(state))


def clause(
    kind: str = "unknown",
    term: str | None = None,
    *,
    until: str | None = None,
    renewal: str = "not-stated",
    by: str | None = None,
    limit: int | None = None,
    notice: str | None = None,
    right: str = "not-stated",
) -> Clause:
    """Make a clause."""
    return Clause(
        duration_kind=DurationKind(kind),
        initial_term=Duration.parse(term) if term else None,
        until_date=when(until),
        renewal_kind=RenewalKind(renewal),
        renewal_term=Duration.parse(by) if by else None,
        max_renewals=limit,
        notice_period=Duration.parse(notice) if notice else None,
        termination_right=TerminationRight(right),
    )


def instrument(
    *acts: Act,
    rule: Clause | None = None,
    force: str = "not-stated",
    parties: tuple[str, ...] = ("CN", "KR"),
    key: str = "object",
) -> Instrument:
    """Make an instrument."""
    return Instrument(key=key, legal_force=LegalForce(force), acts=acts, clause=rule or Clause(), parties=parties)


def relation(
    code: str,
    subject: Instrument | None = None,
    day: str | None = None,
    *,
    until: str | None = None,
    whole: bool = True,
    key: str | None = None,
    basis: Basis = Basis.STATED,
) -> Incoming:
    """Make a relation whose object is the instrument under test."""
    return Incoming(
        key=key or f"r{next(_numbers):05d}",
        code=RelationCode(code),
        subject=subject or instrument(key="subject"),
        date=when(day),
        until=when(until),
        whole=whole,
        basis=basis,
    )


def on(settlement: Settlement, day: str) -> StateOnDay:
    """Give the state on a day."""
    return state_on(settlement.standings, date.fromisoformat(day))


def states(settlement: Settlement, day: str) -> tuple[str, ...]:
    """Give the codes of the states that may hold on a day."""
    return tuple(state.value for state in on(settlement, day).possible)


def surely(settlement: Settlement, state: str, day: str) -> bool:
    """Whether the state surely holds on the day, presumed or not."""
    return date.fromisoformat(day) in settlement.surely(State(state))
