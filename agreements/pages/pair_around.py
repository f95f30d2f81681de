"""What stands around a pair's picture: who the two are, how their agreements divide, and what ends next."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from django.http import Http404, HttpResponse
from django.utils.encoding import iri_to_uri
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agreements.pages.visiting import Visit, found, with_query
from agreements.partial_dates.days import PartialDate
from agreements.register.countries import get_country
from agreements.register.outcomes import Moved
from agreements.register.presenting import may_run
from agreements.register.query import Query

Document = dict[str, Any]

#: The facets that a reader of a pair asks for (scenario P2), and how many values of each are shown.
FACETS: Final = {
    "sector": gettext_lazy("Subject"),
    "kind": gettext_lazy("Kind"),
    "state": gettext_lazy("State on the day"),
    "institution": gettext_lazy("Institution"),
    "year": gettext_lazy("Year of signature"),
}
MOST_VALUES: Final = 8
MOST_DAYS: Final = 6


def pair_of(codes: Sequence[str], visited: Visit) -> tuple[Document, Document] | HttpResponse:
    """Give the two countries, or the answer where one is gone (410) or was merged (301, to the pair of its heir)."""
    countries = []
    for code, other in (tuple(codes), tuple(reversed(codes))):
        outcome = get_country(code, visited.reading)
        if isinstance(outcome, Moved) and outcome.target != other:
            one, two = sorted((outcome.target, other))
            address = visited.to(f"/countries/{one}/{two}/")
            response = visited.show("301.html", {"moved": outcome, "address": address}, status=301)
            response["Location"] = iri_to_uri(address)
            return response
        record = found(visited, outcome, "countries")
        if isinstance(record, HttpResponse):
            return record
        countries.append(record)
    if len(countries) != 2:
        raise Http404
    return countries[0], countries[1]


def facet_links(facets: Mapping[str, Sequence[Document]], both: Query) -> list[Document]:
    """Give the facets of a pair, each value with its count and the address of the list that it would give."""
    groups = []
    for name, term in FACETS.items():
        values = [row for row in facets.get(name, ()) if row["count"]]
        rows = [
            {
                "label": row["label"],
                "count": row["count"],
                "address": with_query("/agreements/", both.having(**{name: row["value"]})),
            }
            for row in values[:MOST_VALUES]
        ]
        if rows:
            groups.append({"term": term, "rows": rows, "more": len(values) - len(rows)})
    return groups


def next_days(rows: Sequence[Document], visited: Visit) -> list[Document]:
    """Give the next days on which something of the pair ends or must be decided, the earliest first."""
    as_of = visited.reading.as_of
    days: dict[tuple[str, str], tuple[Any, str, Document]] = {}
    for row in rows:
        state = row["state"]
        if not may_run(state):
            continue
        told = [(row["next_decision"], _("Notice must be given by")), (row["ends"], _("Last day in effect"))]
        if not row["ends"] and state["group"] == "running":  # until is that of the state that is shown
            told.append((state["until"], _("Term ends")))
        for text, words in told:
            if text and PartialDate.parse(text).last >= as_of:
                days[row["id"], words] = (PartialDate.parse(text).last, words, {"row": row, "day": text})
    ordered = sorted(days.values(), key=lambda each: (each[0], each[2]["row"]["id"], each[1]))
    return [{**about, "words": words} for _day, words, about in ordered[:MOST_DAYS]]
