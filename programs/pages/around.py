"""What programmes tell the pages of sources and occasions."""

from __future__ import annotations

from django.utils.translation import gettext as _

from agreements.pages.around import MOST, Citing, Held
from agreements.register.names import best_text
from agreements.register.query import Query
from agreements.register.reading import Reading
from programs.register.programs import list_programs


def citing(source: str, reading: Reading) -> list[Citing]:
    """Give the programmes that cite a source."""
    query = Query.of(source=source, expand="evidence", page_size=str(MOST), as_of=reading.as_of.isoformat())
    rows = list_programs(query, accept_language=reading.language).results
    return [
        Citing(
            row["title"],
            f"/programs/{row['id']}/",
            tuple(each for each in row["evidence"] if each["source"]["id"] == source),
        )
        for row in rows
    ]


def held_on(occasion: str, reading: Reading) -> list[Held]:
    """Give the programmes that were agreed on an occasion, and the sessions that were held on it."""
    query = Query.of(occasion=occasion, expand="sessions", page_size=str(MOST), as_of=reading.as_of.isoformat())
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
