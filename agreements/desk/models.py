"""What editors say of records, kept apart from the records and never published (domain sections 9 and 10).

A record is named by ``record_type`` (a kind's code at the door, such as ``agreement``) and ``record_pk``; its address
stands beside for reading. Persons are named twice: by account while it exists, and by name for good.
"""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from agreements.desk.imports import ImportFile, ImportRun, ImportState

__all__ = [
    "AboutRecord",
    "AuditFinding",
    "AuditRun",
    "Covered",
    "DuplicateCount",
    "ImportFile",
    "ImportRun",
    "ImportState",
    "Measure",
    "Merger",
    "Review",
    "ReviewComment",
    "ReviewState",
    "Verdict",
]


def _person(label: Any, name: str) -> models.ForeignKey[Any, Any]:
    return models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, editable=False, related_name=name, verbose_name=label
    )


class AboutRecord(models.Model):
    """Something that the desk keeps of one working record."""

    record_type = models.CharField(_("kind of record"), max_length=24, editable=False)
    record_pk = models.BigIntegerField(_("record"), editable=False)
    record_id = models.CharField(_("address then"), max_length=120, blank=True, default="", editable=False)

    class Meta:
        abstract = True


class ReviewState(models.TextChoices):
    """What became of a submission."""

    OPEN = "open", _("Waiting for review")
    RETURNED = "returned", _("Returned")
    PUBLISHED = "published", _("Published")
    TAKEN_BACK = "taken-back", _("Taken back")


class Review(AboutRecord):
    """One submission of a record for review: as it was at ``revision``, by whom, and what the reviewer decided.

    At most one is open for a record. ``events`` says up to which events of history it was sent, as ``Covered`` does.
    ``decided_note`` is for editors; the public reason stands in the publication.
    """

    revision = models.PositiveBigIntegerField(_("revision"), editable=False)
    state = models.CharField(_("state"), max_length=12, choices=ReviewState, default=ReviewState.OPEN, editable=False)
    sent_at = models.DateTimeField(_("sent"), editable=False)
    sent_by = _person(_("sent by"), "+")
    sent_by_name = models.CharField(_("sent by"), max_length=150, editable=False)
    events = models.JSONField(default=dict, editable=False)
    note = models.TextField(_("note to the reviewer"), blank=True, default="", editable=False)
    decided_at = models.DateTimeField(_("decided"), null=True, editable=False)
    decided_by = _person(_("decided by"), "+")
    decided_by_name = models.CharField(_("decided by"), max_length=150, blank=True, default="", editable=False)
    decided_note = models.TextField(_("what the reviewer said"), blank=True, default="", editable=False)

    class Meta:
        verbose_name = _("review")
        verbose_name_plural = _("reviews")
        ordering = ["-sent_at", "-id"]
        indexes = [models.Index(fields=["record_type", "record_pk"], name="review_record")]
        constraints = [
            models.UniqueConstraint(
                fields=["record_type", "record_pk"],
                condition=models.Q(state="open"),
                name="review_one_open_of_a_record",
                violation_error_message=_("This record is in review already."),
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=ReviewState.values),
                name="review_state_known",
                violation_error_message=_("This is not a state of a review."),
            ),
            models.CheckConstraint(
                condition=models.Q(state="open") | models.Q(decided_at__isnull=False),
                name="review_decided_when",
                violation_error_message=_("A review that is no longer open says when it was decided."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.record_type} {self.record_id}, revision {self.revision}: {self.state}"


class ReviewComment(models.Model):
    """A remark on a submission, on one field (``path``, as evidence names it) or on the whole."""

    review = models.ForeignKey(Review, models.CASCADE, related_name="comments", editable=False)
    at = models.DateTimeField(_("when"), editable=False)
    by = _person(_("by"), "+")
    by_name = models.CharField(_("by"), max_length=150, editable=False)
    path = models.CharField(_("field"), max_length=200, blank=True, default="", editable=False)
    text = models.TextField(_("remark"), editable=False)

    class Meta:
        verbose_name = _("remark")
        verbose_name_plural = _("remarks")
        ordering = ["at", "id"]

    def __str__(self) -> str:
        return self.text[:80]


class Covered(AboutRecord):
    """Up to which event of history the last publication of a record took it in, by table of history.

    Written by the door while it holds the record's row. Whoever changes a record holds that row too before history is
    written, so that the events of a record with a greater number, and no others, came after its publication; the time
    of an event, which is that at which its transaction began, could not tell. A record without a row here was never
    published by a door that kept count: then every event counts.
    """

    events = models.JSONField(default=dict, editable=False)
    at = models.DateTimeField(_("when"), editable=False)

    class Meta:
        verbose_name = _("history covered by a publication")
        verbose_name_plural = _("history covered by publications")
        constraints = [models.UniqueConstraint(fields=["record_type", "record_pk"], name="covered_one_of_a_record")]

    def __str__(self) -> str:
        return f"{self.record_type} {self.record_id}"


class AuditRun(models.Model):
    """One run of the audit, the last of which the desk shows."""

    at = models.DateTimeField(_("when"), editable=False)
    seconds = models.FloatField(_("seconds"), editable=False)
    is_whole = models.BooleanField(_("every rule was asked"), default=True, editable=False)
    by_name = models.CharField(_("by"), max_length=150, blank=True, default="", editable=False)

    class Meta:
        verbose_name = _("run of the audit")
        verbose_name_plural = _("runs of the audit")
        ordering = ["-at", "-id"]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M}"


