"""Writing rows of the register by COPY: values that the door made itself, as PostgreSQL reads them.

A publication brings some thirty rows into a dozen tables. Through instances and INSERT that is most of what publishing
costs; a line of text for each costs a tenth of it. The values are the door's own, so nothing is checked here beyond
what the tables check; what is made from a document (``rows_of``, ``derived_rows``) is the same as the audit compares.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from datetime import date, timedelta
from functools import cache
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import connection, models

from agreements.partial_dates.dayset import DaySet
from agreements.partial_dates.fields import DaySetField, PartialDateField

NULL = r"\N"
_DAY = timedelta(days=1)


class JsonText(str):
    """JSON that is written already."""

    __slots__ = ()


class Table:
    """The columns of a table of the register, in the order in which ``line`` writes them."""

    def __init__(self, model: type[models.Model]) -> None:
        columns = [f for f in model._meta.concrete_fields if not isinstance(f, models.AutoField)]
        self._writers = [(field.attname, _writer(field), _default(field)) for field in columns]
        names = ", ".join(connection.ops.quote_name(str(field.column)) for field in columns)
        self.statement = f"COPY {connection.ops.quote_name(model._meta.db_table)} ({names}) FROM STDIN"

    def line(self, values: Mapping[str, Any]) -> str:
        """Return a row as COPY reads it; a column that is not named holds its default."""
        return (
            "\t".join(
                [
                    default if (value := values.get(name)) is None else write(value)
                    for name, write, default in self._writers
                ]
            )
            + "\n"
        )


@cache
def table_of(model: type[models.Model]) -> Table:
    """Return how rows of a model are written."""
    return Table(model)


def copy(model: type[models.Model], rows: Iterable[Mapping[str, Any]]) -> None:
    """Append rows, each a mapping by the names of columns as instances have them."""
    table = table_of(model)
    lines = [table.line(row) for row in rows]
    if lines:
        with connection.cursor() as cursor, cursor.copy(table.statement) as channel:
            for start in range(0, len(lines), 500):
                channel.write("".join(lines[start : start + 500]))


def as_text(field: models.Field[Any, Any], value: Any) -> str | None:
    """Return a value of a column as the database reads it from a text; None is none.

    For columns whose texts need no escaping: days, sets of days, codes.
    """
    return None if value is None else _writer(field)(value)


def json_text(value: Any) -> JsonText:
    """Write JSON in the one form whose digest names it: keys sorted, no blanks."""
    return JsonText(json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")))


def _default(field: models.Field[Any, Any]) -> str:
    """Return what a column without a value holds; a column that may be NULL holds that."""
    if field.null or not field.has_default():
        return NULL
    return _writer(field)(field.get_default())


def _writer(field: models.Field[Any, Any]) -> Callable[[Any], str]:
    if isinstance(field, PartialDateField):
        return _days
    if isinstance(field, DaySetField):
        return _day_set
    if isinstance(field, ArrayField):
        return _texts
    if isinstance(field, models.JSONField):
        return _json
    if isinstance(field, models.BooleanField):
        return _flag
    if isinstance(field, models.DateTimeField):
        return _instant
    return str if isinstance(field, models.IntegerField | models.ForeignKey) else _text


def _text(value: str) -> str:
    # Four passes at the speed of memory; ``translate`` looks at every character.
    if "\\" in value:
        value = value.replace("\\", "\\\\")
    if "\n" in value:
        value = value.replace("\n", "\\n")
    if "\r" in value:
        value = value.replace("\r", "\\r")
    return value.replace("\t", "\\t") if "\t" in value else value


def _json(value: Any) -> str:
    return (value if isinstance(value, JsonText) else json_text(value)).replace("\\", "\\\\")


def _flag(value: bool) -> str:
    return "t" if value else "f"


def _instant(value: Any) -> str:
    return str(value.isoformat())


def _texts(values: Iterable[str]) -> str:
    quoted = ('"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"' for value in values)
    return _text("{" + ",".join(quoted) + "}")


def _days(value: Any) -> str:
    return f"[{value.first.isoformat()},{_after(value.last)})"


def _day_set(value: DaySet) -> str:
    ranges = (
        f"{'(' if first is None else '[' + first.isoformat()},{'' if last is None else _after(last)})"
        for first, last in value.ranges
    )
    return "{" + ",".join(ranges) + "}"


def _after(day: date) -> str:
    return (day + _DAY).isoformat()
