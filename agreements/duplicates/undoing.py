"""Take a merger back: every row returns to where it was, with what stood in it, and both records are as before.

A row goes back only where it still holds what the merger wrote; what editors wrote in other fields of it meanwhile
stays, and so does every row that was added since. Where going back would lose something that somebody did since, the
undo is refused and says what stands against it, so that an editor can settle that first.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.apps import apps
from django.db import IntegrityError, models, transaction
from django.utils.translation import gettext as _

from agreements.asof import instant
from agreements.desk.acting import because
from agreements.desk.models import Merger
from agreements.duplicates.merging import rebuilt, settle
from agreements.duplicates.rows import Model, evidence_of, named_by, packed, part_of, record_field, unpacked
from agreements.models import LoadedRecord
from agreements.models.refusal import sentence_of
from agreements.publishing import NotPublishable, kind, restore
from agreements.publishing.working import locked


class NotUndoable(Exception):
    """The merger cannot be undone as things stand; ``problems`` says why, in sentences."""

    def __init__(self, problems: Iterable[str]) -> None:
        self.problems = list(problems)
        super().__init__("\n".join(self.problems))


def what_stands_against(merger: Merger) -> list[str]:
    """Return why a merger cannot be undone as things stand, in sentences; an empty list where it can."""
    if merger.undone_at is not None:
        return [_("This merger is undone already.")]
    problems: list[str] = []
    for label, key, _before, after in merger.moved["changed"]:
        row = apps.get_model(label)._default_manager.filter(pk=key).first()
        if row is None:
            problems.append(_("Since then this was deleted: %(row)s.") % {"row": _named(apps.get_model(label), key)})
            continue
        now = packed(row)
        problems += [
            _("Since then “%(field)s” of %(row)s was changed again.")
            % {"field": row._meta.get_field(_name(row, name)).verbose_name, "row": _said(row)}
            for name, value in after.items()
            if now[name] != value and name not in ("key", "position")
        ]
    if not problems:
        problems += _left_hanging(merger)
    problems += [
        _("“%s” has changes that are not published yet. Publish them first, or take them back.") % record
        for record in _along(merger)
        if record.editorial_status == "changed-since-publication"
    ]
    if "own" in merger.moved:
        model = kind(merger.record_type).model
        if model._default_manager.filter(slug=merger.record_id).exists():
            problems.append(_("Another record has the address “%s” now.") % merger.record_id)
    return problems


def undo(merger: Merger, *, reason: str, by: str) -> Any:
    """Take a merger back and return the record that it had closed; ``reason`` is public where the record was.

    Raises ``NotUndoable``; then nothing is written.
    """
    if not reason.strip():
        raise NotUndoable([_("Say why the merger is undone.")])
    because(reason)
    try:
        with transaction.atomic():
            return _undo(merger, reason, by)
    except NotPublishable as refusal:
        raise NotUndoable(str(problem) for problem in refusal.problems) from refusal
    except IntegrityError as error:
        raise NotUndoable([sentence_of(error)]) from error


def _undo(given: Merger, reason: str, by: str) -> Any:
    model = kind(given.record_type).model
    locked(_records(given, model))
    merger = Merger.objects.select_for_update().get(pk=given.pk)
    if problems := what_stands_against(merger):
        raise NotUndoable(problems)
    if "own" in merger.moved:
        _create(model, merger.moved["own"])
    deleted = [(apps.get_model(label), values) for label, _key, values in merger.moved["deleted"]]
    changed = [(apps.get_model(label), key, before) for label, key, before, _after in merger.moved["changed"]]
    for first in (True, False):  # rows that others name come first
        for row_model, values in (one for one in deleted if _is_named(one[0]) == first):
            _create(row_model, values)
        for row_model, key, before in (one for one in changed if _is_named(one[0]) == first):
            row_model._default_manager.filter(pk=key).update(**unpacked(row_model, before))
    _loads_back(merger)
    closed = model._default_manager.get(pk=merger.record_pk)
    along = _along(merger)
    settle([closed, *_records(merger, model)])
    if merger.moved["public"]:
        restore(closed, reason=reason, by=by, along=along)
    merger.undone_at, merger.undone_by_name = instant(), by
    merger.save(update_fields=["undone_at", "undone_by_name"])
    given.undone_at, given.undone_by_name = merger.undone_at, by
    return model._default_manager.get(pk=merger.record_pk)


def _records(merger: Merger, model: Model) -> list[Any]:
    """Return every record that the undo writes, but one that is to be brought back."""
    found = {(model, key): None for key in (merger.record_pk, merger.into_pk)}
    for label, key, before, *_after in [*merger.moved["changed"], *merger.moved["deleted"]]:
        row_model: Model = apps.get_model(label)
        owner = record_field(row_model)
        if not owner:
            found[row_model, key] = None
            continue
        row = row_model._default_manager.filter(pk=key).values_list(f"{owner}_id", flat=True).first()
        of_record: Any = row_model._meta.get_field(owner).related_model
        found |= {(of_record, k): None for k in (row, before.get(f"{owner}_id")) if k is not None}
    return [record for m, key in found if (record := m._default_manager.filter(pk=key).first()) is not None]


def _along(merger: Merger) -> list[Any]:
    return [
        record
        for code, key in merger.moved.get("along", ())
        if (record := kind(code).model._default_manager.filter(pk=key).first()) is not None
    ]


def _create(model: Model, values: dict[str, Any]) -> None:
    """Bring a row back as it was, its number and its times included."""
    row = rebuilt(model, values)
    model._default_manager.bulk_create([row])
    times = [
        f.attname
        for f in model._meta.concrete_fields
        if getattr(f, "auto_now", False) or getattr(f, "auto_now_add", False)
    ]
    if times:
        held = unpacked(model, values)
        model._default_manager.filter(pk=row.pk).update(**{name: held[name] for name in times})


def _is_named(model: Model) -> bool:
    return (bool(named_by(model)) and bool(record_field(model))) or not record_field(model)


def _left_hanging(merger: Merger) -> list[str]:
    """Say what was added to the record that goes on since and speaks of a row that would leave it."""
    problems = []
    leaving: dict[tuple[str, str], str] = {}
    moved: dict[Model, set[int]] = {}
    evidence: set[int] = set()
    row: Any
    model: Model = kind(merger.record_type).model
    table = evidence_of(model)
    for label, key, before, after in merger.moved["changed"]:
        row_model: Model = apps.get_model(label)
        owner = record_field(row_model)
        if not owner or after.get(f"{owner}_id") != merger.into_pk or before.get(f"{owner}_id") != merger.record_pk:
            continue
        moved.setdefault(row_model, set()).add(key)
        if table is not None and row_model is table.model:
            evidence.add(key)
        elif (row := row_model._default_manager.filter(pk=key).first()) is not None and hasattr(row, "key"):
            leaving[part_of(row_model), row.key] = _said(row)
    if table is not None:
        for row in table.model._default_manager.filter(**{table.column: merger.into_pk}).exclude(pk__in=evidence):
            if (row.part, row.item) in leaving:
                problems.append(
                    _("Since then evidence “%(key)s” was added, which speaks of %(row)s; that would go back.")
                    % {"key": row.key, "row": leaving[row.part, row.item]}
                )
    for row_model, keys in moved.items():
        for holder, name in named_by(row_model):
            owner = record_field(holder)
            if not owner or holder._meta.get_field(owner).related_model is not model:
                continue
            new = holder._default_manager.filter(**{f"{name}__in": keys, owner: merger.into_pk})
            problems += [
                _("Since then %(row)s was given a row that would go back.") % {"row": _said(row)}
                for row in new.exclude(pk__in=moved.get(holder, set()))
            ]
    return problems


def _loads_back(merger: Merger) -> None:
    for origin, mine, other in merger.moved["loads"]:
        rows = LoadedRecord.objects.filter(origin=origin, record_type=merger.record_type)
        if other is None:
            rows.filter(record_id=merger.into_id).update(**mine)
        else:
            rows.filter(record_id=merger.into_id).update(**other)
            LoadedRecord.objects.create(origin=origin, record_type=merger.record_type, **mine)


def _name(row: models.Model, column: str) -> str:
    return next(f.name for f in row._meta.concrete_fields if f.attname == column)


def _said(row: models.Model) -> str:
    return f"{row._meta.verbose_name} “{row}”"


def _named(model: Model, key: int) -> str:
    return f"{model._meta.verbose_name} {key}"
