"""What differs between two public documents of one record, field by field: a pure function of the two.

It knows no kind of record: a document is fields, rows with a ``key``, lists of codes and texts by language
(``docs/documents.md``), so agreements, programmes and every later kind are compared alike. Nothing, an empty text and
an empty list are the same to a reader, who is told of values that were *added*, *removed* or *changed*.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from dataclasses import field as made
from typing import Any, Final

Document = Mapping[str, Any]

#: The member of a document that holds the rows of each part, as evidence names parts (``part/item/field``).
ROWS_OF: Final = {
    "title": "titles",
    "identifier": "identifiers",
    "party": "parties",
    "sector": "sectors",
    "form": "forms",
    "amount": "amounts",
    "act": "events",
    "clause": "clause",
    "relation": "relations",
    "basis": "agreements",
    "lead": "leads",
    "activity": "activities",
    "session": "sessions",
    "participant": "participants",
    "name": "names",
    "change": "changes",
    "passage": "passages",
    "evidence": "evidence",
    "lapse": "lapses",
}
PART_OF: Final = {member: part for part, member in ROWS_OF.items()}
#: What no reader compares: the record's own name, and the keys by which rows are found again.
_NAMES: Final = frozenset({"id", "key"})
#: What evidence says of a row of a table beside its passage, which is compared.
_PLACE: Final = frozenset({"locator_kind", "locator"})
#: Rows without a key are told apart by these of their fields; other rows by all that they say.
_IDENTITY: Final = {
    "lapses": ("predecessor", "successor", "relation"),
    "standings": ("code", "group", "by", "since"),
}


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that one document says and the other does not say so.

    ``part`` and ``item`` name the row, both empty for a field of the record itself; ``field`` is empty where a row as
    a whole came or went. ``row`` is the row as the later document has it, else as the earlier one had it.
    """

    part: str
    item: str
    field: str
    before: Any
    after: Any
    row: Document = made(default_factory=dict)

    @property
    def what(self) -> str:
        """Say what happened: ``added``, ``removed`` or ``changed``."""
        if _is_nothing(self.before):
            return "added"
        return "removed" if _is_nothing(self.after) else "changed"


def compare(before: Document, after: Document) -> list[Difference]:
    """Give every difference between two documents of one record, in the order in which the later one says things."""
    names = list(dict.fromkeys([*after, *before]))
    found: list[Difference] = []
    for name in names:
        if name not in _NAMES:
            found += _member(name, before.get(name), after.get(name))
    return found


def _member(name: str, before: Any, after: Any) -> Iterator[Difference]:
    if _same(before, after):
        return
    given = before if _is_nothing(after) else after
    part = PART_OF.get(name, name)
    if isinstance(given, list) and (name in PART_OF or name in _IDENTITY or _are_rows(given)):
        yield from _rows(name, before or [], after or [])
    elif isinstance(given, Mapping):
        yield from _fields(part, "", before or {}, after or {})
    else:
        yield Difference("", "", name, before, after)


def _rows(name: str, before: Sequence[Any], after: Sequence[Any]) -> Iterator[Difference]:
    part = PART_OF.get(name, name)
    earlier, later = _by_item(name, before), _by_item(name, after)
    for item in dict.fromkeys([*later, *earlier]):
        old, new = earlier.get(item), later.get(item)
        if old is not None and new is not None:
            if isinstance(new, Mapping):
                yield from _fields(part, item, old, new)
        else:
            row = new if new is not None else old
            yield Difference(part, item, "", old, new, row if isinstance(row, Mapping) else {})


def _fields(part: str, item: str, before: Document, after: Document) -> Iterator[Difference]:
    for name in dict.fromkeys([*after, *before]):
        old, new = before.get(name), after.get(name)
        if name not in _NAMES and not (part == "evidence" and name in _PLACE) and not _same(old, new):
            yield Difference(part, item, name, old, new, after or before)


def _by_item(name: str, rows: Sequence[Any]) -> dict[str, Any]:
    """Give rows by what tells them apart; of equal ones each by its place among them."""
    found: dict[str, Any] = {}
    for row in rows:
        item = _item(name, row)
        place = 2
        while item in found:
            item, place = f"{_item(name, row)} ({place})", place + 1
        found[item] = row
    return found


def _item(name: str, row: Any) -> str:
    if not isinstance(row, Mapping):
        return row if isinstance(row, str) else json.dumps(row, sort_keys=True)
    if row.get("key"):
        return str(row["key"])
    if name in _IDENTITY:
        return "/".join(str(row.get(part)) for part in _IDENTITY[name])
    return json.dumps(row, sort_keys=True)


def _are_rows(given: Sequence[Any]) -> bool:
    return any(isinstance(row, Mapping) for row in given)


def _same(before: Any, after: Any) -> bool:
    return (_is_nothing(before) and _is_nothing(after)) or before == after


def _is_nothing(value: Any) -> bool:
    """Whether a value says nothing; false and 0 say something."""
    return value is None or value in ("", [], {}) or (isinstance(value, Mapping) and not value)
