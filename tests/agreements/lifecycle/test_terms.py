"""Section 7: terms, the term on a day, decision dates, deadlines."""

from __future__ import annotations

import time
from datetime import date

import pytest

from agreements.lifecycle.facts import State
from agreements.lifecycle.results import By, Settlement, Severity
from agreements.lifecycle.settling import settle
from agreements.lifecycle.terms import deadlines, decision_date, next_decision, term_on, terms
from agreements.partial_dates.arithmetic import Duration
from tests.agreements.lifecycle.making import act, clause, instrument, on, seen, states, when

RULE = clause("fixed-term", "P36M", renewal="tacit-fixed-periods", by="P12M", notice="P3M")
TACIT = settle(instrument(act("effective", "2020-08-01"), rule=RULE))


@pytest.mark.parametrize(
    ("last", "decision"),
    [
        ("2026-07-31", "2026-04-30"),
        ("2026-06-30", "2026-03-31"),
        ("2027-02-28", "2026-11-30"),
        ("2026-12-30", "2026-09-29"),
    ],
)
def test_the_decision_date_is_the_latest_day_on_which_a_notice_is_in_time(last: str, decision: str) -> None:
    found = decision_date(date.fromisoformat(last), Duration.parse("P3M"))
    assert found == date.fromisoformat(decision)


def test_terms_are_numbered_and_counted_from_the_first_day_of_the_first() -> None:
    assert TACIT.terms is not None
    found = terms(TACIT.terms, date(2024, 8, 1))
    assert [(t.number, t.first_day, t.last_day, t.by) for t in found] == [
        (1, when("2020-08-01"), when("2023-07-31"), By.INITIAL),
        (2, when("2023-08-01"), when("2024-07-31"), By.TACIT_RENEWAL),
        (3, when("2024-08-01"), when("2025-07-31"), By.TACIT_RENEWAL),
    ]


def test_a_term_from_the_31st_is_never_chained_through_a_short_month() -> None:
    rule = clause("fixed-term", "P1M", renewal="tacit-fixed-periods", by="P1M")
    found = settle(instrument(act("effective", "2020-01-31"), rule=rule)).terms
    assert found is not None
    assert [t.last_day for t in terms(found, date(2020, 4, 1))] == [
        when("2020-02-29"),
        when("2020-03-30"),
        when("2020-04-30"),
    ]


def test_the_term_after_two_hundred_years_costs_what_the_second_does() -> None:
    assert TACIT.terms is not None
    began = time.perf_counter()
    term = term_on(TACIT.terms, date(2226, 2, 11))
    assert time.perf_counter() - began < 0.05
    assert term is not None
    assert (term.number, term.last_day) == (204, when("2226-07-31"))
    assert on(TACIT, "2226-02-11").until == when("2226-07-31")


def test_no_term_has_a_day_before_the_first() -> None:
    assert TACIT.terms is not None
    assert term_on(TACIT.terms, date(2020, 7, 31)) is None


def test_the_next_decision_is_the_first_that_does_not_lie_before_the_day() -> None:
    assert TACIT.terms is not None
    assert next_decision(TACIT.terms, date(2026, 4, 30)) == when("2026-04-30")
    assert next_decision(TACIT.terms, date(2026, 5, 1)) == when("2027-04-30")


def test_a_tacit_renewal_is_a_decision_and_no_end() -> None:
    found = deadlines(TACIT, date(2026, 1, 1), date(2027, 12, 31))
    assert [(d.kind, d.day, d.term) for d in found] == [
        ("decision", when("2026-04-30"), 4),
        ("decision", when("2027-04-30"), 5),
    ]


def test_deadlines_beyond_2100_come_from_the_same_function() -> None:
    found = deadlines(TACIT, date(2150, 1, 1), date(2150, 12, 31))
    assert [d.day for d in found] == [when("2150-04-30")]


def test_a_denunciation_leaves_no_decision_after_the_last_term() -> None:
    rule = clause("fixed-term", "P36M", renewal="tacit-fixed-periods", by="P12M", notice="P3M", right="end-of-term")
    found = settle(instrument(act("effective", "2020-08-01"), act("denounced", "2024-01-01"), rule=rule))
    assert found.ends == when("2024-07-31")
    assert [d.kind for d in deadlines(found, date(2024, 1, 1), date(2030, 1, 1))] == ["end"]


