"""The list of relations: each once, with both ends, and read the same way from either of them.

A relation belongs to its subject (domain section 10). A filter about parties, kinds or subjects keeps a relation when
it holds for one of its ends, whichever that is; ``agreement`` likewise.
"""

from __future__ import annotations

from typing import Final

from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from agreements.codelists import RELATION_LABELS, Extent, Form, Kind, LegalForceCode, Level
from agreements.partial_dates.days import PartialDate
from agreements.register.agreements import readable
from agreements.register.entries import entries_at
from agreements.register.filters import all_take_part, among, any_country, any_institution, overlapping, since, until
from agreements.register.listing import Listing, ListKind, list_entries
from agreements.register.models import AgreementEntry, RelationRow
from agreements.register.moments import write_instant
from agreements.register.names import best_title
from agreements.register.query import Query
from agreements.register.reading import Reading
from agreements.register.row_lists import ORDERS, Document, RowFilters, rows_at, same_agreement, with_documents
from agreements.register.strict import Many, One
from agreements.register.values import edtf, flag, one_of, slug

FIELDS: Final = (
    *("id", "key", "code", "label", "inverse_label", "subject", "object", "date", "until", "extent", "basis"),
    *("wording", "note", "preferred", "lost_reason", "updated_at", "publication"),
)


def of_agreement(value: str, reading: Reading) -> Q:
    """Keep the relations of which the agreement is either end."""
    names = same_agreement(value, reading)
    return Q(record_id__in=names) | Q(object_id__in=names)


class RelationFilters(RowFilters):
    """What relations can be narrowed by; those of parties, kinds and subjects ask either end."""

    relation = Many(
        one_of(_("a relation"), RELATION_LABELS),
        among("code"),
        help_text="What the subject does to the object; one of.",
    )
    agreement = One(slug, of_agreement, help_text="This agreement is one of the two ends.")
    subject = One(
        slug,
        lambda value, reading: Q(record_id__in=same_agreement(value, reading)),
        help_text="This agreement acts on the other.",
    )
    object = One(
        slug,
        lambda value, reading: Q(object_id__in=same_agreement(value, reading)),
        help_text="This agreement is acted on.",
    )
    extent = Many(
        one_of(_("an extent"), Extent.values), among("extent"), help_text="Whether all of the object or a part."
    )
    preferred = One(
        flag,
        lambda value, reading: Q(preferred=value),
        help_text="false: the codes that lost where sources dispute which relation it is.",
    )
    date_after = One(edtf, since("date"), help_text="Dated on the first of these days or later, as far as known.")
    date_before = One(edtf, until("date"), help_text="Dated on the last of these days or earlier.")
    party = Many(
        slug, all_take_part, help_text="Country code or institution; all of them take part in one of the ends."
    )
    country = Many(slug, any_country, help_text="Country code (any case); one of them takes part in one of the ends.")
    institution = Many(slug, any_institution, help_text="Institution; one of them takes part in one of the ends.")
    kind = Many(
        one_of(_("a kind of instrument"), Kind.values), among("kind"), help_text="What one of the ends is called."
    )
    legal_force = Many(
        one_of(_("a legal force"), LegalForceCode.values),
        among("legal_force"),
        help_text="Whether one of the ends binds.",
    )
    level = Many(one_of(_("a level"), Level.values), among("level"), help_text="Between whom one of the ends was made.")
    form = Many(one_of(_("a form of cooperation"), Form.values), overlapping("forms"), help_text="What its parties do.")

    of_record = frozenset({"party", "country", "institution", "kind", "legal_force", "level", "form", "sector"})
    days = ("date",)

    class Meta:
        model = RelationRow
        fields: list[str] = []

    def in_record(self, condition: Q, reading: Reading) -> Q:
        """Keep the relations of which one end satisfies the condition."""
        names = entries_at(AgreementEntry, reading).filter(condition).values("record_id")
        return Q(record_id__in=names) | Q(object_id__in=names)


def readable_relations(reading: Reading) -> QuerySet[RelationRow]:
    """Give every relation that is public at the reading's number."""
    return rows_at(RelationRow, reading)


def present(rows: list[RelationRow], reading: Reading, expand: tuple[str, ...] = ()) -> list[Document]:
    """Give the relations of a page with both their ends; two queries, whatever their number."""
    rows, found = with_documents(rows)
    ends = _ends({name for row in rows for name in (row.record_id, row.object_id)}, reading)
    with override(reading.language):
        return [_relation(row, found[row.publication_id], ends, reading) for row in rows]


def _relation(row: RelationRow, document: Document, ends: dict[str, Document], reading: Reading) -> Document:
    said = next(each for each in document["relations"] if each["direction"] == "out" and each["key"] == row.key)
    verb, inverse = RELATION_LABELS[row.code]
    return {
        "id": row.row_id,
        "key": row.key,
        "code": row.code,
        "label": str(verb),
        "inverse_label": str(inverse),
        "subject": _end(row.record_id, ends, reading),
        "object": _end(row.object_id, ends, reading),
        **{name: said[name] for name in ("date", "until", "extent", "basis", "wording", "note", "preferred")},
        "lost_reason": said["lost_reason"],
        "updated_at": write_instant(row.updated_at),
        "publication": row.first_number,
    }


def _ends(names: set[str], reading: Reading) -> dict[str, Document]:
    columns = ("title", "kind", "countries", "institutions", "sectors", "signed", "publication__document__titles")
    entries = readable(reading).filter(record_id__in=names).values_list("record_id", *columns) if names else ()
    return {name: dict(zip(columns, values, strict=True)) for name, *values in entries}


def _end(name: str, ends: dict[str, Document], reading: Reading) -> Document:
    """Give one end; of one that is no longer public at the number, its id alone is known."""
    known = ends.get(name, {})
    signed: PartialDate | None = known.get("signed")
    return {
        "id": name,
        "title": best_title(known.get("publication__document__titles") or [], reading.language)
        or known.get("title", name),
        "url": f"{reading.base}/api/v1/agreements/{name}/",
        "html_url": f"{reading.base}/agreements/{name}/",
        "kind": known.get("kind"),
        "countries": known.get("countries", []),
        "institutions": known.get("institutions", []),
        "sectors": known.get("sectors", []),
        "signed": signed.edtf if signed else None,
    }


RELATIONS: Final = ListKind(
    name="relations",
    filters=RelationFilters,
    orders={**ORDERS, "date": F("date")},
    default_order="id",
    rows=readable_relations,
    present=present,
    fields=FIELDS,
    tie="row_id",
    worded=readable,
)


def list_relations(query: Query, *, accept_language: str = "", base: str = "", whole: bool = False) -> Listing:
    """Answer the list of relations; ``BadParametersError`` with every problem of the query."""
    return list_entries(RELATIONS, query, accept_language=accept_language, base=base, whole=whole)
