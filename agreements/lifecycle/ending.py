"""Ends that acts make: termination, denunciation and the leaving of parties (rules 3, 8 and 10)."""

from __future__ import annotations

from dataclasses import dataclass, field

from agreements.lifecycle.assignments import NEVER, Day, Run, later
from agreements.lifecycle.chain import Chain
from agreements.lifecycle.counting import NoticeCount, last_term
from agreements.lifecycle.course import Segment
from agreements.lifecycle.facts import Act, Basis, RenewalKind, State, TerminationRight
from agreements.lifecycle.known_days import RUNNING
from agreements.lifecycle.parties import left_alone
from agreements.lifecycle.plan import Plan, pick
from agreements.lifecycle.reading import CLAUSE, Point, several_actors
from agreements.lifecycle.results import DateStatus, Ref
from agreements.lifecycle.start import Start
from agreements.lifecycle.timeline import Option, Timeline, Unmet, weakest

WAITING = (State.SIGNED_NOT_EFFECTIVE, State.IN_NEGOTIATION)


@dataclass(slots=True)
class Ending:
    """What denunciations and terminations do in one run: days are first days without effect."""

    terminations: list[tuple[Day, Day, Option]] = field(default_factory=list)
    """The first day without effect, the day from which it surely is without, and what holds then."""
    denied: int | None = None
    denied_option: Option | None = None
    doubtful_from: list[Day] = field(default_factory=list)


def find_ending(run: Run, plan: Plan, chain: Chain | None) -> Ending:
    """Read terminations, denunciations and leavings in this run."""
    ending = Ending()
    terminated = pick(run, plan.terminated)
    if terminated is not None:
        option = _ended(State.TERMINATED, "terminated", terminated.basis, terminated.ref)
        ending.terminations.append((terminated.day, terminated.day, option))
    withdrawn = pick(run, plan.withdrawn)
    if withdrawn is not None:
        option = _ended(State.TERMINATED, "too-few-parties", withdrawn.basis, withdrawn.ref)
        ending.terminations.append((withdrawn.day, withdrawn.day, option))
    for found in plan.terminates:
        option = _ended(State.TERMINATED, "terminated-by-relation", found.basis, found.ref)
        ending.terminations.append((found.day(run), found.sure_day(run), option))
    for act in _denunciations(run, plan):
        _denounce(run, plan, chain, act, ending)
    left = left_alone(run, plan.case, plan.leaving, chain)
    if left is not None:
        option = _ended(State.TERMINATED, "too-few-parties", left.basis, left.ref)
        ending.terminations.append((left.day, left.day, option))
    return ending


def _ended(
    state: State,
    reason: str,
    basis: Basis,
    ref: Ref,
    depends: frozenset[Ref] | None = None,
    status: DateStatus = DateStatus.STATED,
) -> Option:
    return Option(state, reason, basis, ref, depends=depends or frozenset({ref}), status=status)


def _denunciations(run: Run, plan: Plan) -> list[Act]:
    points = []
    for act in plan.denounced:
        day = plan.case.effect(act)
        if day is not None:
            points.append(Point(day, act.basis, Ref("act", act.key), act))
    if several_actors(points):
        counted = pick(run, points)
        return [] if counted is None or counted.act is None else [counted.act]
    return [p.act for p in points if p.act is not None]


