"""Countries and pairs of countries: what is in effect between two partners, drawn over time with its lapses."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse

from agreements.pages.choices import countries_taking_part
from agreements.pages.drawing import draw
from agreements.pages.lineage import courses
from agreements.pages.records import listed
from agreements.pages.rows import agreement_rows
from agreements.pages.visiting import found, lower_case, moved, page, visit
from agreements.register.countries import get_country, pair

Document = dict[str, Any]

#: So many agreements of a pair are drawn; the list below has them all.
MOST_DRAWN = 40


@page
def between(request: HttpRequest, first: str, second: str) -> HttpResponse:
    """Show a pair: its agreements over time, the lapses between them, and the list. Codes stand in their order."""
    codes = sorted((first.lower(), second.lower()))
    if [first, second] != codes and codes[0] != codes[1]:
        raise moved(request, request.path.replace(f"/{first}/{second}/", f"/{codes[0]}/{codes[1]}/"))
    visited = visit(request)
    of_two = pair(codes[0], codes[1], visited.reading)
    if of_two is None:
        raise Http404
    rows = of_two.agreements
    drawn = list(courses([row["id"] for row in rows[:MOST_DRAWN]], visited.reading).values())
    return visited.show(
        "agreements/pair.html",
        {
            "first": of_two.first,
            "second": of_two.second,
            "rows": agreement_rows(rows, visited),
            "running": sum(row["state"]["group"] == "running" for row in rows),
            "drawing": draw(_in_time(drawn), visited.reading.as_of, visited.language) if drawn else None,
            "list_address": f"/agreements/?party={codes[0].upper()}&party={codes[1].upper()}",
            "left_out": max(0, len(rows) - MOST_DRAWN),
        },
    )


def _in_time(rows: list[Document]) -> list[Document]:
    """Sort agreements so that what follows stands below what it follows, else by their first known day."""

    def first_day(row: Document) -> str:
        known = [row["signed"], row["effective"], row["ends"]]
        return min((day for day in known if day), default="9")

    return sorted(rows, key=lambda row: (first_day(row), row["id"]))


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


@page
def countries(request: HttpRequest) -> HttpResponse:
    """Show the countries of which the register knows agreements."""
    visited = visit(request)
    names = countries_taking_part(visited.reading)
    rows = [{"name": name, "code": code, "address": f"/countries/{code.lower()}/"} for code, name in names.items()]
    return visited.show("agreements/countries.html", {"rows": rows})


def _pair_address(one: str, other: str) -> str:
    first, second = sorted((one, other))
    return f"/countries/{first}/{second}/"
