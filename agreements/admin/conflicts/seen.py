"""Pages that ask before something is done to records: what was asked about must still be what it is done to.

A page that asks "delete these?" carries, signed, the revision of every record that it showed. When the answer comes the
records are locked and compared; what changed in between is named, and the question is asked anew.
"""

from __future__ import annotations

import copy
from collections.abc import Iterable
from dataclasses import replace
from functools import partial
from typing import Any

from django.contrib import messages
from django.contrib.admin.actions import delete_selected
from django.contrib.admin.options import ActionLocation
from django.core import signing
from django.db import models, transaction
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from agreements.admin.conflicts import page
from agreements.admin.conflicts.sheets import shown_now
from agreements.admin.conflicts.stamp import MADE_FROM, read, stamp

#: The name of the field that carries the revisions.
SEEN = "_seen"
_SALT = "agreements.desk.seen"


def seen(records: Iterable[Any]) -> str:
    """Return the signed revisions of the records that a page shows."""
    content = [[record._meta.label_lower, record.pk, record.revision] for record in records]
    return signing.dumps(content, salt=_SALT, compress=True)


def changed_since(text: str | None, records: Iterable[Any]) -> list[Any]:
    """Lock records, kind by kind in the order of their keys, and return those that are not as a page showed them.

    Call it inside a transaction. Without a valid text every record counts as changed; one that is gone does too.
    """
    try:
        shown = {(label, pk): revision for label, pk, revision in signing.loads(text or "", salt=_SALT)}
    except (signing.BadSignature, ValueError, UnicodeError):
        shown = {}
    given = list(records)
    now: dict[tuple[str, Any], int] = {}
    for model in sorted({type(record) for record in given}, key=lambda model: model._meta.label_lower):
        keys = [record.pk for record in given if type(record) is model]
        rows = model._default_manager.filter(pk__in=keys).order_by("pk").select_for_update(of=("self",), no_key=True)
        now |= {(model._meta.label_lower, pk): revision for pk, revision in rows.values_list("pk", "revision")}
    keyed = [((record._meta.label_lower, record.pk), record) for record in given]
    return [record for key, record in keyed if key not in now or now[key] != shown.get(key)]


def _not_yet_confirmed(request: HttpRequest) -> HttpRequest:
    """Return the request as it was before it was answered with yes."""
    asked = copy.copy(request)
    data = request.POST.copy()
    data.pop("post", None)
    asked.POST = data  # type: ignore[assignment]  # Django lets it be set
    return asked


def delete_unchanged(admin: Any, request: HttpRequest, queryset: models.QuerySet[Any]) -> HttpResponse | None:
    """Delete the chosen records as Django does, unless one of them changed since the page that asked was shown."""
    with transaction.atomic():
        if request.POST.get("post"):
            changed = changed_since(request.POST.get(SEEN), queryset)
            if not changed:
                return delete_selected(admin, request, queryset)
            words = _(
                "Changed since the page was opened, nothing was deleted: %(records)s. Look again and confirm again."
            )
            names = ", ".join(str(record) for record in changed)
            messages.error(request, words % {"records": names})
            request = _not_yet_confirmed(request)
        answer = delete_selected(admin, request, queryset)
    if isinstance(answer, TemplateResponse) and answer.context_data is not None:
        answer.context_data["seen"] = seen(queryset)
    return answer


class DeletesWhatWasSeenMixin:
    """Delete a record only as it was when the page that asks was shown."""

    delete_confirmation_template: Any = "desk/delete_confirmation.html"
    delete_selected_confirmation_template: Any = "desk/delete_selected_confirmation.html"

    def get_actions(
        self: Any, request: HttpRequest, action_location: ActionLocation = ActionLocation.CHANGE_LIST
    ) -> dict[str, Any]:
        """Put the careful deletion in the place of Django's."""
        actions: dict[str, Any] = super().get_actions(request, action_location)  # type: ignore[misc]
        if "delete_selected" in actions:
            actions["delete_selected"] = replace(actions["delete_selected"], func=delete_unchanged)
        return actions

    def delete_view(
        self: Any, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Ask, or delete; refused with what changed where the record is no longer what was shown."""
        show = partial(super().delete_view, request, object_id)  # type: ignore[misc]
        with transaction.atomic():
            record = self.locked_record(request, object_id) if request.method == "POST" else None
            if record is not None and self.has_delete_permission(request, record):
                shown = read(request.POST.get(MADE_FROM), record)
                if shown is None or shown.revision != record.revision:
                    return page.not_deleted(self, request, record, request.POST.get(MADE_FROM, ""))
            answer: HttpResponse = show(extra_context)
            return answer

    def render_delete_form(self: Any, request: HttpRequest, context: dict[str, Any]) -> HttpResponse:
        """Add the stamp of the record that is shown."""
        record = context["object"]
        context["made_from"] = stamp(record, shown_now(self, request, record).sheet)
        answer: HttpResponse = super().render_delete_form(request, context)  # type: ignore[misc]
        return answer
