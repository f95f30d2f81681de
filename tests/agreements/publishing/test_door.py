"""The door: what publishing writes, and when it writes nothing."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, connection, transaction

from agreements.publishing import NotPublishable, missing, publish, restore, withdraw
from agreements.register.models import AgreementEntry, Publication, RecordEntry, Sequence, StandingRow
from tests.agreements.publishing.conftest import ready
from tests.factories import AgreementFactory, RelationFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("names")]


def last_number() -> int:
    return Sequence.objects.get_or_create(pk=1)[0].last_number


def test_a_record_becomes_public_with_its_document_entry_and_standings() -> None:
    record = ready("new-mou")
    publications = publish([record], reason="First entry", by="ed")
    mine = publications[0]
    assert (mine.type, mine.record_type, mine.record_id, mine.reason, mine.by) == (
        "created",
        "agreement",
        "new-mou",
        "First entry",
        "ed",
    )
    assert mine.document["signed"] == "2026-01-05"
    entry = AgreementEntry.objects.get()
    assert (entry.first_number, entry.until_number, entry.parties) == (mine.number, None, ["CN", "KR"])
    rows = StandingRow.objects.filter(entry=entry)
    assert {row.code for row in rows} == {s["code"] for s in mine.document["standings"]}
    assert {row.code for row in rows if row.is_group} == {"running"}
    record.refresh_from_db()
    assert (record.stage, record.editorial_status, str(record.signed)) == ("published", "published", "2026-01-05")


def test_the_source_is_published_again_with_the_passage_that_is_newly_cited() -> None:
    record = ready("new-mou")
    before = Publication.objects.filter(record_type="source").latest("number")
    assert before.document["passages"] == []
    _mine, source = publish([record], reason="First entry", by="ed")
    assert (source.record_type, source.type, source.reason) == ("source", "updated", "Follows from: First entry")
    assert [p["key"] for p in source.document["passages"]] == [record.evidence.first().passage.key]


def test_publishing_an_unchanged_record_makes_no_publication() -> None:
    record = ready("new-mou")
    publish([record], reason="First entry", by="ed")
    number = last_number()
    record.internal_notes = "Ask the ministry."
    record.save()
    record.refresh_from_db()
    assert record.editorial_status == "changed-since-publication"
    assert publish([record], reason="Again", by="ed") == []
    assert last_number() == number
    assert record.editorial_status == "published"


def test_a_draft_with_gaps_lists_exactly_what_is_missing_and_publishes_nothing() -> None:
    record = AgreementFactory(slug="gaps", title=None)
    number = last_number()
    with pytest.raises(NotPublishable) as refused:
        publish([ready("whole"), record], reason="Both", by="ed")
    assert {(p.record.slug, p.path) for p in refused.value.problems} == {
        ("gaps", path) for path in ("titles", "kind", "parties_status", "sectors_status", "acts_status")
    }
    assert [p.path for p in missing(record)] == [p.path for p in refused.value.problems]
    assert not AgreementEntry.objects.exists()
    assert last_number() == number + 1  # the source of "whole"


def test_what_a_record_names_must_be_public_or_published_with_it() -> None:
    from tests.factories import publishable_agreement

    record = publishable_agreement("new-mou")
    (gap,) = missing(record)
    source = record.evidence.first().passage.source
    assert gap.path == f"source/{source.slug}"
    with pytest.raises(NotPublishable):
        publish([record], reason="Alone", by="ed")
    assert len(publish([record, source], reason="Together", by="ed")) == 2


def test_explicitly_unknown_needs_no_evidence() -> None:
    record = AgreementFactory(
        slug="bare",
        title="An instrument of which only the name is known",
        kind="not-stated",
        parties_status="not-stated",
        acts_status="not-stated",
        sectors_status="unclassified",
    )
    assert missing(record) == []
    assert publish(record, reason="Known to exist", by="ed")[0].type == "created"


def test_a_new_version_closes_the_range_of_the_one_before() -> None:
    record = ready("new-mou")
    publish([record], reason="First entry", by="ed")
    record.level = "inter-ministerial"
    record.save()
    (second,) = publish([record], reason="Level found", by="ed")
    assert second.type == "updated"
    old, new = AgreementEntry.objects.order_by("first_number")
    assert (old.until_number, new.first_number, new.until_number) == (second.number, second.number, None)
    assert set(StandingRow.objects.filter(entry=old).values_list("until_number", flat=True)) == {second.number}
    assert set(StandingRow.objects.filter(entry=new).values_list("until_number", flat=True)) == {None}


def test_a_publication_cannot_be_changed_or_deleted_by_raw_sql() -> None:
    record = ready("new-mou")
    (mine, *_rest) = publish([record], reason="First entry", by="ed")
    for statement in (
        "UPDATE register_publication SET reason = 'Other' WHERE number = %s",
        "UPDATE register_publication SET document = '{}' WHERE number = %s",
        "UPDATE register_publication SET number = number + 1000 WHERE number = %s",
        "DELETE FROM register_publication WHERE number = %s",
    ):
        with pytest.raises(DatabaseError, match="publication_immutable"), transaction.atomic():
            connection.cursor().execute(statement, [mine.number])
    assert Publication.objects.get(number=mine.number).reason == "First entry"


def test_a_withdrawn_record_keeps_only_number_time_type_and_reason() -> None:
    record = ready("new-mou")
    publish([record], reason="First entry", by="ed")
    withdrawn, source = withdraw([record], reason="Entered by mistake", by="ed")
    assert (withdrawn.type, withdrawn.document, source.document["passages"]) == ("withdrawn", None, [])
    assert list(
        Publication.objects.filter(record_id="new-mou", record_type="agreement").values_list(
            "type", "document", "facts"
        )
    ) == [("created", None, None), ("withdrawn", None, None)]
    assert not AgreementEntry.objects.exists()
    assert not StandingRow.objects.exists()
    assert record.stage == "withdrawn"
    with pytest.raises(NotPublishable):
        publish([record], reason="Again", by="ed")
    restored, *_ = restore([record], reason="It was right after all", by="ed")
    assert (restored.type, restored.document["id"]) == ("restored", "new-mou")
    assert Publication.objects.get(number=withdrawn.number - 2).document is None
    assert record.stage == "published"


def test_a_name_that_public_records_need_cannot_be_withdrawn() -> None:
    record = ready("new-mou")
    publish([record], reason="First entry", by="ed")
    with pytest.raises(NotPublishable, match="agreement/new-mou"):
        withdraw([record.parties.first().country], reason="No more", by="ed")
    assert RecordEntry.objects.filter(record_id="kr").exists()


def test_a_change_needs_a_public_reason() -> None:
    with pytest.raises(ValueError, match="reason"):
        publish([ready("new-mou")], reason=" ", by="ed")


def test_facts_that_are_not_public_yet_are_kept_with_a_publication() -> None:
    record = ready("new-mou")
    publish([record], reason="First entry", by="ed")
    RelationFactory(subject=record, object=AgreementFactory(slug="draft"))
    (second,) = publish([record], reason="A predecessor, not yet public", by="ed")
    assert second.document["relations"] == []
    assert [relation["object"] for relation in second.facts["relations"]] == ["draft"]
    assert "draft" not in str(second.document)
