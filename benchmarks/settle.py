"""Settles per second over typical records: ``python benchmarks/settle.py [records]``.

The mix is that of a register: most days are exact, some are months or years; four in ten records have a predecessor
or successor; one in eight has a tacit clause and an observation. One process, one core.
"""

from __future__ import annotations

import sys
import time
from dataclasses import replace
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from agreements.lifecycle.facts import (
    Act,
    ActType,
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
from agreements.lifecycle.settling import settle
from agreements.partial_dates.arithmetic import Duration
from agreements.partial_dates.days import PartialDate

Record = tuple[Instrument, tuple[Incoming, ...]]


def day(chance: Random, year: int) -> PartialDate:
    """Give a day of a year: exact in seven of ten cases, else the month, else the year."""
    kind = chance.random()
    month, number = chance.randint(1, 12), chance.randint(1, 28)
    if kind < 0.7:
        return PartialDate.parse(f"{year}-{month:02d}-{number:02d}")
    return PartialDate.parse(f"{year}-{month:02d}" if kind < 0.9 else f"{year}")


def record(chance: Random, number: int) -> Record:
    """Make one record."""
    year = chance.randint(1960, 2024)
    acts = [Act(f"{number}-signed", ActType.SIGNED, day(chance, year))]
    if chance.random() < 0.6:
        acts.append(Act(f"{number}-effective", ActType.EFFECTIVE, day(chance, year + 1)))
    if chance.random() < 0.15:
        acts.append(Act(f"{number}-terminated", ActType.TERMINATED, day(chance, year + chance.randint(8, 20))))
    clause = Clause()
    kind = chance.random()
    if kind < 0.3:
        clause = Clause(DurationKind.FIXED_TERM, initial_term=Duration.parse("P5Y"))
        if kind < 0.2:
            clause = replace(
                clause,
                renewal_kind=RenewalKind.TACIT_FIXED_PERIODS,
                renewal_term=Duration.parse("P5Y"),
                notice_period=Duration.parse("P6M"),
                termination_right=TerminationRight.END_OF_TERM,
            )
    elif kind < 0.5:
        clause = Clause(DurationKind.INDEFINITE)
    if chance.random() < 0.12:
        acts.append(Act(f"{number}-seen", ActType.OBSERVED, day(chance, year + 5), state=State.IN_EFFECT))
    force = chance.choice(list(LegalForce))
    incoming: tuple[Incoming, ...] = ()
    if chance.random() < 0.4:
        signed = Act(f"{number}-next", ActType.SIGNED, day(chance, year + chance.randint(5, 15)))
        subject = Instrument(f"{number}-successor", chance.choice(list(LegalForce)), (signed,))
        incoming = (Incoming(f"{number}-replaces", RelationCode.REPLACES, subject),)
    return Instrument(str(number), force, tuple(acts), clause, ("CN", "KR")), incoming


def main() -> None:
    """Print settles per second and the slowest record."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 5000
    chance = Random(1)
    records = [record(chance, number) for number in range(count)]
    times = []
    for instrument, incoming in records:
        began = time.perf_counter()
        settle(instrument, incoming)
        times.append(time.perf_counter() - began)
    times.sort()
    total = sum(times)
    median, late = times[count // 2] * 1000, times[int(count * 0.99)] * 1000
    sys.stdout.write(
        f"{count} records, {count / total:.0f} settles/s, median {median:.2f} ms, 99 % {late:.2f} ms, "
        f"slowest {times[-1] * 1000:.1f} ms\n"
    )


if __name__ == "__main__":
    main()
