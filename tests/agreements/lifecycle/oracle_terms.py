"""Terms, renewals, extensions and denunciations in one assignment (domain sections 4 and 7, rules 3, 6 and 8)."""

from __future__ import annotations

from dataclasses import dataclass

from agreements.lifecycle.facts import (
    ActType,
    CountingStart,
    DurationKind,
    EndConvention,
    RenewalKind,
    TerminationRight,
)
from tests.agreements.lifecycle.oracle_calendar import last_day_of_notice, last_day_of_period
from tests.agreements.lifecycle.oracle_picks import PickedAct, PickedInstrument

FOREVER = 10**9
CHAIN_LIMIT = 5000


@dataclass(frozen=True)
class Course:
    """How long the text and its prolongations let it run.

    ``last`` is the last day, ``FOREVER`` for an agreement that runs on without end, ``None`` when no end is known.
    ``fixed`` is the first last day that the facts fix, if any. ``first_end`` closes the first term and ``chain_end``
    the tacit ones. ``gaps`` are days between an end and a prolongation that begins later, both ends included.
    ``last_by`` is the key of the fact that fixed ``last``.
    """

    fixed: int | None
    first_end: int | None
    chain_end: int | None
    last: int | None
    gaps: tuple[tuple[int, int], ...]
    last_by: str


def first_day_of_term_one(one: PickedInstrument, signature: int | None, first_day: int | None) -> int | None:
    """Term 1 is counted from the signature, from the first day in effect, or from a day that the text names."""
    start = one.clause.counting_start
    if start is CountingStart.SIGNATURE:
        return signature
    if start is CountingStart.DATE:
        return one.counting_date
    return first_day


def term_end(one: PickedInstrument, counted_from: int | None, k: int) -> int | None:
    """The last day of term k, counted from the first day of term 1; None when it cannot be counted."""
    clause = one.clause
    renewal = clause.renewal_term or clause.initial_term
    more_months = (k - 1) * renewal.month_count if renewal else 0
    more_days = (k - 1) * renewal.day_count if renewal else 0
    if clause.duration_kind is DurationKind.UNTIL_DATE:
        if one.until_date is None or k == 1:
            return one.until_date
        return last_day_of_period(one.until_date + 1, more_months, more_days, anniversary=False)
    if clause.duration_kind is not DurationKind.FIXED_TERM or clause.initial_term is None or counted_from is None:
        return None
    months = clause.initial_term.month_count + more_months
    days = clause.initial_term.day_count + more_days
    return last_day_of_period(counted_from, months, days, clause.end_convention is EndConvention.ANNIVERSARY)


def renewals_allowed(one: PickedInstrument) -> int | None:
    """How many tacit renewals follow the first term; None for no limit.

    Express and once-only clauses move nothing by themselves.
    """
    kind = one.clause.renewal_kind
    if kind in (RenewalKind.TACIT_FIXED_PERIODS, RenewalKind.TACIT_INDEFINITE):
        return one.clause.max_renewals
    return 0


def chain_of_terms(one: PickedInstrument, counted_from: int | None) -> tuple[int | None, int | None]:
    """Rule 4 and section 7: the end of the first term and the end of the last possible one."""
    if one.clause.duration_kind in (DurationKind.INDEFINITE, DurationKind.NOT_STATED):
        return None, FOREVER
    first_end = term_end(one, counted_from, 1)
    if first_end is None:
        return None, None
    allowed = renewals_allowed(one)
    if allowed is None or (allowed and one.clause.renewal_kind is RenewalKind.TACIT_INDEFINITE):
        return first_end, FOREVER
    return first_end, term_end(one, counted_from, allowed + 1)


