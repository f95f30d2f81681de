"""Read a file as its profile says, and sort its rows: drafts to compare, and rows that end here with their reason.

Two rows with the same key are one record where everything else is the same too, but for the columns in which the
profile lets copies differ. Where they say different things, nobody can tell which is right, and all of them are
refused.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import islice

from agreements.importing.drafts import Draft, LeftOut, Place, Problem, Refused
from agreements.importing.mapping.mapper import Mapper
from agreements.importing.reading.rows import Table, TableRow
from agreements.importing.reports import Outcome, RowReport

Heard = Callable[[str, int], None]
"""Hears a stage and how many rows have passed it."""
EVERY = 500
#: Of the rows of one key, and of the columns in which they differ, so many are named.
MOST_NAMED = 5


@dataclass(slots=True)
class Gathered:
    """``drafts`` by key in the order of the file; ``rows`` reports of every row, those of drafts still open.

    ``silent`` are rows of records, by address, of which the file says something that cannot be taken: what the register
    has of them stays.
    """

    drafts: dict[str, Draft] = field(default_factory=dict)
    rows: list[RowReport] = field(default_factory=list)
    of_key: dict[str, RowReport] = field(default_factory=dict)
    silent: dict[str, set[tuple[str, str]]] = field(default_factory=dict)


def gather(table: Table, mapper: Mapper, heard: Heard | None = None) -> Gathered:
    """Map every row of the file."""
    found = Gathered()
    seen: dict[str, _Mark] = {}
    differing: dict[str, tuple[list[RowReport], dict[str, None]]] = {}
    for number, row in enumerate(table.rows(), 1):
        if heard is not None and number % EVERY == 0:
            heard("read", number)
        result = mapper.draft(row)
        if isinstance(result, LeftOut):
            found.rows.append(RowReport(result.place, "", Outcome.LEFT_OUT, why=result.why))
            continue
        if isinstance(result, Refused):
            found.rows.append(RowReport(result.place, result.key, Outcome.REFUSED, problems=result.problems))
            continue
        report = RowReport(result.place, result.key, Outcome.CREATED, notes=tuple(result.notes), record=result.slug)
        found.rows.append(report)
        mark = _Mark.of(mapper, row)
        if (first := found.of_key.get(result.key)) is None:
            seen[result.key] = mark
            found.drafts[result.key], found.of_key[result.key] = result, report
        elif seen[result.key].digest == mark.digest:
            report.outcome, report.copy_of, report.notes = Outcome.COPY, first.place, ()
        else:
            reports, columns = differing.setdefault(result.key, ([first], {}))
            reports.append(report)
            columns |= dict.fromkeys(seen[result.key].differs_from(mark))
    for bad in [bad for bad in found.rows if bad.outcome == Outcome.REFUSED]:
        if found.drafts.pop(bad.key, None) is not None:
            differing.pop(bad.key, None)
            first = found.of_key[bad.key]
            refuse(first, first.place, "", bad.key, f"the same key stands on row {bad.place}, which is refused.")
    for key, (reports, columns) in differing.items():
        _refuse(key, reports, list(columns), found)
    if heard is not None:
        heard("read", len(found.rows))
    return found


def _refuse(key: str, reports: list[RowReport], columns: list[str], found: Gathered) -> None:
    shown = ", ".join(f"'{column}'" for column in columns[:MOST_NAMED])
    shown += f" and {len(columns) - MOST_NAMED} more" if len(columns) > MOST_NAMED else ""
    places = [report.place for report in reports]
    del found.drafts[key]
    for report in reports:
        others = list(islice((str(place) for place in places if place != report.place), MOST_NAMED))
        rows = ", ".join(others) + (" and others" if len(places) - 1 > MOST_NAMED else "")
        why = f"the same key stands on row {rows} with other values in {shown}; which is right cannot be told."
        report.outcome, report.record = Outcome.REFUSED, ""
        report.problems = (Problem("", key, why),)


@dataclass(frozen=True, slots=True)
class _Mark:
    """By what a copy of a row is known, and roughly what stands in each column, to name those that differ."""

    digest: bytes
    cells: tuple[tuple[str, int], ...]

    @classmethod
    def of(cls, mapper: Mapper, row: TableRow) -> _Mark:
        same = mapper.copy_of(row)
        text = repr(same).encode("utf-8", "surrogatepass")
        return cls(hashlib.sha256(text).digest(), tuple((column, hash(cell)) for column, cell in same))

    def differs_from(self, other: _Mark) -> Iterator[str]:
        mine = dict(self.cells)
        yield from (column for column, cell in other.cells if mine.get(column) != cell)


def refuse(report: RowReport, place: Place, column: str, words: str, why: str) -> None:
    """Refuse a row that was a draft until now."""
    report.outcome, report.record = Outcome.REFUSED, ""
    report.problems = (*report.problems, Problem(column, words, why))
