"""What the admin of every record does alike: save with a reason, say clearly what is refused, show what is missing.

The last line of defence is the database. What slips past the form (two editors at once, a rule that only a trigger
can see) comes back as an ``IntegrityError``; the form is then shown again, everything typed still in it, with the
sentence of the rule.
"""

from __future__ import annotations

from functools import partial
from typing import Any, ClassVar

from django import forms
from django.contrib import admin
from django.contrib.admin import SimpleListFilter
from django.contrib.admin.options import IS_POPUP_VAR
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext_lazy as _

from agreements.admin.citing import EvidenceFormSet
from agreements.admin.conflicts.locking import OneAfterAnotherMixin
from agreements.admin.conflicts.seen import DeletesWhatWasSeenMixin
from agreements.admin.disputes.checking import ACTION, CheckingMixin
from agreements.admin.disputes.page import DISAGREEMENTS, disputed_beside
from agreements.admin.duplicates.pages import COMPARE, DUPLICATES, MERGE, DuplicatesMixin
from agreements.admin.evidence.page import EVIDENCE_PAGE
from agreements.admin.forms.addresses import propose_address
from agreements.admin.forms.preview import DAY, PREVIEW, PreviewMixin
from agreements.admin.forms.summary import wrongs
from agreements.admin.forms.widgets import TypedFieldsMixin
from agreements.admin.history.pages import HistoryMixin
from agreements.admin.next_record import NextRecordMixin
from agreements.admin.panels import gaps
from agreements.admin.queues.filters import QueueFilter
from agreements.admin.queues.lists import WorkListMixin
from agreements.admin.record_pages import RecordPage, RecordPagesMixin
from agreements.admin.review.approving import STEPS
from agreements.admin.review.beside import beside_form
from agreements.admin.review.page import REVIEW
from agreements.admin.review.status import STATUS_LABELS, status_of, with_review, with_status
from agreements.admin.review.steps import DoorMixin
from agreements.admin.rows import AutocompleteMixin, RowFormSet, tell_known
from agreements.codelists import Stage
from agreements.desk.acting import because
from agreements.models.base import Record
from agreements.models.evidence import ROWS
from agreements.models.guards import SENTENCES
from agreements.models.refusal import sentence_of

#: The name under which a request carries what the database refused, while its form is shown again.
_REFUSED = "_refused_by_database"
NOTES = (_("Notes"), {"fields": ("public_notes", "internal_notes"), "classes": ("collapse",)})
THIS_CHANGE = (_("This change"), {"fields": ("change_reason",)})


