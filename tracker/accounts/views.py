"""The few pages of accounts that are ours: where an account begins, forgotten passwords without mail, sessions."""

from __future__ import annotations

from typing import Any

from allauth.account import views as account
from allauth.usersessions.internal.flows.sessions import end_sessions
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils.translation import gettext, ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from tracker.accounts.devices import device_words, shortened

WAIT = 60
"""Seconds after which somebody who asked too often may ask again, at least for one of the limits."""


@login_required
def home(request: HttpRequest) -> HttpResponse:
    """Lead to the account's page."""
    return redirect("mfa_index")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def password_reset(request: HttpRequest) -> HttpResponseBase:
    """Send a link by mail; where no mail is sent, say whom to ask."""
    if not settings.MAIL_HOST:
        return render(request, "account/password_reset_without_mail.html")
    answer: HttpResponseBase = account.password_reset(request)
    return answer


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def sessions(request: HttpRequest) -> HttpResponse:
    """List where this person is logged in; end one session, or all others, at once."""
    known: list[Any] = UserSession.objects.purge_and_list(request.user)
    if request.method == "POST":
        return _end(request, known)
    known.sort(key=lambda one: (not one.is_current(), -one.last_seen_at.timestamp()))
    rows = [(one, device_words(one.user_agent), shortened(one.ip), one.is_current()) for one in known]
    return render(request, "usersessions/usersession_list.html", {"rows": rows, "others": len(rows) > 1})


def _end(request: HttpRequest, known: list[Any]) -> HttpResponse:
    named = request.POST.get("end", "")
    ending = [one for one in known if (not one.is_current() if named == "others" else str(one.pk) == named)]
    own = any(one.is_current() for one in ending)
    end_sessions(request, ending)
    if own:
        return redirect("account_login")
    count = len(ending)
    said = ngettext("%(count)d session was ended.", "%(count)d sessions were ended.", count) % {"count": count}
    messages.success(request, said if ending else gettext("There was no such session any more."))
    return HttpResponseRedirect(request.path)


def too_many(request: HttpRequest) -> HttpResponse:
    """Refuse somebody who asks too often, and say when to come back (429)."""
    answer = render(request, "429.html", {"wait": WAIT}, status=429)
    answer.headers["Retry-After"] = str(WAIT)
    return answer
