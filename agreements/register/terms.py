"""The terms of an agreement around a day, computed by the rules from the published term rule (domain section 7)."""

from __future__ import annotations

from datetime import date
from typing import Any, Final

from agreements.lifecycle.results import TermRule
from agreements.lifecycle.terms import decision_of, next_decision, term_number, term_on
from agreements.partial_dates.days import PartialDate, PartialDateError
from agreements.register.standings import term_rule_of

Document = dict[str, Any]

#: So many terms before that of the day are given; a clause of short terms may have thousands.
MOST_EARLIER: Final = 50
#: Decision dates stand in documents up to this day and are computed beyond it.
LAST_PUBLISHED: Final = date(2100, 12, 31)


def terms_of(document: Document, day: date) -> list[Document]:
    """Give the terms up to the one after that of ``day``, each with its decision date; none where there are no terms.

    Where more than ``MOST_EARLIER`` lie before the day, the earliest are left out.
    """
    rule = term_rule_of(document)
    if rule is None:
        return []
    current = term_on(rule, day)
    last = current.number + 1 if current else 1
    found = []
    for number in range(max(1, last - MOST_EARLIER), last + 1):
        row = _term(rule, number, day)
        if row is None:
            break
        found.append(row)
    return found


def decision_from(document: Document, day: date) -> str | None:
    """Give the first decision date that is not past on ``day``, or ``None``."""
    found = next((text for text in document["decisions"] if PartialDate.parse(text).last >= day), None)
    rule = term_rule_of(document)
    if found is not None or rule is None or not document["decisions"]:
        return found
    try:
        later = next_decision(rule, max(day, LAST_PUBLISHED))
    except (PartialDateError, OverflowError):
        return None
    return later.edtf if later is not None and later.last > LAST_PUBLISHED else None


def _term(rule: TermRule, number: int, day: date) -> Document | None:
    try:
        term, decision = term_number(rule, number), decision_of(rule, number)
    except (PartialDateError, OverflowError):  # beyond the calendar
        return None
    if term is None:
        return None
    first, last = term.first_day, term.last_day
    return {
        "number": term.number,
        "first_day": first.edtf if first else None,
        "last_day": last.edtf if last else None,
        "by": str(term.by),
        "decision": decision.edtf if decision else None,
        "current": (first is None or first.first <= day)
        and (last is None or day <= last.last)
        and (rule.over is None or day < rule.over),
    }
