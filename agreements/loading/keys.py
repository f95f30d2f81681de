"""The numbers of records by the names that files use: what the register holds, and what a load is about to write.

Numbers of new records are taken from their sequences before anything is written, so that a row may name a record that
comes after its own. A dictionary of plain numbers stands a hundred thousand records; instances would not.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

from django.db import connection
from django.db import models as db

from agreements.loading.plain import Plain
from agreements.loading.shapes import SHAPES, shape_of_model
from agreements.loading.state import Name
from agreements.models import Country, Passage


class Keys:
    """Numbers by kind and name: a country by its code in capitals, a passage as ``("passage", "source#key")``."""

    def __init__(self) -> None:
        self._known: dict[str, dict[str, int]] = {}
        self._asked: dict[str, set[str]] = {}
        self.awaited: set[Name] = set()
        """Records that have a number and are not written yet."""

    def get(self, kind: str, name: str) -> int | None:
        """Return the number of a record; None for one that is neither known nor in the register as far as asked."""
        return self._known.get(kind, {}).get(name)

    def know(self, kind: str, name: str, number: int) -> None:
        """Note the number of a record or passage."""
        self._known.setdefault(kind, {})[name] = number

    def look_up(self, names: Iterable[Name]) -> None:
        """Read the numbers of those records that are not known yet, a statement for each kind (source of passages)."""
        wanted: dict[str, set[str]] = {}
        for kind, name in names:
            if name not in self._known.get(kind, ()) and name not in self._asked.get(kind, ()):
                wanted.setdefault(kind, set()).add(name)
        for kind, missing in wanted.items():
            self._asked.setdefault(kind, set()).update(missing)
            found = _passages(missing) if kind == "passage" else _records(kind, missing)
            self._known.setdefault(kind, {}).update(found)

    def reserve(self, kind: str, names: Collection[str]) -> None:
        """Take numbers for new records of a kind, which are written soon."""
        known = self._known.setdefault(kind, {})
        for name, number in zip(names, numbers(SHAPES[kind].model, len(names)), strict=True):
            known[name] = number
            self.awaited.add((kind, name))


def numbers(model: type[db.Model], count: int) -> list[int]:
    """Take so many numbers from the sequence of a table."""
    table, column = model._meta.db_table, model._meta.pk.column
    if not count:
        return []
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval(s::regclass) FROM pg_get_serial_sequence(%s, %s) s, generate_series(1, %s)",
            [table, column, count],
        )
        return [number for (number,) in cursor.fetchall()]


def named(kind: str, address: str) -> Name:
    """Return the name of a record by its address."""
    return kind, address.upper() if kind == "country" else address


def name_in(model: type[db.Model], value: Plain) -> Name:
    """Return kind and name of the record that a value of a reference names."""
    if model is Passage:
        return "passage", str(value)
    shape = shape_of_model(model)
    assert shape is not None, model
    return named(shape.kind, str(value))


def _records(kind: str, names: set[str]) -> dict[str, int]:
    model = SHAPES[kind].model
    field = "code" if model is Country else "slug"
    rows = model._default_manager.filter(**{f"{field}__in": names})
    return dict(rows.values_list(field, "pk"))


def _passages(names: set[str]) -> dict[str, int]:
    of_source: dict[str, list[str]] = {}
    for name in names:
        source, _hash, key = name.partition("#")
        of_source.setdefault(source, []).append(key)
    found: dict[str, int] = {}
    for source, keys in of_source.items():
        rows = Passage.objects.filter(source__slug=source, key__in=keys)
        found |= {f"{source}#{key}": number for key, number in rows.values_list("key", "pk")}
    return found
