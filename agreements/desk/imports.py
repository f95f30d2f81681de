"""Imports of foreign registers from the desk: what was given, what it would do, and what it did.

A run stays for good, as the answer to "where do these records come from": the file by its sha-256, the profile in full,
the report. The file itself is kept apart and only until it is imported, or for some days.
"""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class ImportState(models.TextChoices):
    """How far a run came. What was refused wrote nothing, and can be previewed again."""

    UPLOADED = "uploaded", _("Not previewed yet")
    PREVIEWED = "previewed", _("Previewed, not imported")
    REFUSED = "refused", _("Refused")
    DONE = "done", _("Imported")


class ImportRun(models.Model):
    """One file brought to the desk, with the profile that says what its columns mean.

    ``digest`` is that of what the last preview said would happen; ``report`` is that preview, or once it was imported
    what the import did, in the shape of ``agreements.admin.imports.keeping``.
    """

    at = models.DateTimeField(_("uploaded"), editable=False)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("uploaded by"),
    )
    by_name = models.CharField(_("uploaded by"), max_length=150, editable=False)
    file_name = models.CharField(_("file"), max_length=200, editable=False)
    size = models.PositiveBigIntegerField(_("size in bytes"), editable=False)
    sha256 = models.CharField(max_length=64, editable=False)
    profile_name = models.CharField(_("profile"), max_length=80, blank=True, default="")
    profile_text = models.TextField(_("text of the profile"), blank=True, default="")
    state = models.CharField(
        _("state"), max_length=12, choices=ImportState, default=ImportState.UPLOADED, editable=False
    )
    digest = models.CharField(max_length=64, blank=True, default="", editable=False)
    report = models.JSONField(default=dict, editable=False)
    previewed_at = models.DateTimeField(_("previewed"), null=True, editable=False)
    done_at = models.DateTimeField(_("imported"), null=True, editable=False)
    done_by_name = models.CharField(_("imported by"), max_length=150, blank=True, default="", editable=False)

    class Meta:
        verbose_name = _("import")
        verbose_name_plural = _("imports")
        ordering = ["-at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state__in=ImportState.values),
                name="importrun_state_known",
                violation_error_message=_("This is not a state of an import."),
            ),
            models.CheckConstraint(
                condition=~models.Q(state="done") | models.Q(done_at__isnull=False),
                name="importrun_done_when",
                violation_error_message=_("An import that was done says when."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.file_name}, {self.at:%Y-%m-%d %H:%M}"


class ImportFile(models.Model):
    """The bytes of a run's file, while they are still needed; apart, so that no list of runs ever reads them."""

    run = models.OneToOneField(ImportRun, models.CASCADE, related_name="file", editable=False)
    content = models.BinaryField(editable=False)

    class Meta:
        verbose_name = _("file of an import")
        verbose_name_plural = _("files of imports")

    def __str__(self) -> str:
        return str(self.run)
