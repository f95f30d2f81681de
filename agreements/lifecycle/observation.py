"""Observations: rule 9, and which of them stand against the dates (rule 11)."""

from __future__ import annotations

from agreements.lifecycle.assignments import NEVER, PAST, Day, Run, later
from agreements.lifecycle.chain import Chain
from agreements.lifecycle.course import Segment
from agreements.lifecycle.ending import Ending
from agreements.lifecycle.facts import GROUP_OF, Basis, Group, State
from agreements.lifecycle.plan import FORE_STATES, Plan, known_ends
from agreements.lifecycle.reading import CLAUSE, Point
from agreements.lifecycle.results import Ref
from agreements.lifecycle.start import Start
from agreements.lifecycle.timeline import Option, Stretch, Timeline, Unmet


def _seen(point: Point) -> State:
    assert point.act is not None
    assert point.act.state is not None
    return point.act.state


def _option(point: Point) -> Option:
    return Option(_seen(point), "observed", point.basis, point.ref, depends=frozenset({point.ref}))


def is_ended(state: State) -> bool:
    """Whether the state is one of the ended ones."""
    return GROUP_OF.get(state) is Group.ENDED


def put_ended(
    line: Timeline,
    plan: Plan,
    states: frozenset[State],
    start: Start,
    chain: Chain | None,
    course: list[Segment],
    ending: Ending,
    unmet: Unmet,
) -> None:
    """Put what observations of these ended states say: once observed they stay."""
    run = line.run
    dated = Timeline(run)
    dated.stretches = list(line.stretches)
    for point in _in_order(run, [p for p in plan.observed if _seen(p) in states]):
        state = _seen(point)
        found = line.on(point.day)
        option = _option(point)
        replaced = _replaced_by(run, plan, point, dated)
        if replaced:
            unmet.against[point.ref] = replaced | _later_ends(run, plan, point, chain, course, ending)
            line.put(point.day, NEVER, option)
            continue
        there = {o.state for o in found.options}
        by_dates = {o.state for o in dated.on(point.day).options}
        agreed = state in by_dates or not all(is_ended(one) for one in by_dates)
        if found.sure and state in there and all(is_ended(one) for one in there) and agreed:
            continue
        against = _later_ends(run, plan, point, chain, course, ending)
        if start.known and not start.presumed and found.options[0].state in FORE_STATES:
            against |= _against(plan, start, found)
        options = found.options if agreed else dated.on(point.day).options
        other_end = [o for o in options if is_ended(o.state) and o.state is not state]
        if other_end:
            against |= frozenset(o.ref for o in other_end if o.ref is not None)
        if against:
            unmet.against[point.ref] = against
            line.put(point.day, NEVER, option)
            continue
        last = _last_sure(run, plan, point, start, chain)
        first = later(last, 1) if last != PAST else (PAST if start.begin is None else start.begin)
        if start.known and not start.presumed and start.begin is not None and not plan.provisional:
            first = run.latest([first, start.begin])
        line.replace(first, point.day, _endable, option, keep=True)
        line.doubt_between(first, point.day, _endable)
        line.put(point.day, NEVER, option)


def _replaced_by(run: Run, plan: Plan, point: Point, line: Timeline) -> frozenset[Ref]:
    """Give the replacements that had made it replaced by the day on which it was observed expired or terminated."""
    if _seen(point) is State.REPLACED:
        return frozenset()
    found = []
    for reached in plan.replaces:
        day = reached.day(run)
        expired = all(o.state is State.EXPIRED and o.reason != "observed" for o in line.on(point.day).options)
        if (reached.sure is not None and not expired) or not run.le(day, point.day):
            continue
        if all(o.state is not State.TERMINATED for o in line.on(day).options):
            found.append(reached.ref)
    return frozenset(found)


def _endable(option: Option) -> bool:
    return option.running or option.state in (State.SUSPENDED, State.EXPIRED, State.SIGNED_NOT_EFFECTIVE)


def _later_ends(
    run: Run, plan: Plan, point: Point, chain: Chain | None, course: list[Segment], ending: Ending
) -> frozenset[Ref]:
    """Give the facts whose dates say that the agreement ended only later than it was observed to have ended."""
    state, found = _seen(point), set()
    for day, ref in known_ends(plan):
        if run.le(point.day, day):
            found.add(ref)
    # The end of a term that is counted from a presumed start is presumed itself, and yields to what was seen.
    term_ends = bool(course) and course[-1].last != NEVER and not _by_presumption(course[-1])
    if state is State.EXPIRED and term_ends and run.le(point.day, course[-1].last):
        after = course[-1].after
        if after is not None and after.ref is not None:
            found.add(CLAUSE if CLAUSE in after.depends else after.ref)
    for day, sure, option in ending.terminations:
        if option.ref is not None and option.ref.kind == "act" and day == sure and run.lt(point.day, day):
            found.add(option.ref)
    for reached in plan.replaces:
        if state is State.REPLACED and reached.sure is None and run.lt(point.day, reached.day(run)):
            found.add(reached.ref)
    return frozenset(found)


