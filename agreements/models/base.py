"""What every working table shares: history by triggers, a revision, a stage, and keys within a record.

History is written by the database (pghistory), so that no write path can skip it: forms, bulk updates and raw SQL
alike. A record's ``revision`` counts the changes of its row and of its child rows, also by trigger; the last published
revision stands beside it. The two together give *changed since publication* and the lock against two editors at once,
without comparing documents. Columns that settling and publishing write do not count as a change.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, TypeVar

import pghistory
import pgtrigger
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from agreements.codelists import Stage
from agreements.models.guards import ADDRESS_STAYS, PUBLISHED_STAYS, SENTENCES

M = TypeVar("M", bound=type[models.Model])

#: Columns that machines write beside the editors' facts; a change of these alone is neither a revision nor history.
MACHINE_COLUMNS = ("revision", "published_revision", "updated_at")

#: Columns that only publishing writes; their change is history (somebody published), but no revision.
PUBLISHING_COLUMNS = ("stage", "merged_into")

_TEXTS = (models.CharField, models.TextField)
_NUL = re.compile("\x00")
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")

slug_is_kebab = RegexValidator(
    r"^[a-z0-9]+(-[a-z0-9]+)*\Z",
    _("Use lower-case letters, digits and single hyphens, for example “kr-cn-sme-mou-2026”."),
)


def tracked(*, derived: tuple[str, ...] = ()) -> Callable[[M], M]:
    """Keep every insert, update and delete of a model as append-only history, whoever writes it and however.

    ``derived`` names further columns whose change alone is not history, because settling writes them. The model keeps
    all of these as ``machine_columns``. New rows and deleted rows are written down by the statement: one for a hundred
    thousand. Changed rows are written down one by one, because the condition then costs nothing where only machines
    wrote, and because rows before and after a statement can be matched by nothing that the statement cannot change.
    """

    def decorate(model: M) -> M:
        names = {f.name for f in model._meta.fields}
        left_out = [n for n in (*MACHINE_COLUMNS, *derived) if n in names]
        condition = pghistory.AnyChange(exclude=left_out) if left_out else pghistory.AnyChange()
        decorated: M = pghistory.track(
            pghistory.InsertEvent(level=pghistory.Statement),
            pghistory.UpdateEvent(condition=condition, level=pghistory.Row),
            pghistory.DeleteEvent(level=pghistory.Statement),
            append_only=True,
        )(model)
        decorated.machine_columns = tuple(left_out)  # type: ignore[attr-defined]
        return decorated

    return decorate


class CountsRevisions(pgtrigger.Trigger):
    """Counts a change of the record's own row.

    A revision never goes back: a stale object saved late cannot lower it. ``touches`` raises it by the number of rows
    that changed. What machines write does not call the function at all.
    """

    def __init__(self, derived: tuple[str, ...]) -> None:
        super().__init__(name="count_revision", when=pgtrigger.Before, operation=pgtrigger.Update)
        self.left_out = {*MACHINE_COLUMNS, *PUBLISHING_COLUMNS, *derived}

    def _changed(self, model: type[models.Model]) -> str:
        columns = [f.column for f in model._meta.concrete_fields if f.name not in self.left_out]
        return " OR ".join(f'NEW."{column}" IS DISTINCT FROM OLD."{column}"' for column in columns)

    def get_condition(self, model: Any) -> pgtrigger.Condition:
        """Return that the revision or a fact changes."""
        return pgtrigger.Condition(f"NEW.revision IS DISTINCT FROM OLD.revision OR {self._changed(model)}")

    def get_func(self, model: Any) -> str:
        """Return what the trigger does."""
        return f"""
            IF {self._changed(model)}
            THEN NEW.revision := GREATEST(NEW.revision, OLD.revision + 1);
            ELSE NEW.revision := GREATEST(NEW.revision, OLD.revision);
            END IF;
            RETURN NEW;
        """


def record_triggers(*more: pgtrigger.Trigger, derived: tuple[str, ...] = ()) -> list[pgtrigger.Trigger]:
    """Return the triggers of a record's table: revisions are counted, and what was once public stays and stays put."""
    return [CountsRevisions(derived), ADDRESS_STAYS, PUBLISHED_STAYS, *more]


