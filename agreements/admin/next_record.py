"""Save and go to the next record of the list from which the editor came.

Which one is next is asked before the record is saved: saving may take it out of the filtered list, or move it. The list
is the one of ``_changelist_filters``, which Django carries from the list to the form.
"""

from __future__ import annotations

import copy
from typing import Any

from django.contrib import messages
from django.contrib.admin.options import IncorrectLookupParameters
from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

#: The name of the button.
NEXT = "_next"
_FILTERS = "_changelist_filters"


class NextRecordMixin:
    """Give the form of a record its button "Save and go to next"."""

    def save_model(self: Any, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Note the next record before this one is saved."""
        if change and NEXT in request.POST:
            request._next_record = self.next_in_list(request, obj)  # type: ignore[attr-defined]
        super().save_model(request, obj, form, change)  # type: ignore[misc]

    def response_change(self: Any, request: HttpRequest, obj: Any) -> HttpResponse:
        """Go to the next record, or back to the list after its last."""
        if NEXT not in request.POST:
            answer: HttpResponse = super().response_change(request, obj)  # type: ignore[misc]
            return answer
        key = getattr(request, "_next_record", None)
        filters = request.GET.get(_FILTERS, "")
        name = f"{self.admin_site.name}:{self.opts.app_label}_{self.opts.model_name}"
        if key is None:
            messages.success(request, _("%s was saved. It was the last one of the list.") % obj)
            return HttpResponseRedirect(f"{reverse(f'{name}_changelist')}{'?' if filters else ''}{filters}")
        messages.success(request, _("%s was saved. This is the next one of the list.") % obj)
        query = f"?{urlencode({_FILTERS: filters})}" if filters else ""
        return HttpResponseRedirect(f"{reverse(f'{name}_change', args=[key])}{query}")

    def next_in_list(self: Any, request: HttpRequest, record: Any) -> Any:
        """Return the key of the record after this one in the list; None after the last, and where it is not listed."""
        asked = copy.copy(request)
        asked.method = "GET"
        asked.GET = QueryDict(request.GET.get(_FILTERS, ""))  # Django lets it be set
        try:
            rows = self.get_changelist_instance(asked).queryset
        except (IncorrectLookupParameters, SuspiciousOperation):
            return None
        keys = iter(rows.values_list("pk", flat=True))
        return next(keys, None) if any(key == record.pk for key in keys) else None
