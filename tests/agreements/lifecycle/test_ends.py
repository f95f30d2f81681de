"""Rules 3 to 8 and 10: ends, replacement, extension, suspension, denunciation, parties."""

from __future__ import annotations

from datetime import date

import pytest

from agreements.lifecycle.facts import Basis, Group
from agreements.lifecycle.results import By, DateStatus, DayCount
from agreements.lifecycle.settling import settle
from tests.agreements.lifecycle.making import act, clause, instrument, on, relation, seen, states, surely, when

START = act("effective", "2010-01-01")
FIVE = clause("fixed-term", "P5Y")
TACIT = clause("fixed-term", "P5Y", renewal="tacit-fixed-periods", by="P5Y", notice="P6M", right="end-of-term")


def test_an_expired_act_gives_the_last_day_in_effect_and_beats_the_computed_end() -> None:
    found = settle(instrument(START, act("expired", "2013-06-30"), rule=FIVE))
    assert on(found, "2013-06-30").state == "in-effect"
    assert on(found, "2013-07-01").state == "expired"
    assert "expired-off-term" in {f.code for f in found.findings}


def test_an_expired_act_after_the_term_beats_it_as_well() -> None:
    found = settle(instrument(START, act("expired", "2016-06-30"), rule=FIVE))
    assert on(found, "2016-06-30").state == "in-effect"
    assert on(found, "2016-07-01").state == "expired"


def test_an_expired_act_one_day_off_the_term_is_not_noted() -> None:
    found = settle(instrument(START, act("expired", "2015-01-01"), rule=FIVE))
    assert not found.findings


def test_termination_names_the_first_day_without_effect() -> None:
    found = settle(instrument(START, act("terminated", "2012-03-01"), rule=FIVE))
    assert on(found, "2012-02-29").state == "in-effect"
    assert on(found, "2012-03-01").state == "terminated"
    assert on(found, "2015-01-01").state == "terminated"
    assert (found.ends, found.ends_status) == (when("2012-02-29"), DateStatus.STATED)


def test_what_has_expired_is_not_terminated_afterwards() -> None:
    found = settle(instrument(START, act("terminated", "2018-03-01"), rule=FIVE))
    assert on(found, "2018-03-01").state == "expired"
    assert "terminated-after-end" in {f.code for f in found.findings}


def test_what_is_terminated_is_terminated_for_good() -> None:
    found = settle(instrument(START, act("terminated", "2012-03-01")), [relation("replaces", day="2014-01-01")])
    assert on(found, "2014-01-01").state == "terminated"


def test_of_a_termination_and_a_replacement_on_one_day_it_is_the_termination() -> None:
    found = settle(instrument(START, act("terminated", "2012-03-01")), [relation("replaces", day="2012-03-01")])
    assert on(found, "2012-03-01").state == "terminated"


def test_with_indefinite_duration_it_runs_on_without_end_surely() -> None:
    found = settle(instrument(START, rule=clause("indefinite")))
    assert surely(found, "in-effect", "2500-01-01")
    assert found.ends_status is DateStatus.OPEN_ENDED


@pytest.mark.parametrize("kind", ["unknown", "until-completion"])
def test_without_a_known_end_it_is_sure_only_up_to_what_last_shows_it_running(kind: str) -> None:
    found = settle(instrument(START, seen("in-effect", "2020-02-01"), rule=clause(kind)))
    assert surely(found, "in-effect", "2020-02-01")
    assert states(found, "2020-02-02") == ("in-effect",)
    assert not surely(found, "in-effect", "2020-02-02")
    assert found.ends_status is DateStatus.UNKNOWN


def test_a_known_end_makes_it_sure_until_then_whatever_the_duration() -> None:
    found = settle(instrument(START, act("terminated", "2012-03-01")))
    assert surely(found, "in-effect", "2012-02-29")


@pytest.mark.parametrize(
    ("first", "last"),
    [("2020-02-29", "2025-02-28"), ("2019-03-01", "2024-02-29"), ("2020-01-31", "2025-01-30")],
)
def test_five_years_end_on_the_day_before_the_same_numbered_day(first: str, last: str) -> None:
    assert settle(instrument(act("effective", first), rule=FIVE)).ends == when(last)


def test_a_term_counted_from_a_year_ends_in_a_year() -> None:
    found = settle(instrument(act("effective", "2011"), rule=FIVE))
    assert found.ends == when("2015-12-31/2016-12-30")
    assert states(found, "2016-01-01") == ("in-effect", "expired")
    assert states(found, "2016-12-31") == ("expired",)


def test_an_extension_agreed_after_the_end_runs_on_from_the_day_after_it() -> None:
    found = settle(instrument(START, act("extended", "2016-01-01", until="2019-12-31"), rule=FIVE))
    assert on(found, "2015-01-01").by is By.EXTENSION
    assert "agreed-after-end" in {f.code for f in found.findings}
    assert not found.lapses


