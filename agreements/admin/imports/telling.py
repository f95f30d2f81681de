"""What is kept of a plan or a report: counts of all, the first rows of each outcome, and a digest of everything.

Kept is plain JSON, small whatever the size of the file: lists are cut (``MOST``) and say how long they were
(``totals``); what is said of many rows in the same words stands once with its count. The digest is of all rows, cut or
not, so that nothing that was not shown can change unseen. Times are no part of it.
"""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Mapping
from typing import Any, Final

from agreements.importing.reports import Outcome, Report, RowReport

#: So many of each outcome are kept and shown.
MOST: Final = 200
#: Of one record that would change, so many fields.
MOST_CHANGES: Final = 12
#: Of what is said of many rows, so many rows are named.
MOST_PLACES: Final = 8
#: Longer words are cut; whoever needs them whole has the file.
LONGEST: Final = 300


class Told:
    """Collects what is kept, list by list, and the digest of all that it is given."""

    def __init__(self) -> None:
        self.lists: dict[str, list[dict[str, Any]]] = defaultdict(list)
        self.totals: dict[str, int] = defaultdict(int)
        self._grouped: dict[str, dict[str, dict[str, Any]]] = defaultdict(dict)
        self._seen = hashlib.sha256()

    def add(self, code: str, **values: Any) -> None:
        """Take one row of an outcome."""
        self._note(code, values)
        self.totals[code] += 1
        if len(self.lists[code]) < MOST:
            self.lists[code].append({name: _cut(value) for name, value in values.items()})

    def group(self, code: str, why: str, place: str, column: str = "") -> None:
        """Take one row of which the same is said as of others, perhaps of the same column."""
        self._note(code, (column, why, place))
        empty: dict[str, Any] = {"column": _cut(column), "why": _cut(why), "count": 0, "places": []}
        found = self._grouped[code].setdefault(f"{column}: {why}", empty)
        found["count"] += 1
        if found["count"] <= MOST_PLACES:
            found["places"].append(place)

    def also(self, *values: Any) -> None:
        """Let the digest depend on something that is not kept."""
        self._note("", values)

    @property
    def digest(self) -> str:
        """Return the digest of all that was given, in its order."""
        return self._seen.hexdigest()

    def kept(self, **more: Any) -> dict[str, Any]:
        """Return what is kept, as JSON."""
        lists = dict(self.lists)
        totals = dict(self.totals)
        for code, groups in self._grouped.items():
            of_code = sorted(groups.values(), key=lambda one: -one["count"])
            lists[code], totals[code] = of_code[:MOST], len(of_code)
        return {**lists, "totals": totals, **more}

    def _note(self, code: str, values: Any) -> None:
        text = json.dumps([code, values], sort_keys=True, ensure_ascii=False, default=str)
        self._seen.update(text.encode("utf-8", "surrogatepass"))


def told_of(report: Report, titles: Mapping[str, str]) -> Told:
    """Take in a plan or what came of it; ``titles`` are those of records that are not there yet, by their address.

    Rows in which nothing but the day of their state differs come last, because lists are cut.
    """
    told = Told()
    for row in sorted(report.rows, key=lambda row: row.seen_again):
        _take(row, told, titles)
    for link in report.links_left:
        told.add("links", place=str(link.place), column=link.column, words=link.words, why=link.why)
    for name in report.unresolved:
        suggestions = [str(suggestion) for suggestion in name.suggestions]
        told.add("unresolved", name=name.name, count=name.count, columns=list(name.columns), suggestions=suggestions,
                 why=getattr(name, "why", ""))  # fmt: skip
    for finding in sorted(report.findings, key=lambda one: one.is_note):
        told.add("findings", id=finding.record, words=finding.words, is_note=finding.is_note)
    for column in report.unread:
        told.add("unread", column=column)
    for record in report.gone:
        told.add("gone", id=record)
    return told


def _take(row: RowReport, told: Told, titles: Mapping[str, str]) -> None:
    place = str(row.place)
    told.also(place, row.outcome, row.record)
    for note in row.notes:
        told.group("notes", note.why, place, note.column)
    for kept in row.kept:
        told.add("kept", place=place, id=row.record, words=kept)
    match row.outcome:
        case Outcome.REFUSED:
            problems = [[problem.column, problem.words, problem.why] for problem in row.problems]
            told.add("refused", place=place, key=row.key, problems=problems)
        case Outcome.CREATED:
            told.also([(change.path, change.after) for change in row.changes])
            told.add("created", place=place, key=row.key, id=row.record, title=titles.get(row.record, ""))
        case Outcome.CHANGED:
            changes = [[change.path, change.before, change.after] for change in row.changes]
            told.also(changes)
            more = max(len(changes) - MOST_CHANGES, 0)
            told.add("changed", place=place, key=row.key, id=row.record, changes=changes[:MOST_CHANGES], more=more)
        case Outcome.COPY:
            told.add("copies", place=place, of=str(row.copy_of or ""))
        case Outcome.LEFT_OUT:
            told.group("left_out", row.why, place)


def _cut(value: Any) -> Any:
    if isinstance(value, str):
        return value if len(value) <= LONGEST else f"{value[: LONGEST - 1]}…"
    if isinstance(value, list | tuple):
        return [_cut(one) for one in value]
    return value
