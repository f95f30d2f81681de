"""The admin's site, with one way in.

Django's own login page would let a password alone in, past second factor and rate limits, and would do so for anybody
already at the desk as well; so it answers nothing by itself and leads to the page of accounts, and back.
"""

from __future__ import annotations

from functools import update_wrapper
from typing import Any

from django.contrib import messages
from django.contrib.admin import AdminSite
from django.core.exceptions import BadRequest, PermissionDenied
from django.db import DataError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.utils.translation import gettext

from tracker.accounts.factors import must_add_a_factor

#: Models of django-allauth. Secrets and keys of people are nobody's to look at; sessions have a page of their own.
HIDDEN_APPS = frozenset({"account", "mfa", "usersessions"})
#: Pages of the admin that stay open to somebody who has yet to set up a second factor.
OPEN_PAGES = frozenset({"logout", "jsi18n"})


class DeskSite(AdminSite):
    """The admin of the desk."""

    #: Lists are reached from the head of every page, so that forms and lists have the whole width.
    enable_nav_sidebar = False

    def register(self, model_or_iterable: Any, *args: Any, **kwargs: Any) -> None:
        """Register models, but none of those that hold secrets of accounts."""
        models = model_or_iterable if isinstance(model_or_iterable, (list, tuple, set)) else [model_or_iterable]
        shown = [model for model in models if model._meta.app_label not in HIDDEN_APPS]
        if shown:
            super().register(shown, *args, **kwargs)

    def get_urls(self) -> list[Any]:
        """Leave out Django's way to the public page of any row of any table: no row here is asked for by its type."""
        return [url for url in super().get_urls() if getattr(url, "name", None) != "view_on_site"]

    def login(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        """Lead to the login of accounts and, from there, to where somebody wanted to go."""
        wanted = _safe_next(request) or reverse("admin:index")
        if request.user.is_authenticated:
            if not self.has_permission(request):
                raise PermissionDenied
            return HttpResponseRedirect(wanted)
        return HttpResponseRedirect(f"{reverse('account_login')}?{urlencode({'next': wanted})}")

    def autocomplete_view(self, request: HttpRequest) -> Any:
        """Propose records for an autocomplete, each told from its twins."""
        from agreements.admin.forms.names import TellingJsonView  # its package registers models with this very site

        return TellingJsonView.as_view(admin_site=self)(request)

    def password_change(self, request: HttpRequest, extra_context: Any = None) -> Any:
        """Lead to the one page where a password is changed."""
        return HttpResponseRedirect(reverse("account_change_password"))

    def admin_view(self, view: Any, cacheable: bool = False) -> Any:
        """Guard a page as Django does, and send somebody without a required second factor to set one up first.

        An address that asks what no database can answer (a NUL byte, a broken pattern) is a bad request.
        """
        guarded = super().admin_view(view, cacheable)

        def inner(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
            match = request.resolver_match
            open_page = match is not None and match.url_name in OPEN_PAGES
            if not open_page and self.has_permission(request) and must_add_a_factor(request.user):
                messages.warning(request, gettext("Set up a second factor first: your role at the desk requires one."))
                answer = HttpResponseRedirect(reverse("mfa_index"))
                add_never_cache_headers(answer)
                return answer
            try:
                return guarded(request, *args, **kwargs)
            except DataError as error:
                if request.method not in ("GET", "HEAD"):
                    raise
                raise BadRequest("No database can be asked for this.") from error

        return update_wrapper(inner, guarded)


def _safe_next(request: HttpRequest) -> str:
    """Return where somebody wanted to go, if that is a page of ours."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    own = url_has_allowed_host_and_scheme(wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure())
    return wanted if own and not wanted.startswith(reverse("admin:login")) else ""
