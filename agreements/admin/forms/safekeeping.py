"""What was typed outlives the session: a form sent by somebody who was signed out comes back, to be sent again.

The page carries everything that was typed in hidden fields, with a token of its own: sign in beside it, send again. The
server keeps nothing. The same page answers a form whose token is stale, which is what signing in again does to it.
Only forms of our own pages are carried so: what another site sends is refused as ever, or its text could be put into
the mouth of somebody who presses the button.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final
from urllib.parse import urlsplit

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import Resolver404, resolve, reverse
from django.utils.translation import gettext as _
from django.views.csrf import csrf_failure

TOKEN: Final = "csrfmiddlewaretoken"
#: How the names of addresses end to which forms of records are sent.
FORMS: Final = ("_add", "_change", "_preview", "_preview_new", "desk-import")


class SafekeepingMiddleware:
    """Answer a form that was sent by nobody with the page that keeps it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Go on."""
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        """Keep what was typed, unless somebody is signed in who may be answered."""
        if not _is_form(request) or admin.site.has_permission(request):
            return None
        return kept(request, _("You were signed out while you typed")) if _from_our_page(request) else None


def stale(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer a form whose token is stale or missing; one that did not come from our own page is refused."""
    if _is_form(request) and _from_our_page(request):
        return kept(request, _("This form was made before you signed in"))
    return csrf_failure(request, reason=reason)


def kept(request: HttpRequest, title: str) -> HttpResponse:
    """Answer 403 with everything that was typed, ready to be sent again."""
    typed = [(name, value) for name, values in request.POST.lists() for value in values if name != TOKEN]
    shown = [(n, v) for n, v in typed if str(v).strip() and not n.startswith("_") and "_FORMS" not in n]
    context = {
        **admin.site.each_context(request),
        "title": title,
        "typed": typed,
        "shown": shown,
        "address": request.get_full_path(),
        "signed_in": admin.site.has_permission(request),
        "login": f"{reverse('admin:login')}?next={reverse('admin:index')}",
    }
    answer = TemplateResponse(request, "desk/kept.html", context, status=403)
    answer.headers["Cache-Control"] = "no-store"
    return answer.render()


def _is_form(request: HttpRequest) -> bool:
    if request.method != "POST" or not request.path.startswith(reverse("admin:index")):
        return False
    try:
        match = resolve(request.path_info)
    except Resolver404:
        return False
    return (match.url_name or "").endswith(FORMS)


def _from_our_page(request: HttpRequest) -> bool:
    """Whether the browser says that the form stood on a page of this site; silence is no."""
    if said := request.headers.get("Sec-Fetch-Site"):
        return said == "same-origin"
    origin = request.headers.get("Origin") or request.headers.get("Referer") or ""
    parts = urlsplit(origin)
    return (parts.scheme, parts.netloc) == (request.scheme, request.get_host())
