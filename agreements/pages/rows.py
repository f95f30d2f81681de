"""Agreements as rows of a list: title, partners, state on the day, and the days that matter."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from agreements.codelists import BOUND, Kind
from agreements.pages.lead import lapse_words, state_words
from agreements.pages.saying import label, words_of
from agreements.pages.visiting import Visit
from agreements.register.names import country_name, documents

Document = dict[str, Any]


def agreement_rows(found: Sequence[Document], visited: Visit) -> list[Document]:
    """Give what rows show, by one query for the names of all countries on the page."""
    codes = {(p["country"] or "").lower() for row in found for p in row["parties"]}
    countries = documents("country", codes, visited.reading)
    names = {doc["code"]: country_name(doc, visited.language) for doc in countries.values()}
    return [_row(row, names, visited.language) for row in found]


def _row(row: Document, names: dict[str, str], language: str) -> Document:
    taking_part = [p["country"] for p in row["parties"] if p["role"] in BOUND and p["country"]]
    return {
        "row": row,
        "kind": label(dict(Kind.choices), row["kind"]),
        "partners": " – ".join(dict.fromkeys(names.get(code, code) for code in taking_part)),
        "state": row["state"],
        "state_words": state_words(row["state"]),
        "days": _days(row, language),
        "lapses": [lapse_words(lapse) for lapse in row["lapses"] if lapse["predecessor"] == row["id"]],
        "title_language": next((t["language"] for t in row["titles"] if t["title"] == row["title"]), ""),
    }


def _days(row: Document, language: str) -> list[str]:
    """Say when it was signed, and until when it runs or ran; what is not known is said."""
    said = []
    if row["signed"]:
        said.append(_("signed %(day)s") % {"day": words_of(row["signed"], language)})
    elif row["state"]["group"] == "running" and row["state"]["since"]:
        said.append(_("since %(day)s") % {"day": words_of(row["state"]["since"], language)})
    else:
        said.append(_("signature not known from our sources"))
    if row["ends"]:
        said.append(_("last day in effect %(day)s") % {"day": words_of(row["ends"], language)})
    elif row["state"]["until"] and row["state"]["group"] == "running":
        said.append(_("term ends %(day)s") % {"day": words_of(row["state"]["until"], language)})
    elif row["ends_status"] == "open-ended":
        said.append(_("no end is fixed"))
    elif row["state"]["group"] == "running":
        said.append(_("end not known from our sources"))
    if row["next_decision"]:
        said.append(_("notice by %(day)s") % {"day": words_of(row["next_decision"], language)})
    return said
