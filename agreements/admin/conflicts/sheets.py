"""What a form shows and what was typed into it, as plain text by row and field.

Both sides are read through the form's own fields, so that "June 2024" over 2024-06 is no change, and both are kept as
text, so that what no field can read is carried along like anything else. A text has one spelling for one value; what
is sent again is the text as it was typed. Rows are named by their primary key, new ones by their place in the form.
"""

from __future__ import annotations

import copy
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.formsets import DELETION_FIELD_NAME, ORDERING_FIELD_NAME, TOTAL_FORM_COUNT
from django.http import HttpRequest, QueryDict

from agreements.admin.conflicts.merging import NEW, OWN, Row, Sheet, differs

#: prefix -> name of the row -> field -> what a browser sends for it; None for a box that is not ticked.
Sent = dict[str, dict[str, dict[str, str | None]]]


@dataclass(slots=True)
class Part:
    """The record's own fields, or one kind of its rows, as the form offers them."""

    prefix: str
    model: Any
    fields: dict[str, forms.Field]
    formset: Any = None
    blank: Row = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)

    @property
    def single(self) -> bool:
        """Whether there is at most one such row."""
        return self.formset is not None and self.formset.max_num == 1

    @property
    def pk_name(self) -> str:
        """Return the name of the hidden field that says which row it is."""
        return str(self.formset.model._meta.pk.name)


@dataclass(slots=True)
class Shown:
    """A form that was not typed into: its parts, what it shows and what a browser would send of it."""

    parts: dict[str, Part]
    sheet: Sheet
    sent: Sent


def shown_by(form: Any, formsets: Iterable[Any]) -> Shown:
    """Read an unbound form of a record and its formsets."""
    model_fields = {f.name for f in form._meta.model._meta.fields}
    own = Part(OWN, form._meta.model, {name: f for name, f in form.fields.items() if name in model_fields})
    own.names[OWN] = str(form.instance)
    shown = Shown({OWN: own}, {}, {})
    _read(shown, own, [(OWN, form)])
    for formset in formsets:
        left_out = {formset.model._meta.pk.name, formset.fk.name, DELETION_FIELD_NAME, ORDERING_FIELD_NAME}
        empty = formset.empty_form
        part = Part(
            formset.prefix, formset.model, {n: f for n, f in empty.fields.items() if n not in left_out}, formset
        )
        part.blank = {name: spelled(f, sent_for(f, empty[name].value())) for name, f in part.fields.items()}
        part.names = {str(row.instance.pk): str(row.instance) for row in formset.initial_forms}
        shown.parts[part.prefix] = part
        _read(shown, part, [(str(row.instance.pk), row) for row in formset.initial_forms])
    return shown


def _read(shown: Shown, part: Part, rows: list[tuple[str, Any]]) -> None:
    sent = {row: {name: sent_for(f, form[name].value()) for name, f in part.fields.items()} for row, form in rows}
    shown.sent[part.prefix] = sent
    shown.sheet[part.prefix] = {
        row: {name: spelled(part.fields[name], raw) for name, raw in cells.items()} for row, cells in sent.items()
    }


def shown_now(admin: Any, request: HttpRequest, record: Any) -> Shown:
    """Read the form that this user would get of a record as it is now."""
    asked_again = _as_if_asked_for(request)
    fields = [name for _title, options in admin.get_fieldsets(asked_again, record) for name in _flat(options["fields"])]
    form = admin.get_form(asked_again, record, change=True, fields=fields)(instance=record)
    formsets, inlines = admin._create_formsets(asked_again, record, change=True)
    return shown_by(form, writable(asked_again, record, formsets, inlines))


def writable(request: HttpRequest, record: Any, formsets: Iterable[Any], inlines: Iterable[Any]) -> list[Any]:
    """Return the formsets whose rows this user may change."""
    return [
        formset
        for formset, inline in zip(formsets, inlines, strict=True)
        if inline.has_change_permission(request, record)
    ]


