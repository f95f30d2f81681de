"""What is proposed to editors as one record: for a kind, for some records, and how much of it there is."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from agreements.duplicates import instruments, others
from agreements.duplicates.pairs import FINDERS, Proposal
from agreements.publishing import kind_of

#: The modules whose finders are known from the start.
KNOWN = (instruments, others)


def proposals(queryset: QuerySet[Any] | None = None, record_type: str = "agreement") -> list[Proposal]:
    """Return the pairs of records of a kind that may be one, best first.

    ``queryset`` narrows to pairs with one of its records.
    """
    only = None if queryset is None else list(queryset.values_list("pk", flat=True))
    if only == [] or record_type not in FINDERS:
        return []
    return sorted(FINDERS[record_type](only), key=lambda p: (-p.score, p.first_pk, p.second_pk))


def proposals_for(record: Any) -> list[Proposal]:
    """Return the pairs that one record makes with others, best first; none for a kind for which nobody looks."""
    if (code := kind_of(record).code) not in FINDERS:
        return []
    return proposals(type(record)._default_manager.filter(pk=record.pk), code)


def count(record_type: str = "agreement") -> int:
    """Return how many pairs are proposed."""
    return len(proposals(record_type=record_type))
