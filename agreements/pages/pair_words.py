"""The words and looks of a pair's picture, shared with its table so that both say the same."""

from __future__ import annotations

from typing import Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from agreements.lifecycle.facts import State
from agreements.pages.drawing import LOOKS
from agreements.pages.lead import lapse_words
from agreements.pages.saying import when
from agreements.register.bands import Hole
from agreements.register.coverage import Level, Span
from agreements.register.lanes import Member

Document = dict[str, Any]

AHEAD: Final = frozenset({State.IN_NEGOTIATION, State.SIGNED_NOT_EFFECTIVE})


def look_of(span: Span) -> str:
    """Choose how a span is drawn; "" where nothing is."""
    if span.level:
        return LOOKS[span.level]
    if State.SUSPENDED in span.states:
        return "suspended"
    return "ahead" if any(state in AHEAD for state in span.states) and State.NOT_YET not in span.states else ""


def level_words(level: Level) -> str:
    """Say how far one of several agreements runs."""
    return {
        Level.CERTAIN: _("In effect"),
        Level.TAKEN: _("In effect, not certain"),
        Level.UNBEGUN: _("In effect, beginning not known"),
        Level.MIXED: _("May be in effect"),
        Level.NONE: _("Nothing in effect"),
    }[level]


def hole_words(hole: Hole) -> str:
    """Say for how many days there was nothing."""
    return lapse_words({"days": {"min": hole.least, "max": hole.most}})


def short_words(days: Document) -> str:
    """Say a number of days beside the place that shows what they are."""
    least, most = max(0, days["min"]), days["max"]
    if least == most:
        return ngettext("%(n)s day", "%(n)s days", most) % {"n": most}
    return _("%(min)s–%(max)s days") % {"min": least, "max": most}


def signatures_of(member: Member) -> list[Document]:
    """Give the dated signatures (or adoptions) of an agreement that are preferred."""
    return [
        event
        for event in member.row["events"]
        if event["type"] in ("signed", "adopted") and event["preferred"] and event["date"]
    ]


def signed_words(event: Document, language: str) -> str:
    """Say a signature with its day."""
    text = _("Signed %(when)s") if event["type"] == "signed" else _("Adopted %(when)s")
    return text % {"when": when(event["date"], language)}


def session_words(row: Document, language: str) -> str:
    """Say a session with its programme and day."""
    values = {"title": row["title"] or _("Session"), "program": row["program"]["title"]}
    return _("%(title)s (%(program)s), %(when)s") % {**values, "when": when(row["date"], language)}
