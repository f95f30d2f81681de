"""Rows of documents that have lists of their own: relations, acts, deadlines, citations (and, with the programmes,
activities).

A list of relations could be read from the documents of all agreements, but then it would cost what the whole register
costs. So the door writes one row for each beside the entry, from the document alone, with the range of numbers in which
it is the latest; the audit makes them anew and compares. A row holds what its list filters and sorts by and where the
rest is to be read: in the document of its publication, by its key.
"""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex, GistIndex
from django.db import models
from django.db.models import Q

from agreements.partial_dates.fields import PartialDateField
from agreements.register.models.entry import PRESENT, EntryQuerySet
from agreements.register.models.publication import Publication


class RowBase(models.Model):
    """What rows of every kind have.

    ``record_id`` is the record in whose document the row stands, ``key`` its name in there; ``row_id`` is its name in
    the register, the same in all its publications, and breaks ties. ``updated_at`` is the time of the publication.
    """

    publication = models.ForeignKey(Publication, models.CASCADE, related_name="+", db_index=False)
    record_id = models.CharField(max_length=120)
    row_id = models.CharField(max_length=340)
    key = models.CharField(max_length=200, blank=True, default="")
    first_number = models.PositiveBigIntegerField()
    until_number = models.PositiveBigIntegerField(null=True)
    updated_at = models.DateTimeField()

    objects = EntryQuerySet.as_manager()

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.row_id} {self.first_number}..{self.until_number or ''}"


def once(name: str) -> list[models.BaseConstraint]:
    """Give the constraints that a row stands once in a publication and once in the present, with numbers in order."""
    return [
        models.CheckConstraint(
            condition=PRESENT | Q(until_number__gt=models.F("first_number")), name=f"{name}_numbers_in_order"
        ),
        models.UniqueConstraint(fields=["publication", "row_id"], name=f"{name}_once"),
        models.UniqueConstraint(fields=["row_id"], condition=PRESENT, name=f"{name}_one_present"),
    ]


def by_number(name: str) -> list[models.Index]:
    """Give the index by which rows of the past are found (see ``register.models.entry``)."""
    return [models.Index(fields=["until_number"], condition=~PRESENT, name=f"{name}_past")]


class RelationRow(RowBase):
    """A relation, on the record that it belongs to: its subject. ``object_id`` is the other end."""

    object_id = models.CharField(max_length=120)
    code = models.CharField(max_length=16)
    extent = models.CharField(max_length=8)
    basis = models.CharField(max_length=12)
    preferred = models.BooleanField()
    date = PartialDateField(null=True)

    class Meta:
        db_table = "register_relation_row"
        constraints = once("relation_row")
        indexes = [
            *by_number("relation_row"),
            models.Index(fields=["record_id"], condition=PRESENT, name="relation_row_subject"),
            models.Index(fields=["object_id"], condition=PRESENT, name="relation_row_object"),
        ]


class EventRow(RowBase):
    """One act or observation of an agreement. ``occasion`` is the one of the act itself."""

    type = models.CharField(max_length=32)
    basis = models.CharField(max_length=12)
    occasion = models.CharField(max_length=120, blank=True, default="")
    preferred = models.BooleanField()
    date = PartialDateField(null=True)
    takes_effect = PartialDateField(null=True)

    class Meta:
        db_table = "register_event_row"
        constraints = once("event_row")
        indexes = [
            *by_number("event_row"),
            models.Index(fields=["record_id"], condition=PRESENT, name="event_row_record"),
            GistIndex(fields=["date"], condition=PRESENT, name="event_row_day"),
        ]


class DeadlineRow(RowBase):
    """A day on which something ends, must be decided, meets or was planned to be done.

    Agreements and programmes write here, so that one list has both: ``record_type`` says whose it is, and what the list
    filters by is repeated from the record's entry (``kind`` for agreements only). ``agreements`` are the agreement
    itself, or those that the programme rests on. ``ordinal`` is the number of the term of a decision date, else 0.
    """

    record_type = models.CharField(max_length=24)
    type = models.CharField(max_length=20)
    date = PartialDateField()
    ordinal = models.PositiveIntegerField(default=0)
    kind = models.CharField(max_length=32, blank=True, default="")
    countries = ArrayField(models.CharField(max_length=2), default=list)
    institutions = ArrayField(models.CharField(max_length=120), default=list)
    sectors = ArrayField(models.CharField(max_length=120), default=list)
    agreements = ArrayField(models.CharField(max_length=120), default=list)

    class Meta:
        db_table = "register_deadline_row"
        constraints = once("deadline_row")
        indexes = [
            *by_number("deadline_row"),
            GistIndex(fields=["date"], condition=PRESENT, name="deadline_row_day"),
            models.Index(fields=["record_type", "record_id"], condition=PRESENT, name="deadline_row_record"),
            GinIndex(fields=["countries"], condition=PRESENT, name="deadline_row_countries"),
            GinIndex(fields=["institutions"], condition=PRESENT, name="deadline_row_institutions"),
            GinIndex(fields=["agreements"], condition=PRESENT, name="deadline_row_agreements"),
        ]


class CitationRow(RowBase):
    """A row of a table (a register, a data file) that evidence cites: its place, on the record that cites it.

    The source's own document does not hold its rows (docs/decisions/0011); its page lists them from here, in the order
    of ``ordinal``, the first number in ``locator``. ``key`` is the passage's.
    """

    record_type = models.CharField(max_length=24)
    source = models.CharField(max_length=120)
    locator = models.CharField(max_length=80, blank=True, default="")
    ordinal = models.PositiveBigIntegerField(default=0)

    class Meta:
        db_table = "register_citation_row"
        constraints = once("citation_row")
        indexes = [
            *by_number("citation_row"),
            models.Index(fields=["source", "ordinal", "key"], condition=PRESENT, name="citation_row_place"),
        ]
