"""Sectors at the desk: a short tree with the codes of outside schemes."""

from __future__ import annotations

from django.contrib import admin

from agreements.admin.records import NOTES, THIS_CHANGE, RecordAdmin
from agreements.admin.rows import RowInline
from agreements.models import Sector, SectorCode


class CodeInline(RowInline):
    """Codes in outside schemes."""

    model = SectorCode
    fields = ("scheme", "code", "key", "position")


@admin.register(Sector)
class SectorAdmin(RecordAdmin):
    """A subject."""

    public_address = "/sectors/{slug}/"
    inlines = (CodeInline,)
    related = ("parent",)
    list_display = ("name_en", "slug", "parent", "name_ko", "name_zh", "status", "revision")
    search_fields = ("slug", "name_en", "name_ko", "name_zh", "codes__code")
    autocomplete_fields = ("parent",)
    fieldsets = (
        (None, {"fields": ("slug", "parent", "name_en", "name_ko", "name_zh")}),
        NOTES,
        THIS_CHANGE,
    )
