"""The rule behind each deadline, with the inputs that gave it: which clause, act or relation, and what it says.

Nothing is settled here. A decision date is explained by the published term rule and clause; a last day by the standing
that begins after it, which names the act, the relation or the clause that ended the agreement.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from agreements.lifecycle.results import Standing, TermRule
from agreements.lifecycle.terms import term_last_day, term_number
from agreements.partial_dates.days import PartialDateError
from agreements.register.models import DeadlineRow
from agreements.register.periods import period_words
from agreements.register.phrases import said
from agreements.register.standings import standings_of, term_rule_of

Document = dict[str, Any]

#: A basis that rests on others is no stronger than the weakest of them (domain section 4).
STRENGTH: Final = ("presumed", "inferred", "computed", "stated")
ENDED: Final = ("expired", "terminated", "replaced")
RULES: Final = {
    "tacit-renewal": _("Notice must be given by {day}, or the term that ends on {last_day} is renewed tacitly."),
    "term-of-clause": _("The clause gives a term of {term} from {first_day}, and no further tacit renewal."),
    "last-term-of-clause": _("The clause gives terms to {day}, and no further tacit renewal."),
    "until-date": _("The clause fixes this day as the end."),
    "expired": _("Our sources report that it ended then."),
    "extended": _("It was extended up to this day."),
    "renewed-expressly": _("It was renewed expressly up to this day."),
    "terminated": _("It was terminated: this is the last day before that takes effect."),
    "denounced": _("It was denounced: this is the last day before that takes effect."),
    "expired-by-denunciation": _("It was denounced, so the term that runs is its last."),
    "too-few-parties": _("Fewer than two parties are left after this day."),
    "terminated-by-relation": _("Another instrument ends it: this is the last day before that."),
    "replaced": _("Another instrument replaces it: this is the last day before that."),
    "end": _("What is known of it gives this day as the last in effect."),
    "term-extended": _("The term ended on this day and was extended."),
    "term-renewed-expressly": _("The term ended on this day and was renewed expressly."),
    "suspended": _("The suspension ends on this day."),
    "session": _("The programme has a session."),
    "program-end": _("The programme is planned to be done by then."),
    "activity-end": _("The activity is planned to be done by then."),
}


@dataclass(frozen=True)
class Life:
    """A document with its standings and its term rule, read once however many deadlines it has."""

    document: Document

    @cached_property
    def standings(self) -> tuple[Standing, ...]:
        """Read the standings."""
        return standings_of(self.document)

    @cached_property
    def term_rule(self) -> TermRule | None:
        """Read how terms are counted."""
        return term_rule_of(self.document)


@dataclass(frozen=True, slots=True)
class Rule:
    """Why a day is a deadline: code, words, the inputs by name, the term, and how it is known.

    ``tacit_renewal`` says that the agreement is renewed when the day passes and nothing is done.
    """

    code: str
    words: str
    inputs: Document
    basis: str | None
    term: Document | None = None
    tacit_renewal: bool = False


def rule_of(row: DeadlineRow, life: Life, language: str) -> Rule:
    """Give the rule of a deadline; call it with the reader's language switched on."""
    if row.record_type == "program":
        return _of_program(row, life.document, language)
    if row.type == "decision":
        return _of_decision(row, life, language)
    if row.type == "end":
        return _of_end(row, life, language)
    return _of_standing(row, life, language)


def _of_decision(row: DeadlineRow, life: Life, language: str) -> Rule:
    clause = life.document["clause"]
    term = _term(life, row.ordinal)
    tacit = next((s for s in life.document["standings"] if s["code"] == "in-effect-by-tacit-renewal"), None)
    initial = next((s for s in life.document["standings"] if s["code"] == "in-effect"), None)
    basis = _weakest((tacit or initial or {}).get("basis", "computed"), "computed")
    values = {"day": row.date.edtf, "last_day": (term or {}).get("last_day") or ""}
    inputs = {"clause": clause, "counted_from": _counted_from(life)}
    return Rule("tacit-renewal", _words("tacit-renewal", values, language), inputs, basis, term, True)


