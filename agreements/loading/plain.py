"""Values as text in a file and as text out of a column, so that the two can be compared without a database.

A plain value is a string, a whole number, a truth value or ``None``. References are the address (slug) of the record
they name, a country its code in capitals, a passage ``source#key``, an acting party its key.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from django.db import models as db

from agreements.loading.errors import nearest
from agreements.models import Country, Party, Passage
from agreements.models.duration import DurationField
from agreements.partial_dates.days import PartialDate, PartialDateError
from agreements.partial_dates.duration import Duration, DurationError
from agreements.partial_dates.fields import PartialDateField

Plain = str | int | bool | None


class Unfit(ValueError):
    """A value that a field cannot take; the message is a sentence for whoever wrote it."""


def read(value: object, field: db.Field[Any, Any]) -> Plain:
    """Give what a file says for ``field`` as a plain value; ``Unfit`` with a sentence when the field cannot take it."""
    name = field.name
    if isinstance(field, db.BooleanField):
        if not isinstance(value, bool):
            raise Unfit(f"{name} is true or false.")
        return value
    if isinstance(field, db.PositiveSmallIntegerField | db.PositiveIntegerField):
        if not isinstance(value, int) or isinstance(value, bool) or value < 0:
            raise Unfit(f"{name} is a whole number from 0.")
        return value
    if isinstance(value, date):
        raise Unfit(
            f'{name} is a date: write it as text, "{value.isoformat()}", so that a month or a year can stand too.'
        )
    if not isinstance(value, str):
        raise Unfit(f"{name} is a text: write it between quotation marks.")
    if "\x00" in value:
        raise Unfit(f"{name} holds a NUL character.")
    if not value.strip():
        raise Unfit(f"{name} is empty: leave the line out when it is not known.")
    return _read_text(value, field)


def _read_text(value: str, field: db.Field[Any, Any]) -> Plain:
    try:
        if isinstance(field, PartialDateField):
            return PartialDate.parse(value).edtf
        if isinstance(field, DurationField):
            return Duration.parse(value).iso
        if isinstance(field, db.DateField):
            return date.fromisoformat(value).isoformat()
        if isinstance(field, db.DecimalField):
            return f"{Decimal(value):.{field.decimal_places}f}"
    except (PartialDateError, DurationError) as error:
        raise Unfit(f"{field.name}: {error}") from None
    except (ValueError, InvalidOperation):
        raise Unfit(f"{field.name}: '{value}' is not one.") from None
    codes = [str(code) for code, _label in field.flatchoices]
    if codes and value not in codes:
        raise Unfit(f"unknown code '{value}' for {field.name}{nearest(value, codes, most=40)}")
    if isinstance(field, db.CharField) and field.max_length and len(value) > field.max_length:
        raise Unfit(f"{field.name} has {len(value)} characters, at most {field.max_length} are kept.")
    return value


def out_of(instance: db.Model, field: db.Field[Any, Any]) -> Plain:
    """Give what a row holds in ``field`` as a plain value; foreign rows must be fetched already."""
    value = getattr(instance, field.name)
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, db.Model):
        return name_of(value)
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, date):
        return value.isoformat()
    return str(value)


def name_of(record: db.Model) -> str:
    """Give the words by which a file names a record."""
    if isinstance(record, Country):
        return record.code
    if isinstance(record, Passage):
        return f"{record.source.slug}#{record.key}"
    if isinstance(record, Party):
        return record.key
    return str(record.slug)  # type: ignore[attr-defined]


def blank_of(field: db.Field[Any, Any]) -> Plain:
    """Give what a column holds when nobody said anything."""
    if not field.has_default():
        return None if field.null else ""
    value = field.get_default()
    return value if value is None or isinstance(value, bool | int) else str(value)