def touches(parent_table: str, column: str) -> list[pgtrigger.Trigger]:
    """Return the triggers by which a change of child rows counts as revisions of their record: one a row.

    New rows and deleted rows are counted by the statement, and each record is written once. A statement about one
    record is planned once a session; one about many is planned by its size every time, because the plan that is right
    for two records is ruinous for ten thousand, and the other way round.
    """
    return [
        pgtrigger.Trigger(
            name=f"touch_{column}",
            when=pgtrigger.After,
            operation=pgtrigger.Update,
            condition=pgtrigger.Condition("OLD.* IS DISTINCT FROM NEW.*"),
            func=f"""
                UPDATE {parent_table} SET revision = revision + 1 WHERE id = OLD.{column};
                IF NEW.{column} IS DISTINCT FROM OLD.{column} THEN
                    UPDATE {parent_table} SET revision = revision + 1 WHERE id = NEW.{column};
                END IF;
                RETURN NULL;
            """,
        ),
        _counts_rows(f"counts_new_{column}", pgtrigger.Insert, "new_values", parent_table, column),
        _counts_rows(f"counts_gone_{column}", pgtrigger.Delete, "old_values", parent_table, column),
    ]


def _counts_rows(
    name: str, operation: pgtrigger.Operation, rows: str, parent_table: str, column: str
) -> pgtrigger.Trigger:
    return pgtrigger.Trigger(
        name=name,
        level=pgtrigger.Statement,
        when=pgtrigger.After,
        operation=operation,
        referencing=pgtrigger.Referencing(**{rows[:3]: rows}),  # type: ignore[no-untyped-call]
        declare=[("first", "bigint"), ("last", "bigint"), ("number", "bigint")],
        func=f"""
            SELECT min({column}), max({column}), count({column}) INTO first, last, number FROM {rows};
            IF first = last THEN
                UPDATE {parent_table} SET revision = revision + number WHERE id = first;
            ELSIF number > 0 THEN
                EXECUTE 'UPDATE {parent_table} AS record SET revision = record.revision + found.number'
                    ' FROM (SELECT {column} AS id, count(*) AS number FROM {rows} GROUP BY 1) AS found'
                    ' WHERE record.id = found.id';
            END IF;
            RETURN NULL;
        """,
    )


def control_character(model: type[models.Model], field: str, text: str) -> ValidationError | None:
    """Return why a text cannot stand in a field because of a character that screens hide; None where it can."""
    found = (_NUL if field in getattr(model, "as_it_stands", ()) else _CONTROLS).search(text)
    if found is None:
        return None
    return ValidationError(
        _("Character %(place)s is a control character (%(code)s); take it out."),
        code="control_character",
        params={"place": found.start() + 1, "code": f"U+{ord(found[0]):04X}"},
    )


class PlainText(models.Model):
    """A row whose texts hold no control characters but tabs and line ends: screens hide others, and files refuse them.

    Checked with the fields, so that the sentence stands beside the one at fault. ``as_it_stands`` names the fields that
    take words from a document, which nobody mends on their way; of those the database refuses NUL alone.
    """

    as_it_stands: tuple[str, ...] = ()

    class Meta:
        abstract = True

    def clean_fields(self, exclude: Any = None) -> None:
        """Check every field, then the characters of every text."""
        wrong: dict[str, Any] = {}
        try:
            super().clean_fields(exclude=exclude)
        except ValidationError as error:
            wrong = error.update_error_dict({})
        for field in self._meta.fields:
            if field.name in (exclude or ()) or field.name in wrong or not isinstance(field, _TEXTS):
                continue
            text = getattr(self, field.attname)
            if isinstance(text, str) and (found := control_character(type(self), field.name, text)) is not None:
                wrong[field.name] = found
        if wrong:
            raise ValidationError(wrong)


