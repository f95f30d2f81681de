"""Entries: one row a publication with what lists filter, search and sort by.

``first_number`` is the publication's own number; ``until_number`` is the number of the publication that took its place
(not included), or NULL while it is the latest. Entries of the present have partial indexes of their own. A record that
is withdrawn has no entry at any number, a merged one none from its merger on.

A reader fixes a number and then asks for what was the latest at it, now or until later: two arms of one condition. The
index on ``until_number`` answers the second, nearly always with nothing, and only with it can the database take the
partial indexes of the present for the first; without it every list reads the whole table.
"""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex, GistIndex, OpClass
from django.db import models
from django.db.models import F, Q

from agreements.partial_dates.fields import DaySetField, PartialDateField
from agreements.register.models.publication import Publication
from agreements.register.models.vectors import TermsField

PRESENT = Q(until_number__isnull=True)


def search_indexes(name: str) -> list[models.Index]:
    """Give the indexes by which words are found and misspelt ones guessed, among the entries of the present."""
    return [
        GinIndex(fields=["terms"], condition=PRESENT, name=f"{name}_terms"),
        GinIndex(OpClass(F("title"), name="gin_trgm_ops"), condition=PRESENT, name=f"{name}_title"),
    ]


class EntryQuerySet(models.QuerySet["EntryBase"]):
    """Entries as the register stood at a number of its sequence."""

    def at(self, number: int | None) -> EntryQuerySet:
        """Return the entries that were the latest at ``number``; None is the present."""
        if number is None:
            return self.filter(PRESENT)
        return self.filter(Q(first_number__lte=number) & (Q(until_number__gt=number) | PRESENT))


class EntryBase(models.Model):
    """What entries of every kind of record have; ``terms`` is what search finds them by (``register.indexing``)."""

    publication = models.OneToOneField(Publication, models.CASCADE, primary_key=True, related_name="+")
    record_id = models.CharField(max_length=120)
    first_number = models.PositiveBigIntegerField()
    until_number = models.PositiveBigIntegerField(null=True)
    title = models.TextField()
    updated_at = models.DateTimeField()
    terms = TermsField(default="", editable=False)

    objects = EntryQuerySet.as_manager()

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.record_id} {self.first_number}..{self.until_number or ''}"


class AgreementEntry(EntryBase):
    """What an agreement is filtered by. Codes and ids are as in the document; ``countries`` are upper-case codes.

    ``parties``, ``countries`` and ``institutions`` hold those that take part (contract, parameter ``party``);
    ``parties`` holds both, and the countries of the institutions. ``decisions`` are the decision dates up to
    2100-12-31, ``lapsed`` the days of the contract's ``lapsed=true``.
    """

    kind = models.CharField(max_length=32)
    legal_force = models.CharField(max_length=12)
    level = models.CharField(max_length=20)
    parties = ArrayField(models.CharField(max_length=120), default=list)
    countries = ArrayField(models.CharField(max_length=2), default=list)
    institutions = ArrayField(models.CharField(max_length=120), default=list)
    sectors = ArrayField(models.CharField(max_length=120), default=list)
    forms = ArrayField(models.CharField(max_length=32), default=list)
    identifiers = ArrayField(models.CharField(max_length=300), default=list)
    sources = ArrayField(models.CharField(max_length=120), default=list)
    occasions = ArrayField(models.CharField(max_length=120), default=list)
    signed = PartialDateField(null=True)
    effective = PartialDateField(null=True)
    ends = PartialDateField(null=True)
    ends_status = models.CharField(max_length=12)
    has_successor = models.BooleanField(default=False)
    lapsed = DaySetField()
    decisions = DaySetField()

    class Meta:
        db_table = "register_agreement_entry"
        constraints = [
            models.UniqueConstraint(fields=["record_id"], condition=PRESENT, name="agreement_entry_one_present"),
            models.CheckConstraint(
                condition=PRESENT | Q(until_number__gt=models.F("first_number")),
                name="agreement_entry_numbers_in_order",
            ),
        ]
        indexes = [
            models.Index(fields=["record_id", "first_number"], name="agreement_entry_record"),
            models.Index(fields=["until_number"], condition=~PRESENT, name="agreement_entry_past"),
            *(
                GinIndex(fields=[f], condition=PRESENT, name=f"agreement_entry_{f}"[:30])
                for f in ("parties", "sectors", "identifiers")
            ),
            *(
                GistIndex(fields=[f], condition=PRESENT, name=f"agreement_entry_{f}"[:30])
                for f in ("signed", "effective", "ends", "decisions", "lapsed")
            ),
            *search_indexes("agreement_entry"),
        ]


class RecordEntry(EntryBase):
    """The entry of an occasion, source, country, institution or sector."""

    record_type = models.CharField(max_length=24)
    date = PartialDateField(null=True)
    countries = ArrayField(models.CharField(max_length=2), default=list)
    parent = models.CharField(max_length=120, blank=True, default="")

    class Meta:
        db_table = "register_record_entry"
        constraints = [
            models.UniqueConstraint(
                fields=["record_type", "record_id"], condition=PRESENT, name="record_entry_one_present"
            ),
            models.CheckConstraint(
                condition=PRESENT | Q(until_number__gt=models.F("first_number")), name="record_entry_numbers_in_order"
            ),
        ]
        indexes = [
            models.Index(fields=["record_type", "record_id", "first_number"], name="record_entry_record"),
            models.Index(fields=["until_number"], condition=~PRESENT, name="record_entry_past"),
            *search_indexes("record_entry"),
        ]