def test_an_end_known_to_the_month_is_due_on_any_of_its_days() -> None:
    found = settle(instrument(act("expired", "2024-06")))
    assert len(deadlines(found, date(2024, 6, 30), date(2024, 12, 31))) == 1
    assert len(deadlines(found, date(2024, 7, 1), date(2024, 12, 31))) == 0


def test_the_end_of_a_suspension_is_a_deadline() -> None:
    acts = (act("effective", "2010-01-01"), act("suspended", "2011-01-01", until="2011-06-30"))
    found = settle(instrument(*acts, rule=clause("indefinite")))
    assert [(d.kind, d.day) for d in deadlines(found, date(2011, 1, 1), date(2011, 12, 31))] == [
        ("suspension-end", when("2011-06-30"))
    ]


YEARLY = clause("fixed-term", "P5Y", renewal="tacit-fixed-periods", by="P1Y", notice="P3M")
BEGAN = act("effective", "2008-11-19")


def decisions(found: Settlement) -> list[str]:
    """The decision dates of the years around the observation."""
    return [d.day.edtf for d in deadlines(found, date(2019, 1, 1), date(2024, 1, 1)) if d.kind == "decision"]


@pytest.mark.parametrize("state", ["expired", "terminated", "replaced"])
def test_nothing_is_left_to_decide_from_the_day_on_which_the_end_was_observed(state: str) -> None:
    found = settle(instrument(BEGAN, seen(state, "2021-02-25"), rule=YEARLY))
    assert decisions(found) == ["2019-08-18", "2020-08-18"]
    assert found.terms is not None
    assert next_decision(found.terms, date(2020, 8, 18)) == when("2020-08-18")
    assert next_decision(found.terms, date(2020, 8, 19)) is None
    assert next_decision(found.terms, date(2150, 1, 1)) is None


def test_the_terms_before_the_day_of_an_observed_end_stay_and_none_has_that_day_or_begins_after_it() -> None:
    without = settle(instrument(BEGAN, rule=YEARLY)).terms
    found = settle(instrument(BEGAN, seen("expired", "2021-02-25"), rule=YEARLY))
    assert found.terms is not None
    assert without is not None
    assert term_on(found.terms, date(2021, 2, 24)) == term_on(without, date(2021, 2, 24))
    assert term_on(found.terms, date(2021, 2, 25)) is None
    assert [t.number for t in terms(found.terms, date(2024, 1, 1))] == list(range(1, 10))
    assert on(found, "2021-02-24").until == when("2021-11-18")
    assert states(found, "2021-02-24") == ("in-effect-by-tacit-renewal", "expired")


def test_a_decision_that_may_lie_on_either_side_of_an_observed_end_keeps_the_days_before_it() -> None:
    began = act("effective", "2008-11")
    found = settle(instrument(began, seen("expired", "2020-08-10"), rule=YEARLY))
    assert decisions(found) == ["2019-07-31/2019-08-29", "2020-07-31/2020-08-09"]


def test_an_end_that_was_only_observed_is_noted_where_the_terms_ran_on() -> None:
    found = settle(instrument(BEGAN, act("observed", "2021-02-25", state=State.EXPIRED, key="seen"), rule=YEARLY))
    assert [(f.code, f.severity, f.keys) for f in found.findings] == [
        ("seen-ended-in-a-term", Severity.NOTE, ("seen",))
    ]
    dated = settle(instrument(BEGAN, act("terminated", "2020-12-01"), seen("terminated", "2021-02-25"), rule=YEARLY))
    assert dated.findings == ()
    without_terms = settle(instrument(BEGAN, seen("expired", "2021-02-25"), rule=clause("indefinite")))
    assert without_terms.findings == ()


def test_an_end_observed_and_then_denied_by_a_later_observation_leaves_the_decisions() -> None:
    acts = (BEGAN, seen("expired", "2021-02-25"), seen("in-effect", "2022-02-25"))
    assert "2023-08-18" in decisions(settle(instrument(*acts, rule=YEARLY)))


def test_two_ends_at_odds_leave_no_decision_after_the_later_of_them() -> None:
    acts = (BEGAN, act("terminated", "2020-02-25"), act("terminated", "2021-06-25"))
    assert decisions(settle(instrument(*acts, rule=YEARLY))) == ["2019-08-18", "2020-08-18"]


def test_what_never_took_effect_has_no_decisions() -> None:
    rule = clause("until-date", until="2015-01-01", renewal="tacit-fixed-periods", by="P1Y", notice="P3M")
    assert decisions(settle(instrument(act("never-took-effect", "2010-02-25"), rule=rule))) == []
