"""Rules 1 and 2: the start, and what comes before it."""

from __future__ import annotations

import pytest

from agreements.lifecycle.facts import Basis
from agreements.lifecycle.settling import settle
from tests.agreements.lifecycle.making import act, clause, instrument, on, relation, seen, states, surely

ENDLESS = clause("indefinite")


def test_the_effective_act_begins_it_and_signature_before_it_is_not_enough() -> None:
    found = settle(instrument(act("signed", "2010-03-01"), act("effective", "2011-05-01"), rule=ENDLESS))
    assert on(found, "2010-02-28").state == "not-yet"
    assert on(found, "2010-03-01").state == "signed-not-effective"
    assert on(found, "2011-04-30").state == "signed-not-effective"
    assert on(found, "2011-04-30").certain
    assert on(found, "2011-05-01").state == "in-effect"
    assert on(found, "2011-05-01").certain


@pytest.mark.parametrize("force", ["non-binding", "not-stated"])
def test_what_is_not_said_to_bind_is_presumed_in_effect_from_its_signature(force: str) -> None:
    found = settle(instrument(act("signed", "2010-03-01"), rule=ENDLESS, force=force))
    assert on(found, "2010-03-01").basis is Basis.PRESUMED
    assert surely(found, "in-effect", "2010-03-01")
    assert not on(found, "2010-03-01").certain
    assert on(found, "2010-02-28").certain


@pytest.mark.parametrize("force", ["binding", "disputed"])
def test_what_binds_may_be_in_effect_from_its_signature_or_not_yet_and_neither_surely(force: str) -> None:
    found = settle(instrument(act("signed", "2010-03-01"), rule=ENDLESS, force=force))
    assert states(found, "2010-03-01") == ("signed-not-effective", "in-effect")
    assert not surely(found, "in-effect", "2015-01-01")
    assert not surely(found, "signed-not-effective", "2015-01-01")


def test_a_text_that_is_adopted_is_presumed_in_effect_from_its_adoption() -> None:
    found = on(settle(instrument(act("adopted", "2010-03-01"))), "2010-03-01")
    assert (found.state, found.reason.code) == ("in-effect", "presumed-from-adoption")


def test_a_signed_text_that_was_adopted_earlier_is_presumed_in_effect_only_from_signature() -> None:
    found = settle(instrument(act("adopted", "2010-03-01"), act("signed", "2010-04-01")))
    assert on(found, "2010-03-31").state == "signed-not-effective"
    assert on(found, "2010-04-01").basis is Basis.PRESUMED


@pytest.mark.parametrize(
    "consent", ["ratified", "accepted", "approved", "internal-procedure-completed", "note-received"]
)
def test_an_act_of_consent_takes_the_presumption_away(consent: str) -> None:
    found = settle(instrument(act("signed", "2010-03-01"), act(consent, "2010-09-01")))
    assert states(found, "2011-01-01") == ("signed-not-effective", "in-effect")


def test_an_undated_act_of_consent_is_recorded_only() -> None:
    found = settle(instrument(act("signed", "2010-03-01"), act("ratified")))
    assert states(found, "2011-01-01") == ("in-effect",)
    assert "act-without-day" in {f.code for f in found.findings}


def test_where_signed_not_effective_was_observed_it_held_since_the_signature() -> None:
    found = settle(instrument(act("signed", "2010-03-01"), seen("signed-not-effective", "2012-01-01")))
    assert surely(found, "signed-not-effective", "2010-03-01")
    assert surely(found, "signed-not-effective", "2012-01-01")
    assert states(found, "2012-01-02") == ("signed-not-effective", "in-effect")


def test_a_binding_text_observed_in_effect_cannot_go_back_to_signed_only() -> None:
    found = settle(instrument(act("signed", "2010-03-01"), seen("in-effect", "2012-01-01"), force="binding"))
    assert states(found, "2011-12-31") == ("signed-not-effective", "in-effect")
    assert surely(found, "in-effect", "2012-01-01")
    assert states(found, "2012-01-02") == ("in-effect",)
    assert not surely(found, "in-effect", "2012-01-02")


def test_a_signature_known_to_the_year_may_lie_ahead_until_the_last_day_of_the_year() -> None:
    found = settle(instrument(act("signed", "2010"), rule=ENDLESS))
    assert surely(found, "not-yet", "2009-12-31")
    assert states(found, "2010-01-01") == ("not-yet", "in-effect")
    assert states(found, "2010-12-30") == ("not-yet", "in-effect")
    assert states(found, "2010-12-31") == ("in-effect",)


