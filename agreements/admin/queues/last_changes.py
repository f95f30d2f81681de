"""Who changed the records of a page last, and when, as the history of the database knows it: one query a page."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import connection

from agreements.models.hands import tables_of
from agreements.publishing.registry import RecordKind


@dataclass(frozen=True, slots=True)
class LastChange:
    """The latest event of a record or one of its rows; ``name`` is empty for what was written outside the desk."""

    at: datetime
    name: str


def last_changes(kind: RecordKind, keys: Iterable[int]) -> dict[int, LastChange]:
    """Return the last change of each of these records, by key."""
    wanted = list(keys)
    if not wanted:
        return {}
    tables = tables_of(kind.model)
    parts = [
        f"SELECT e.{table.column} AS pk, e.pgh_created_at AS at, e.pgh_id AS nr, e.pgh_context_id AS context"
        f" FROM {table.name} e WHERE e.{table.column} = ANY(%s)"
        for table in tables
    ]
    statement = (
        "SELECT e.pk, e.at, coalesce(c.metadata->>'name', '') FROM ("
        f" SELECT DISTINCT ON (pk) * FROM ({' UNION ALL '.join(parts)}) all_events ORDER BY pk, at DESC, nr DESC"
        ") e LEFT JOIN pghistory_context c ON c.id = e.context"
    )
    with connection.cursor() as cursor:
        cursor.execute(statement, [wanted] * len(tables))
        return {pk: LastChange(at, name) for pk, at, name in cursor.fetchall()}
