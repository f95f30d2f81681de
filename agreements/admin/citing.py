"""Evidence as rows of a record: which field a passage speaks for is chosen from a list, never typed.

``part`` and ``field`` are one choice among the fields that can be cited; ``item`` names the row of that part, and is
held against the rows that the same form saves, so that a party and its evidence can be entered together, and a row
cannot be taken away from under its evidence.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import lazystr
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from agreements.admin.rows import RowFormSet, StackedRowInline
from agreements.models.evidence import ROWS, WITHOUT_ITEM, EvidenceBase, keys_of


def citable_choices(evidence: type[EvidenceBase]) -> list[Any]:
    """Return the fields that evidence of this kind may cite, grouped by part: values are ``part/field``."""
    record: Any = evidence._meta.get_field(evidence.record_field).related_model
    groups: list[Any] = [("", "---------")]
    for part, fields in evidence.CITABLE.items():
        model = record if part == "" else _model_of(record, part)
        options = [(f"{part}/{field}", _label(model, part, field)) for field in fields]
        groups.append((capfirst(str(model._meta.verbose_name)), options))
    return groups


def _model_of(record: Any, part: str) -> Any:
    return record._meta.get_field(ROWS.get(part, part)).related_model


def _label(model: Any, part: str, field: str) -> str:
    name = str(model._meta.verbose_name)
    if not field:
        return gettext("%s: that it is there") % name
    return f"{name}: {model._meta.get_field(field).verbose_name}"


class KeyInput(forms.TextInput):
    """A text field that proposes the keys of the rows that the record has."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs)
        self.keys: Sequence[tuple[str, str]] = ()

    def render(self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None) -> SafeString:
        """Render the field and its list of proposals."""
        list_id = f"{(attrs or {}).get('id', name)}_keys"
        field = super().render(name, value, {**(attrs or {}), "list": list_id}, renderer)
        options = format_html_join("", '<option value="{}">{}</option>', ((k, label) for k, label in self.keys))
        return format_html('{}<datalist id="{}">{}</datalist>', field, list_id, options)


class EvidenceForm(forms.ModelForm):  # type: ignore[type-arg]
    """One passage for or against one field."""

    cites = forms.ChoiceField(label=_("speaks of"))

    class Meta:
        fields = (
            "cites",
            "item",
            "stance",
            "passage",
            "value",
            "stated_value",
            "column",
            "basis",
            "reasoning",
            "preferred",
            "lost_reason",
            "confirmed_by",
            "last_checked",
            "key",
        )
        widgets = {"item": KeyInput}
        help_texts = {
            "item": _("The key of the row, for example “signed”; empty for the record itself and the clause.")
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.instance.item_is_checked_elsewhere = True
        cites: Any = self.fields["cites"]
        cites.choices = citable_choices(self._meta.model)
        if self.instance.pk is not None:
            self.initial["cites"] = f"{self.instance.part}/{self.instance.field}"

    def add_error(self, field: str | None, error: Any) -> None:
        """Show what the model says of ``part`` and ``field`` at the one choice that stands for both."""
        if hasattr(error, "error_dict"):
            of_both = [e for name in ("part", "field") for e in error.error_dict.pop(name, ())]
            if of_both and "cites" not in self.errors:
                error.error_dict.setdefault("cites", []).extend(of_both)
            if not error.error_dict:
                return
        super().add_error(field, error)

    def clean_cites(self) -> str:
        """Put the choice where the model keeps it."""
        part, field = self.cleaned_data["cites"].split("/")
        self.instance.part, self.instance.field = part, field
        return f"{part}/{field}"


class EvidenceFormSet(RowFormSet):
    """The evidence of one record, held against the rows that the same form saves."""

    #: The other rows of the same form, by the part under which evidence names them; set by the record's admin.
    beside: dict[str, RowFormSet] | None = None

    def add_fields(self, form: Any, index: int | None) -> None:
        """Propose the keys of the saved rows."""
        super().add_fields(form, index)
        if not hasattr(self, "_proposals"):
            self._proposals = self._saved_keys()
        form.fields["item"].widget.keys = self._proposals

    def clean(self) -> None:
        """Refuse evidence for a row that will not be there after saving."""
        super().clean()
        keys: dict[str, set[str]] = {}
        for form in self.staying():
            part, item = form.instance.part, form.instance.item
            if part in WITHOUT_ITEM:
                continue
            if part not in keys:
                keys[part] = self._keys(part)
            if item not in keys[part]:
                error = ValidationError(
                    _("After saving, the record has no row “%(item)s” in this part. Rows: %(rows)s"),
                    params={"item": item, "rows": ", ".join(sorted(keys[part])) or gettext("none")},
                )
                form.add_error("item", error)
                raise ValidationError(_("Some evidence cites a row that is not there; see below."))

    def _keys(self, part: str) -> set[str]:
        if self.beside is not None and part in self.beside:
            return self.beside[part].keys()
        return keys_of(self.instance, part) if self.instance.pk is not None else set()

    def _saved_keys(self) -> list[tuple[str, str]]:
        if self.instance.pk is None:
            return []
        model: Any = self.model
        parts = [part for part in model.CITABLE if part not in WITHOUT_ITEM]
        return [(key, part) for part in parts for key in sorted(keys_of(self.instance, part))]


class EvidenceInline(StackedRowInline):
    """Evidence for the fields of a record."""

    form = EvidenceForm
    formset = EvidenceFormSet
    related = ("passage__source", "confirmed_by")
    autocomplete_fields = ("passage", "confirmed_by")
    verbose_name = lazystr(_("evidence"))
    verbose_name_plural = lazystr(_("evidence"))
    fieldsets = (
        (
            None,
            {
                "fields": (
                    ("cites", "item"),
                    ("passage", "stance"),
                    ("value", "stated_value", "column", "basis"),
                    "reasoning",
                    ("preferred", "lost_reason"),
                    ("confirmed_by", "last_checked", "key"),
                )
            },
        ),
    )
