"""A report as lines for a person at a terminal: the counts first, then what asks for a decision, then the rest.

Lists are cut, and say how long they are; the whole of it is in the JSON report.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence

from agreements.importing.drafts import Problem
from agreements.importing.parties import Unresolved
from agreements.importing.profile.rules import UNMAPPED
from agreements.importing.reports import Outcome, Report, RowReport
from agreements.importing.seen import text

MOST = 50
LONGEST = 100


def lines(report: Report, *, everything: bool = False) -> Iterator[str]:
    """Yield the report; with ``everything`` no list is cut, and unchanged rows are named too."""
    most = len(report.rows) + len(report.findings) + 1 if everything else MOST
    counts = report.counts
    yield f"{len(report.rows)} rows: " + ", ".join(f"{counts[o]} {o.value}" for o in Outcome)
    yield from _refused(report, most)
    changed = list(report.of(Outcome.CHANGED))
    again = [row for row in changed if row.seen_again]
    yield from _cut(most, "changed", (row for row in changed if not row.seen_again), _changed)
    if again:
        yield f"changed in nothing but the day on which the state was seen, {len(again)} times"
    if everything:
        yield from _cut(most, "state seen again", again, _seen)
        yield from _cut(most, "created", report.of(Outcome.CREATED), lambda row: row.record)
        yield from _cut(most, "unchanged", report.of(Outcome.UNCHANGED), lambda row: row.record)
    copies = list(report.of(Outcome.COPY))
    yield from _cut(most if everything else 5, "exact copy", copies, lambda row: f"of row {row.copy_of}")
    for why, count in Counter(row.why for row in report.of(Outcome.LEFT_OUT)).most_common():
        yield f"left out, {count} rows: {why}"
    if report.unread:
        shown = ", ".join(f"“{_short(name)}”" for name in report.unread[:most])
        yield f"columns of the file that no rule reads: {shown}"
        yield from _more(len(report.unread), most, "columns")
    kept = [row for row in report.rows if row.kept]
    yield from _cut(most, "kept as an editor left it", kept, lambda row: f"{row.record}: {'; '.join(row.kept)}")
    for name in report.unresolved[:most]:
        meant = f"; like it: {', '.join(str(one) for one in name.suggestions)}" if name.suggestions else ""
        why = f" {name.why}" if name.why else ""
        yield f"unresolved, {name.count} times in {', '.join(name.columns)}: “{name.name}”{meant}.{why}"
    yield from _more(len(report.unresolved), most, "names unresolved")
    yield from _aliases(report.unresolved[:most])
    for link in report.links_left[:most]:
        yield f"relation left out, row {link.place}: {link.code} “{_short(link.words)}” ({link.column}): {link.why}"
    yield from _more(len(report.links_left), most, "relations left out")
    notes = [note for row in report.rows for note in row.notes]
    for (why, column), count in Counter((p.why, p.column) for p in notes).most_common(most):
        words = Counter(p.words for p in notes if (p.why, p.column) == (why, column) and why == UNMAPPED)
        shown = f" ({', '.join(f'“{_short(word)}”' for word, _count in words.most_common(MOST))})" if words else ""
        yield f"noted, {count} times{f' in {column}' if column else ''}: {why}{shown}"
    for finding in report.findings[:most]:
        yield f"{'unusual' if finding.is_note else 'contradiction'}: {finding.record}: {finding.words}"
    yield from _more(len(report.findings), most, "findings")
    for code, count in Counter(finding.code for finding in report.findings).most_common():
        yield f"finding {code}: {count} times"
    for record, why in report.held_back[:most]:
        yield f"not published: {record}: {why}"
    yield from _more(len(report.held_back), most, "records not published")
    if report.gone:
        yield f"no longer in the file, left in the register: {', '.join(report.gone[:8])}"
        yield from _more(len(report.gone), 8, "records no longer in the file")


def figures(report: Report, megabytes: float) -> str:
    """Return one line of figures."""
    pace = len(report.rows) / report.seconds if report.seconds else 0
    return (
        f"{len(report.rows)} rows in {report.seconds:.1f} s, {pace:.0f} rows a second,"
        f" {report.published} publications, at most {megabytes:.0f} MB of memory"
    )


def _refused(report: Report, most: int) -> Iterator[str]:
    refused = list(report.of(Outcome.REFUSED))
    for (why, column), count in Counter((p.why, p.column) for row in refused for p in row.problems).most_common(most):
        yield f"refused, {count} times{f' in {column}' if column else ''}: {why}"
    yield from _cut(most, "refused", refused, lambda row: "; ".join(_problem(p) for p in row.problems))


def _problem(problem: Problem) -> str:
    where = f"{problem.column} " if problem.column else ""
    words = f"“{_short(problem.words)}”: " if problem.words else ""
    return f"{where}{words}{problem.why}"


def _aliases(unresolved: Sequence[Unresolved]) -> Iterator[str]:
    """Yield what a profile must say for these names: whom each means is left open, for likeness proves nothing."""
    if not unresolved:
        return
    yield "Who is meant only you can say. Put into the profile, without the # of what is right:"
    yield "[aliases]"
    for name in unresolved:
        targets = {one.target: one.meaning for one in name.suggestions}
        yield from (f"# {text(name.name)} = {text(target)}  # {meaning}" for target, meaning in targets.items())
        if not targets:
            yield f"# {text(name.name)} = {text('')}  # a country's code (KR), or an institution's address"
    yield "For every import: at the desk, as an alias of the country or a name of the institution, which is made there."


def _seen(row: RowReport) -> str:
    states = dict.fromkeys(str(change.after) for change in row.changes if change.path.endswith("/observed_state"))
    return f"{row.record}: {', '.join(states)}"


def _changed(row: RowReport) -> str:
    told = "; ".join(f"{c.path} {_value(c.before)} → {_value(c.after)}" for c in row.changes[:12])
    return f"{row.record}: {told}"


def _value(value: object) -> str:
    return "nothing" if value is None or value == "" else f"“{_short(str(value))}”"


def _short(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"


def _cut(most: int, word: str, rows: Iterable[RowReport], told: Callable[[RowReport], str]) -> Iterator[str]:
    count = 0
    for row in rows:
        count += 1
        if count <= most:
            yield f"{word}: row {row.place}: {told(row)}"
    yield from _more(count, most, f"rows {word}")


def _more(count: int, most: int, what: str) -> Iterator[str]:
    if count > most:
        yield f"… and {count - most} more {what}"
