"""Entries of published programmes, and the rows of their activities."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q

from agreements.partial_dates.fields import PartialDateField
from agreements.register.models.entry import PRESENT, EntryBase, search_indexes
from agreements.register.models.rows import RowBase, by_number, once

__all__ = ["ActivityRow", "ProgramEntry"]


class ProgramEntry(EntryBase):
    """What a programme is filtered by; ``agreements`` are the ids of the agreements that it rests on."""

    kind = models.CharField(max_length=20)
    stated_state = models.CharField(max_length=20)
    parent = models.CharField(max_length=120, blank=True, default="")
    agreements = ArrayField(models.CharField(max_length=120), default=list)
    countries = ArrayField(models.CharField(max_length=2), default=list)
    institutions = ArrayField(models.CharField(max_length=120), default=list)
    sectors = ArrayField(models.CharField(max_length=120), default=list)
    forms = ArrayField(models.CharField(max_length=32), default=list)
    occasions = ArrayField(models.CharField(max_length=120), default=list)
    sources = ArrayField(models.CharField(max_length=120), default=list)
    planned_start = PartialDateField(null=True)
    planned_end = PartialDateField(null=True)
    actual_start = PartialDateField(null=True)
    actual_end = PartialDateField(null=True)

    class Meta:
        db_table = "register_program_entry"
        constraints = [
            models.UniqueConstraint(fields=["record_id"], condition=PRESENT, name="program_entry_one_present"),
            models.CheckConstraint(
                condition=PRESENT | Q(until_number__gt=models.F("first_number")), name="program_entry_numbers_in_order"
            ),
        ]
        indexes = [
            models.Index(fields=["record_id", "first_number"], name="program_entry_record"),
            models.Index(fields=["until_number"], condition=~PRESENT, name="program_entry_past"),
            GinIndex(fields=["agreements"], condition=PRESENT, name="program_entry_agreements"),
            *search_indexes("program_entry"),
        ]


class ActivityRow(RowBase):
    """One activity of a programme; ``institution`` is the one that is responsible for it."""

    institution = models.CharField(max_length=120, blank=True, default="")
    form = models.CharField(max_length=32, blank=True, default="")
    stated_state = models.CharField(max_length=20)
    planned_start = PartialDateField(null=True)
    planned_end = PartialDateField(null=True)
    actual_start = PartialDateField(null=True)
    actual_end = PartialDateField(null=True)

    class Meta:
        db_table = "register_program_activity_row"
        constraints = once("activity_row")
        indexes = [
            *by_number("activity_row"),
            models.Index(fields=["record_id"], condition=PRESENT, name="activity_row_record"),
        ]
