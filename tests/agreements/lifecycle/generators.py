"""Small cases for the oracle: a compact calendar, one to six facts, spans of one to four days.

One builder serves two sources of chance, a seeded ``random.Random`` for bulk and hypothesis for shrinking. The builder
walks a cursor through the calendar, so that most cases are consistent lives; some are then disturbed on purpose.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random

from hypothesis import strategies as st

from agreements.lifecycle.facts import (
    Act,
    ActType,
    Clause,
    CountingStart,
    DurationKind,
    EndConvention,
    Incoming,
    Instrument,
    LegalForce,
    RelationCode,
    RenewalKind,
    State,
    TerminationRight,
)
from agreements.partial_dates.days import PartialDate
from agreements.partial_dates.duration import Duration
from tests.agreements.lifecycle.oracle_picks import BEGINNINGS

FIRST = date(2020, 1, 20)
LENGTH = 70
MOST_ASSIGNMENTS = 24
WINDOW = [
    date(1900, 1, 1).toordinal(),
    *range(FIRST.toordinal() - 8, FIRST.toordinal() + LENGTH + 40),
    date(2300, 1, 1).toordinal(),
]
SHORT = ("P5D", "P10D", "P2W", "P1M", "P20D")
NOTICES = ("P3D", "P1W", "P10D")
A = ActType
TACIT = (RenewalKind.TACIT_FIXED_PERIODS, RenewalKind.TACIT_INDEFINITE)
PARTY_WISE = (A.WITHDRAWN_FROM, A.DENOUNCED, A.ACCEDED, A.SIGNED)
ONCE = (A.SIGNED, A.EFFECTIVE, A.TERMINATED, A.EXPIRED)


@dataclass(frozen=True)
class Case:
    """What is settled: an instrument and the relations that act on it."""

    instrument: Instrument
    incoming: tuple[Incoming, ...]


class Chance:
    """A source of choices; ``below(n)`` gives 0 to n-1."""

    def __init__(self, below: Callable[[int], int]) -> None:
        self.below = below

    def pick[T](self, options: Sequence[T]) -> T:
        """One of the options."""
        return options[self.below(len(options))]

    def happens(self, percent: int) -> bool:
        """Whether something of this likelihood happens; hypothesis shrinks towards not."""
        return self.below(100) >= 100 - percent


class Builder:
    """Builds one case; the cursor is the day that the story has reached."""

    def __init__(self, chance: Chance) -> None:
        self.chance = chance
        self.cursor = chance.below(10)
        self.assignments = 1
        self.acts: list[Act] = []
        self.count = 0

    def key(self, name: str) -> str:
        """A key that no other fact of the case has."""
        self.count += 1
        return f"{name}-{self.count}"

    def step(self, most: int = 12) -> None:
        """Let some days pass."""
        self.cursor += self.chance.below(most)

    def day(self, at: int | None = None) -> PartialDate:
        """A partial date at the cursor, or near ``at``; the cursor stays."""
        begin = FIRST + timedelta(days=self.cursor if at is None else at)
        span = 1 + self.chance.below(3) + self.chance.below(2) if self.chance.happens(35) else 1
        if self.assignments * span > MOST_ASSIGNMENTS:
            span = 1
        self.assignments *= span
        return PartialDate(begin, begin + timedelta(days=span - 1))

    def act(self, kind: ActType, **more: object) -> None:
        """An act on the cursor's day."""
        self.acts.append(Act(self.key(kind.value), kind, self.day(), **more))  # type: ignore[arg-type]

    def beginning(self) -> None:
        """Negotiation, signature or adoption, consent, provisional application, entry into force."""
        chance = self.chance
        if chance.happens(10):
            self.act(A.NEGOTIATION_STARTED)
            self.step()
        if chance.happens(60):
            self.act(A.SIGNED)
        elif chance.happens(20):
            self.act(A.ADOPTED)
        elif chance.happens(15):
            self.act(A.SIGNED, actor="p")
            self.step(5)
            self.act(A.SIGNED, actor="q")
        if chance.happens(15):
            self.step()
            self.act(chance.pick((A.RATIFIED, A.ACCEPTED, A.APPROVED, A.NOTE_RECEIVED)))
        if chance.happens(8):
            self.step()
            self.act(A.PROVISIONALLY_APPLIED)
        if chance.happens(8):
            self.step()
            self.act(A.OBSERVED, state=State.SIGNED_NOT_EFFECTIVE)
            self.cursor += 5
        if chance.happens(50):
            self.step()
            self.act(A.EFFECTIVE)

    def clause(self) -> Clause:
        """What the text says on duration, renewal, notice and termination."""
        chance = self.chance
        kind = chance.pick((*DurationKind, DurationKind.FIXED_TERM, DurationKind.FIXED_TERM, DurationKind.UNKNOWN))
        notice = Duration.parse(chance.pick(NOTICES)) if chance.happens(60) else None
        clause = Clause(kind, notice_period=notice, termination_right=chance.pick(tuple(TerminationRight)))
        if kind not in (DurationKind.FIXED_TERM, DurationKind.UNTIL_DATE):
            return clause
        renewal = chance.pick(tuple(RenewalKind))
        term = Duration.parse(chance.pick(SHORT)) if chance.happens(80) else None
        most = 1 + chance.below(2) if chance.happens(30) else None
        clause = replace(clause, renewal_kind=renewal, renewal_term=term, max_renewals=most)
        if renewal is RenewalKind.TACIT_INDEFINITE:
            clause = replace(clause, max_renewals=None)
        if renewal is RenewalKind.TACIT_FIXED_PERIODS and term is None:
            clause = replace(clause, renewal_term=Duration.parse("P10D"))
        if kind is DurationKind.UNTIL_DATE:
            until = self.day(self.cursor + 5 + chance.below(30))
            return replace(clause, until_date=until)
        start = chance.pick((CountingStart.EFFECTIVE, *CountingStart))
        ends = EndConvention.ANNIVERSARY if chance.happens(15) else EndConvention.DAY_BEFORE_ANNIVERSARY
        counting = self.day() if start is CountingStart.DATE else None
        initial = Duration.parse(chance.pick(("P30D", "P1M", "P20D", "P1M10D", "P6W")))
        return replace(clause, counting_start=start, counting_date=counting, end_convention=ends, initial_term=initial)

    def middle(self, clause: Clause) -> None:
        """Observation, suspension and resumption, extension or express renewal."""
        chance = self.chance
        if chance.happens(20):
            self.step()
            self.act(A.OBSERVED, state=State.IN_EFFECT)
        if chance.happens(15):
            self.step()
            until = self.day(self.cursor + 8 + chance.below(8)) if chance.happens(20) else None
            self.act(A.SUSPENDED, until=until)
            if chance.happens(60):
                self.step()
                self.act(A.RESUMED)
        if clause.renewal_kind not in TACIT and chance.happens(18):
            self.step()
            dated = self.day() if chance.happens(50) else None
            until = self.day(self.cursor + 15 + chance.below(40)) if chance.happens(90) else None
            effect = self.day(self.cursor + chance.below(20)) if until is not None and chance.happens(25) else None
            kind = chance.pick((A.EXTENDED, A.RENEWED_EXPRESSLY))
            self.acts.append(Act(self.key(kind.value), kind, dated, effect, until))
        if chance.happens(10):
            self.step()
            self.act(A.OBSERVED, state=State.IN_EFFECT)

    def ending(self) -> None:
        """Expiry, termination, denunciation, withdrawal, or an end that was only observed."""
        chance = self.chance
        self.step(20)
        if chance.happens(8) and all(act.type in BEGINNINGS - {A.EFFECTIVE} for act in self.acts):
            return self.act(A.NEVER_TOOK_EFFECT)
        if chance.happens(15):
            self.act(A.EXPIRED)
        if chance.happens(15):
            self.step()
            effect = self.day(self.cursor + chance.below(10)) if chance.happens(40) else None
            self.act(A.DENOUNCED, takes_effect=effect)
        if chance.happens(15):
            self.step()
            effect = self.day(self.cursor + chance.below(10)) if chance.happens(30) else None
            self.act(A.TERMINATED, takes_effect=effect)
        elif chance.happens(4):
            self.act(A.WITHDRAWN_FROM)
        if chance.happens(12):
            self.step()
            self.act(A.OBSERVED, state=chance.pick((State.EXPIRED, State.EXPIRED, State.TERMINATED)))
        return None

    def incoming(self) -> Incoming:
        """A relation and its subject's own facts."""
        chance = self.chance
        code = chance.pick(
            (RelationCode.REPLACES,) * 4
            + (RelationCode.RENEWS, RelationCode.EXTENDS, RelationCode.TERMINATES, RelationCode.SUSPENDS)
        )
        kept, self.acts = self.acts, []
        self.step()
        if chance.happens(80):
            self.act(A.SIGNED)
        if chance.happens(30):
            self.step(6)
            self.act(A.EFFECTIVE)
        if chance.happens(20):
            self.step(6)
            self.act(A.OBSERVED, state=State.IN_EFFECT)
        subject = Instrument(self.key("subject"), chance.pick(tuple(LegalForce)), tuple(self.acts))
        self.acts = kept
        dated = self.day() if chance.happens(40) else None
        bounded = code in (RelationCode.EXTENDS, RelationCode.SUSPENDS) and chance.happens(70)
        until = self.day(self.cursor + 10 + chance.below(20)) if bounded else None
        ends = code in (RelationCode.REPLACES, RelationCode.TERMINATES)
        return Incoming(self.key(code.value), code, subject, dated, until, whole=not (ends and chance.happens(15)))

    def party_wise(self) -> None:
        """Acts of single parties of an instrument of three."""
        for _ in range(1 + self.chance.below(3)):
            self.step()
            self.act(self.chance.pick(PARTY_WISE), actor=self.chance.pick(("p", "q", "r", "s")))

    def disturb(self) -> None:
        """Make a contradiction likely: a second act of a kind that happens once, a stray observation, a moved day."""
        chance = self.chance
        at = self.day(chance.below(LENGTH))
        if chance.happens(50):
            never = any(act.type is A.NEVER_TOOK_EFFECT for act in self.acts)
            parted = any(act.actor is not None for act in self.acts)
            kind = A.SIGNED if never else chance.pick(ONCE[1:] if parted else ONCE)
            self.acts.append(Act(self.key(kind.value), kind, at))
        elif self.acts and chance.happens(50):
            moved = chance.below(len(self.acts))
            if self.acts[moved].actor is None and self.acts[moved].state is not State.SIGNED_NOT_EFFECTIVE:
                self.acts[moved] = replace(self.acts[moved], date=at)
        else:
            state = chance.pick((State.IN_EFFECT, State.EXPIRED, State.TERMINATED))
            self.acts.append(Act(self.key("observed"), A.OBSERVED, at, state=state))

    def build(self, contradictions: bool = True) -> Case:
        """One whole case."""
        chance = self.chance
        parties = ("p", "q", "r") if chance.happens(10) else ("p", "q")
        self.beginning()
        clause = self.clause()
        self.middle(clause)
        if len(parties) > 2:
            self.party_wise()
        self.ending()
        relations = tuple(self.incoming() for _ in range(chance.pick((0, 0, 0, 1, 1, 2))))
        if clause.renewal_kind in TACIT:
            relations = tuple(r for r in relations if r.code is not RelationCode.EXTENDS)
        if contradictions and chance.happens(12):
            self.disturb()
        acts = list(self.acts)
        while len(acts) > 6:
            acts.pop(chance.below(len(acts)))
        force = chance.pick(tuple(LegalForce))
        return Case(Instrument("object", force, tuple(acts), clause, parties), relations)


def random_case(seed: int, contradictions: bool = True) -> Case:
    """The case of a seed, always the same."""
    return Builder(Chance(Random(seed).randrange)).build(contradictions)


@st.composite
def cases(draw: st.DrawFn, contradictions: bool = True) -> Case:
    """Cases that hypothesis can shrink."""
    return Builder(Chance(lambda below: draw(st.integers(0, below - 1)))).build(contradictions)
