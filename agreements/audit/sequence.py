"""Rules of the sequence: numbers, times, and what a record's life in the register may look like."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby, pairwise

from django.db.models import Exists, OuterRef, Q, QuerySet

from agreements.audit.rules import Finding, rule
from agreements.publishing.heads import GONE
from agreements.publishing.writing import digest
from agreements.register.models import Publication, Sequence


@rule
def numbers_without_gap() -> Iterator[Finding]:
    """Publications are numbered from 1 without a gap, and the sequence stands at the last number."""
    expected = 1
    for number in Publication.objects.order_by("number").values_list("number", flat=True).iterator():
        if number != expected:
            yield Finding(f"publication {number}", "number", f"the number after {expected - 1} should be {expected}.")
        expected = number + 1
    at = Sequence.objects.values_list("last_number", flat=True).first() or 0
    if at != expected - 1:
        yield Finding("the sequence", "last_number", f"stands at {at}, the last publication is {expected - 1}.")


@rule
def times_increase() -> Iterator[Finding]:
    """The time of every publication is later than that of the one before."""
    rows = Publication.objects.order_by("number").values_list("number", "time").iterator()
    for (before, earlier), (number, time) in pairwise(rows):
        if time <= earlier:
            yield Finding(
                f"publication {number}",
                "time",
                f"{time.isoformat()} is not after {earlier.isoformat()} of publication {before}.",
            )
    last = Publication.objects.order_by("-number").values_list("time", flat=True).first()
    at = Sequence.objects.values_list("last_time", flat=True).first()
    if last != at:
        yield Finding("the sequence", "last_time", f"is {at}, the time of the last publication is {last}.")


@rule
def lives_make_sense() -> Iterator[Finding]:
    """A record is created first, is restored only after it was withdrawn or merged, and has a document while public."""
    rows = (
        Publication.objects.order_by("record_type", "record_id", "number")
        .values_list("record_type", "record_id", "number", "type", "document__id")
        .iterator()
    )
    for (record_type, record_id), life in groupby(rows, key=lambda row: row[:2]):
        before = None
        for _type, _id, number, type_, own_id in life:
            name = f"{record_type}/{record_id}"
            if before is None:
                allowed = {"created"}
            else:
                allowed = {"restored"} if before in GONE else {"updated", "withdrawn", "merged"}
            if type_ not in allowed:
                yield Finding(name, "type", f"publication {number} is “{type_}” after “{before or 'nothing'}”.")
            if own_id is not None and own_id != record_id:
                yield Finding(name, "document", f"the document of publication {number} is that of “{own_id}”.")
            before = type_


@rule
def withdrawn_documents_are_gone() -> Iterator[Finding]:
    """Of a withdrawn record, and of every publication that withdraws or merges one, no document is kept."""
    gone = Publication.objects.filter(type__in=GONE, document__isnull=False)
    for row in gone.values_list("record_type", "record_id", "number"):
        yield Finding(f"{row[0]}/{row[1]}", "document", f"publication {row[2]} takes the record away and has one.")
    kept = Publication.objects.filter(Exists(_withdrawn_later())).filter(
        Q(document__isnull=False) | Q(facts__isnull=False)
    )
    for row in kept.values_list("record_type", "record_id", "number"):
        yield Finding(f"{row[0]}/{row[1]}", "document", f"publication {row[2]} of a withdrawn record still has one.")


@rule
def other_documents_are_kept() -> Iterator[Finding]:
    """Every publication keeps its document and facts, unless it takes its record away or that was withdrawn later."""
    lost = Publication.objects.filter(Q(document__isnull=True) | Q(facts__isnull=True))
    lost = lost.exclude(type__in=GONE).filter(~Exists(_withdrawn_later()))
    for row in lost.order_by("number").values_list("record_type", "record_id", "number"):
        yield Finding(f"{row[0]}/{row[1]}", "document", f"publication {row[2]} lost its document or its facts.")


def _withdrawn_later() -> QuerySet[Publication]:
    return Publication.objects.filter(
        record_type=OuterRef("record_type"),
        record_id=OuterRef("record_id"),
        type="withdrawn",
        number__gt=OuterRef("number"),
    )


@rule
def digests_match() -> Iterator[Finding]:
    """The digest of a publication is that of its document and facts."""
    rows = Publication.objects.filter(document__isnull=False).order_by("number")
    for row in rows.iterator(chunk_size=200):
        if digest(row.document, row.facts) != row.digest:
            yield Finding(
                f"{row.record_type}/{row.record_id}", "digest", f"publication {row.number} was altered after the fact."
            )
