"""The state on a day, looked up in standings alone: they may come straight back from a database (domain section 4)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import suppress
from datetime import date

from agreements.lifecycle.facts import GROUP_OF, Basis, Group, State
from agreements.lifecycle.results import DateStatus, Reason, Standing, StateOnDay
from agreements.lifecycle.terms import term_on
from agreements.partial_dates.days import PartialDate, PartialDateError

ORDER = tuple(State)


def possible(standings: Iterable[Standing], code: State | Group, day: date) -> bool:
    """Whether the state or group may hold on ``day``. ``unknown`` also holds where no standing gives a state."""
    if code is State.UNKNOWN:
        mine = [s for s in standings if isinstance(s.code, State) and day in s.may]
        return not mine or any(s.code is State.UNKNOWN for s in mine)
    return any(s.code == code and day in s.may for s in standings)


def certain(standings: Iterable[Standing], code: State | Group, day: date) -> bool:
    """Whether the state or group surely holds on ``day`` and is not presumed; asks only for the sets of sure days."""
    listed = list(standings)
    if code is State.UNKNOWN and not any(isinstance(s.code, State) and day in s.may for s in listed):
        return True
    return any(s.code == code and s.basis is not Basis.PRESUMED and day in s.surely for s in listed)


def state_on(standings: Sequence[Standing], day: date) -> StateOnDay:
    """Give the state on ``day``: the earliest of the possible ones in the order of a life.

    ``certain`` is true where it surely holds and is not presumed. ``since``, ``until`` and the rest are those of the
    standing that has the day; of a tacit renewal ``until`` is the last day of the term on that day.
    """
    held = [s for s in standings if isinstance(s.code, State) and day in s.may]
    if not held:
        return StateOnDay(
            day=day,
            state=State.UNKNOWN,
            group=None,
            certain=True,
            possible=(State.UNKNOWN,),
            basis=Basis.STATED,
            by=None,
            since=None,
            until=None,
            until_status=DateStatus.UNKNOWN,
            reason=Reason("no-rule"),
            began_by=None,
        )
    states = {State(s.code) for s in held}
    in_order = tuple(state for state in ORDER if state in states)
    first = in_order[0]
    own = [s for s in held if s.code == first]
    chosen = next((s for s in own if day in s.surely), own[0])
    ways = [chosen] if day in chosen.surely else own
    since, until, status = _bounds(ways)
    if chosen.terms is not None:
        term = term_on(chosen.terms, day)
        if term is not None and term.last_day is not None:
            until, status = term.last_day, DateStatus.COMPUTED
    return StateOnDay(
        day=day,
        state=first,
        group=GROUP_OF.get(first),
        certain=day in chosen.surely and chosen.basis is not Basis.PRESUMED,
        possible=in_order,
        basis=chosen.basis,
        by=chosen.by,
        since=since,
        until=until,
        until_status=status,
        reason=_reason(chosen.reason, ways, since),
        began_by=chosen.began_by,
    )


def _bounds(standings: Sequence[Standing]) -> tuple[PartialDate | None, PartialDate | None, DateStatus]:
    """Give since and until of a state that began in one of several ways: no more precisely than all of them say."""
    statuses = {s.until_status for s in standings}
    status = statuses.pop() if len(statuses) == 1 else DateStatus.UNKNOWN
    until = _hull([s.until for s in standings])
    if until is not None and status is DateStatus.UNKNOWN:
        status = DateStatus.COMPUTED
    return _hull([s.since for s in standings]), until, status


def _reason(reason: Reason, standings: Sequence[Standing], since: PartialDate | None) -> Reason:
    """Give the reason with the days on which the state may have begun, where there are several ways in which it did."""
    if since is None or len(standings) == 1 or "since" not in reason.values:
        return reason
    values = {**reason.values, "since": since.edtf}
    with suppress(PartialDateError):
        values["last_day"] = since.shift(-1).edtf
    return Reason(reason.code, values)


def _hull(days: Sequence[PartialDate | None]) -> PartialDate | None:
    known = [day for day in days if day is not None]
    if len(known) < len(days):
        return None
    return PartialDate(min(day.first for day in known), max(day.last for day in known))
