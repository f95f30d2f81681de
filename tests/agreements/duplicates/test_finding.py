"""What is proposed as one record, and above all what is not (E9)."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from agreements.desk.models import Verdict
from agreements.duplicates import count, proposals, proposals_for
from agreements.duplicates.titles import likeness
from agreements.models import Agreement, Source
from agreements.publishing import settle_working
from tests.factories import (
    ActFactory,
    AgreementFactory,
    CountryFactory,
    IdentifierFactory,
    InstitutionFactory,
    InstitutionNameFactory,
    PartyFactory,
    RelationFactory,
    SourceFactory,
    TitleFactory,
)

pytestmark = pytest.mark.django_db
BOILERPLATE = "Memorandum of Understanding on Cooperation in the Field of "
SUBJECTS = (
    "Small and Medium Enterprises and Startups",
    "Digital Trade",
    "Digital Health",
    "Hydrogen Energy",
    "Intellectual Property",
    "Food Safety",
    "Quarantine of Plants",
    "Marine Fisheries",
    "Forest Fires",
    "Customs",
    "Air Quality",
    "Ageing Societies",
    "Cultural Content",
    "Satellite Navigation",
)


def signed(
    title: str, on: str = "2026-01-05", *, language: str = "en", parties: tuple[str, ...] = ("KR", "CN")
) -> Agreement:
    record = AgreementFactory()
    TitleFactory(agreement=record, title=title)
    for code in parties:
        PartyFactory(agreement=record, country=CountryFactory(code=code))
    ActFactory(agreement=record, date=on)
    settle_working(record)
    return record


def pairs() -> set[tuple[int, int]]:
    return {(p.first_pk, p.second_pk) for p in proposals()}


def test_fourteen_memoranda_of_one_day_are_not_proposed_and_the_one_entered_twice_is() -> None:
    fourteen = [signed(BOILERPLATE + subject) for subject in SUBJECTS]
    assert proposals() == []
    again = signed(f"Memorandum of Understanding: co-operation in the field of {SUBJECTS[0].lower()}")
    [found] = proposals()
    assert (found.first_pk, found.second_pk) == (fourteen[0].pk, again.pk)
    assert found.reasons[:2] == ("same parties", "signed on the same day")
    assert "% alike" in found.reasons[2]
    assert "15 instruments" in found.remark
    assert proposals_for(fourteen[1]) == []
    assert proposals_for(again) == [found]
    assert count() == 1


def test_parties_day_and_title_must_all_agree() -> None:
    title = BOILERPLATE + "Hydrogen Energy"
    first = signed(title)
    signed(title, parties=("KR", "JP"))
    signed(title, "2025-01-05")
    signed("Agreement on the Transfer of Sentenced Persons")
    assert proposals() == []
    rough = signed("MOU on cooperation in the field of hydrogen energy", "2026-01")
    assert pairs() == {(first.pk, rough.pk)}


@pytest.mark.parametrize(
    ("language", "one", "other", "alike"),
    [
        ("en", "Protocol No. 2 on Trade in Rice", "Protocol No. 3 on Trade in Rice", False),
        ("en", "Second Protocol on Trade in Rice", "Third Protocol on Trade in Rice", False),
        ("en", "Executive Programme 2023-2025", "Executive Programme 2026-2028", False),
        ("ko", "제2차 한중 경제협력 공동계획", "제3차 한중 경제협력 공동계획", False),
        ("zh", "第二次中韩经贸合作规划", "第三次中韩经贸合作规划", False),
        ("ko", "중소기업 및 창업 분야 협력 양해각서", "중소기업 및 창업분야 협력에 관한 양해각서", True),
        ("ko", "수소에너지 분야 협력 양해각서", "식품안전 분야 협력 양해각서", False),
        ("zh", "关于中小企业和创新领域合作的谅解备忘录", "中小企业和创新合作谅解备忘录", True),
    ],
)
def test_numbers_that_differ_speak_against_and_hangul_and_han_are_compared(
    language: str, one: str, other: str, *, alike: bool
) -> None:
    assert (likeness(one, other) >= 0.62) == alike


def test_a_verdict_a_relation_and_a_record_that_is_gone_end_a_proposal() -> None:
    title = BOILERPLATE + "Forest Fires"
    one, other = signed(title), signed(title)
    assert pairs() == {(one.pk, other.pk)}
    relation = RelationFactory(subject=other, object=one, code="mirrors")
    assert proposals() == []
    relation.delete()
    Verdict.objects.create(
        record_type="agreement",
        first_pk=one.pk,
        second_pk=other.pk,
        reason="Two texts",
        at=datetime(2026, 1, 6, tzinfo=UTC),
        by_name="ed",
    )
    assert proposals() == []
    Verdict.objects.all().delete()
    Agreement.objects.filter(pk=one.pk).update(stage="withdrawn", published_revision=1)
    assert proposals() == []


@pytest.mark.thorough
def test_the_same_number_under_another_scheme_speaks_for_one() -> None:
    one = signed("Agreement on the Promotion of Investment", "2007-09-07")
    other = signed("Investment Promotion and Protection Agreement", "2007-12-01")
    assert proposals() == []
    IdentifierFactory(agreement=one, scheme="unts", value="I-45162")
    IdentifierFactory(agreement=other, scheme="register-x", value="I 45162")
    [found] = proposals()
    assert "the same number" in found.reasons


def test_rows_of_one_register_are_its_own_and_only_across_registers_may_two_be_one() -> None:
    title = "Currency swap arrangement with the monetary authority"
    rows = [signed(title, "2019-05-01") for _ in range(2)]
    other = signed(title, "2019-05-01")
    for number, row in enumerate(rows):
        IdentifierFactory(agreement=row, scheme="swap-list", value=f"1{number}")
    IdentifierFactory(agreement=other, scheme="treaty-list", value="10")
    found = {(p.first_pk, p.second_pk): p for p in proposals()}
    assert set(found) == {(row.pk, other.pk) for row in rows}, "not the two rows of one register"
    assert all("the same number" not in p.reasons for p in found.values()), "two registers number their rows alike"
    IdentifierFactory(agreement=rows[0], scheme="bulletin", value="B-7/2019")
    IdentifierFactory(agreement=rows[1], scheme="bulletin", value="b 7 2019")
    assert (rows[0].pk, rows[1].pk) not in pairs(), "one common number does not make one of two rows of a register"


@pytest.mark.thorough
def test_sources_and_institutions_are_proposed_too() -> None:
    first = SourceFactory(url="https://example.org/a")
    again = SourceFactory(url="https://example.org/a/")
    SourceFactory(url="https://example.org/b")
    [found] = proposals(record_type="source")
    assert (found.first_pk, found.second_pk) == (first.pk, again.pk)
    korea = CountryFactory(code="KR")
    one, two = InstitutionFactory(country=korea), InstitutionFactory(country=korea)
    InstitutionNameFactory(institution=one, name="Ministry of SMEs and Startups")
    InstitutionNameFactory(institution=two, name="Ministry of SMEs and Start-ups")
    assert {(p.first_pk, p.second_pk) for p in proposals(record_type="institution")} == {(one.pk, two.pk)}
    assert proposals(Source.objects.filter(pk=first.pk), "source") == [found]
