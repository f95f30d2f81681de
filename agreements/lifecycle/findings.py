"""What the audit reports of one instrument: contradictions (rule 11), and what is unusual but not wrong."""

from __future__ import annotations

from agreements.lifecycle.assignments import NEVER, Day, Run
from agreements.lifecycle.facts import GROUP_OF, RECORDED_ONLY, ActType, Group, RelationCode
from agreements.lifecycle.plan import Plan
from agreements.lifecycle.reading import Point, is_dated
from agreements.lifecycle.reasons import words
from agreements.lifecycle.reckoning import Reckoning
from agreements.lifecycle.results import Finding, Ref, Severity
from agreements.lifecycle.simulating import Outcome
from agreements.lifecycle.successor import reached


def find_all(reckoning: Reckoning) -> tuple[Finding, ...]:
    """Give the contradictions first, then the notes, each in the order of its keys."""
    found = [_contradiction(c.code, c.one, c.other) for c in reckoning.conflicts]
    plan = reckoning.plan
    notes: list[Finding] = []
    if reckoning.outcomes and not reckoning.disputed:
        notes += [note for code, check in _CHECKS for note in check(code, plan, reckoning.outcomes)]
    notes += _unused(plan)
    unique = {(f.code, f.keys): f for f in [*found, *notes]}
    return tuple(unique[k] for k in sorted(unique, key=lambda k: (unique[k].severity is Severity.NOTE, *k)))


def _contradiction(code: str, one: Ref, other: Ref) -> Finding:
    values = {"one": _name(one), "other": _name(other)}
    return Finding(Severity.CONTRADICTION, code, words(code, values), (one.key, other.key), values)


def _name(ref: Ref) -> str:
    return "the clause" if ref.kind == "clause" else f"{ref.kind} {ref.key}"


def _note(code: str, ref: Ref | None = None) -> Finding:
    values = {} if ref is None else {"one": _name(ref)}
    return Finding(Severity.NOTE, code, words(code, values), () if ref is None else (ref.key,), values)


Outcomes = list[tuple[Run, Outcome]]


def _end(outcome: Outcome) -> Day:
    return outcome.course[-1].last if outcome.course else NEVER


def _signature(code: str, plan: Plan, outcomes: Outcomes) -> list[Finding]:
    """Entry into force before signature."""
    early = all(
        outcome.start.signature is not None
        and outcome.start.known
        and outcome.start.begin is not None
        and run.high(outcome.start.begin) < run.low(outcome.start.signature.day)
        for run, outcome in outcomes
    )
    return [_note(code)] if early and plan.effective else []


def _whole_period(code: str, plan: Plan, outcomes: Outcomes) -> list[Finding]:
    signed = plan.signed
    if not signed:
        return []
    ended = all(
        outcome.own_last is not None and all(run.high(outcome.own_last) < run.low(s.day) for s in signed)
        for run, outcome in outcomes
    )
    return [_note(code)] if ended else []


def _after_end(code: str, plan: Plan, outcomes: Outcomes) -> list[Finding]:
    points = plan.resumed if code == "resumed-after-end" else plan.terminated
    gap = 0 if code == "resumed-after-end" else 1
    return [
        _note(code, point.ref)
        for point in points
        if all(
            _end(outcome) != NEVER and run.high(_end(outcome)) + gap < run.low(point.day) for run, outcome in outcomes
        )
    ]


def _unmoved(code: str, plan: Plan, outcomes: Outcomes) -> list[Finding]:
    found = []
    for extension in plan.extensions:
        if extension.until is None:
            continue
        if all(
            outcome.course
            and all(s.option.ref != extension.ref for s in outcome.course)
            and all(s.after is None or s.after.ref != extension.ref for s in outcome.course)
            for _, outcome in outcomes
        ):
            found.append(_note(code, extension.ref))
    return found


def _agreed_late(code: str, plan: Plan, outcomes: Outcomes) -> list[Finding]:
    found = []
    for extension in plan.extensions:
        agreed = extension.agreed
        if agreed is None:
            continue

        def late(run: Run, outcome: Outcome, extension: object = extension.ref, agreed: Day = agreed) -> bool:
            for before, segment in zip(outcome.course, outcome.course[1:], strict=False):
                if segment.option.ref == extension:
                    return run.high(before.last) < run.low(agreed)
            return False

        if all(late(run, outcome) for run, outcome in outcomes):
            found.append(_note(code, extension.ref))
    return found


def _off_term(code: str, plan: Plan, outcomes: Outcomes) -> list[Finding]:
    """An expired act more than a day from the end of the term that the clause gives."""
    if not plan.expired or plan.extensions:
        return []
    for run, outcome in outcomes:
        term_end = outcome.term_end
        if term_end is None or term_end == NEVER:
            return []
        for point in plan.expired:
            low, high = run.low(point.day), run.high(point.day)
            if not (low > run.high(term_end) + 1 or high < run.low(term_end) - 1):
                return []
    return [_note(code, plan.expired[0].ref)]


def _seen_ended(code: str, plan: Plan, outcomes: Outcomes) -> list[Finding]:
    """An ended state that was observed while the terms of the text still ran: the end is known from nothing else."""
    found = []
    for point in plan.seen(*(state for state, group in GROUP_OF.items() if group is Group.ENDED)):

        def in_a_term(run: Run, outcome: Outcome, point: Point = point) -> bool:
            if outcome.chain is None or (_end(outcome) != NEVER and run.low(_end(outcome)) < run.high(point.day)):
                return False
            return any(option.ref == point.ref for option in outcome.line.on(point.day).options)

        if all(in_a_term(run, outcome) for run, outcome in outcomes):
            found.append(_note(code, point.ref))
    return found


_CHECKS = (
    ("effective-before-signature", _signature),
    ("period-before-signature", _whole_period),
    ("resumed-after-end", _after_end),
    ("terminated-after-end", _after_end),
    ("extension-moves-nothing", _unmoved),
    ("agreed-after-end", _agreed_late),
    ("expired-off-term", _off_term),
    ("seen-ended-in-a-term", _seen_ended),
)


def _unused(plan: Plan) -> list[Finding]:
    """Facts that are recorded only because something in them is not known."""
    found = []
    for act in plan.case.instrument.acts:
        ref = Ref("act", act.key)
        if act.type not in RECORDED_ONLY and not is_dated(act):
            found.append(_note("act-without-day", ref))
        elif act.type is ActType.OBSERVED and act.state is None:
            found.append(_note("observation-without-state", ref))
        elif act.type in (ActType.EXTENDED, ActType.RENEWED_EXPRESSLY) and act.until is None:
            found.append(_note("end-of-extension-not-known", ref))
    if plan.resumed and not plan.suspended and not plan.suspends:
        found += [_note("resumed-without-suspension", point.ref) for point in plan.resumed]
    for relation in plan.case.incoming:
        ref = Ref("relation", relation.key)
        if relation.code is RelationCode.EXTENDS and relation.until is None:
            found.append(_note("extends-without-until", ref))
        elif relation.code is RelationCode.REPLACES and reached(plan.case, relation) is None:
            found.append(_note("relation-without-day", ref))
    return found
