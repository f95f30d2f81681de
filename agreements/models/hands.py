"""Whose hands changed a record since its last publication, read from the history that the database keeps.

Rule (domain section 10, scenario E7): nobody approves their own change. *A change* is every event of history of the
record's own row or of a row that counts as its revision (``touches``), except that its stage turned, which is nobody's
statement of fact. *Since its last publication* is decided by the numbers of events, which the door notes while it
holds the record (``Covered``), never by times: an event bears the time at which its transaction began, and that may lie
before a publication for which the transaction had to wait. Read it with the record's row locked, and nobody's change
can slip in between.

Who made a change is the account in the context of the event. Commands, loads and raw SQL have none: they are *outside
the desk* and bar nobody.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.apps import apps
from django.db import connection, models

from agreements.asof import instant
from agreements.desk.models import Covered
from agreements.models.agreement import DERIVED
from agreements.models.base import MACHINE_COLUMNS, PUBLISHING_COLUMNS

TOUCH = "touch_"
#: Columns of an event that are not the row's, and columns whose change is not a change of the record.
_NOT_COMPARED = (
    *("pgh_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context_id"),
    *(*MACHINE_COLUMNS, *PUBLISHING_COLUMNS, *DERIVED),
)


@dataclass(frozen=True, slots=True)
class Hand:
    """Somebody who changed a record: their account, or None outside the desk, with the name by which history knows
    them ("" for raw SQL), how many changes they made and when the last one's transaction began.
    """

    user: int | None
    name: str
    changes: int
    last: datetime


@dataclass(frozen=True, slots=True)
class Table:
    """A table of history that tells of a record: of its own row, or of rows that belong to it by ``column``."""

    model: type[models.Model]
    name: str
    column: str
    own: bool


def tables_of(model: type[models.Model]) -> list[Table]:
    """Return the tables of history of a kind of record: its own first, then those of the rows that count as its own."""
    found = [Table(model, _events(model), "pgh_obj_id", True)]
    for row in apps.get_models():
        for trigger in getattr(row._meta, "triggers", ()):
            column = trigger.name.removeprefix(TOUCH)
            if column == trigger.name:
                continue
            field: Any = next(f for f in row._meta.concrete_fields if f.column == column)
            if field.related_model is model:
                found.append(Table(row, _events(row), column, False))
    return found


def events_now(model: type[models.Model]) -> dict[str, int]:
    """Return the number of the last event in each table of history of a kind of record; asked under a record's lock,
    every event of the record until now has none greater, and every later one has.
    """
    tables = tables_of(model)
    with connection.cursor() as cursor:
        cursor.execute("SELECT " + ", ".join(f"(SELECT max(pgh_id) FROM {table.name})" for table in tables))
        row = cursor.fetchone()
    return {table.name: last or 0 for table, last in zip(tables, row or (), strict=True)}


def note_covered(code: str, model: type[models.Model], keys: Iterable[int]) -> None:
    """Note that everything that history knows of these records now is published; their rows must be locked."""
    wanted = sorted(set(keys))
    if not wanted:
        return
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {Covered._meta.db_table} (record_type, record_pk, record_id, events, at)"
            " SELECT %s, pk, '', %s::jsonb, %s FROM unnest(%s::bigint[]) AS pk"
            " ON CONFLICT (record_type, record_pk) DO UPDATE SET events = excluded.events, at = excluded.at",
            [code, json.dumps(events_now(model)), instant(), wanted],
        )


def hands(
    code: str, model: type[models.Model], keys: Iterable[int], *, since: Mapping[str, int] | None = None
) -> dict[int, list[Hand]]:
    """Return who changed each of these records since its last publication, by key, whoever changed last first.

    ``since`` are the events (``events_now``) from which to count in place of the publication. Two statements, however
    many records there are.
    """
    wanted = sorted(set(keys))
    found: dict[int, list[Hand]] = {key: [] for key in wanted}
    if not wanted:
        return found
    if since is None:
        rows = Covered.objects.filter(record_type=code, record_pk__in=wanted)
        covered = dict(rows.values_list("record_pk", "events"))
    else:
        covered = {key: dict(since) for key in wanted}
    parts, values = [], []
    for table in tables_of(model):
        seen = [covered.get(key, {}).get(table.name, 0) for key in wanted]
        parts += [_own(table)] if table.own else [_of_rows(table), _moved_away(table)]
        values += [wanted, seen] if table.own else [wanted, seen, wanted, seen]
    statement = (
        "SELECT e.pk, (c.metadata->>'user')::bigint AS person, coalesce(c.metadata->>'name', '') AS name,"
        " count(*), max(e.at)"
        f" FROM ({' UNION ALL '.join(parts)}) AS e LEFT JOIN pghistory_context c ON c.id = e.context"
        " GROUP BY 1, 2, 3 ORDER BY 5 DESC, 3"
    )
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        for pk, person, name, changes, last in cursor.fetchall():
            found[pk].append(Hand(person, name, changes, last))
    return found


def _events(model: Any) -> str:
    return str(model.pgh_event_model._meta.db_table)


_ASKED = "unnest(%s::bigint[], %s::bigint[]) AS m(pk, seen)"
_SAYS = "AS pk, e.pgh_created_at AS at, e.pgh_context_id AS context"


def _own(table: Table) -> str:
    """Events of the record's own row; of updates those that change more than its stage."""
    left_out = ", ".join(f"'{column}'" for column in _NOT_COMPARED)
    return (
        f"SELECT m.pk {_SAYS} FROM {_ASKED} JOIN {table.name} e ON e.pgh_obj_id = m.pk AND e.pgh_id > m.seen"
        f" LEFT JOIN LATERAL (SELECT to_jsonb(p) - ARRAY[{left_out}] AS was FROM {table.name} p"
        " WHERE p.pgh_obj_id = e.pgh_obj_id AND p.pgh_id < e.pgh_id ORDER BY p.pgh_id DESC LIMIT 1) p ON true"
        f" WHERE e.pgh_label <> 'update' OR p.was IS NULL OR p.was <> to_jsonb(e) - ARRAY[{left_out}]"
    )


def _of_rows(table: Table) -> str:
    """Events of rows that belong to the record after the event, or did when they were deleted."""
    return f"SELECT m.pk {_SAYS} FROM {_ASKED} JOIN {table.name} e ON e.{table.column} = m.pk AND e.pgh_id > m.seen"


def _moved_away(table: Table) -> str:
    """Events by which a row left the record for another one."""
    return (
        f"SELECT m.pk {_SAYS} FROM {_ASKED} JOIN {table.name} q ON q.{table.column} = m.pk"
        f" JOIN LATERAL (SELECT * FROM {table.name} n WHERE n.pgh_obj_id = q.pgh_obj_id AND n.pgh_id > q.pgh_id"
        f" ORDER BY n.pgh_id LIMIT 1) e ON e.{table.column} <> q.{table.column} AND e.pgh_id > m.seen"
    )


def as_published(code: str, record: models.Model) -> Any:
    """Return the event that holds a record's own row as it was when it was last published; None where it never was."""
    covered = Covered.objects.filter(record_type=code, record_pk=record.pk).values_list("events", flat=True).first()
    if covered is None:
        return None
    events: Any = record.pgh_event_model._default_manager  # type: ignore[attr-defined]
    table = _events(type(record))
    return events.filter(pgh_obj_id=record.pk, pgh_id__lte=covered.get(table, 0)).order_by("-pgh_id").first()
