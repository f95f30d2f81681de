"""Merging what is not an agreement, and loading the seeds again after one of their records was merged."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from agreements.duplicates import merge_records, proposals, proposals_for, undo
from agreements.models import Agreement, Institution, Occasion
from agreements.publishing import settle_working
from agreements.register.models import Publication
from agreements.seeding.loading import load
from programs.models import Activity, Program, ProgramLead
from tests.agreements.duplicates.test_merging import state_of
from tests.agreements.seeding import conftest as seeding
from tests.agreements.seeding.invented import write
from tests.factories import (
    ActFactory,
    ActivityFactory,
    AgreementFactory,
    CountryFactory,
    InstitutionFactory,
    InstitutionNameFactory,
    OccasionFactory,
    PartyFactory,
    ProgramBasisFactory,
    ProgramFactory,
    ProgramLeadFactory,
)

pytestmark = [pytest.mark.django_db, pytest.mark.thorough]
seeds = seeding.seeds


def merged_and_back(closed: Any, goes_on: Any, *touched: Any) -> Any:
    """Merge; the caller looks; taking it back gives what was there."""
    before = state_of(closed, goes_on, *touched)
    merger = merge_records(closed, goes_on, reason="One", by="ed").merger
    yield merger
    assert merger is not None
    undo(merger, reason="Two", by="ed")
    assert state_of(closed, goes_on, *touched) == before


def test_two_programmes_on_one_agreement_with_like_titles_are_proposed_and_merged() -> None:
    basis = AgreementFactory()
    one, other = (ProgramFactory(title=f"{word} plan on startups 2026") for word in ("Work", "Working"))
    elsewhere = ProgramFactory(title="Work plan on startups 2026")
    child = ProgramFactory(title="Work plan on startups 2026", parent=one)
    for program in (one, other, child):
        ProgramBasisFactory(program=program, agreement=basis)
    found = {(p.first_pk, p.second_pk) for p in proposals(record_type="program")}
    assert (one.pk, other.pk) in found
    assert (one.pk, child.pk) not in found, "a programme and a part of it are two"
    assert proposals_for(elsewhere) == [], "a title alone says nothing"
    ActivityFactory(program=other, title="Exchange of experts")
    ProgramFactory(slug="part", parent=other)
    steps = merged_and_back(other, one)
    next(steps)
    assert Program.objects.get(slug="part").parent == one
    assert list(Activity.objects.values_list("program", flat=True)) == [one.pk]
    assert list(one.bases.values_list("agreement", flat=True)) == [basis.pk], "on the same agreement it rests once"
    assert not Program.objects.filter(pk=other.pk).exists()
    assert next(steps, None) is None


def test_an_institution_entered_twice_becomes_one_under_both_names_wherever_it_stands() -> None:
    korea = CountryFactory(code="KR")
    one, other = InstitutionFactory(country=korea), InstitutionFactory(country=korea)
    InstitutionNameFactory(institution=one, name="Ministry of SMEs and Startups")
    InstitutionNameFactory(institution=other, name="Ministry of SMEs and Start-ups")
    party = PartyFactory(institution=other, country=None)
    lead = ProgramLeadFactory(institution=other, country=None)
    steps = merged_and_back(other, one, party.agreement, lead.program)
    next(steps)
    party.refresh_from_db()
    assert party.institution == one
    assert ProgramLead.objects.get(pk=lead.pk).institution == one
    assert set(one.names.values_list("name", flat=True)) >= {
        "Ministry of SMEs and Startups",
        "Ministry of SMEs and Start-ups",
    }
    assert not Institution.objects.filter(pk=other.pk).exists()
    assert next(steps, None) is None


def test_an_occasion_entered_twice_becomes_one_and_what_was_signed_there_was_signed_there() -> None:
    one, other = OccasionFactory(), OccasionFactory()
    act = ActFactory(occasion=other)
    settle_working(act.agreement)
    program = ProgramFactory(occasion=other)
    steps = merged_and_back(other, one, act.agreement, program)
    next(steps)
    act.refresh_from_db()
    program.refresh_from_db()
    assert (act.occasion, program.occasion) == (one, one)
    assert not Occasion.objects.filter(pk=other.pk).exists()
    assert next(steps, None) is None


def test_loading_the_seeds_again_does_not_bring_back_a_record_that_was_merged(seeds: Path) -> None:
    load(seeds)
    closed = Agreement.objects.get(slug="tide-arrangement-former")
    goes_on = Agreement.objects.get(slug="tide-arrangement-2020")
    merger = merge_records(closed, goes_on, reason="One arrangement", by="ed").merger
    assert merger is not None
    held, numbers = state_of(closed, goes_on), Publication.objects.count()
    for changed in (False, True):
        if changed:
            former = (seeds / "agreements" / "tide-arrangement-former.toml").read_text()
            write(seeds, tide_arrangement_former=former.replace("Former arrangement on tides", "Old arrangement"))
        load(seeds)
        closed.refresh_from_db()
        assert closed.stage == "merged"
        assert Publication.objects.filter(record_id=closed.slug).latest("number").type == "merged"
        assert Agreement.objects.count() == 2
        assert state_of(goes_on) == {key: row for key, row in held.items() if key in state_of(goes_on)}
    assert Publication.objects.count() == numbers, "nothing is published by a file whose record is merged"
    undo(merger, reason="Two", by="ed")
    closed.refresh_from_db()
    assert closed.stage == "published"


def test_loading_the_seeds_again_does_not_bring_back_a_draft_that_was_merged_away(seeds: Path) -> None:
    draft = AgreementFactory(slug="tide-arrangement-former")
    load(seeds)
    draft.refresh_from_db()
    assert draft.stage == "draft", "a draft is filled but not published"
    goes_on = Agreement.objects.get(slug="tide-arrangement-2020")
    merge_records(draft, goes_on, reason="One arrangement", by="ed")
    load(seeds)
    assert not Agreement.objects.filter(slug="tide-arrangement-former").exists()