def typed_into(parts: dict[str, Part], data: QueryDict, untouched: Sheet) -> tuple[Sheet, Sent]:
    """Read what was typed, with nothing refused; rows marked for deletion are left out, and untouched new rows.

    A row of ``untouched`` that was not sent at all is as it was: only a mark takes a row away.
    """
    sheet: Sheet = {}
    sent: Sent = {}
    for part in parts.values():
        staying, removed = _rows(part, data)
        sent[part.prefix] = {row: _cells(part, data, prefix) for row, prefix in staying}
        rows = {
            row: {name: spelled(part.fields[name], raw) for name, raw in cells.items()}
            for row, cells in sent[part.prefix].items()
        }
        sheet[part.prefix] = {
            **{
                row: cells
                for row, cells in untouched.get(part.prefix, {}).items()
                if row not in rows and row not in removed
            },
            **{row: cells for row, cells in rows.items() if not row.startswith(NEW) or differs(part.blank, cells)},
        }
    return sheet, sent


def _rows(part: Part, data: QueryDict) -> tuple[list[tuple[str, str]], set[str]]:
    """Return every row that stays, with the prefix of its names in the data, and the names of those taken away."""
    if part.formset is None:
        return [(OWN, OWN)], set()
    total = data.get(f"{part.prefix}-{TOTAL_FORM_COUNT}", "")
    count = min(int(total), part.formset.absolute_max) if total.isascii() and total.isdigit() else 0
    staying, removed = [], set()
    for index in range(count):
        prefix = f"{part.prefix}-{index}"
        row = data.get(f"{prefix}-{part.pk_name}", "").strip() or f"{NEW}{index}"
        if data.get(f"{prefix}-{DELETION_FIELD_NAME}"):
            removed.add(row)
        else:
            staying.append((row, prefix))
    return staying, removed


def _cells(part: Part, data: QueryDict, prefix: str) -> dict[str, str | None]:
    return {name: _typed(f, data, f"{prefix}-{name}" if prefix else name) for name, f in part.fields.items()}


def _typed(form_field: forms.Field, data: QueryDict, name: str) -> str | None:
    raw = form_field.widget.value_from_datadict(data, {}, name)
    if isinstance(_widget(form_field), forms.CheckboxInput):
        return "on" if raw else None
    return None if raw is None else str(raw)


def sent_for(form_field: forms.Field, value: Any) -> str | None:
    """Return what a browser sends for a field that shows ``value``; None for a box that is not ticked."""
    widget = _widget(form_field)
    if isinstance(widget, forms.CheckboxInput):
        return "on" if widget.check_test(value) else None
    text = widget.format_value(value)
    if isinstance(text, list | tuple):
        text = text[0] if text else ""
    return "" if text is None else str(text)


def spelled(form_field: forms.Field, raw: str | None) -> str:
    """Return the one spelling of the value that a text means; a text that the field cannot read stays as it is."""
    if raw is None:
        return ""
    text = raw.replace("\r\n", "\n").strip()
    if isinstance(form_field, forms.ChoiceField | forms.BooleanField):
        return text
    try:
        value = form_field.to_python(text)
    except (ValidationError, ValueError, OverflowError):
        return text
    if value is None:
        return ""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return format(value.normalize(), "f") if value.is_finite() else text
    return str(form_field.prepare_value(value))


def _widget(form_field: forms.Field) -> Any:
    return getattr(form_field.widget, "widget", form_field.widget)


def _flat(names: Iterable[Any]) -> list[str]:
    return [name for given in names for name in (_flat(given) if isinstance(given, list | tuple) else [given])]


def _as_if_asked_for(request: HttpRequest) -> HttpRequest:
    """Return the same request as one that only looks, so that forms are made without what was sent."""
    asked = copy.copy(request)
    asked.method = "GET"
    return asked
