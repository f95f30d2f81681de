"""The first page: what the register holds, what is in effect, what comes next, what lapsed, and what changed."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse

from agreements.pages.changes import latest_changes
from agreements.pages.choices import countries_taking_part
from agreements.pages.rows import agreement_rows
from agreements.pages.visiting import Visit, page, visit
from agreements.register.agreements import list_agreements
from agreements.register.listing import Listing
from agreements.register.models import AgreementEntry, RecordEntry
from agreements.register.problems import BadParametersError
from agreements.register.query import Query
from programs.register.models import ProgramEntry

Document = dict[str, Any]

SHOWN = "6"
SOON = "P180D"


@page
def home(request: HttpRequest) -> HttpResponse:
    """Show the state of the register on a day."""
    visited = visit(request)
    number = visited.reading.number
    records: Any = RecordEntry.objects.at(number)
    running = _listed(visited, state="running")
    lapsed = _listed(visited, lapsed="true")
    soon = _once(_ahead(visited, decision_within=SOON), _ahead(visited, ends_within=SOON, ordering="ends"))
    return visited.show(
        "home.html",
        {
            "held": {
                "agreements": AgreementEntry.objects.at(number).count(),
                "programs": ProgramEntry.objects.at(number).count(),
                "sources": records.filter(record_type="source").count(),
                "countries": len(countries_taking_part(visited.reading)),
            },
            "running": running,
            "running_rows": agreement_rows(running.results, visited),
            "lapsed": lapsed,
            "lapsed_rows": agreement_rows(lapsed.results, visited),
            "soon_rows": agreement_rows(soon, visited),
            "changes": latest_changes(visited, 8),
        },
    )


def _listed(visited: Visit, **filters: str) -> Listing:
    """Ask a list by both clocks of the visit, given or not, with few rows: the page shows one register throughout."""
    clocks = {name: text for name, text in visited.reading.clocks.items() if text is not None}
    return list_agreements(Query.of(page_size=SHOWN, **clocks, **filters), accept_language=visited.language)


def _ahead(visited: Visit, **filters: str) -> list[Document]:
    """Ask a list that looks ahead; where the look goes beyond what is reckoned, nothing is known of it."""
    try:
        return _listed(visited, **filters).results
    except BadParametersError:
        return []


def _once(*lists: list[Document]) -> list[Document]:
    return list({row["id"]: row for rows in lists for row in rows}.values())