class RecordForm(forms.ModelForm):  # type: ignore[type-arg]
    """A record, and why it is changed."""

    change_reason = forms.CharField(
        label=_("Why"),
        required=False,
        max_length=500,
        help_text=_("Kept in the history for editors; not public."),
        widget=forms.TextInput(attrs={"class": "vTextField"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        tell_known(self)
        if self.instance.pk is None and "slug" in self.fields:
            self.fields["slug"].required = False
            self.fields["slug"].help_text = _("Left empty, one is made from the title or the English name.")

    def clean_slug(self) -> str:
        """Make an address for a new record that is given none."""
        given: str = self.cleaned_data["slug"]
        return given or propose_address(self._meta.model, self.data)

    def clean(self) -> dict[str, Any]:
        """Say what the database refused, where it did."""
        cleaned = super().clean()
        if refused := getattr(self, _REFUSED, None):
            raise ValidationError(refused)
        return self.cleaned_data if cleaned is None else cleaned


class EditorialStatusFilter(SimpleListFilter):
    """Choose records by editorial status, *changed since publication* included."""

    title = _("editorial status")
    parameter_name = "status"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """Return every status."""
        return [(code, str(label)) for code, label in STATUS_LABELS.items()]

    def queryset(self, request: HttpRequest, queryset: models.QuerySet[Any]) -> models.QuerySet[Any]:
        """Narrow the list."""
        value = self.value()
        return with_status(queryset, value) if value in STATUS_LABELS else queryset


class RecordAdmin(
    HistoryMixin,
    PreviewMixin,
    CheckingMixin,
    DoorMixin,
    RecordPagesMixin,
    DuplicatesMixin,
    OneAfterAnotherMixin,
    DeletesWhatWasSeenMixin,
    NextRecordMixin,
    TypedFieldsMixin,
    AutocompleteMixin,
    WorkListMixin,
    admin.ModelAdmin,  # type: ignore[type-arg]
):
    """A record that can be published. ``related`` and ``prefetch`` are what its name and its list need."""

    form = RecordForm
    change_form_template = "desk/change_form.html"
    list_filter: ClassVar[Any] = (QueueFilter, EditorialStatusFilter)
    fieldsets: ClassVar[Any] = None
    actions: Any = (*DoorMixin.actions, ACTION)
    list_per_page = 50
    #: Pages of their own beside the form; each stands in a package of its own.
    record_pages: tuple[RecordPage, ...] = (
        REVIEW,
        EVIDENCE_PAGE,
        DISAGREEMENTS,
        DUPLICATES,
        COMPARE,
        MERGE,
    )
    related: tuple[str, ...] = ()
    prefetch: tuple[str, ...] = ()

    class Media:
        js = ("desk/name_boxes.js",)

    @admin.display(description=_("editorial status"), ordering="stage")
    def status(self, record: Record) -> str:
        """Show the editorial status in words."""
        return str(STATUS_LABELS[status_of(record)])

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Any]:
        """Read records with what their names need."""
        rows = with_review(super().get_queryset(request)).prefetch_related(*self.prefetch)
        return rows.select_related(*self.related) if self.related else rows

    def get_search_results(self, request: HttpRequest, queryset: Any, search_term: str) -> tuple[Any, bool]:
        """Search; a NUL byte occurs in no record."""
        if "\x00" in search_term:
            return queryset.none(), False
        return super().get_search_results(request, queryset, search_term)

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """Show the list; a filter that no database could read is answered like any other bad filter."""
        if any("\x00" in value for values in request.GET.lists() for value in (values[0], *values[1])):
            return HttpResponseRedirect(f"{request.path}?e=1")
        return super().changelist_view(request, extra_context)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        """Keep the address of what was once public."""
        own = tuple(super().get_readonly_fields(request, obj))
        return (*own, "slug") if obj is not None and obj.published_revision is not None else own

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Refuse to change what was merged: undoing the merger publishes it again as it was when it was closed."""
        if obj is not None and getattr(obj, "stage", None) == Stage.MERGED:
            return False
        return super().has_change_permission(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Refuse to delete what was once public; it is withdrawn."""
        if obj is not None and getattr(obj, "published_revision", None) is not None:
            return False
        return super().has_delete_permission(request, obj)

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> tuple[Any, Any, Any, list[Any]]:
        """List what was once public among the things that protect themselves."""
        to_delete, counts, perms, protected = super().get_deleted_objects(objs, request)
        public = [record for record in objs if record.published_revision is not None]
        if not public:
            return to_delete, counts, perms, protected
        return to_delete, counts, set(), [*protected, *(f"{r}: {SENTENCES['record_published_stays']}" for r in public)]

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        """Give the form; one that the database refused knows why."""
        form = super().get_form(request, obj, change, **kwargs)
        setattr(form, _REFUSED, getattr(request, _REFUSED, None))
        return form

    def changeform_view(
        self, request: HttpRequest, object_id: str | None = None, *args: Any, **kwargs: Any
    ) -> HttpResponse:
        """Show or save; what the database refuses comes back as the same form with the sentence of the rule."""
        show = partial(super().changeform_view, request, object_id, *args, **kwargs)
        try:
            return self.saved_one_after_another(request, object_id, show)
        except IntegrityError as error:
            setattr(request, _REFUSED, sentence_of(error))
            return show()

    def _create_formsets(self, request: HttpRequest, obj: Any, change: bool) -> tuple[list[Any], list[Any]]:
        formsets, inlines = super()._create_formsets(request, obj, change)  # type: ignore[misc]
        parts = {prefix: part for part, prefix in ROWS.items()}
        beside = {parts[str(f.prefix)]: f for f in formsets if isinstance(f, RowFormSet) and f.prefix in parts}
        for formset in formsets:
            if isinstance(formset, EvidenceFormSet):
                formset.beside = beside
        return formsets, inlines

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Save, with the reason for the history."""
        because(form.cleaned_data.get("change_reason", ""))
        super().save_model(request, obj, form, change)

    def response_add(self, request: HttpRequest, obj: Any, post_url_continue: str | None = None) -> HttpResponse:
        """After saving, go on to send it for review where that was asked."""
        return self._to_review(request, obj) or super().response_add(request, obj, post_url_continue)

    def response_change(self, request: HttpRequest, obj: Any) -> HttpResponse:
        """After saving, go on to send it for review where that was asked."""
        return self._to_review(request, obj) or super().response_change(request, obj)

    def _to_review(self, request: HttpRequest, obj: Any) -> HttpResponse | None:
        if "_send" not in request.POST or not self.has_change_permission(request, obj):
            return None
        return HttpResponseRedirect(f"{self.record_page_address(obj, 'review')}#next")

    def render_change_form(self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any) -> Any:
        """Add what stands beside the form: the preview, status, steps, what is missing."""
        record = context.get("original")
        may_save = self.has_change_permission(request, record) if record else self.has_add_permission(request)
        if may_save and IS_POPUP_VAR not in request.GET:
            context |= {
                "preview_address": self.preview_address(record),
                "preview": getattr(request, PREVIEW, None),
                "preview_day": DAY,
            }
        if context.get("errors"):
            context["wrongs"] = wrongs(
                context["adminform"].form, [inline.formset for inline in context["inline_admin_formsets"]]
            )
        if record is not None:
            context["made_from"] = self.made_from(request, context)
        if record is not None and IS_POPUP_VAR not in request.GET:
            may = self.has_publish_permission(request)
            context |= {
                "status": self.status(record),
                "public_link": self.public_link(record) if record.stage == Stage.PUBLISHED else "",
                "missing": gaps(self.missing(record), record, context["inline_admin_formsets"]),
                "steps": [s for s in STEPS.values() if may and s.name != "publish" and record.stage in s.from_stages],
                "record_pages": self.record_page_links(request, record),
                "step_base": self.address_of(record)[: -len("change/")],
                **beside_form(self, request, record),
                **disputed_beside(self, request, record),
                **self.beside(record),
            }
        elif record is None:
            context["may_save_and_send"] = self.has_change_permission(request)
        return super().render_change_form(request, context, *args, **kwargs)

    def beside(self, record: Any) -> dict[str, Any]:
        """Return what more a kind of record shows beside its form."""
        return {}
