"""The list of agreements: the form, what it shows in one sentence, and one page of rows."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from agreements.pages.choices import NAMES, ORDERS, chosen_names, filters
from agreements.pages.rows import agreement_rows
from agreements.pages.saying import words_of
from agreements.pages.visiting import Redirect, Visit, clean_query, current_language, page, with_query
from agreements.register.agreements import AGREEMENTS, list_agreements
from agreements.register.listing import EVERY_LIST, Listing
from agreements.register.problems import BadParametersError
from agreements.register.query import Query, names_checked
from agreements.register.reading import open_reading

Document = dict[str, Any]


@page
def listing(request: HttpRequest) -> HttpResponse:
    """Show the agreements that a query keeps, or beside the form what is wrong with the query."""
    query = clean_query(request)
    given, problems = names_checked(query, AGREEMENTS.single, AGREEMENTS.many)
    if not problems and given != query:
        raise Redirect(with_query(request.path, given))
    try:
        found = list_agreements(query, accept_language=current_language(), whole=True)
    except BadParametersError as error:
        return refused(request, given, error)
    visited = Visit(request, found.query, found.reading)
    names = chosen_names(_filters_of(found.query), found.reading)
    return visited.show(
        "agreements/list.html",
        {
            "found": found,
            "rows": agreement_rows(found.results, visited),
            "filters": filters(found.query, found.reading),
            "chips": _chips(found.query, names, request.path),
            "sentence": sentence(found, names),
            "meant": [
                {"words": text, "address": with_query(request.path, found.query.without("cursor").having(q=text))}
                for text in found.suggestions or ()
            ],
            "looser": _looser(found, names, request.path) if not found.count else [],
            "next": found.next and with_query(request.path, found.next),
            "previous": found.previous and with_query(request.path, found.previous),
        },
    )


def refused(request: HttpRequest, given: Query, error: BadParametersError) -> HttpResponse:
    """Answer 400 with the form as it was filled in, and beside it what cannot be read and what could be."""
    reading = open_reading(Query(), accept_language=current_language())
    visited = Visit(request, Query(), reading)
    context = {"problems": error.problems, "filters": filters(given, reading), "found": None}
    return visited.show("agreements/list.html", context, status=400)


def _filters_of(query: Query) -> Query:
    return Query(tuple(pair for pair in query.pairs if pair[0] not in EVERY_LIST))


def _chips(query: Query, names: dict[tuple[str, str], str], path: str) -> list[Document]:
    """Give each chosen value with the address of the list without it."""
    return [
        {
            "term": str(NAMES.get(name, name)),
            "value": words,
            "address": with_query(path, _without(query, name, value)),
        }
        for (name, value), words in names.items()
    ]


def _without(query: Query, name: str, value: str) -> Query:
    kept = tuple(pair for pair in query.pairs if pair != (name, value) and pair[0] != "cursor")
    return Query(kept)


def sentence(found: Listing, names: dict[tuple[str, str], str]) -> str:
    """Say in one sentence what the list shows: how many, of what, read on which day, in which order."""
    day = words_of(found.reading.as_of.isoformat(), found.reading.language)
    count = ngettext("%(n)s agreement", "%(n)s agreements", found.count) % {"n": found.count}
    if found.count_is_minimum:
        count = _("at least %(n)s agreements") % {"n": found.count}
    chosen: dict[str, list[str]] = {}
    for (name, _value), words in names.items():
        chosen.setdefault(name, []).append(words)
    parts = []
    for name, values in chosen.items():
        joint = _(" and ") if name == "party" else _(" or ")
        parts.append(_("%(term)s: %(values)s") % {"term": NAMES.get(name, name), "values": joint.join(values)})
    kept = "; ".join(parts) or _("everything in the register")
    code = ("-" if found.order.descending else "") + found.order.name
    order = ORDERS.get(code, code)
    return _("%(count)s – %(kept)s. States are those of %(day)s; order: %(order)s.") % {
        "count": count,
        "kept": kept,
        "day": day,
        "order": order,
    }


def _looser(found: Listing, names: dict[tuple[str, str], str], path: str) -> list[Document]:
    """Say for every chosen value how many agreements there would be without it; the best first."""
    rows = []
    for (name, value), words in list(names.items())[:8]:
        query = _without(found.query, name, value)
        count = list_agreements(query.having(page_size="1"), accept_language=found.reading.language).count
        rows.append(
            {"term": str(NAMES.get(name, name)), "value": words, "count": count, "address": with_query(path, query)}
        )
    return sorted((row for row in rows if row["count"]), key=lambda row: -row["count"])
