"""Start and what comes before: rules 1 and 2."""

from __future__ import annotations

from dataclasses import dataclass, replace

from agreements.lifecycle.assignments import NEVER, PAST, Day, Run, later
from agreements.lifecycle.facts import ActType, Basis, State
from agreements.lifecycle.known_days import last_days, life_days, other_days, text_end
from agreements.lifecycle.plan import FORE_STATES, Plan, pick
from agreements.lifecycle.reading import Point
from agreements.lifecycle.results import By, DateStatus, Ref
from agreements.lifecycle.successor import is_presumed
from agreements.lifecycle.timeline import Option, Timeline


@dataclass(frozen=True, slots=True)
class Start:
    """Where running begins: ``begin`` is the first day on which it may run, ``shown`` the first on which it is seen."""

    begin: Day | None
    point: Point | None
    presumed: bool = False
    known: bool = True
    shown: Day = NEVER
    signature: Point | None = None
    state: State = State.IN_EFFECT
    never: Day = NEVER
    other_first: bool = False
    """Whether a fact that begins no life is the first known one, so that there is no not-yet."""

    @property
    def depends(self) -> frozenset[Ref]:
        """The facts that fix the first day."""
        return frozenset() if self.point is None else frozenset({self.point.ref})

    @property
    def basis(self) -> Basis:
        """The basis of the first day."""
        if self.presumed:
            return Basis.PRESUMED
        return Basis.STATED if self.point is None else self.point.basis


def signature_of(run: Run, plan: Plan) -> Point | None:
    """Give the signature; of a text that is not signed, its adoption."""
    return pick(run, plan.signed) or pick(run, plan.adopted)


def expressed(run: Run, plan: Plan) -> Point | None:
    """Give the first act by which it was more than negotiated: signed, adopted, consented or acceded to."""
    points = [p for p in (pick(run, plan.signed), pick(run, plan.adopted)) if p is not None]
    points += plan.consent + plan.acceded
    return pick_earliest(run, points) if points else None


def find_start(run: Run, plan: Plan) -> Start:
    """Decide from when on the agreement runs or may run (rule 1)."""
    signature = signature_of(run, plan)
    for found in plan.replaces:
        if signature is not None:
            run.require(signature.day, found.day(run))
    begun = expressed(run, plan) if signature is not None else None
    for point in plan.seen(State.SIGNED_NOT_EFFECTIVE):
        if begun is not None:
            run.require(begun.day, point.day, (point.ref, begun.ref))
    effective = pick(run, plan.effective)
    if effective is not None:
        for day in last_days(run, plan):
            run.require(effective.day, later(day, 1))
        # Nothing ran before a stated first day; only an observation can come before every act that begins the life.
        first = another_is_first(run, plan, life_days(run, plan), [])
        return Start(effective.day, effective, signature=signature, other_first=first)
    shown = run.earliest([p.day for p in plan.shows]) if plan.shows else NEVER
    never = pick(run, plan.never)
    if never is not None:
        life = life_days(run, plan)
        first = bool(life) and another_is_first(run, plan, life, other_days(run, plan))
        return Start(None, None, signature=signature, never=never.day, other_first=first)
    if signature is not None and _presumed(run, plan, signature):
        return Start(signature.day, signature, presumed=True, signature=signature)
    life = life_days(run, plan)
    others = other_days(run, plan)
    if not life and not others and not plan.denounced:
        return Start(None, None)
    if not life or another_is_first(run, plan, life, others):
        if not others and not plan.denounced:
            return Start(None, None, other_first=True)
        held = [p.day for p in plan.seen(*FORE_STATES)]
        last = run.latest(held) if held else PAST
        begin = later(last, 1) if held and run.lt(last, shown) else PAST
        return Start(begin, None, known=False, shown=shown, other_first=True)
    provisional = pick(run, plan.provisional)
    if provisional is not None and run.le(provisional.day, shown):
        # Where it was signed it may since have entered into force; once seen in effect, it has.
        seen = [p.day for p in plan.seen(State.IN_EFFECT, State.TACIT_RENEWAL)]
        return Start(
            provisional.day,
            provisional,
            signature=expressed(run, plan),
            state=State.PROVISIONALLY_APPLIED,
            shown=run.earliest(seen) if seen else NEVER,
        )
    signature = expressed(run, plan)
    if signature is not None and run.lt(shown, signature.day):
        return Start(shown, None, known=False, shown=shown)
    if signature is None and not others and not plan.denounced:
        return Start(None, None)
    begin = run.earliest(life) if signature is None else signature.day
    return Start(begin, signature, known=False, shown=shown, signature=signature)


def _presumed(run: Run, plan: Plan, signature: Point) -> bool:
    case = plan.case
    if plan.yielded or not is_presumed(case.instrument, case.acts, case.partywise):
        return False
    ends = last_days(run, plan)
    if any(run.low(signature.day) > run.high(day) + 1 for day in ends):
        return False
    for day in ends:
        run.require(signature.day, later(day, 1))
    last = text_end(run, plan)
    if last is not None:
        if run.low(signature.day) > run.high(last) + 1:
            return False
        run.require(signature.day, later(last, 1))
    seen = [p.day for p in plan.shows + plan.seen(State.EXPIRED, State.TERMINATED, State.REPLACED)]
    seen += [r.day(run) for r in plan.suspends + plan.terminates]
    if any(run.low(signature.day) > run.high(day) for day in seen):
        return False
    for day in seen:
        run.require(signature.day, day)
    return True


def another_is_first(run: Run, plan: Plan, life: list[Day], others: list[Day]) -> bool:
    """Whether a fact that begins no life comes before every one that does, so that there is no not-yet (rule 2)."""
    firsts = others + [p.day for p in plan.seen(*FORE_STATES)]
    return bool(firsts) and run.lt(run.earliest(firsts), run.earliest(life))