class Record(PlainText):
    """A working record that can be published: its address, its stage, its revision and its two kinds of notes."""

    slug = models.SlugField(
        _("address"),
        max_length=120,
        unique=True,
        validators=[slug_is_kebab],
        help_text=_("The last part of the public address. It never changes once the record is public."),
    )
    stage = models.CharField(_("stage"), max_length=12, choices=Stage, default=Stage.DRAFT, editable=False)
    revision = models.PositiveBigIntegerField(_("revision"), default=1, editable=False)
    published_revision = models.PositiveBigIntegerField(_("published revision"), null=True, blank=True, editable=False)
    merged_into = models.CharField(_("merged into"), max_length=120, blank=True, default="", editable=False)
    public_notes = models.TextField(_("public notes"), blank=True, default="")
    internal_notes = models.TextField(_("internal notes"), blank=True, default="", help_text=_("Never published."))
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    updated_at = models.DateTimeField(_("last saved"), auto_now=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.slug

    def clean(self) -> None:
        """Refuse another address for a record that was once public; the database holds the same line."""
        super().clean()
        if self.pk is not None:
            public = type(self)._default_manager.filter(pk=self.pk, published_revision__isnull=False)
            was = public.values_list("slug", flat=True).first()
            if was is not None and was != self.slug:
                raise ValidationError({"slug": SENTENCES["record_address_stays"]}, code="record_address_stays")

    @property
    def editorial_status(self) -> str:
        """Return the editorial status (domain section 10), *changed-since-publication* included."""
        if self.stage == Stage.PUBLISHED and self.revision != self.published_revision:
            return "changed-since-publication"
        return self.stage


class Keyed(PlainText):
    """A child row with a key of its own within its record, by which evidence and documents name it."""

    key = models.SlugField(
        _("key"),
        max_length=80,
        validators=[slug_is_kebab],
        blank=True,
        help_text=_("Names this row within its record, for example “signed”. Left empty, one is made."),
    )
    position = models.PositiveSmallIntegerField(_("order"), default=0)

    #: The name of the foreign key to the record.
    record_field = "agreement"

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.key

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Give the row a key that is free within its record, then save."""
        if not self.key:
            column = f"{self.record_field}_id"
            siblings = type(self)._default_manager.filter(**{column: getattr(self, column)})
            self.key = self.free_key(set(siblings.values_list("key", flat=True)))
            if (fields := kwargs.get("update_fields")) is not None:
                kwargs["update_fields"] = {*fields, "key"}
        super().save(*args, **kwargs)

    def validate_constraints(self, exclude: Any = None) -> None:
        """Check the constraints; a key that is still empty is made when the row is saved."""
        super().validate_constraints(exclude=exclude if self.key else {*(exclude or ()), "key"})

    def key_stem(self) -> str:
        """Return what a key of this row starts with when an editor gives none."""
        return self._meta.model_name or "row"

    def free_key(self, taken: set[str]) -> str:
        """Return a key for this row that is none of ``taken``: its stem, or its stem with the first free number."""
        stem = self.key_stem()
        return next(k for n in range(1, len(taken) + 2) if (k := stem if n == 1 else f"{stem}-{n}") not in taken)


def unique_key(model: str, record_field: str = "agreement") -> list[models.BaseConstraint]:
    """Return the constraints of a ``Keyed`` table: the key is given, and its own within the record."""
    return [
        models.UniqueConstraint(
            fields=[record_field, "key"],
            name=f"{model}_key_unique_in_record",
            violation_error_message=_("Another row of this record already has this key."),
        ),
        models.CheckConstraint(
            condition=~models.Q(key=""),
            name=f"{model}_key_given",
            violation_error_message=_("Every row needs a key."),
        ),
    ]


def exactly(name: str, field: str, values: Any, message: Any) -> models.CheckConstraint:
    """Return a constraint that holds a column to a code list."""
    known = models.Q(**{f"{field}__in": list(values)})
    return models.CheckConstraint(condition=known, name=name, violation_error_message=message)
