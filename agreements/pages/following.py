"""What follows up an agreement, a pair or a subject, in words: programmes, what they come to, and their sessions.

Stated states and what dates imply are said one after the other and never added up, because an activity that is stated
as planned may be one whose planned end has passed; a passed plan is never said to be completed (domain section 8).
"""

from __future__ import annotations

from datetime import date
from typing import Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agreements.codelists import ProgramKind, ProgressState
from agreements.pages.saying import label, words_of
from agreements.partial_dates.days import PartialDate
from agreements.register.extensions import FollowUp

Document = dict[str, Any]

STATES: Final = dict(ProgressState.choices)
SESSION_STATES: Final = {
    "planned": gettext_lazy("planned"),
    "held": gettext_lazy("held"),
    "cancelled": gettext_lazy("called off"),
}


def told(follow_up: FollowUp, language: str) -> Document | None:
    """Give what ``parts/follow_up.html`` shows; ``None`` where no programme is known."""
    rollup = follow_up.rollup
    if rollup is None:
        return None
    kinds = dict(ProgramKind.choices)
    return {
        "rows": [
            {"row": row, "kind": label(kinds, row["kind"]), "stated": stated_words(row["stated_state"])}
            for row in follow_up.programs
        ],
        "count": follow_up.count,
        "left_out": follow_up.count - len(follow_up.programs),
        **rollup_told(rollup, language),
    }


def rollup_told(rollup: Document, language: str) -> Document:
    """Give a roll-up in words: the phrases that count, and the sessions around the day read."""
    sessions = rollup["sessions"]
    around = (("last", _("Last session")), ("next", _("Next session")))
    return {
        "rollup": rollup,
        "tally": rollup_tally(rollup),
        "sessions": [
            {"term": term, **session_told(sessions[name], rollup["as_of"], language)}
            for name, term in around
            if sessions[name]
        ],
    }


def rollup_tally(rollup: Document) -> list[tuple[int, str, str]]:
    """Give the counts that are not none: number, what it counts, and the name of its kind.

    First the stated states, which add up to all activities; then ``done``, ``passed`` and ``unsourced``, which count
    some of the same again.
    """
    counts = rollup["activities"]
    found = [
        (counts["stated"][code], stated_words(code), "stated")
        for code in ProgressState.values
        if counts["stated"][code]
    ]
    if counts["done"] > counts["stated"][ProgressState.COMPLETED]:
        found.append((counts["done"], _("done, as stated or by their actual dates"), "done"))
    if counts["overdue"]:
        found.append((counts["overdue"], _("planned end passed, nothing known of completion"), "passed"))
    if counts["without_evidence"]:
        found.append((counts["without_evidence"], _("without evidence"), "unsourced"))
    return found


def stated_words(code: str) -> str:
    """Say a stated state within a sentence; that none is stated is said as such."""
    if code == ProgressState.UNKNOWN:
        return _("no state stated")
    said = label(STATES, code)
    return said[:1].lower() + said[1:]


def session_told(row: Document, as_of: str, language: str) -> Document:
    """Say a session of a roll-up: its title and place, its day, and what is known of it."""
    program = row["program"] or {}
    return {
        "title": row["title"] or "",
        "href": f"{program['html_url']}#session-{row['key']}" if program else "",
        "program": program.get("title", ""),
        "day": words_of(row["date"], language) if row["date"] else "",
        "state": session_state_words(row, date.fromisoformat(as_of)),
    }


def session_state_words(row: Document, as_of: date) -> str:
    """Say the stated state of a session, and of one that should be past that nothing says so."""
    stated = label(SESSION_STATES, row["stated_state"]) if row["stated_state"] in SESSION_STATES else ""
    past = row["date"] is not None and PartialDate.parse(row["date"]).last < as_of
    if past and row["stated_state"] not in ("held", "cancelled"):
        passed = _("its day has passed, and that it was held is not known")
        return f"{stated}; {passed}" if stated else passed
    return stated
