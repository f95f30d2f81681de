"""Publications: the immutable, numbered versions of the public documents, in one gapless sequence for the register.

The number is taken last in the publishing transaction, under the lock of the one ``Sequence`` row, so that numbers
follow the order of commits and leave no gap; the time is read after the lock and strictly increases (domain
section 10).
"""

from __future__ import annotations

import pgtrigger
from django.db import models

from agreements.codelists import PublicationType

#: Only the document and the facts may ever change, and only to nothing: that is what a withdrawal does.
IMMUTABLE = pgtrigger.Trigger(
    name="immutable",
    when=pgtrigger.Before,
    operation=pgtrigger.Update | pgtrigger.Delete,
    func="""
        IF TG_OP = 'UPDATE'
           AND (NEW.document IS NULL OR NEW.document = OLD.document) AND (NEW.facts IS NULL OR NEW.facts = OLD.facts)
           AND (to_jsonb(NEW) - ARRAY['document', 'facts']) = (to_jsonb(OLD) - ARRAY['document', 'facts'])
        THEN RETURN NEW;
        END IF;
        RAISE EXCEPTION 'publication_immutable: a publication is never changed; publish a new one'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'publication_immutable';
    """,
)


class Sequence(models.Model):
    """The register's clock: one row, holding the last number and the last time. Locked by every publisher."""

    last_number = models.PositiveBigIntegerField(default=0)
    last_time = models.DateTimeField(null=True)

    class Meta:
        db_table = "register_sequence"
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="sequence_is_one_row")]

    def __str__(self) -> str:
        return f"{self.last_number} at {self.last_time}"


class Publication(models.Model):
    """One version of one record's public document.

    ``document`` is complete and names other records by id; it is NULL for withdrawals and mergers, and for the earlier
    publications of a withdrawn record. ``facts`` are what it was derived from (never served). ``target`` is the record
    into which a merged one went. ``by`` is for editors only; ``reason`` is public.
    """

    number = models.PositiveBigIntegerField(primary_key=True)
    time = models.DateTimeField(unique=True)
    record_type = models.CharField(max_length=24)
    record_id = models.CharField(max_length=120)
    type = models.CharField(max_length=12, choices=PublicationType)
    reason = models.TextField(blank=True, default="")
    by = models.CharField(max_length=150, blank=True, default="")
    document = models.JSONField(null=True)
    facts = models.JSONField(null=True)
    digest = models.CharField(max_length=64, blank=True, default="")
    target = models.CharField(max_length=120, blank=True, default="")

    class Meta:
        db_table = "register_publication"
        ordering = ["number"]
        triggers = [IMMUTABLE]
        indexes = [
            models.Index(fields=["record_type", "record_id", "-number"], name="publication_of_record"),
            models.Index(
                fields=["record_type", "record_id"], condition=models.Q(type="merged"), name="publication_merged"
            ),
        ]
        constraints = [
            models.CheckConstraint(condition=models.Q(type__in=PublicationType.values), name="publication_type_known"),
            models.CheckConstraint(
                condition=~models.Q(type="merged") | ~models.Q(target=""), name="publication_merged_has_target"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}: {self.record_type}/{self.record_id} {self.type}"