def test_negotiation_lasts_from_its_own_act_to_signature() -> None:
    found = settle(instrument(act("negotiation-started", "2008-01-01"), act("signed", "2010-03-01")))
    assert on(found, "2007-12-31").state == "not-yet"
    assert on(found, "2008-01-01").state == "in-negotiation"
    assert on(found, "2010-02-28").state == "in-negotiation"
    assert on(found, "2010-03-01").state == "in-effect"


def test_provisional_application_comes_from_its_own_act_and_ends_with_entry_into_force() -> None:
    acts = (act("signed", "2010-03-01"), act("provisionally-applied", "2010-06-01"), act("effective", "2011-01-01"))
    found = settle(instrument(*acts, force="binding", rule=ENDLESS))
    assert on(found, "2010-05-31").state == "signed-not-effective"
    assert on(found, "2010-06-01").state == "provisionally-applied"
    assert on(found, "2010-06-01").group == "running"
    assert on(found, "2010-12-31").state == "provisionally-applied"
    assert on(found, "2011-01-01").state == "in-effect"


def test_what_never_took_effect_was_signed_before_and_never_ran() -> None:
    found = settle(instrument(act("signed", "2010-03-01"), act("never-took-effect", "2012-01-01")))
    assert states(found, "2011-12-31") == ("signed-not-effective",)
    assert on(found, "2012-01-01").state == "never-took-effect"
    assert on(found, "2099-01-01").certain
    assert on(found, "2099-01-01").group is None


def test_where_the_first_known_fact_is_an_observation_it_may_have_been_in_effect_before() -> None:
    found = settle(instrument(seen("in-effect", "2012-01-01")))
    assert states(found, "1900-01-01") == ("in-effect",)
    assert not surely(found, "in-effect", "2011-12-31")
    assert surely(found, "in-effect", "2012-01-01")


@pytest.mark.parametrize("fact", ["suspended", "resumed", "denounced", "terminated", "expired"])
def test_where_the_first_known_fact_is_no_beginning_there_is_no_not_yet(fact: str) -> None:
    found = settle(instrument(act(fact, "2012-01-01")))
    assert states(found, "2000-01-01") == ("in-effect",)
    assert not surely(found, "in-effect", "2011-12-31")


def test_where_nothing_is_known_the_state_is_surely_unknown() -> None:
    found = settle(instrument())
    assert on(found, "2012-01-01").state == "unknown"
    assert on(found, "2012-01-01").certain
    assert on(found, "2012-01-01").group is None


def test_recorded_acts_move_nothing() -> None:
    found = settle(instrument(act("initialled", "2009-01-01"), act("registered", "2010-01-01")))
    assert states(found, "2012-01-01") == ("unknown",)


def test_a_presumption_yields_to_a_stated_end_before_it_and_contradicts_nothing() -> None:
    found = settle(instrument(act("signed", "2010-03-01"), act("expired", "2008-12-31")))
    assert states(found, "2009-01-01") == ("expired",)
    assert not [f for f in found.findings if f.severity == "contradiction"]


def test_entry_into_force_before_signature_is_noted_and_not_contradictory() -> None:
    found = settle(instrument(act("signed", "2010-03-01"), act("effective", "2010-01-01"), rule=ENDLESS))
    assert on(found, "2010-01-01").state == "in-effect"
    assert [f.code for f in found.findings] == ["effective-before-signature"]


def test_of_the_two_parties_signatures_the_later_counts() -> None:
    signed = (act("signed", "2010-03-01", actor="CN"), act("signed", "2010-05-01", actor="KR"))
    found = settle(instrument(*signed, rule=ENDLESS))
    assert on(found, "2010-04-30").state == "not-yet"
    assert on(found, "2010-05-01").state == "in-effect"
    assert found.signed is not None
    assert found.signed.edtf == "2010-05-01"


def test_a_part_of_three_that_signs_changes_only_its_own_participation() -> None:
    found = settle(
        instrument(act("effective", "2010-01-01"), act("signed", "2012-01-01", actor="JP"), parties=("CN", "JP", "KR"))
    )
    assert on(found, "2010-01-01").state == "in-effect"
    assert found.signed is None


def test_a_replacement_before_the_signature_of_what_it_replaces_is_a_contradiction() -> None:
    found = settle(instrument(act("signed", "2010-03-01")), [relation("replaces", day="2005-01-01")])
    assert "replaced-before-signature" in {f.code for f in found.findings}


def test_signed_not_effective_observed_after_negotiation_began_contradicts_nothing() -> None:
    found = settle(instrument(act("negotiation-started", "2008-01-01"), seen("signed-not-effective", "2010-01-01")))
    assert not found.findings
    assert on(found, "2008-01-01").state == "in-negotiation"
    assert surely(found, "signed-not-effective", "2010-01-01")
