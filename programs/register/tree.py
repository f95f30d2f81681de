"""The tree of programmes at a reading: what a programme is part of, up to the root, and everything within it.

Every publication names its own parent, and records are published one by one; so the latest publications of several
records may for a while name one another in a circle, although no working record does. A walk therefore meets each
programme once. A parent that was merged into another programme is known by the other (domain section 10).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from agreements.register.entries import entries_at
from agreements.register.mergers import mergers
from agreements.register.reading import Reading
from programs.register.models import ProgramEntry


@dataclass(frozen=True, slots=True)
class Tree:
    """Parents and children of all public programmes, by id."""

    parents: Mapping[str, str]
    children: Mapping[str, tuple[str, ...]]

    def above(self, program: str) -> list[str]:
        """Give what a programme is part of, the root first, itself left out."""
        found = [program]
        while (parent := self.parents.get(found[-1])) and parent not in found:
            found.append(parent)
        return found[:0:-1]

    def within(self, programs: Iterable[str]) -> list[str]:
        """Give programmes with everything within them at any depth, each once."""
        found = list(dict.fromkeys(programs))
        seen = set(found)
        for name in found:  # it grows while it is read
            below = [child for child in self.children.get(name, ()) if child not in seen]
            found += below
            seen.update(below)
        return found


def tree(reading: Reading) -> Tree:
    """Read the tree, by two queries."""
    heirs = mergers("program", reading)
    rows = entries_at(ProgramEntry, reading).exclude(parent="").order_by("record_id")
    parents = {name: heirs.get(parent, parent) for name, parent in rows.values_list("record_id", "parent")}
    children: dict[str, list[str]] = defaultdict(list)
    for name, parent in parents.items():
        children[parent].append(name)
    return Tree(parents, {name: tuple(below) for name, below in children.items()})
