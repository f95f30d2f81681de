"""Fields and values in words: one way for review, conflicts, history and duplicates to say what an editor entered.

Values come as models hold them or as history keeps them: a foreign key as its number, a partial date as itself, a code
as its code. A record that is gone is named by its number. Names of records are looked up once per ``Wording``.
"""

from __future__ import annotations

from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import get_language, gettext

from agreements.partial_dates.days import PartialDate
from agreements.partial_dates.display import in_words
from agreements.partial_dates.fields import from_range

Model = type[models.Model]

#: What an editor reads for a value that is not there.
NOTHING = "–"


def model_words(model: Model) -> str:
    """Return what rows of a model are called, such as “act”."""
    return str(model._meta.verbose_name)


def field_words(model: Model, name: str) -> str:
    """Return what a field is called at the desk; a name that the model no longer has is returned as it is."""
    try:
        return capfirst(str(model._meta.get_field(name).verbose_name))  # type: ignore[union-attr]
    except FieldDoesNotExist:
        return name


class Wording:
    """Say values in the reader's language; each record named is looked up once."""

    def __init__(self) -> None:
        self._names: dict[tuple[Model, Any], str] = {}

    def value(self, model: Model, name: str, value: Any) -> str:
        """Return a field's value in words; ``NOTHING`` where there is none."""
        try:
            field: Any = model._meta.get_field(name)
        except FieldDoesNotExist:
            return NOTHING if value is None else str(value)
        if value is None or value == "":
            return NOTHING
        if field.is_relation:
            return self._name(field.related_model, getattr(value, "pk", value))
        if field.choices:
            return str(dict(field.flatchoices).get(value, value))
        return _plain(value)

    def know(self, model: Model, keys: set[Any]) -> None:
        """Look up the names of several records of one model at once, with what their names are made of."""
        wanted = {key for key in keys if (model, key) not in self._names}
        if not wanted:
            return
        records = model._default_manager.filter(pk__in=wanted)
        made_of = [name for name in ("titles", "names", "institution__names") if _reaches(model, name.split("__")[0])]
        named = [name for name in ("source", "country", "institution") if _reaches(model, name)]
        if named:
            records = records.select_related(*named)
        for record in records.prefetch_related(*made_of):
            self._names[model, record.pk] = str(record)
        for key in wanted:
            self._names.setdefault((model, key), gettext("no. %s (gone)") % key)

    def _name(self, model: Model, key: Any) -> str:
        if (model, key) not in self._names:
            self.know(model, {key})
        return self._names[model, key]


def _reaches(model: Model, name: str) -> bool:
    return any(field.name == name for field in model._meta.get_fields())


def _plain(value: Any) -> str:
    if isinstance(value, bool):
        return gettext("yes") if value else gettext("no")
    if hasattr(value, "lower_inc"):
        value = from_range(value)
    if isinstance(value, PartialDate):
        return in_words(value, get_language() or "en")
    if hasattr(value, "strftime"):
        return date_format(value, "Y-m-d H:i:s" if hasattr(value, "hour") else "Y-m-d")
    return str(value)
