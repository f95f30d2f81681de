"""The page of a country: who it is, with whom it has agreements, and what of these is in effect."""

from __future__ import annotations

from typing import Any, Final

from django.http import HttpRequest, HttpResponse

from agreements.pages.rows import agreement_rows
from agreements.pages.visiting import found, lower_case, page, visit, with_query
from agreements.register.agreements import list_agreements
from agreements.register.catalog import list_catalog
from agreements.register.countries import followed_by, get_country
from agreements.register.partners import partners_of
from agreements.register.query import Query

Document = dict[str, Any]

#: So many agreements and institutions stand on the page; the lists have them all.
MOST: Final = 20


@page
def country(request: HttpRequest, code: str) -> HttpResponse:
    """Show a country with its partners, institutions and agreements."""
    lower_case(request, code)
    visited = visit(request)
    record = found(visited, get_country(code, visited.reading), "countries")
    if isinstance(record, HttpResponse):
        return record
    clocks = {name: value for name, value in visited.query.pairs if name in ("as_of", "known_at")}
    asked = Query.of(country=record["code"])
    listed = list_agreements(
        Query.of(country=record["code"], page_size=str(MOST), **clocks), accept_language=visited.language
    )
    institutions = list_catalog(
        "institution",
        Query.of(country=record["code"], page_size=str(MOST), ordering="title", **clocks),
        accept_language=visited.language,
    )
    former, successors = followed_by(record, visited.reading)
    called = [*record["names"].items(), *((alias["language"], alias["name"]) for alias in record["aliases"])]
    # Alike but for the apostrophe, typewritten or set, two names are one to a reader; to the search they are two.
    typeset = [(language, name.replace("'", "’")) for language, name in reversed(called) if name]
    other_names = {name: language for language, name in typeset if name != record["name"].replace("'", "’")}
    return visited.show(
        "agreements/country.html",
        {
            "record": record,
            "former": former,
            "successors": successors,
            "other_names": list(reversed(other_names.items())),
            "partners": [
                {"partner": partner, "address": _pair_address(code, partner.code.lower())}
                for partner in partners_of(code, visited.reading)
            ],
            "rows": agreement_rows(listed.results, visited),
            "count": listed.count,
            "institutions": institutions.results,
            "institution_count": institutions.count,
            "institutions_address": with_query("/institutions/", asked),
            "list_address": with_query("/agreements/", asked),
            "feed_address": with_query("/agreements.atom", asked),
        },
    )


def _pair_address(one: str, other: str) -> str:
    first, second = sorted((one, other))
    return f"/countries/{first}/{second}/"
