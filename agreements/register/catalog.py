"""Lists of the small records (countries, institutions, sectors, occasions, sources), and single publications."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from django.db.models import F, QuerySet
from django.db.models.functions import Collate

from agreements import codelists
from agreements.register.catalog_filters import (
    CountryFilters,
    InstitutionFilters,
    OccasionFilters,
    SectorFilters,
    SourceFilters,
)
from agreements.register.changes import change_of
from agreements.register.entries import entries_at
from agreements.register.facets import Facet, code_of, coded, itself, members_of, named, years_of
from agreements.register.keyset import title_key
from agreements.register.listing import Listing, ListKind, list_entries
from agreements.register.models import Publication, RecordEntry
from agreements.register.query import Query
from agreements.register.reading import Reading
from agreements.register.records import record_of
from agreements.register.searching import BY_RELEVANCE, SearchFilters
from agreements.register.withdrawn import published_words

Document = dict[str, Any]


#: What is counted of each type, where it is asked for.
COUNTED: Final[Mapping[str, Mapping[str, Facet]]] = {
    "institution": {
        "country": Facet(members_of("countries"), named("country"), str.upper),
        "kind": Facet(code_of("publication__document__kind"), coded(dict(codelists.InstitutionKind.choices))),
    },
    "source": {
        "kind": Facet(code_of("publication__document__kind"), coded(dict(codelists.SourceKind.choices))),
        "language": Facet(code_of("publication__document__language"), itself),
        "publisher": Facet(code_of("publication__document__publisher"), itself),
        "year": Facet(years_of("date"), itself, latest_first=True),
    },
}


#: type -> (the name of its list, its filters, its own fields)
KINDS: Final[dict[str, tuple[str, type[SearchFilters], tuple[str, ...]]]] = {
    "country": ("countries", CountryFilters, ("code", "names", "ended", "successors", "aliases")),
    "institution": ("institutions", InstitutionFilters, ("country", "kind", "parent", "website", "names", "changes")),
    "sector": ("sectors", SectorFilters, ("parent", "names", "codes")),
    "occasion": ("occasions", OccasionFilters, ("kind", "names", "date", "place", "country", "parent", "participants")),
    "source": (
        "sources",
        SourceFilters,
        ("title", "kind", "publisher", "author", "language", "source_url", "published", "sha256"),
    ),
}
#: What the date of a type is called.
DATED: Final = {"occasion": "date", "source": "published"}
COMMON: Final = ("id", "name", "url", "html_url", "updated_at", "publication")


def _kind(record_type: str) -> ListKind:
    name, filters, fields = KINDS[record_type]

    def rows(reading: Reading) -> QuerySet[Any]:
        return entries_at(RecordEntry, reading).filter(record_type=record_type)

    def present(entries: list[Any], reading: Reading, expand: tuple[str, ...]) -> list[Document]:
        shown = (*COMMON, *fields)
        return [{k: v for k, v in record_of(entry, reading).items() if k in shown} for entry in entries]

    return ListKind(
        name=name,
        filters=filters,
        orders={
            "id": Collate(F("record_id"), "C"),
            "title": title_key(),
            "updated_at": F("updated_at"),
            **({DATED[record_type]: F("date")} if record_type in DATED else {}),
            **BY_RELEVANCE,
        },
        default_order="title",
        rows=rows,
        present=present,
        fields=(*COMMON, *fields),
        facets=COUNTED.get(record_type, {}),
    )


RECORD_LISTS: Final[Mapping[str, ListKind]] = {record_type: _kind(record_type) for record_type in KINDS}


def list_catalog(record_type: str, query: Query, *, accept_language: str = "", base: str = "") -> Listing:
    """Answer the list of one type of small records; ``BadParametersError`` with every problem of the query."""
    return list_entries(RECORD_LISTS[record_type], query, accept_language=accept_language, base=base)


def get_publication(number: int, reading: Reading) -> Document | None:
    """Give one publication with its document (null where it was withdrawn since); ``None`` beyond the reading."""
    row = Publication.objects.filter(number=number, number__lte=reading.number).defer("facts", "by").first()
    if row is None:
        return None
    return {**change_of(row, reading), "document": published_words(row.number, row.document)}
