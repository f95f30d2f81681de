"""Agreements as the public reads them: the list and one record, for pages, API, feeds and exports alike.

``list_agreements`` and ``get_agreement`` are the only ways in, so six renderings of one question give the same rows.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from django.db.models import F, QuerySet

from agreements.register.detail import complete
from agreements.register.entries import entries_at
from agreements.register.facets import AGREEMENT_FACETS
from agreements.register.filters import AgreementFilters
from agreements.register.keyset import title_key
from agreements.register.listing import Listing, ListKind, list_entries
from agreements.register.models import AgreementEntry, Publication
from agreements.register.moments import write_instant
from agreements.register.outcomes import Gone, Moved, outcome
from agreements.register.presenting import FIELDS, Document, present
from agreements.register.query import Query
from agreements.register.reading import Reading
from agreements.register.searching import BY_RELEVANCE

EXPANDABLE: Final = ("evidence", "events", "relations", "programs")


def readable(reading: Reading) -> QuerySet[AgreementEntry]:
    """Give the agreements that are public at the reading's number, each with its document."""
    return entries_at(AgreementEntry, reading)


def _present(rows: list[AgreementEntry], reading: Reading, expand: tuple[str, ...]) -> list[Document]:
    found = present(rows, reading)
    return complete(rows, found, reading, expand) if expand else found


AGREEMENTS: Final = ListKind(
    name="agreements",
    filters=AgreementFilters,
    orders={
        "signed": F("signed"),
        "effective": F("effective"),
        "ends": F("ends"),
        "updated_at": F("updated_at"),
        "title": title_key(),
        **BY_RELEVANCE,
    },
    default_order="-signed",
    rows=readable,
    present=_present,
    fields=FIELDS,
    expandable=EXPANDABLE,
    facets=AGREEMENT_FACETS,
)


def list_agreements(query: Query, *, accept_language: str = "", base: str = "", whole: bool = False) -> Listing:
    """Answer the list parameters of the contract; ``BadParametersError`` with every problem of the query."""
    return list_entries(AGREEMENTS, query, accept_language=accept_language, base=base, whole=whole)


def get_agreement(agreement_id: str, reading: Reading) -> Document | Gone | Moved | None:
    """Give one agreement with everything that is public of it; what became of it; or ``None`` when nothing ever was."""
    entry = readable(reading).filter(record_id=agreement_id).first()
    if entry is None:
        return outcome("agreement", agreement_id, reading)
    found = present([entry], reading)
    return complete([entry], found, reading)[0]


@dataclass(frozen=True, slots=True)
class Step:
    """One publication in the public history of a record; ``readable`` says whether its document may still be read."""

    number: int
    type: str
    time: str
    reason: str
    readable: bool


def history(record_type: str, record_id: str, reading: Reading) -> list[Step]:
    """Give the publications of a record up to the reading's number, latest first."""
    rows = Publication.objects.filter(record_type=record_type, record_id=record_id, number__lte=reading.number)
    found = rows.order_by("-number").values_list("number", "type", "time", "reason", "document__id")
    return [Step(n, kind, write_instant(time), reason, doc is not None) for n, kind, time, reason, doc in found]
