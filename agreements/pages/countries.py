"""Countries: who they are, with whom they have agreements, and what of these is in effect."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse

from agreements.pages.choices import countries_taking_part
from agreements.pages.records import listed
from agreements.pages.rows import agreement_rows
from agreements.pages.visiting import found, lower_case, page, visit
from agreements.register.countries import get_country

Document = dict[str, Any]


@page
def country(request: HttpRequest, code: str) -> HttpResponse:
    """Show a country with its partners and agreements."""
    lower_case(request, code)
    visited = visit(request)
    record = found(visited, get_country(code, visited.reading), "countries")
    if isinstance(record, HttpResponse):
        return record
    rows = listed(visited, country=code.upper())
    names = countries_taking_part(visited.reading)
    partners: dict[str, int] = {}
    for row in rows.results:
        for other in {p["country"] for p in row["parties"] if p["country"] and p["role"] != "witness"} - {code.upper()}:
            partners[other] = partners.get(other, 0) + 1
    return visited.show(
        "agreements/country.html",
        {
            "record": record,
            "partners": [
                {"name": names.get(c, c), "count": n, "address": _pair_address(code, c.lower())}
                for c, n in sorted(partners.items(), key=lambda item: (-item[1], item[0]))
            ],
            "rows": agreement_rows(rows.results, visited),
        },
    )


def _pair_address(one: str, other: str) -> str:
    first, second = sorted((one, other))
    return f"/countries/{first}/{second}/"
