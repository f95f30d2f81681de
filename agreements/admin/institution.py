"""Institutions at the desk, with their names over time, their changes and the evidence for both."""

from __future__ import annotations

from django.contrib import admin

from agreements.admin.citing import EvidenceInline
from agreements.admin.queues.filters import PartyFilter, QueueFilter, SourceFilter
from agreements.admin.records import NOTES, THIS_CHANGE, EditorialStatusFilter, RecordAdmin
from agreements.admin.rows import RowInline
from agreements.models import Institution, InstitutionChange, InstitutionEvidence, InstitutionName


class NameInline(RowInline):
    """Names, each with the days of its use."""

    model = InstitutionName
    fields = ("name", "acronym", "language", "since", "until", "key", "position")


class ChangeInline(RowInline):
    """What the institution became."""

    model = InstitutionChange
    fk_name = "institution"
    extra = 0
    fields = ("what", "successor", "date", "key", "position")
    autocomplete_fields = ("successor",)
    related = ("successor",)
    prefetch = ("successor__names",)


class InstitutionEvidenceInline(EvidenceInline):
    """Evidence."""

    model = InstitutionEvidence


@admin.register(Institution)
class InstitutionAdmin(RecordAdmin):
    """A ministry, agency, government, central bank or international organisation."""

    public_address = "/institutions/{slug}/"
    inlines = (NameInline, ChangeInline, InstitutionEvidenceInline)
    related = ("country", "parent")
    prefetch = ("names", "parent__names")
    list_display = ("__str__", "slug", "kind", "country", "status", "revision")
    list_filter = (QueueFilter, EditorialStatusFilter, PartyFilter, SourceFilter, "kind")
    search_fields = ("slug", "names__name", "names__acronym", "country__name_en", "country__code")
    autocomplete_fields = ("country", "parent")
    fieldsets = (
        (None, {"fields": ("slug", "kind", "country", "parent", "website")}),
        NOTES,
        THIS_CHANGE,
    )
