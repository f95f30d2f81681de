"""Terms of months, counted from the uneven ends of months, over years: one or two facts, so few assignments."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from random import Random

from agreements.lifecycle.facts import (
    Act,
    ActType,
    Clause,
    DurationKind,
    EndConvention,
    Instrument,
    LegalForce,
    RenewalKind,
    TerminationRight,
)
from agreements.partial_dates.days import PartialDate
from agreements.partial_dates.duration import Duration
from tests.agreements.lifecycle.generators import Case, Chance

LONG_WINDOW = [
    day.toordinal()
    for day in (date(2019, 12, 1) + timedelta(days=n) for n in range(1700))
    if day.day <= 2 or day.day >= 27 or day.day == 15
]


def long_case(seed: int) -> Case:
    """Terms of months that begin at the ends of months, with notice, in the calendar's uneven places."""
    chance = Chance(Random(seed).randrange)
    begin = date(2019, 12, 26) + timedelta(days=chance.below(70))
    span = chance.pick((0, 0, 0, 1, 3))
    acts = [Act("effective", ActType.EFFECTIVE, PartialDate(begin, begin + timedelta(days=span)))]
    clause = Clause(
        DurationKind.FIXED_TERM,
        initial_term=Duration.parse(chance.pick(("P1M", "P3M", "P6M", "P1Y", "P1M15D", "P13M", "P30D"))),
        renewal_kind=chance.pick(tuple(RenewalKind)),
        renewal_term=Duration.parse(chance.pick(("P1M", "P3M", "P6M", "P1Y"))) if chance.happens(60) else None,
        max_renewals=1 + chance.below(4) if chance.happens(40) else None,
        notice_period=Duration.parse(chance.pick(("P1M", "P3M", "P30D", "P2W", "P1M1D"))),
        termination_right=chance.pick(tuple(TerminationRight)),
        end_convention=chance.pick(tuple(EndConvention)),
    )
    if clause.renewal_term is None and clause.renewal_kind is RenewalKind.TACIT_FIXED_PERIODS:
        clause = replace(clause, renewal_term=clause.initial_term)
    if clause.renewal_kind is RenewalKind.TACIT_INDEFINITE:
        clause = replace(clause, max_renewals=None)
    if chance.happens(60):
        noticed = begin + timedelta(days=span + chance.below(500))
        acts.append(
            Act("denounced", ActType.DENOUNCED, PartialDate(noticed, noticed + timedelta(days=chance.below(3))))
        )
    return Case(Instrument("object", LegalForce.BINDING, tuple(acts), clause), ())
