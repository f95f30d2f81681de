"""What loads last brought, to look at: a later load decides by it whose value is whose, so nobody edits it."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from agreements.models import LoadedRecord


@admin.register(LoadedRecord)
class LoadedRecordAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    """What one origin last loaded for one record."""

    list_display = ("record_type", "record_id", "origin", "loaded_at")
    list_filter = ("origin", "record_type")
    search_fields = ("record_id",)
    fields = readonly_fields = ("origin", "record_type", "record_id", "digest", "values", "loaded_at")

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Loads write these."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Loads write these."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Loads write these."""
        return False
