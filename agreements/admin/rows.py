"""Rows within a record, as inlines: keys are made before saving, and a known record costs no query to show.

A row's key is what evidence cites, so it is settled while the form is checked, not while it is saved: evidence for a
row that is added in the same form can then be held against the rows that will be there.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import AutocompleteSelect
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.fields.related import ForeignKey
from django.forms.formsets import DELETION_FIELD_NAME
from django.forms.models import BaseInlineFormSet
from django.http import HttpRequest
from django.utils.text import capfirst
from django.utils.translation import gettext

from agreements.admin.forms.names import read_names, told_apart
from agreements.admin.forms.widgets import TypedFieldsMixin


class KnownAutocomplete(AutocompleteSelect):
    """Django's autocomplete, which asks the database for the name of the chosen record only when it is not at hand."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.known: dict[str, models.Model] = {}

    def optgroups(self, name: str, value: Sequence[str], attrs: dict[str, Any] | None = None) -> list[Any]:
        """Return the empty option and the chosen one."""
        value = [v for v in value if self._is_a_key(v)]
        chosen = [str(v) for v in value if v not in self.choices.field.empty_values]
        if not chosen or any(v not in self.known for v in chosen):
            return super().optgroups(name, value, attrs)
        options = [] if self.is_required else [self.create_option(name, "", "", False, 0)]
        for index, key in enumerate(chosen, start=len(options)):
            options.append(self.create_option(name, key, told_apart(self.known[key]), True, index))
        return [(None, options, 0)]

    def _is_a_key(self, value: Any) -> bool:
        """Whether a record could have this key; what could not has no name, and its field says that it is wrong."""
        try:
            self.choices.queryset.model._meta.pk.to_python(value or None)
        except ValidationError:
            return False
        return True


def tell_known(form: forms.BaseForm) -> None:
    """Give the autocompletes of a form the records that its instance already holds."""
    instance = getattr(form, "instance", None)
    for name, field in form.fields.items():
        widget = getattr(field.widget, "widget", field.widget)
        if isinstance(widget, KnownAutocomplete) and instance is not None:
            held = instance._state.fields_cache.get(name)
            field.label_from_instance = told_apart  # type: ignore[attr-defined]
            if held is not None:
                read_names([held])
                widget.known = {str(held.pk): held}


class AutocompleteMixin:
    """Autocomplete for every foreign key whose target can be searched in the admin."""

    def formfield_for_foreignkey(self, db_field: ForeignKey[Any, Any], request: HttpRequest, **kwargs: Any) -> Any:
        """Give the form field, with the autocomplete that knows what is at hand."""
        if "widget" not in kwargs and db_field.name in self.get_autocomplete_fields(request):  # type: ignore[attr-defined]
            kwargs["widget"] = KnownAutocomplete(db_field, self.admin_site, using=kwargs.get("using"))  # type: ignore[attr-defined]
        return super().formfield_for_foreignkey(db_field, request, **kwargs)  # type: ignore[misc]


class RowFormSet(BaseInlineFormSet):  # type: ignore[type-arg]  # Django's own takes none at run time
    """Rows of one record; those without a key get one while they are checked."""

    def add_fields(self, form: Any, index: int | None) -> None:
        """Complete a row's form."""
        super().add_fields(form, index)
        if not hasattr(self, "_names_read"):
            self._names_read = True
            self._read_names(form)
        tell_known(form)
        if DELETION_FIELD_NAME in form.fields:
            form.fields[DELETION_FIELD_NAME].widget.attrs["aria-label"] = gettext("Delete")

    def _read_names(self, form: Any) -> None:
        """Read what the names of the records that the rows hold need, once for all rows."""
        for name, field in form.fields.items():
            if isinstance(getattr(field.widget, "widget", field.widget), KnownAutocomplete):
                held = (row._state.fields_cache.get(name) for row in self.get_queryset())
                read_names([record for record in held if record is not None])

    def staying(self) -> list[forms.BaseModelForm[Any]]:
        """Return the forms of the rows that will be there after saving; those in error are not among them."""
        return [
            form
            for form in self.forms
            if form.is_valid()
            and not (self.can_delete and self._should_delete_form(form))  # type: ignore[attr-defined]
            and (form.instance.pk is not None or form.has_changed())
        ]

    def clean(self) -> None:
        """Give every new row a key that is free within the record, then check the rows against one another."""
        staying = self.staying()
        if staying and hasattr(staying[0].instance, "free_key"):
            taken = {form.instance.key for form in (*staying, *self.initial_forms) if form.instance.key}
            taken |= self.keys_elsewhere()
            for form in staying:
                if not form.instance.key:
                    form.instance.key = form.cleaned_data["key"] = form.instance.free_key(taken)
                    taken.add(form.instance.key)
        super().clean()

    def keys_elsewhere(self) -> set[str]:
        """Return the keys of rows that the record has and the form does not show."""
        return set()

    def keys(self) -> set[str]:
        """Return the keys of the rows that will be there after saving."""
        self.is_valid()
        return {form.instance.key for form in self.staying()}


class RowInline(TypedFieldsMixin, AutocompleteMixin, admin.TabularInline):  # type: ignore[type-arg]
    """Rows of a record. ``related`` are the records that a row names, read together with the rows."""

    formset = RowFormSet
    extra = 1
    related: tuple[str, ...] = ()
    prefetch: tuple[str, ...] = ()
    show_change_link = False

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Any]:
        """Read the rows with what they name."""
        rows = super().get_queryset(request).prefetch_related(*self.prefetch)
        return rows.select_related(*self.related) if self.related else rows

    def formfield_for_dbfield(self, db_field: models.Field[Any, Any], request: HttpRequest, **kwargs: Any) -> Any:
        """Give the form field; in a table it says its own name, for want of a label; long texts get few lines."""
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field is None:
            return None
        widget: Any = getattr(field.widget, "widget", field.widget)
        if self.template == RowInline.template:
            widget.attrs["aria-label"] = capfirst(str(db_field.verbose_name))
        if isinstance(db_field, models.TextField):
            widget.attrs["rows"] = 2
        return field


class StackedRowInline(RowInline):
    """Rows with many fields, one under the other."""

    template = "admin/edit_inline/stacked.html"
