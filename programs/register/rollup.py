"""Roll-ups: what programmes come to together, each with everything within it (domain section 8).

A set of programmes is taken with all its descendants, and each programme, so each activity, counts once, however many
agreements it rests on and by however many ways it came into the set. The database groups activities that are alike and
sends one row a group, because most activities of a programme share their dates.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping
from datetime import date
from typing import Any, Final

from django.db import connection

from agreements.partial_dates.days import PartialDate
from agreements.register.detail import short_occasion
from agreements.register.names import best_text, documents
from agreements.register.reading import Reading
from programs.register.counting import DATES, counts_by_state, tally
from programs.register.presenting import program_names, readable
from programs.register.tree import Tree, tree

Document = dict[str, Any]

_DATES: Final = ", ".join(f"a->>'{name}'" for name in DATES)
ALIKE: Final = f"""
WITH e (id, activities, evidence) AS MATERIALIZED ({{}}),
c AS MATERIALIZED (
  SELECT id, activities, jsonb_path_query_array(evidence, '$[*] ? (@.part == "activity").item') AS cited FROM e
)
SELECT c.id, a->>'stated_state', {_DATES}, c.cited ? (a->>'key') AS is_cited, count(*)
FROM c, jsonb_array_elements(c.activities) a
GROUP BY c.id, a->>'stated_state', {_DATES}, is_cited
"""


def rollup(programs: Collection[str], reading: Reading, known: Tree | None = None) -> Document:
    """Give what programmes come to with everything within them; ``known`` saves reading the tree again."""
    return rollups({"": programs}, reading, known)[""]


def rollups(sets: Mapping[str, Collection[str]], reading: Reading, known: Tree | None = None) -> dict[str, Document]:
    """Give the roll-up of each set of programmes, by a fixed number of queries, however many sets there are."""
    known = known or tree(reading)
    whole = {name: known.within(ids) for name, ids in sets.items()}
    every = {name for ids in whole.values() for name in ids}
    tallies = _tallies(every, reading)
    sessions = _sessions(every, reading)
    chosen = {name: _last_and_next([s for id in ids for s in sessions.get(id, ())], reading.as_of)
              for name, ids in whole.items()}  # fmt: skip
    named = [row for found in chosen.values() for row in found.values() if row]
    programs = program_names({row["program"] for row in named}, reading)
    occasions = documents("occasion", [row["occasion"] for row in named], reading)
    found = {}
    for name, ids in whole.items():
        public = [program for program in ids if program in tallies]
        held = [session for program in ids for session in sessions.get(program, ())]
        found[name] = {
            "as_of": reading.as_of.isoformat(),
            "programs": len(public),
            "activities": counts_by_state(sum((tallies[program] for program in public), Counter())),
            "sessions": {
                "total": len(held),
                **{which: row and _session(row, programs, occasions, reading) for which, row in chosen[name].items()},
            },
        }
    return found


def _tallies(programs: Collection[str], reading: Reading) -> dict[str, Counter[str]]:
    """Count the activities of each public programme."""
    if not programs:
        return {}
    rows = readable(reading).filter(record_id__in=programs).order_by()
    columns = ("record_id", "publication__document__activities", "publication__document__evidence")
    inner, params = rows.values_list(*columns).query.sql_with_params()
    alike: dict[str, list[Any]] = {name: [] for name in rows.values_list("record_id", flat=True)}
    with connection.cursor() as cursor:
        cursor.execute(ALIKE.format(inner), params)
        for name, state, *dates, cited, count in cursor.fetchall():
            alike[name].append((state, tuple(dates), cited, count))
    return {name: tally(found, reading.as_of) for name, found in alike.items()}


def _sessions(programs: Collection[str], reading: Reading) -> dict[str, list[Document]]:
    found: dict[str, list[Document]] = defaultdict(list)
    if programs:
        rows = readable(reading).filter(record_id__in=programs).exclude(publication__document__sessions=[])
        for name, sessions in rows.values_list("record_id", "publication__document__sessions"):
            found[name] = [{**row, "program": name} for row in sessions or ()]
    return found


def _last_and_next(sessions: list[Document], day: date) -> dict[str, Document | None]:
    """Give the last session before a day and the next one from it on, of those that are not called off.

    A session that may lie on either side, because its date is partial, is past where it is stated as held. Of those
    that may lie ahead the next is the one that is surely over first; the last is the one that was.
    """
    past: list[Any] = []
    ahead: list[Any] = []
    for row in sessions:
        if row["date"] is None or row["stated_state"] == "cancelled":
            continue
        days = PartialDate.parse(row["date"])
        behind = days.last < day or (row["stated_state"] == "held" and days.first <= day)
        (past if behind else ahead).append(((days.last, days.first, row["program"], row["key"]), row))
    return {
        "last": max(past, key=lambda each: each[0])[1] if past else None,
        "next": min(ahead, key=lambda each: each[0])[1] if ahead else None,
    }


def _session(
    row: Document, programs: Mapping[str, Document], occasions: dict[str, Document], reading: Reading
) -> Document:
    return {
        "program": programs.get(row["program"]),
        "key": row["key"],
        "title": best_text(row["title"], reading.language),
        "date": row["date"],
        "occasion": short_occasion(row["occasion"], occasions, reading),
        "stated_state": row["stated_state"],
    }
