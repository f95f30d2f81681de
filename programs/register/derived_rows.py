"""The rows that a publication of a programme brings beside its entry: activities and deadlines.

Made from the document alone, as those of agreements are (``agreements.register.derived_rows``). Deadlines go into the
table of agreements' deadlines, so that one list has sessions and planned ends among last days and decision dates.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from agreements.register.derived_rows import Document, RowMaker, citations, partial
from agreements.register.models import DeadlineRow
from programs.register.models import ActivityRow

DATES = ("planned_start", "planned_end", "actual_start", "actual_end")


def activity_rows(document: Document) -> Iterator[dict[str, Any]]:
    """Yield every activity of the programme."""
    for row in document["activities"]:
        yield {
            "row_id": f"{document['id']}/{row['key']}",
            "key": row["key"],
            "institution": row["institution"] or "",
            "form": row["form"] or "",
            "stated_state": row["stated_state"],
            **{name: partial(row[name]) for name in DATES},
        }


def program_deadlines(document: Document) -> Iterator[dict[str, Any]]:
    """Yield the programme's sessions, and the planned last days of itself and of its activities.

    They carry those who lead the programme, and of an activity who is responsible for it.
    """
    leads = document["leads"]
    institutions = {row["institution"] for row in leads if row["institution"]}
    about = {
        "record_type": "program",
        "countries": sorted({row["country"] for row in leads if row["country"]}),
        "sectors": sorted(document["sectors"]),
        "agreements": sorted({row["id"] for row in document["agreements"]}),
    }

    def row(kind: str, date: str, key: str = "", responsible: str | None = None) -> dict[str, Any]:
        row_id = "/".join(part for part in ("program", document["id"], kind, key) if part)
        names = sorted(institutions | ({responsible} if responsible else set()))
        return {**about, "institutions": names, "row_id": row_id, "key": key, "type": kind, "date": partial(date)}

    if document["planned_end"]:
        yield row("program-end", document["planned_end"])
    for activity in document["activities"]:
        if activity["planned_end"]:
            yield row("activity-end", activity["planned_end"], activity["key"], activity["institution"])
    for session in document["sessions"]:
        if session["date"]:
            yield row("session", session["date"], session["key"])


PROGRAM_ROWS: tuple[RowMaker, ...] = (
    (ActivityRow, activity_rows),
    (DeadlineRow, program_deadlines),
    citations("program"),
)
