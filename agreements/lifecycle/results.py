"""What the rules give: standings, lapses, terms, deadlines and findings, none of which depends on today.

A standing says on which days a state (or a group of states) may hold and on which it surely does (domain section 4).
The state on a day is a look-up in them (``lookup.state_on``). Words are made elsewhere from ``Reason`` codes, so that
every language can say the same thing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from agreements.lifecycle.facts import Basis, Group, State
from agreements.partial_dates.days import PartialDate
from agreements.partial_dates.dayset import DaySet
from agreements.partial_dates.duration import Duration


class By(StrEnum):
    """By what an agreement runs."""

    INITIAL = "initial"
    TACIT_RENEWAL = "tacit-renewal"
    EXPRESS_RENEWAL = "express-renewal"
    EXTENSION = "extension"


class DateStatus(StrEnum):
    """How ``ends`` and ``until`` are known (contract: ``ends_status``, ``until_status``)."""

    STATED = "stated"
    COMPUTED = "computed"
    OPEN_ENDED = "open-ended"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Reason:
    """Why, as a code with values (EDTF dates, keys, numbers as text) that fill a phrase in any language."""

    code: str
    values: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Ref:
    """The fact that began a standing: ``kind`` is act, relation or clause, ``key`` its key ("" for the clause)."""

    kind: str
    key: str


@dataclass(frozen=True, slots=True)
class TermRule:
    """How terms are counted: everything that is needed to compute term k from the first day of term 1.

    ``first_day`` is the first day of term 1; ``first_term_last_day`` is set where the text fixes it by a date, or where
    ``initial`` gives it. ``renewal`` is ``None`` where no further term follows, or where tacit renewal is indefinite.
    ``last_term`` is the number of the last possible term, ``None`` where renewal has no limit. ``cut`` is the last day
    in effect where an act ends the chain of terms before its own end.

    ``over`` is the first day from which on it surely runs no more, where the last day in effect is not known: it was
    observed to have ended (rule 9), or acts contradict one another on when it did (rule 11). What the text says of
    later days is then no longer so: no term begins or lies on such a day, and no decision falls on one. The terms and
    decisions of earlier days stay as the text gives them, for it may have run on any of these.
    """

    first_day: PartialDate | None
    first_term_last_day: PartialDate | None
    initial: Duration | None
    renewal: Duration | None
    indefinite_after_first: bool = False
    last_term: int | None = 1
    notice: Duration | None = None
    anniversary: bool = False
    cut: PartialDate | None = None
    over: date | None = None


@dataclass(frozen=True, slots=True)
class Term:
    """One term: ``number`` counts from 1, both days are in the term; a ``last_day`` of None is open-ended."""

    number: int
    first_day: PartialDate | None
    last_day: PartialDate | None
    by: By


@dataclass(frozen=True, slots=True)
class Standing:
    """The days on which ``code`` (a state or a group) may and surely does hold, for one way in which it began.

    Several standings of one code may follow one another (initial, then extension). Over a code, the union of ``may``
    and the union of ``surely`` are exact; where the code is sure but not by what, the earliest row has the day.
    ``since`` is the first day, ``until`` the last, where known; a tacit standing carries ``terms`` and its ``until`` is
    the end of the current term, computed on the day. ``basis`` is the weakest of the inputs.
    """

    code: State | Group
    may: DaySet
    surely: DaySet
    basis: Basis
    by: By | None = None
    began_by: Ref | None = None
    since: PartialDate | None = None
    until: PartialDate | None = None
    until_status: DateStatus = DateStatus.UNKNOWN
    reason: Reason = field(default_factory=lambda: Reason("no-rule"))
    terms: TermRule | None = None


@dataclass(frozen=True, slots=True)
class DayCount:
    """A number of days, both bounds possible; negative is an overlap."""

    least: int
    most: int


@dataclass(frozen=True, slots=True)
class Lapse:
    """The days between a predecessor's ``last_day`` and its successor's ``first_day``, neither included."""

    relation: str
    predecessor: str
    successor: str
    code: str
    last_day: PartialDate
    first_day: PartialDate
    days: DayCount
    basis: Basis


class Severity(StrEnum):
    """A contradiction is an error in the facts (rule 11); a note is unusual, not wrong."""

    CONTRADICTION = "contradiction"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that the audit reports, in words (English) and as a code with values."""

    severity: Severity
    code: str
    words: str
    keys: tuple[str, ...] = ()
    values: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Settlement:
    """Everything that follows from an instrument's facts and the relations that act on it.

    ``lapsed`` are the days on which the group *ended* surely holds and no replaces or renews relation may have reached
    its day. ``ends`` is the last day in effect when no further tacit renewal is possible.
    """

    standings: tuple[Standing, ...]
    signed: PartialDate | None
    effective: PartialDate | None
    ends: PartialDate | None
    ends_status: DateStatus
    terms: TermRule | None
    lapses: tuple[Lapse, ...]
    lapsed: DaySet
    findings: tuple[Finding, ...]

    def of(self, code: State | Group) -> tuple[Standing, ...]:
        """Return the standings of one state or group."""
        return tuple(s for s in self.standings if s.code == code)

    def may(self, code: State | Group) -> DaySet:
        """Return every day on which the state or group may hold."""
        days = DaySet.empty()
        for standing in self.of(code):
            days |= standing.may
        return days

    def surely(self, code: State | Group) -> DaySet:
        """Return every day on which the state or group surely holds."""
        days = DaySet.empty()
        for standing in self.of(code):
            days |= standing.surely
        return days


@dataclass(frozen=True, slots=True)
class StateOnDay:
    """The state on one day: the contract's ``state`` object (domain section 4)."""

    day: date
    state: State
    group: Group | None
    certain: bool
    possible: tuple[State, ...]
    basis: Basis
    by: By | None
    since: PartialDate | None
    until: PartialDate | None
    until_status: DateStatus
    reason: Reason
    began_by: Ref | None


@dataclass(frozen=True, slots=True)
class Deadline:
    """A day on which something ends or must be decided: ``kind`` is end, decision or suspension-end; with its rule."""

    kind: str
    day: PartialDate
    term: int | None
    rule: Reason
