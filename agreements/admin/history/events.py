"""Reading events: which transactions changed a record, what each did, and what the record was after any of them.

Two orders meet here. History dates an event with the *beginning* of its transaction, and numbers it within its table at
the moment it is written. A save that waited for another's lock therefore carries the earlier time and the later number.
Within a row the numbers are the truth; between transactions a moment counts from the latest time of all events numbered
up to its own (``upto``), so that who waited comes after who was waited for.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import OuterRef, Q, QuerySet, Subquery

from agreements.admin.history.tables import Model, Table, Values, tables_of

#: The rows of a record: for each table its rows by key.
State = dict[Table, dict[int, Values]]
DELETED = "delete"


@dataclass(frozen=True, slots=True)
class Moment:
    """One transaction's work on a record under one context (or under none), and the tables that it touched."""

    at: datetime
    context: UUID | None
    tables: tuple[Table, ...]


@dataclass(frozen=True, slots=True)
class RowBefore:
    """One row before and after a change; ``None`` where it was not there, or belonged to another record."""

    table: Table
    key: int
    before: Values | None
    after: Values | None


def moments_sql(model: Model, key: int, table: Table, field: str = "") -> tuple[str, list[Any]]:
    """Return the query for the events of one table that belong to a record, as rows of (at, context, upto, nr,
    place); ``nr`` is the number of the event in its table.

    A row that came from another record, or went to one, belongs to each for as long as it stood there. ``field``
    narrows to events that changed that column. Names come from models only, values are parameters.
    """
    events, place = table.events._meta.db_table, tables_of(model).index(table)
    parent = table.parent or "pgh_obj_id"
    differs = f"(e.pgh_label <> 'update' OR e.{field} IS DISTINCT FROM lag(e.{field}) OVER of_row)" if field else "true"
    return (
        f"SELECT at, context, upto, nr, {place} AS place FROM ("
        f" SELECT e.pgh_created_at AS at, e.pgh_context_id AS context, e.{parent} AS parent,"
        f" lag(e.{parent}) OVER of_row AS was, {differs} AS differs,"
        " max(e.pgh_created_at) OVER (ORDER BY e.pgh_id) AS upto, e.pgh_id::bigint AS nr"
        f" FROM {events} e WHERE e.pgh_obj_id IN (SELECT o.pgh_obj_id FROM {events} o WHERE o.{parent} = %s)"
        " WINDOW of_row AS (PARTITION BY e.pgh_obj_id ORDER BY e.pgh_id)"
        f") t{place} WHERE differs AND (parent = %s OR was = %s)",
        [key, key, key],
    )


def instants(model: Model, key: int) -> list[datetime]:
    """Return the beginning of every transaction that changed a record, in the order in which they took effect."""
    parts = [moments_sql(model, key, table) for table in tables_of(model)]
    union = " UNION ALL ".join(sql for sql, _values in parts)
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT at FROM ({union}) u GROUP BY at ORDER BY max(upto), at < max(upto), at",
            [value for _sql, values in parts for value in values],
        )
        return [row[0] for row in cursor.fetchall()]


def state_at(model: Model, key: int, at: datetime) -> State:
    """Return the record and its rows as they were once the transaction that began at ``at`` had taken effect."""
    order = instants(model, key)
    done = order[: order.index(at) + 1] if at in order else [instant for instant in order if instant <= at]
    late = [instant for instant in order[len(done) :] if instant <= at]
    early = [instant for instant in done if instant > at]
    taken = (Q(pgh_created_at__lte=at) | Q(pgh_created_at__in=early)) & ~Q(pgh_created_at__in=late)
    return {table: _rows_of(table, key, taken) for table in tables_of(model)}


def _rows_of(table: Table, key: int, taken: Q) -> dict[int, Values]:
    last = _events(table, key).filter(taken).order_by("pgh_obj_id", "-pgh_id").distinct("pgh_obj_id")
    return {
        event["pgh_obj_id"]: _values(table, event)
        for event in last.values("pgh_obj_id", "pgh_label", *table.columns())
        if _stands(table, key, event)
    }


def state_now(model: Model, key: int) -> State:
    """Return the record and its rows as they stand in their tables."""
    return {
        table: {
            row["id"]: row
            for row in table.model._base_manager.filter(**{table.parent or "pk": key}).values(*table.columns())
        }
        for table in tables_of(model)
    }


def worked(key: int, moments: Sequence[Moment]) -> dict[Moment, list[RowBefore]]:
    """Return what each of these moments did to a record, row by row: what was before its first event, and after its
    last.

    Two queries for every table that any of the moments touched, however many moments and rows there are.
    """
    found: dict[Moment, list[RowBefore]] = {moment: [] for moment in moments}
    by_name = {(moment.at, moment.context): moment for moment in moments}
    for table in dict.fromkeys(table for moment in moments for table in moment.tables):
        for name, row in _worked_in(table, key, {moment.at for moment in moments if table in moment.tables}):
            if name in by_name and table in by_name[name].tables:
                found[by_name[name]].append(row)
    return found


def _worked_in(table: Table, key: int, at: set[datetime]) -> Iterable[tuple[tuple[Any, Any], RowBefore]]:
    events = table.events.objects
    earlier = events.filter(pgh_obj_id=OuterRef("pgh_obj_id"), pgh_id__lt=OuterRef("pgh_id")).order_by("-pgh_id")
    rows = _events(table, key).filter(pgh_created_at__in=at).order_by("pgh_id")
    columns = ("pgh_id", "pgh_obj_id", "pgh_label", "pgh_created_at", "pgh_context_id", *table.columns())
    read = list(rows.annotate(before_it=Subquery(earlier.values("pgh_id")[:1])).values(*columns, "before_it"))
    known = {event["pgh_id"]: event for event in read}
    missing = {event["before_it"] for event in read} - set(known) - {None}
    known |= {event["pgh_id"]: event for event in events.filter(pgh_id__in=missing).values(*columns)}
    groups: dict[tuple[Any, Any, int], list[dict[str, Any]]] = {}
    for event in read:
        groups.setdefault((event["pgh_created_at"], event["pgh_context_id"], event["pgh_obj_id"]), []).append(event)
    for (instant, context, row), of_row in groups.items():
        before, after = known.get(of_row[0]["before_it"]), of_row[-1]
        sides = [None if e is None or not _stands(table, key, e) else _values(table, e) for e in (before, after)]
        if sides != [None, None]:
            yield (instant, context), RowBefore(table, row, *sides)


def _events(table: Table, key: int) -> QuerySet[Any]:
    """Return the events of every row that ever belonged to a record."""
    events: QuerySet[Any] = table.events.objects.all()
    if not table.parent:
        return events.filter(pgh_obj_id=key)
    ever = table.events.objects.filter(**{table.parent: key}).values("pgh_obj_id")
    return events.filter(pgh_obj_id__in=ever)


def _stands(table: Table, key: int, event: dict[str, Any]) -> bool:
    return event["pgh_label"] != DELETED and (not table.parent or event[table.parent] == key)


def _values(table: Table, event: dict[str, Any]) -> Values:
    return {column: event[column] for column in table.columns()}
