"""Agreements as rows of a list: title, partners, state on the day, and the days that matter.

Where words were sought, they are marked as the search matched them. Where dates were asked for, a date that is not
known to the day says how far it is known, because that is why it may have been found.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agreements.codelists import BOUND, Kind
from agreements.pages.lead import lapse_words, state_words
from agreements.pages.saying import known_to, label, words_of
from agreements.pages.visiting import Visit
from agreements.register.excerpts import Seen, marked_agreements
from agreements.register.highlighting import Marked
from agreements.register.names import country_name, documents, language_of
from agreements.register.searching import Sought

Document = dict[str, Any]

#: What is said of a place where words were found, beside title and partners.
FOUND_IN: Final = {
    "title": gettext_lazy("Also titled"),
    "number": gettext_lazy("Number"),
    "person": gettext_lazy("Person"),
    "designation": gettext_lazy("Designation"),
    "summary": gettext_lazy("Summary"),
    "institution": gettext_lazy("Institution"),
    "sector": gettext_lazy("Subject"),
}


def agreement_rows(found: Sequence[Document], visited: Visit, sought: Sought | None = None) -> list[Document]:
    """Give what rows show, by one query for the names of all countries on the page; two more to mark ``sought``."""
    codes = {(p["country"] or "").lower() for row in found for p in row["parties"]}
    countries = documents("country", codes, visited.reading)
    names = {doc["code"]: country_name(doc, visited.language) for doc in countries.values()}
    seen = marked_agreements(found, sought, names, visited.reading) if sought and found else {}
    asked = {name.partition("_")[0] for name, _value in visited.query.pairs}
    return [_row(row, names, visited.language, seen.get(row["id"]), asked) for row in found]


def _row(row: Document, names: dict[str, str], language: str, seen: Seen | None, asked: set[str]) -> Document:
    taking_part = [p["country"] for p in row["parties"] if p["role"] in BOUND and p["country"]]
    partners = {code: names.get(code, code) for code in taking_part}
    return {
        "row": row,
        "kind": label(dict(Kind.choices), row["kind"]),
        "title": seen.title if seen else Marked.whole(row["title"]),
        "partners": " – ".join(partners.values()),
        "partners_marked": [seen.countries[code] if seen else Marked.whole(name) for code, name in partners.items()],
        "found_in": [(str(FOUND_IN[place.what]), place.marked, place.language) for place in seen.places]
        if seen
        else [],
        "state": row["state"],
        "state_words": state_words(row["state"]),
        "days": _days(row, language, asked),
        "lapses": [lapse_words(lapse) for lapse in row["lapses"] if lapse["predecessor"] == row["id"]],
        "title_language": language_of(row["title"], row["titles"]),
    }


def _days(row: Document, language: str, asked: set[str]) -> list[str]:
    """Say when it was signed, and until when it runs or ran; what is not known is said.

    How far a date is known is said of those of the ``asked``.
    """
    said = []
    if row["signed"]:
        note = known_to(row["signed"]) if asked & {"signed", "year"} else ""
        said.append(_noted(_("signed %(day)s") % {"day": words_of(row["signed"], language)}, note))
    elif row["state"]["group"] == "running" and row["state"]["since"]:
        said.append(_("since %(day)s") % {"day": words_of(row["state"]["since"], language)})
    else:
        said.append(_("signature not known from our sources"))
    if row["ends"]:
        note = known_to(row["ends"]) if "ends" in asked else ""
        said.append(_noted(_("last day in effect %(day)s") % {"day": words_of(row["ends"], language)}, note))
    elif row["state"]["until"] and row["state"]["group"] == "running":
        said.append(_("term ends %(day)s") % {"day": words_of(row["state"]["until"], language)})
    elif row["ends_status"] == "open-ended":
        said.append(_("no end is fixed"))
    elif row["state"]["group"] == "running":
        said.append(_("end not known from our sources"))
    if row["next_decision"]:
        said.append(_("notice by %(day)s") % {"day": words_of(row["next_decision"], language)})
    return said


def _noted(text: str, note: str) -> str:
    return f"{text} ({note})" if note else text
