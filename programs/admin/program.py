"""Programmes at the desk: what they rest on, who leads them, their activities and sessions, and the evidence."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.contrib import admin
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from agreements.admin.copying.page import copying
from agreements.admin.forms.names import tells
from agreements.admin.panels import date_words
from agreements.admin.queues.filters import PartyFilter, QueueFilter, SectorFilter, SourceFilter, YearFilter
from agreements.admin.records import NOTES, THIS_CHANGE, EditorialStatusFilter, RecordAdmin
from programs.admin.program_copy import PLAN
from programs.admin.program_rows import INLINES
from programs.models import Program


@admin.register(Program)
class ProgramAdmin(RecordAdmin):
    """One programme."""

    public_address = "/programs/{slug}/"
    record_pages = (*RecordAdmin.record_pages, copying(PLAN))
    inlines = INLINES
    related = ("parent", "occasion")
    prefetch = ("titles", "parent__titles")
    list_display = (
        *("title_shown", "kind", "parties_shown", "stated_state", "planned_start", "planned_end"),
        *("status", "revision"),
    )
    list_filter = (
        *(QueueFilter, EditorialStatusFilter, PartyFilter, YearFilter, SectorFilter, SourceFilter),
        *("kind", "stated_state"),
    )
    search_fields = ("slug", "titles__title", "bases__agreement__slug")
    autocomplete_fields = ("parent", "occasion")
    fieldsets = (
        (None, {"fields": ("slug", "kind", "parent", "occasion", "stated_state", "sectors_status")}),
        (_("Days"), {"fields": (("planned_start", "planned_end"), ("actual_start", "actual_end"))}),
        (_("Summary"), {"fields": ("summary", "summary_ko", "summary_zh"), "classes": ("collapse",)}),
        NOTES,
        THIS_CHANGE,
    )

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Any]:
        """Read who takes part too, for lists alone."""
        records = super().get_queryset(request)
        match = request.resolver_match
        if match is not None and match.url_name == "programs_program_changelist":
            records = records.prefetch_related("leads__country", "leads__institution__names")
        return records

    @admin.display(description=_("parties"))
    def parties_shown(self, record: Program) -> str:
        """Show the countries that lead or take part, and the institutions that have none."""
        names = [lead.country.code if lead.country else str(lead.institution) for lead in record.leads.all()]
        return ", ".join(dict.fromkeys(names))

    @admin.display(description=_("title"), ordering="slug")
    def title_shown(self, record: Program) -> str:
        """Show the first title, or the address."""
        return record.title_or_address()


def _told_apart(record: Program) -> Iterator[str]:
    """Say what tells a programme from its twins."""
    yield record.title_or_address()
    yield record.get_kind_display()
    if record.planned_start is not None or record.planned_end is not None:
        yield f"{date_words(record.planned_start)} – {date_words(record.planned_end)}"
    yield record.slug


tells(Program, _told_apart, "titles")
