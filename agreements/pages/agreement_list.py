"""The list of agreements: what it shows in one sentence, its facets, and one page of rows."""

from __future__ import annotations

from typing import Any, Final

from django.http import HttpRequest, HttpResponse

from agreements.pages.choices import AGREEMENTS_FORM
from agreements.pages.filtering import facet_page, list_page
from agreements.pages.rows import agreement_rows
from agreements.pages.visiting import Visit, page
from agreements.register.listing import Listing

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
    return facet_page(request, AGREEMENTS_FORM, name, TEMPLATE)