def test_an_extension_with_a_stated_first_day_leaves_a_lapse() -> None:
    found = settle(instrument(START, act("renewed-expressly", takes="2016-01-01", until="2019-12-31"), rule=FIVE))
    assert on(found, "2014-12-31").state == "in-effect"
    assert on(found, "2015-01-01").state == "expired"
    assert on(found, "2015-12-31").state == "expired"
    assert on(found, "2016-01-01").by is By.EXPRESS_RENEWAL
    assert [x.days for x in found.lapses] == [DayCount(365, 365)]


def test_an_express_clause_moves_nothing_by_itself() -> None:
    found = settle(instrument(START, rule=clause("fixed-term", "P5Y", renewal="express", by="P5Y")))
    assert on(found, "2015-01-01").state == "expired"


def test_a_limit_of_renewals_gives_a_last_day() -> None:
    rule = clause("fixed-term", "P5Y", renewal="tacit-fixed-periods", by="P2Y", limit=2)
    found = settle(instrument(START, rule=rule))
    assert (found.ends, found.ends_status) == (when("2018-12-31"), DateStatus.COMPUTED)
    assert on(found, "2018-12-31").state == "in-effect-by-tacit-renewal"
    assert on(found, "2019-01-01").state == "expired"


def test_extends_with_a_last_day_moves_the_end_and_without_one_does_not() -> None:
    moved = settle(instrument(START, rule=FIVE), [relation("extends", until="2019-12-31")])
    assert on(moved, "2019-12-31").by is By.EXTENSION
    stays = settle(instrument(START, rule=FIVE), [relation("extends", day="2014-01-01")])
    assert on(stays, "2015-01-01").state == "expired"
    assert "extends-without-until" in {f.code for f in stays.findings}


def test_suspension_lasts_to_the_day_before_resumption() -> None:
    acts = (START, act("suspended", "2011-01-01"), act("resumed", "2012-01-01"))
    found = settle(instrument(*acts, rule=TACIT))
    assert on(found, "2010-12-31").state == "in-effect"
    assert on(found, "2011-12-31").state == "suspended"
    assert on(found, "2011-12-31").group is None
    assert on(found, "2012-01-01").state == "in-effect"


def test_what_is_suspended_over_a_tacit_renewal_resumes_renewed() -> None:
    acts = (START, act("suspended", "2014-01-01"), act("resumed", "2016-01-01"))
    assert on(settle(instrument(*acts, rule=TACIT)), "2016-01-01").state == "in-effect-by-tacit-renewal"


def test_a_relation_that_suspends_acts_to_its_last_day() -> None:
    found = settle(instrument(START, rule=TACIT), [relation("suspends", day="2011-01-01", until="2011-06-30")])
    assert on(found, "2011-06-30").state == "suspended"
    assert on(found, "2011-07-01").state == "in-effect"


def test_resumption_before_suspension_is_a_contradiction() -> None:
    found = settle(instrument(START, act("suspended", "2012-01-01"), act("resumed", "2011-01-01"), rule=TACIT))
    assert "resumed-before-suspended" in {f.code for f in found.findings}


@pytest.mark.parametrize(("notice", "last"), [("2014-06-30", "2014-12-31"), ("2014-07-01", "2019-12-31")])
def test_a_notice_in_time_stops_this_renewal_and_a_late_one_the_next(notice: str, last: str) -> None:
    found = settle(instrument(START, act("denounced", notice), rule=TACIT))
    assert found.ends == when(last)
    after = date.fromisoformat(last).replace(year=int(last[:4]) + 1, month=1, day=1).isoformat()
    assert (on(found, after).state, on(found, after).reason.code) == ("expired", "expired-by-denunciation")


def test_at_any_time_means_notice_day_plus_notice_period() -> None:
    rule = clause("indefinite", notice="P6M", right="any-time")
    found = settle(instrument(START, act("denounced", "2012-03-01"), rule=rule))
    assert on(found, "2012-09-01").state == "in-effect"
    assert on(found, "2012-09-02").state == "terminated"


@pytest.mark.parametrize(("notice", "last"), [("2012-03-01", "2014-12-31"), ("2014-12-01", "2015-06-01")])
def test_after_the_initial_term_means_the_later_of_term_and_notice(notice: str, last: str) -> None:
    rule = clause("fixed-term", "P5Y", renewal="tacit-indefinite", notice="P6M", right="after-initial-term")
    assert settle(instrument(START, act("denounced", notice), rule=rule)).ends == when(last)


def test_a_denunciation_without_a_known_right_derives_no_end_and_leaves_renewal_unsure() -> None:
    rule = clause("fixed-term", "P5Y", renewal="tacit-fixed-periods", by="P5Y")
    found = settle(instrument(START, act("denounced", "2012-01-01"), rule=rule))
    assert surely(found, "in-effect", "2014-12-31")
    assert states(found, "2015-01-01") == ("in-effect-by-tacit-renewal",)
    assert not surely(found, "in-effect-by-tacit-renewal", "2015-01-01")


