"""All runs of one case, and the alternatives of facts that contradict one another (rule 11).

A contradiction repairs nothing: the rules are run once with each of the conflicting facts and without those at odds
with it. Up to the first day on which these alternatives differ they say the same. From then on each of their states
may hold, and a state is sure only where the facts outside the conflict give it by themselves as well ("facts not in
conflict keep their effect"). A group is sure where every alternative has it sure.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from agreements.lifecycle.assignments import Run, runs
from agreements.lifecycle.contradictions import Conflict, components, conflicts
from agreements.lifecycle.facts import Clause, Group, Incoming, Instrument
from agreements.lifecycle.plan import Plan, make_plan
from agreements.lifecycle.results import Ref
from agreements.lifecycle.simulating import Outcome, simulate
from agreements.lifecycle.tally import LAST, Code, Key, Row, Span, Tally, common, joined, outside

Facts = tuple[Instrument, tuple[Incoming, ...]]
DEEPEST = 6


@dataclass(slots=True)
class Reckoning:
    """What all assignments give: the tally, the runs that gave it, and the contradictions found."""

    plan: Plan
    tally: Tally
    outcomes: list[tuple[Run, Outcome]]
    conflicts: list[Conflict] = field(default_factory=list)
    disputed: bool = False


def without(facts: Facts, dropped: set[Ref]) -> Facts:
    """Give the facts without some of them."""
    instrument, incoming = facts
    acts = tuple(a for a in instrument.acts if Ref("act", a.key) not in dropped)
    clause = Clause() if Ref("clause", "") in dropped else instrument.clause
    relations = tuple(r for r in incoming if Ref("relation", r.key) not in dropped)
    return replace(instrument, acts=acts, clause=clause), relations


def reckon(facts: Facts, depth: int = 0) -> Reckoning:
    """Settle the facts over every assignment, contradictions included."""
    plan = make_plan(*facts)
    pairs = conflicts(plan)
    outcomes: list[tuple[Run, Outcome]] = []
    if not pairs or depth >= DEEPEST:
        rules: Callable[[Run], Outcome] = lambda run: simulate(run, plan)  # noqa: E731
        failed: list[tuple[object, object]] = []
        outcomes = list(runs(plan.case.bounds, rules, failed))
        if not outcomes:
            pairs = [
                Conflict("ends-before-start", one, other)
                for one, other in failed
                if isinstance(one, Ref) and isinstance(other, Ref)
            ]
        outcomes, unmet = _narrowed(plan, outcomes)
        if unmet and any(outcome.start.presumed for _, outcome in outcomes):
            # A presumption yields to any stated fact and is never a contradiction (rule 1).
            plan.yielded = True
            outcomes, unmet = _narrowed(plan, list(runs(plan.case.bounds, rules)))
        pairs = pairs + unmet
    if pairs and depth < DEEPEST:
        return _alternatives(facts, plan, pairs, depth)
    tally = Tally()
    for run, outcome in outcomes:
        tally.add(run, outcome.line.stretches)
    tally.finish()
    return Reckoning(plan, tally, outcomes, pairs)


def _by_key(ref: Ref) -> tuple[str, str]:
    return ref.kind, ref.key


def _narrowed(plan: Plan, outcomes: list[tuple[Run, Outcome]]) -> tuple[list[tuple[Run, Outcome]], list[Conflict]]:
    """Leave out the runs that an observation denies; where it denies all of them, give the conflicts.

    A run that denies several observations is left out for each, so what all the rest agree with is kept.
    """
    if not any(outcome.unmet.against for _, outcome in outcomes):
        return outcomes, []
    agreed = [pair for pair in outcomes if not pair[1].unmet.against]
    if agreed:
        return agreed, []
    found: list[Conflict] = []
    observed = {point.ref for point in plan.observed}
    denied = sorted({r for _, o in outcomes for r in o.unmet.against}, key=_by_key)
    everywhere = [r for r in denied if all(r in o.unmet.against for _, o in outcomes)]
    for ref in everywhere or denied:
        each = [o.unmet.against[ref] for _, o in outcomes if ref in o.unmet.against]
        against = (frozenset.intersection(*each) or frozenset[Ref]().union(*each)) - {ref}
        code = "observed-against-dates" if ref in observed else "ends-before-start"
        found += [Conflict(code, ref, other) for other in sorted(against, key=_by_key)]
    return outcomes, found


def _alternatives(facts: Facts, plan: Plan, pairs: list[Conflict], depth: int) -> Reckoning:
    """Read each contradiction by itself: sure is what all of them leave sure, whichever is asked about first."""
    against: dict[Ref, set[Ref]] = {}
    for pair in pairs:
        against.setdefault(pair.one, set()).add(pair.other)
        against.setdefault(pair.other, set()).add(pair.one)
    views, found = list[Tally](), list(pairs)
    outcomes: list[tuple[Run, Outcome]] = []
    for together in components(pairs):
        parts = [reckon(without(facts, against[ref]), depth + 1) for ref in together]
        rest = reckon(without(facts, set(together)), depth + 1)
        views.append(_merged([part.tally for part in parts], rest.tally))
        for part in parts:
            found += [p for p in part.conflicts if p not in found]
            outcomes += part.outcomes
    return Reckoning(plan, _every_view(views), outcomes, found, disputed=True)


def _every_view(views: list[Tally]) -> Tally:
    whole = views[0]
    for view in views[1:]:
        for key, row in view.rows.items():
            _add_row(whole, key, row)
        for code in whole.sure_days.keys() | view.sure_days.keys():
            whole.sure_days[code] = common(whole.sure_days.get(code, []), view.sure_days.get(code, []))
    return whole


def _merged(parts: list[Tally], rest: Tally) -> Tally:
    merged = Tally()
    codes = {key[0] for part in parts for key in part.rows}
    first = _first_difference(parts, codes)
    before: list[Span] = [(1, LAST)] if first is None else [(1, first - 1)] if first > 1 else []
    for part in parts:
        for key, row in part.rows.items():
            _add_row(merged, key, row)
    for code in codes:
        sure = parts[0].sure_days.get(code, [])
        for part in parts[1:]:
            sure = common(sure, part.sure_days.get(code, []))
        if not isinstance(code, Group):
            sure = common(sure, joined(before + rest.sure_days.get(code, [])))
        merged.sure_days[code] = sure
    return merged


def _first_difference(parts: list[Tally], codes: set[Code]) -> int | None:
    """Give the first day on which the alternatives have different states; ``None`` if they never have."""
    days = []
    for code in codes:
        if isinstance(code, Group):
            continue
        each = [part.may(code) for part in parts]
        all_of = joined([span for spans in each for span in spans])
        for spans in each:
            missing = common(all_of, outside(spans))
            if missing:
                days.append(missing[0][0])
    return min(days) if days else None


def _add_row(merged: Tally, key: Key, row: Row) -> None:
    there = merged.rows.get(key)
    if there is None:
        merged.rows[key] = replace(row, spans=list(row.spans), since=replace(row.since), until=replace(row.until))
        return
    there.spans = joined(there.spans + row.spans)
    for mine, theirs in ((there.since, row.since), (there.until, row.until)):
        mine.open = mine.open or theirs.open
        mine.low, mine.high = min(mine.low, theirs.low), max(mine.high, theirs.high)
    if there.until_status is not row.until_status:
        there.until_status = None
