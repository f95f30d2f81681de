"""The findings of the last audit: listed by rule with a link to each record, and the button that runs it again."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from agreements.admin.queues.duplicate_counts import count_duplicates
from agreements.asof import instant
from agreements.audit.keeping import audit_and_keep
from agreements.audit.measures import keep_measures
from agreements.audit.rules import rules, sentence
from agreements.desk.models import AuditFinding, AuditRun
from agreements.publishing.registry import kinds

#: A run from the desk begins no further rule after so many seconds; the command has no such bound.
SECONDS = 20.0
#: So many findings are shown of one rule; the count is of all.
SHOWN = 200
VIEW, RUN = "desk.view_auditrun", "desk.add_auditrun"


def last_run() -> AuditRun | None:
    """Return the last run of the audit."""
    return AuditRun.objects.first()


def findings_of(code: str, slug: str) -> list[AuditFinding]:
    """Return what the last audit found of one record, notes last."""
    run = last_run()
    if run is None:
        return []
    return list(run.findings.filter(record_type=code, record_id=slug).order_by("is_note", "id"))


@require_GET
def findings(request: HttpRequest) -> HttpResponse:
    """Show the last run."""
    if not request.user.has_perm(VIEW):
        raise PermissionDenied
    run = last_run()
    context = {
        **admin.site.each_context(request),
        "title": _("Audit findings"),
        "run": run,
        "age": None if run is None else instant() - run.at,
        "groups": [] if run is None else list(_by_rule(request, run)),
        "may_run": request.user.has_perm(RUN),
        "seconds": int(SECONDS),
    }
    return TemplateResponse(request, "desk/queue_findings.html", context)


@require_POST
def run_now(request: HttpRequest) -> HttpResponse:
    """Run the audit, for at most some seconds, and go to what it found."""
    if not request.user.has_perm(RUN):
        raise PermissionDenied
    run = audit_and_keep(request.user.get_username(), seconds=SECONDS)
    if run.is_whole:
        count_duplicates()
        messages.success(request, _("The audit is done."))
    else:
        said = _("Time was up before every rule was asked; run “manage.py audit” for the whole.")
        messages.warning(request, said)
    return HttpResponseRedirect(reverse("desk-findings"))


@require_POST
def measure_now(request: HttpRequest) -> HttpResponse:
    """Measure the records that no queue of proof can see yet, for at most some seconds, and go back to the queues."""
    if not request.user.has_perm(RUN):
        raise PermissionDenied
    count = keep_measures(seconds=SECONDS)
    said = ngettext("%(count)d record was measured.", "%(count)d records were measured.", count)
    messages.success(request, said % {"count": count})
    return HttpResponseRedirect(reverse("admin:index"))


def _by_rule(request: HttpRequest, run: AuditRun) -> Any:
    titles = {one.__name__[:80]: sentence(one) for one in rules()}
    rows = list(run.findings.order_by("is_note", "rule", "id"))
    forms = _addresses(request, rows)
    for (is_note, rule), of_rule in groupby(rows, key=lambda row: (row.is_note, row.rule)):
        found = list(of_rule)
        shown = [(row, forms.get((row.record_type, row.record_id), "")) for row in found[:SHOWN]]
        yield {"title": titles.get(rule, rule), "is_note": is_note, "count": len(found), "rows": shown}


def _addresses(request: HttpRequest, rows: list[AuditFinding]) -> dict[tuple[str, str], str]:
    """Return the addresses of the forms of the records, where the reader may open them; one query a kind."""
    found = {}
    for kind in kinds():
        slugs = {row.record_id for row in rows if row.record_type == kind.code}
        opts = kind.model._meta
        if slugs and request.user.has_perm(f"{opts.app_label}.view_{opts.model_name}"):
            for slug, pk in kind.model._default_manager.filter(slug__in=slugs).values_list("slug", "pk"):
                found[kind.code, slug] = reverse(f"admin:{opts.app_label}_{opts.model_name}_change", args=[pk])
    return found
