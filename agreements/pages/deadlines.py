"""Deadlines by quarter: what ends, must be decided, meets or was planned to be done, and how past ones turned out.

A list page like the others (``agreements.pages.filtering``), grouped by the quarters in which days lie. A day that is
known to the year only has no quarter and stands under its year: it is never made more precise than it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from agreements.codelists import Kind
from agreements.pages.asking import PAGE_SIZES, Asked, ListForm
from agreements.pages.choices import boxes, countries_taking_part, one_of, parties, typed
from agreements.pages.chosen import joined
from agreements.pages.filtering import answer, list_page
from agreements.pages.listing_words import said_day, said_instant
from agreements.pages.saying import basis_word, words_of
from agreements.pages.visiting import Visit, page, with_query
from agreements.register.deadlines import DEADLINES, TYPES
from agreements.register.facets import named
from agreements.register.listing import Listing
from agreements.register.names import agreement_titles, country_name, documents
from agreements.register.query import Query
from agreements.register.reading import Reading
from agreements.register.references import above

Document = dict[str, Any]

MORE: Final = gettext_lazy("More")
LAST_PART: Final = gettext_lazy("The last part of its address.")
BEGINNING: Final = "0001-01-01"
QUARTERS: Final = (
    gettext_lazy("January to March %(year)s"),
    gettext_lazy("April to June %(year)s"),
    gettext_lazy("July to September %(year)s"),
    gettext_lazy("October to December %(year)s"),
)
TERMS: Final = {
    "from": gettext_lazy("From"),
    "to": gettext_lazy("To"),
    "party": gettext_lazy("Concerns"),
    "q": gettext_lazy("Words"),
}


def deadline_phrases(by_name: Mapping[str, list[str]], query: Query, reading: Reading) -> list[str]:
    """Say the span of days first, then what else was chosen."""
    said = {name: by_name[name][0] for name in ("from", "to") if name in by_name}
    first = said.get("from") or words_of(reading.as_of.isoformat(), reading.language)
    if "to" in said:
        span = _("between %(first)s and %(last)s, both included") % {"first": first, "last": said["to"]}
    else:
        span = _("on %(first)s or later") % {"first": first}
    rest = [
        _("%(term)s: %(values)s")
        % {"term": DEADLINES_FORM.term(name), "values": joined(values, all_of=name in DEADLINES_FORM.all_of)}
        for name, values in by_name.items()
        if name not in said
    ]
    return [span, *rest]


DEADLINES_FORM: Final = ListForm(
    kind=DEADLINES,
    heading=gettext_lazy("Deadlines"),
    how_many=lambda n: ngettext("%(n)s deadline", "%(n)s deadlines", n) % {"n": n},
    asked=(
        Asked("q", gettext_lazy("Words"), "search"),
        Asked("party", gettext_lazy("Partner"), "select", parties, countries_taking_part, slot=0),
        Asked("party", gettext_lazy("Other partner"), "select", parties, countries_taking_part, slot=1),
        Asked("from", gettext_lazy("From"), "date", said_day),
        Asked("to", gettext_lazy("To"), "date", said_day),
        Asked("as_of", gettext_lazy("Read for the day"), "date"),
        boxes("type", gettext_lazy("What happens then"), TYPES, spread=True, shown=None),
        boxes("sector", gettext_lazy("Subject"), label=named("sector"), above=above("sector"), shown=None),
        boxes("kind", gettext_lazy("Kind of agreement"), dict(Kind.choices), shown=None),
        typed("institution", gettext_lazy("Institution"), named("institution"), LAST_PART),
        typed("agreement", gettext_lazy("Agreement"), hint=LAST_PART),
        typed("program", gettext_lazy("Programme"), hint=LAST_PART),
        typed("updated_since", gettext_lazy("Changed since"), said_instant, gettext_lazy("As 2026-01-05T00:00:00Z.")),
        typed("known_at", gettext_lazy("As the register stood at"), hint=gettext_lazy("As 2026-01-05T00:00:00Z.")),
        one_of("page_size", gettext_lazy("Rows on a page"), {size: size for size in PAGE_SIZES if size != "50"}, MORE),
    ),
    orders={
        "date": gettext_lazy("day, earliest first"),
        "-date": gettext_lazy("day, latest first"),
        "-updated_at": gettext_lazy("latest change first"),
    },
    folder="/deadlines/",
    terms=TERMS,
    phrases=deadline_phrases,
    all_of=frozenset({"party"}),
    facets=("type", "sector", "kind"),
)


@page
def deadlines(request: HttpRequest) -> HttpResponse:
    """Show the deadlines that a query keeps, by quarter."""
    return list_page(request, DEADLINES_FORM, "agreements/deadlines.html", rows)


def rows(found: Listing, visited: Visit) -> Document:
    """Give the deadlines of one page under their quarters, and the way to what lies before them."""
    codes = {code.lower() for row in found.results for code in row["countries"]}
    countries = documents("country", codes, visited.reading)
    names = {doc["code"]: country_name(doc, visited.language) for doc in countries.values()}
    heirs = {name for row in found.results for name in (row["outcome"] or {}).get("successors", ())}
    titles = agreement_titles(heirs, visited.reading)
    said = [_row(row, names, titles, visited.language) for row in found.results]
    by_day = found.order.name == "date"
    return {"groups": _groups(said) if by_day else [("", said)], "earlier": _earlier(found, visited)}


def _groups(said: Iterable[Document]) -> list[tuple[str, list[Document]]]:
    groups: dict[str, list[Document]] = {}
    for row in said:
        groups.setdefault(row["quarter"], []).append(row)
    return list(groups.items())


def quarter(first: date, last: date) -> str:
    """Name the quarter in which all days lie, else the year or the years."""
    if first.year != last.year:
        return _("%(first)s to %(last)s") % {"first": first.year, "last": last.year}
    place = (first.month - 1) // 3
    if place != (last.month - 1) // 3:
        return _("%(year)s, quarter not known") % {"year": first.year}
    return str(QUARTERS[place]) % {"year": first.year}


def _row(row: Document, countries: Mapping[str, str], titles: Mapping[str, str], language: str) -> Document:
    basis = row["basis"]
    return {
        "row": row,
        "quarter": quarter(date.fromisoformat(row["earliest"]), date.fromisoformat(row["latest"])),
        "day": words_of(row["date"], language),
        "day_attribute": row["date"] if "/" not in row["date"] else "",
        "basis": basis_word(basis) if basis and basis != "stated" else "",
        "partners": " – ".join(countries.get(code, code) for code in row["countries"])
        or " – ".join(each["name"] for each in row["institutions"]),
        "rests_on": row["agreements"] if row["record"]["type"] == "program" else [],
        "item": (row["item"] or {}).get("title"),
        "language": row["record"]["language"] if row["record"]["language"] != language else "",
        "followed_by": [
            (f"/agreements/{name}/", titles.get(name, name)) for name in (row["outcome"] or {}).get("successors", ())
        ],
    }


def _earlier(found: Listing, visited: Visit) -> Document | None:
    """Lead to what lies before the span that is shown, of the same question, and say how many that are."""
    given = found.query.one("from")
    first = date.fromisoformat(given) if given else visited.reading.as_of
    if first <= date.fromisoformat(BEGINNING):
        return None
    bounds = (("from", BEGINNING), ("to", (first - timedelta(days=1)).isoformat()))
    before = Query((*found.query.without("from", "to", "cursor", "ordering").pairs, *bounds))
    earlier = answer(DEADLINES_FORM, before.having(page_size="1"))
    if not earlier.count:
        return None
    since = str(earlier.results[0]["earliest"])
    return {
        "count": earlier.count,
        "address": with_query(visited.request.path, before.having(**{"from": since}, ordering="-date")),
        "words": ngettext(
            "%(n)s earlier deadline, and how it turned out",
            "%(n)s earlier deadlines, and how they turned out",
            earlier.count,
        )
        % {"n": earlier.count},
    }
