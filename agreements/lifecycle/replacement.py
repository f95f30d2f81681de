"""Replacement: rule 5. From its day on, a running or expired object is replaced."""

from __future__ import annotations

from agreements.lifecycle.assignments import NEVER, Run, later
from agreements.lifecycle.facts import State
from agreements.lifecycle.known_days import RUNNING
from agreements.lifecycle.plan import Plan
from agreements.lifecycle.results import DateStatus
from agreements.lifecycle.successor import Reached
from agreements.lifecycle.timeline import Option, Timeline


def _in_order(run: Run, replaces: list[Reached]) -> list[Reached]:
    """Sort by day; of two on one day the surer, then the key, goes first."""
    found: list[Reached] = []
    for reached in sorted(replaces, key=lambda r: (r.sure is not None, r.relation.key)):
        place = len(found)
        while place and run.lt(reached.day(run), found[place - 1].day(run)):
            place -= 1
        found.insert(place, reached)
    return found


def _replaceable(option: Option) -> bool:
    return option.running or option.state in (State.SUSPENDED, State.EXPIRED)


def put_replacements(line: Timeline, plan: Plan) -> None:
    """Put replaced over running, suspended and expired days; what is terminated stays so.

    A successor whose start is unknown surely replaces an expired object from its day on, but a running one only once
    it is surely in effect.
    """
    run = line.run
    for reached in _in_order(run, plan.replaces):
        day, sure = reached.day(run), reached.sure_day(run)
        status = DateStatus.STATED if reached.own_date else DateStatus.COMPUTED
        refs = frozenset({reached.ref})
        option = Option(State.REPLACED, "replaced", reached.basis, reached.ref, depends=refs, status=status)
        if day == sure:
            cut = line.on(day)
            line.replace(day, NEVER, _replaceable, option)
            # The last day in effect is the earliest (rule 3): what would have ended it later has nothing to end.
            if all(_replaceable(o) for o in cut.options):
                line.put(day, NEVER, option)
            elif any(_replaceable(o) for o in cut.options):
                line.replace(day, NEVER, lambda o: o.state is State.TERMINATED, option, keep=True)
            continue
        line.replace(day, sure, lambda o: o.state is State.EXPIRED, option)
        # Where it was seen in effect or terminated it had not been replaced before.
        seen = [later(p.day, 1) for p in plan.seen(State.TERMINATED, *RUNNING)]
        day = run.latest([day, *seen]) if seen else day
        line.replace(day, sure, lambda o: o.running or o.state is State.SUSPENDED, option, keep=True)
        if sure == NEVER:
            continue
        cut = line.on(sure)
        line.replace(sure, NEVER, _replaceable, option)
        if all(_replaceable(o) or o.state is State.REPLACED for o in cut.options):
            line.put(sure, NEVER, option)
        elif any(_replaceable(o) for o in cut.options):
            line.replace(sure, NEVER, lambda o: o.state is State.TERMINATED, option, keep=True)
