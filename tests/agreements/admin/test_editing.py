"""An editor adds and changes records through the forms, and nothing typed is lost."""

from __future__ import annotations

from typing import Any

import pghistory.models
import pytest
from django.contrib.auth.models import User
from django.db import transaction
from django.test import Client
from django.urls import reverse
from pytest_django.plugin import DjangoDbBlocker

import tests.factories as factories
from agreements.models import Act, Agreement, Relation
from agreements.partial_dates.days import PartialDate
from agreements.register.models import AgreementEntry, Publication
from tests.agreements.admin.desk import fields_of

pytestmark = pytest.mark.django_db
ADD = "/admin/agreements/agreement/add/"


@pytest.fixture
def chief(client: Client) -> Client:
    client.force_login(factories.SuperuserFactory(username="chief"))
    return client


@pytest.fixture(scope="module")
def blank(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> dict[str, Any]:
    """The untouched form for a new agreement, read once: it is large, and what is typed does not change it."""
    with django_db_blocker.unblock(), transaction.atomic():
        desk = Client()
        desk.force_login(factories.SuperuserFactory(username="reader"))
        fields = fields_of(desk, ADD)
        transaction.set_rollback(True)
    return fields


def change(record: Agreement) -> str:
    return reverse("admin:agreements_agreement_change", args=[record.pk])


def typed(passage_pk: int, country_pks: tuple[int, int], sector_pk: int) -> dict[str, Any]:
    """What an editor types for a new agreement: title, two parties, a signature, a sector and the evidence for each."""
    cites = (
        ("/kind", ""),
        ("title/title", "title-en"),
        ("party/", "kr-party"),
        ("party/", "cn-party"),
        ("act/date", "signed"),
        ("sector/", "startups"),
    )
    return {
        "slug": "kr-cn-typed-mou",
        "kind": "memorandum-of-understanding",
        "parties_status": "given",
        "acts_status": "given",
        "sectors_status": "given",
        "change_reason": "From the article of 5 January",
        "titles-0-title": "Memorandum typed by hand",
        "titles-0-language": "en",
        "titles-0-basis": "ours",
        "parties-0-country": country_pks[0],
        "parties-1-country": country_pks[1],
        "acts-0-type": "signed",
        "acts-0-date": "5 January 2026",
        "sector_rows-0-sector": sector_pk,
        "evidence-TOTAL_FORMS": len(cites),
        **{
            f"evidence-{n}-{field}": value
            for n, (target, item) in enumerate(cites)
            for field, value in {
                "cites": target,
                "item": item,
                "passage": passage_pk,
                "stance": "supports",
                "basis": "stated",
                "preferred": "on",
            }.items()
        },
    }


def surroundings() -> dict[str, Any]:
    """Countries, a sector and a passage, the reference records public already."""
    from agreements import publishing

    korea, china = factories.CountryFactory(code="KR"), factories.CountryFactory(code="CN")
    sector = factories.SectorFactory(slug="startups")
    passage = factories.PassageFactory()
    publishing.publish([korea, china, sector, passage.source], reason="Reference", by="test")
    return typed(passage.pk, (korea.pk, china.pk), sector.pk)


def test_an_editor_adds_an_agreement_and_somebody_else_makes_it_public(chief: Client) -> None:
    data = {**fields_of(chief, ADD), **surroundings(), "_send": "1"}
    answer = chief.post(ADD, data)
    assert answer.status_code == 302, answer.context["errors"]
    agreement = Agreement.objects.get(slug="kr-cn-typed-mou")
    review = change(agreement).replace("/change/", "/review/")
    assert answer.headers["Location"] == f"{review}#next"
    assert agreement.acts.get().date == PartialDate.parse("2026-01-05")
    assert agreement.signed == PartialDate.parse("2026-01-05"), "settled when it was saved"
    assert not Publication.objects.filter(record_id="kr-cn-typed-mou").exists()

    assert "Missing to publish" not in chief.get(review).text
    own = chief.post(review, {"do": "publish", "reason": "Signed at the state visit"})
    assert own.status_code == 409, "a superuser does not publish what they typed either"
    assert not Publication.objects.filter(record_id="kr-cn-typed-mou").exists()
    chief.force_login(factories.SuperuserFactory(username="second"))
    sent = {"do": "publish", "reason": "Signed at the state visit", "revision": agreement.revision}
    done = chief.post(review, sent, follow=True)
    assert done.status_code == 200
    assert 'href="/agreements/kr-cn-typed-mou/"' in done.text
    publication = Publication.objects.get(record_id="kr-cn-typed-mou")
    assert (publication.type, publication.reason, publication.by) == ("created", "Signed at the state visit", "second")
    assert AgreementEntry.objects.get(record_id="kr-cn-typed-mou").countries == ["CN", "KR"]
    agreement.refresh_from_db()
    assert agreement.editorial_status == "published"
    assert chief.get("/api/v1/agreements/kr-cn-typed-mou/").json()["signed"] == "2026-01-05"
    page = chief.get("/agreements/kr-cn-typed-mou/")
    assert page.status_code == 200
    assert "Memorandum typed by hand" in page.text


def test_history_knows_who_typed_it_and_why(chief: Client) -> None:
    chief.post(ADD, {**fields_of(chief, ADD), **surroundings()})
    events = pghistory.models.Events.objects.tracks(Act.objects.get())
    context = events.get().pgh_context
    assert context["name"] == "chief"
    assert context["reason"] == "From the article of 5 January"
    User.objects.all().delete()
    assert pghistory.models.Events.objects.tracks(Act.objects.get()).get().pgh_context["name"] == "chief"


def test_saving_a_form_as_it_stands_changes_nothing(chief: Client) -> None:
    record = factories.publishable_agreement()
    factories.ClauseFactory(agreement=record, three_years_renewed_by_one=True)
    factories.RelationFactory(subject=record, object=factories.AgreementFactory())
    record.refresh_from_db()
    before = record.revision
    answer = chief.post(change(record), fields_of(chief, change(record)))
    assert answer.status_code == 302, answer.context["errors"]
    record.refresh_from_db()
    assert record.revision == before


@pytest.mark.thorough
def test_a_record_with_much_evidence_can_still_be_saved(chief: Client) -> None:
    record = factories.publishable_agreement()
    passage = factories.PassageFactory()
    for number in range(80):
        factories.AgreementEvidenceFactory(agreement=record, passage=passage, key=f"kind-{number}", field="level")
    answer = chief.post(change(record), {**fields_of(chief, change(record)), "summary": "Saved"})
    assert answer.status_code == 302, answer.context["errors"]
    record.refresh_from_db()
    assert record.summary == "Saved"


def test_what_is_missing_is_listed_with_links_to_the_fields(chief: Client) -> None:
    record = factories.AgreementFactory()
    page = chief.get(change(record)).text
    assert '<a href="#id_kind">' in page
    assert '<a href="#titles-group">' in page
    sent = {"reason": "Because I can", "revision": Agreement.objects.get(pk=record.pk).revision}
    refused = chief.post(change(record).replace("/change/", "/publish/"), sent)
    assert refused.status_code == 409
    assert f'{change(record)}#id_kind"' in refused.text
    assert "Because I can" in refused.text, "the reason typed stays"
    assert not Publication.objects.exists()


def test_a_step_without_a_reason_is_refused(chief: Client) -> None:
    record = factories.publishable_agreement()
    answer = chief.post(change(record).replace("/change/", "/publish/"), {"reason": "  "})
    assert answer.status_code == 200
    assert answer.context["forms"]["publish"].errors["reason"]
    assert not Publication.objects.exists()


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("acts-0-date", "2026-02-30", "2026-02-30"),
        ("acts-0-date", "2026-13", "2026-13"),
        ("acts-0-date", "9999-12-31", "9999"),
        ("acts-0-date", "20\x0026", ""),
        ("acts-0-until", "2026-06/2026-01", ""),
        ("slug", "with\x00nul", ""),
        ("slug", "Upper Case", "Upper Case"),
        ("titles-0-title", "nul\x00byte", ""),
        ("clause-0-initial_term", "a few years", "a few years"),
        ("clause-0-initial_term", "P0D", "P0D"),
        ("parties-0-country", "999999", ""),
        ("evidence-0-item", "no-such-row", "no-such-row"),
        ("evidence-0-cites", "act/kind", ""),
    ],
)
@pytest.mark.thorough
def test_bad_input_is_an_error_of_the_form_and_everything_typed_stays(
    chief: Client, blank: dict[str, Any], field: str, value: str, words: str
) -> None:
    data = {**blank, **surroundings(), "evidence-0-cites": "act/date", "evidence-0-item": "signed"}
    data |= {field: value}
    if field.startswith("clause"):
        data["clause-0-duration_kind"] = "fixed-term"
    answer = chief.post(ADD, data)
    assert answer.status_code == 200
    assert answer.context["errors"]
    assert words in answer.text
    assert "Memorandum typed by hand" in answer.text or field == "titles-0-title"
    assert "From the article of 5 January" in answer.text
    assert not Agreement.objects.exists()


