"""The activities and sessions of a programme: planned beside actual, stated beside what the dates imply."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from agreements.pages.following import session_state_words
from agreements.pages.marking import Marks
from agreements.pages.saying import Said, day, label, marks, unknown
from programs.pages.facts import dated, stated
from programs.pages.words import FORMS, implied_words
from programs.register.counting import DATES

Document = dict[str, Any]


def activity(row: Document, seen: Marks, language: str) -> Document:
    """Give an activity as a row of the table; a pair of dates of which neither is known is said once."""
    item = row["key"]
    title = seen.mark("activity", item, "title", row["title"])
    dates = {name: dated(row, name, seen, language, "activity", item) for name in DATES}
    return {
        "row": row,
        "anchor": f"activity-{item}",
        "title_language": _language_of(row, language),
        "marks": marks(title),
        "planned": _period(dates["planned_start"], dates["planned_end"]),
        "actual": _period(dates["actual_start"], dates["actual_end"]),
        "stated": stated(row, seen, "activity", item),
        "implied": implied_words(row),
        "form": Said(label(FORMS, row["form"]), marks(seen.mark("activity", item, "form", row["title"])))
        if row["form"]
        else None,
        "institution": _institution(row, seen),
    }


def _period(first: Said, last: Said) -> Document:
    """Give both ends, or that neither is known."""
    return {"first": first, "last": last, "unknown": first.unknown and last.unknown}


def _institution(row: Document, seen: Marks) -> Said | None:
    if row["institution"] is None:
        return None
    mark = marks(seen.mark("activity", row["key"], "institution", row["title"]))
    return Said(row["institution"]["name"], mark, f"/institutions/{row['institution']['id']}/")


def session(row: Document, seen: Marks, language: str, as_of: date) -> Document:
    """Give a session: its day, the occasion on which it meets, and what is known of its being held."""
    item = row["key"]
    title = seen.mark("session", item, "title", row["title"])
    when = day(row["date"], language, seen.mark("session", item, "date", row["title"])) if row["date"] else None
    occasion = row["occasion"]
    return {
        "row": row,
        "anchor": f"session-{item}",
        "title_language": _language_of(row, language),
        "marks": marks(title),
        "day": when or unknown(_("day not known from our sources")),
        "state": session_state_words(row, as_of),
        "state_marks": marks(seen.mark("session", item, "stated_state", row["title"]))
        if row["stated_state"] != "unknown"
        else (),
        "occasion": Said(
            occasion["name"], marks(seen.mark("session", item, "occasion", row["title"])), occasion["html_url"]
        )
        if occasion
        else None,
    }


def _language_of(row: Document, language: str) -> str:
    """Give the language of a title that is not in the page's; texts are kept as en, ko and zh."""
    found = next((code for code, text in row["titles"].items() if text and text == row["title"]), "")
    return "" if not found or language.split("-")[0] == found else found
