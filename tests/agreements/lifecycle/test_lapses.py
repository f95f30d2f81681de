"""Lapses and what has ended, as documents carry them (domain rules, section 4)."""

from __future__ import annotations

import pytest

from agreements.lifecycle.facts import Basis
from agreements.lifecycle.results import DateStatus
from agreements.lifecycle.settling import settle
from tests.agreements.lifecycle.making import act, clause, instrument, on, relation, seen


def lapse_basis(*acts: object, signed: Basis = Basis.STATED, said: Basis = Basis.STATED, **kept: object) -> Basis:
    successor = instrument(act("signed", "2026-01-05", basis=signed), key="new")
    (found,) = settle(instrument(*acts, **kept), [relation("replaces", successor, basis=said)]).lapses
    return found.basis


def test_a_lapse_between_stated_days_by_a_stated_relation_is_stated() -> None:
    assert lapse_basis(act("expired", "2024-06")) is Basis.STATED


def test_a_lapse_is_inferred_where_the_first_day_of_the_successor_is() -> None:
    assert lapse_basis(act("expired", "2024-06"), signed=Basis.INFERRED) is Basis.INFERRED


def test_a_lapse_is_inferred_where_the_last_day_of_the_predecessor_is() -> None:
    assert lapse_basis(act("expired", "2024-06", basis=Basis.INFERRED)) is Basis.INFERRED


def test_a_lapse_after_a_term_counted_from_the_clause_is_computed() -> None:
    assert lapse_basis(act("effective", "2019-07-01"), rule=clause("fixed-term", "P5Y")) is Basis.COMPUTED


def test_a_lapse_is_no_better_known_than_the_relation() -> None:
    assert lapse_basis(act("expired", "2024-06"), said=Basis.INFERRED) is Basis.INFERRED


def test_a_lapse_to_the_own_day_of_a_relation_has_nothing_of_the_acts_of_its_subject() -> None:
    successor = instrument(act("signed", "2026-01-05", basis=Basis.INFERRED), key="new")
    (found,) = settle(instrument(act("expired", "2024-06")), [relation("replaces", successor, "2026-02-01")]).lapses
    assert found.basis is Basis.STATED


def test_the_lapse_before_an_extension_is_as_weak_as_the_end_that_it_follows() -> None:
    extended = act("extended", "2013-01-20", takes="2013-02-06", until="2017-02-05")
    found = settle(instrument(act("effective", "2007-02-06"), extended, rule=clause("fixed-term", "P5Y")))
    assert [(row.code, row.basis) for row in found.lapses] == [("extended", Basis.COMPUTED)]


ENDED = {
    "expired": (act("effective", "2014"), act("expired", "2020-06-30")),
    "terminated": (act("effective", "2014"), act("terminated", "2020-06-30")),
    "never-took-effect": (act("signed", "2014"), act("never-took-effect", "2020-06-30")),
}


@pytest.mark.parametrize("state", ENDED)
def test_what_has_ended_stays_so_which_is_open_ended_and_not_of_unknown_end(state: str) -> None:
    found = on(settle(instrument(*ENDED[state])), "2024-01-01")
    assert (found.state.value, found.until, found.until_status) == (state, None, DateStatus.OPEN_ENDED)


def test_replaced_is_open_ended() -> None:
    found = on(settle(instrument(act("effective", "2014")), [relation("replaces", day="2020-01-01")]), "2024-01-01")
    assert (found.state.value, found.until, found.until_status) == ("replaced", None, DateStatus.OPEN_ENDED)


def test_expired_until_its_replacement_has_an_end_that_is_computed_from_the_successor() -> None:
    successor = instrument(act("signed", "2026-01-05"), key="new")
    found = on(settle(instrument(act("expired", "2024-06")), [relation("replaces", successor)]), "2025-06-30")
    assert (found.until and found.until.edtf, found.until_status) == ("2026-01-04", DateStatus.COMPUTED)


def test_an_end_that_an_undated_relation_may_change_stays_unknown() -> None:
    undated = relation("replaces", instrument(key="new"))
    found = on(settle(instrument(act("effective", "2014"), act("expired", "2020-06-30")), [undated]), "2024-01-01")
    assert (found.until, found.until_status) == (None, DateStatus.UNKNOWN)


def test_suspended_without_a_resumption_has_an_unknown_end() -> None:
    found = settle(instrument(act("effective", "2014"), act("suspended", "2020"), rule=clause("indefinite")))
    assert on(found, "2024-01-01").until_status is DateStatus.UNKNOWN


def test_signed_and_not_in_effect_has_an_unknown_end() -> None:
    found = settle(instrument(act("signed", "2014"), act("ratified", "2015"), force="binding"))
    assert on(found, "2016-01-01").until_status is DateStatus.UNKNOWN


def test_what_was_only_seen_to_have_ended_began_on_no_day_more_exact_than_known() -> None:
    found = on(settle(instrument(act("effective", "2008-11-19"), seen("expired", "2021-02-25"))), "2022-01-01")
    assert found.since is not None
    assert found.since.edtf == "2008-11-20/2021-02-25"
    assert (found.reason.code, found.reason.values["since"]) == ("observed", "2021-02-25")


def test_not_yet_ends_before_the_signature_though_what_follows_is_not_sure() -> None:
    found = on(settle(instrument(act("signed", "2020-08-01"), force="binding")), "2019-06-01")
    assert (found.until and found.until.edtf, found.reason.values["since_next"]) == ("2020-07-31", "2020-08-01")


def test_a_state_that_conflicting_facts_give_began_on_none_of_their_days_rather_than_on_one() -> None:
    twice = (act("terminated", "2015-01-01"), act("terminated", "2016-01-01"))
    found = on(settle(instrument(act("effective", "2008"), *twice)), "2024-01-01")
    assert (found.since and found.since.edtf, found.reason.values["since"]) == ("2015-01-01/2016-01-01",) * 2


def test_an_end_with_a_successor_of_unknown_day_has_surely_lapsed_on_no_day() -> None:
    ended = instrument(act("effective", "2014"), act("expired", "2020-06-30"))
    for code in ("replaces", "renews"):
        assert not settle(ended, [relation(code, instrument(key="new"))]).lapsed
    amended = settle(ended, [relation("amends", instrument(key="new"))])
    assert amended.lapsed == settle(ended).lapsed


def test_a_successor_that_never_took_effect_leaves_the_lapse_as_it_is() -> None:
    ended = instrument(act("effective", "2014"), act("expired", "2020-06-30"))
    never = instrument(act("never-took-effect", "2021"), key="new")
    assert settle(ended, [relation("renews", never)]).lapsed == settle(ended).lapsed
