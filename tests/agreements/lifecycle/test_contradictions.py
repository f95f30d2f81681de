"""Rules 9 and 11: observations and contradictions."""

from __future__ import annotations

from datetime import date

from agreements.lifecycle.facts import Group
from agreements.lifecycle.settling import settle
from tests.agreements.lifecycle.making import act, clause, instrument, on, seen, states, surely, when

ENDLESS = clause("indefinite")


def codes(found: object) -> set[str]:
    return {f.code for f in found.findings if f.severity == "contradiction"}  # type: ignore[attr-defined]


def test_two_entries_into_force_more_than_a_day_apart_leave_neither_sure() -> None:
    found = settle(instrument(act("effective", "2010-01-01"), act("effective", "2010-03-01"), rule=ENDLESS))
    assert codes(found) == {"happens-once"}
    assert surely(found, "not-yet", "2009-12-31")
    assert states(found, "2010-01-01") == ("not-yet", "in-effect")
    assert states(found, "2010-03-01") == ("in-effect",)
    assert not surely(found, "in-effect", "2012-01-01")


def test_two_reports_one_day_apart_only_settle_the_end_convention() -> None:
    expired = settle(instrument(act("expired", "2010-06-30"), act("expired", "2010-07-01")))
    assert not codes(expired)
    assert expired.ends == when("2010-06-30")
    terminated = settle(instrument(act("terminated", "2010-06-30"), act("terminated", "2010-07-01")))
    assert on(terminated, "2010-06-30").state == "in-effect"
    assert on(terminated, "2010-07-01").state == "terminated"


def test_two_reports_that_overlap_are_one() -> None:
    found = settle(instrument(act("effective", "2010"), act("effective", "2010-06-15"), rule=ENDLESS))
    assert not codes(found)
    assert found.effective == when("2010-06-15")


def test_facts_not_in_conflict_keep_their_effect() -> None:
    acts = (act("effective", "2010-01-01"), act("effective", "2010-03-01"), act("terminated", "2015-01-01"))
    found = settle(instrument(*acts))
    assert on(found, "2015-01-01").certain
    signed = settle(
        instrument(
            act("signed", "2009-01-01"), act("signed", "2009-03-01"), act("effective", "2010-01-01"), rule=ENDLESS
        )
    )
    assert on(signed, "2010-01-01").certain


def test_an_end_before_the_start_is_a_contradiction_and_nothing_is_repaired() -> None:
    found = settle(instrument(act("effective", "2010-01-01"), act("expired", "2005-12-31"), rule=ENDLESS))
    assert codes(found) == {"ends-before-start"}
    assert states(found, "2008-01-01") == ("not-yet", "expired")
    assert states(found, "2012-01-01") == ("in-effect", "expired")
    assert not surely(found, "expired", "2012-01-01")


def test_an_end_on_the_day_before_the_start_is_possible() -> None:
    found = settle(instrument(act("effective", "2010-01-01"), act("expired", "2009-12-31"), rule=ENDLESS))
    assert not codes(found)
    assert on(found, "2010-01-01").state == "expired"


def test_an_observation_against_stated_dates_is_a_contradiction() -> None:
    found = settle(
        instrument(act("effective", "2010-01-01"), act("terminated", "2012-01-01"), seen("in-effect", "2014-01-01"))
    )
    assert codes(found) == {"observed-against-dates"}
    assert states(found, "2014-01-01") == ("in-effect", "terminated")
    assert surely(found, "in-effect", "2011-12-31")


def test_an_observation_narrows_what_a_partial_date_leaves_open() -> None:
    found = settle(instrument(act("effective", "2010"), seen("in-effect", "2010-06-15"), rule=ENDLESS))
    assert not codes(found)
    assert states(found, "2010-06-14") == ("not-yet", "in-effect")
    assert surely(found, "in-effect", "2010-06-15")
    assert surely(found, "in-effect", "2010-06-16")


def test_between_two_equal_observations_it_is_sure() -> None:
    found = settle(instrument(seen("in-effect", "2010-01-01"), seen("in-effect", "2015-01-01")))
    assert surely(found, "in-effect", "2012-01-01")
    assert not surely(found, "in-effect", "2009-12-31")
    assert not surely(found, "in-effect", "2015-01-02")


def test_in_force_observed_during_a_tacit_renewal_leaves_it_one() -> None:
    rule = clause("fixed-term", "P5Y", renewal="tacit-fixed-periods", by="P5Y")
    found = settle(instrument(act("effective", "2010-01-01"), seen("in-effect", "2017-01-01"), rule=rule))
    assert on(found, "2017-01-01").state == "in-effect-by-tacit-renewal"
    assert not codes(found)


def test_two_conflicting_ends_leave_the_group_sure_once_both_have_passed() -> None:
    found = settle(
        instrument(act("effective", "2010-01-01"), act("terminated", "2012-01-01"), act("terminated", "2013-01-01"))
    )
    assert states(found, "2012-06-01") == ("in-effect", "terminated")
    assert not surely(found, "terminated", "2014-01-01")
    assert date(2014, 1, 1) in found.surely(Group.ENDED)
    assert date(2012, 6, 1) not in found.surely(Group.ENDED)


def test_taking_effect_and_never_taking_effect_contradict_one_another() -> None:
    found = settle(instrument(act("effective", "2010-01-01"), act("never-took-effect", "2012-01-01"), rule=ENDLESS))
    assert codes(found) == {"never-took-effect"}


def test_every_finding_says_itself_in_words() -> None:
    found = settle(instrument(act("effective", "2010-01-01", key="one"), act("effective", "2010-03-01", key="two")))
    assert (
        found.findings[0].words
        == "Two acts of a kind that happens once are more than a day apart: act one and act two."
    )


def test_an_observation_is_taken_without_all_facts_at_odds_with_it_and_they_without_it_alone() -> None:
    acts = (act("extended", until="2020-03-18"), act("terminated", "2020-03-18"), seen("expired", "2020-01-27"))
    found = settle(instrument(*acts))
    assert states(found, "2020-03-18") == ("expired", "terminated")
    assert date(2020, 3, 18) in found.surely(Group.ENDED)


def test_a_withdrawal_before_the_start_leaves_no_day_without_a_state() -> None:
    found = settle(instrument(act("withdrawn-from", "2020-02-18"), act("effective", "2020-02-22")))
    assert codes(found) == {"ends-before-start"}
    assert states(found, "1900-01-01") == ("not-yet", "in-effect")
