"""What is in a work queue, and what is just outside it (scenario E11). The day is 1 March 2026, fixed."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser

import tests.factories as factories
from agreements.admin.queues.asking import Asker, kind_of_model
from agreements.admin.queues.rules import QUEUES
from agreements.audit.measures import keep_measures, stale
from agreements.desk.models import AuditFinding, AuditRun, Review
from agreements.models import Agreement, AgreementEvidence, Source
from agreements.partial_dates.dayset import DaySet

pytestmark = pytest.mark.django_db
DAY = date(2026, 3, 1)


def waiting(code: str, model: Any = Agreement, user: Any = None) -> set[str]:
    """Return the addresses of the records in a queue."""
    condition = QUEUES[code].rule(kind_of_model(model), Asker(DAY, user or AnonymousUser()))
    return set(model.objects.filter(condition).values_list("slug", flat=True))


def after(days: int) -> str:
    return (DAY + timedelta(days)).isoformat()


def put(slug: str, **columns: Any) -> Agreement:
    """Make an agreement and write columns that settling or publishing would write."""
    record = factories.AgreementFactory(slug=slug)
    Agreement.objects.filter(pk=record.pk).update(**columns)
    return record


def published(slug: str, **columns: Any) -> Agreement:
    record = put(slug, **columns)
    record.refresh_from_db()
    Agreement.objects.filter(pk=record.pk).update(stage="published", published_revision=record.revision)
    return record


def test_what_may_end_from_today_to_the_180th_day_is_in_and_its_neighbours_are_out() -> None:
    for slug, ends in {
        "yesterday": after(-1),
        "today": after(0),
        "day-180": after(180),
        "day-181": after(181),
        "month-that-began-before": "2026-02-20/2026-03-01",
        "month-that-goes-on-after": "2026-08-28/2026-09-30",
    }.items():
        put(slug, ends=ends)
    put("withdrawn", ends=after(1), stage="withdrawn", published_revision=1)
    put("unknown", ends=None)
    assert waiting("ends") == {"today", "day-180", "month-that-began-before", "month-that-goes-on-after"}


def test_a_decision_from_today_to_the_90th_day_is_in_and_its_neighbours_are_out() -> None:
    for slug, days in {"yesterday": -1, "today": 0, "day-90": 90, "day-91": 91}.items():
        put(slug, decisions=DaySet.between(DAY + timedelta(days), DAY + timedelta(days)))
    both_sides = DaySet.between(DAY - timedelta(300), DAY - timedelta(300)) | DaySet.between(date(2027, 1, 1), None)
    put("before-and-long-after", decisions=both_sides)
    put("none", decisions=None)
    assert waiting("decisions") == {"today", "day-90"}


def test_a_decision_date_comes_from_the_clause_of_a_draft_too() -> None:
    from agreements import publishing

    record = factories.AgreementFactory(slug="tacit", legal_force="binding")
    factories.ActFactory(agreement=record, type="effective", date="2023-08-01")
    factories.ClauseFactory(
        agreement=record, duration_kind="fixed-term", initial_term="P36M", renewal_kind="tacit-fixed-periods",
        renewal_term="P12M", notice_period="P3M", termination_right="end-of-term",
    )  # fmt: skip
    publishing.settle_working(record)
    assert date(2026, 4, 30) in record.decisions, "domain section 7: the term to 31 July 2026, with P3M"
    assert waiting("decisions") == {"tacit"}


def test_drafts_reviews_and_changes_are_told_apart() -> None:
    put("draft")
    put("in-review", stage="in-review")
    sent = put("sent")
    review = {"record_type": "agreement", "revision": 1, "sent_at": "2026-02-01T00:00:00Z", "sent_by_name": "ed"}
    Review.objects.create(record_pk=sent.pk, **review)
    published("public")
    Agreement.objects.filter(pk=published("edited").pk).update(summary="Another word")
    assert waiting("drafts") == {"draft", "sent"}
    assert waiting("review") == {"in-review", "sent"}
    assert waiting("changed") == {"edited"}


def test_evidence_checked_365_days_ago_is_fresh_and_a_day_more_is_not() -> None:
    def checked(slug: str, on: str | None) -> None:
        record = factories.AgreementFactory(slug=slug)
        factories.AgreementEvidenceFactory(agreement=record, last_checked=on)
        record.refresh_from_db()
        Agreement.objects.filter(pk=record.pk).update(stage="published", published_revision=record.revision)

    checked("day-365", after(-365))
    checked("day-366", after(-366))
    checked("never", None)
    published("without-evidence")
    draft = factories.AgreementFactory(slug="draft")
    factories.AgreementEvidenceFactory(agreement=draft, last_checked=None)
    expected = {"day-366", "never", "without-evidence"}
    assert waiting("unchecked") == expected
    keep_measures()
    assert stale(kind_of_model(Agreement)) == []
    assert waiting("unchecked") == expected, "kept or measured just now, a queue says the same"


def test_a_dispute_is_open_until_a_value_is_preferred_with_a_reason() -> None:
    def says(slug: str, *values: str, **more: Any) -> AgreementEvidence:
        record = Agreement.objects.filter(slug=slug).first() or factories.AgreementFactory(slug=slug)
        about = {"agreement": record, "part": "act", "item": "expired", "field": "date"}
        return [factories.AgreementEvidenceFactory(**about, value=value, **more) for value in values][-1]

    says("differ", "2024-06", "2025-06")
    says("agree", "2024-06", "2024-06")
    says("one-is-coarser", "2024", "2024-06")
    says("contradicted", "2024-06", stance="contradicts")
    says("settled", "2024-06")
    says("settled", "2025-06", preferred=False, lost_reason="A slip")
    says("all-lost", "2024-06", preferred=False, lost_reason="A slip")
    says("settled-against", "2025-06", stance="contradicts", preferred=False, lost_reason="A slip")
    assert waiting("disputed") == {"differ", "contradicted", "all-lost"}
    AgreementEvidence.objects.filter(agreement__slug="differ", value="2025-06").update(
        preferred=False, lost_reason="Read wrongly"
    )
    keep_measures()
    assert waiting("disputed") == {"contradicted", "all-lost"}


def test_what_is_given_without_a_passage_is_unsourced_as_publishing_says() -> None:
    from agreements.models.evidence import AGREEMENT_FIELDS
    from agreements.publishing.agreement import rows_of
    from agreements.publishing.sourcing import unsourced

    factories.publishable_agreement("proved")
    gap = factories.publishable_agreement("gap")
    factories.ActFactory(agreement=gap, type="expired", date="2024-06")
    lost = factories.publishable_agreement("lost")
    lost.evidence.filter(field="kind").update(preferred=False, lost_reason="A slip")
    factories.AgreementFactory(slug="gives-nothing")
    ours = {
        record.slug
        for record in Agreement.objects.all()
        if unsourced(record, rows_of(record), AGREEMENT_FIELDS, record.evidence.all())
    }
    assert waiting("unsourced") == ours == {"gap", "lost"}


def test_a_record_rests_on_one_source_until_another_speaks_for_it() -> None:
    factories.publishable_agreement("one")
    two = factories.publishable_agreement("two")
    factories.AgreementEvidenceFactory(agreement=two, field="level")
    against = factories.publishable_agreement("one-for-one-against")
    factories.AgreementEvidenceFactory(agreement=against, field="level", stance="contradicts")
    factories.AgreementFactory(slug="none")
    assert waiting("one-source") == {"one", "one-for-one-against"}


def test_sources_without_text_and_findings_of_the_last_run_only() -> None:
    factories.SourceFactory(slug="bare")
    factories.SourceFactory(slug="kept", text="All of it")
    assert waiting("no-text", Source) == {"bare"}
    assert QUEUES["no-text"].rule(kind_of_model(Agreement), Asker(DAY, AnonymousUser())) is None
    for slug in ("former", "noted", "wrong"):
        put(slug)
    for at, rows in (("2026-01-01", [("former", False)]), ("2026-02-01", [("noted", True), ("wrong", False)])):
        run = AuditRun.objects.create(at=f"{at}T00:00:00Z", seconds=1)
        for slug, is_note in rows:
            AuditFinding.objects.create(
                run=run, rule="r", record_type="agreement", record_id=slug, words="w", is_note=is_note
            )
    assert waiting("findings") == {"wrong"}


def test_mine_are_unfinished_records_that_i_changed_last_or_got_back() -> None:
    from django.contrib.admin.models import CHANGE, LogEntry
    from django.contrib.contenttypes.models import ContentType

    me, other = factories.EditorFactory(username="me"), factories.EditorFactory(username="other")
    about = ContentType.objects.get_for_model(Agreement).pk

    def touched(record: Agreement, *by: Any) -> None:
        for user in by:
            LogEntry.objects.create(
                user_id=user.pk, content_type_id=about, object_id=str(record.pk), object_repr="r", action_flag=CHANGE
            )

    touched(put("mine"), other, me)
    touched(put("theirs"), me, other)
    touched(published("done"), me)
    back = put("back")
    Review.objects.create(
        record_type="agreement", record_pk=back.pk, revision=1, state="returned", sent_at="2026-02-01T00:00:00Z",
        sent_by=me, sent_by_name="me", decided_at="2026-02-02T00:00:00Z",
    )  # fmt: skip
    assert waiting("mine", user=me) == {"mine", "back"}
    assert waiting("mine", user=other) == {"theirs"}
