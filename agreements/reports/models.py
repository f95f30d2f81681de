"""What is kept of a report, and of who sent it: the report itself, and a number that forgets the sender overnight.

Of a visitor only a keyed digest of address and day is stored, apart from the reports and for that day only; the next
report of any day after wipes it. A contact is kept where the reader gave one.
"""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class ReportState(models.TextChoices):
    """What the editors made of a report."""

    NEW = "new", _("New")
    ACCEPTED = "accepted", _("Accepted")
    REJECTED = "rejected", _("Rejected")
    DUPLICATE = "duplicate", _("Duplicate")


class Report(models.Model):
    """One report: of which record and fact, what the reader says, and what became of it.

    ``reference`` is what the reader was given; it follows no order, so nobody can count or guess reports.
    ``record_type`` and ``record_id`` are empty for the register as a whole, ``fact`` (a path as evidence names it) for
    a record as a whole. ``fact_words``, ``as_of`` and ``publication`` say what the reader saw, whatever changes later.
    """

    reference = models.CharField(_("reference"), max_length=16, unique=True, editable=False)
    received_at = models.DateTimeField(_("received"), editable=False)
    record_type = models.CharField(_("kind of record"), max_length=24, blank=True, default="", editable=False)
    record_id = models.CharField(_("record"), max_length=120, blank=True, default="", editable=False)
    fact = models.CharField(_("fact"), max_length=400, blank=True, default="", editable=False)
    fact_words = models.TextField(_("fact in words"), blank=True, default="", editable=False)
    language = models.CharField(_("language of the page"), max_length=10, editable=False)
    as_of = models.DateField(_("day read"), null=True, editable=False)
    publication = models.PositiveBigIntegerField(_("register at no."), default=0, editable=False)
    message = models.TextField(_("what is wrong"), editable=False)
    proposed = models.TextField(_("what it should say"), blank=True, default="", editable=False)
    proof = models.TextField(_("where that can be checked"), blank=True, default="", editable=False)
    contact = models.CharField(_("contact"), max_length=200, blank=True, default="", editable=False)
    state = models.CharField(_("state"), max_length=12, choices=ReportState, default=ReportState.NEW)
    note = models.TextField(_("note"), blank=True, default="", help_text=_("For editors; not public."))
    decided_by = models.CharField(_("decided by"), max_length=150, blank=True, default="", editable=False)
    decided_at = models.DateTimeField(_("decided"), null=True, editable=False)

    class Meta:
        db_table = "reports_report"
        verbose_name = _("report of a mistake")
        verbose_name_plural = _("reports of mistakes")
        ordering = ["-received_at"]
        indexes = [
            models.Index(fields=["state", "-received_at"], name="report_queue"),
            models.Index(fields=["record_type", "record_id"], name="report_record"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state__in=ReportState.values),
                name="report_state_known",
                violation_error_message=_("A report is new, accepted, rejected or a duplicate."),
            ),
        ]

    def __str__(self) -> str:
        about = f"{self.record_type}:{self.record_id}" if self.record_type else "-"
        return f"{self.reference} ({about})"


class Tally(models.Model):
    """How many reports one visitor sent in one hour of one day; rows of earlier days are wiped by the next report."""

    visitor = models.CharField(max_length=64)
    day = models.DateField()
    hour = models.PositiveSmallIntegerField()
    count = models.PositiveIntegerField(default=0)

    class Meta:
        db_table = "reports_tally"
        constraints = [models.UniqueConstraint(fields=["visitor", "day", "hour"], name="report_tally_once")]

    def __str__(self) -> str:
        return f"{self.day} {self.hour}: {self.count}"
