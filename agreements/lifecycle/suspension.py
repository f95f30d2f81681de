"""Suspension: rule 7. The term runs on meanwhile, so it only lies over days on which the agreement would run."""

from __future__ import annotations

from agreements.lifecycle.assignments import NEVER, Day, Run, later
from agreements.lifecycle.facts import State
from agreements.lifecycle.plan import Plan, pick
from agreements.lifecycle.reading import Point, several_actors
from agreements.lifecycle.timeline import Option, Timeline


def _counted(run: Run, points: list[Point]) -> list[Point]:
    if several_actors(points):
        point = pick(run, points)
        return [] if point is None else [point]
    return points


def paired(plan: Plan, suspended: list[Point], resumed: list[Point]) -> list[tuple[Point, Point | None]]:
    """Pair each suspension with the first resumption that may follow it, a used one only if no other is left."""
    bounds = plan.case.bounds

    def low(point: Point) -> int:
        return point.day if isinstance(point.day, int) else bounds[point.day[0] - 1][0] + point.day[1]

    def high(point: Point) -> int:
        return point.day if isinstance(point.day, int) else bounds[point.day[0] - 1][1] + point.day[1]

    def order(point: Point) -> tuple[int, int, str]:
        return low(point), high(point), point.ref.key

    pairs: list[tuple[Point, Point | None]] = []
    used: set[str] = set()
    endings = sorted(resumed, key=order)
    for point in sorted(suspended, key=order):
        follow = [r for r in endings if high(r) >= low(point)]
        fresh = [r for r in follow if r.ref.key not in used]
        chosen = fresh[0] if fresh else follow[0] if follow else None
        if chosen is not None:
            used.add(chosen.ref.key)
        pairs.append((point, chosen))
    return pairs


def put_suspensions(line: Timeline, plan: Plan) -> None:
    """Put suspended over running, from its day to the day before resumption."""
    if not plan.suspended and not plan.suspends:
        return
    run = line.run
    resumed = _counted(run, plan.resumed)
    for point, ending in paired(plan, _counted(run, plan.suspended), resumed):
        until = None if point.act is None else plan.case.when(point.act, "until")
        end: Day = NEVER if until is None else later(until, 1)
        if ending is not None:
            run.require(point.day, ending.day)
            end = ending.day if until is None else run.earliest([ending.day, end])
        option = Option(State.SUSPENDED, "suspended", point.basis, point.ref, depends=frozenset({point.ref}))
        line.overlay(point.day, end, lambda o: o.running, option)
    for found in plan.suspends:
        first, sure = found.day(run), found.sure_day(run)
        last = found.relation.until
        stop: Day
        if last is not None:
            stop = later(plan.case.day(last, "relation", found.relation.key, "until"), 1)
        else:
            after = [p.day for p in resumed if run.le(first, p.day)]
            stop = run.earliest(after) if after else NEVER
        depends = frozenset({found.ref})
        option = Option(State.SUSPENDED, "suspended-by-relation", found.basis, found.ref, depends=depends)
        if sure != first:
            line.replace(first, run.earliest([sure, stop]), lambda o: o.running, option, keep=True)
        line.overlay(sure, stop, lambda o: o.running, option)
