"""Standings as documents hold them, read back for the rules: the state on a day is a look-up in these.

Nothing is derived here. The public side never settles; it reads what was published and asks ``lifecycle.lookup`` and
``lifecycle.terms`` about a day.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from agreements.lifecycle import lookup
from agreements.lifecycle.facts import Basis, Group, State
from agreements.lifecycle.results import By, DateStatus, Reason, Ref, Standing, StateOnDay, TermRule
from agreements.partial_dates.days import PartialDate
from agreements.partial_dates.dayset import DaySet
from agreements.partial_dates.duration import Duration

Document = dict[str, Any]


def state_on(document: Document, day: date) -> StateOnDay:
    """Give the state of a published agreement on ``day`` (domain section 4).

    Only the states that may hold on the day are read: no other standing has a say in it.
    """
    text = day.isoformat()
    held = (row for row in document["standings"] if not row["group"] and _holds(row["may"], text))
    return lookup.state_on(tuple(_standing(row) for row in held), day)


def _holds(pairs: Iterable[Sequence[str | None]], day: str) -> bool:
    return any((first is None or first <= day) and (last is None or day <= last) for first, last in pairs)


def standings_of(document: Document) -> tuple[Standing, ...]:
    """Read the standings of an agreement's document, in their order."""
    return tuple(_standing(row) for row in document["standings"])


def term_rule_of(document: Document) -> TermRule | None:
    """Read how the agreement's terms are counted; ``None`` where it has no terms."""
    return _term_rule(document.get("terms"))


def days_of(pairs: Sequence[Sequence[str | None]]) -> DaySet:
    """Read a set of days as documents write it: pairs of first and last day, null for an open side."""
    return DaySet.of(*((_day(first), _day(last)) for first, last in pairs))


def _standing(row: dict[str, Any]) -> Standing:
    began = row.get("began_by")
    return Standing(
        code=Group(row["code"]) if row["group"] else State(row["code"]),
        may=days_of(row["may"]),
        surely=days_of(row["surely"]),
        basis=Basis(row["basis"]),
        by=By(row["by"]) if row.get("by") else None,
        began_by=Ref(began["kind"], began["key"]) if began else None,
        since=_partial(row.get("since")),
        until=_partial(row.get("until")),
        until_status=DateStatus(row["until_status"]),
        reason=Reason(row["reason"]["code"], row["reason"].get("values", {})),
        terms=_term_rule(row.get("terms")),
    )


def _term_rule(row: dict[str, Any] | None) -> TermRule | None:
    if row is None:
        return None
    return TermRule(
        first_day=_partial(row.get("first_day")),
        first_term_last_day=_partial(row.get("first_term_last_day")),
        initial=_duration(row.get("initial")),
        renewal=_duration(row.get("renewal")),
        indefinite_after_first=row.get("indefinite_after_first", False),
        last_term=row.get("last_term"),
        notice=_duration(row.get("notice")),
        anniversary=row.get("anniversary", False),
        cut=_partial(row.get("cut")),
        over=_day(row.get("over")),
    )


def _partial(text: str | None) -> PartialDate | None:
    return None if text is None else PartialDate.parse(text)


def _duration(text: str | None) -> Duration | None:
    return None if text is None else Duration.parse(text)


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)
