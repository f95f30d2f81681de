"""The lineage of an agreement: everything that it replaces or renews, that replaces or renews it, and so on.

Only relations that are preferred make a lineage (domain section 6). It is walked in the database, so a chain of ten
costs no more queries than one of two.
"""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.db import connection

from agreements.codelists import SUCCEEDING
from agreements.partial_dates.days import PartialDate
from agreements.register.agreements import readable
from agreements.register.detail import complete
from agreements.register.presenting import present
from agreements.register.reading import Reading

Document = dict[str, Any]

#: The longest lineage that is shown; what is beyond is said to be there.
MOST: Final = 40
_REACHED: Final = """
    WITH RECURSIVE kin(id) AS (
        SELECT %(id)s::text
        UNION
        SELECT (CASE WHEN r.record_id = kin.id THEN r.object_id ELSE r.record_id END)::text
        FROM kin JOIN register_relation_row r ON r.record_id = kin.id OR r.object_id = kin.id
        WHERE r.code = ANY(%(codes)s) AND r.preferred
          AND r.first_number <= %(number)s AND (r.until_number > %(number)s OR r.until_number IS NULL)
    )
    SELECT id FROM kin LIMIT %(most)s
"""


@dataclass(frozen=True, slots=True)
class Link:
    """``successor`` replaces or renews ``predecessor``; ``lapse`` counts the days between, where they are known."""

    predecessor: str
    successor: str
    relation: Document
    lapse: Document | None


@dataclass(frozen=True, slots=True)
class Kinship:
    """A lineage: its agreements, each after all that it follows, and the links between them.

    ``cut`` says that there are more than are given.
    """

    members: tuple[Document, ...]
    links: tuple[Link, ...]
    cut: bool = False


def kinship(agreement_id: str, reading: Reading) -> Kinship:
    """Give the lineage of an agreement at the reading's number, by a fixed number of queries."""
    ids = _reached(agreement_id, reading)
    entries = list(readable(reading).filter(record_id__in=ids[:MOST]))
    rows = complete(entries, present(entries, reading), reading, ("relations",))
    by_id = {row["id"]: row for row in rows}
    links = [link for row in rows for link in _links(row, by_id)]
    order = in_order(by_id, [(link.predecessor, link.successor) for link in links])
    return Kinship(tuple(by_id[name] for name in order), tuple(links), len(ids) > MOST)


def in_order(rows: Mapping[str, Document], links: Iterable[tuple[str, str]]) -> list[str]:
    """Give ids so that each stands after all that it follows, and else by the first day known of it.

    A circle, which no record can make but sources may seem to, is broken at its earliest record.
    """
    before: dict[str, set[str]] = {name: set() for name in rows}
    after: dict[str, set[str]] = defaultdict(set)
    for predecessor, successor in links:
        before[successor].add(predecessor)
        after[predecessor].add(successor)
    found: list[str] = []
    waiting = set(rows)
    ready = [(_first_day(rows[name]), name) for name in rows if not before[name]]
    heapq.heapify(ready)
    while waiting:
        if not ready:
            heapq.heappush(ready, min((_first_day(rows[name]), name) for name in waiting))
        _day, name = heapq.heappop(ready)
        if name not in waiting:
            continue
        waiting.discard(name)
        found.append(name)
        for following in after[name] & waiting:
            before[following].discard(name)
            if not before[following]:
                heapq.heappush(ready, (_first_day(rows[following]), following))
    return found


def _reached(agreement_id: str, reading: Reading) -> list[str]:
    values: Any = {"id": agreement_id, "codes": list(SUCCEEDING), "number": reading.number, "most": MOST + 1}
    with connection.cursor() as cursor:
        cursor.execute(_REACHED, values)
        return [row[0] for row in cursor.fetchall()]


def _links(row: Document, by_id: Mapping[str, Document]) -> Iterable[Link]:
    for relation in row["relations"]:
        other = relation["other"]["id"]
        succeeds = relation["direction"] == "out" and relation["code"] in SUCCEEDING
        if succeeds and relation["preferred"] and other in by_id:
            yield Link(other, row["id"], relation, _between(row["lapses"], other, row["id"], relation["code"]))


def _between(lapses: Sequence[Document], predecessor: str, successor: str, code: str) -> Document | None:
    found = [row for row in lapses if (row["predecessor"], row["successor"]) == (predecessor, successor)]
    return next((row for row in found if row["relation"] == code), found[0] if found else None)


def _first_day(row: Document) -> str:
    days = [PartialDate.parse(row[name]).first.isoformat() for name in ("signed", "effective", "ends") if row[name]]
    return min(days, default="9999")
