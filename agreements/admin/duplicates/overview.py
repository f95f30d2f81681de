"""The pages that stand above single records: what is proposed of a kind, its mergers, and taking one back."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.translation import gettext

from agreements.admin.duplicates.parts import (
    ReasonForm,
    above,
    address_of,
    code_of,
    is_merged,
    lines_of,
    may_merge,
    page_of,
)
from agreements.desk.models import Merger
from agreements.duplicates import NotUndoable, proposals, undo, what_stands_against

PER_PAGE = 25


class DuplicatesMixin:
    """The pages that stand above single records: the proposals of a kind, and its mergers."""

    def get_urls(self: Any) -> list[Any]:
        """Add their addresses."""
        name = f"{self.opts.app_label}_{self.opts.model_name}"
        view = self.admin_site.admin_view
        own = [
            path("duplicates/", view(self.duplicates_view), name=f"{name}_all_duplicates"),
            path("mergers/", view(self.mergers_view), name=f"{name}_mergers"),
            path("mergers/<int:merger_id>/", view(self.merger_view), name=f"{name}_merger"),
        ]
        return [*own, *super().get_urls()]  # type: ignore[misc]

    def changelist_view(self: Any, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """Lead from the list to the proposals, for kinds of which records are merged."""
        own = {"duplicates_address": address_of(self, "all_duplicates")} if is_merged(self) else {}
        answer: HttpResponse = super().changelist_view(request, {**own, **(extra_context or {})})  # type: ignore[misc]
        return answer

    def duplicates_view(self: Any, request: HttpRequest) -> HttpResponse:
        """List the proposals of this kind, best first."""
        code = code_of(self)
        if not self.has_view_permission(request):
            raise PermissionDenied
        words = request.GET.get("q", "").replace("\x00", "").strip()
        records = None
        if words:
            records, _several = self.get_search_results(request, self.model._default_manager.all(), words)
        found = proposals(records, code)
        pages = Paginator(found, PER_PAGE).get_page(request.GET.get("p"))
        context = above(self, request, gettext("Possible duplicates")) | {
            "page": pages,
            "lines": lines_of(self, pages.object_list),
            "words": words,
            "more": urlencode({"q": words}) if words else "",
            "mergers": address_of(self, "mergers"),
        }
        return TemplateResponse(request, "desk/duplicates.html", context)

    def mergers_view(self: Any, request: HttpRequest) -> HttpResponse:
        """List the mergers of this kind, the last one first."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        pages = Paginator(Merger.objects.filter(record_type=code_of(self)), PER_PAGE).get_page(request.GET.get("p"))
        context = above(self, request, gettext("Mergers")) | {
            "page": pages,
            "lines": [(merger, address_of(self, "merger", merger.pk)) for merger in pages.object_list],
        }
        return TemplateResponse(request, "desk/merge_list.html", context)

    def merger_view(self: Any, request: HttpRequest, merger_id: int) -> HttpResponse:
        """Show one merger, and take it back."""
        merger = Merger.objects.filter(record_type=code_of(self), pk=merger_id).first()
        if merger is None:
            raise Http404
        goes_on = self.model._default_manager.filter(pk=merger.into_pk).first()
        if not self.has_view_permission(request):
            raise PermissionDenied
        may = may_merge(self, request)
        form = ReasonForm(request.POST or None)
        problems = what_stands_against(merger)
        status = 200
        if request.method == "POST":
            if not may:
                raise PermissionDenied
            if form.is_valid():
                try:
                    record = undo(merger, reason=form.cleaned_data["reason"], by=request.user.get_username())
                except NotUndoable as refusal:
                    problems, status = refusal.problems, 409
                else:
                    self.log_change(request, record, gettext("Merger undone"))
                    said = gettext("The merger is undone: “%s” is a record of its own again.") % merger.record_id
                    self.message_user(request, said, messages.SUCCESS)
                    return HttpResponseRedirect(page_of(self, record.pk, "change"))
        context = above(self, request, gettext("Merger")) | {
            "merger": merger,
            "goes_on": goes_on,
            "goes_on_address": page_of(self, merger.into_pk, "change") if goes_on else "",
            "problems": problems,
            "may": may,
            "form": form,
            "rows": len(merger.moved["changed"]) + len(merger.moved["deleted"]),
        }
        return TemplateResponse(request, "desk/merge_undo.html", context, status=status)
