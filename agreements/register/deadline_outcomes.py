"""How past deadlines turned out, as the register knows it on the day read (page ``/deadlines/``, scenario A10).

A term that was renewed tacitly has not expired: what followed a last day is the state of the day after it. What nobody
has told the register is *not known*, never *done*: a planned end that has passed makes nothing complete (domain
section 8).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any, Final

from django.utils.translation import gettext_lazy as _

from agreements.lifecycle.lookup import state_on
from agreements.lifecycle.results import By, StateOnDay
from agreements.partial_dates.days import PartialDate
from agreements.register.deadline_rules import Life, Rule
from agreements.register.models import DeadlineRow

Document = dict[str, Any]

#: In the order in which a list of them would be read.
OUTCOMES: Final[dict[str, Any]] = {
    "tacitly-renewed": _("Renewed tacitly"),
    "renewed": _("Renewed expressly"),
    "extended": _("Extended"),
    "in-effect": _("Went on in effect"),
    "resumed": _("Resumed"),
    "suspended": _("Suspended"),
    "expired": _("Expired"),
    "terminated": _("Terminated"),
    "replaced": _("Replaced"),
    "no-notice-known": _("No notice is known; the term runs"),
    "held": _("Held"),
    "completed": _("Completed"),
    "partly-completed": _("Partly completed"),
    "cancelled": _("Cancelled"),
    "not-known": _("Nothing known"),
}
_BY: Final = {By.TACIT_RENEWAL: "tacitly-renewed", By.EXPRESS_RENEWAL: "renewed", By.EXTENSION: "extended"}


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of it: a code of ``OUTCOMES``, whether that is certain, and the day that shows it."""

    code: str
    certain: bool
    on: str | None = None


def when_of(row: DeadlineRow, day: date) -> str:
    """Say where a deadline lies on a day: ``ahead``, ``now`` (one of its days has come), or ``past``."""
    if day < row.date.first:
        return "ahead"
    return "now" if day <= row.date.last else "past"


def outcome_of(row: DeadlineRow, life: Life, rule: Rule, day: date) -> Outcome | None:
    """Say how a deadline turned out; ``None`` while it lies ahead and nothing has settled it."""
    if row.record_type == "program":
        return _of_program(row, life.document, day)
    if when_of(row, day) != "past":
        return None
    if row.type == "decision":
        last = PartialDate.parse(rule.term["last_day"]) if rule.term and rule.term["last_day"] else None
        if last is None or day <= last.last:
            return Outcome("no-notice-known", False)
        return _after(last, life)
    found = _after(row.date, life)
    runs = found.code not in ("expired", "terminated", "replaced", "suspended", "not-known")
    return replace(found, code="resumed") if row.type == "suspension-end" and runs else found


def _after(last_day: PartialDate, life: Life) -> Outcome:
    """Read the state of the first day that is surely after a last day."""
    following = last_day.last + timedelta(days=1)
    found = state_on(life.standings, following)
    return Outcome(_code(found), found.certain, following.isoformat())


def _code(found: StateOnDay) -> str:
    if found.state in ("expired", "terminated", "replaced", "suspended"):
        return str(found.state)
    if found.by in _BY:
        return _BY[found.by]
    return "in-effect" if found.group == "running" else "not-known"


def _of_program(row: DeadlineRow, document: Document, day: date) -> Outcome | None:
    past = when_of(row, day) == "past"
    if row.type == "session":
        state = next(each["stated_state"] for each in document["sessions"] if each["key"] == row.key)
        if state == "cancelled" or (state == "held" and past):
            return Outcome(state, True)
        return Outcome("not-known", False) if past else None
    item = document
    if row.type == "activity-end":
        item = next(each for each in document["activities"] if each["key"] == row.key)
    ended = PartialDate.parse(item["actual_end"]) if item["actual_end"] else None
    if item["stated_state"] in ("completed", "partly-completed", "cancelled"):
        return Outcome(item["stated_state"], True, item["actual_end"])
    if ended is not None and ended.first <= day:
        return Outcome("completed", ended.last <= day, item["actual_end"])
    return Outcome("not-known", False) if past else None
