"""Withdrawing from the desk: what exactly will happen, and who still names the record, before it is done.

A withdrawal shows nothing new to the public, so it is a reviewer's decision alone: it needs no second person.
"""

from __future__ import annotations

from typing import Any

from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse

from agreements import publishing
from agreements.admin.review.approving import Problems, Step, take, wrong_stages
from agreements.admin.review.asking import ReasonForm
from agreements.admin.review.page import followers, frame
from agreements.admin.review.saying import Saying
from agreements.publishing import Missing, Ref
from agreements.register.models import Publication


def leaving_page(admin: Any, request: HttpRequest, queryset: Any, step: Step, single: Any = None) -> HttpResponse:
    """Show what withdrawing the chosen records would do, and do it when that is confirmed."""
    if not admin.has_publish_permission(request) or not admin.has_view_or_change_permission(request, single):
        raise PermissionDenied
    records = list(queryset)
    taking = request.method == "POST" and "confirmed" in request.POST
    form = ReasonForm(request.POST if taking else None)
    held: Problems = {}
    status = 200
    if taking and form.is_valid():
        held, status = take(step, records, request.user, form.cleaned_data["reason"], {}), 409
        if not held:
            admin.say_done(request, step, records, form.cleaned_data["reason"])
            return HttpResponseRedirect(admin.address_of(single) if single else request.get_full_path())
    barred = wrong_stages(step, records)
    proposal = publishing.proposed_withdrawal(records)
    saying = Saying(proposal)
    public = [record for record in records if record.stage in step.from_stages]
    naming = [gap for gaps in proposal.problems.values() for gap in gaps if gap.path and gap.record in public]
    context = {
        **frame(admin, request, single, step.title),
        "step": step,
        "records": [
            (record, admin.address_of(record), admin.public_link(record), _versions(record)) for record in public
        ],
        "barred": [(p.record, p.message) for reasons in barred.values() for p in reasons],
        "naming": [(gap.record, *_holder(admin, gap), gap.message) for gap in naming],
        "refused": status == 409,
        "followers": followers(admin, saying, proposal),
        "form": form,
        "action_name": ACTION_CHECKBOX_NAME,
        "selected": [] if single else [record.pk for record in records],
        "back": admin.address_of(single) if single else request.get_full_path(),
    }
    request.current_app = admin.admin_site.name
    return TemplateResponse(request, "desk/step.html", context, status=status)


def _versions(record: Any) -> int:
    """Return how many of its publications still have a document, which will be gone for good."""
    ref = publishing.ref_of(record)
    rows = Publication.objects.filter(record_type=ref.type, record_id=ref.id, document__isnull=False)
    return rows.count()


def _holder(admin: Any, gap: Missing) -> tuple[str, str]:
    """Return name and address at the desk of the public record that still names one that should leave."""
    ref = Ref(*gap.path.split("/", 1))
    found = publishing.kind(ref.type).model._default_manager.filter(slug=ref.id).first()
    return (ref.id, "") if found is None else (str(found), admin.address_of(found))
