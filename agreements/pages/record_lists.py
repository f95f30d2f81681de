"""The lists of institutions, sources and countries: sought by any name, filtered by what they show, page by page.

An institution stands under the name of the day; the names that it had before are said to be former ones, because an
agreement made under one of them is looked for by it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import groupby
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy, ngettext

from agreements.codelists import InstitutionKind, SourceKind
from agreements.pages.asking import Asked, ListForm
from agreements.pages.choices import boxes
from agreements.pages.filtering import facet_page, list_page
from agreements.pages.initials import in_order, initial
from agreements.pages.record_facts import language_name
from agreements.pages.saying import label, words_of
from agreements.pages.visiting import Visit, page
from agreements.partial_dates.days import PartialDate
from agreements.register.catalog import RECORD_LISTS
from agreements.register.citations import counted_rows
from agreements.register.facets import itself, named
from agreements.register.highlighting import Marked, Marker
from agreements.register.listing import Listing
from agreements.register.names import country_name, documents, language_of
from agreements.register.partners import Partner, partners
from agreements.register.reading import Reading
from agreements.register.records import name_of
from agreements.register.searching import Sought

Document = dict[str, Any]

WORDS: Final = Asked("q", gettext_lazy("Words"), "search")
ORDERS: Final = {
    "id": gettext_lazy("code"),
    "title": gettext_lazy("name"),
    "-updated_at": gettext_lazy("latest change first"),
    "relevance": gettext_lazy("best match first"),
}


def languages(values: Iterable[str], reading: Reading) -> Mapping[str, str]:
    """Name languages in the language of the page."""
    return {value: language_name(value) for value in values}


INSTITUTIONS: Final = ListForm(
    kind=RECORD_LISTS["institution"],
    heading=gettext_lazy("Institutions"),
    how_many=lambda n: ngettext("%(n)s institution", "%(n)s institutions", n) % {"n": n},
    asked=(
        WORDS,
        boxes("country", gettext_lazy("Country"), label=named("country"), spread=True, shown=12),
        boxes("kind", gettext_lazy("Kind"), dict(InstitutionKind.choices), spread=True),
    ),
    orders=ORDERS,
    folder="/institutions/",
    facets=("country", "kind"),
    facet_pages=True,
)
SOURCES: Final = ListForm(
    kind=RECORD_LISTS["source"],
    heading=gettext_lazy("Sources"),
    how_many=lambda n: ngettext("%(n)s source", "%(n)s sources", n) % {"n": n},
    asked=(
        WORDS,
        boxes("publisher", gettext_lazy("Publisher"), label=itself, spread=True, shown=12),
        boxes("kind", gettext_lazy("Kind"), dict(SourceKind.choices), spread=True),
        boxes("language", gettext_lazy("Language"), label=languages),
        boxes("year", gettext_lazy("Year of publication"), label=itself),
    ),
    orders=ORDERS,
    folder="/sources/",
    facets=("publisher", "kind", "language", "year"),
    facet_pages=True,
)
COUNTRIES: Final = ListForm(
    kind=RECORD_LISTS["country"],
    heading=gettext_lazy("Countries"),
    how_many=lambda n: ngettext("%(n)s country", "%(n)s countries", n) % {"n": n},
    asked=(WORDS,),
    orders=ORDERS,
    folder="/countries/",
)


@page
def institutions(request: HttpRequest) -> HttpResponse:
    """Show the institutions under every name that they had."""
    return list_page(request, INSTITUTIONS, "agreements/institutions.html", _institutions)


@page
def sources(request: HttpRequest) -> HttpResponse:
    """Show the documents on which the register rests."""
    return list_page(request, SOURCES, "agreements/sources.html", _sources)


@page
def facet_of_institutions(request: HttpRequest, name: str) -> HttpResponse:
    """Show every value by which institutions can be kept."""
    return facet_page(request, INSTITUTIONS, name, "agreements/institutions.html")


@page
def facet_of_sources(request: HttpRequest, name: str) -> HttpResponse:
    """Show every value by which sources can be kept."""
    return facet_page(request, SOURCES, name, "agreements/sources.html")


@page
def countries(request: HttpRequest) -> HttpResponse:
    """Show the countries, first those of which the register knows agreements."""
    return list_page(request, COUNTRIES, "agreements/countries.html", _countries)


def _institutions(found: Listing, visited: Visit) -> Document:
    codes = [(row["country"] or "").lower() for row in found.results]
    places = documents("country", codes, visited.reading)
    heirs = documents("institution", [c["successor"] for row in found.results for c in row["changes"]], visited.reading)
    names = {name: name_of("institution", doc, visited.reading) for name, doc in heirs.items()}
    return {"rows": [_institution(row, places, names, found.sought, visited) for row in found.results]}


def _institution(
    row: Document, places: Mapping[str, Document], heirs: Mapping[str, str], sought: Sought | None, visited: Visit
) -> Document:
    place = places.get((row["country"] or "").lower())
    marker = _marker(sought, [text for name in row["names"] for text in (name["name"], name["acronym"]) if text])
    others = [name for name in row["names"] if name["name"] != row["name"]]
    acronyms = dict.fromkeys(name["acronym"] for name in row["names"] if name["acronym"])
    return {
        "row": row,
        "name": marker(row["name"]),
        "language": language_of(row["name"], row["names"], "name"),
        "acronyms": [marker(text) for text in acronyms],
        "kind": label(dict(InstitutionKind.choices), row["kind"]),
        "country": country_name(place, visited.language) if place else "",
        "others": [(marker(name["name"]), name["language"]) for name in others if not _former(name, visited)],
        "former": [
            (marker(name["name"]), name["language"], words_of(name["until"], visited.language))
            for name in others
            if _former(name, visited)
        ],
        "became": [(c["successor"], heirs[c["successor"]]) for c in row["changes"] if c["successor"] in heirs],
    }


def _former(name: Document, visited: Visit) -> bool:
    """Tell whether a name surely had gone out of use by the day of the visit."""
    return bool(name["until"]) and PartialDate.parse(name["until"]).last < visited.reading.as_of


def _sources(found: Listing, visited: Visit) -> Document:
    names = [row["id"] for row in found.results]
    whole, cited = documents("source", names, visited.reading), counted_rows(names, visited.reading)
    kinds = dict(SourceKind.choices)
    rows = []
    for row in found.results:
        marker = _marker(found.sought, [row["title"], row["publisher"] or "", row["author"] or ""])
        rows.append(
            {
                "row": row,
                "title": marker(row["title"]),
                "publisher": marker(row["publisher"] or ""),
                "author": marker(row["author"] or ""),
                "kind": label(kinds, row["kind"]),
                "language": language_name(row["language"]) if row["language"] else "",
                "passages": len(whole.get(row["id"], {}).get("passages", ())) + cited.get(row["id"], 0),
            }
        )
    return {"rows": rows}


def _countries(found: Listing, visited: Visit) -> Document:
    """Give the countries of the page with the number of their agreements, which is counted once for all of them."""
    held = {partner.code: partner for partner in partners(found.reading)}
    rows = []
    for row in found.results:
        texts = [*row["names"].values(), *(alias["name"] for alias in row["aliases"]), row["code"]]
        marker = _marker(found.sought, texts)
        name = marker(row["name"])
        seen = [] if name.words or not found.sought else [m for text in texts if (m := marker(text)).words][:1]
        agreements = held[row["code"]].agreements if row["code"] in held else 0
        rows.append({"row": row, "name": name, "code": row["code"], "also": seen, "agreements": agreements})
    first = [] if found.query.one("q") or found.previous else list(held.values())
    return {"rows": rows, "partners": len(first), "letters": _by_letter(first, visited.language)}


def _by_letter(found: Iterable[Partner], language: str) -> list[Document]:
    """Give countries as an index does: by the first letter of their names in the language of the page."""
    ordered = sorted(found, key=lambda partner: (in_order(partner.name, language), partner.code))
    return [
        {
            "letter": letter,
            "rows": [{"partner": one, "address": f"/countries/{one.code.lower()}/"} for one in group],
        }
        for letter, group in groupby(ordered, key=lambda partner: initial(partner.name, language))
    ]


def _marker(sought: Sought | None, texts: list[str]) -> Any:
    """Make what marks the words of a search in the texts of one record; without a search nothing is marked."""
    return Marker(sought.words, texts).mark if sought else Marked.whole
