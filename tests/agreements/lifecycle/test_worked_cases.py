"""The worked cases of the domain rules, section 4: each row is a sentence."""

from __future__ import annotations

from datetime import date

from agreements.lifecycle.facts import Basis, Group
from agreements.lifecycle.lookup import state_on
from agreements.lifecycle.results import By, DateStatus, DayCount
from agreements.lifecycle.settling import settle
from agreements.lifecycle.terms import next_decision
from tests.agreements.lifecycle.making import act, clause, instrument, on, relation, seen, states, surely, when

NEW = instrument(act("signed", "2026-01-05"), key="new")
OLD = settle(instrument(act("expired", "2024-06")), [relation("replaces", NEW, basis=Basis.INFERRED)])
TACIT = settle(
    instrument(
        act("effective", "2020-08-01"),
        rule=clause("fixed-term", "P36M", renewal="tacit-fixed-periods", by="P12M", notice="P3M"),
    )
)
PROLONGED = settle(
    instrument(
        act("effective", "2007-02-06"),
        act("extended", "2012-01-20", until="2017-02-05"),
        rule=clause("fixed-term", "P5Y", renewal="express"),
    )
)
DENOUNCED = settle(
    instrument(
        act("signed", "2010"),
        act("effective", "2012-05-01"),
        act("denounced", "2020-03-01", takes="2020-09-01"),
        rule=clause("fixed-term", "P5Y", renewal="tacit-fixed-periods", by="P5Y"),
    )
)
WITHIN_A_YEAR = settle(
    instrument(act("signed", "2019")),
    [relation("replaces", instrument(act("signed", "2019-11"), key="later"))],
)
OBSERVED = settle(instrument(act("effective", "2008-11-19"), seen("expired", "2021-02-25")))
SUSPENDED = settle(
    instrument(
        act("effective", "2014"),
        act("suspended", "2015-01-01"),
        act("resumed", "2017-06-01"),
        rule=clause("until-date", until="2016-12-31"),
    )
)
TWO_SUCCESSORS = settle(
    instrument(act("effective", "2015-01-01"), rule=clause("not-stated")),
    [relation("replaces", day="2020-01-01", whole=False), relation("replaces", day="2021-01-01")],
)


def test_before_an_end_in_june_2024_it_was_in_effect_but_not_surely() -> None:
    assert states(OLD, "2024-05-31") == ("in-effect",)
    assert not surely(OLD, "in-effect", "2024-05-31")


def test_in_the_month_of_its_end_it_was_in_effect_or_expired() -> None:
    assert states(OLD, "2024-06-15") == ("in-effect", "expired")
    assert not on(OLD, "2024-06-15").certain
    assert states(OLD, "2024-06-01") == ("in-effect",)
    assert states(OLD, "2024-06-02") == ("in-effect", "expired")
    assert states(OLD, "2024-06-30") == ("in-effect", "expired")
    assert states(OLD, "2024-07-01") == ("expired",)


def test_after_the_month_of_its_end_it_was_surely_expired() -> None:
    assert states(OLD, "2025-06-30") == ("expired",)
    assert on(OLD, "2025-06-30").certain
    assert surely(OLD, "expired", "2024-07-01")
    assert on(OLD, "2026-01-04").state == "expired"


def test_from_the_signature_of_its_successor_it_is_surely_replaced() -> None:
    found = on(OLD, "2026-01-05")
    assert found.state == "replaced"
    assert found.certain
    assert found.basis is Basis.INFERRED


def test_the_lapse_from_june_2024_to_5_january_2026_is_553_to_582_days() -> None:
    assert [(x.days, x.predecessor, x.successor, x.basis) for x in OLD.lapses] == [
        (DayCount(553, 582), "object", "new", Basis.INFERRED)
    ]
    assert OLD.lapsed.ranges == ((date(2024, 7, 1), date(2026, 1, 4)),)


def test_before_its_signature_the_new_memorandum_was_surely_not_yet_there() -> None:
    new = settle(NEW)
    assert on(new, "2025-06-30").state == "not-yet"
    assert on(new, "2025-06-30").certain
    assert on(new, "2026-01-04").state == "not-yet"


def test_the_new_memorandum_is_presumed_in_effect_and_its_end_is_not_known() -> None:
    found = on(settle(NEW), "2026-11-01")
    assert (found.state, found.basis, found.by) == ("in-effect", Basis.PRESUMED, By.INITIAL)
    assert found.possible == ("in-effect",)
    assert (found.until, found.until_status) == (None, DateStatus.UNKNOWN)
    assert not surely(settle(NEW), "in-effect", "2026-11-01")
    assert not found.certain


def test_the_last_day_of_the_first_term_is_still_the_initial_term() -> None:
    found = on(TACIT, "2023-07-31")
    assert (found.state, found.by, found.certain) == ("in-effect", By.INITIAL, True)
    assert found.until == when("2023-07-31")
    assert on(TACIT, "2023-08-01").state == "in-effect-by-tacit-renewal"


