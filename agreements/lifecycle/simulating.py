"""One run of all rules over one case: what comes later in this file lies over what comes before."""

from __future__ import annotations

from dataclasses import dataclass, replace

from agreements.lifecycle.assignments import NEVER, PAST, Day, Run, later
from agreements.lifecycle.chain import Chain
from agreements.lifecycle.counting import last_term
from agreements.lifecycle.course import OpenRenewal, Segment, find_chain, find_course, open_renewals
from agreements.lifecycle.ending import Ending, find_ending, put_course, put_terminations
from agreements.lifecycle.facts import Basis, Group, Incoming, RelationCode, RenewalKind, State
from agreements.lifecycle.observation import put_ended, put_others
from agreements.lifecycle.plan import Plan
from agreements.lifecycle.reading import CLAUSE
from agreements.lifecycle.replacement import put_replacements
from agreements.lifecycle.start import Start, find_start, put_beginning, put_doubt_of_start, put_never, running_option
from agreements.lifecycle.successor import Reached
from agreements.lifecycle.suspension import put_suspensions
from agreements.lifecycle.timeline import Option, Stretch, Timeline, Unmet, weakest

REPLACED = frozenset({State.REPLACED})
OTHER_ENDS = frozenset({State.EXPIRED, State.TERMINATED})


@dataclass(slots=True)
class Outcome:
    """What one run gives."""

    line: Timeline
    start: Start
    chain: Chain | None
    course: list[Segment]
    ending: Ending
    unmet: Unmet
    own_last: Day | None
    """The last day in effect if nothing had replaced it; ``None`` where that is not known."""
    term_end: Day | None
    """The end of the last possible term of the clause, whatever acts say."""
    lapses: list[tuple[Day, Day, Basis] | None]
    """For each relation that replaces or renews: the last day in effect, the day of the relation, and the basis."""


def simulate(run: Run, plan: Plan) -> Outcome:
    """Run the rules of domain section 4 over one set of assignments."""
    start = find_start(run, plan)
    chain = find_chain(run, plan, start)
    line, unmet = Timeline(run), Unmet()
    put_beginning(line, plan, start)
    put_never(line, plan, start)
    ending, course, renewals = Ending(), list[Segment](), list[OpenRenewal]()
    if start.begin is not None:
        ending = find_ending(run, plan, chain)
        course = find_course(run, plan, start, chain, ending.denied, ending.denied_option)
        if start.known and course[-1].last != NEVER:
            _require_order(run, plan, start, course)
        put_course(line, course, start.begin)
        put_doubt_of_start(line, plan, start)
        if ending.doubtful_from and not _known_end(plan, ending):
            days = _days_shown(plan, start)
            for day in ending.doubtful_from:
                line.doubt(run.latest([day, *(later(d, 1) for d in days)]), lambda o: o.running)
        put_terminations(line, plan, course, ending, start, unmet)
        put_suspensions(line, plan)
        _put_doubt_of_end(line, plan, start, course, ending)
        renewals = open_renewals(run, plan, course)
        for renewal in renewals:
            line.doubt(renewal.first, _is_expired)
    put_ended(line, plan, OTHER_ENDS, start, chain, course, ending, unmet)
    for renewal in renewals:
        _put_open_renewal(line, plan, renewal)
    final = last_term(plan.case.clause)
    term_end: Day | None = None
    if chain is not None and plan.expired:
        endless = final is None or plan.case.clause.renewal_kind is RenewalKind.TACIT_INDEFINITE
        term_end = NEVER if endless or final is None else chain.last_day(run, final)
    own_last = line.last_day_in_effect()
    lapses = [_lapse(line, reached, own_last) for reached in plan.lineage]
    if start.never == NEVER:
        put_replacements(line, plan)
    for relation in plan.undated:
        _put_undated(line, plan, start, relation)
    put_ended(line, plan, REPLACED, start, chain, course, ending, unmet)
    put_others(line, plan, start, unmet)
    return Outcome(line, start, chain, course, ending, unmet, own_last, term_end, lapses)


def _is_expired(option: Option) -> bool:
    return option.state is State.EXPIRED


def _put_open_renewal(line: Timeline, plan: Plan, renewal: OpenRenewal) -> None:
    """Let an end that was observed before a renewal hold until it, and no longer surely; one observed after it stays.

    (What was observed is put over the doubt; so the doubt is put once more behind the renewal.)
    """
    run = line.run
    seen = [p.day for p in plan.seen(State.EXPIRED)]
    if not any(run.lt(day, renewal.made) for day in seen):
        return
    later_on = [day for day in seen if run.le(renewal.made, day)]
    first = run.latest([renewal.first, renewal.made])
    line.doubt_before(first, run.earliest(later_on) if later_on else NEVER, _is_expired)


