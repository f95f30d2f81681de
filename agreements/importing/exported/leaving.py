"""What left the register that an export was made of, and is public here still: told record by record, never acted on.

Documents say what is; that a record was withdrawn or merged stands in the sequence alone. To withdraw is an editor's
decision, with a reason of the register's own, and what names the record here may not be what names it there: so an
import says it, and whoever runs the import decides.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from agreements.codelists import PublicationType, Stage
from agreements.loading.shapes import SHAPES
from agreements.loading.state import Name


@dataclass(frozen=True, slots=True)
class Left:
    """A record that left another register: by the publication ``number``, for a public ``reason``.

    ``target`` is the record that it was merged into, empty where it was withdrawn.
    """

    name: Name
    number: int
    reason: str
    target: str = ""

    def __str__(self) -> str:
        record, why = "/".join(self.name), f"no. {self.number} there: {self.reason}"
        if self.target:
            into = f"{self.name[0]}/{self.target}"
            return f"merged into {into} there, still public here: {record} ({why}); merge it here if that holds"
        return f"withdrawn there, still public here: {record} ({why}); withdraw it here if that holds"


def left_there(changes: Iterable[Mapping[str, Any]]) -> list[Left]:
    """Give what had left by the end of a sequence of publications; what was restored or entered anew had not."""
    found: dict[Name, Left] = {}
    for row in changes:
        name = (str(row["record_type"]), str(row["id"]))
        if row["type"] == PublicationType.WITHDRAWN:
            found[name] = Left(name, row["number"], row["reason"])
        elif row["type"] == PublicationType.MERGED:
            found[name] = Left(name, row["number"], row["reason"], row["target"])
        else:
            found.pop(name, None)
    return list(found.values())


def still_here(left: Iterable[Left]) -> list[Left]:
    """Keep what is public in this register; a query a kind of record."""
    wanted: dict[str, list[Left]] = {}
    for one in left:
        wanted.setdefault(one.name[0], []).append(one)
    kept: list[Left] = []
    for kind, those in wanted.items():
        if kind not in SHAPES:
            continue
        rows = SHAPES[kind].model._default_manager.filter(slug__in=[one.name[1] for one in those])
        public = set(rows.filter(stage=Stage.PUBLISHED).values_list("slug", flat=True))
        kept += [one for one in those if one.name[1] in public]
    return sorted(kept, key=lambda one: one.number)
