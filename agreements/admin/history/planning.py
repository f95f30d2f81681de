"""What restoring would write, worked out before anything is written, and what stands against it in words.

A former state is written as a new change: rows that are gone come back under their numbers and keys, rows that came
later go, fields are set. What publishing notes (stage, where it was merged) stays as it is, and so does the address of
a record that was once public. What a row names must still be there, and what goes must not be named from elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.db import models
from django.utils.translation import gettext

from agreements.admin.history.events import RowBefore, State, state_at, state_now, worked
from agreements.admin.history.line import moments_at
from agreements.admin.history.tables import Model, Table, Values, tables_of
from agreements.admin.history.telling import Teller, differences
from agreements.admin.wording import field_words
from agreements.models.base import Record

#: How many rows that stand in the way are named.
_NAMED = 5


@dataclass(frozen=True, slots=True)
class Wish:
    """What to restore: the state after the moment ``at``, or only what the change at ``at`` did to one row (then
    ``row``, and perhaps ``field``, is taken back to what it was before).
    """

    at: datetime
    row: str = ""
    field: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """The rows to write, why it cannot be done, and what will not be as it was although it can."""

    rows: tuple[RowBefore, ...]
    refusals: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


def plan(model: Model, key: int, wish: Wish) -> Plan:
    """Return what fulfilling a wish would write to a record that may be gone."""
    now = state_now(model, key)
    target = _taken_back(model, key, wish, now) if wish.row else state_at(model, key, wish.at)
    own = tables_of(model)[0]
    if target is None:
        return Plan((), (gettext("History knows no such change of this row."),))
    if key not in target[own]:
        return Plan((), (gettext("The record was not there at that time; choose another one."),))
    notes: list[str] = []
    public = now[own].get(key, {}) if _is_public(own, key) else {}
    target[own] = {key: _own_target(own, now[own].get(key), target[own][key], public, notes)}
    rows = [_without_gone_people(row, notes) for row in differences(now, target)]
    rows = [row for row in rows if row.before != row.after]
    return Plan(tuple(rows), tuple(_refusals(model, key, rows, now, target)), tuple(dict.fromkeys(notes)))


def _own_target(table: Table, now: Values | None, then: Values, public: Values, notes: list[str]) -> Values:
    kept = {f.attname for f in table.fields} - {f.attname for f in table.restorable}
    if now is None:
        return {**then, **{name: table.model._meta.get_field(name).get_default() for name in kept}}  # type: ignore[union-attr]
    if public and then["slug"] != public["slug"]:
        notes.append(gettext("The address stays: it never changes once the record was public."))
        kept = {*kept, "slug"}
    return {**then, **{name: now[name] for name in kept}}


def _is_public(table: Table, key: int) -> bool:
    return bool(table.model._base_manager.filter(pk=key, published_revision__isnull=False).exists())


def _taken_back(model: Model, key: int, wish: Wish, now: State) -> State | None:
    """Return the present state with one row, or one field of it, as it was before the change."""
    moments = moments_at(model, key, wish.at)
    code, _sep, number = wish.row.rpartition(":")
    touched = [
        r for rows in worked(key, moments).values() for r in rows if (r.table.code, str(r.key)) == (code, number)
    ]
    if not touched:
        return None
    row = touched[0]
    state = {table: dict(rows) for table, rows in now.items()}
    rows = state[row.table]
    if wish.field:
        column = next((f.attname for f in row.table.restorable if f.name == wish.field), None)
        if column is None or row.before is None or row.key not in rows:
            return None
        rows[row.key] = {**rows[row.key], column: row.before[column]}
    elif row.before is None:
        rows.pop(row.key, None)
    else:
        rows[row.key] = row.before
    return state


def _without_gone_people(row: RowBefore, notes: list[str]) -> RowBefore:
    """Leave out accounts that are gone: the database itself forgets them wherever they are named."""
    if row.after is None:
        return row
    for field in row.table.fields:
        value = row.after[field.attname]
        if not _forgets(field) or value is None or (row.before or {}).get(field.attname) == value:
            continue
        if not field.related_model._default_manager.filter(pk=value).exists():  # type: ignore[union-attr]
            notes.append(
                gettext("%(field)s stays empty: the account is gone.")
                % {"field": field_words(row.table.model, field.name)}
            )
            row = replace(row, after={**(row.after or {}), field.attname: None})
    return row


def _forgets(field: Any) -> bool:
    return bool(field.is_relation and field.remote_field.on_delete is models.SET_NULL)


def _refusals(model: Model, key: int, rows: list[RowBefore], now: State, target: State) -> Iterable[str]:
    teller = Teller()
    inside = {table.model: set(of_table) for table, of_table in target.items()}
    yield from _names_what_is_gone(rows, inside, teller)
    yield from _is_named_elsewhere(rows, inside, teller)
    yield from _takes_the_place_of_another(model, key, now, target)


def _names_what_is_gone(rows: list[RowBefore], inside: dict[Model, set[int]], teller: Teller) -> Iterable[str]:
    wanted: dict[Any, dict[Any, list[str]]] = {}
    for row in rows:
        for field in row.table.restorable if row.after is not None else ():
            value = (row.after or {})[field.attname]
            if field.is_relation and value is not None and value != (row.before or {}).get(field.attname):
                said = f"{teller.name(row.table, row.after or {})}, {field_words(row.table.model, field.name)}"
                wanted.setdefault(field.related_model, {}).setdefault(value, []).append(said)
    for named, keys in wanted.items():
        there = inside.get(named, set()) | set(
            named._base_manager.filter(pk__in=keys).values_list("pk", flat=True)
            if named not in inside or issubclass(named, Record)
            else ()
        )
        for key in set(keys) - there:
            for said in keys[key]:
                yield gettext("%(row)s: what it names (no. %(key)s) is gone.") % {"row": said, "key": key}


def _is_named_elsewhere(rows: list[RowBefore], inside: dict[Model, set[int]], teller: Teller) -> Iterable[str]:
    going: dict[Table, list[int]] = {}
    for row in rows:
        if row.after is None:
            going.setdefault(row.table, []).append(row.key)
    for table, keys in going.items():
        for relation in table.model._meta.related_objects:
            other: Any = relation.related_model
            if other in inside or not hasattr(other, "pgh_event_models"):
                continue
            for named_by in other._base_manager.filter(**{f"{relation.field.name}__in": keys})[:_NAMED]:
                yield gettext("%(what)s “%(row)s” still names what would be taken away.") % {
                    "what": other._meta.verbose_name,
                    "row": named_by,
                }


def _takes_the_place_of_another(model: Model, key: int, now: State, target: State) -> Iterable[str]:
    own = tables_of(model)[0]
    slug = target[own][key]["slug"]
    if key not in now[own] and model._base_manager.filter(slug=slug).exclude(pk=key).exists():
        yield gettext("Another record has the address “%s” by now.") % slug