def _by_presumption(segment: Segment) -> bool:
    return segment.after is not None and segment.after.basis is Basis.PRESUMED


def _last_sure(run: Run, plan: Plan, point: Point, start: Start, chain: Chain | None) -> Day:
    """Give the last day before the observation on which facts show the agreement running."""
    days: list[Day] = [p.day for p in plan.shows]
    if start.known and start.begin is not None:
        days.append(start.begin)
    days += [p.day for p in plan.seen(*FORE_STATES)]
    if chain is not None and chain.basis is not Basis.PRESUMED and _seen(point) is State.EXPIRED:
        days.append(chain.first_last)
    before = [day for day in days if run.lt(day, point.day)]
    return run.latest(before) if before else PAST


def put_others(line: Timeline, plan: Plan, start: Start, unmet: Unmet) -> None:
    """Put the observations of all other states: sure on their day, and between two equal ones."""
    run = line.run
    points = _in_order(run, [p for p in plan.observed if not is_ended(_seen(p))])
    for place, point in enumerate(points):
        _on_its_day(line, plan, start, point, unmet)
        if place and points[place - 1].day != point.day and _same(_seen(points[place - 1]), _seen(point)):
            ended = [p for p in plan.observed if is_ended(_seen(p))]
            first = points[place - 1].day
            if not any(run.le(first, p.day) and run.le(p.day, point.day) for p in ended):
                _between(line, first, later(point.day, 1), point)


def _same(one: State, other: State) -> bool:
    return one is other


def _in_order(run: Run, points: list[Point]) -> list[Point]:
    found: list[Point] = []
    for point in points:
        place = len(found)
        while place and run.lt(point.day, found[place - 1].day):
            place -= 1
        found.insert(place, point)
    return found


def _matching(state: State, stretch: Stretch) -> tuple[Option, ...]:
    exact = tuple(o for o in stretch.options if o.state is state)
    if state is State.IN_EFFECT:
        return tuple(o for o in stretch.options if o.state in (State.IN_EFFECT, State.TACIT_RENEWAL))
    return exact


def _on_its_day(line: Timeline, plan: Plan, start: Start, point: Point, unmet: Unmet) -> None:
    state, found = _seen(point), line.on(point.day)
    matching = _matching(state, found)
    end: Day = NEVER if state is State.NEVER_TOOK_EFFECT else later(point.day, 1)
    if matching:
        if len(matching) < len(found.options) or not found.sure:
            line.put(point.day, end, *matching)
        return
    option = _option(point)
    running = [o for o in found.options if o.running]
    early = False
    fore = state in FORE_STATES and all(o.state is State.PROVISIONALLY_APPLIED for o in found.options)
    negotiated = state is State.SIGNED_NOT_EFFECTIVE and found.options[0].state is State.IN_NEGOTIATION
    allowed = negotiated or (
        not fore and (found.options[0].state is State.UNKNOWN or not found.sure or len(found.options) > 1)
    )
    if state in (State.IN_EFFECT, State.TACIT_RENEWAL) and found.options[0].state is State.UNKNOWN:
        # Nothing ran before a stated first day in effect, even where no rule says what there was.
        early = start.known and not start.presumed and start.begin is not None and start.state is State.IN_EFFECT
        early = early and start.begin is not None and line.run.lt(point.day, start.begin)
        allowed = not early
    if running and (state is State.SUSPENDED or GROUP_OF.get(state) is Group.RUNNING):
        # In effect while the dates have it applied provisionally until a later day stands against them.
        later_start = start.known and not start.presumed and start.begin is not None and start.state is State.IN_EFFECT
        early = later_start and start.begin is not None and line.run.lt(point.day, start.begin)
        early = early and state in (State.IN_EFFECT, State.TACIT_RENEWAL)
        allowed = not early
    if not allowed:
        unmet.against[point.ref] = _against(plan, start, found, early=early)
    line.put(point.day, end, option)


def _against(plan: Plan, start: Start, found: Stretch, *, early: bool = False) -> frozenset[Ref]:
    """Give the facts that rule an observed state out: what has begun the state there is, or begins it only later."""
    before = FORE_STATES | {State.NEVER_TOOK_EFFECT}
    if found.options[0].state in before or early:
        if start.known and start.point is not None and not start.presumed:
            return frozenset({start.point.ref})
        if plan.never:
            return frozenset(p.ref for p in plan.never)
    return frozenset(o.ref for o in found.options if o.ref is not None)


def _between(line: Timeline, first: Day, end: Day, point: Point) -> None:
    state, option = _seen(point), _option(point)

    def change(stretch: Stretch) -> tuple[tuple[Option, ...], bool]:
        matching = _matching(state, stretch)
        if matching:
            return matching, True
        if state is State.SUSPENDED and any(o.running for o in stretch.options):
            return (option,), True
        if stretch.sure and stretch.options[0].state is not State.UNKNOWN:
            return stretch.options, stretch.sure
        return (option,), True

    line.change(first, end, change)
