"""The sessions of programmes by the agreements that they rest on (``agreements.register.sessions``).

Sessions without a day are left out, because a picture of time has no place for them, and those that were called off,
because nobody met; the programme's page has them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from agreements.partial_dates.days import PartialDate
from agreements.register.entries import document_of, entries_at
from agreements.register.names import best_text, best_title
from agreements.register.reading import Reading
from programs.register.merged import known_as
from programs.register.models import ProgramEntry

Document = dict[str, Any]


def sessions_by_agreement(agreements: Sequence[str], reading: Reading) -> dict[str, list[Document]]:
    """Give for each agreement the dated sessions of the programmes that rest on it, or on one merged into it."""
    found: dict[str, list[Document]] = defaultdict(list)
    meant = known_as(agreements, reading)
    for entry in entries_at(ProgramEntry, reading).filter(agreements__overlap=sorted(meant)):
        document = document_of(entry)
        sessions = [_session(entry, document, row, reading) for row in document["sessions"] if _was_or_will_be(row)]
        for name in dict.fromkeys(meant[link["id"]] for link in document["agreements"] if link["id"] in meant):
            found[name] += sessions
    return {name: sorted(rows, key=_in_time) for name, rows in found.items() if rows}


def _was_or_will_be(row: Document) -> bool:
    return row["date"] is not None and row["stated_state"] != "cancelled"


def _session(entry: ProgramEntry, document: Document, row: Document, reading: Reading) -> Document:
    return {
        "key": row["key"],
        "title": best_text(row["title"], reading.language),
        "date": row["date"],
        "program": {
            "id": entry.record_id,
            "title": best_title(document["titles"], reading.language) or entry.title,
            "html_url": f"{reading.base}/programs/{entry.record_id}/",
        },
    }


def _in_time(row: Document) -> tuple[Any, ...]:
    day = PartialDate.parse(row["date"])
    return day.first, day.last, row["program"]["id"], row["key"]
