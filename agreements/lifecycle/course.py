"""The course of terms: first term, tacit terms, extensions and express renewals, an ``expired`` act (rules 3, 4 and 6).

A course is a row of segments; the days between two of them, and after the last, are expired. A last day of never is
open-ended.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from agreements.lifecycle.assignments import NEVER, Day, Run, later
from agreements.lifecycle.chain import Chain
from agreements.lifecycle.counting import (
    ENDLESS,
    first_term_count,
    last_term,
)
from agreements.lifecycle.facts import Basis, CountingStart, RenewalKind, State
from agreements.lifecycle.plan import Extension, Plan, pick
from agreements.lifecycle.reading import CLAUSE
from agreements.lifecycle.results import By, DateStatus
from agreements.lifecycle.start import Start, running_option, signature_of
from agreements.lifecycle.timeline import Option, weakest


@dataclass(frozen=True, slots=True)
class Segment:
    """Running from ``first`` to ``last`` as ``option``; ``after`` is what holds once it has ended."""

    first: Day
    last: Day
    option: Option
    after: Option | None
    vague: bool = False
    """Whether its own end is known to lie somewhere, but not where."""


@dataclass(frozen=True, slots=True)
class OpenRenewal:
    """An express renewal of which nobody says until when: from ``first`` on an end is not sure; ``made`` is its day."""

    made: Day
    first: Day


def open_renewals(run: Run, plan: Plan, course: list[Segment]) -> list[OpenRenewal]:
    """Give the express renewals without a last day that follow an end of the course or move one (rule 6).

    Such a renewal adds no possible state, because an unknown fact has none; it only takes *surely* from the expired
    days after the end that it moves: the first that lies on or after its day, else the last one.
    """
    if not course or course[-1].last == NEVER:
        return []
    expired = pick(run, plan.expired)
    found = []
    for extension in plan.extensions:
        made = extension.agreed if extension.agreed is not None else extension.first
        if extension.by is not By.EXPRESS_RENEWAL or extension.until is not None or made is None:
            continue
        if expired is not None and not _comes_after(run, extension, expired.day):
            continue
        moved = next((s.last for s in course if run.le(made, s.last)), course[-1].last)
        first = extension.first if extension.first is not None else later(moved, 1)
        found.append(OpenRenewal(made, first))
    return found


def find_chain(run: Run, plan: Plan, start: Start) -> Chain | None:
    """Give the terms of the clause, or ``None`` where it has no first term with a known end."""
    clause = plan.case.clause
    counted_from: Day | None = None
    bases = [clause.basis]
    depends = {CLAUSE}
    if clause.counting_start is CountingStart.DATE:
        counted_from = plan.counting_date
    elif clause.counting_start is CountingStart.SIGNATURE:
        signature = signature_of(run, plan)
        if signature is not None:
            counted_from = signature.day
            bases.append(signature.basis)
            depends.add(signature.ref)
    elif start.known and start.point is not None and start.state is State.IN_EFFECT:
        counted_from = start.begin
        bases.append(start.basis)
        depends |= start.depends
    if plan.until_date is not None:
        return Chain(clause, counted_from, plan.until_date, clause.basis, frozenset({CLAUSE}))
    count = first_term_count(clause)
    if not count or counted_from is None:
        return None
    last = run.counted(count[0], counted_from)
    return Chain(clause, counted_from, last, weakest(*bases, Basis.COMPUTED), frozenset(depends))


def find_course(
    run: Run, plan: Plan, start: Start, chain: Chain | None, denied: int | None, notice: Option | None
) -> list[Segment]:
    """Give the segments of running under rules 3, 4 and 6.

    ``denied`` is the term whose renewal a notice prevents, ``notice`` what holds after it (rule 8).
    """
    assert start.begin is not None
    course = _terms(run, plan, start, chain, denied, notice)
    expired = pick(run, plan.expired)
    if expired is None:
        for extension in _in_order(run, plan.extensions):
            course = _extended(run, course, extension, chain)
        return course
    before = [e for e in plan.extensions if not _comes_after(run, e, expired.day)]
    for extension in _in_order(run, before):
        course = _extended(run, course, extension, chain)
    after = Option(State.EXPIRED, "expired", expired.basis, expired.ref, depends=frozenset({expired.ref}))
    course = _cut(run, course, expired.day, after)
    for extension in _in_order(run, [e for e in plan.extensions if e not in before]):
        course = _extended(run, course, extension, chain)
    return course


def _comes_after(run: Run, extension: Extension, last_day: Day) -> bool:
    """Whether an extension was made after the end that an act reports, and so moves that end."""
    if extension.first is not None:
        return run.lt(last_day, extension.first)
    return extension.agreed is not None and run.lt(last_day, extension.agreed)


def _in_order(run: Run, extensions: list[Extension]) -> list[Extension]:
    """Sort by last day, those without one last."""
    found: list[Extension] = []
    for extension in extensions:
        until = NEVER if extension.until is None else extension.until
        place = len(found)
        while place and run.lt(until, NEVER if (u := found[place - 1].until) is None else u):
            place -= 1
        found.insert(place, extension)
    return found


def _terms(
    run: Run, plan: Plan, start: Start, chain: Chain | None, denied: int | None, notice: Option | None
) -> list[Segment]:
    clause = plan.case.clause
    assert start.begin is not None
    if chain is None:
        endless = clause.duration_kind in ENDLESS
        option = running_option(start, DateStatus.OPEN_ENDED if endless else DateStatus.UNKNOWN)
        return [Segment(start.begin, NEVER, option, None, vague=not endless)]
    stated = clause.until_date is not None
    status = DateStatus.STATED if stated else DateStatus.COMPUTED
    after = Option(State.EXPIRED, "expired", chain.basis, CLAUSE, depends=chain.depends, status=status)
    first = Segment(start.begin, chain.first_last, running_option(start, status), after)
    final = last_term(clause)
    if denied is not None and (final is None or denied <= final):
        final = denied
        after = notice or after
    if final == 1:
        return [replace(first, after=after)]
    basis = weakest(chain.basis, start.basis, Basis.COMPUTED)
    tacit = Option(
        start.state if start.state is State.PROVISIONALLY_APPLIED else State.TACIT_RENEWAL,
        "tacit-renewal",
        basis,
        CLAUSE,
        By.TACIT_RENEWAL,
        chain.depends,
        status=status,
        open=DateStatus.OPEN_ENDED,
        tacit=True,
    )
    indefinite = clause.renewal_kind is RenewalKind.TACIT_INDEFINITE
    last = NEVER if indefinite or final is None else chain.last_day(run, final)
    ended = after if notice is not None and final == denied else replace(after, basis=basis, status=DateStatus.COMPUTED)
    return [first, Segment(later(chain.first_last, 1), last, tacit, ended)]


def _cut(run: Run, course: list[Segment], last: Day, after: Option) -> list[Segment]:
    """Let the course end on ``last``, earlier or later than it would have; ``after`` holds then."""
    found: list[Segment] = []
    for place, segment in enumerate(course):
        if run.lt(last, segment.first):
            break
        if place + 1 == len(course) or run.le(last, segment.last):
            found.append(replace(segment, last=last, after=after, vague=False))
            break
        found.append(segment)
    return found or [replace(course[0], last=last, after=after, vague=False)]


def _extended(run: Run, course: list[Segment], extension: Extension, chain: Chain | None) -> list[Segment]:
    reason = "extended" if extension.by is By.EXTENSION else "renewed-expressly"
    refs = frozenset({extension.ref})
    provisional = course[0].option.state is State.PROVISIONALLY_APPLIED
    state = State.PROVISIONALLY_APPLIED if provisional else State.IN_EFFECT
    option = Option(state, reason, extension.basis, extension.ref, extension.by, refs)
    after = Option(State.EXPIRED, "expired", extension.basis, extension.ref, depends=refs)
    until = extension.until
    if until is None:
        return course
    current = course[-1]
    if current.last == NEVER:
        moved: Day | None = None
        if chain is not None:
            number = 1 if extension.agreed is None else chain.number_on(run, extension.agreed)
            moved = None if number is None else chain.last_day(run, number)
        if moved is None:
            split = extension.first if extension.first is not None else extension.agreed
            course = _cut(run, course, until, after)
            return _split(run, course, split, option)
        course = _cut(run, course, moved, after)
        if run.le(until, moved):
            return _cut(run, course, until, after)
        current = course[-1]
    if run.le(until, current.last):
        return course
    if extension.first is None:
        return [*course, Segment(later(current.last, 1), until, option, after)]
    if run.lt(until, extension.first):
        return course
    if run.le(extension.first, current.last):
        kept = [s for s in course if run.lt(s.first, extension.first)]
        if kept and run.le(extension.first, kept[-1].last):
            kept[-1] = replace(kept[-1], last=later(extension.first, -1))
        return [*kept, Segment(extension.first if kept else course[0].first, until, option, after)]
    return [*course, Segment(extension.first, until, option, after)]


def _split(run: Run, course: list[Segment], day: Day | None, option: Option) -> list[Segment]:
    """Let the last segment run by ``option`` from ``day`` on, where that lies in it."""
    last = course[-1]
    if day is None or not run.lt(last.first, day) or not run.le(day, last.last):
        return course
    return [*course[:-1], replace(last, last=later(day, -1)), Segment(day, last.last, option, last.after)]
