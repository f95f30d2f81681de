"""Run the operations of a large first migration in three steps instead of hundreds.

Django renders the models again after every operation of a migration, and a table here has a history table, constraints
and four or more triggers: a fresh database took twenty seconds, nearly all of it rendering. The operations of a first
migration do not build on one another beyond *tables, then columns, then everything on them*, so each of these three may
run as one step with one rendering.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations import AddField, CreateModel, RunPython, RunSQL
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState

MakesRows = Callable[[dict[str, Any]], Iterable[dict[str, Any]]]


class Together(Operation):
    """Operations of one kind that do not build on one another, run against one rendering of the models."""

    serialization_expand_args = ["operations"]

    def __init__(self, operations: Sequence[Operation]) -> None:
        self.operations = list(operations)

    def deconstruct(self) -> tuple[str, list[object], dict[str, object]]:
        """Return what a migration file says."""
        return (type(self).__name__, [self.operations], {})

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """Change the state without rendering in between."""
        state.__dict__.pop("apps", None)
        for operation in self.operations:
            operation.state_forwards(app_label, state)

    def database_forwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        """Run every operation, first to last."""
        for operation in self.operations:
            operation.database_forwards(app_label, schema_editor, from_state, to_state)

    def database_backwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        """Undo every operation, last to first."""
        for operation in reversed(self.operations):
            operation.database_backwards(app_label, schema_editor, from_state, to_state)

    def describe(self) -> str:
        """Say what runs, for ``showmigrations`` and ``sqlmigrate``."""
        return "; ".join(operation.describe() for operation in self.operations)


def in_steps(*operations: Operation) -> list[Operation]:
    """Return the operations of a first migration as steps: as they are, then tables, columns, everything on them.

    What is written before the first table (extensions) runs first and by itself. A migration without new tables runs as
    columns, then everything else.
    """
    first_table = next((i for i, operation in enumerate(operations) if isinstance(operation, CreateModel)), 0)
    before, rest = operations[:first_table], operations[first_table:]
    tables = [o for o in rest if isinstance(o, CreateModel)]
    columns = [o for o in rest if isinstance(o, AddField)]
    others = [o for o in rest if not isinstance(o, CreateModel | AddField)]
    return [*before, *(Together(step) for step in (tables, columns, others) if step)]


def written_anew(app: str, model: str, column: str, of: Callable[[str, dict[str, Any]], str]) -> RunPython:
    """Return the operation that fills a column of entries from record type and document of their publications.

    For registers that hold publications already: what the door writes for every new one, the migration writes for
    these. ``of`` makes the value; 500 rows are read and written at a time.
    """

    def forwards(apps: Any, schema_editor: BaseDatabaseSchemaEditor) -> None:
        entries = apps.get_model(app, model).objects.order_by("pk").select_related("publication")
        last = -1
        while rows := list(entries.filter(pk__gt=last)[:500]):
            for row in rows:
                setattr(row, column, of(row.publication.record_type, row.publication.document))
            apps.get_model(app, model).objects.bulk_update(rows, [column])
            last = rows[-1].pk

    return RunPython(forwards, RunPython.noop)


def rows_written(app: str, entry: str, *rows: tuple[str, str, MakesRows]) -> RunPython:
    """Return the operation that writes the rows beside the entries of a kind, for what was published before.

    ``rows`` name for each table its application and its model, and make the columns of its rows from a document.
    Entries of every number have theirs, with the number that ended them; 200 documents are read at a time.
    """

    def forwards(apps: Any, schema_editor: BaseDatabaseSchemaEditor) -> None:
        entries = apps.get_model(app, entry).objects.order_by("pk").select_related("publication")
        last = -1
        while found := list(entries.filter(pk__gt=last).defer("publication__facts", "terms")[:200]):
            for of_app, name, make in rows:
                model = apps.get_model(of_app, name)
                made = [_beside(model, one, columns) for one in found for columns in make(one.publication.document)]
                model.objects.bulk_create(made, batch_size=500)
            last = found[-1].pk

    return RunPython(forwards, RunPython.noop)


def _beside(model: Any, entry: Any, columns: dict[str, Any]) -> Any:
    return model(
        publication_id=entry.pk,
        record_id=entry.record_id,
        first_number=entry.first_number,
        until_number=entry.until_number,
        updated_at=entry.updated_at,
        **columns,
    )


def never_emptied(prefix: str) -> RunSQL:
    """Return the operation that lets no TRUNCATE empty the tables whose names start so, histories among them.

    Triggers of rows do not see it, so that it would leave neither history nor publications behind. A database for tests
    is emptied after every test: one whose name starts with ``test_`` is let, unless ``register.never_emptied`` is on.
    A table that comes later needs the operation again; a test finds one that has not got it.
    """
    return RunSQL(
        f"""
        CREATE OR REPLACE FUNCTION register_never_emptied() RETURNS trigger AS $$
        BEGIN
            IF current_database() LIKE 'test\\_%'
               AND current_setting('register.never_emptied', true) IS DISTINCT FROM 'on'
            THEN RETURN NULL;
            END IF;
            RAISE EXCEPTION 'never_emptied: % is never emptied as a whole; delete rows, so that history keeps them',
                TG_TABLE_NAME USING ERRCODE = 'check_violation', CONSTRAINT = 'never_emptied', TABLE = TG_TABLE_NAME;
        END $$ LANGUAGE plpgsql;
        DO $$
        DECLARE one text;
        BEGIN
            FOR one IN SELECT c.relname FROM pg_class c WHERE c.relkind = 'r' AND pg_table_is_visible(c.oid)
                AND starts_with(c.relname::text, '{prefix}')
            LOOP
                EXECUTE format('CREATE OR REPLACE TRIGGER never_emptied BEFORE TRUNCATE ON %I'
                    ' FOR EACH STATEMENT EXECUTE FUNCTION register_never_emptied()', one);
            END LOOP;
        END $$;
        """,
        RunSQL.noop,
    )