def test_a_binding_successor_of_unknown_start_replaces_a_running_object_only_once_it_is_seen_in_effect() -> None:
    successor = instrument(act("signed", "2012-01-01"), seen("in-effect", "2013-01-01"), force="binding", key="new")
    found = settle(instrument(START, rule=clause("indefinite")), [relation("replaces", successor)])
    assert states(found, "2011-12-31") == ("in-effect",)
    assert states(found, "2012-01-01") == ("in-effect", "replaced")
    assert states(found, "2012-12-31") == ("in-effect", "replaced")
    assert surely(found, "replaced", "2013-01-01")


def test_a_binding_successor_of_unknown_start_surely_replaces_what_has_expired() -> None:
    successor = instrument(act("signed", "2016-01-01"), force="binding", key="new")
    found = settle(instrument(START, rule=FIVE), [relation("replaces", successor)])
    assert on(found, "2015-12-31").state == "expired"
    assert on(found, "2016-01-01").certain


def test_of_several_successors_the_earliest_replaces_bound_by_bound() -> None:
    found = settle(
        instrument(START, rule=clause("indefinite")),
        [relation("replaces", day="2012"), relation("replaces", day="2012-06")],
    )
    assert states(found, "2012-01-01") == ("in-effect", "replaced")
    assert states(found, "2012-06-29") == ("in-effect", "replaced")
    assert states(found, "2012-06-30") == ("replaced",)


def test_a_successors_entry_into_force_counts_before_its_signature() -> None:
    successor = instrument(act("signed", "2012-01-01"), act("effective", "2013-01-01"), key="new")
    found = settle(
        instrument(START, rule=clause("indefinite")), [relation("replaces", successor, basis=Basis.INFERRED)]
    )
    assert on(found, "2012-12-31").state == "in-effect"
    assert (on(found, "2013-01-01").state, on(found, "2013-01-01").basis) == ("replaced", Basis.INFERRED)


def test_renewal_by_another_instrument_ends_nothing_but_counts_the_lapse() -> None:
    found = settle(instrument(START, rule=FIVE), [relation("renews", day="2015-02-01")])
    assert on(found, "2015-02-01").state == "expired"
    assert [(x.code, x.days) for x in found.lapses] == [("renews", DayCount(31, 31))]
    assert found.lapsed.ranges == ((date(2015, 1, 1), date(2015, 1, 31)),)


def test_a_renewal_before_the_end_is_an_overlap() -> None:
    found = settle(instrument(START, rule=FIVE), [relation("renews", day="2014-12-01")])
    assert [x.days for x in found.lapses] == [DayCount(-31, -31)]


def test_what_was_replaced_while_it_ran_has_no_lapse() -> None:
    found = settle(instrument(START, rule=FIVE), [relation("replaces", day="2013-01-01")])
    assert not found.lapses
    assert not found.lapsed


def test_what_ended_without_successor_stays_lapsed() -> None:
    found = settle(instrument(START, rule=FIVE))
    assert found.lapsed.ranges == ((date(2015, 1, 1), None),)


def test_when_fewer_than_two_parties_are_left_it_ends() -> None:
    gone = (act("withdrawn-from", "2012-01-01", actor="JP"), act("withdrawn-from", "2013-01-01", actor="CN"))
    found = settle(instrument(START, *gone, parties=("CN", "JP", "KR"), rule=clause("indefinite")))
    assert on(found, "2012-12-31").state == "in-effect"
    assert on(found, "2013-01-01").state == "terminated"


def test_who_acceded_meanwhile_keeps_it_alive() -> None:
    gone = (
        act("withdrawn-from", "2012-01-01", actor="JP"),
        act("acceded", "2012-06-01", actor="VN"),
        act("withdrawn-from", "2013-01-01", actor="CN"),
    )
    found = settle(instrument(START, *gone, parties=("CN", "JP", "KR"), rule=clause("indefinite")))
    assert on(found, "2014-01-01").state == "in-effect"


def test_a_relation_without_any_day_takes_surely_away_and_adds_nothing() -> None:
    found = settle(instrument(START, rule=clause("indefinite")), [relation("replaces")])
    assert states(found, "2012-01-01") == ("in-effect",)
    assert not surely(found, "in-effect", "2012-01-01")
    assert surely(found, "in-effect", "2010-01-01")
    assert date(2012, 1, 1) not in found.surely(Group.RUNNING)


def test_a_tacit_renewal_does_not_run_before_the_stated_first_day() -> None:
    rule = clause("until-date", until="2010-12-31", renewal="tacit-fixed-periods", by="P1Y")
    found = settle(instrument(act("effective", "2011-06-01"), rule=rule))
    assert on(found, "2011-05-31").state == "not-yet"
    assert on(found, "2011-06-01").state == "in-effect-by-tacit-renewal"


def test_what_was_surely_replaced_is_not_terminated_afterwards() -> None:
    successor = instrument(act("signed", "2012-01-01"), seen("in-effect", "2013-01-01"), force="binding", key="new")
    acts = (START, act("terminated", "2014-01-01"))
    found = settle(instrument(*acts, rule=clause("indefinite")), [relation("replaces", successor)])
    assert on(found, "2014-01-01").state == "replaced"
