"""The rules of working records: the database holds them, and the model says the same to an editor beforehand."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, models, transaction

import tests.factories as f
from agreements.models import Act, Agreement, AgreementEvidence, Clause, Passage, Relation
from agreements.models.evidence import ROWS, WITHOUT_ITEM, EvidenceBase
from agreements.models.guards import SENTENCES
from tests.agreements.models.working import working_models

pytestmark = pytest.mark.django_db


def refused_by_database(rule: str, write: Callable[[], Any]) -> None:
    with pytest.raises(IntegrityError) as caught, transaction.atomic():
        write()
    assert caught.value.__cause__.diag.constraint_name == rule


def refused_by_form(row: models.Model, words: str) -> None:
    with pytest.raises(ValidationError) as caught:
        row.full_clean()
    assert words in str(caught.value)


def test_every_constraint_has_a_sentence_for_an_editor() -> None:
    default = str(models.CheckConstraint(condition=models.Q(), name="x").default_violation_error_message)
    constraints = [constraint for model in working_models() for constraint in model._meta.constraints]
    silent = [c.name for c in constraints if str(c.violation_error_message) == default]
    assert silent == ["loadedrecord_once_per_origin"], "which no editor writes"


@pytest.mark.parametrize(
    ("build", "rule", "words"),
    [
        (lambda: f.ActFactory.build(agreement=f.AgreementFactory(), key="a", type="observed"),
         "act_observation_has_state", "names the state observed"),
        (lambda: f.ActFactory.build(agreement=f.AgreementFactory(), key="a", observed_state="expired"),
         "act_observation_has_state", "names the state observed"),
        (lambda: f.ActFactory.build(agreement=f.AgreementFactory(), key="a", type="extended",
                                    takes_effect="2020-02", until="2020-01"),
         "act_until_not_before_effect", "cannot lie before"),
        (lambda: f.ActFactory.build(agreement=f.AgreementFactory(), key="a", preferred=False),
         "act_lost_with_reason", "why this value lost"),
        (lambda: f.PartyFactory.build(agreement=f.AgreementFactory(), key="p", country=None),
         "party_is_country_or_institution", "a country, an institution or both"),
        (lambda: f.AmountFactory.build(agreement=f.AgreementFactory(), key="a", currency="won"),
         "amount_currency_three_capitals", "three capital letters"),
        (lambda: f.AmountFactory.build(agreement=f.AgreementFactory(), key="a", amount="-1"),
         "amount_not_negative", "not negative"),
        (lambda: f.ClauseFactory.build(agreement=f.AgreementFactory(), renewal_kind="tacit-fixed-periods"),
         "clause_tacit_has_period", "needs the length of the period"),
        (lambda: f.ClauseFactory.build(agreement=f.AgreementFactory(), duration_kind="fixed-term"),
         "clause_fixed_term_has_length", "needs its length"),
        (lambda: f.ClauseFactory.build(agreement=f.AgreementFactory(), duration_kind="until-date"),
         "clause_until_date_has_date", "needs the date"),
        (lambda: f.ClauseFactory.build(agreement=f.AgreementFactory(), counting_start="date"),
         "clause_counting_date_given", "need the date"),
        (lambda: f.ClauseFactory.build(agreement=f.AgreementFactory(), until_date="2019",
                                       counting_start="date", counting_date="2020-01-01"),
         "clause_until_date_not_before_counting", "cannot end before"),
        (lambda: f.RelationFactory.build(subject=f.AgreementFactory(), object=f.AgreementFactory(), key="r",
                                         code="suspends", date="2020-02-01", until="2020-01-31"),
         "relation_suspension_days_in_order", "cannot lie before"),
        (lambda: f.PassageFactory.build(source=f.SourceFactory(), key="p", start=5, end=5),
         "passage_position_in_order", "ends after it starts"),
        (lambda: f.PassageFactory.build(source=f.SourceFactory(), key="p", start=None, end=5),
         "passage_position_in_order", "give both ends or neither"),
        (lambda: f.PassageFactory.build(source=f.SourceFactory(), key="p", start=5, end=None),
         "passage_position_in_order", "give both ends or neither"),
        (lambda: f.SourceFactory.build(published_basis="inferred"),
         "source_inferred_with_reasoning", "needs its reasoning"),
        (lambda: f.AgreementEvidenceFactory.build(agreement=f.AgreementFactory(), passage=f.PassageFactory(),
                                                  key="e", basis="inferred"),
         "agreementevidence_inferred_with_reasoning", "needs its reasoning"),
        (lambda: f.InstitutionNameFactory.build(institution=f.InstitutionFactory(), key="n", since="2020",
                                                until="2019"),
         "institutionname_days_in_order", "ends after it began"),
        (lambda: f.CountryFactory.build(code="kr", slug="kr"), "country_code_two_capitals", "Two capital letters"),
    ],
    ids=lambda v: v if isinstance(v, str) and "_" in v else "",
)  # fmt: skip
def test_a_rule_of_one_row_is_held_twice(build: Callable[[], models.Model], rule: str, words: str) -> None:
    refused_by_form(build(), words)
    refused_by_database(rule, lambda: models.Model.save(build()))


@pytest.mark.parametrize(
    ("factory", "fields"),
    [
        (f.ActFactory, {"type": "effective", "date": "2020-01-01", "takes_effect": "2019-01-01"}),
        (f.ActFactory, {"type": "extended", "date": "2021-01-01", "until": "2020-12-31"}),
        (f.ActFactory, {"type": "extended", "takes_effect": "2020-06", "until": "2020-06-15"}),
        (f.ActFactory, {"type": "signed", "date": None}),
        (f.RelationFactory, {"code": "extends", "date": "2021-01-01", "until": "2020-12-31"}),
    ],
)
def test_what_the_rules_call_unusual_is_not_refused(factory: Any, fields: dict[str, Any]) -> None:
    """Retroactive effect, an extension agreed after the end, an act without a date (domain section 4)."""
    row = factory(**fields)
    type(row).objects.get(pk=row.pk).full_clean()


def test_entry_into_force_before_signature_is_not_refused() -> None:
    agreement = f.AgreementFactory()
    f.ActFactory(agreement=agreement, type="effective", date="2019-01-01")
    f.ActFactory(agreement=agreement, type="signed", date="2020-01-01")
    assert agreement.acts.count() == 2


@pytest.mark.parametrize("length", ["P0D", "P", "PT1H", "P-1Y", "3 years", "P1M1Y"])
def test_a_length_that_is_none_is_refused_by_whoever_writes_it(length: str) -> None:
    clause = f.ClauseFactory()
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE agreements_clause SET notice_period = %s WHERE id = %s", [length, clause.pk])
    clause.notice_period = length
    with pytest.raises(ValidationError):
        clause.full_clean()


@pytest.mark.parametrize(
    ("factory", "rule"),
    [
        (f.InstitutionFactory, "institution_no_cycle"),
        (f.SectorFactory, "sector_no_cycle"),
        (f.OccasionFactory, "occasion_no_cycle"),
        (f.ProgramFactory, "program_no_cycle"),
    ],
)
def test_nothing_lies_within_itself_at_any_depth(factory: Any, rule: str) -> None:
    top = factory()
    middle = factory(parent=top)
    low = factory(parent=middle)
    model = type(top)
    for parent in (low, middle):
        top.parent = parent
        refused_by_form(top, str(SENTENCES[rule]))
        refused_by_database(rule, lambda parent=parent: model.objects.filter(pk=top.pk).update(parent=parent))
    low.parent = top
    low.full_clean()
    low.save()


def test_nothing_replaces_itself_through_others() -> None:
    first, second, third = (f.AgreementFactory() for _ in range(3))
    f.RelationFactory(subject=second, object=first, code="replaces")
    f.RelationFactory(subject=third, object=second, code="renews")
    back = Relation(subject=first, object=third, code="renews", key="back")
    refused_by_form(back, str(SENTENCES["relation_no_cycle"]))
    refused_by_database("relation_no_cycle", back.save)
    back.code = "cites"
    back.full_clean()
    back.save()


def test_a_relation_that_lost_its_dispute_closes_no_circle() -> None:
    one, other = f.AgreementFactory(), f.AgreementFactory()
    f.RelationFactory(subject=one, object=other)
    lost = Relation(subject=other, object=one, code="replaces", key="lost", preferred=False, lost_reason="A misprint.")
    lost.full_clean()
    lost.save()
    refused_by_database("relation_no_cycle", lambda: Relation.objects.filter(pk=lost.pk).update(preferred=True))


def test_an_agreement_does_not_act_on_itself() -> None:
    agreement = f.AgreementFactory()
    relation = Relation(subject=agreement, object=agreement, code="amends", key="r")
    refused_by_form(relation, "cannot act on itself")
    refused_by_database("relation_not_to_itself", relation.save)


def test_an_actor_stands_on_the_same_agreement() -> None:
    stranger = f.PartyFactory()
    act = Act(agreement=f.AgreementFactory(), type="ratified", actor=stranger, key="ratified")
    refused_by_form(act, str(SENTENCES["act_actor_of_same_agreement"]))
    refused_by_database("act_actor_of_same_agreement", act.save)
    act.agreement = stranger.agreement
    act.full_clean()
    act.save()


def test_the_address_of_what_was_public_never_changes() -> None:
    record = f.AgreementFactory(slug="first-address")
    Agreement.objects.filter(pk=record.pk).update(stage="withdrawn", published_revision=1)
    record.slug = "second-address"
    refused_by_form(record, str(SENTENCES["record_address_stays"]))
    refused_by_database("record_address_stays", record.save)


def test_the_address_of_a_draft_may_change() -> None:
    record = f.AgreementFactory(slug="first-address")
    record.slug = "second-address"
    record.full_clean()
    record.save()


def test_what_was_public_is_never_deleted() -> None:
    record = f.AgreementFactory()
    Agreement.objects.filter(pk=record.pk).update(stage="published", published_revision=1)
    refused_by_database("record_published_stays", record.delete)


@pytest.mark.parametrize("slug", ["Upper", "two--hyphens", "-first", "last-", "with space", "한국", "line\n", ""])
def test_an_address_is_kebab_case(slug: str) -> None:
    with pytest.raises(ValidationError) as caught:
        Agreement(slug=slug).full_clean()
    assert "slug" in caught.value.message_dict


def test_a_row_without_a_key_gets_one_of_its_own() -> None:
    agreement = f.AgreementFactory()
    keys = [f.TitleFactory(agreement=agreement, language="ko").key for _ in range(3)]
    assert keys == ["title-ko", "title-ko-2", "title-ko-3"]
    assert f.TitleFactory(agreement=f.AgreementFactory(), language="ko").key == "title-ko"


@pytest.mark.parametrize(
    "evidence", [m for m in working_models() if issubclass(m, EvidenceBase)], ids=lambda m: m.__name__
)
def test_every_field_that_can_be_cited_exists(evidence: type[EvidenceBase]) -> None:
    record = evidence._meta.get_field(evidence.record_field).related_model
    for part, fields in evidence.CITABLE.items():
        model = record if part == "" else record._meta.get_field(ROWS.get(part, part)).related_model
        for field in filter(None, fields):
            assert model._meta.get_field(field).editable, f"{part}/{field} is derived"


@pytest.mark.parametrize(
    ("part", "item", "field"),
    [
        ("", "", "signed"),
        ("", "", "internal_notes"),
        ("act", "signed", "preferred"),
        ("act", "", "date"),
        ("", "signed", "kind"),
        ("clause", "clause", "initial_term"),
        ("nothing", "", ""),
        ("participant", "kr", "person"),
    ],
)
def test_a_field_that_does_not_exist_cannot_be_cited(part: str, item: str, field: str) -> None:
    evidence = AgreementEvidence(
        agreement=f.AgreementFactory(), passage=f.PassageFactory(), key="e", part=part, item=item, field=field
    )
    with pytest.raises(ValidationError):
        evidence.full_clean()
    refused_by_database("agreementevidence_names_a_field", evidence.save)


def test_a_row_that_does_not_exist_cannot_be_cited() -> None:
    agreement = f.publishable_agreement()
    passage = f.PassageFactory()
    evidence = AgreementEvidence(agreement=agreement, passage=passage, part="act", item="signd", field="date")
    refused_by_form(evidence, "signd")
    evidence.item = "signed"
    evidence.full_clean()
    assert set(WITHOUT_ITEM) == {"", "clause"}


def test_a_passage_that_evidence_cites_is_not_deleted() -> None:
    evidence = f.AgreementEvidenceFactory()
    with pytest.raises(models.ProtectedError):
        Passage.objects.filter(pk=evidence.passage_id).delete()


def test_a_clause_is_one_for_an_agreement() -> None:
    clause = f.ClauseFactory()
    with pytest.raises(IntegrityError), transaction.atomic():
        Clause.objects.create(agreement=clause.agreement)
