"""Sources and their passages at the desk.

A passage is entered on its source; it has a page of its own as well, so that evidence can find it by typing.
"""

from __future__ import annotations

from functools import partial
from typing import Any, ClassVar

from django import forms
from django.contrib import admin
from django.contrib.admin.utils import unquote
from django.db import models
from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from agreements.admin.conflicts.locking import OneAfterAnotherMixin
from agreements.admin.queues.filters import QueueFilter, YearFilter
from agreements.admin.record_pages import RecordPagesMixin
from agreements.admin.records import NOTES, THIS_CHANGE, EditorialStatusFilter, RecordAdmin, RecordForm
from agreements.admin.rows import AutocompleteMixin, StackedRowInline
from agreements.admin.sources.passages import (
    FILLED,
    PassageForm,
    PassageFormSet,
    PassageOfSourceForm,
    rows_of_tables,
)
from agreements.admin.sources.text import (
    FILE_HELP,
    FILE_LABEL,
    KEEP_LABEL,
    REPLACES_HELP,
    REPLACES_LABEL,
    SourceTextField,
    SourceTextMixin,
    take_file,
)
from agreements.models import Passage, Source

_PASSAGE: Any = (
    (None, {"fields": (("locator_kind", "locator"), "quote")}),
    (
        _("Position, key and order"),
        {"fields": (("start", "end"), ("prefix", "suffix"), ("key", "position")), "classes": ("collapse",)},
    ),
)


class PassageInline(StackedRowInline):
    """Places in the source."""

    model = Passage
    form = PassageForm
    formset = PassageFormSet
    fieldsets = _PASSAGE
    readonly_fields = FILLED

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Any]:
        """Leave out the rows of a table: an import brings them, by thousands; their list is a page of its own."""
        return super().get_queryset(request).exclude(pk__in=rows_of_tables())


class SourceForm(SourceTextMixin, RecordForm):
    """A source, with its text from a field or from a file."""

    text_file = forms.FileField(
        label=FILE_LABEL,
        help_text=FILE_HELP,
        required=False,
        widget=forms.FileInput(attrs={"accept": ".txt,text/plain"}),
    )
    replaces_text = forms.BooleanField(label=REPLACES_LABEL, help_text=REPLACES_HELP, required=False)
    keep_text = forms.BooleanField(label=KEEP_LABEL, required=False)
    text_ends = forms.CharField(required=False, widget=forms.HiddenInput)

    class Meta:
        field_classes: ClassVar[Any] = {"text": SourceTextField}


@admin.register(Source)
class SourceAdmin(RecordAdmin):
    """A document."""

    form = SourceForm
    change_form_template = "desk/source_form.html"
    public_address = "/sources/{slug}/"
    inlines = (PassageInline,)
    list_display = ("title", "slug", "kind", "publisher", "published", "language", "status", "revision")
    list_filter = (QueueFilter, EditorialStatusFilter, YearFilter, "kind", "language")
    search_fields = ("slug", "title", "publisher", "url")
    readonly_fields = ("sha256",)
    fieldsets = (
        (None, {"fields": ("slug", "title", "kind", "publisher", "author", "language", "url", "licence")}),
        (_("Dates"), {"fields": (("published", "published_basis"), "published_reasoning", "retrieved")}),
        (_("Text"), {"fields": ("text", "text_file", "replaces_text", "sha256")}),
        NOTES,
        THIS_CHANGE,
    )

    def changeform_view(
        self, request: HttpRequest, object_id: str | None = None, *args: Any, **kwargs: Any
    ) -> HttpResponse:
        """Show or save, with the text of a file in its field."""
        take_file(request)
        return super().changeform_view(request, object_id, *args, **kwargs)

    def preview_view(self, request: HttpRequest, object_id: str | None) -> HttpResponse:
        """Preview, with the text of a file in its field."""
        take_file(request)
        return super().preview_view(request, object_id)


@admin.register(Passage)
class PassageAdmin(OneAfterAnotherMixin, RecordPagesMixin, AutocompleteMixin, admin.ModelAdmin):  # type: ignore[type-arg]
    """A place in a source; its changes are counted by the source's revision, so that is what a save is held against."""

    change_form_template = "desk/stamped_form.html"

    list_display = ("__str__", "source", "locator_kind", "locator", "key")
    list_select_related = ("source",)
    list_filter = ("locator_kind",)
    search_fields = ("source__title", "source__slug", "locator", "key", "quote")
    autocomplete_fields = ("source",)
    form = PassageOfSourceForm
    readonly_fields = FILLED
    fieldsets = ((None, {"fields": ("source",)}), *_PASSAGE)

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Any]:
        """Read passages with their sources, which are part of their names."""
        rows: models.QuerySet[Any] = super().get_queryset(request).select_related("source")
        return rows.annotate(revision=F("source__revision"))  # type: ignore[no-any-return]

    def locked_record(self, request: HttpRequest, object_id: str) -> Any:
        """Lock the source, then read the passage."""
        passage = self.get_object(request, unquote(object_id))
        if passage is None:
            return None
        list(Source.objects.filter(pk=passage.source_id).select_for_update(no_key=True).values_list("pk"))
        return self.get_object(request, unquote(object_id))

    def changeform_view(
        self, request: HttpRequest, object_id: str | None = None, *args: Any, **kwargs: Any
    ) -> HttpResponse:
        """Show or save, unless the source was changed meanwhile."""
        show = partial(super().changeform_view, request, object_id, *args, **kwargs)
        return self.saved_one_after_another(request, object_id, show)

    def save_model(self, request: HttpRequest, obj: Passage, form: Any, change: bool) -> None:
        """Save, holding the source: what is added while it is being published belongs to the next publication."""
        list(Source.objects.filter(pk=obj.source_id).select_for_update(no_key=True).values_list("pk"))
        super().save_model(request, obj, form, change)

    def render_change_form(self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any) -> Any:
        """Add the state from which the form is made."""
        if context.get("original") is not None:
            context["made_from"] = self.made_from(request, context)
        return super().render_change_form(request, context, *args, **kwargs)

    def get_search_results(self, request: HttpRequest, queryset: Any, search_term: str) -> tuple[Any, bool]:
        """Search; a NUL byte occurs in no record."""
        if "\x00" in search_term:
            return queryset.none(), False
        return super().get_search_results(request, queryset, search_term)