def _of_end(row: DeadlineRow, life: Life, language: str) -> Rule:
    document = life.document
    ended = next((s for s in document["standings"] if s["code"] in ENDED and not s["group"]), None)
    began = (ended or {}).get("began_by") or {"kind": "", "key": ""}
    code = (ended or {}).get("reason", {}).get("code", "end")
    clause = document["clause"] or {}
    inputs: Document = {}
    if began["kind"] == "act":
        inputs["event"] = _row(document["events"], began["key"])
        code = _code_of_act((inputs["event"] or {}).get("type"), code)
        if code == "expired-by-denunciation":
            inputs["clause"] = document["clause"]
    elif began["kind"] == "relation":
        inputs["relation"] = _row(document["relations"], began["key"])
    elif clause:
        inputs |= {"clause": clause, "counted_from": _counted_from(life)}
        several = life.term_rule is not None and (life.term_rule.last_term or 1) > 1
        fixed = "until-date" if clause["until_date"] and not clause["initial_term"] else "term-of-clause"
        code = "last-term-of-clause" if several else fixed
    if code not in RULES or (code == "term-of-clause" and not (clause.get("initial_term") and _counted_from(life))):
        code = "end"
    values = {"day": row.date.edtf, "first_day": _counted_from(life) or ""}
    basis = (ended or {}).get("basis", document["ends_status"])
    if document["ends_status"] == "computed":
        basis = _weakest(str(basis), "computed")
    period = {"term": period_words(clause["initial_term"])} if clause.get("initial_term") else {}
    return Rule(code, _words(code, values, language, period), inputs, basis)


def _code_of_act(act: str | None, code: str) -> str:
    if code == "expired" and act in ("extended", "renewed-expressly"):
        return act
    return code


def _of_standing(row: DeadlineRow, life: Life, language: str) -> Rule:
    """Explain the end of a suspension, or of a term that an act or another instrument went beyond."""
    document = life.document
    kind, _joint, name = row.key.partition("-")
    rows = document["events"] if kind == "act" else document["relations"]
    found = next((each for each in rows if each["key"].replace("/", "-") == name), None)
    inputs: Document = {"event" if kind == "act" else "relation": found} if found else {}
    if row.type == "suspension-end":
        code = "suspended"
        standing = next((s for s in document["standings"] if s["code"] == "suspended"), None)
    else:
        began = (found or {}).get("key")
        standing = next((s for s in document["standings"] if began and (s["began_by"] or {}).get("key") == began), None)
        express = standing is not None and standing["by"] == "express-renewal"
        code = "term-renewed-expressly" if express else "term-extended"
        if document["clause"]:
            inputs["clause"] = document["clause"]
    basis = (standing or {}).get("basis", "computed")
    return Rule(code, _words(code, {"day": row.date.edtf}, language), inputs, basis)


def _of_program(row: DeadlineRow, document: Document, language: str) -> Rule:
    part, field = {"session": ("session", "date"), "activity-end": ("activity", "planned_end")}.get(
        row.type, ("", "planned_end")
    )
    said_by = [
        each["basis"]
        for each in document["evidence"]
        if (each["part"], each["item"], each["field"]) == (part, row.key, field) and each["stance"] == "supports"
    ]
    inputs = {"session": {"date": row.date.edtf}} if row.type == "session" else {"planned_end": row.date.edtf}
    return Rule(row.type, _words(row.type, {"day": row.date.edtf}, language), inputs, said_by[0] if said_by else None)


def _term(life: Life, number: int) -> Document | None:
    if life.term_rule is None:
        return None
    try:
        term, last = term_number(life.term_rule, number), term_last_day(life.term_rule, number)
    except (PartialDateError, OverflowError):  # beyond the calendar
        return None
    if term is None:
        return None
    return {
        "number": number,
        "first_day": term.first_day.edtf if term.first_day else None,
        "last_day": last.edtf if last else None,
        "by": str(term.by),
    }


def _counted_from(life: Life) -> str | None:
    first = life.term_rule.first_day if life.term_rule else None
    return first.edtf if first else None


def _row(rows: list[Document], key: str) -> Document | None:
    return next((row for row in rows if row["key"] == key), None)


def _weakest(*given: str) -> str:
    return min(given, key=STRENGTH.index)


def _words(code: str, values: Mapping[str, str], language: str, ready: Mapping[str, str] | None = None) -> str:
    """Say a rule; dates among the values are said in words, with the precision that they have."""
    filled = {name: said(value, language) for name, value in values.items()} | dict(ready or {})
    return gettext(RULES[code]).format_map(filled)