class AuditFinding(models.Model):
    """One finding of a run: which rule, of which record where it is one's, in words."""

    run = models.ForeignKey(AuditRun, models.CASCADE, related_name="findings", editable=False)
    rule = models.CharField(_("rule"), max_length=80, editable=False)
    record_type = models.CharField(_("kind of record"), max_length=24, blank=True, default="", editable=False)
    record_id = models.CharField(_("record"), max_length=120, blank=True, default="", editable=False)
    words = models.TextField(_("finding"), editable=False)
    is_note = models.BooleanField(_("unusual, not wrong"), default=False, editable=False)

    class Meta:
        verbose_name = _("finding of the audit")
        verbose_name_plural = _("findings of the audit")
        ordering = ["id"]
        indexes = [models.Index(fields=["record_type", "record_id"], name="finding_record")]

    def __str__(self) -> str:
        return self.words


class Measure(models.Model):
    """How well the values of one record were proved at one of its revisions; another revision must be measured anew.

    ``checked_on`` is the day on which the longest unchecked of its evidence was checked, NULL where some never was or
    where there is none.
    """

    record_type = models.CharField(max_length=24, editable=False)
    record_pk = models.BigIntegerField(editable=False)
    revision = models.PositiveBigIntegerField(editable=False)
    unsourced = models.BooleanField(editable=False)
    disputed = models.BooleanField(editable=False)
    one_source = models.BooleanField(editable=False)
    checked_on = models.DateField(null=True, editable=False)

    class Meta:
        verbose_name = _("measure of a record")
        verbose_name_plural = _("measures of records")
        constraints = [models.UniqueConstraint(fields=["record_type", "record_pk"], name="measure_one_of_a_record")]

    def __str__(self) -> str:
        return f"{self.record_type} {self.record_pk}, revision {self.revision}"


class DuplicateCount(models.Model):
    """How many pairs of records of a kind were proposed as one when they were last counted.

    Finding them compares titles of all records, too much for the first page of the desk; each whole audit counts them.
    """

    record_type = models.CharField(max_length=24, unique=True, editable=False)
    pairs = models.PositiveIntegerField(editable=False)
    at = models.DateTimeField(editable=False)

    class Meta:
        verbose_name = _("count of possible duplicates")
        verbose_name_plural = _("counts of possible duplicates")

    def __str__(self) -> str:
        return f"{self.record_type}: {self.pairs}"


class Verdict(models.Model):
    """An editor's word that two records that look alike are two; the pair is not proposed again.

    ``first_pk`` is the smaller number, so that a pair is one row.
    """

    record_type = models.CharField(_("kind of record"), max_length=24, editable=False)
    first_pk = models.BigIntegerField(editable=False)
    second_pk = models.BigIntegerField(editable=False)
    reason = models.TextField(_("why they are two"))
    at = models.DateTimeField(_("when"), editable=False)
    by = _person(_("by"), "+")
    by_name = models.CharField(_("by"), max_length=150, editable=False)

    class Meta:
        verbose_name = _("verdict on a pair")
        verbose_name_plural = _("verdicts on pairs")
        ordering = ["-at", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["record_type", "first_pk", "second_pk"], name="verdict_one_of_a_pair"),
            models.CheckConstraint(
                condition=models.Q(first_pk__lt=models.F("second_pk")), name="verdict_pair_in_order"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.record_type} {self.first_pk} / {self.second_pk}"


class Merger(AboutRecord):
    """A merger as it was done, with everything it moved, so that it can be undone.

    The record named is the one that was closed; ``into_pk`` and ``into_id`` name the one that goes on. ``moved`` says
    which rows went where and what they were before (its shape is the merging package's).
    """

    into_pk = models.BigIntegerField(_("into"), editable=False)
    into_id = models.CharField(_("into"), max_length=120, editable=False)
    reason = models.TextField(_("public reason"), editable=False)
    moved = models.JSONField(default=dict, editable=False)
    at = models.DateTimeField(_("when"), editable=False)
    by = _person(_("by"), "+")
    by_name = models.CharField(_("by"), max_length=150, editable=False)
    undone_at = models.DateTimeField(_("undone"), null=True, editable=False)
    undone_by_name = models.CharField(_("undone by"), max_length=150, blank=True, default="", editable=False)

    class Meta:
        verbose_name = _("merger")
        verbose_name_plural = _("mergers")
        ordering = ["-at", "-id"]
        indexes = [models.Index(fields=["record_type", "record_pk"], name="merger_record")]

    def __str__(self) -> str:
        return f"{self.record_type} {self.record_id} > {self.into_id}"
