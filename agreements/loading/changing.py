"""Change records that the register holds by the set: rows that go, rows that change, rows that come.

Changed rows travel through a table of the transaction, so that one statement changes them all; what the database
refuses is found by halves, as with new records.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.db import DataError, IntegrityError, connection, transaction
from django.db import models as db

from agreements.loading.bulk import Written, number_rows
from agreements.loading.copying import Lines, RowNumbers, copy_in, names_in, place_of, plan_anew
from agreements.loading.held import Held
from agreements.loading.keys import Keys
from agreements.loading.merging import EVIDENCE, OWN, Row, RowId
from agreements.loading.objections import Objection, Objections, sentence_of
from agreements.loading.shapes import SHAPES
from agreements.loading.state import Name
from agreements.loading.writing import Task
from agreements.models import EvidenceBase


def write_changes(tasks: Iterable[Task], held: Held, keys: Keys, *, partial: bool = False) -> Written:
    """Write the plans of records that ``held`` holds, inside the caller's transaction.

    Objections as in ``write_new``: with ``partial`` a record that is refused stays as it was, otherwise ``Objections``
    is raised. A passage that left the file and is still cited stays without a word.
    """
    plan_anew()
    some = [task for task in tasks if task.plan.changes]
    named = [(task.name, row, values) for task in some for row, values in _brought(task)]
    keys.look_up(names_in((name[0], row, values) for name, row, values in named))
    created = number_rows(((task.name, row) for task in some for row in task.plan.create), keys)
    written = Written()
    _by_halves(some, held, keys, {**held.row_keys, **created}, written)
    if written.objections and not partial:
        raise Objections(written.objections)
    return written


def _brought(task: Task) -> Iterator[tuple[RowId, Row]]:
    yield from task.plan.create.items()
    yield from task.plan.update.items()


def _by_halves(tasks: list[Task], held: Held, keys: Keys, rows: RowNumbers, written: Written) -> None:
    if not tasks:
        return
    lines = Lines(keys, rows)
    objections: list[Objection] = []
    try:
        with transaction.atomic():
            _delete(tasks, held, objections)
            changed = _update(tasks, held, lines)
            for task in tasks:
                for row, values in task.plan.create.items():
                    lines.add_row(task.name, held.heads[task.name].key, row, values)
            objections += lines.objections
            if objections:
                raise Objections(objections)
            lines.copy()
    except (IntegrityError, DataError, Objections) as error:
        if len(tasks) == 1:
            written.objections += objections or [
                Objection(tasks[0].name, _row_at_fault(tasks[0], error), "", sentence_of(error))
            ]
            return
        middle = len(tasks) // 2
        _by_halves(tasks[:middle], held, keys, rows, written)
        _by_halves(tasks[middle:], held, keys, rows, written)
        return
    written.rows += lines.count + changed
    written.keys |= {task.name: held.heads[task.name].key for task in tasks}


def _update(tasks: list[Task], held: Held, lines: Lines) -> int:
    """Change rows, all those of one table and the same columns in one statement; return how many."""
    groups: dict[tuple[str, str, tuple[str, ...]], list[str]] = {}
    for task in tasks:
        for row, values in task.plan.update.items():
            number = held.heads[task.name].key if row == OWN else held.row_keys[task.name, row]
            columns = tuple(sorted(values))
            line = lines.change(task.name, row, number, columns, values)
            if line is not None:
                groups.setdefault((task.name[0], row[0], columns), []).append(line)
    for (kind, part, columns), some in groups.items():
        _change(place_of(kind, part).table.model, columns, some, own=not part)
    return sum(len(some) for some in groups.values())


def _change(model: type[db.Model], names: tuple[str, ...], lines: list[str], *, own: bool) -> None:
    quote = connection.ops.quote_name
    table, pk = quote(model._meta.db_table), quote(str(model._meta.pk.column))
    columns = [quote(str(model._meta.get_field(name).column)) for name in names]  # type: ignore[union-attr]
    changes = [f"{column} = brought.{column}" for column in columns] + (["updated_at = now()"] if own else [])
    if issubclass(model, EvidenceBase) and not model.PROVING.isdisjoint(names):
        changes += [f"{column} = NULL" for column in ("confirmed_by_id", "last_checked") if column not in names]
    chosen = ", ".join((pk, *columns))
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE TEMP TABLE loading_brought ON COMMIT DROP AS SELECT {chosen} FROM {table} LIMIT 0")
        copy_in(f"COPY loading_brought ({chosen}) FROM STDIN", lines)
        cursor.execute(
            f"UPDATE {table} AS held SET {', '.join(changes)} FROM loading_brought AS brought"
            f" WHERE held.{pk} = brought.{pk}"
        )
        cursor.execute("DROP TABLE loading_brought")


def _row_at_fault(task: Task, error: Exception) -> RowId:
    """Return the row that the database refused, if only one of its table was to be written; else the record's own."""
    table = getattr(getattr(error.__cause__, "diag", None), "table_name", None)
    parts = {name: part.model._meta.db_table for name, part in SHAPES[task.name[0]].all_parts.items()}
    rows = [row for row in (*task.plan.create, *task.plan.update) if parts.get(row[0]) == table]
    return rows[0] if table and len(rows) == 1 else OWN


def _delete(tasks: list[Task], held: Held, objections: list[Objection]) -> None:
    """Delete rows that left, evidence first, acts before the parties that they name; what is cited still stays."""
    gone: dict[tuple[str, str], dict[int, tuple[Name, RowId]]] = {}
    for task in tasks:
        for row in task.plan.delete:
            number = held.row_keys[task.name, row]
            gone.setdefault((task.name[0], row[0]), {})[number] = (task.name, row)
    for kind, part in sorted(gone, key=lambda place: (place[1] != EVIDENCE, place[1] != "act", place)):
        places = gone[kind, part]
        model = SHAPES[kind].all_parts[part].model
        for number, (name, row) in _still_named(model, places):
            if part != "passage":
                message = f"{'/'.join(row)} left the file, but is still named elsewhere."
                objections.append(Objection(name, row, "", message))
            del places[number]
        model._default_manager.filter(pk__in=places).delete()


def _still_named(model: type[db.Model], places: dict[int, tuple[Name, RowId]]) -> list[tuple[int, tuple[Name, RowId]]]:
    """Return those rows that others name, so that they cannot go."""
    named: set[int] = set()
    for relation in model._meta.related_objects:
        if relation.field.remote_field.on_delete in (db.PROTECT, db.RESTRICT):
            column = relation.field.attname
            rows = relation.related_model._default_manager.filter(**{f"{column}__in": list(places)})
            named.update(rows.values_list(column, flat=True))
    return [(number, places[number]) for number in sorted(named)]
