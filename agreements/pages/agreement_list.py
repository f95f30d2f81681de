"""The list of agreements: what it shows in one sentence, its facets, and one page of rows."""

from __future__ import annotations

from typing import Any, Final

from django.http import Http404, HttpRequest, HttpResponse

from agreements.pages.choices import AGREEMENTS_FORM
from agreements.pages.facet_boxes import boxes_of
from agreements.pages.filtering import answer, canonical, list_page, refused
from agreements.pages.rows import agreement_rows
from agreements.pages.visiting import Visit, page, with_query
from agreements.register.listing import Listing
from agreements.register.problems import BadParametersError

Document = dict[str, Any]

TEMPLATE: Final = "agreements/list.html"


@page
def listing(request: HttpRequest) -> HttpResponse:
    """Show the agreements that a query keeps, or beside the form what is wrong with the query."""
    return list_page(request, AGREEMENTS_FORM, TEMPLATE, rows)


def rows(found: Listing, visited: Visit) -> Document:
    """Give the agreements of one page, the words that were sought marked in them."""
    return {"rows": agreement_rows(found.results, visited, found.sought)}


@page
def facet(request: HttpRequest, name: str) -> HttpResponse:
    """Show every value of one facet with its count: the form has room for the most frequent only."""
    form = AGREEMENTS_FORM
    asked = form.ask(name)
    if asked is None or name not in form.facets:
        raise Http404
    query = canonical(request, form).without("cursor")
    try:
        found = answer(form, query.having(page_size="1"), counted=(name,))
    except BadParametersError as error:
        return refused(request, form, TEMPLATE, query, error)
    visited = Visit(request, query, found.reading)
    path = request.path.partition("facets/")[0]
    boxes = boxes_of((found.facets or {}).get(name, ()), None, asked.above(found.reading) if asked.above else None)
    context = {
        "form": form,
        "asked": asked,
        "boxes": boxes,
        "kept": [pair for pair in query.pairs if pair[0] != name],
        "list_path": path,
        "list_address": visited.to(form.folder),
        "back": with_query(path, query),
    }
    return visited.show("agreements/facet.html", context)
