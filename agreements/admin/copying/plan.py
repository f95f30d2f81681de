"""What is copied of a kind of record, and the form that asks for what is new."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from agreements import asof
from agreements.models.base import Record, slug_is_kebab


class CopyForm(forms.Form):
    """What every copy asks for: an address and a reason."""

    slug = forms.CharField(
        label=_("New address"),
        max_length=120,
        validators=[slug_is_kebab],
        help_text=_("The last part of the public address. A free one is proposed."),
        widget=forms.TextInput(attrs={"class": "vTextField", "autocomplete": "off", "spellcheck": "false"}),
    )

    def __init__(self, *args: Any, record: Record, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.record = record
        self.fields["slug"].initial = proposed_address(record)

    def clean_slug(self) -> str:
        """Refuse an address that another record of the kind has."""
        slug: str = self.cleaned_data["slug"]
        if type(self.record)._default_manager.filter(slug=slug).exists():
            raise forms.ValidationError(_("Another record has this address."))
        return slug


def proposed_address(record: Record) -> str:
    """Return a free address: the record's own with this year in the place of its last year, or with a number."""
    year = str(asof.today().year)
    stem = re.sub(r"-(1[89]|20)\d\d(?=-|$)(?!.*-(1[89]|20)\d\d)", "", record.slug)[:108].rstrip("-")
    wanted = f"{stem}-{year}"
    taken = set(type(record)._default_manager.filter(slug__startswith=wanted).values_list("slug", flat=True))
    return next(a for n in range(1, len(taken) + 2) if (a := wanted if n == 1 else f"{wanted}-{n}") not in taken)


Finish = Callable[[Any, Any, dict[str, Any]], None]


@dataclass(frozen=True, slots=True)
class Plan:
    """What is copied: own fields, rows by the name under which the record reaches them, each without some fields.

    ``prepare`` changes the new record before it is saved, ``finish`` adds what is asked for afterwards; both get the
    new record, the old one and what the form gave.
    """

    form: type[CopyForm]
    fields: Sequence[str]
    rows: Mapping[str, Sequence[str]]
    copied: Sequence[str | Promise]
    left_out: Sequence[str | Promise]
    prepare: Finish = field(default=lambda new, old, given: None)
    finish: Finish = field(default=lambda new, old, given: None)

    def make(self, old: Any, given: dict[str, Any]) -> Any:
        """Make and return the new draft; call it inside a transaction."""
        new = type(old)(slug=given["slug"], **{name: getattr(old, name) for name in self.fields})
        self.prepare(new, old, given)
        new.full_clean()
        new.save()
        for name, left_out in self.rows.items():
            self._copy_rows(new, old, name, set(left_out))
        self.finish(new, old, given)
        return new

    @staticmethod
    def _copy_rows(new: Any, old: Any, name: str, left_out: set[str]) -> None:
        relation = type(old)._meta.get_field(name)
        to_record = relation.field.name
        made: set[tuple[Any, ...]] = set()
        for row in relation.related_model._default_manager.filter(**{to_record: old}):
            fields = [
                f for f in row._meta.concrete_fields if not f.primary_key and f.name not in {to_record, *left_out}
            ]
            values = {f.attname: getattr(row, f.attname) for f in fields}
            content = tuple(value for column, value in values.items() if column not in ("key", "position"))
            if content not in made:
                made.add(content)
                relation.related_model._default_manager.create(**{to_record: new}, **values)
