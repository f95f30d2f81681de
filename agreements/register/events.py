"""The list of acts and observations of all agreements (domain section 5).

Values that lost to another stand here too, with ``preferred`` false and the reason, as they do on the agreement;
``preferred=true`` leaves them out.
"""

from __future__ import annotations

from typing import Any, Final

from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from agreements.codelists import ACT_LABELS, BasisCode, Form, Kind, LegalForceCode, Level
from agreements.partial_dates.days import PartialDate
from agreements.register.agreements import readable
from agreements.register.derived_rows import taking_part
from agreements.register.detail import EVENT_ORDER, short_occasion
from agreements.register.filters import (
    all_take_part,
    among,
    any_country,
    any_institution,
    overlapping,
    since,
    until,
)
from agreements.register.listing import Listing, ListKind, list_entries
from agreements.register.models import EventRow
from agreements.register.moments import write_instant
from agreements.register.names import agreement_titles, documents
from agreements.register.presenting import in_order
from agreements.register.query import Query
from agreements.register.reading import Reading
from agreements.register.references import same_as
from agreements.register.row_lists import (
    ORDERS,
    Document,
    RowFilters,
    agreement_named,
    rows_at,
    same_agreement,
    with_documents,
)
from agreements.register.strict import Many, One
from agreements.register.values import edtf, flag, one_of, slug, year

FIELDS: Final = (
    *("id", "agreement", *EVENT_ORDER, "place", "occasion", "actor", "note", "preferred", "lost_reason"),
    *("kind", "countries", "institutions", "sectors", "updated_at", "publication"),
)


def in_years(values: list[PartialDate], reading: Reading) -> Q:
    """Keep acts that may lie in one of the years."""
    kept = Q()
    for days in values:
        kept |= Q(date__overlap=days)
    return kept


class EventFilters(RowFilters):
    """What acts can be narrowed by; those of parties, kinds and subjects ask the agreement."""

    type = Many(one_of(_("a kind of act"), ACT_LABELS), among("type"), help_text="What was done; one of them.")
    agreement = One(
        slug,
        lambda value, reading: Q(record_id__in=same_agreement(value, reading)),
        help_text="An act in the life of this agreement.",
    )
    date_after = One(edtf, since("date"), help_text="On the first of these days or later, as far as known.")
    date_before = One(edtf, until("date"), help_text="On the last of these days or earlier.")
    takes_effect_after = One(edtf, since("takes_effect"), help_text="First day of its effect on or after these days.")
    takes_effect_before = One(edtf, until("takes_effect"), help_text="First day of its effect on or before these days.")
    year = Many(year, in_years, help_text="A year in which it may lie.")
    occasion = One(
        slug,
        lambda value, reading: Q(occasion__in=same_as("occasion", value, reading)),
        help_text="Done on this occasion.",
    )
    basis = Many(one_of(_("a basis"), BasisCode.values), among("basis"), help_text="How its day is known.")
    preferred = One(
        flag, lambda value, reading: Q(preferred=value), help_text="false: only what lost to another value; true: none."
    )
    party = Many(slug, all_take_part, help_text="Country code or institution; all of them take part in the agreement.")
    country = Many(slug, any_country, help_text="Country code (any case); one of them takes part in the agreement.")
    institution = Many(slug, any_institution, help_text="Institution; one of them takes part in the agreement.")
    kind = Many(
        one_of(_("a kind of instrument"), Kind.values), among("kind"), help_text="What the agreement is called."
    )
    legal_force = Many(
        one_of(_("a legal force"), LegalForceCode.values),
        among("legal_force"),
        help_text="Whether the agreement binds.",
    )
    level = Many(one_of(_("a level"), Level.values), among("level"), help_text="Between whom the agreement was made.")
    form = Many(one_of(_("a form of cooperation"), Form.values), overlapping("forms"), help_text="What the parties do.")

    of_record = frozenset({"party", "country", "institution", "kind", "legal_force", "level", "form", "sector"})
    days = ("date", "takes_effect")

    class Meta:
        model = EventRow
        fields: list[str] = []


def readable_events(reading: Reading) -> QuerySet[EventRow]:
    """Give every act that is public at the reading's number."""
    return rows_at(EventRow, reading)


def present(rows: list[EventRow], reading: Reading, expand: tuple[str, ...] = ()) -> list[Document]:
    """Give the acts of a page with their agreements; three queries, whatever their number."""
    rows, found = with_documents(rows)
    titles = agreement_titles({row.record_id for row in rows}, reading)
    occasions = documents("occasion", {row.occasion for row in rows if row.occasion}, reading)
    with override(reading.language):
        return [_event(row, found[row.publication_id], titles, occasions, reading) for row in rows]


def _event(
    row: EventRow, document: Document, titles: dict[str, str], occasions: dict[str, Document], reading: Reading
) -> Document:
    said = next(each for each in document["events"] if each["key"] == row.key)
    countries, institutions = taking_part(document)
    event: dict[str, Any] = in_order({**said, "label": str(ACT_LABELS.get(row.type, row.type))}, EVENT_ORDER)
    return {
        "id": row.row_id,
        "agreement": agreement_named(row.record_id, titles, reading),
        **event,
        "occasion": short_occasion(row.occasion or None, occasions, reading),
        "kind": document["kind"],
        "countries": countries,
        "institutions": institutions,
        "sectors": document["sectors"],
        "updated_at": write_instant(row.updated_at),
        "publication": row.first_number,
    }


EVENTS: Final = ListKind(
    name="events",
    filters=EventFilters,
    orders={**ORDERS, "date": F("date"), "takes_effect": F("takes_effect")},
    default_order="-date",
    rows=readable_events,
    present=present,
    fields=FIELDS,
    tie="row_id",
    worded=readable,
)


def list_events(query: Query, *, accept_language: str = "", base: str = "", whole: bool = False) -> Listing:
    """Answer the list of acts; ``BadParametersError`` with every problem of the query."""
    return list_entries(EVENTS, query, accept_language=accept_language, base=base, whole=whole)
