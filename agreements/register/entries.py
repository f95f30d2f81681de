"""Entries at a reading, with their types: the two things that every part of the read layer asks of an entry."""

from __future__ import annotations

from typing import Any, cast

from django.db.models import QuerySet

from agreements.register.models import EntryBase
from agreements.register.reading import Reading

Document = dict[str, Any]


def entries_at[E: EntryBase](model: type[E], reading: Reading) -> QuerySet[E]:
    """Give the entries of a kind that were the latest at the reading's number, each with its document at hand."""
    rows = model.objects.at(reading.number)
    return cast("QuerySet[E]", rows.select_related("publication").defer("publication__facts", "terms"))


def entries_ever[E: EntryBase](model: type[E]) -> QuerySet[E]:
    """Give every entry of a kind, of any number."""
    return cast("QuerySet[E]", model.objects.all())


def document_of(entry: EntryBase) -> Document:
    """Give the public document of an entry; a record that is withdrawn has no entry, so there is always one."""
    document = entry.publication.document
    assert document is not None, "an entry stands on a publication with a document"
    return cast("Document", document)
