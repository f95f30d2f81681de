"""Countries at the desk, with their aliases and successors."""

from __future__ import annotations

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from agreements.admin.queues.filters import QueueFilter
from agreements.admin.records import NOTES, THIS_CHANGE, EditorialStatusFilter, RecordAdmin
from agreements.admin.rows import RowInline
from agreements.models import Country, CountryAlias, CountrySuccession


class AliasInline(RowInline):
    """Other names of the country."""

    model = CountryAlias
    fields = ("name", "language")


class SuccessionInline(RowInline):
    """What came after a former state."""

    model = CountrySuccession
    fk_name = "country"
    extra = 0
    fields = autocomplete_fields = ("successor",)
    related = ("successor",)
    verbose_name = _("successor")
    verbose_name_plural = _("successors")


class FormerStateFilter(admin.EmptyFieldListFilter):
    """Choose former states, or those of today."""


@admin.register(Country)
class CountryAdmin(RecordAdmin):
    """A country or former state."""

    public_address = "/countries/{slug}/"
    inlines = (AliasInline, SuccessionInline)
    list_display = ("name_en", "code", "name_ko", "name_zh", "ended", "status", "revision")
    list_filter = (QueueFilter, EditorialStatusFilter, ("ended", FormerStateFilter))
    search_fields = ("code", "name_en", "name_ko", "name_zh", "aliases__name")
    fieldsets = (
        (None, {"fields": ("code", "slug", "name_en", "name_ko", "name_zh", "ended")}),
        NOTES,
        THIS_CHANGE,
    )
