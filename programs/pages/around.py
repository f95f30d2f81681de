"""What programmes tell the pages of sources and occasions."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from agreements.pages.around import MOST, Citing, Held, citing_documents, rows_citing
from agreements.register.entries import document_of, entries_at
from agreements.register.names import best_text, best_title
from agreements.register.query import Query
from agreements.register.reading import Reading
from programs.register.models import ProgramEntry
from programs.register.programs import list_programs


def citing(source: str, passages: Sequence[str], reading: Reading) -> list[Citing]:
    """Give the programmes that cite one of some passages of a source."""
    cited = citing_documents(source, passages)
    rows = entries_at(ProgramEntry, reading).filter(cited, sources__contains=[source]).order_by("title", "record_id")
    return [
        Citing(
            best_title(document_of(entry)["titles"], reading.language) or entry.title,
            f"/programs/{entry.record_id}/",
            rows_citing(document_of(entry), source, passages, reading),
        )
        for entry in rows
    ]


def held_on(occasion: str, reading: Reading) -> list[Held]:
    """Give the programmes that were agreed on an occasion, and the sessions that were held on it."""
    clocks = {name: text for name, text in reading.clocks.items() if text is not None}
    query = Query.of(occasion=occasion, expand="sessions", page_size=str(MOST), **clocks)
    found = []
    for row in list_programs(query, accept_language=reading.language).results:
        address = f"/programs/{row['id']}/"
        if row["occasion"] and row["occasion"]["id"] == occasion:
            found.append(Held(_("Programme"), row["title"], address, None))
        for session in row["sessions"]:
            if session["occasion"] and session["occasion"]["id"] == occasion:
                title = best_text(session["titles"], reading.language) or row["title"]
                found.append(Held(_("Session"), title, f"{address}#session-{session['key']}", session["date"]))
    return found
