"""What a load (seed file or import row) last brought for a record, so that a later load can tell whose value is whose.

A value that an editor changed after the last load is kept: the file's value becomes evidence and the difference is
reported. That needs the value as it was loaded, which is kept here and nowhere else.
"""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class LoadedRecord(models.Model):
    """The values that one origin last loaded for one record, by field path, and the digest of the file or row."""

    origin = models.CharField(_("origin"), max_length=120, help_text=_("“seed”, or the scheme of an import."))
    record_type = models.CharField(_("type of record"), max_length=24)
    record_id = models.CharField(_("record"), max_length=120)
    digest = models.CharField(_("sha-256 of what was loaded"), max_length=64)
    values = models.JSONField(_("values as loaded"), default=dict)
    #: The record's revision right after the load: while it is the same, nobody changed anything since.
    revision = models.PositiveBigIntegerField(_("revision after the load"), null=True, blank=True)
    loaded_at = models.DateTimeField(_("loaded"), auto_now=True)

    class Meta:
        verbose_name = _("loaded record")
        verbose_name_plural = _("loaded records")
        constraints = [
            models.UniqueConstraint(fields=["origin", "record_type", "record_id"], name="loadedrecord_once_per_origin")
        ]

    def __str__(self) -> str:
        return f"{self.origin}: {self.record_type}/{self.record_id}"
