"""Terms, the term on a day, decision dates and deadlines: computed when asked, never stored (domain section 7).

Term k is counted from the first day of term 1 with arithmetic, never chained and never looped to, so the two-hundredth
tacit renewal costs what the second does. Where the first day of term 1 is partial, so is every day counted from it.
"""

from __future__ import annotations

from datetime import date, timedelta

from agreements.lifecycle.assignments import NEVER
from agreements.lifecycle.counting import term_count
from agreements.lifecycle.facts import State
from agreements.lifecycle.results import By, DateStatus, Deadline, Reason, Settlement, Term, TermRule
from agreements.partial_dates.arithmetic import BeyondCalendarError, Duration, notice_last_day
from agreements.partial_dates.days import PartialDate, PartialDateError

STATED_TO = date(2100, 12, 31)
"""Deadlines are stored per term up to this day; beyond it they are computed by the same function."""


def term_last_day(rule: TermRule, number: int) -> PartialDate | None:
    """Give the last day of term ``number``, uncut; ``None`` where it is open-ended or beyond the calendar."""
    if number == 1:
        return rule.first_term_last_day
    if rule.indefinite_after_first or rule.renewal is None:
        return None
    if rule.initial is not None and rule.first_day is not None:
        base = rule.first_day
    elif rule.first_term_last_day is not None:
        base = rule.first_term_last_day.shift(1)
    else:
        return None
    counted_from_start = rule.initial is not None and rule.first_day is not None
    initial = rule.initial if counted_from_start else None
    count = term_count(initial, rule.renewal, number, rule.anniversary and counted_from_start)
    low, high = count(base.first.toordinal()), count(base.last.toordinal())
    if high >= NEVER:
        return None
    return PartialDate(date.fromordinal(low), date.fromordinal(high))


def term_number(rule: TermRule, number: int) -> Term | None:
    """Give term ``number`` as it runs, cut short where an act ends it; ``None`` where there is no such term.

    No term begins once it is over; one that had begun by then keeps the last day of the text, for how long it ran in
    fact is not known.
    """
    if number < 1 or (rule.last_term is not None and number > rule.last_term):
        return None
    if number == 1:
        first = rule.first_day
    else:
        before = term_last_day(rule, number - 1)
        if before is None:
            return None
        first = before.shift(1)
    last = term_last_day(rule, number)
    if rule.cut is not None:
        if first is not None and first.first > rule.cut.last:
            return None
        if last is None or last.last > rule.cut.last:
            last = rule.cut
    if rule.over is not None and first is not None and first.first >= rule.over:
        return None
    return Term(number, first, last, By.INITIAL if number == 1 else By.TACIT_RENEWAL)


def _number_on(rule: TermRule, day: date) -> int:
    """Give the lowest number of a term that may have ``day`` or end after it, found by halving."""

    def reached(number: int) -> bool:
        last = term_last_day(rule, number)
        return last is None or last.last >= day

    low, high = 0, 1
    while not reached(high):
        low, high = high, 2 * high
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if reached(middle) else (middle, high)
    return high


def term_on(rule: TermRule, day: date) -> Term | None:
    """Give the term that has ``day`` (the earlier one where a partial date leaves two), or ``None``."""
    if rule.first_day is not None and day < rule.first_day.first:
        return None
    if rule.over is not None and day >= rule.over:
        return None
    term = term_number(rule, _number_on(rule, day))
    if term is None or (term.last_day is not None and day > term.last_day.last):
        return None
    return term


def terms(rule: TermRule, upto: date, since: date | None = None) -> list[Term]:
    """Give the terms that begin on or before ``upto`` and, with ``since``, do not end before it."""
    found: list[Term] = []
    number = 1 if since is None else _number_on(rule, since)
    while (term := term_number(rule, number)) is not None:
        if term.first_day is not None and term.first_day.first > upto:
            break
        found.append(term)
        if term.last_day is None:
            break
        number += 1
    return found


def decision_date(term_last_day: date, notice: Duration) -> date:
    """Give the latest day on which a notice is in time for a term that ends on ``term_last_day`` (domain section 7).

    It is the latest day d such that a term of ``notice`` which starts on d+1 ends on or before the last day.
    """
    return notice_last_day(term_last_day, notice)


def decision_of(rule: TermRule, number: int) -> PartialDate | None:
    """Give the decision date of term ``number``; ``None`` where no tacit renewal follows it or no notice is known.

    Nothing is left to decide once it is over, so the days of a decision end there, from whatever day they are read.
    """
    if rule.notice is None or (rule.last_term is not None and number >= rule.last_term):
        return None
    last = term_last_day(rule, number)
    if last is None or (rule.cut is not None and last.last >= rule.cut.first):
        return None
    try:
        found = PartialDate(decision_date(last.first, rule.notice), decision_date(last.last, rule.notice))
        if rule.over is None or found.last < rule.over:
            return found
        return PartialDate(found.first, rule.over - timedelta(days=1)) if found.first < rule.over else None
    except (BeyondCalendarError, PartialDateError):
        return None


def next_decision(rule: TermRule, day: date) -> PartialDate | None:
    """Give the first decision date that does not lie before ``day``, or ``None``."""
    number = _number_on(rule, day)
    while (found := decision_of(rule, number)) is not None:
        if found.last >= day:
            return found
        number += 1
    return None


def deadlines(settlement: Settlement, first: date, last: date) -> list[Deadline]:
    """Give the days from ``first`` to ``last`` on which something ends or must be decided, in their order.

    Kinds: ``end`` (the last day in effect), ``decision`` (the last day for a notice, per term) and ``suspension-end``
    (the last day of a suspension). A tacit renewal is not an end. A partial day counts if any of its days does.
    """
    found: list[Deadline] = []

    def add(kind: str, day: PartialDate, term: int | None, code: str, /, **values: str) -> None:
        if day.first <= last and day.last >= first:
            found.append(Deadline(kind, day, term, Reason(code, {"day": day.edtf, **values})))

    if settlement.ends is not None:
        add("end", settlement.ends, None, "deadline-end")
    for standing in settlement.of(State.SUSPENDED):
        if standing.until is not None and standing.until_status is not DateStatus.OPEN_ENDED:
            add("suspension-end", standing.until, None, "deadline-suspension")
    rule = settlement.terms
    if rule is not None and rule.notice is not None:
        number = _number_on(rule, first)
        while (day := decision_of(rule, number)) is not None and day.first <= last:
            end = term_last_day(rule, number)
            values = {"term": str(number), "last_day": "" if end is None else end.edtf}
            add("decision", day, number, "deadline-decision", **values)
            number += 1
    return sorted(found, key=lambda d: (d.day, d.kind, d.term or 0))
