"""Reports of readers at the desk: the queue, what each is about, and what the editors made of it.

What a reader wrote is never edited. A report can be deleted, because a reader may ask for a contact to be forgotten.
"""

from __future__ import annotations

from typing import Any, ClassVar

from django.apps import apps
from django.contrib import admin
from django.contrib.admin.utils import quote
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from agreements.asof import instant
from agreements.reports.models import Report, ReportState

#: In which application the working record of each kind stands, and by which of its fields a public id is found.
DESKS = {
    "agreement": ("agreements", "agreement", "slug"),
    "source": ("agreements", "source", "slug"),
    "institution": ("agreements", "institution", "slug"),
    "occasion": ("agreements", "occasion", "slug"),
    "sector": ("agreements", "sector", "slug"),
    "country": ("agreements", "country", "code__iexact"),
    "program": ("programs", "program", "slug"),
}


@admin.register(Report)
class ReportAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    """The queue of reports: new ones first to be seen, decided by state and note."""

    list_display = ("received_at", "state", "about", "fact_words", "short_message", "reference")
    list_filter = ("state", "record_type", "received_at", "language")
    search_fields = ("reference", "record_id", "message", "note")
    date_hierarchy = "received_at"
    list_per_page = 50
    actions = ("accept", "reject", "call_duplicate")
    readonly_fields: ClassVar[Any] = (
        *("reference", "received_at", "about", "fact_words", "fact", "as_of", "publication", "language"),
        *("message", "proposed", "proof", "contact", "decided_by", "decided_at"),
    )
    fieldsets = (
        (
            None,
            {"fields": ("reference", "received_at", "about", "fact_words", "message", "proposed", "proof", "contact")},
        ),
        (_("What became of it"), {"fields": ("state", "note", "decided_by", "decided_at")}),
        (_("What the reader saw"), {"fields": ("fact", "as_of", "publication", "language"), "classes": ("collapse",)}),
    )

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Readers write reports."""
        return False

    @admin.display(description=_("about"))
    def about(self, report: Report) -> SafeString | str:
        """Lead to the record at the desk, where there is one."""
        if not report.record_type:
            return str(_("The register as a whole"))
        text = f"{report.record_type}: {report.record_id}"
        address = desk_address(report.record_type, report.record_id)
        return format_html('<a href="{}">{}</a>', address, text) if address else text

    @admin.display(description=_("what is wrong"))
    def short_message(self, report: Report) -> str:
        """Give the beginning of the message."""
        return report.message if len(report.message) <= 120 else f"{report.message[:119]}…"

    @admin.action(description=_("Accept the chosen reports"), permissions=("change",))
    def accept(self, request: HttpRequest, reports: QuerySet[Report]) -> None:
        """Accept reports."""
        self._decide(request, reports, ReportState.ACCEPTED)

    @admin.action(description=_("Reject the chosen reports"), permissions=("change",))
    def reject(self, request: HttpRequest, reports: QuerySet[Report]) -> None:
        """Reject reports."""
        self._decide(request, reports, ReportState.REJECTED)

    @admin.action(description=_("Mark the chosen reports as duplicates"), permissions=("change",))
    def call_duplicate(self, request: HttpRequest, reports: QuerySet[Report]) -> None:
        """Mark reports as duplicates."""
        self._decide(request, reports, ReportState.DUPLICATE)

    def _decide(self, request: HttpRequest, reports: QuerySet[Report], state: ReportState) -> None:
        for report in reports:
            report.state = state
            self._sign(request, report)
            report.save()
            self.log_change(request, report, [{"changed": {"fields": ["state"]}}])

    def save_model(self, request: HttpRequest, obj: Report, form: Any, change: bool) -> None:
        """Write down who decided, and when, as soon as the state is changed."""
        if "state" in form.changed_data:
            self._sign(request, obj)
        super().save_model(request, obj, form, change)

    @staticmethod
    def _sign(request: HttpRequest, report: Report) -> None:
        decided = report.state != ReportState.NEW
        report.decided_by = request.user.get_username() if decided else ""
        report.decided_at = instant() if decided else None


def desk_address(record_type: str, record_id: str) -> str:
    """Give the address of a record's form at the desk; nothing where there is no such working record."""
    if record_type not in DESKS:
        return ""
    app, model, by = DESKS[record_type]
    key = apps.get_model(app, model)._default_manager.filter(**{by: record_id}).values_list("pk", flat=True).first()
    try:
        return "" if key is None else reverse(f"admin:{app}_{model}_change", args=(quote(str(key)),))
    except NoReverseMatch:
        return ""
