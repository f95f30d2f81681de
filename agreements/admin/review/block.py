"""Many records published, or restored, as one block for one public reason, after a look at each.

All that were chosen are ticked at first. One that is held back (it lacks something, names what is not public, or the
reviewer had a hand in it) holds the whole block back until it is unticked: what goes out is decided, not left over.
The number of queries does not grow with the number of records.
"""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from agreements import publishing
from agreements.admin.review.approving import NOT_SEEN, Problems, Step, take, wrong_stages
from agreements.admin.review.asking import ReasonForm
from agreements.admin.review.four_eyes import refusals
from agreements.admin.review.page import followers, frame
from agreements.admin.review.saying import Saying, count_of, type_words
from agreements.admin.review.status import STATUS_LABELS, status_of
from agreements.pages.field_words import part_words
from agreements.register.comparing import PART_OF

#: More than these are not looked at one by one any more.
LARGEST = 500
#: Of each record this many changed fields are shown on the page of the block; its own review shows all.
LINES = 40


def block_page(admin: Any, request: HttpRequest, queryset: Any, step: Step, single: Any = None) -> HttpResponse | None:
    """Show what publishing or restoring the chosen records would do, and do it when that is confirmed."""
    if not admin.has_publish_permission(request) or not admin.has_view_or_change_permission(request, single):
        raise PermissionDenied
    records = list(queryset[: LARGEST + 1])
    if len(records) > LARGEST:
        words = _("A block has at most %(count)d records; narrow the list first.") % {"count": LARGEST}
        admin.message_user(request, words, messages.ERROR)
        return None
    taking = request.method == "POST" and "confirmed" in request.POST
    again = request.method == "POST" and "leave-out" in request.POST
    form = ReasonForm(request.POST if taking else None, initial={"reason": request.POST.get("reason", "")})
    held: Problems = {}
    status = 200
    if taking and form.is_valid():
        seen = _seen(request, records)
        held, status = take(step, records, request.user, form.cleaned_data["reason"], seen), 409
        if not held:
            admin.say_done(request, step, records, form.cleaned_data["reason"])
            return HttpResponseRedirect(admin.address_of(single) if single else request.get_full_path())
    return _shown(admin, request, records, step, single, form, held, status, leave_out=again)


def _seen(request: HttpRequest, records: list[Any]) -> dict[int, int]:
    """Return the revision of each record that the page showed; who sends none has looked at nothing."""
    given = {record.pk: request.POST.get(f"revision-{record.pk}", "") for record in records}
    return {pk: int(text) if text.isdecimal() and len(text) < 18 else NOT_SEEN for pk, text in given.items()}


def _shown(
    admin: Any,
    request: HttpRequest,
    records: list[Any],
    step: Step,
    single: Any,
    form: Any,
    held: Problems,
    status: int,
    *,
    leave_out: bool,
) -> HttpResponse:
    refused = wrong_stages(step, records)
    for ref, reasons in refusals(records, request.user).items():
        refused.setdefault(ref, []).extend(reasons)
    proposal = publishing.proposed(records, restoring=step.name == "restore", refused=refused)
    saying = Saying(proposal)
    by_ref = {publishing.ref_of(record): record for record in records}
    rows = []
    for ref, record in by_ref.items():
        problems = proposal.problems.get(ref, []) or held.get(ref, [])
        change = proposal.change(ref)
        groups = saying.groups(change) if change is not None and change.type != "created" else []
        rows.append(
            {
                "record": record,
                "address": admin.address_of(record),
                "review": admin.record_page_address(record, "review"),
                "status": STATUS_LABELS[status_of(record)],
                "word": type_words(change),
                "problems": [(p.message, _link(admin, p)) for p in problems],
                "ticked": not (problems and leave_out),
                "new": _sums(change.after or {}) if change is not None and change.type == "created" else [],
                "groups": groups[:LINES],
                "count": count_of(groups),
            }
        )
    context = {
        **frame(admin, request, single, step.title),
        "step": step,
        "rows": rows,
        "good": sum(not row["problems"] for row in rows),
        "held": sum(bool(row["problems"]) for row in rows),
        "refused": bool(held),
        "followers": followers(admin, saying, proposal),
        "form": form,
        "action_name": ACTION_CHECKBOX_NAME,
        "back": admin.address_of(single) if single else request.get_full_path(),
    }
    request.current_app = admin.admin_site.name
    return TemplateResponse(request, "desk/review_block.html", context, status=status)


def _link(admin: Any, problem: publishing.Missing) -> str:
    """Return where a problem is mended; its form turns the anchor into the field where it can."""
    place = f"id_{problem.path}" if problem.path and "/" not in problem.path else "missing"
    return f"{admin.address_of(problem.record)}#{place}"


def _sums(document: dict[str, Any]) -> list[tuple[str, int]]:
    """Count what a new record brings, by part."""
    return [
        (part_words(PART_OF[name]), len(rows))
        for name, rows in document.items()
        if name in PART_OF and isinstance(rows, list) and rows
    ]
