"""Plain values, checked as their model would check them and written as COPY reads them.

A load of a hundred thousand records has two million rows: an instance of a model for each would cost more than the
database does. The same fields check here (``Field.clean``), but every value once: codes, days and names of schemes
come back again and again, and what a column made of a value is kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import connection
from django.db import models as db
from psycopg.types.range import Range

from agreements.asof import instant
from agreements.loading.plain import Plain
from agreements.models.base import PlainText, control_character

NULL = r"\N"
KEPT = 20_000
"""How many different values of a column are remembered at once."""
_SPECIAL = re.compile(r"[\\\n\r\t]")
_ESCAPED = str.maketrans({"\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"})


class Column:
    """One column of a table that is no reference."""

    def __init__(self, model: type[db.Model], field: db.Field[Any, Any]) -> None:
        self.model, self.field = model, field
        self._texts = issubclass(model, PlainText) and isinstance(field, db.CharField | db.TextField)
        self._clock = getattr(field, "auto_now", False) or getattr(field, "auto_now_add", False)
        self._known: dict[Plain, str] = {}
        self._default = written(field.get_db_prep_save(field.get_default(), connection))

    @property
    def blank(self) -> str:
        """What the column holds when nobody said anything, as COPY reads it."""
        return written(instant()) if self._clock else self._default

    def token(self, value: Plain) -> str:
        """Return a value as COPY reads it; ``ValidationError`` with the sentences of the model."""
        kept = (value, True) if isinstance(value, bool) else value  # True equals 1, and is another value
        if (known := self._known.get(kept)) is not None:  # type: ignore[arg-type]
            return known
        found = self._checked(value)
        if len(self._known) >= KEPT:
            self._known.clear()
        self._known[kept] = found  # type: ignore[index]
        return found

    def _checked(self, value: Plain) -> str:
        if value is None and not self.field.null:
            return self.blank
        if self.field.blank and value in self.field.empty_values:
            return written(self.field.get_db_prep_save(self.field.to_python(value), connection))
        cleaned = self.field.clean(value, None)
        if self._texts and isinstance(cleaned, str):
            wrong = control_character(self.model, self.field.name, cleaned)
            if wrong is not None:
                raise wrong
        return written(self.field.get_db_prep_save(cleaned, connection))


class Table:
    """The columns of a table, in the order in which ``line`` writes them."""

    def __init__(self, model: type[db.Model], *, numbered: bool = False) -> None:
        self.model, self.numbered = model, numbered
        self._order: list[tuple[str, Column | None]] = []
        names = []
        for field in model._meta.concrete_fields:
            if field.primary_key and not numbered:
                continue
            plain = not (field.primary_key or isinstance(field, db.ForeignKey))
            self._order.append((field.name, Column(model, field) if plain else None))
            names.append(connection.ops.quote_name(str(field.column)))
        table = connection.ops.quote_name(model._meta.db_table)
        self._columns = dict(self._order)
        self.copy_sql = f"COPY {table} ({', '.join(names)}) FROM STDIN"
        self.references: dict[str, type[db.Model]] = {
            field.name: field.remote_field.model
            for field in model._meta.concrete_fields
            if isinstance(field, db.ForeignKey)
        }

        self.required = {name for name in self.references if not model._meta.get_field(name).null}

    def line(self, values: Mapping[str, Plain], given: Mapping[str, str]) -> str:
        """Return a row as COPY reads it: ``given`` are written already (numbers, references), ``values`` are plain.

        A column of which neither speaks holds its default. ``Unwritable`` names every column at fault.
        """
        return self._texts(self._order, values, given) + "\n"

    def texts(self, names: Iterable[str], values: Mapping[str, Plain], given: Mapping[str, str]) -> str:
        """Return some columns of a row as COPY reads them, in the order of ``names``."""
        return self._texts([(name, self._columns[name]) for name in names], values, given)

    def _texts(
        self, order: list[tuple[str, Column | None]], values: Mapping[str, Plain], given: Mapping[str, str]
    ) -> str:
        tokens = []
        wrong: dict[str, str] = {}
        for name, column in order:
            if name in given:
                tokens.append(given[name])
            elif column is None:
                tokens.append(NULL)
            elif name in values:
                try:
                    tokens.append(column.token(values[name]))
                except ValidationError as error:
                    wrong[name] = " ".join(error.messages)
            else:
                tokens.append(column.blank)
        if wrong:
            raise Unwritable(wrong)
        return "\t".join(tokens)


class Unwritable(ValueError):
    """A row that its model refuses: the sentences by column."""

    def __init__(self, sentences: dict[str, str]) -> None:
        self.sentences = sentences
        super().__init__("; ".join(f"{name}: {words}" for name, words in sentences.items()))


def written(value: Any) -> str:
    """Return a value of a column as COPY reads it."""
    if value is None:
        return NULL
    if isinstance(value, bool):
        return "t" if value else "f"
    if isinstance(value, Range) and value.lower is not None and value.upper is not None:
        return f"[{value.lower.isoformat()},{value.upper.isoformat()})"
    if isinstance(value, date | datetime):
        return value.isoformat()
    text = str(value)
    return text.translate(_ESCAPED) if _SPECIAL.search(text) else text
