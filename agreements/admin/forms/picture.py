"""What follows from an agreement's document: the state on a day, terms, deadlines, lapses, and the public drawing.

It is read off the document that would be published, by what the public page reads it with, so that a preview cannot
promise what the page does not show.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.utils.translation import gettext as _

from agreements import asof
from agreements.admin.panels import date_words, standing_lines, state_words
from agreements.codelists import SUCCEEDING
from agreements.pages.drawing import draw
from agreements.pages.lead import lapse_words
from agreements.pages.saying import basis_word
from agreements.pages.visiting import current_language
from agreements.partial_dates.days import PartialDate
from agreements.publishing import Change
from agreements.register.coverage import spans
from agreements.register.deadlines import TYPES as DEADLINES
from agreements.register.derived_rows import agreement_deadlines
from agreements.register.models import Publication
from agreements.register.phrases import because
from agreements.register.standings import standings_of, state_on
from agreements.register.terms import decision_from, terms_of

Document = dict[str, Any]

#: So many deadlines and changes of a neighbour's state are said; the page of deadlines and the neighbour say the rest.
MOST: Final = 5


@dataclass(frozen=True, slots=True)
class StateLine:
    """The state on one day in words, with its reason."""

    day: date
    words: str
    because: str
    term: str


def picture(document: Document, followers: Iterable[Change], day: date) -> dict[str, Any]:
    """Return what a preview shows of an agreement's document, on the register's today and on ``day``."""
    today = asof.today()
    around = _around(document, followers)
    return {
        "states": [_state_line(document, on) for on in dict.fromkeys((today, day))],
        "dates": [
            (_("Signed"), _words(document["signed"])),
            (_("Took effect"), _words(document["effective"])),
            (_("Last day in effect"), _end(document)),
            (_("Next decision date"), _words(decision_from(document, today))),
        ],
        "terms": [_term_line(term) for term in terms_of(document, day)],
        "deadlines": list(_deadlines(document, today)),
        "lapses": [_lapse_line(lapse, {**around, document["id"]: document}) for lapse in document["lapses"]],
        "standings": list(standing_lines(standings_of(document))),
        "findings": [_(row["words"]) for row in document["findings"] if row["words"]],
        "drawing": draw(_in_order(document, around), day, current_language(), document["id"]),
        "drawing_title": _("Its life in time, as it would be published"),
    }


def state_changes(before: Document, after: Document) -> list[str]:
    """Say how an agreement's state would change, from which day: "expired → replaced, from 5 January 2026"."""
    said: list[str] = []
    last = ("", "")
    for day in sorted({span.first or date.min for doc in (before, after) for span in spans(standings_of(doc))}):
        pair = (state_words(state_on(before, day)), state_words(state_on(after, day)))
        if pair[0] != pair[1] and pair != last:
            change = _("%(before)s → %(after)s") % {"before": pair[0], "after": pair[1]}
            if day > date.min:
                change = _("%(change)s, from %(day)s") % {"change": change, "day": date_words(PartialDate(day, day))}
            said.append(change)
        last = pair
    return said[:MOST]


def title_of(document: Document) -> str:
    """Return the title by which a preview names an agreement."""
    titles = document.get("titles") or [{}]
    english = next((row["title"] for row in titles if row.get("language") == "en"), None)
    return str(english or titles[0].get("title") or document["id"])


def latest_document(record_type: str, record_id: str) -> Document | None:
    """Return the document that is public now, or None."""
    return _latest(record_type, [record_id]).get(record_id)


def _latest(record_type: str, ids: Iterable[str]) -> dict[str, Document]:
    rows = (
        Publication.objects.filter(record_type=record_type, record_id__in=list(ids))
        .order_by("record_id", "-number")
        .distinct("record_id")
        .values_list("record_id", "type", "document")
    )
    return {record_id: doc for record_id, type_, doc in rows if doc is not None and type_ != "merged"}


def _around(document: Document, followers: Iterable[Change]) -> dict[str, Document]:
    """Return the documents of predecessors and successors, as they would be then."""
    ids = {r["other"] for r in document["relations"] if r["code"] in SUCCEEDING and r["preferred"]}
    then = {c.ref.id: c.after for c in followers if c.ref.type == "agreement" and c.after is not None}
    return {**_latest("agreement", ids - set(then)), **{i: doc for i, doc in then.items() if i in ids}}


def _in_order(document: Document, around: Mapping[str, Document]) -> list[Document]:
    """Return the agreement between those that it follows and those that follow it, as the drawing reads them."""
    sides: dict[str, list[str]] = {"out": [], "in": []}
    for row in document["relations"]:
        if row["other"] in around and row["code"] in SUCCEEDING and row["preferred"]:
            sides[row["direction"]].append(row["other"])
    order = [*dict.fromkeys(sides["out"]), document["id"], *(i for i in sides["in"] if i not in sides["out"])]
    known = {**around, document["id"]: document}
    return [{**known[i], "title": title_of(known[i]), "html_url": f"/agreements/{i}/"} for i in dict.fromkeys(order)]


def _state_line(document: Document, day: date) -> StateLine:
    state = state_on(document, day)
    current = next((term for term in terms_of(document, day) if term["current"]), None)
    running = state.group is not None and str(state.group) == "running"
    term = _term_line(current) if current and running else ""
    return StateLine(day, state_words(state), because(state.reason, current_language()), term)


def _term_line(term: Document) -> str:
    first, last = (_words(term[name]) for name in ("first_day", "last_day"))
    words = _("Term %(number)s: %(first)s – %(last)s") % {"number": term["number"], "first": first, "last": last}
    if term["decision"]:
        words = _("%(term)s; notice by %(day)s") % {"term": words, "day": _words(term["decision"])}
    return words


def _deadlines(document: Document, today: date) -> Iterator[str]:
    ahead = [row for row in agreement_deadlines(document) if row["date"].last >= today]
    for row in sorted(ahead, key=lambda row: (row["date"], row["type"]))[:MOST]:
        yield _("%(what)s: %(day)s") % {"what": DEADLINES[row["type"]], "day": date_words(row["date"])}


def _lapse_line(lapse: Document, known: Mapping[str, Document]) -> str:
    def name(record_id: str) -> str:
        return title_of(known[record_id]) if record_id in known else record_id

    return _("%(lapse)s between “%(before)s” (until %(last)s) and “%(after)s” (from %(first)s); %(basis)s") % {
        "lapse": lapse_words(lapse),
        "before": name(lapse["predecessor"]),
        "after": name(lapse["successor"]),
        "last": _words(lapse["last_day"]),
        "first": _words(lapse["first_day"]),
        "basis": basis_word(lapse["basis"]),
    }


def _end(document: Document) -> str:
    if document["ends"]:
        return _words(document["ends"])
    return _("no end is fixed") if document["ends_status"] == "open-ended" else _("end not known from our sources")


def _words(edtf: str | None) -> str:
    return date_words(PartialDate.parse(edtf) if edtf else None)