def test_a_tacitly_renewed_term_says_its_end_and_the_last_day_for_notice() -> None:
    found = on(TACIT, "2026-02-11")
    assert (found.state, found.certain) == ("in-effect-by-tacit-renewal", True)
    assert (found.until, found.until_status) == (when("2026-07-31"), DateStatus.COMPUTED)
    assert TACIT.terms is not None
    assert next_decision(TACIT.terms, date(2026, 2, 11)) == when("2026-04-30")
    assert (TACIT.ends, TACIT.ends_status) == (None, DateStatus.OPEN_ENDED)


def test_an_extension_by_notes_runs_to_the_last_day_that_it_states() -> None:
    found = on(PROLONGED, "2016-01-01")
    assert (found.state, found.by, found.certain) == ("in-effect", By.EXTENSION, True)
    assert found.since == when("2012-02-06")
    assert on(PROLONGED, "2012-02-05").by is By.INITIAL
    assert on(PROLONGED, "2017-02-05").state == "in-effect"


def test_the_day_after_an_extension_ends_it_is_surely_expired() -> None:
    assert on(PROLONGED, "2017-02-06").state == "expired"
    assert on(PROLONGED, "2017-02-06").certain
    assert (PROLONGED.ends, PROLONGED.ends_status) == (when("2017-02-05"), DateStatus.STATED)


def test_a_denunciation_with_a_stated_effect_terminates_on_that_day() -> None:
    assert (on(DENOUNCED, "2020-08-31").state, on(DENOUNCED, "2020-08-31").certain) == (
        "in-effect-by-tacit-renewal",
        True,
    )
    assert (on(DENOUNCED, "2020-09-01").state, on(DENOUNCED, "2020-09-01").certain) == ("terminated", True)
    assert DENOUNCED.ends == when("2020-08-31")


def test_a_memorandum_of_2019_replaced_in_november_2019_may_then_be_any_of_three() -> None:
    assert states(WITHIN_A_YEAR, "2019-11-15") == ("not-yet", "in-effect", "replaced")
    assert not on(WITHIN_A_YEAR, "2019-11-15").certain
    assert states(WITHIN_A_YEAR, "2019-10-31") == ("not-yet", "in-effect")
    assert states(WITHIN_A_YEAR, "2019-11-30") == ("in-effect", "replaced") or states(WITHIN_A_YEAR, "2019-11-30") == (
        "replaced",
    )


def test_after_november_2019_it_is_surely_replaced() -> None:
    assert states(WITHIN_A_YEAR, "2019-12-01") == ("replaced",)
    assert on(WITHIN_A_YEAR, "2019-12-01").certain


def test_between_its_start_and_an_observed_end_it_was_in_effect_or_expired() -> None:
    assert states(OBSERVED, "2015-01-01") == ("in-effect", "expired")
    assert not on(OBSERVED, "2015-01-01").certain
    assert states(OBSERVED, "2008-11-19") == ("in-effect",)
    assert on(OBSERVED, "2008-11-19").certain
    assert states(OBSERVED, "2008-11-20") == ("in-effect", "expired")
    assert states(OBSERVED, "2021-02-24") == ("in-effect", "expired")


def test_an_observed_end_stays() -> None:
    for day in ("2021-02-25", "2021-02-26", "2099-01-01"):
        assert on(OBSERVED, day).state == "expired"
        assert on(OBSERVED, day).certain


def test_the_term_runs_on_during_a_suspension() -> None:
    assert (on(SUSPENDED, "2016-07-01").state, on(SUSPENDED, "2016-07-01").certain) == ("suspended", True)
    assert (on(SUSPENDED, "2017-01-01").state, on(SUSPENDED, "2017-01-01").certain) == ("expired", True)
    assert on(SUSPENDED, "2016-12-31").state == "suspended"
    assert "resumed-after-end" in {f.code for f in SUSPENDED.findings}


def test_a_successor_in_part_ends_nothing_and_the_next_one_replaces() -> None:
    assert (on(TWO_SUCCESSORS, "2020-06-01").state, on(TWO_SUCCESSORS, "2020-06-01").certain) == ("in-effect", True)
    assert (on(TWO_SUCCESSORS, "2021-01-01").state, on(TWO_SUCCESSORS, "2021-01-01").certain) == ("replaced", True)
    assert on(TWO_SUCCESSORS, "2020-12-31").state == "in-effect"


def test_a_group_is_sure_where_no_single_state_is() -> None:
    within = settle(instrument(act("expired", "2024-06")), [relation("replaces", NEW, "2025")])
    assert states(within, "2025-06-01") == ("expired", "replaced")
    assert date(2025, 6, 1) in within.surely(Group.ENDED)
    assert not on(within, "2025-06-01").certain


def test_the_state_is_read_from_standings_alone() -> None:
    assert state_on((), date(2020, 1, 1)).state == "unknown"
    assert state_on((), date(2020, 1, 1)).certain
