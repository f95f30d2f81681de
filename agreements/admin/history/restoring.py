"""Writing a former state as a new change: everything in one transaction, or nothing.

Rows are written past the forms and past ``save``, because they must come back exactly, key and number included; the
database's rules hold as for everybody, and what a model's ``clean`` refuses is refused here too. Rows go first, then
each table is written before those that name it. Where two rows have exchanged what only one may have, the rows of that
table are taken away and written anew; history folds that into before and after.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.utils.translation import gettext
from psycopg.errors import UniqueViolation

from agreements import asof, publishing
from agreements.admin.history.events import RowBefore
from agreements.admin.history.planning import Plan, Wish, plan
from agreements.admin.history.tables import Model, Table, tables_of
from agreements.models import Agreement, Relation
from agreements.models.base import Record
from agreements.models.evidence import WITHOUT_ITEM, EvidenceBase, keys_of
from agreements.models.refusal import sentence_of


class Refused(Exception):
    """A former state cannot be restored; ``sentences`` says why."""

    def __init__(self, sentences: Iterable[str]) -> None:
        self.sentences = list(sentences)
        super().__init__("\n".join(self.sentences))


def restore(model: Model, key: int, wish: Wish) -> Plan:
    """Write what a wish asks for and return what was written; the record's row must be locked where there is one.

    Call it inside a transaction. Raises ``Refused`` with everything that stands against it; then nothing is written.
    """
    planned = plan(model, key, wish)
    if planned.refusals:
        raise Refused(planned.refusals)
    if not planned.rows:
        return planned
    acted_on = _acted_on(model, key)
    try:
        with transaction.atomic():
            lost_before = _evidence_of_nothing(model, key)
            _write(model, planned.rows)
            _hold_the_database_to_it()
            _clean(planned.rows)
            if lost := _evidence_of_nothing(model, key) - lost_before:
                raise Refused(sorted(lost))
            _settle(model, key, acted_on)
    except IntegrityError as error:
        raise Refused([sentence_of(error)]) from error
    except ValidationError as error:
        raise Refused(error.messages) from error
    return planned


def _write(model: Model, rows: tuple[RowBefore, ...]) -> None:
    tables = tables_of(model)
    for table in reversed(tables):
        _take_away(table, [row.key for row in rows if row.table == table and row.after is None])
    for table in tables:
        of_table = [row for row in rows if row.table == table and row.after is not None]
        changed = [row for row in of_table if row.before is not None]
        try:
            with transaction.atomic():
                for row in changed:
                    _update(row)
        except IntegrityError as error:
            if not table.parent or not isinstance(error.__cause__, UniqueViolation):
                raise
            _take_away(table, [row.key for row in changed])
            _bring_back(table, changed)
        _bring_back(table, [row for row in of_table if row.before is None])


def _take_away(table: Table, keys: list[int]) -> None:
    """Delete rows without touching what names them: it is written in the same transaction, and held to at its end."""
    if keys:
        rows = table.model._base_manager.filter(pk__in=keys)
        rows._raw_delete(using=rows.db)  # the manager's own ``delete`` would first forget the rows wherever named


def _update(row: RowBefore) -> None:
    before, after = row.before or {}, row.after or {}
    values = {f.attname: after[f.attname] for f in row.table.restorable if after[f.attname] != before[f.attname]}
    if not row.table.parent:
        values["updated_at"] = asof.instant()
    row.table.model._base_manager.filter(pk=row.key).update(**values)


def _bring_back(table: Table, rows: list[RowBefore]) -> None:
    made = [table.model(pk=row.key, **{k: v for k, v in (row.after or {}).items() if k != "id"}) for row in rows]
    for one in made:
        if isinstance(one, Record):
            one.revision = _last_revision(table, one.pk) + 1
    table.model._base_manager.bulk_create(made)


def _last_revision(table: Table, key: int) -> int:
    """Return the highest revision that history saw of a record that is gone; a form made from it is an old one."""
    revisions = table.events.objects.filter(pgh_obj_id=key).order_by("-revision").values_list("revision", flat=True)
    return int(revisions.first() or 0)


def _hold_the_database_to_it() -> None:
    """Check now what the database would check at the end of the transaction: that everything named is there."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")


def _clean(rows: tuple[RowBefore, ...]) -> None:
    for row in rows:
        if row.after is None:
            continue
        one: Any = row.table.model._base_manager.get(pk=row.key)
        if isinstance(one, EvidenceBase):
            one.item_is_checked_elsewhere = True
        one.clean()


def _evidence_of_nothing(model: Model, key: int) -> set[str]:
    """Return a sentence for every piece of evidence of a record that speaks of a row which is not there."""
    found: set[str] = set()
    table = next((t for t in tables_of(model) if issubclass(t.model, EvidenceBase)), None)
    record = model._base_manager.filter(pk=key).first()
    if table is None or record is None:
        return found
    keys: dict[str, set[str]] = {}
    evidence: Any = table.model._base_manager.filter(**{table.parent: key})
    for one in evidence:
        if one.part in WITHOUT_ITEM:
            continue
        if one.part not in keys:
            keys[one.part] = keys_of(record, one.part)
        if one.item not in keys[one.part]:
            found.add(_says_of_nothing(one))
    return found


def _says_of_nothing(one: EvidenceBase) -> str:
    return gettext("Evidence “%(key)s” speaks of the row “%(row)s”, which would not be there.") % {
        "key": one.key,
        "row": one.item,
    }


def _acted_on(model: Model, key: int) -> list[Agreement]:
    return list(Agreement.objects.filter(relations_on__subject=key).distinct()) if model is Agreement else []


def _settle(model: Model, key: int, acted_on: list[Agreement]) -> None:
    """Settle the derived columns of what was restored, of what it acts on and of what it acted on until now."""
    if model is Agreement:
        objects = Relation.objects.filter(subject=key).values("object")
        others = {one.pk: one for one in [*acted_on, *Agreement.objects.filter(pk__in=objects)]}
        publishing.settle_working(Agreement.objects.get(pk=key), *others.values())