def denunciation(one: PickedInstrument, act: PickedAct, counted_from: int | None) -> tuple[str, int] | None:
    """Rule 8: what a denunciation brings about.

    ``("terminated", first day without effect)``, ``("expired", last day)`` when it only stops the next renewal, or
    ``("doubt", notice day)`` when no end is derived and nothing is sure after it.
    """
    if act.takes_effect is not None:
        return "terminated", act.takes_effect
    if act.date is None:
        return None
    notice, right = one.clause.notice_period, one.clause.termination_right
    if notice is None or right is TerminationRight.NOT_STATED:
        return "doubt", act.date
    notice_end = last_day_of_notice(act.date, notice)
    if right is TerminationRight.ANY_TIME:
        return "terminated", notice_end + 1
    first_end, chain_end = chain_of_terms(one, counted_from)
    if first_end is None:
        return "doubt", act.date
    if right is TerminationRight.AFTER_INITIAL_TERM:
        return "terminated", max(first_end, notice_end) + 1
    return _end_of_term(one, counted_from, notice_end, chain_end, act.date)


def doubtful_from(one: PickedInstrument, counted_from: int | None, notice_day: int) -> int:
    """Rule 8: with no effect derived, renewal goes on, not surely: the term of the notice is the last that is sure.

    Where no further term can be counted, nothing after the notice is sure.
    """
    allowed = renewals_allowed(one)
    for k in range(1, CHAIN_LIMIT if allowed is None else allowed + 2):
        end = term_end(one, counted_from, k)
        if end is None or (k > 1 and one.clause.renewal_kind is RenewalKind.TACIT_INDEFINITE):
            break
        if notice_day <= end:
            return end
    return notice_day


def _end_of_term(
    one: PickedInstrument, counted_from: int | None, notice_end: int, chain_end: int | None, notice_day: int
) -> tuple[str, int] | None:
    """Rule 8: the end of the first term for which the notice is in time, and that term is not renewed."""
    if one.clause.renewal_kind is RenewalKind.TACIT_INDEFINITE:
        first = term_end(one, counted_from, 1)
        return ("expired", first) if first is not None and notice_end <= first else ("doubt", notice_day)
    for k in range(1, CHAIN_LIMIT):
        end = term_end(one, counted_from, k)
        if end is None or (chain_end is not None and end > chain_end):
            return None
        if notice_end <= end:
            return "expired", end
    return None


def course(
    one: PickedInstrument,
    acts: list[PickedAct],
    counted_from: int | None,
    denounced_to: int | None,
    extended_until: list[tuple[str, int, int | None]],
    expired: int | None,
) -> Course:
    """The last day of the renewed and extended term (rules 3, 4, 6).

    ``denounced_to`` is where a denunciation stops the tacit renewals; ``extended_until`` are the last days that
    *extends* relations carry. A prolongation that reaches no further than the end there is moves nothing.
    """
    first_end, chain_end = chain_of_terms(one, counted_from)
    if denounced_to is not None and chain_end is not None:
        chain_end = min(chain_end, denounced_to)
    prolonged: list[tuple[int, int | None, int | None, str]] = []
    for by_relation, until, done in extended_until:
        prolonged.append((until, None, done, by_relation))
    for act in acts:
        if act.type in (ActType.EXTENDED, ActType.RENEWED_EXPRESSLY) and act.until is not None:
            prolonged.append((act.until, act.takes_effect, act.done, act.key))
    last, by = chain_end, "clause"
    if expired is not None:
        last, by = expired, ""
    gaps: list[tuple[int, int]] = []
    for until, begins, done, key in sorted(prolonged, key=lambda one: one[0]):
        afresh = begins is not None and expired is not None and begins > expired
        if expired is not None and not afresh and (done is None or done <= expired):
            continue
        if last is not None and until <= last < FOREVER:
            continue
        last = None if last == FOREVER else last
        if last is not None and begins is not None and begins > last + 1:
            gaps.append((last + 1, begins - 1))
        last, by = until, key
    fixed = last if first_end is None or expired is not None else first_end
    return Course(None if fixed == FOREVER else fixed, first_end, chain_end, last, tuple(gaps), by)
