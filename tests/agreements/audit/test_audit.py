"""The audit finds what was altered behind the door, names it, and finds nothing else."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.db import connection, transaction
from django.db.models import F
from pytest_django.plugin import DjangoDbBlocker

from agreements.models import Act, Agreement, Country, Sector
from agreements.publishing import merge, publish, restore, settle_working, withdraw
from agreements.register.models import AgreementEntry, Publication
from tests.agreements.audit.running import run
from tests.factories import (
    ActFactory,
    AgreementFactory,
    RelationFactory,
    publishable_agreement,
    publishable_program,
)

pytestmark = pytest.mark.django_db


def sql(statement: str, *params: object) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, params)
        assert cursor.rowcount > 0, "the alteration must alter something"


@pytest.fixture(scope="module")
def published(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Agreement]:
    """An ended memorandum and the one that replaced it, public, each with a history; taken back after the module."""
    with django_db_blocker.unblock(), transaction.atomic():
        old, new = publishable_agreement("old-mou", signed="2019-08-01"), publishable_agreement("new-mou")
        ActFactory(agreement=old, type="expired", date="2024-06")
        RelationFactory(subject=new, object=old)
        sources = [row.passage.source for record in (old, new) for row in record.evidence.all()[:1]]
        publish([*Country.objects.all(), *Sector.objects.all(), *sources, old, new], reason="First load", by="ed")
        old.level = "inter-ministerial"
        old.save()
        publish([old], reason="Level", by="ed")
        yield old
        transaction.set_rollback(True)


@pytest.fixture
def old(published: Agreement, db: None) -> Agreement:
    """The ended memorandum, fresh from the database, in the test's own savepoint."""
    return Agreement.objects.get(pk=published.pk)


def test_an_untouched_register_has_no_finding(old: Agreement) -> None:
    assert run() == (0, "no finding\n")


@pytest.mark.thorough
def test_a_register_with_a_whole_life_has_no_finding(old: Agreement) -> None:
    program = publishable_program()
    named = [row.passage.source for row in program.evidence.all()]
    named += [row.sector for row in program.sector_rows.all()]
    named += [r for row in program.leads.all() for r in (row.country, row.institution) if r]
    publish([*named, program], reason="A programme", by="ed")
    double = publishable_agreement("double-mou")
    publish([double, double.evidence.first().passage.source], reason="Twice", by="ed")
    merge(double, old, reason="The same", by="ed")
    new = Agreement.objects.get(slug="new-mou")
    withdraw([new], reason="Wrong", by="ed")
    assert run() == (0, "no finding\n")
    restore([new], reason="Right", by="ed")
    assert run() == (0, "no finding\n")


@pytest.mark.thorough
@pytest.mark.parametrize("column", ["document", "facts"])
def test_what_a_publication_lost_is_named_and_stops_no_other_rule(old: Agreement, column: str) -> None:
    sql(f"UPDATE register_publication SET {column} = NULL WHERE record_id = 'old-mou'")
    code, printed = run()
    assert code == 1
    assert "agreement/old-mou, document: publication" in printed
    assert "lost its document or its facts" in printed


@pytest.mark.parametrize(
    ("statement", "named"),
    [
        (
            "UPDATE register_standing SET surely = '{[2000-01-01,2001-01-01)}' WHERE code = 'expired'",
            "register_standing.surely",
        ),
        ("UPDATE register_standing SET presumed = NOT presumed WHERE code = 'replaced'", "register_standing.presumed"),
        ("DELETE FROM register_standing WHERE code = 'replaced' AND until_number IS NULL", "standing"),
        (
            "UPDATE register_agreement_entry SET level = 'not-stated' WHERE until_number IS NULL",
            "register_agreement_entry.level",
        ),
        (
            "UPDATE register_agreement_entry SET signed = NULL WHERE until_number IS NOT NULL",
            "register_agreement_entry.signed",
        ),
        (
            "UPDATE register_agreement_entry SET until_number = until_number + 1 WHERE until_number IS NOT NULL",
            "until_number",
        ),
        ("DELETE FROM register_mention WHERE what = 'replaces'", "mention"),
        ("UPDATE register_record_entry SET title = 'Other' WHERE record_id = 'kr'", "register_record_entry.title"),
        ("UPDATE register_sequence SET last_number = last_number + 1", "last_number"),
    ],
)
def test_one_altered_row_is_found_and_named(old: Agreement, statement: str, named: str) -> None:
    sql(statement)
    code, said = run()
    assert code == 1
    assert named in said
    assert "finding" in said.splitlines()[-1]


def test_an_altered_row_of_one_record_accuses_no_other(old: Agreement) -> None:
    sql("UPDATE register_agreement_entry SET kind = 'treaty' WHERE record_id = 'new-mou'")
    code, said = run()
    assert code == 1
    assert said.splitlines()[-1] == "1 finding."
    assert "agreement/new-mou, register_agreement_entry.kind" in said
    assert "old-mou" not in said


def test_a_document_altered_past_the_trigger_is_found(old: Agreement) -> None:
    number = AgreementEntry.objects.get(record_id="old-mou", until_number=None).pk
    alter = "UPDATE register_publication SET document = jsonb_set(document, '{ends}', '\"2030\"') WHERE number = %s"
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE register_publication DISABLE TRIGGER USER")
        cursor.execute(alter, [number])
        cursor.execute("ALTER TABLE register_publication ENABLE TRIGGER USER")
    code, said = run()
    assert code == 1
    assert "agreement/old-mou, document.ends" in said
    assert "agreement/old-mou, digest" in said


def test_a_working_end_that_is_not_settled_is_found(old: Agreement) -> None:
    Act.objects.filter(agreement=old, type="expired").update(date="2024-05")
    code, said = run()
    assert code == 1
    assert "agreement/old-mou, ends" in said
    settle_working(old)
    assert run()[0] == 0


def test_evidence_for_another_day_than_the_one_entered_is_found(old: Agreement) -> None:
    row = old.evidence.get(part="act", item="signed")
    row.value = "2019"
    row.save()
    assert run()[0] == 0
    row.value = "2018"
    row.save()
    code, said = run()
    assert code == 1
    assert "agreement/old-mou, act/signed/date: act/signed/date is 2019-08-01" in said
    row.preferred, row.lost_reason = False, "A misprint"
    row.save()
    assert run()[0] == 0


@pytest.mark.thorough
def test_a_public_record_that_lacks_something_is_found(old: Agreement) -> None:
    old.evidence.filter(field="kind").delete()
    assert run()[0] == 0
    Agreement.objects.filter(pk=old.pk).update(published_revision=F("revision"))
    code, said = run()
    assert code == 1
    assert "agreement/old-mou, kind" in said


def test_a_dispute_without_a_preferred_relation_is_found(old: Agreement) -> None:
    RelationFactory(
        subject=AgreementFactory(slug="draft"), object=old, code="builds-on", preferred=False, lost_reason="Misread"
    )
    code, said = run()
    assert code == 1
    assert "agreement/draft, relation: no relation to old-mou is preferred" in said


def test_a_stage_that_the_register_does_not_know_is_found(old: Agreement) -> None:
    Agreement.objects.filter(pk=old.pk).update(stage="draft")
    AgreementFactory(slug="never", stage="published", published_revision=1)
    code, said = run()
    assert code == 1
    assert "agreement/old-mou, stage" in said
    assert "agreement/never, stage" in said
    assert Publication.objects.exists()