def _denounce(run: Run, plan: Plan, chain: Chain | None, act: Act, ending: Ending) -> None:
    case, ref = plan.case, Ref("act", act.key)
    effect = case.when(act, "takes_effect")
    if effect is not None:
        ending.terminations.append((effect, effect, _ended(State.TERMINATED, "denounced", act.basis, ref)))
        return
    day = case.when(act, "date")
    if day is None:
        return
    clause = case.clause
    right, notice = clause.termination_right, clause.notice_period
    basis = weakest(act.basis, clause.basis, Basis.COMPUTED)
    depends = frozenset({ref, CLAUSE})
    if notice is not None and right is TerminationRight.ANY_TIME:
        last = run.counted(NoticeCount(notice), day)
        option = _ended(State.TERMINATED, "denounced", basis, ref, depends, DateStatus.COMPUTED)
        ending.terminations.append((later(last, 1), later(last, 1), option))
        return
    if notice is not None and right is TerminationRight.AFTER_INITIAL_TERM and chain is not None:
        last = run.latest([chain.first_last, run.counted(NoticeCount(notice), day)])
        basis, depends = weakest(basis, chain.basis), depends | chain.depends
        option = _ended(State.TERMINATED, "denounced", basis, ref, depends, DateStatus.COMPUTED)
        ending.terminations.append((later(last, 1), later(last, 1), option))
        return
    if notice is not None and right is TerminationRight.END_OF_TERM and chain is not None:
        number = chain.number_on(run, run.counted(NoticeCount(notice), day))
        if number is not None:
            if ending.denied is None or number < ending.denied:
                basis, depends = weakest(basis, chain.basis), depends | chain.depends
                ending.denied = number
                ending.denied_option = _ended(
                    State.EXPIRED, "expired-by-denunciation", basis, ref, depends, DateStatus.COMPUTED
                )
            return
        if last_term(clause) is not None and clause.renewal_kind is not RenewalKind.TACIT_INDEFINITE:
            return  # Too late for the last term there is, so there is no renewal left to prevent.
    # Without a derived end renewal goes on, not surely: the term of the notice is the last that is sure.
    current = None if chain is None else chain.number_on(run, day)
    last = day if chain is None or current is None else chain.last_day(run, current)
    ending.doubtful_from.append(later(last, 1))


def put_course(line: Timeline, course: list[Segment], begin: Day) -> None:
    """Put the segments of running and the expired days between and after them, none of them before ``begin``."""
    run = line.run
    for place, segment in enumerate(course):
        end = later(segment.last, 1)
        line.put(run.latest([segment.first, begin]), end, segment.option)
        following = course[place + 1].first if place + 1 < len(course) else NEVER
        if segment.after is not None:
            line.put(run.latest([end, begin]), following, segment.after)
    last = course[-1]
    if last.vague and len(course) > 1 and course[-2].after is not None:
        line.replace(last.first, NEVER, lambda o: o is last.option, course[-2].after, keep=True)
        line.doubt(last.first, lambda o: o is last.option)


def put_terminations(
    line: Timeline, plan: Plan, course: list[Segment], ending: Ending, start: Start, unmet: Unmet
) -> None:
    """Put the earliest termination that comes before the course has ended (rule 3): terminated, for good."""
    run = line.run
    final = later(course[-1].last, 1)
    for day, sure, option in reversed(ending.terminations):
        if not run.le(day, final):
            continue
        stated = start.known and start.state is State.IN_EFFECT
        if start.begin is not None and stated and run.lt(day, start.begin):
            if (
                day == sure
                and start.known
                and start.point is not None
                and not start.presumed
                and option.ref is not None
            ):
                unmet.against[option.ref] = frozenset({start.point.ref})
            if day == sure:
                continue
            line.replace(sure, start.begin, lambda o: o.state in WAITING, option)
            day, sure = start.begin, run.latest([start.begin, sure])
        known = [other for other, certain, _ in ending.terminations if other == certain]
        if known and run.lt(run.earliest(known), day):
            continue
        if sure == day:
            line.put(day, NEVER, option)
            continue
        done = run.le(sure, final)
        # Where it was seen in effect or expired it had not been terminated before.
        seen = [later(p.day, 1) for p in plan.seen(State.EXPIRED, *RUNNING)]
        day = run.latest([day, *seen]) if seen else day
        line.replace(day, sure if done else NEVER, lambda o: o.running or o.state is State.EXPIRED, option, keep=True)
        if done:
            line.put(sure, NEVER, option)
