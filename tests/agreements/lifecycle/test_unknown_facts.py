"""What is not known takes *surely* away and adds nothing; what is known to be nothing takes nothing away."""

from __future__ import annotations

from datetime import date

import pytest

from agreements.lifecycle.facts import Incoming, Instrument
from agreements.lifecycle.settling import settle
from tests.agreements.lifecycle.making import act, instrument, on, relation, states, surely
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
