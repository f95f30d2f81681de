"""Who takes part: rule 10. An act of one of three or more parties changes only its own participation."""

from __future__ import annotations

from agreements.lifecycle.assignments import Day, Run, later
from agreements.lifecycle.chain import Chain
from agreements.lifecycle.counting import NoticeCount
from agreements.lifecycle.facts import Act, ActType, TerminationRight
from agreements.lifecycle.reading import Case, Point, parties_of
from agreements.lifecycle.results import Ref


def left_alone(run: Run, case: Case, leaving_acts: list[Act], chain: Chain | None = None) -> Point | None:
    """Give the day from which fewer than two parties are left (rule 10); ``chain`` are the terms, where known."""
    leaving: dict[str, list[tuple[Day, Act]]] = {}
    joined: dict[str, list[Day]] = {}
    for act in leaving_acts:
        day = _leaving_day(run, case, act, chain)
        if day is None or act.actor is None:
            continue
        if act.type is ActType.ACCEDED:
            joined.setdefault(act.actor, []).append(day)
        else:
            leaving.setdefault(act.actor, []).append((day, act))
    if not leaving:
        return None
    parties = parties_of(case.instrument)
    if len(parties) < 2:
        return None
    for day, act in _sorted(run, [pair for pairs in leaving.values() for pair in pairs]):
        left = sum(1 for party in parties if _takes_part(run, day, leaving.get(party, []), joined.get(party, [])))
        if left < 2:
            return Point(day, act.basis, Ref("act", act.key), act)
    return None


def _takes_part(run: Run, day: Day, leaving: list[tuple[Day, Act]], joined: list[Day]) -> bool:
    """Whether the party takes part on ``day``: it has joined (if it joined later than the rest) and not left since."""
    out = [left for left, _ in leaving if run.le(left, day)]
    come = [joining for joining in joined if run.le(joining, day)]
    if joined and not come:
        return False
    if not out:
        return True
    return bool(come) and run.lt(run.latest(out), run.latest(come))


def _sorted(run: Run, pairs: list[tuple[Day, Act]]) -> list[tuple[Day, Act]]:
    found: list[tuple[Day, Act]] = []
    for pair in sorted(pairs, key=lambda p: p[1].key):
        place = len(found)
        while place and run.lt(pair[0], found[place - 1][0]):
            place -= 1
        found.insert(place, pair)
    return found


def _leaving_day(run: Run, case: Case, act: Act, chain: Chain | None) -> Day | None:
    """Give the first day without the party (for an accession, the first day with it)."""
    day = case.effect(act)
    if day is None:
        return None
    if act.type is ActType.EXPIRED:
        return later(day, 1)
    if act.type is ActType.DENOUNCED and act.takes_effect is None:
        notice, right = case.clause.notice_period, case.clause.termination_right
        if notice is None:
            return None
        last = run.counted(NoticeCount(notice), day)
        if right is TerminationRight.ANY_TIME:
            return later(last, 1)
        if chain is not None and right is TerminationRight.AFTER_INITIAL_TERM:
            return later(run.latest([chain.first_last, last]), 1)
        number = chain.number_on(run, last) if chain is not None and right is TerminationRight.END_OF_TERM else None
        return None if chain is None or number is None else later(chain.last_day(run, number), 1)
    return day
