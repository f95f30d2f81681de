"""What is not known takes *surely* away and adds nothing; what is known to be nothing takes nothing away."""

from __future__ import annotations

from datetime import date

import pytest

from agreements.lifecycle.facts import Incoming, Instrument
from agreements.lifecycle.settling import settle
from tests.agreements.lifecycle.making import act, clause, instrument, on, relation, seen, states, surely
from tests.agreements.lifecycle.oracle import answers

OBJECT = instrument(act("effective", "2014-01-01"), act("expired", "2020-06-30", key="end"))


def agree(one: Instrument, incoming: list[Incoming], *days: str) -> None:
    """Hold the oracle to the same answer on these days."""
    settled = settle(one, incoming)
    for text in days:
        day = date.fromisoformat(text)
        answer = answers(one, tuple(incoming), [day.toordinal()])[day.toordinal()]
        assert {str(code) for code in answer.may} >= set(states(settled, text))
        assert all((day in settled.surely(code)) == (code in answer.surely) for code in answer.may), text


@pytest.mark.parametrize("code", ["replaces", "terminates", "suspends"])
def test_a_relation_whose_subject_never_took_effect_takes_nothing_away(code: str) -> None:
    given_up = instrument(act("signed", "2021-03-01"), act("never-took-effect", "2023-01-01"), key="new")
    settled = settle(OBJECT, [relation(code, given_up)])
    assert states(settled, "2024-01-01") == ("expired",)
    assert surely(settled, "expired", "2024-01-01")
    assert surely(settled, "in-effect", "2019-01-01")
    assert not any(row.code.value == "replaced" for row in settled.standings)
    agree(OBJECT, [relation(code, given_up)], "2019-01-01", "2021-03-01", "2022-01-01", "2024-01-01")


def test_a_successor_of_which_nothing_is_known_still_does() -> None:
    settled = settle(OBJECT, [relation("replaces", instrument(key="new"))])
    assert states(settled, "2024-01-01") == ("expired",)
    assert not surely(settled, "expired", "2024-01-01")


def test_a_relation_with_a_day_of_its_own_acts_on_it_whatever_became_of_its_subject() -> None:
    given_up = instrument(act("never-took-effect", "2023-01-01"), key="new")
    settled = settle(OBJECT, [relation("replaces", given_up, "2022-01-01")])
    assert states(settled, "2022-01-01") == ("replaced",)


def test_a_subject_that_is_said_to_have_taken_effect_after_all_replaces() -> None:
    both = instrument(act("effective", "2022-01-01"), act("never-took-effect", "2023-01-01"), key="new")
    assert "replaced" in states(settle(OBJECT, [relation("replaces", both)]), "2022-06-01")
    assert on(settle(OBJECT, []), "2022-06-01").state.value == "expired"


FIVE_YEARS = clause("fixed-term", "P60M", renewal="express")


def renewed(**fields: str | None) -> Instrument:
    return instrument(
        act("effective", "2010-01-01"), act("renewed-expressly", fields.get("day"), takes=fields.get("takes")),
        *([seen("expired", fields["seen"])] if fields.get("seen") else []), rule=FIVE_YEARS,
    )  # fmt: skip


def test_an_express_renewal_until_nobody_knows_when_leaves_no_end_sure() -> None:
    settled = settle(renewed(day="2014-10-01"), [])
    assert surely(settled, "in-effect", "2014-12-31")
    assert states(settled, "2015-01-01") == ("expired",)
    assert not surely(settled, "expired", "2015-01-01")
    assert not surely(settled, "expired", "2030-01-01")
    assert (settled.ends, settled.ends_status.value) == (None, "unknown")
    agree(renewed(day="2014-10-01"), [], "2014-12-31", "2015-01-01", "2030-01-01")


def test_what_came_after_is_counted_from_no_end_that_is_not_sure() -> None:
    later = instrument(act("effective", "2020-01-01"), key="new")
    assert settle(renewed(day="2014-10-01"), [relation("replaces", later)]).lapses == ()
    assert len(
        settle(instrument(act("effective", "2010-01-01"), rule=FIVE_YEARS), [relation("replaces", later)]).lapses
    )


def test_an_end_observed_after_such_a_renewal_is_sure_from_then_on() -> None:
    settled = settle(renewed(day="2014-10-01", seen="2018-05-01"), [])
    assert not surely(settled, "expired", "2018-04-30")
    assert surely(settled, "expired", "2018-05-01")
    assert surely(settled, "expired", "2030-01-01")


def test_an_end_observed_before_such_a_renewal_is_sure_until_it() -> None:
    settled = settle(renewed(day="2018-05-01", seen="2016-02-01"), [])
    assert surely(settled, "expired", "2016-02-01")
    assert surely(settled, "expired", "2018-04-30")
    assert not surely(settled, "expired", "2018-05-01")


def test_a_renewal_that_names_its_first_day_leaves_the_days_before_it_sure() -> None:
    settled = settle(renewed(day="2014-10-01", takes="2016-01-01"), [])
    assert surely(settled, "expired", "2015-12-31")
    assert not surely(settled, "expired", "2016-01-01")


def test_a_renewal_before_a_reported_end_moves_nothing_and_one_without_a_day_is_recorded_only() -> None:
    own = renewed(day="2014-10-01")
    ended = instrument(*own.acts, act("expired", "2017-12-31"), rule=FIVE_YEARS)
    assert surely(settle(ended, []), "expired", "2018-01-01")
    assert surely(settle(renewed(day=None), []), "expired", "2015-01-01")