def _lapse(line: Timeline, reached: Reached, own_last: Day | None) -> tuple[Day, Day, Basis] | None:
    """Give the last day in effect before a replacement or renewal, and its day; ``None`` where the end is not known.

    The basis of the lapse is the weakest of the relation's and of those of the two days: a number of days is known no
    better than the days between which it is counted.
    """
    run, first = line.run, reached.day(line.run)
    basis = weakest(reached.basis, reached.day_basis)
    whole = reached.relation.code is RelationCode.REPLACES and reached.relation.whole
    eve = later(first, -1)
    if own_last is None:
        unknown = any(o.group is Group.ENDED for o in line.on(eve).options)
        return (eve, first, basis) if whole and not unknown else None
    if whole and reached.sure is None and run.le(first, own_last):
        return eve, first, basis
    return own_last, first, weakest(basis, *(o.basis for o in line.on(later(own_last, 1)).options))


def _put_undated(line: Timeline, plan: Plan, start: Start, relation: Incoming) -> None:
    """Take *surely* from what a relation of no known day may have ended or suspended; it adds no possible state.

    It cannot have ended it before a day on which facts show it running, nor have suspended it on such a day.
    """
    run = line.run
    days = _days_shown(plan, start)
    # Where an act or observation reports the expiry, only a replacement can have made it another end.
    reported = {p.ref for p in plan.expired + plan.seen(State.EXPIRED)}
    turns = relation.code in (RelationCode.REPLACES, RelationCode.TERMINATES)

    def may_turn(option: Option) -> bool:
        by_text = option.ref not in reported
        return option.state is State.EXPIRED and (by_text or relation.code is RelationCode.REPLACES)

    def turn(stretch: Stretch) -> tuple[tuple[Option, ...], bool]:
        return tuple(replace(o, vague=True) if may_turn(o) else o for o in stretch.options), stretch.sure

    def settle(stretch: Stretch) -> tuple[tuple[Option, ...], bool]:
        return tuple(replace(o, vague=False) for o in stretch.options), stretch.sure

    def pause(stretch: Stretch) -> tuple[tuple[Option, ...], bool]:
        return stretch.options, stretch.sure and not any(o.running for o in stretch.options)

    def change(stretch: Stretch) -> tuple[tuple[Option, ...], bool]:
        options = stretch.options
        return options, stretch.sure and not any(o.running or o.state is State.SUSPENDED for o in options)

    if turns:
        line.change(PAST, NEVER, turn)
        for point in plan.seen(State.EXPIRED):
            line.change(point.day, later(point.day, 1), settle)

    if relation.code is not RelationCode.SUSPENDS:
        line.change(later(run.latest(days), 1) if days else PAST, NEVER, change)
        return
    first: Day = PAST
    for day in run.in_order(days):
        line.change(first, day, pause)
        first = later(day, 1)
    line.change(first, NEVER, pause)


def _known_end(plan: Plan, ending: Ending) -> bool:
    """Whether facts say when it ended, so that it surely ran until then."""
    if plan.expired or any(r.sure is None for r in plan.replaces):
        return True
    return any(day == sure for day, sure, _ in ending.terminations)


def _days_shown(plan: Plan, start: Start) -> list[Day]:
    """Give the days on which facts show the agreement running."""
    days: list[Day] = [p.day for p in plan.shows]
    if start.known and start.begin is not None:
        days.append(start.begin)
    return days


def _require_order(run: Run, plan: Plan, start: Start, course: list[Segment]) -> None:
    """Keep the order that an assignment must have: first day in effect <= last day + 1."""
    assert start.begin is not None
    after = course[-1].after
    between = None
    if start.point is not None and after is not None and after.ref is not None:
        between = (start.point.ref, CLAUSE if CLAUSE in after.depends else after.ref)
    run.require(start.begin, later(course[-1].last, 1), between)


def _put_doubt_of_end(line: Timeline, plan: Plan, start: Start, course: list[Segment], ending: Ending) -> None:
    """With no known end and a duration that is not known, running is sure only up to what last shows it (rule 4)."""
    run = line.run
    last = course[-1]
    if not last.vague or last.last != NEVER or len(course) > 1:
        return
    if _known_end(plan, ending):
        return
    days = _days_shown(plan, start)
    line.doubt(later(run.latest(days), 1) if days else PAST, lambda o: o.running or o.state is State.SUSPENDED)


__all__ = ["Option", "Outcome", "running_option", "simulate"]
