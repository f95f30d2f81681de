"""The ways through the door for a record's admin: pages of one record and actions of the list.

One record is published from its review; many, and what is restored, from the page of a block.
"""

from __future__ import annotations

from functools import partial
from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext_lazy

from agreements import publishing
from agreements.admin.review.approving import STEPS, Step
from agreements.admin.review.block import block_page
from agreements.admin.review.leaving import leaving_page
from agreements.admin.review.page import review_page


class DoorMixin:
    """The three steps through the door for a record's admin: as pages of one record and as actions of the list."""

    #: The contract's address of the public page, such as ``/agreements/{slug}/``.
    public_address = ""
    actions: Any = ("publish_selected", "withdraw_selected", "restore_selected")

    def has_publish_permission(self: Any, request: HttpRequest) -> bool:
        """Whether this user may review, publish, withdraw and restore records of this kind."""
        return bool(request.user.has_perm(f"{self.opts.app_label}.publish_{self.opts.model_name}"))

    def get_urls(self) -> list[URLPattern]:
        """Add the pages of the steps."""
        name = f"{self.opts.app_label}_{self.opts.model_name}"  # type: ignore[attr-defined]
        own = [
            path(
                f"<path:object_id>/{step}/",
                self.admin_site.admin_view(partial(self.step_view, step=step)),  # type: ignore[attr-defined]
                name=f"{name}_{step}",
            )
            for step in STEPS
        ]
        return [*own, *super().get_urls()]  # type: ignore[misc]

    def step_view(self: Any, request: HttpRequest, object_id: str, step: str) -> Any:
        """Show and take one step for one record; what is published is looked at on the page of its review."""
        record = self.get_object(request, unquote(object_id))
        if record is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        if not self.has_publish_permission(request) or not self.has_view_or_change_permission(request, record):
            raise PermissionDenied
        if step != "publish":
            return _page(self, request, self.get_queryset(request).filter(pk=record.pk), STEPS[step], single=record)
        if request.method != "POST":
            return HttpResponseRedirect(self.record_page_address(record, "review"))
        request.current_app = self.admin_site.name
        return review_page(self, request, record, doing="publish")

    @admin.action(permissions=["publish"], description=gettext_lazy("Publish…"))
    def publish_selected(self: Any, request: HttpRequest, queryset: QuerySet[Any]) -> Any:
        """Publish the records chosen in the list."""
        return _page(self, request, queryset, STEPS["publish"])

    @admin.action(permissions=["publish"], description=gettext_lazy("Withdraw…"))
    def withdraw_selected(self: Any, request: HttpRequest, queryset: QuerySet[Any]) -> Any:
        """Withdraw the records chosen in the list."""
        return _page(self, request, queryset, STEPS["withdraw"])

    @admin.action(permissions=["publish"], description=gettext_lazy("Restore…"))
    def restore_selected(self: Any, request: HttpRequest, queryset: QuerySet[Any]) -> Any:
        """Restore the records chosen in the list."""
        return _page(self, request, queryset, STEPS["restore"])

    def say_done(self: Any, request: HttpRequest, step: Step, records: list[Any], reason: str) -> None:
        """Log a step that was taken, and say it with links to the public pages."""
        for record in records:
            self.log_change(request, record, f"{step.title}: {reason}")
        links = format_html_join(
            ", ", '<a href="{}">{}</a>', ((self.public_link(record), record) for record in records[:10])
        )
        self.message_user(request, format_html("{} {}", step.done(len(records)), links), messages.SUCCESS)

    def missing(self, record: Any) -> list[Any]:
        """Return what is missing to publish a record."""
        return list(publishing.missing(record))

    def public_link(self, record: Any) -> str:
        """Return the address of the record's public page."""
        return self.public_address.format(slug=record.slug)

    def address_of(self: Any, record: Any) -> str:
        """Return the address of the form of any record."""
        opts = record._meta
        return reverse(f"{self.admin_site.name}:{opts.app_label}_{opts.model_name}_change", args=[record.pk])


def _page(model_admin: Any, request: HttpRequest, queryset: Any, step: Step, single: Any = None) -> HttpResponse | None:
    shown = leaving_page if step.name == "withdraw" else block_page
    return shown(model_admin, request, queryset, step, single)
