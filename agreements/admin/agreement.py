"""Agreements at the desk: the instrument with its rows, the state that follows from them, and the door."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db import models
from django.db.models.functions import Coalesce
from django.http import HttpRequest
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from agreements import asof, publishing
from agreements.admin.agreement_rows import INLINES, ActFormSet, PartyFormSet
from agreements.admin.copying.agreement import PLAN
from agreements.admin.copying.page import copying
from agreements.admin.panels import date_words, settlement_of, standing_lines, state_on, state_words
from agreements.admin.queues.filters import PartyFilter, QueueFilter, SectorFilter, SourceFilter, YearFilter
from agreements.admin.records import NOTES, THIS_CHANGE, EditorialStatusFilter, RecordAdmin
from agreements.models import Act, Agreement, Relation, Title
from agreements.publishing.working import SETTLING, readable
from agreements.register.phrases import because

#: What lists sort by as the title: the first one, or the address.
FIRST_TITLE = Coalesce(
    models.Subquery(
        Title.objects.filter(agreement=models.OuterRef("pk")).order_by("position", "id").values("title")[:1]
    ),
    models.F("slug"),
    output_field=models.CharField(),
)


@admin.register(Agreement)
class AgreementAdmin(RecordAdmin):
    """One instrument."""

    public_address = "/agreements/{slug}/"
    record_pages = (*RecordAdmin.record_pages, copying(PLAN))
    inlines = INLINES
    related = ("occasion", "clause")
    prefetch = ("titles",)
    list_display = (
        *("title_shown", "kind", "parties_shown", "signed_shown", "ends_shown", "state_today", "status", "revision"),
    )
    list_filter = (
        *(QueueFilter, EditorialStatusFilter, PartyFilter, YearFilter, SectorFilter, SourceFilter),
        *("kind", "legal_force", "level"),
    )
    search_fields = (
        "slug",
        "titles__title",
        "identifiers__value",
        "original_designation",
        "parties__country__name_en",
        "parties__country__code",
        "parties__institution__names__name",
    )
    autocomplete_fields = ("occasion",)
    fieldsets = (
        (None, {"fields": ("slug", "kind", "original_designation", "legal_force", "level", "occasion")}),
        (_("What is known"), {"fields": (("parties_status", "acts_status", "sectors_status"),)}),
        (_("Summary"), {"fields": ("summary", "summary_ko", "summary_zh"), "classes": ("collapse",)}),
        (_("Scope and text"), {"fields": ("territorial_scope", "official_text_url"), "classes": ("collapse",)}),
        NOTES,
        THIS_CHANGE,
    )

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Any]:
        """Read the rows that settling reads too, for lists and forms; not for autocompletes."""
        records = super().get_queryset(request)
        match = request.resolver_match
        if match is not None and match.url_name == "agreements_agreement_changelist":
            records = records.prefetch_related(*SETTLING, "parties__institution__names")
        return records

    @admin.display(description=_("title"), ordering=FIRST_TITLE)
    def title_shown(self, record: Agreement) -> str:
        """Show the first title, or the address."""
        return record.title_or_address()

    @admin.display(description=_("parties"))
    def parties_shown(self, record: Agreement) -> str:
        """Show the countries, and the institutions that have none."""
        names = [p.country.code if p.country else str(p.institution) for p in record.parties.all()]
        return ", ".join(dict.fromkeys(names))

    @admin.display(description=_("signed"), ordering="signed")
    def signed_shown(self, record: Agreement) -> str:
        """Show the day of signature with exactly the precision that it has."""
        return date_words(record.signed)

    @admin.display(description=_("last day in effect"), ordering="ends")
    def ends_shown(self, record: Agreement) -> str:
        """Show the last day in effect with exactly the precision that it has."""
        return date_words(record.ends)

    @admin.display(description=_("state today"))
    def state_today(self, record: Agreement) -> str:
        """Show the state that the working facts give on the register's today."""
        return state_words(state_on(settlement_of(record), asof.today()))

    def beside(self, record: Agreement) -> dict[str, Any]:
        """Show the state on today's day with its reason, the standings and what to look at."""
        settlement = settlement_of(readable(Agreement.objects.filter(pk=record.pk)).get())
        state = state_on(settlement, asof.today())
        return {
            "settlement": settlement,
            "state": state,
            "state_words": state_words(state),
            "because": because(state.reason, get_language() or "en"),
            "standings": list(standing_lines(settlement.standings)),
            "signed": date_words(settlement.signed),
            "effective": date_words(settlement.effective),
            "ends": date_words(settlement.ends),
        }

    def _create_formsets(self, request: HttpRequest, obj: Any, change: bool) -> tuple[list[Any], list[Any]]:
        formsets, inlines = super()._create_formsets(request, obj, change)
        acts = next((rows for rows in formsets if isinstance(rows, ActFormSet)), None)
        for rows in formsets:
            if isinstance(rows, PartyFormSet):
                rows.acts = acts
        return formsets, inlines

    def changed_with(self, request: HttpRequest, key: Any) -> set[Any]:
        """Return the agreements that settling this one may write, those among what was typed included."""
        sent = request.POST.items()
        typed = {str(v) for name, v in sent if name.startswith("relations-") and name.endswith("-object")}
        named = {int(v) for v in typed if v.isascii() and v.isdigit() and len(v) < 19}
        acted_on = named | set(Relation.objects.filter(subject=key).values_list("object", flat=True))
        further = Relation.objects.filter(subject__in=acted_on).values_list("object", flat=True)
        return acted_on | set(further)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """Save the rows, then settle this agreement and those on which it acts or acted.

        Acts are saved first: a party goes after the act that named it. An act can name saved parties only.
        """
        agreement = form.instance
        formsets = sorted(formsets, key=lambda rows: rows.model is not Act)
        acted_on = list(Agreement.objects.filter(relations_on__subject=agreement).distinct())
        super().save_related(request, form, formsets, change)
        publishing.settle_working(agreement, *acted_on)
