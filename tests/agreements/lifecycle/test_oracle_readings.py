"""The oracle's own arithmetic and readings, on cases small enough to be checked by eye."""

from __future__ import annotations

from datetime import date

import pytest

from agreements.lifecycle.facts import Act, ActType, Group, Instrument, LegalForce, State
from agreements.partial_dates.days import PartialDate
from agreements.partial_dates.duration import Duration
from tests.agreements.lifecycle.generators import WINDOW, random_case
from tests.agreements.lifecycle.oracle import Answer, answers
from tests.agreements.lifecycle.oracle_calendar import last_day_of_notice, last_day_of_period

A = ActType


def act(key: str, kind: ActType, day: str, **more: object) -> Act:
    """An act on a day written as EDTF."""
    return Act(key, kind, PartialDate.parse(day), **more)  # type: ignore[arg-type]


def on(instrument: Instrument, day: str) -> Answer:
    """The oracle's answer on one day, with every earlier day asked as well."""
    first, last = date(2019, 1, 1).toordinal(), date.fromisoformat(day).toordinal()
    return answers(instrument, (), list(range(first, last + 1)))[last]


@pytest.mark.parametrize(
    ("notice", "term_end"),
    [
        ("2026-04-30", "2026-07-31"),
        ("2026-03-31", "2026-06-30"),
        ("2026-11-30", "2027-02-28"),
        ("2026-09-29", "2026-12-30"),
    ],
)
def test_three_months_notice_is_in_time_on_the_decision_date_and_late_a_day_after(notice: str, term_end: str) -> None:
    given, end = date.fromisoformat(notice).toordinal(), date.fromisoformat(term_end).toordinal()
    assert last_day_of_notice(given, Duration.parse("P3M")) <= end
    assert last_day_of_notice(given + 1, Duration.parse("P3M")) > end


@pytest.mark.parametrize(
    ("first", "months", "last"),
    [
        ("2020-01-31", 1, "2020-02-29"),
        ("2021-01-31", 1, "2021-02-28"),
        ("2020-01-30", 1, "2020-02-29"),
        ("2020-01-29", 1, "2020-02-28"),
        ("2020-02-29", 12, "2021-02-28"),
        ("2020-02-29", 48, "2024-02-28"),
        ("2020-08-01", 36, "2023-07-31"),
    ],
)
def test_a_term_ends_on_the_day_before_the_same_numbered_day_or_with_the_month(
    first: str, months: int, last: str
) -> None:
    end = last_day_of_period(date.fromisoformat(first).toordinal(), months, 0, anniversary=False)
    assert date.fromordinal(end).isoformat() == last


def test_of_three_parties_the_departure_of_the_second_ends_it_and_of_the_first_does_not() -> None:
    three = Instrument(
        "three",
        acts=(
            act("start", A.EFFECTIVE, "2020-01-01"),
            act("p", A.WITHDRAWN_FROM, "2020-02-01", actor="p"),
            act("q", A.WITHDRAWN_FROM, "2020-03-01", actor="q"),
        ),
        parties=("p", "q", "r"),
    )
    assert on(three, "2020-02-29").may == {State.IN_EFFECT, Group.RUNNING}
    assert on(three, "2020-03-01").surely == {State.TERMINATED, Group.ENDED}


def test_two_entries_into_force_leave_nothing_sure_from_the_first_day_on_which_they_differ() -> None:
    torn = Instrument(
        "torn",
        LegalForce.BINDING,
        (act("one", A.EFFECTIVE, "2020-01-01"), act("two", A.EFFECTIVE, "2020-03-01")),
    )
    assert on(torn, "2019-12-31").surely == {State.NOT_YET}
    assert on(torn, "2020-01-01").may == {State.NOT_YET, State.IN_EFFECT, Group.RUNNING}
    assert not on(torn, "2020-03-01").surely


@pytest.mark.thorough
def test_an_observation_in_effect_narrows_the_days_on_which_it_can_have_begun() -> None:
    seen = Instrument(
        "seen", acts=(act("start", A.EFFECTIVE, "2020"), act("seen", A.OBSERVED, "2020-06-15", state=State.IN_EFFECT))
    )
    assert on(seen, "2020-06-14").may >= {State.NOT_YET, State.IN_EFFECT}
    assert on(seen, "2020-06-16").may == {State.IN_EFFECT, Group.RUNNING}


@pytest.mark.thorough
def test_what_is_sure_is_possible_and_never_two_states_are_sure() -> None:
    for seed in range(200):
        case = random_case(seed)
        for answer in answers(case.instrument, case.incoming, WINDOW).values():
            assert answer.surely <= answer.may
            assert any(isinstance(code, State) for code in answer.may)
            assert sum(isinstance(code, State) for code in answer.surely) <= 1
