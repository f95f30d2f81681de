"""Occasions at the desk, with who took part and the evidence."""

from __future__ import annotations

from django.contrib import admin

from agreements.admin.citing import EvidenceInline
from agreements.admin.queues.filters import PartyFilter, QueueFilter, SourceFilter, YearFilter
from agreements.admin.records import NOTES, THIS_CHANGE, EditorialStatusFilter, RecordAdmin
from agreements.admin.rows import RowInline
from agreements.models import Occasion, OccasionEvidence, OccasionParticipant


class ParticipantInline(RowInline):
    """Who took part."""

    model = OccasionParticipant
    fields = ("country", "institution", "person", "office", "key", "position")
    autocomplete_fields = ("country", "institution")
    related = ("country", "institution")
    prefetch = ("institution__names",)


class OccasionEvidenceInline(EvidenceInline):
    """Evidence."""

    model = OccasionEvidence


@admin.register(Occasion)
class OccasionAdmin(RecordAdmin):
    """A visit, summit, meeting or session."""

    public_address = "/occasions/{slug}/"
    inlines = (ParticipantInline, OccasionEvidenceInline)
    related = ("country", "parent")
    list_display = ("name_en", "slug", "kind", "date", "place", "country", "status", "revision")
    list_filter = (QueueFilter, EditorialStatusFilter, PartyFilter, YearFilter, SourceFilter, "kind")
    search_fields = ("slug", "name_en", "name_ko", "name_zh", "place")
    autocomplete_fields = ("country", "parent")
    fieldsets = (
        (None, {"fields": ("slug", "kind", "name_en", "name_ko", "name_zh", "date", "place", "country", "parent")}),
        (None, {"fields": ("summary",)}),
        NOTES,
        THIS_CHANGE,
    )
