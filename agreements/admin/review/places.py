"""Where on its form a field of a record is entered: links from a review, a remark or a refusal to the field itself.

A path names a field as evidence and the door name it: ``kind``, ``act/signed/date``, ``party/kr-party``. The rows of a
form stand in the order in which the record gives them.
"""

from __future__ import annotations

from typing import Any

from agreements import publishing
from agreements.models.evidence import ROWS

#: Where a path of the door names a group of rows otherwise than the form does.
GROUPS = {"sectors": "sector_rows", "forms": "form_rows"}


class Places:
    """The places of one record's fields on its form at ``address``."""

    def __init__(self, record: Any, address: str) -> None:
        self._address = address
        kind = publishing.kind_of(record)
        rows = kind.rows(record) if kind.rows is not None else {}
        self._index = {
            (part, getattr(row, "key", "")): (number, row)
            for part, of_part in rows.items()
            for number, row in enumerate(of_part)
        }
        self._fields = {field.name for field in record._meta.get_fields()}
        self._parts = set(rows)

    def link(self, path: str) -> str:
        """Return the address of the form with the place of a path; the form itself for a path without a place."""
        place = self._place(path)
        return f"{self._address}#{place}" if place else self._address

    def _place(self, path: str) -> str:
        part, *rest = path.split("/")
        if not rest:
            group = GROUPS.get(part, part)
            if group in self._fields and group in ROWS.values():
                return f"{group}-group"
            return f"id_{part}" if part in self._fields else ""
        if part == "clause":
            return f"id_clause-0-{rest[-1]}"
        if part not in self._parts:
            return "evidence-group" if part == "evidence" else ""
        prefix, item, field = ROWS[part], rest[0], rest[1] if len(rest) > 1 else ""
        if (part, item) not in self._index:
            return f"{prefix}-group"
        number, row = self._index[part, item]
        known = field and field in {one.name for one in row._meta.concrete_fields}
        return f"id_{prefix}-{number}-{field}" if known else f"{prefix}-{number}"
