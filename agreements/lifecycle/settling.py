"""Settling: from an instrument's facts and the relations on it to its standings and all that goes with them.

The rules read the subject's own acts and clause, never its standings, so settling one instrument asks for no other
(rule 12). Nothing here depends on today.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from datetime import date

from agreements.lifecycle.assignments import Day, Run, later
from agreements.lifecycle.counting import counts_to_anniversary, last_term, renewal_term
from agreements.lifecycle.facts import ActType, Clause, Group, Incoming, Instrument, RelationCode, RenewalKind, State
from agreements.lifecycle.findings import find_all
from agreements.lifecycle.lapses import find_lapses, lapse
from agreements.lifecycle.plan import Plan
from agreements.lifecycle.reckoning import Reckoning, reckon
from agreements.lifecycle.results import DateStatus, Reason, Settlement, Standing, TermRule
from agreements.lifecycle.simulating import Outcome
from agreements.lifecycle.tally import LAST, Hull, Key, Row, Span, Tally, common, joined, outside
from agreements.lifecycle.timeline import WEAKEST_FIRST, Option
from agreements.partial_dates.days import PartialDate, PartialDateError
from agreements.partial_dates.dayset import DaySet

ORDER = {state: place for place, state in enumerate(State)}


def settle(instrument: Instrument, incoming: Sequence[Incoming] = ()) -> Settlement:
    """Give everything that follows from the facts (domain section 4); unknown facts add nothing and take *surely* away.

    ``incoming`` are the relations whose object the instrument is, each with its subject's own facts.
    """
    reckoning = reckon((instrument, tuple(incoming)))
    outcomes = reckoning.outcomes
    plan = reckoning.plan
    ends, ends_status = _ends(reckoning)
    rule = _term_rule(plan.case.clause, reckoning, ends)
    standings = _standings(reckoning, rule)
    lapses = () if reckoning.disputed else find_lapses(instrument.key, outcomes, plan.lineage)
    return Settlement(
        standings=standings,
        signed=_date_of(plan, "signed"),
        effective=_date_of(plan, "effective"),
        ends=ends,
        ends_status=ends_status,
        terms=rule,
        lapses=lapses,
        lapsed=_lapsed(reckoning, incoming),
        findings=find_all(reckoning),
    )


def _hull(outcomes: list[tuple[Run, Outcome]], days: Sequence[Day | None]) -> PartialDate | None:
    hull = Hull()
    for (run, _), day in zip(outcomes, days, strict=True):
        if day is None:
            return None
        hull.add(run.low(day), run.high(day))
    return hull.partial


def _ends(reckoning: Reckoning) -> tuple[PartialDate | None, DateStatus]:
    """Give the last day in effect where no further tacit renewal is possible, and how it is known."""
    hull, statuses, open_ended = Hull(), set[DateStatus](), True
    outcomes = reckoning.outcomes
    for run, outcome in outcomes:
        line = outcome.line
        last = line.last_day_in_effect()
        final = line.stretches[-1]
        if last is None:
            hull.open = True
            open_ended = open_ended and final.sure and all(o.open is DateStatus.OPEN_ENDED for o in final.options)
            open_ended = open_ended and all(o.running for o in final.options)
        else:
            open_ended = False
            hull.add(run.low(last), run.high(last))
            statuses.add(next(s.options[0].status for s in line.stretches if s.first == later(last, 1)))
    found = hull.partial if outcomes else None
    if found is None or (reckoning.disputed and not found.is_exact):
        return None, DateStatus.OPEN_ENDED if open_ended and outcomes and not reckoning.disputed else DateStatus.UNKNOWN
    return found, DateStatus.STATED if statuses == {DateStatus.STATED} else DateStatus.COMPUTED


def _term_rule(clause: Clause, reckoning: Reckoning, ends: PartialDate | None) -> TermRule | None:
    outcomes = reckoning.outcomes
    chains = [(run, outcome.chain) for run, outcome in outcomes if outcome.chain is not None]
    if not chains or len(chains) < len(outcomes):
        return None
    first_last = _hull(outcomes, [chain.first_last for _, chain in chains])
    if first_last is None:
        return None
    counted = [chain.counted_from for _, chain in chains]
    begins = [outcome.start.begin if outcome.start.known else None for _, outcome in outcomes]
    by_date = clause.until_date is not None
    first_day = _hull(outcomes, begins if by_date else counted)
    indefinite = clause.renewal_kind is RenewalKind.TACIT_INDEFINITE
    final = 2 if indefinite else last_term(clause)
    return TermRule(
        first_day=first_day,
        first_term_last_day=first_last,
        initial=None if by_date else clause.initial_term,
        renewal=None if indefinite else renewal_term(clause) if final != 1 else None,
        indefinite_after_first=indefinite,
        last_term=final,
        notice=clause.notice_period,
        anniversary=counts_to_anniversary(clause),
        cut=ends,
        over=None if ends is not None else _over(reckoning.tally),
    )


def _over(tally: Tally) -> date | None:
    """Give the first day from which on it has surely ended, or surely never took effect; ``None`` if there is none.

    An ended state once observed stays (rule 9), so there are no terms after it, though the end itself is not known.
    """
    codes = (Group.ENDED, State.NEVER_TOOK_EFFECT)
    sure = joined([span for code in codes for span in tally.sure_days.get(code, [])])
    return date.fromordinal(sure[-1][0]) if sure and sure[-1][1] == LAST else None


def _days(spans: list[Span]) -> DaySet:
    return DaySet(tuple(spans))


def _standings(reckoning: Reckoning, rule: TermRule | None) -> tuple[Standing, ...]:
    tally, plan = reckoning.tally, reckoning.plan

    def order(item: tuple[Key, Row]) -> tuple[int, int, int, str, str]:
        key, row = item
        code = key[0]
        place = ORDER[code] if isinstance(code, State) else len(ORDER) + (code is Group.ENDED)
        ref = "" if key[2] is None else key[2].kind + key[2].key
        return place, row.spans[0][0], WEAKEST_FIRST[row.basis], ref, key[4]

    taken: dict[State | Group, list[Span]] = {}
    found: list[Standing] = []
    for (code, *_), row in sorted(tally.rows.items(), key=order):
        sure = tally.sure_days.get(code, [])
        if sure:
            sure = common(sure, row.spans)
            before = taken.get(code)
            if before:
                sure = common(sure, outside(before))
            taken[code] = (before or []) + sure
        option = row.option
        key = "" if option.ref is None else option.ref.key
        since, until = row.since.partial, row.until.partial
        tacit = option.tacit and isinstance(code, State)
        status = row.until_status or DateStatus.UNKNOWN
        found.append(
            Standing(
                code=code,
                may=_days(row.spans),
                surely=_days(sure),
                basis=row.basis,
                by=option.by,
                began_by=option.ref,
                since=since,
                until=until,
                until_status=status if until is not None or status is DateStatus.OPEN_ENDED else DateStatus.UNKNOWN,
                reason=Reason(option.reason, _values(key, _said(plan, option, since), until)),
                terms=rule if tacit else None,
            )
        )
    return tuple(found)


def _said(plan: Plan, option: Option, since: PartialDate | None) -> PartialDate | None:
    """Give the day that a reason names: of an observation its own, since the state that was seen began before it."""
    seen = (p.act for p in plan.observed if p.ref == option.ref and option.reason == "observed")
    act = next(seen, None)
    return since if act is None else act.takes_effect or act.date


def _values(key: str, since: PartialDate | None, until: PartialDate | None) -> dict[str, str]:
    values = {"key": key}
    if since is not None:
        values["since"] = since.edtf
        with suppress(PartialDateError):
            values["last_day"] = since.shift(-1).edtf
    if until is not None:
        values["until"] = until.edtf
        with suppress(PartialDateError):
            values["since_next"] = until.shift(1).edtf
    return values


def _lapsed(reckoning: Reckoning, incoming: Sequence[Incoming]) -> DaySet:
    """Give the days on which it has surely ended, and nothing that replaces or renews it may have reached its day.

    What replaces or renews it on no known day may have done so on any, so that no day has surely lapsed.
    """
    ended = reckoning.tally.sure_days.get(Group.ENDED, [])
    dated = {reached.relation.key for reached in reckoning.plan.lineage}
    succeeding = (r for r in incoming if r.code in (RelationCode.REPLACES, RelationCode.RENEWS) and r.key not in dated)
    if not ended or any(not _never(relation.subject) for relation in succeeding):
        return DaySet.empty()
    days = _days(ended)
    bounds = reckoning.plan.case.bounds
    for reached in reckoning.plan.lineage:
        lows = [day if isinstance(day, int) else bounds[day[0] - 1][0] + day[1] for day in reached.days]
        first = max(lows) if reached.latest else min(lows)
        days -= DaySet.since(date.fromordinal(first))
    return days


def _never(instrument: Instrument) -> bool:
    return any(act.type is ActType.NEVER_TOOK_EFFECT for act in instrument.acts)


def _date_of(plan: Plan, which: str) -> PartialDate | None:
    """Give the day of signature or of entry into force as stated; of different actors' the later (rule 10)."""
    type_ = ActType.SIGNED if which == "signed" else ActType.EFFECTIVE
    dates = []
    for act in plan.case.acts.get(type_, []):
        when = (act.date or act.takes_effect) if which == "signed" else (act.takes_effect or act.date)
        if when is not None:
            dates.append((when, act.actor))
    if not dates:
        return None
    if len(dates) == 1:
        return dates[0][0]
    if None in {actor for _, actor in dates}:
        return None
    return PartialDate(max(d.first for d, _ in dates), max(d.last for d, _ in dates))


__all__ = ["lapse", "settle"]
