"""Standings of published agreements: on which days a state or group may, and surely does, hold (domain section 4)."""

from __future__ import annotations

from django.contrib.postgres.indexes import GistIndex
from django.db import models

from agreements.partial_dates.fields import DaySetField
from agreements.register.models.entry import AgreementEntry
from agreements.register.models.publication import Publication


class StandingRow(models.Model):
    """One standing of one publication. ``detail`` is the rest of the rules' ``Standing``, as it stands in the document.

    ``presumed`` says that the basis is a presumption: such days are never *certain*. The range of numbers is repeated
    from the entry so that present standings have an index of their own.
    """

    # Both columns begin an index below, so they need none of their own.
    publication = models.ForeignKey(Publication, models.CASCADE, related_name="+", db_index=False)
    entry = models.ForeignKey(AgreementEntry, models.CASCADE, related_name="standings", db_index=False)
    until_number = models.PositiveBigIntegerField(null=True)
    position = models.PositiveSmallIntegerField()
    code = models.CharField(max_length=32)
    is_group = models.BooleanField()
    presumed = models.BooleanField()
    may = DaySetField()
    surely = DaySetField()
    detail = models.JSONField()

    class Meta:
        db_table = "register_standing"
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["publication", "position"], name="standing_position_once")]
        indexes = [
            models.Index(fields=["entry", "code"], name="standing_of_entry"),
            GistIndex(fields=["may"], condition=models.Q(until_number__isnull=True), name="standing_may"),
            GistIndex(fields=["surely"], condition=models.Q(until_number__isnull=True), name="standing_surely"),
        ]

    def __str__(self) -> str:
        return f"{self.code} of publication {self.publication_id}"
