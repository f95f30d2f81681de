"""Merging two records and taking it back: nothing is lost, and the register says where the closed one went (E9)."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from agreements.desk.models import Merger
from agreements.duplicates import NotMergeable, NotUndoable, merge_records, previewed, undo, what_stands_against
from agreements.duplicates.rows import packed, tables
from agreements.models import Agreement, AgreementEvidence, Identifier, LoadedRecord, Relation
from agreements.publishing import publish
from agreements.register.models import Publication
from programs.models import Program, ProgramBasis
from tests.factories import (
    ActFactory,
    AgreementFactory,
    ClauseFactory,
    IdentifierFactory,
    LoadedRecordFactory,
    PartyFactory,
    ProgramBasisFactory,
    ProgramEvidenceFactory,
    RelationFactory,
    TitleFactory,
    cite,
    publishable_agreement,
    publishable_program,
)
from tests.factories.sources import PassageFactory

pytestmark = pytest.mark.django_db
MACHINE = ("revision", "published_revision", "updated_at")


def state_of(*records: Any) -> dict[Any, Any]:
    """Return every column of records and of all rows that belong to them or name them; not what machines count."""
    found: dict[Any, Any] = {}
    for record in records:
        model = type(record)
        rows = list(model._default_manager.filter(pk=record.pk))
        for table in tables(model):
            rows += table.model._default_manager.filter(**{table.column: record.pk})
        for row in rows:
            found[row._meta.label, row.pk] = {n: v for n, v in packed(row).items() if n not in MACHINE}
    return found


@pytest.fixture
def twins() -> tuple[Agreement, Agreement]:
    """Two public records of one instrument: (to be closed, goes on)."""
    goes_on = publishable_agreement("kr-cn-smes")
    closed = publishable_agreement("kr-cn-smes-again", level="inter-ministerial")
    ActFactory(agreement=closed, type="effective", date="2026-02-01", key="effective")
    cite(closed, None, "act/effective/date", "level")
    IdentifierFactory(agreement=closed, value="I-77")
    publish(
        [*(row.passage.source for r in (closed, goes_on) for row in r.evidence.all()), *_named(closed)],
        reason="First",
        by="ed",
    )
    publish([closed, goes_on], reason="First", by="ed")
    return closed, goes_on


def _named(record: Agreement) -> list[Any]:
    return [*(p.country for p in record.parties.all()), *(r.sector for r in record.sector_rows.all())]


@pytest.mark.thorough
def test_a_merged_record_brings_everything_and_its_address_leads_on(
    twins: tuple[Agreement, Agreement], client: Client
) -> None:
    closed, goes_on = twins
    before = closed.evidence.count() + goes_on.evidence.count()
    merged = merge_records(closed, goes_on, reason="One instrument, entered twice", by="ed")
    goes_on.refresh_from_db()
    assert goes_on.level == "inter-ministerial", "a field that one of the two does not fill is filled"
    assert [(a.type, str(a.date)) for a in goes_on.acts.all()] == [
        ("signed", "2026-01-05"),
        ("effective", "2026-02-01"),
    ]
    assert goes_on.parties.count() == 2, "the same party is one party"
    assert Identifier.objects.get(value="I-77").agreement == goes_on
    assert goes_on.evidence.count() == before, "two passages for one field are two pieces of evidence"
    assert not closed.evidence.exists()
    assert goes_on.editorial_status == "published"
    answer = client.get("/agreements/kr-cn-smes-again/")
    assert (answer.status_code, answer["Location"].split("?")[0]) == (301, "/agreements/kr-cn-smes/")
    publication = Publication.objects.get(record_id="kr-cn-smes-again", type="merged")
    assert (publication.reason, publication.target) == ("One instrument, entered twice", "kr-cn-smes")
    assert merged.merger is not None


def test_undoing_brings_both_back_field_by_field(twins: tuple[Agreement, Agreement], client: Client) -> None:
    closed, goes_on = twins
    before = state_of(closed, goes_on)
    merged = merge_records(closed, goes_on, reason="One instrument", by="ed")
    assert merged.merger is not None
    assert state_of(closed, goes_on) != before
    undo(merged.merger, reason="They are two after all", by="ed")
    assert state_of(closed, goes_on) == before
    assert client.get("/agreements/kr-cn-smes-again/").status_code == 200
    assert Publication.objects.filter(record_id="kr-cn-smes-again").latest("number").type == "restored"
    with pytest.raises(NotUndoable, match="undone already"):
        undo(merged.merger, reason="Once more", by="ed")


@pytest.mark.thorough
def test_a_programme_and_a_relation_name_the_record_that_goes_on(twins: tuple[Agreement, Agreement]) -> None:
    closed, goes_on = twins
    program = publishable_program("plan")
    ProgramBasis.objects.filter(program=program).delete()
    program.evidence.filter(part="basis").delete()
    ProgramBasisFactory(program=program, agreement=closed, key="rests")
    later = publishable_agreement("later", signed="2027-01-05")
    RelationFactory(subject=later, object=closed, code="replaces", key="old")
    for record in (program, later):
        sources = [row.passage.source for row in record.evidence.all()]
        publish([*sources, *_all_named(record)], reason="Named", by="ed")
        publish(record, reason="First", by="ed")
    merge_records(closed, goes_on, reason="One instrument", by="ed")
    document = Publication.objects.filter(record_id="plan").latest("number").document
    assert [row["id"] for row in document["agreements"]] == ["kr-cn-smes"]
    document = Publication.objects.filter(record_id="later").latest("number").document
    assert "kr-cn-smes-again" not in str(document["relations"])
    assert "'kr-cn-smes'" in str(document["relations"])
    assert Program.objects.get().editorial_status == "published"


def _all_named(record: Any) -> list[Any]:
    named = []
    for name in ("parties", "leads"):
        for row in getattr(record, name).all() if hasattr(record, name) else ():
            named += [one for one in (row.country, row.institution) if one is not None]
    return [*named, *(row.sector for row in record.sector_rows.all())]


def test_a_relation_between_the_two_goes_and_a_circle_is_refused() -> None:
    first, second, third = (AgreementFactory(slug=slug) for slug in ("first", "second", "third"))
    RelationFactory(subject=second, object=first, code="replaces")
    RelationFactory(subject=third, object=second, code="replaces")
    with pytest.raises(NotMergeable, match="replace or renew itself"):
        merge_records(first, third, reason="One", by="ed")
    assert Relation.objects.count() == 2
    merged = merge_records(second, first, reason="One", by="ed")
    assert [type(row).__name__ for row in merged.plan.vanishing] == ["Relation"]
    assert Relation.objects.get().object == first
    assert merged.merger is not None
    undo(merged.merger, reason="Two", by="ed")
    assert {(r.subject.slug, r.object.slug) for r in Relation.objects.all()} == {
        ("second", "first"),
        ("third", "second"),
    }


def test_a_value_that_loses_stays_as_evidence_or_is_said_to_be_dropped() -> None:
    goes_on = AgreementFactory(slug="goes-on", kind="treaty", original_designation="Treaty")
    closed = AgreementFactory(slug="closed", kind="protocol", original_designation="Accord")
    cite(closed, None, "kind")
    merged = merge_records(closed, goes_on, reason="One", by="ed")
    assert [(c.field, c.cited) for c in merged.plan.conflicts] == [("kind", True), ("original_designation", False)]
    row = AgreementEvidence.objects.get()
    assert (row.agreement_id, row.preferred, row.value) == (goes_on.pk, False, "protocol")
    assert "closed" in row.lost_reason
    other = AgreementFactory(slug="other", kind="agreement")
    name = f"agreement-{goes_on.pk}-kind"
    merge_records(other, goes_on, reason="One", by="ed", choices={name: "theirs"})
    assert Agreement.objects.get(pk=goes_on.pk).kind == "agreement"


@pytest.mark.thorough
def test_keys_that_are_taken_change_and_evidence_follows_them() -> None:
    goes_on, closed = AgreementFactory(slug="goes-on"), AgreementFactory(slug="closed")
    ActFactory(agreement=goes_on, date="2026-01-05")
    party = PartyFactory(agreement=closed)
    act = ActFactory(agreement=closed, date="2025-01-05", actor=party)
    cite(closed, None, "act/signed/date")
    merge_records(closed, goes_on, reason="One", by="ed")
    act.refresh_from_db()
    assert (act.key, act.agreement_id, act.actor_id) == ("signed-2", goes_on.pk, party.pk)
    assert AgreementEvidence.objects.get().item == "signed-2"


@pytest.mark.thorough
def test_a_programme_that_rests_on_both_rests_on_one_and_its_evidence_says_so() -> None:
    goes_on, closed = AgreementFactory(slug="goes-on"), AgreementFactory(slug="closed")
    kept = ProgramBasisFactory(agreement=goes_on, key="kept")
    ProgramBasisFactory(program=kept.program, agreement=closed, key="lost", how="under")
    cited = ProgramEvidenceFactory(program=kept.program, part="basis", item="lost", field="how", value="")
    before = state_of(closed, goes_on, kept.program)
    merged = merge_records(closed, goes_on, reason="One", by="ed")
    cited.refresh_from_db()
    assert (cited.item, cited.preferred, cited.value) == ("kept", False, "under")
    assert merged.merger is not None
    undo(merged.merger, reason="Two", by="ed")
    assert state_of(closed, goes_on, kept.program) == before


def test_a_draft_that_nobody_could_see_is_deleted_and_comes_back() -> None:
    goes_on, closed = AgreementFactory(slug="goes-on"), AgreementFactory(slug="closed", internal_notes="Ask again")
    TitleFactory(agreement=closed, language="ko", title="협정")
    ClauseFactory(agreement=closed, duration_kind="fixed-term", initial_term="P3Y")
    before = state_of(closed, goes_on)
    merged = merge_records(closed, goes_on, reason="One", by="ed")
    assert not Agreement.objects.filter(slug="closed").exists()
    assert Agreement.objects.get().internal_notes == "Ask again"
    assert Agreement.objects.get().clause.initial_term is not None
    assert merged.merger is not None
    undo(merged.merger, reason="Two", by="ed")
    assert state_of(closed, goes_on) == before


@pytest.mark.thorough
def test_an_undo_that_would_lose_what_was_done_since_is_refused_in_words() -> None:
    goes_on, closed = AgreementFactory(slug="goes-on"), AgreementFactory(slug="closed", kind="treaty")
    act = ActFactory(agreement=closed)
    merger = merge_records(closed, goes_on, reason="One", by="ed").merger
    assert merger is not None
    assert what_stands_against(merger) == []
    Agreement.objects.filter(pk=goes_on.pk).update(kind="protocol")
    cite(goes_on, None, "act/signed/date")
    said = what_stands_against(merger)
    assert len(said) == 1, "what was changed again comes first"
    assert "kind" in said[0]
    Agreement.objects.filter(pk=goes_on.pk).update(kind="treaty")
    with pytest.raises(NotUndoable, match="evidence “signed-date” was added"):
        undo(merger, reason="Two", by="ed")
    act.refresh_from_db()
    assert (act.agreement_id, Merger.objects.get().undone_at) == (goes_on.pk, None)


def test_records_with_unpublished_changes_are_not_merged_in_public(twins: tuple[Agreement, Agreement]) -> None:
    closed, goes_on = twins
    TitleFactory(agreement=goes_on, title="Typed, and not published")
    with pytest.raises(NotMergeable, match="not published yet"):
        merge_records(closed, goes_on, reason="One", by="ed")
    draft = AgreementFactory(slug="draft")
    with pytest.raises(NotMergeable, match="must be the one that goes on"):
        merge_records(closed, draft, reason="One", by="ed")
    assert not Merger.objects.exists()


@pytest.mark.thorough
def test_a_preview_shows_the_result_and_writes_nothing(twins: tuple[Agreement, Agreement]) -> None:
    closed, goes_on = twins
    before = state_of(closed, goes_on)
    merged, seen = previewed(closed, goes_on, look=lambda record: record.acts.count())
    assert (seen, merged.lacks) == (2, [])
    assert state_of(closed, goes_on) == before


@pytest.mark.thorough
def test_what_an_import_remembers_follows_and_what_a_seed_remembers_stays() -> None:
    goes_on, closed = AgreementFactory(slug="goes-on"), AgreementFactory(slug="closed")
    ActFactory(agreement=goes_on, date="2024-01-05")
    ActFactory(agreement=closed, date="2025-01-05")
    LoadedRecordFactory(record_id="closed", origin="seed")
    LoadedRecordFactory(record_id="closed", origin="register-x", values={"act/signed": {"date": "2025-01-05"}})
    merger = merge_records(closed, goes_on, reason="One", by="ed").merger
    assert merger is not None
    assert set(LoadedRecord.objects.values_list("origin", "record_id")) == {
        ("seed", "closed"),
        ("register-x", "goes-on"),
    }
    assert LoadedRecord.objects.get(origin="register-x").values == {"act/signed-2": {"date": "2025-01-05"}}
    undo(merger, reason="Two", by="ed")
    assert LoadedRecord.objects.get(origin="register-x").values == {"act/signed": {"date": "2025-01-05"}}


@pytest.mark.thorough
def test_a_source_entered_twice_becomes_one_and_evidence_cites_its_passages() -> None:
    one = PassageFactory(locator="3", quote="x")
    two = PassageFactory(locator="3", quote="x")
    record = AgreementFactory()
    cite(record, two, "kind")
    merger = merge_records(two.source, one.source, reason="One article", by="ed").merger
    assert AgreementEvidence.objects.get().passage == one
    assert merger is not None
    undo(merger, reason="Two", by="ed")
    assert AgreementEvidence.objects.get().passage == two
