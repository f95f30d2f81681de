"""The oracle against the worked cases of the domain rules, section 4: it is checked before it checks anything."""

from __future__ import annotations

from datetime import date

import pytest

from agreements.lifecycle.facts import (
    Act,
    ActType,
    Clause,
    DurationKind,
    Incoming,
    Instrument,
    RelationCode,
    RenewalKind,
    State,
)
from agreements.partial_dates.days import PartialDate
from agreements.partial_dates.duration import Duration
from tests.agreements.lifecycle.oracle import Answer, answers


def act(key: str, kind: ActType, day: str | None = None, **more: object) -> Act:
    """An act on a day written as EDTF; further days likewise."""
    days = {k: PartialDate.parse(v) if isinstance(v, str) and k != "actor" else v for k, v in more.items()}
    return Act(key, kind, PartialDate.parse(day) if day else None, **days)  # type: ignore[arg-type]


def successor(key: str, signed: str, code: RelationCode = RelationCode.REPLACES, whole: bool = True) -> Incoming:
    """A relation without a date of its own, from an instrument of which only the signature is known."""
    subject = Instrument(f"{key}-subject", acts=(act(f"{key}-signed", ActType.SIGNED, signed),))
    return Incoming(key, code, subject, whole=whole)


PREDECESSOR = Instrument("old", acts=(act("end", ActType.EXPIRED, "2024-06"),))
NEW = Instrument("new", acts=(act("signed", ActType.SIGNED, "2026-01-05"),))
TACIT = Instrument(
    "tacit",
    acts=(act("start", ActType.EFFECTIVE, "2020-08-01"),),
    clause=Clause(
        DurationKind.FIXED_TERM,
        initial_term=Duration.parse("P36M"),
        renewal_kind=RenewalKind.TACIT_FIXED_PERIODS,
        renewal_term=Duration.parse("P12M"),
        notice_period=Duration.parse("P3M"),
    ),
)
PROLONGED = Instrument(
    "prolonged",
    acts=(
        act("start", ActType.EFFECTIVE, "2007-02-06"),
        act("more", ActType.EXTENDED, until="2017-02-05"),
    ),
    clause=Clause(DurationKind.FIXED_TERM, initial_term=Duration.parse("P5Y"), renewal_kind=RenewalKind.EXPRESS),
)
DENOUNCED = Instrument(
    "denounced",
    acts=(
        act("signed", ActType.SIGNED, "2010"),
        act("start", ActType.EFFECTIVE, "2012-05-01"),
        act("notice", ActType.DENOUNCED, "2020-03-01", takes_effect="2020-09-01"),
    ),
    clause=Clause(
        DurationKind.FIXED_TERM,
        initial_term=Duration.parse("P5Y"),
        renewal_kind=RenewalKind.TACIT_FIXED_PERIODS,
        renewal_term=Duration.parse("P5Y"),
    ),
)
MOU_2019 = Instrument("mou", acts=(act("signed", ActType.SIGNED, "2019"),))
SEEN_EXPIRED = Instrument(
    "seen",
    acts=(
        act("start", ActType.EFFECTIVE, "2008-11-19"),
        Act("seen", ActType.OBSERVED, PartialDate.parse("2021-02-25"), state=State.EXPIRED),
    ),
)
RESUMED_LATE = Instrument(
    "resumed",
    acts=(
        act("start", ActType.EFFECTIVE, "2014"),
        act("pause", ActType.SUSPENDED, "2015-01-01"),
        act("back", ActType.RESUMED, "2017-06-01"),
    ),
    clause=Clause(DurationKind.UNTIL_DATE, until_date=PartialDate.parse("2016-12-31")),
)
TWO_SUCCESSORS = Instrument(
    "two",
    acts=(act("start", ActType.EFFECTIVE, "2015-01-01"),),
    clause=Clause(DurationKind.NOT_STATED),
)
REPLACED = (successor("by", "2026-01-05"),)
BOTH = (successor("part", "2020-01-01", whole=False), successor("whole", "2021-01-01"))
RUN, X, R, T, N = State.IN_EFFECT, State.EXPIRED, State.REPLACED, State.TERMINATED, State.NOT_YET

CASES = [
    (PREDECESSOR, REPLACED, "2024-05-31", {RUN}, False),
    (PREDECESSOR, REPLACED, "2024-06-15", {RUN, X}, False),
    (PREDECESSOR, REPLACED, "2025-06-30", {X}, True),
    (PREDECESSOR, REPLACED, "2026-01-05", {R}, True),
    (NEW, (), "2025-06-30", {N}, True),
    (NEW, (), "2026-11-01", {RUN}, False),
    (TACIT, (), "2023-07-31", {RUN}, True),
    (TACIT, (), "2026-02-11", {State.TACIT_RENEWAL}, True),
    (PROLONGED, (), "2016-01-01", {RUN}, True),
    (PROLONGED, (), "2017-02-06", {X}, True),
    (DENOUNCED, (), "2020-08-31", {State.TACIT_RENEWAL}, True),
    (DENOUNCED, (), "2020-09-01", {T}, True),
    (MOU_2019, (successor("by", "2019-11"),), "2019-11-15", {N, RUN, R}, False),
    (MOU_2019, (successor("by", "2019-11"),), "2019-12-01", {R}, True),
    (SEEN_EXPIRED, (), "2015-01-01", {RUN, X}, False),
    (SEEN_EXPIRED, (), "2021-02-25", {X}, True),
    (SEEN_EXPIRED, (), "2031-02-25", {X}, True),
    (RESUMED_LATE, (), "2016-07-01", {State.SUSPENDED}, True),
    (RESUMED_LATE, (), "2017-01-01", {X}, True),
    (TWO_SUCCESSORS, BOTH, "2020-06-01", {RUN}, True),
    (TWO_SUCCESSORS, BOTH, "2021-01-01", {R}, True),
]


def on(instrument: Instrument, incoming: tuple[Incoming, ...], day: str) -> Answer:
    """The oracle's answer on one day."""
    ordinal = date.fromisoformat(day).toordinal()
    return answers(instrument, incoming, [ordinal])[ordinal]


@pytest.mark.parametrize(("instrument", "incoming", "day", "may", "sure"), CASES)
def test_the_oracle_gives_what_the_worked_case_says(
    instrument: Instrument, incoming: tuple[Incoming, ...], day: str, may: set[State], sure: bool
) -> None:
    answer = on(instrument, incoming, day)
    assert {code for code in answer.may if isinstance(code, State)} == may
    assert {code for code in answer.surely if isinstance(code, State)} == (may if sure else set())


def test_a_start_by_signature_alone_is_presumed_and_one_by_an_act_is_not() -> None:
    assert on(NEW, (), "2026-11-01").presumed
    assert not on(TACIT, (), "2023-07-31").presumed