def test_a_row_cannot_be_taken_away_from_under_its_evidence(chief: Client) -> None:
    record = factories.publishable_agreement()
    data = fields_of(chief, change(record))
    index = next(n for n in range(3) if data[f"parties-{n}-key"] == "kr-party")
    answer = chief.post(change(record), {**data, f"parties-{index}-DELETE": "on"})
    assert answer.status_code == 200
    assert "kr-party" in str(answer.context["errors"])
    assert record.parties.count() == 2


@pytest.mark.thorough
def test_a_circle_of_successors_is_a_message_beside_the_relation(chief: Client) -> None:
    old, new = factories.publishable_agreement("old"), factories.publishable_agreement("new")
    factories.RelationFactory(subject=new, object=old)
    data = fields_of(chief, change(old))
    answer = chief.post(change(old), {**data, "relations-0-code": "replaces", "relations-0-object": new.pk})
    assert answer.status_code == 200
    assert "cannot replace or renew itself" in str(answer.context["errors"])
    assert Relation.objects.count() == 1


@pytest.mark.thorough
def test_what_only_the_database_sees_comes_back_as_the_same_form(
    chief: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two editors at once: the form's own check passed, the database's did not."""
    old, new = factories.publishable_agreement("old"), factories.publishable_agreement("new")
    factories.RelationFactory(subject=new, object=old)
    data = fields_of(chief, change(old))
    monkeypatch.setattr(Relation, "clean", lambda self: None)
    answer = chief.post(
        change(old),
        {**data, "relations-0-code": "renews", "relations-0-object": new.pk, "summary": "Typed at length"},
    )
    assert answer.status_code == 200
    assert "cannot replace or renew itself" in answer.text
    assert "Typed at length" in answer.text
    assert Relation.objects.count() == 1


@pytest.mark.thorough
def test_a_relation_taken_away_settles_the_other_agreement_too(chief: Client) -> None:
    old = factories.publishable_agreement("old", signed="2015-01-01")
    new = factories.publishable_agreement("new", signed="2020-01-01")
    relation = factories.RelationFactory(subject=new, object=old)
    chief.post(change(new), fields_of(chief, change(new)))
    old.refresh_from_db()
    assert old.ends == PartialDate.parse("2019-12-31")
    chief.post(change(new), {**fields_of(chief, change(new)), "relations-0-DELETE": "on"})
    assert not Relation.objects.filter(pk=relation.pk).exists()
    old.refresh_from_db()
    assert old.ends is None
