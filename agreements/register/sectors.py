"""The tree of subjects with the numbers of its agreements; a sector counts everything below it (contract, ``sector``).

Counted by the same counter as the facet of the list, so that a number on a page is the number of rows it leads to.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from agreements.register.agreements import readable
from agreements.register.facets import AGREEMENT_FACETS
from agreements.register.partners import running
from agreements.register.reading import Reading
from agreements.register.records import list_records

Document = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Branch:
    """A sector with what is below it, both by name; ``agreements`` and ``running`` count all below."""

    record: Document
    agreements: int
    running: int
    children: list[Branch] = field(default_factory=list)


def sector_tree(reading: Reading) -> list[Branch]:
    """Give the tops of the tree with everything below them, by a fixed number of queries."""
    records = {row["id"]: row for row in list_records("sector", reading)}
    rows, count = readable(reading), AGREEMENT_FACETS["sector"].count
    agreements, may_run = count(rows, reading, []), count(running(rows, reading), reading, [])
    branches = {name: Branch(row, agreements.get(name, 0), may_run.get(name, 0)) for name, row in records.items()}
    tops: list[Branch] = []
    for name, branch in sorted(branches.items(), key=lambda item: (item[1].record["name"], item[0])):
        parent = branches.get(records[name]["parent"] or "")
        (parent.children if parent else tops).append(branch)
    return tops


def found_in(tops: list[Branch], name: str) -> list[Branch]:
    """Give the way from a top of the tree to a sector, both in it; empty when it is not in the tree."""
    for branch in tops:
        if branch.record["id"] == name:
            return [branch]
        if below := found_in(branch.children, name):
            return [branch, *below]
    return []
