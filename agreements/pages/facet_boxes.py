"""Facets as boxes to tick: a bounded number of values with their counts, those chosen always among them.

Values that make a tree (subjects) stand under the value above them: the uppermost, and of the others those that lie on
the way to a chosen one or right below it, so that a reader goes down the tree step by step.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

#: Deeper levels of a tree are drawn like this one.
DEEPEST = 4


@dataclass(frozen=True, slots=True)
class Box:
    """One value that may be chosen; ``count`` is how many there would be, ``depth`` its level in a tree."""

    value: str
    label: str
    chosen: bool
    count: int | None = None
    depth: int = 0


def boxes_of(
    rows: Sequence[Mapping[str, Any]], shown: int | None = None, above: Mapping[str, str] | None = None
) -> tuple[Box, ...]:
    """Give the first ``shown`` values of a facet (all of them for None) and every chosen one, in the facet's order."""
    if above is not None:
        return _branches(rows, shown, above)
    kept = list(rows if shown is None else rows[:shown])
    kept += [row for row in rows if row["selected"] and row not in kept]
    return tuple(_box(row) for row in kept if row["count"] or row["selected"])


def _box(row: Mapping[str, Any], depth: int = 0) -> Box:
    return Box(row["value"], row["label"], row["selected"], row["count"], min(depth, DEEPEST))


def _branches(rows: Sequence[Mapping[str, Any]], shown: int | None, above: Mapping[str, str]) -> tuple[Box, ...]:
    by_value = {row["value"]: row for row in rows}
    below: dict[str, list[str]] = {}
    for value in by_value:
        parent = above.get(value, "")
        below.setdefault(parent if parent in by_value else "", []).append(value)
    ways = {name for row in rows if row["selected"] for name in _way(row["value"], above)}
    found: list[Box] = []

    def walk(parent: str, depth: int) -> None:
        left = len(below.get(parent, ())) if shown is None else shown
        for value in below.get(parent, ()):
            row = by_value[value]
            left -= 1
            if (left < 0 and value not in ways) or not (row["count"] or row["selected"]):
                continue
            found.append(_box(row, depth))
            if shown is None or value in ways:
                walk(value, depth + 1)

    walk("", 0)
    return tuple(found)


def _way(value: str, above: Mapping[str, str]) -> list[str]:
    """Give a value and those above it; a tree that runs in a circle is cut."""
    way: list[str] = []
    while value and value not in way:
        way.append(value)
        value = above.get(value, "")
    return way
