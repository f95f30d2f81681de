"""The rows of an agreement, as inlines of its form."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.fields.related import ForeignKey
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from agreements.admin.citing import EvidenceInline
from agreements.admin.forms.widgets import TypedFieldsMixin
from agreements.admin.rows import RowFormSet, RowInline, StackedRowInline
from agreements.models import (
    Act,
    AgreementEvidence,
    AgreementForm,
    AgreementSector,
    Amount,
    Clause,
    Identifier,
    Party,
    Relation,
    Title,
)
from agreements.models.guards import SENTENCES

#: What few rows need, folded away at the end of each.
RARE = (
    _("If sources disagree; key and order"),
    {"fields": (("preferred", "lost_reason"), ("key", "position")), "classes": ("collapse",)},
)


class TitleInline(RowInline):
    """Titles."""

    model = Title
    fields = ("title", "language", "basis", "prevails", "key", "position")

    def formfield_for_dbfield(self, db_field: models.Field[Any, Any], request: HttpRequest, **kwargs: Any) -> Any:
        """Start a title in English."""
        if db_field.name == "language":
            kwargs["initial"] = "en"
        return super().formfield_for_dbfield(db_field, request, **kwargs)


class IdentifierInline(RowInline):
    """Numbers under schemes."""

    model = Identifier
    extra = 0
    fields = ("scheme", "value", "key", "position")


class PartyFormSet(RowFormSet):
    """Parties; one that an act names stays as long as the act names it."""

    #: The acts of the same form, where the form has them.
    acts: RowFormSet | None = None

    def clean(self) -> None:
        """Refuse to take away a party that an act will still name after saving."""
        super().clean()
        if self.acts is None or not self.can_delete:
            return
        named = {act.instance.actor_id for act in self.acts.staying()}
        held = [form.instance for form in self.deleted_forms if form.instance.pk in named - {None}]
        if held:
            words = "; ".join(str(party) for party in held)
            raise ValidationError(f"{words}: {SENTENCES['act_actor_stays']}", code="act_actor_stays")


class PartyInline(RowInline):
    """Parties in their roles."""

    model = Party
    formset = PartyFormSet
    fields = ("country", "institution", "role", "person", "office", "key", "position")
    autocomplete_fields = ("country", "institution")
    related = ("country", "institution")
    prefetch = ("institution__names",)

    def get_extra(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> int:
        """Have rows for both sides of a new agreement ready, and one more on an old one."""
        return 2 if obj is None else 1

    def get_formset(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> Any:
        """Let the rows say which party cannot go: Django refuses each by itself, even where its act goes too."""
        formset = super().get_formset(request, obj, **kwargs)
        formset.form = type("PartyForm", (formset.form,), {"hand_clean_DELETE": lambda form: None})
        return formset


class SectorInline(RowInline):
    """Subjects."""

    model = AgreementSector
    fields = ("sector", "key", "position")
    autocomplete_fields = ("sector",)
    related = ("sector",)


class FormInline(RowInline):
    """Forms of cooperation."""

    model = AgreementForm
    extra = 0
    fields = ("form", "key", "position")


class AmountInline(RowInline):
    """Sums of money."""

    model = Amount
    extra = 0
    fields = ("amount", "currency", "note", "key", "position")


class ActFormSet(RowFormSet):
    """Acts, whose actors are parties of the same agreement."""

    def add_fields(self, form: Any, index: int | None) -> None:
        """Offer the parties of this agreement, read once for all rows."""
        super().add_fields(form, index)
        if "actor" not in form.fields:
            return
        if not hasattr(self, "_actors"):
            parties = (
                Party.objects.filter(agreement=self.instance.pk)
                .select_related("country", "institution")
                .prefetch_related("institution__names")
            )
            self._actors = [("", "---------"), *((p.pk, f"{p} ({p.get_role_display()})") for p in parties)]
        field = form.fields["actor"]
        field.queryset = Party.objects.filter(agreement=self.instance.pk)
        field.choices = self._actors


class ActInline(StackedRowInline):
    """Acts and observations."""

    model = Act
    formset = ActFormSet
    autocomplete_fields = ("occasion",)
    related = ("occasion", "actor__country", "actor__institution")
    fieldsets: ClassVar[Any] = (
        (
            None,
            {
                "fields": (
                    ("type", "observed_state"),
                    ("date", "date_basis"),
                    ("takes_effect", "until", "ground"),
                    ("place", "occasion", "actor"),
                    "note",
                ),
                "description": _(
                    "The day of the act; for “Expired” the last day in effect. The first day of its effect: for a "
                    "termination the first day without effect. An unknown date stays empty."
                ),
            },
        ),
        RARE,
    )

    def formfield_for_foreignkey(self, db_field: ForeignKey[Any, Any], request: HttpRequest, **kwargs: Any) -> Any:
        """Start the actors from none; the formset fills in those of this agreement."""
        if db_field.name == "actor":
            kwargs["queryset"] = Party.objects.none()
        return super().formfield_for_foreignkey(db_field, request, **kwargs)


class ClauseInline(TypedFieldsMixin, admin.StackedInline):  # type: ignore[type-arg]
    """What the text says on duration and renewal."""

    model = Clause
    extra = 1
    max_num = 1
    fieldsets = (
        (
            None,
            {
                "fields": (
                    ("duration_kind", "initial_term", "until_date", "duration_article"),
                    ("counting_start", "counting_date", "end_convention"),
                    ("renewal_kind", "renewal_term", "max_renewals", "renewal_article"),
                    ("notice_period", "notice_article"),
                    ("termination_right", "termination_article"),
                    ("survival_term", "survival_article"),
                    "basis",
                ),
                "description": _("What the text does not say stays empty."),
            },
        ),
    )


class RelationInline(StackedRowInline):
    """How this agreement acts on others."""

    model = Relation
    fk_name = "subject"
    autocomplete_fields = ("object",)
    related = ("object",)
    prefetch = ("object__titles",)
    fieldsets: ClassVar[Any] = (
        (
            None,
            {
                "fields": (
                    ("code", "object"),
                    ("date", "until", "extent"),
                    ("basis", "wording"),
                    "note",
                )
            },
        ),
        RARE,
    )


class RelationOnInline(admin.TabularInline):  # type: ignore[type-arg]
    """How others act on this agreement: shown here, entered there."""

    model = Relation
    fk_name = "object"
    extra = 0
    max_num = 0
    can_delete = False
    verbose_name = _("relation of another agreement to this one")
    verbose_name_plural = _("relations of other agreements to this one")
    fields = readonly_fields = ("subject", "code", "date", "until", "extent", "preferred")

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Any]:
        """Read the relations with the titles of their subjects."""
        return super().get_queryset(request).select_related("subject").prefetch_related("subject__titles")

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Relations are entered on their subject."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Relations are changed on their subject."""
        return False


class AgreementEvidenceInline(EvidenceInline):
    """Evidence."""

    model = AgreementEvidence


INLINES = (
    TitleInline,
    PartyInline,
    IdentifierInline,
    ActInline,
    ClauseInline,
    RelationInline,
    RelationOnInline,
    SectorInline,
    FormInline,
    AmountInline,
    AgreementEvidenceInline,
)
