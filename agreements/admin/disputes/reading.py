"""Reading the normalised value of a piece of evidence as the field that it speaks of would take it."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext


class Unreadable(Exception):
    """A field cannot take a value; the text says why."""


def read_value(row: Any, field: Any, text: str) -> Any:
    """Return ``text`` as the field of a row takes it: a record for a foreign key, named by its address.

    A country is named by its code, an acting party by its key within the agreement. Raises ``Unreadable``.
    """
    if field.is_relation:
        return _named(row, field, text)
    if isinstance(field, models.BooleanField):
        text = text.capitalize()
    try:
        return field.clean(text, row)
    except ValidationError as error:
        raise Unreadable(" ".join(error.messages)) from error


def _named(row: Any, field: Any, text: str) -> Any:
    model = field.related_model
    rows = model._default_manager.all()
    names = {f.name for f in model._meta.concrete_fields}
    if "slug" in names:
        found = rows.filter(slug=text).first() or rows.filter(slug=text.lower()).first()
    else:
        of_record = {name: getattr(row, f"{name}_id") for name in ("agreement", "program") if name in names}
        found = rows.filter(key=text, **of_record).first()
    if found is None:
        raise Unreadable(gettext("There is no record or row “%s”.") % text)
    return found
