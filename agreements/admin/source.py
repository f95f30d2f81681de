"""Sources and their passages at the desk.

A passage is entered on its source; it has a page of its own as well, so that evidence can find it by typing.
"""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from agreements.admin.queues.filters import QueueFilter, YearFilter
from agreements.admin.records import NOTES, THIS_CHANGE, EditorialStatusFilter, RecordAdmin
from agreements.admin.rows import AutocompleteMixin, StackedRowInline
from agreements.models import Passage, Source

_PASSAGE = (("locator_kind", "locator"), ("start", "end"), "quote", ("prefix", "suffix"), ("key", "position"))


class PassageInline(StackedRowInline):
    """Places in the source."""

    model = Passage
    fieldsets = ((None, {"fields": _PASSAGE}),)


@admin.register(Source)
class SourceAdmin(RecordAdmin):
    """A document."""

    public_address = "/sources/{slug}/"
    inlines = (PassageInline,)
    list_display = ("title", "slug", "kind", "publisher", "published", "language", "status", "revision")
    list_filter = (QueueFilter, EditorialStatusFilter, YearFilter, "kind", "language")
    search_fields = ("slug", "title", "publisher", "url")
    fieldsets = (
        (None, {"fields": ("slug", "title", "kind", "publisher", "author", "language", "url", "licence")}),
        (_("Dates"), {"fields": (("published", "published_basis"), "published_reasoning", "retrieved")}),
        (_("Text"), {"fields": ("sha256", "text"), "classes": ("collapse",)}),
        NOTES,
        THIS_CHANGE,
    )


@admin.register(Passage)
class PassageAdmin(AutocompleteMixin, admin.ModelAdmin):  # type: ignore[type-arg]
    """A place in a source."""

    list_display = ("__str__", "source", "locator_kind", "locator", "key")
    list_select_related = ("source",)
    list_filter = ("locator_kind",)
    search_fields = ("source__title", "source__slug", "locator", "key", "quote")
    autocomplete_fields = ("source",)
    fieldsets = ((None, {"fields": ("source", *_PASSAGE)}),)

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Any]:
        """Read passages with their sources, which are part of their names."""
        return super().get_queryset(request).select_related("source")

    def get_search_results(self, request: HttpRequest, queryset: Any, search_term: str) -> tuple[Any, bool]:
        """Search; a NUL byte occurs in no record."""
        if "\x00" in search_term:
            return queryset.none(), False
        return super().get_search_results(request, queryset, search_term)
