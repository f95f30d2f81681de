"""The page that makes a new draft from a record."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agreements.admin.copying.plan import CopyForm, Plan
from agreements.admin.record_pages import RecordPage
from agreements.desk.acting import because


def copying(plan: Plan) -> RecordPage:
    """Return the page by which records of one kind are copied."""
    return RecordPage(
        "copy",
        gettext_lazy("Duplicate with new dates"),
        partial(copy_page, plan),
        lambda a, request, r: _may(a, request),
    )


def _may(admin: Any, request: HttpRequest) -> bool:
    return bool(admin.has_add_permission(request))


def copy_page(plan: Plan, admin: Any, request: HttpRequest, record: Any) -> HttpResponse:
    """Ask for what is new, and make the draft."""
    if not _may(admin, request):
        raise PermissionDenied
    form = plan.form(request.POST if request.method == "POST" else None, record=record)
    if request.method == "POST" and form.is_valid():
        made = _make(plan, record, form)
        if made is not None:
            admin.log_addition(request, made, [{"added": {}}])
            messages.success(request, _("This is a new draft, made from %s. Nothing proves it yet.") % record)
            return HttpResponseRedirect(admin.record_page_address(made, "change"))
    context = {
        **admin.record_page_context(request, record, _("Duplicate with new dates")),
        "form": form,
        "copied": plan.copied,
        "left_out": plan.left_out,
    }
    return TemplateResponse(request, "desk/copy.html", context)


def _make(plan: Plan, record: Any, form: CopyForm) -> Any:
    """Return the new record; None, with the errors in the form, where a rule refuses it."""
    because(_("Copied from %s") % record.slug)
    try:
        with transaction.atomic():
            return plan.make(record, form.cleaned_data)
    except ValidationError as error:
        for name, problems in error.message_dict.items():
            form.add_error(name if name in form.fields else None, problems)
    except IntegrityError:
        form.add_error("slug", _("Another record has this address."))
    return None
