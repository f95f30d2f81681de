"""The days of known facts that bound a life: stated ends, ends of the text, what begins no life (rules 2 and 3)."""

from __future__ import annotations

from agreements.lifecycle.assignments import Day, Run, later
from agreements.lifecycle.counting import ENDLESS, first_term_count, last_term
from agreements.lifecycle.facts import GROUP_OF, CountingStart, Group, State
from agreements.lifecycle.parties import left_alone
from agreements.lifecycle.plan import Plan, pick

RUNNING = tuple(state for state, group in GROUP_OF.items() if group is Group.RUNNING)


def last_days(run: Run, plan: Plan) -> list[Day]:
    """Give the last days in effect that acts and surely acting relations state."""
    found = [p.day for p in (pick(run, plan.expired),) if p is not None]
    found += [later(p.day, -1) for p in (pick(run, plan.terminated), pick(run, plan.withdrawn)) if p is not None]
    for act in plan.denounced:
        day = plan.case.when(act, "takes_effect")
        if day is not None and act.actor is None:
            found.append(later(day, -1))
    return found + [later(r.day(run), -1) for r in plan.replaces + plan.terminates if r.sure is None]


def life_days(run: Run, plan: Plan) -> list[Day]:
    """Give the days of the acts that begin a life (rule 2); of different actors' acts the later counts."""
    counted = (plan.signed, plan.adopted, plan.provisional, plan.effective)
    found = [p.day for p in (pick(run, points) for points in counted) if p is not None]
    return found + [p.day for p in plan.negotiation + plan.consent + plan.acceded + plan.party_life]


def text_end(run: Run, plan: Plan) -> Day | None:
    """Give the last day that the text and its prolongations fix whatever the start; ``None`` where there is none."""
    clause = plan.case.clause
    if plan.expired or clause.duration_kind in ENDLESS:
        return None
    days: list[Day] = []
    if plan.until_date is not None:
        days.append(plan.until_date)
    elif plan.counting_date is not None and clause.counting_start is CountingStart.DATE:
        days += [run.counted(count, plan.counting_date) for count in first_term_count(clause)]
    elif first_term_count(clause):
        return None
    if days and last_term(clause) != 1:
        return None
    days += [e.until for e in plan.extensions if e.until is not None]
    return run.latest(days) if days else None


def other_days(run: Run, plan: Plan) -> list[Day]:
    """Give the days of the known facts that begin no life, but say that it ran: observations, renewals, ends (rule 2).

    Of an end that the text fixes counts the first day after it, so that the agreement may begin on that day.
    """
    case = plan.case
    seen = (State.EXPIRED, State.TERMINATED, State.REPLACED, State.SUSPENDED, *RUNNING)
    found = [p.day for p in plan.seen(*seen) + plan.suspended + plan.resumed + plan.terminated + plan.withdrawn]
    found += [p.day for p in plan.expired]
    found += [r.day(run) for r in plan.replaces + plan.terminates + plan.suspends]
    for extension in plan.extensions:
        done = extension.agreed if extension.agreed is not None else extension.first
        found += [] if done is None else [done]
        found += [] if extension.until is None else [later(extension.until, 1)]
    if plan.never:
        pass  # What never took effect has no term that could show it running.
    elif plan.until_date is not None:
        found.append(later(plan.until_date, 1))
    elif plan.counting_date is not None and case.clause.counting_start is CountingStart.DATE:
        found += [later(run.counted(count, plan.counting_date), 1) for count in first_term_count(case.clause)]
    left = left_alone(run, case, plan.leaving)
    found += [] if left is None else [left.day]
    for act in plan.denounced:
        day = case.when(act, "takes_effect") if act.date is None else case.when(act, "date")
        found += [] if day is None else [day]
    return found
