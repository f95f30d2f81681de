"""The latest publication of each record, as the register stands: what it says, and whether it is public."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from agreements.publishing.naming import Json, Ref
from agreements.register.models import Publication

#: Publication types after which a record is not public.
GONE = ("withdrawn", "merged")


@dataclass(frozen=True, slots=True)
class Head:
    """The latest publication of a record."""

    number: int
    type: str
    facts: Json | None
    digest: str
    target: str = ""

    @property
    def is_public(self) -> bool:
        """Whether the record is neither withdrawn nor merged."""
        return self.type not in GONE


def by_type(refs: Iterable[Ref]) -> dict[str, list[str]]:
    """Group addresses by kind."""
    grouped: defaultdict[str, list[str]] = defaultdict(list)
    for ref in refs:
        grouped[ref.type].append(ref.id)
    return grouped


def heads(refs: Iterable[Ref]) -> dict[Ref, Head]:
    """Return the latest publications of these records; those never published are left out. One query a kind."""
    found: dict[Ref, Head] = {}
    for record_type, ids in by_type(refs).items():
        rows = (
            Publication.objects.filter(record_type=record_type, record_id__in=ids)
            .order_by("record_type", "record_id", "-number")
            .distinct("record_type", "record_id")
            .values_list("record_id", "number", "type", "facts", "digest", "target")
        )
        for record_id, number, type_, facts, digest, target in rows:
            found[Ref(record_type, record_id)] = Head(number, type_, facts, digest, target)
    return found


def public_among(refs: Iterable[Ref]) -> set[Ref]:
    """Return those of the records that are public now, without reading what they say. One query a kind."""
    found: set[Ref] = set()
    for record_type, ids in by_type(refs).items():
        rows = (
            Publication.objects.filter(record_type=record_type, record_id__in=ids)
            .order_by("record_type", "record_id", "-number")
            .distinct("record_type", "record_id")
            .values_list("record_id", "type")
        )
        found |= {Ref(record_type, record_id) for record_id, type_ in rows if type_ not in GONE}
    return found
