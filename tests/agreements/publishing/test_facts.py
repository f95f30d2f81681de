"""Facts: read from working rows, written as JSON, and read back the same."""

from __future__ import annotations

import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agreements.lifecycle.facts import (
    Act,
    ActType,
    Basis,
    Clause,
    CountingStart,
    DurationKind,
    EndConvention,
    Ground,
    Instrument,
    LegalForce,
    RelationCode,
    RenewalKind,
    State,
    TerminationRight,
)
from agreements.models import Agreement
from agreements.partial_dates.days import PartialDate
from agreements.partial_dates.duration import Duration
from agreements.publishing.facts import from_json, incoming_of, instrument_of, to_json
from tests.factories import (
    ActFactory,
    AgreementFactory,
    ClauseFactory,
    CountryFactory,
    InstitutionFactory,
    ObservationFactory,
    PartyFactory,
    RelationFactory,
)

days = st.dates(date(1800, 1, 1), date(2200, 12, 31))
partial = st.none() | st.builds(lambda a, b: PartialDate(min(a, b), max(a, b)), days, days)
period = st.none() | st.builds(Duration, years=st.integers(0, 30), months=st.integers(1, 40), days=st.integers(0, 90))
keys = st.text("abcdefghij-", min_size=1, max_size=8)
acts = st.builds(
    Act,
    key=keys,
    type=st.sampled_from(ActType),
    date=partial,
    takes_effect=partial,
    until=partial,
    ground=st.none() | st.sampled_from(Ground),
    basis=st.sampled_from(Basis),
    actor=st.none() | keys,
    state=st.none() | st.sampled_from(State),
)
clauses = st.builds(
    Clause,
    duration_kind=st.sampled_from(DurationKind),
    initial_term=period,
    until_date=partial,
    counting_start=st.sampled_from(CountingStart),
    counting_date=partial,
    renewal_kind=st.sampled_from(RenewalKind),
    renewal_term=period,
    max_renewals=st.none() | st.integers(0, 99),
    notice_period=period,
    termination_right=st.sampled_from(TerminationRight),
    survival_term=period,
    end_convention=st.sampled_from(EndConvention),
    basis=st.sampled_from(Basis),
)
instruments = st.builds(
    Instrument,
    key=keys,
    legal_force=st.sampled_from(LegalForce),
    acts=st.lists(acts, max_size=4).map(tuple),
    clause=clauses,
    parties=st.lists(keys, max_size=3, unique=True).map(tuple),
)


@given(instruments)
def test_facts_come_back_from_json_as_they_were(instrument: Instrument) -> None:
    assert from_json(json.loads(json.dumps(to_json(instrument)))) == instrument


@pytest.mark.django_db
def test_only_preferred_acts_are_facts() -> None:
    record = AgreementFactory()
    ActFactory(agreement=record, date="2026-01")
    ActFactory(agreement=record, type="expired", preferred=False, lost_reason="Another source is earlier", date="2030")
    ObservationFactory(agreement=record)
    instrument = instrument_of(record)
    assert [(act.key, act.type) for act in instrument.acts] == [
        ("signed", ActType.SIGNED),
        ("observed", ActType.OBSERVED),
    ]
    assert instrument.acts[0].date == PartialDate.month(2026, 1)
    assert instrument.acts[1].state == State.IN_EFFECT


@pytest.mark.django_db
def test_a_country_that_stands_in_several_rows_is_one_party() -> None:
    record = AgreementFactory()
    korea, china = CountryFactory(code="KR"), CountryFactory(code="CN")
    ministry = InstitutionFactory(slug="kr-mss", country=korea)
    PartyFactory(agreement=record, country=korea, role="party")
    PartyFactory(agreement=record, country=None, institution=ministry, role="signatory")
    PartyFactory(agreement=record, country=china, role="party")
    PartyFactory(agreement=record, country=CountryFactory(code="JP"), role="witness")
    bank = PartyFactory(agreement=record, country=None, institution=InstitutionFactory(slug="ecb", country=None))
    ActFactory(agreement=record, type="denounced", actor=bank)
    instrument = instrument_of(record)
    assert instrument.parties == ("kr", "cn", "ecb")
    assert instrument.acts[0].actor == "ecb"


@pytest.mark.django_db
def test_a_clause_is_read_with_its_periods() -> None:
    record = AgreementFactory()
    ClauseFactory(agreement=record, three_years_renewed_by_one=True)
    clause = instrument_of(Agreement.objects.get()).clause
    assert (clause.initial_term, clause.renewal_kind) == (Duration(months=36), RenewalKind.TACIT_FIXED_PERIODS)
    assert instrument_of(AgreementFactory()).clause == Clause()


@pytest.mark.django_db
def test_incoming_relations_bring_their_subjects_own_acts_and_lost_ones_are_left_out() -> None:
    record = AgreementFactory(slug="old")
    subject = AgreementFactory(slug="new")
    ActFactory(agreement=subject)
    RelationFactory(subject=subject, object=record, extent="part", basis="inferred")
    RelationFactory(subject=AgreementFactory(), object=record, preferred=False, lost_reason="Misread")
    (incoming,) = incoming_of(record)
    assert (incoming.key, incoming.code) == ("new/replaces-old", RelationCode.REPLACES)
    assert (incoming.whole, incoming.basis, incoming.subject.acts[0].type) == (False, Basis.INFERRED, ActType.SIGNED)
