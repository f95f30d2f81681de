"""Preferring one side of a disagreement: what is written, and the one action that puts it back.

What a settling wrote is read from history, where its context carries the place that was settled; so it can be undone
after any number of visits, and only while the rows are still as it left them. Both are one transaction of the caller's,
which has locked the record; both are new history.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

import pghistory
import pghistory.models
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.db.models import Max
from django.utils.translation import gettext

from agreements import publishing
from agreements.admin.disputes.finding import Choice, Disagreement, lasts_beside
from agreements.admin.history.events import Moment, RowBefore, worked
from agreements.admin.history.tables import Table, tables_of
from agreements.codelists import BasisCode, Stance
from agreements.lifecycle.reading import ONCE
from agreements.models import Act, Agreement
from agreements.models.base import Record
from agreements.models.refusal import sentence_of

#: Under these names the context of history says which place a change settled, and that it took a settling back.
SETTLED, UNDONE = "settled", "settling_undone"
STANDS = {"preferred": True, "lost_reason": ""}


class Refused(Exception):
    """A disagreement cannot be settled so, or not be put back; the text says why."""


@dataclass(slots=True)
class Write:
    """Columns of one row to set."""

    row: Any
    values: dict[str, Any]


def writes(found: Disagreement, choice: Choice, reason: str) -> list[Write]:
    """Return what preferring a choice writes, rows that already stand so left out; raises ``Refused``."""
    if choice.unreadable:
        raise Refused(choice.unreadable)
    lost = {"preferred": False, "lost_reason": reason}
    made: list[Write] = []
    if found.of_rows:
        made += [Write(one.row, STANDS if one is choice else lost) for one in found.choices if _meant(one, choice)]
    else:
        for one in found.choices:
            for row in one.evidence:
                stands = one is choice or (row.preferred and lasts_beside(one.text, choice.text))
                made.append(Write(row, {**STANDS, "stance": Stance.SUPPORTS} if stands else lost))
        made += [Write(row, lost) for row in found.against]
        if choice.value is not None:
            made.append(Write(found.row, _of_field(found, choice)))
    return [one for one in made if _differs(one)]


def _meant(one: Choice, choice: Choice) -> bool:
    """Whether a competing row is written: acts that may happen again lose nothing when one is taken up."""
    return one is choice or not isinstance(choice.row, Act) or choice.row.type in {str(code) for code in ONCE}


def _of_field(found: Disagreement, choice: Choice) -> dict[str, Any]:
    values = {found.name: choice.value}
    if isinstance(found.row, Act) and found.name == "date":
        bases = [row.basis for row in choice.evidence]
        values["date_basis"] = BasisCode.STATED if BasisCode.STATED in bases else bases[0]
    return values if getattr(found.row, found.name) != choice.value else {}


def _differs(one: Write) -> bool:
    keep_reason = one.values.get("preferred") is False and not one.row.preferred
    if keep_reason:
        one.values = {}  # what had lost before keeps its own reason
    one.values = {name: value for name, value in one.values.items() if getattr(one.row, name) != value}
    return bool(one.values)


def settle(record: Any, found: Disagreement, choice: Choice, reason: str) -> list[Write]:
    """Prefer a choice for ``reason``; the record is locked. Raises ``Refused``, and then nothing is written."""
    made = writes(found, choice, reason)
    if not made:
        raise Refused(gettext("It is preferred already; nothing would change."))
    with pghistory.context(**{SETTLED: found.path, UNDONE: "", "reason": reason}):
        try:
            with transaction.atomic():
                for one in made:
                    _write(one)
                connection.check_constraints()
                _settle_state(record)
        except IntegrityError as error:
            raise Refused(sentence_of(error)) from error
        except ValidationError as error:
            raise Refused(" ".join(error.messages)) from error
    return made


def _write(one: Write) -> None:
    for name, value in one.values.items():
        setattr(one.row, name, value)
    if "preferred" not in one.values:
        others = [f.name for f in one.row._meta.concrete_fields if f.name not in one.values]
        one.row.clean_fields(exclude=others)
        one.row.clean()
        one.row.validate_constraints()
    one.row.save(update_fields=[*one.values, *(["updated_at"] if isinstance(one.row, Record) else [])])


def _settle_state(record: Any) -> None:
    if isinstance(record, Agreement):
        publishing.settle_working(record)


@dataclass(slots=True)
class Settlement:
    """The last settling of a place: what it wrote, and why it cannot be put back, if so."""

    path: str
    reason: str
    who: str
    at: Any
    rows: list[RowBefore] = field(default_factory=list)
    refused: str = ""


def settlements(record: Any) -> dict[str, Settlement]:
    """Return the last settling of every place of a record that was not put back since.

    A number of queries that depends on the kind of record alone.
    """
    model: Any = type(record)
    tables = tables_of(model)
    ids = [_events(table, record).values("pgh_context_id") for table in tables]
    contexts = pghistory.models.Context.objects.filter(
        pk__in=ids[0].union(*ids[1:]) if len(ids) > 1 else ids[0], metadata__has_key=SETTLED
    ).in_bulk()
    moments: dict[tuple[Any, Any], set[Table]] = {}
    reached: dict[Any, list[int]] = {}
    for place, table in enumerate(tables) if contexts else ():
        events = _events(table, record).filter(pgh_context_id__in=contexts).order_by()
        for at, context, number in events.values_list("pgh_created_at", "pgh_context_id").annotate(Max("pgh_id")):
            moments.setdefault((at, context), set()).add(table)
            reached.setdefault(context, [0] * len(tables))[place] = number
    in_order = sorted(contexts.values(), key=lambda one: (one.created_at, reached[one.pk]))
    last = {one.metadata[SETTLED]: one for one in in_order}
    found = {one.pk: _settlement(one) for one in last.values() if not one.metadata.get(UNDONE)}
    named = [Moment(at, context, tuple(of_moment)) for (at, context), of_moment in moments.items() if context in found]
    for moment, rows in worked(record.pk, named).items():
        found[moment.context].rows += rows  # type: ignore[index]  # only of contexts that were found
    _hold_against_now(found.values())
    return {one.path: one for one in found.values()}


def _settlement(context: Any) -> Settlement:
    said = context.metadata
    return Settlement(said[SETTLED], said.get("reason") or "", said.get("name") or "", context.created_at)


def _events(table: Table, record: Any) -> Any:
    return table.events.objects.filter(**{table.parent or "pgh_obj_id": record.pk})


def _hold_against_now(found: Iterable[Settlement]) -> None:
    """Note with each settling whether the rows are still as it left them."""
    wanted: dict[Table, set[int]] = {}
    for one in found:
        for row in one.rows:
            wanted.setdefault(row.table, set()).add(row.key)
    now: dict[tuple[Table, int], Any] = {
        (table, values["id"]): values
        for table, keys in wanted.items()
        for values in table.model._base_manager.filter(pk__in=keys).values(*table.columns())
    }
    for one in found:
        for row in one.rows:
            there = now.get((row.table, row.key))
            if there is None or row.before is None or any(there[n] != v for n, v in _written(row, row.after)):
                one.refused = gettext("What was written then has been changed since; prefer a value anew instead.")


def _written(row: RowBefore, side: Any) -> list[tuple[str, Any]]:
    """Return the columns that a settling changed, with their values on one side."""
    before, after = row.before or {}, row.after or {}
    return [(f.attname, side[f.attname]) for f in row.table.restorable if before.get(f.attname) != after.get(f.attname)]


def undo(record: Any, path: str) -> Settlement:
    """Put back what the last settling of a place wrote; the record is locked. Raises ``Refused``."""
    last = settlements(record).get(path)
    if last is None:
        raise Refused(gettext("There is nothing to undo here; it was put back already."))
    if last.refused:
        raise Refused(last.refused)
    reason = gettext("Preferred as before (undone: %s)") % last.reason
    with pghistory.context(**{SETTLED: path, UNDONE: "yes", "reason": reason}):
        try:
            with transaction.atomic():
                for row in last.rows:
                    row.table.model._base_manager.filter(pk=row.key).update(**dict(_written(row, row.before)))
                connection.check_constraints()
                _settle_state(record)
        except IntegrityError as error:
            raise Refused(sentence_of(error)) from error
    return last
