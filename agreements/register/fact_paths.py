"""Paths of facts: how one thing that a public document says is named, as evidence names it (``part/item/field``).

``kind`` is a field of the record, ``act/expired/date`` a field of a row, ``act/expired`` the row, and
``clause/notice_period`` a field of the clause. Items may hold slashes themselves (a relation on its object's record):
a path is looked up and not taken apart.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from dataclasses import field as made
from typing import Any, Final

from agreements.register.comparing import ROWS_OF

Document = Mapping[str, Any]

#: Members of a document that are no facts of their own: its name, what backs it, and what the rules derive for days.
NO_FACTS: Final = frozenset(
    {
        "id",
        "key",
        "evidence",
        "unsourced",
        "standings",
        "lapsed",
        "decisions",
        "terms",
        "findings",
        "sha256",
        "has_text",
    }
)


@dataclass(frozen=True, slots=True)
class FactPath:
    """One fact: its part, item and field (empty where the path ends before them), its value, and its row."""

    path: str
    part: str
    item: str
    field: str
    value: Any
    row: Document = made(default_factory=dict)


def fact_at(document: Document, path: str) -> FactPath | None:
    """Give the fact that a path names, or ``None`` when the document has no such place. Its value may be nothing."""
    wanted = "/".join(piece for piece in path.split("/") if piece)
    if wanted in document and wanted not in NO_FACTS and wanted not in ROWS_OF.values():
        return FactPath(wanted, "", "", wanted, document[wanted])
    for fact in _rows(document):
        if wanted == fact.path:
            return fact
        name = wanted.removeprefix(f"{fact.path}/")
        if name != wanted and name in fact.row:
            return FactPath(wanted, fact.part, fact.item, name, fact.row[name], fact.row)
    return None


def facts_of(document: Document) -> Iterator[FactPath]:
    """Give the facts of a document as a reader would name them: its own fields that say something, and its rows."""
    for name, value in document.items():
        if name not in NO_FACTS and name not in ROWS_OF.values() and value not in (None, "", [], {}):
            yield FactPath(name, "", "", name, value)
    yield from _rows(document)


def _rows(document: Document) -> Iterator[FactPath]:
    for part, member in ROWS_OF.items():
        rows = document.get(member)
        if part == "evidence" or not rows:
            continue
        if isinstance(rows, Mapping):
            yield FactPath(part, part, "", "", rows, rows)
        elif isinstance(rows, list):
            for row in rows:
                item = row if isinstance(row, str) else row.get("key", "")
                if item:
                    yield FactPath(f"{part}/{item}", part, item, "", row, {} if isinstance(row, str) else row)
