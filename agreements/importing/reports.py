"""What an import would do, and what it did: row by row, with everything that was left out and why.

A plan and the act that follows from it speak in the same shapes, so that a preview and a report read alike.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from agreements.importing.drafts import Place, Problem
from agreements.importing.parties import Unresolved
from agreements.loading.plain import Plain


class Outcome(StrEnum):
    """What becomes of one row."""

    CREATED = "created"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    REFUSED = "refused"
    COPY = "exact-copy"
    LEFT_OUT = "left-out"


@dataclass(frozen=True, slots=True)
class Change:
    """One value that differs: ``path`` as evidence names it; ``None`` before is a new value, after one that goes.

    Of a state that was seen on another day, ``before`` is the one seen last.
    """

    path: str
    before: Plain
    after: Plain


@dataclass(slots=True)
class RowReport:
    """One row of the file: ``record`` is the address of its agreement, ``copy_of`` the row that it repeats."""

    place: Place
    key: str
    outcome: Outcome
    record: str = ""
    changes: tuple[Change, ...] = ()
    problems: tuple[Problem, ...] = ()
    notes: tuple[Problem, ...] = ()
    kept: tuple[str, ...] = ()
    copy_of: Place | None = None
    why: str = ""

    @property
    def seen_again(self) -> bool:
        """Whether nothing differs but that the same state was seen on another day."""
        told = [change for change in self.changes if change.path not in ("evidence", "passage")]
        return bool(told) and all(c.path.endswith("/observed_state") and c.before == c.after for c in told)


@dataclass(frozen=True, slots=True)
class LinkLeft:
    """A relation that was left out, although its row came in."""

    place: Place
    key: str
    code: str
    column: str
    words: str
    why: str


@dataclass(frozen=True, slots=True)
class RecordFinding:
    """What the rules find in one record (domain section 4); a note is unusual, anything else a contradiction."""

    record: str
    code: str
    words: str
    is_note: bool


@dataclass(slots=True)
class Report:
    """Everything that is told of one import: ``unread`` are the columns of the file that the profile does not name.
    ``seconds`` is filled by who measures.
    """

    profile: str
    file: str
    source: str
    publishes: bool
    rows: list[RowReport] = field(default_factory=list)
    links_left: list[LinkLeft] = field(default_factory=list)
    unresolved: list[Unresolved] = field(default_factory=list)
    findings: list[RecordFinding] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)
    held_back: list[tuple[str, str]] = field(default_factory=list)
    published: int = 0
    done: bool = False
    seconds: float = 0.0

    @property
    def counts(self) -> dict[str, int]:
        """How many rows have each outcome, every outcome named."""
        found = Counter(row.outcome for row in self.rows)
        return {outcome.value: found[outcome] for outcome in Outcome}

    def of(self, outcome: Outcome) -> Iterator[RowReport]:
        """Yield the rows of one outcome, in the order of the file."""
        return (row for row in self.rows if row.outcome == outcome)

    def as_json(self) -> dict[str, Any]:
        """Return the whole report as JSON."""
        return {
            "profile": self.profile,
            "file": self.file,
            "source": self.source,
            "done": self.done,
            "counts": {"rows": len(self.rows), **self.counts},
            "published": self.published,
            "seconds": round(self.seconds, 3),
            "rows": [_row(row) for row in self.rows],
            "links_left_out": [_link(link) for link in self.links_left],
            "unresolved": [_name(name) for name in self.unresolved],
            "findings": [
                {"record": f.record, "code": f.code, "words": f.words, "note": f.is_note} for f in self.findings
            ],
            "gone": self.gone,
            "columns_not_read": self.unread,
            "not_published": [{"record": record, "why": why} for record, why in self.held_back],
        }


def _link(link: LinkLeft) -> dict[str, Any]:
    told = {"row": str(link.place), "key": link.key, "relation": link.code}
    return {**told, "column": link.column, "words": link.words, "why": link.why}


def _name(name: Unresolved) -> dict[str, Any]:
    meant = [{"name": one.name, "means": one.meaning, "alias": one.target} for one in name.suggestions]
    told = {"name": name.name, "count": name.count, "columns": list(name.columns), "suggestions": meant}
    return {**told, "why": name.why} if name.why else told


def _row(row: RowReport) -> dict[str, Any]:
    told: dict[str, Any] = {"row": str(row.place), "key": row.key, "outcome": row.outcome.value}
    if row.record:
        told["record"] = row.record
    if row.changes:
        told["changes"] = [{"field": c.path, "before": c.before, "after": c.after} for c in row.changes]
    for name, problems in (("problems", row.problems), ("notes", row.notes)):
        if problems:
            told[name] = [{"column": p.column, "words": p.words, "why": p.why} for p in problems]
    if row.kept:
        told["kept"] = list(row.kept)
    if row.copy_of is not None:
        told["copy_of"] = str(row.copy_of)
    if row.why:
        told["why"] = row.why
    return told
