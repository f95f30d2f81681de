"""Save a form for real, look at what follows, and undo it: rules, constraints and settling are those of saving.

Where the form has errors, what is valid is saved all the same, field by field and row by row, so that a preview does
not wait for the last of them. Everything happens inside one transaction that is always rolled back; numbers that the
database hands out by itself are the only trace.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from django.contrib.admin.utils import flatten_fieldsets
from django.db import IntegrityError, connection, transaction
from django.forms.models import BaseInlineFormSet
from django.http import HttpRequest

from agreements.models.refusal import sentence_of


@dataclass(slots=True)
class Trial:
    """A form that was saved for a moment: the record as it was then, None where nothing of it could be saved.

    ``new`` is true for a record that does not exist yet; ``refused`` are the sentences of rules that the database held.
    """

    form: Any
    formsets: list[Any]
    inlines: list[Any]
    new: bool
    record: Any = None
    refused: list[str] = field(default_factory=list)


@contextmanager
def tried(model_admin: Any, request: HttpRequest, record: Any) -> Iterator[Trial]:
    """Save what was sent, for the time of the block; ``record`` is None for a new one. Nothing stays."""
    with transaction.atomic():
        trial = _validated(model_admin, request, record)
        if not _saved(model_admin, request, trial):
            _saved_in_parts(model_admin, request, trial)
        yield trial
        transaction.set_rollback(True)


def _validated(model_admin: Any, request: HttpRequest, record: Any) -> Trial:
    fields = flatten_fieldsets(model_admin.get_fieldsets(request, record))
    form_class = model_admin.get_form(request, record, change=record is not None, fields=fields)
    form = form_class(request.POST, request.FILES, instance=record)
    formsets, inlines = model_admin._create_formsets(request, form.instance, change=record is not None)
    return Trial(form, formsets, inlines, new=record is None)


def _saved(model_admin: Any, request: HttpRequest, trial: Trial) -> bool:
    """Save as the form is saved; False where it has errors or the database refuses it."""
    valid = [trial.form.is_valid(), *(formset.is_valid() for formset in trial.formsets)]
    if not all(valid):
        return False
    try:
        with transaction.atomic():
            record = model_admin.save_form(request, trial.form, change=not trial.new)
            model_admin.save_model(request, record, trial.form, not trial.new)
            model_admin.save_related(request, trial.form, trial.formsets, not trial.new)
            connection.check_constraints()
    except IntegrityError as error:
        trial.refused.append(sentence_of(error))
        fresh = None if trial.new else model_admin.get_object(request, str(trial.form.instance.pk))
        again = _validated(model_admin, request, fresh)
        trial.form, trial.formsets, trial.inlines = again.form, again.formsets, again.inlines
        for part in (trial.form, *trial.formsets):
            part.is_valid()
        return False
    trial.record = record
    return True


def _saved_in_parts(model_admin: Any, request: HttpRequest, trial: Trial) -> None:
    """Save every field and every row that is valid by itself."""
    record = trial.form.instance
    before = type(record)() if trial.new else model_admin.get_object(request, str(record.pk))
    for name in trial.form.errors:
        if name in trial.form.fields and hasattr(before, name):
            setattr(record, name, getattr(before, name))
    if trial.new and (not record.slug or type(record)._default_manager.filter(slug=record.slug).exists()):
        record.slug = f"preview-{secrets.token_hex(8)}"
    if not _kept(trial, record.save):
        if trial.new:
            return
        record = before
    trial.record = record
    for formset in trial.formsets:
        _save_rows(trial, formset, record)


def _save_rows(trial: Trial, formset: BaseInlineFormSet[Any, Any, Any], record: Any) -> None:
    for row in formset.forms:
        if not row.has_changed() or row.errors:
            continue
        if formset.can_delete and formset._should_delete_form(row):  # type: ignore[attr-defined]
            if row.instance.pk is not None:
                _kept(trial, row.instance.delete)
            continue
        setattr(row.instance, formset.fk.name, record)
        _kept(trial, row.save)


def _kept(trial: Trial, save: Any) -> bool:
    try:
        with transaction.atomic():
            save()
            connection.check_constraints()
    except IntegrityError as error:
        sentence = sentence_of(error)
        if sentence not in trial.refused:
            trial.refused.append(sentence)
        return False
    return True
