"""A new draft made from a record: what is copied, and above all what is not."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

import tests.factories as factories
from agreements import publishing
from agreements.admin.copying.dates import years_later
from agreements.models import Agreement, Clause
from agreements.partial_dates.days import PartialDate
from programs.models import Program
from tests.agreements.admin.desk import fields_of

pytestmark = pytest.mark.thorough


@pytest.fixture
def chief(client: Client) -> Client:
    client.force_login(factories.SuperuserFactory(username="chief"))
    return client


def copy(record: Any) -> str:
    return reverse(f"admin:{record._meta.app_label}_{record._meta.model_name}_copy", args=[record.pk])


@pytest.fixture
def old() -> Agreement:
    record = factories.publishable_agreement("kr-cn-mou-2019", signed="2019-05-20", internal_notes="a secret word")
    factories.ClauseFactory(
        agreement=record,
        duration_kind="until-date",
        until_date="2022-06",
        duration_article="Article 9",
        notice_period="P3M",
    )
    factories.IdentifierFactory(agreement=record)
    factories.ActFactory(agreement=record, type="expired", date="2022-06")
    factories.PartyFactory(
        agreement=record, country=None, institution=factories.InstitutionFactory(), person="A person"
    )
    factories.AgreementFormFactory(agreement=record)
    record.titles.update(basis="authentic", prevails=True)
    publishing.settle_working(record)
    return Agreement.objects.get(pk=record.pk)


@pytest.mark.django_db
def test_a_draft_is_made_with_new_dates_and_nothing_that_only_the_old_one_proves(chief: Client, old: Agreement) -> None:
    form = fields_of(chief, copy(old))
    assert form["slug"].startswith("kr-cn-mou-20")
    assert form["slug"] != old.slug
    given = {"slug": "kr-cn-mou-2026", "signed": "5 January 2026", "dates": "shift", "relation": "replaces"}
    answer = chief.post(copy(old), {**form, **given})
    assert answer.status_code == 302, answer.context["form"].errors
    new = Agreement.objects.get(slug="kr-cn-mou-2026")
    assert answer.headers["Location"] == reverse("admin:agreements_agreement_change", args=[new.pk])
    assert (new.stage, new.published_revision, new.internal_notes) == ("draft", None, "")
    assert (new.kind, new.signed) == (old.kind, PartialDate.parse("2026-01-05"))
    assert [(a.type, str(a.date)) for a in new.acts.all()] == [("signed", "2026-01-05")]
    assert list(new.parties.values_list("country", "institution", "role")) == list(
        old.parties.values_list("country", "institution", "role")
    )
    assert not new.parties.exclude(person="").exists()
    assert list(new.titles.values_list("title", "basis", "prevails")) == [(old.titles.get().title, "ours", False)]
    assert new.sector_rows.get().sector == old.sector_rows.get().sector
    assert new.form_rows.count() == 1
    assert (str(new.clause.until_date), str(new.clause.notice_period)) == ("2029-06", "P3M")
    assert new.clause.duration_article == ""
    assert not new.identifiers.exists()
    assert not new.evidence.exists()
    assert new.relations.get().object == old
    old.refresh_from_db()
    assert old.acts.count() == 2, "the old one keeps what it has"
    assert Clause.objects.filter(agreement=old, until_date__isnull=False).exists()


@pytest.mark.thorough
@pytest.mark.django_db
def test_what_cannot_be_made_is_said_beside_the_field_and_stays_typed(chief: Client, old: Agreement) -> None:
    for given, field in (
        ({"slug": old.slug}, "slug"),
        ({"slug": "Not An Address"}, "slug"),
        ({"slug": "nul\x00"}, "slug"),
        ({"signed": "32 June"}, "signed"),
        ({"dates": "shift"}, "dates"),
        ({"dates": "other"}, "dates"),
        ({"relation": "amends"}, "relation"),
    ):
        answer = chief.post(copy(old), {"slug": "free", "dates": "empty", **given})
        assert answer.status_code == 200
        assert field in answer.context["form"].errors, given
        if given.get("signed"):
            assert "32 June" in answer.text
    assert Agreement.objects.count() == 1
    assert chief.post(copy(old), {"slug": "free", "dates": "empty"}).status_code == 302
    new = Agreement.objects.get(slug="free")
    assert (new.clause.duration_kind, new.clause.until_date, new.acts_status) == ("unknown", None, "")
    assert not new.acts.exists()
    assert not new.relations.exists()


@pytest.mark.thorough
@pytest.mark.django_db
def test_a_programme_is_copied_without_its_activities(chief: Client) -> None:
    record = factories.publishable_program()
    factories.ActivityFactory(program=record)
    factories.ProgramBasisFactory(program=record)
    form = {**fields_of(chief, copy(record)), "slug": "next-plan", "planned_start": "2027", "planned_end": "2026"}
    assert "planned_end" in str(chief.post(copy(record), form).context["form"].errors) or Program.objects.count() == 1
    assert chief.post(copy(record), {**form, "planned_end": "2029"}).status_code == 302
    new = Program.objects.get(slug="next-plan")
    assert (str(new.planned_start), str(new.planned_end)) == ("2027", "2029")
    assert new.bases.count() == record.bases.count() > 0
    assert new.leads.count() == record.leads.count()
    assert not new.activities.exists()
    assert not new.evidence.exists()


@pytest.mark.thorough
@pytest.mark.django_db
def test_who_may_not_add_records_may_not_copy_them(client: Client, old: Agreement) -> None:
    client.force_login(factories.editor_with("agreements.view_agreement", "agreements.change_agreement"))
    assert client.get(copy(old)).status_code == 403
    assert client.post(copy(old), {"slug": "free", "dates": "empty"}).status_code == 403


@pytest.mark.parametrize(
    ("day", "years", "moved"),
    [
        ("2024-06", 7, "2031-06"),
        ("2024-02", 1, "2025-02"),
        ("2023-02", 1, "2024-02"),
        ("2024-02-29", 1, "2025-02-28"),
        ("2023-02-28", 1, "2024-02-28"),
        ("2024", -4, "2020"),
        ("9998", 1, None),
    ],
)
def test_days_are_moved_by_years_as_precise_as_they_were(day: str, years: int, moved: str | None) -> None:
    assert years_later(PartialDate.parse(day), years) == (moved and PartialDate.parse(moved))
    assert years_later(None, years) is None