def put_never(line: Timeline, plan: Plan, start: Start) -> None:
    """Put never-took-effect, from its own act on and for good."""
    if start.never != NEVER:
        point = next(p for p in plan.never if p.day == start.never)
        line.put(start.never, NEVER, _option(State.NEVER_TOOK_EFFECT, "never-took-effect", point))


def put_beginning(line: Timeline, plan: Plan, start: Start) -> None:
    """Put what comes before the agreement may run: not-yet, negotiation, signature, provisional application."""
    run = line.run
    if not plan.life or (start.other_first and not (start.known and start.point is not None)):
        return
    end = NEVER if start.begin is None else start.begin
    if start.never != NEVER:
        end = start.never
    waiting = [p for p in plan.seen(State.SIGNED_NOT_EFFECTIVE) if run.lt(p.day, end)] if start.other_first else []
    if waiting:
        # An observation of signed-not-effective comes first: what was before it is not known (rule 2).
        point = pick_earliest(run, waiting)
        line.put(point.day, end, _option(State.SIGNED_NOT_EFFECTIVE, "observed", point))
    else:
        first_day = run.earliest(life_days(run, plan))
        first = next(p for p in plan.life if p.day == first_day)
        line.put(PAST, first.day, _option(State.NOT_YET, "not-yet", first))
    negotiation = pick(run, plan.negotiation)
    if negotiation is not None:
        option = _option(State.IN_NEGOTIATION, "in-negotiation", negotiation)
        line.put(negotiation.day, end, option)
        seen = [p for p in plan.seen(State.SIGNED_NOT_EFFECTIVE) if start.known and start.begin is not None]
        if seen:
            point = pick_earliest(run, seen)
            line.put(point.day, end, _option(State.SIGNED_NOT_EFFECTIVE, "observed", point))
    signature = expressed(run, plan)
    if signature is not None and end != signature.day:
        line.put(signature.day, end, _option(State.SIGNED_NOT_EFFECTIVE, "signed-not-effective", signature))
    provisional = pick(run, plan.provisional)
    if provisional is not None and start.state is not State.PROVISIONALLY_APPLIED:
        until = None if provisional.act is None else plan.case.when(provisional.act, "until")
        stop = end if until is None else run.earliest([end, later(until, 1)])
        line.put(provisional.day, stop, _option(State.PROVISIONALLY_APPLIED, "provisionally-applied", provisional))


def pick_earliest(run: Run, points: list[Point]) -> Point:
    """Give the earliest of the points."""
    day = run.earliest([p.day for p in points])
    return next(p for p in points if p.day == day)


def _option(state: State, reason: str, point: Point) -> Option:
    return Option(state, reason, point.basis, point.ref, depends=frozenset({point.ref}))


def running_option(start: Start, open_: DateStatus) -> Option:
    """Give the option of running by the initial term."""
    if start.state is State.PROVISIONALLY_APPLIED and start.point is not None:
        return _option(State.PROVISIONALLY_APPLIED, "provisionally-applied", start.point)
    if start.presumed and start.point is not None and start.point.act is not None:
        adopted = start.point.act.type is ActType.ADOPTED
        reason = "presumed-from-adoption" if adopted else "presumed-from-signature"
    else:
        reason = "in-effect" if start.known else "start-not-known"
    ref = start.point.ref if start.point is not None and start.known else None
    depends = start.depends if start.known else frozenset()
    return Option(State.IN_EFFECT, reason, start.basis, ref, By.INITIAL, depends, open=open_)


def _or_in_effect(options: tuple[Option, ...], *, keep: bool) -> tuple[Option, ...]:
    """Give what provisional application may have become by an entry into force that is not known."""
    found: list[Option] = []
    for option in options:
        if option.state is not State.PROVISIONALLY_APPLIED:
            found.append(option)
            continue
        state, by = (State.TACIT_RENEWAL, By.TACIT_RENEWAL) if option.tacit else (State.IN_EFFECT, By.INITIAL)
        found += [option] if keep else []
        found.append(replace(option, state=state, by=by, reason="start-not-known", ref=None, depends=frozenset()))
    return tuple(found)


def put_doubt_of_start(line: Timeline, plan: Plan, start: Start) -> None:
    """Where the start is unknown: running is sure on no day before facts show it, and signed may be all it is."""
    if start.begin is None:
        return
    run = line.run
    if start.state is State.PROVISIONALLY_APPLIED:
        if start.signature is not None:
            first = run.latest([start.begin, start.signature.day])
            line.change(first, start.shown, lambda s: (_or_in_effect(s.options, keep=True), s.sure))
        line.change(start.shown, NEVER, lambda s: (_or_in_effect(s.options, keep=False), s.sure))
    if start.known:
        return
    if start.signature is not None:
        signed = _option(State.SIGNED_NOT_EFFECTIVE, "effect-not-known", start.signature)
        line.replace(start.begin, start.shown, lambda o: o.running, signed, keep=True)
        held = [p.day for p in plan.seen(*FORE_STATES)]
        if held:
            last = run.latest(held)
            if run.le(start.begin, last) and run.lt(last, start.shown):
                line.put(start.begin, later(last, 1), signed)
    elif start.begin != PAST:
        negotiation = pick(run, plan.negotiation)
        if negotiation is not None:
            option = _option(State.IN_NEGOTIATION, "in-negotiation", negotiation)
            line.replace(negotiation.day, start.shown, lambda o: o.running, option, keep=True)
    line.change(start.begin, start.shown, lambda s: (s.options, s.sure and not any(o.running for o in s.options)))
