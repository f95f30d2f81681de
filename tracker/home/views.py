"""The first page: what the register holds, what is in effect, what comes next, what lapsed, and what changed.

Everything on it is asked of the lists that readers can open themselves, with the clocks of the visit, so that a count
here is the count there. The number of questions is fixed, whatever the register holds.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any, Final

from django.http import HttpRequest, HttpResponse

from agreements.pages.changes import latest_changes
from agreements.pages.choices import countries_taking_part
from agreements.pages.rows import agreement_rows
from agreements.pages.saying import words_of
from agreements.pages.visiting import Visit, page, visit
from agreements.register.agreements import list_agreements
from agreements.register.deadlines import TYPES, list_deadlines
from agreements.register.listing import Listing
from agreements.register.models import AgreementEntry, RecordEntry
from agreements.register.problems import BadParametersError
from agreements.register.query import Query
from programs.register.models import ProgramEntry

Document = dict[str, Any]
Asking = Callable[..., Listing]

SHOWN: Final = "6"
#: How far ahead "soon" looks, in days from the day that is read.
SOON: Final = timedelta(days=180)


@page
def home(request: HttpRequest) -> HttpResponse:
    """Show the state of the register on a day."""
    visited = visit(request)
    number = visited.reading.number
    records: Any = RecordEntry.objects.at(number)
    running = _listed(visited, state="running")
    lapsed = _listed(visited, lapsed="true")
    last = _last_soon(visited.reading.as_of)
    soon = _ahead(visited, type=[code for code in TYPES if code != "session"], to=last)
    sessions = _ahead(visited, type="session")
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
            "soon": soon,
            "soon_rows": _deadlines(soon, visited),
            "soon_address": f"/deadlines/?to={last}",
            "sessions": sessions,
            "session_rows": _deadlines(sessions, visited),
            "changes": latest_changes(visited, 6),
        },
    )


def _listed(visited: Visit, asking: Asking = list_agreements, **filters: str | list[str]) -> Listing:
    """Ask a list by both clocks of the visit, given or not, with few rows: the page shows one register throughout."""
    clocks = {name: text for name, text in visited.reading.clocks.items() if text is not None}
    return asking(Query.of(page_size=SHOWN, **clocks, **filters), accept_language=visited.language)


def _ahead(visited: Visit, **filters: str | list[str]) -> Listing | None:
    """Ask for deadlines ahead; where the look goes beyond what is reckoned, nothing is known of it."""
    try:
        return _listed(visited, list_deadlines, **filters)
    except BadParametersError:
        return None


def _last_soon(day: date) -> str:
    """Give the last day that is soon; the calendar's own last day where it ends before."""
    return (day + min(SOON, date.max - day)).isoformat()


def _deadlines(found: Listing | None, visited: Visit) -> list[Document]:
    """Say each deadline: its day at its precision, what happens, and whose it is."""
    return [
        {
            "row": row,
            "day": words_of(row["date"], visited.language),
            "day_attribute": row["date"] if "/" not in row["date"] else "",
            "item": (row["item"] or {}).get("title"),
            "language": row["record"]["language"] if row["record"]["language"] != visited.language else "",
        }
        for row in (found.results if found else ())
    ]
