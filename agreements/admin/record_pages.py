"""Pages of their own for one record at the desk: its review, its history, its evidence, what looks like it.

A page is added by one entry in ``RecordAdmin.record_pages``: it gets an address under the record's form, a link among
the form's tools where it is visible, and the record, read for the user who asks. What a page does stands in its own
package, which knows nothing of ``RecordAdmin``.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path, reverse
from django.utils.functional import Promise

View = Callable[[Any, HttpRequest, Any], HttpResponse]


def anybody(admin: Any, request: HttpRequest, record: Any) -> bool:
    """Let everybody see the page who may see the record."""
    return True


@dataclass(frozen=True, slots=True)
class RecordPage:
    """One page of a record: ``view(model_admin, request, record)`` answers at ``…/<pk>/<name>/``.

    ``visible`` decides who may open it (403 otherwise) and for whom it is linked from the form; reading the record is
    asked before. A page that writes must ask for its own permission itself. One without a title is linked from nowhere
    but other pages. ``count`` is a number that the link says, where it is not 0.
    """

    name: str
    title: str | Promise
    view: View
    visible: Callable[[Any, HttpRequest, Any], bool] = anybody
    count: Callable[[HttpRequest, Any], int] | None = None

    def link_words(self, request: HttpRequest, record: Any) -> str:
        """Return what the link from a record's form says."""
        number = self.count(request, record) if self.count is not None else 0
        return f"{self.title} ({number})" if number else str(self.title)


class RecordPagesMixin:
    """Give a record's admin its pages."""

    record_pages: tuple[RecordPage, ...] = ()

    def get_urls(self: Any) -> list[URLPattern]:
        """Add the addresses of the pages."""
        name = f"{self.opts.app_label}_{self.opts.model_name}"
        own = [
            path(
                f"<path:object_id>/{page.name}/",
                self.admin_site.admin_view(partial(self.record_page_view, page=page)),
                name=f"{name}_{page.name}",
            )
            for page in self.record_pages
        ]
        return [*own, *super().get_urls()]  # type: ignore[misc]

    def record_page_view(self: Any, request: HttpRequest, object_id: str, page: RecordPage) -> HttpResponse:
        """Answer one page for one record."""
        record = self.get_object(request, unquote(object_id))
        if record is None:
            answer: HttpResponse = self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
            return answer
        if not self.has_view_or_change_permission(request, record) or not page.visible(self, request, record):
            raise PermissionDenied
        request.current_app = self.admin_site.name
        return page.view(self, request, record)

    def record_page_links(self: Any, request: HttpRequest, record: Any) -> list[tuple[str, str]]:
        """Return address and title of every page of a record that this user may open."""
        return [
            (self.record_page_address(record, page.name), page.link_words(request, record))
            for page in self.record_pages
            if page.title and page.visible(self, request, record)
        ]

    def record_page_address(self: Any, record: Any, name: str) -> str:
        """Return the address of one page of a record."""
        opts = record._meta
        return reverse(f"{self.admin_site.name}:{opts.app_label}_{opts.model_name}_{name}", args=[record.pk])

    def record_page_context(self: Any, request: HttpRequest, record: Any, title: Any) -> dict[str, Any]:
        """Return what ``desk/record_page.html`` needs: the site's context, the record, and the way back."""
        return {
            **self.admin_site.each_context(request),
            "title": title,
            "subtitle": str(record),
            "opts": self.opts,
            "original": record,
            "back": self.record_page_address(record, "change"),
        }
