"""What must hold of every settlement, whatever the facts."""

from __future__ import annotations

from dataclasses import replace
from random import Random

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from agreements.lifecycle.facts import GROUP_OF, Group, LegalForce, State
from agreements.lifecycle.results import Settlement, Severity
from agreements.lifecycle.settling import settle
from agreements.partial_dates.days import PartialDate
from agreements.partial_dates.dayset import DaySet
from tests.agreements.lifecycle.generators import Case, cases

CHECKED = settings(
    max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)


def settled(case: Case) -> Settlement:
    return settle(case.instrument, case.incoming)


def yielded(case: Case, found: Settlement, narrower: Settlement) -> bool:
    """Whether an exact date took a presumption away: signed only after a fact that shows it running or ended."""
    may_presume = case.instrument.legal_force in (LegalForce.NON_BINDING, LegalForce.NOT_STATED)
    return may_presume and bool(found.may(State.NOT_YET)) and not narrower.may(State.NOT_YET)


@CHECKED
@given(cases())
def test_the_possible_states_cover_every_day_of_time(case: Case) -> None:
    found = settled(case)
    assert DaySet.union(found.may(state) for state in State) == DaySet.all()


@CHECKED
@given(cases())
def test_what_is_sure_is_possible_and_no_two_states_are_sure_on_one_day(case: Case) -> None:
    found = settled(case)
    sure = DaySet.empty()
    for state in State:
        assert found.surely(state) <= found.may(state)
        assert found.surely(state).isdisjoint(sure)
        sure |= found.surely(state)


@CHECKED
@given(cases())
def test_a_group_may_hold_exactly_where_a_state_of_it_may_and_is_sure_where_one_is(case: Case) -> None:
    found = settled(case)
    for group in Group:
        states = [state for state, of in GROUP_OF.items() if of is group]
        assert found.may(group) == DaySet.union(found.may(state) for state in states)
        assert found.surely(group) <= found.may(group)
        assert DaySet.union(found.surely(state) for state in states) <= found.surely(group)


@CHECKED
@given(cases())
def test_where_one_state_alone_is_possible_no_other_is_sure(case: Case) -> None:
    found = settled(case)
    for state in State:
        for other in State:
            if other is not state:
                assert found.surely(state).isdisjoint(found.may(other))


@CHECKED
@given(cases(), st.integers(0, 10**6))
def test_the_order_of_facts_does_not_matter(case: Case, seed: int) -> None:
    chance = Random(seed)
    acts, incoming = list(case.instrument.acts), list(case.incoming)
    chance.shuffle(acts)
    chance.shuffle(incoming)
    other = settle(replace(case.instrument, acts=tuple(acts)), tuple(incoming))
    found = settled(case)
    for code in (*State, *Group):
        assert other.may(code) == found.may(code)
        assert other.surely(code) == found.surely(code)
    assert other.findings == found.findings


@CHECKED
@given(cases(contradictions=False), st.integers(0, 10**6))
def test_adding_precision_never_makes_possible_what_was_impossible(case: Case, seed: int) -> None:
    chance = Random(seed)
    acts = []
    for act in case.instrument.acts:
        when = act.date
        if when is not None and not when.is_exact:
            day = chance.choice((when.first, when.last))
            act = replace(act, date=PartialDate.day(day))
        acts.append(act)
    found = settled(case)
    narrower = settle(replace(case.instrument, acts=tuple(acts)), case.incoming)
    if any(f.severity is Severity.CONTRADICTION for f in (*found.findings, *narrower.findings)):
        return
    if yielded(case, found, narrower):
        return  # A presumption yields to a stated fact (rule 1): what was only presumed is then unknown again.
    for state in State:
        assert narrower.may(state) <= found.may(state)


@CHECKED
@given(cases())
def test_lapsed_days_are_surely_ended(case: Case) -> None:
    found = settled(case)
    assert found.lapsed <= found.surely(Group.ENDED)
