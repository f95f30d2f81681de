"""Keeps sessions at the desk going while somebody works, lists them, and ends them when their time is over.

Only pages of the desk and of accounts pass here: what the public reads touches no session and can be kept by anybody.
Once a minute at most the session's end is moved and its row in the list of sessions written.
"""

from __future__ import annotations

from collections.abc import Callable

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse

from agreements.asof import instant
from agreements.desk.acting import is_of_the_desk

EVERY = 60
"""Seconds between two notes of when a session was last seen."""
_BEGAN, _SEEN = "desk_began", "desk_seen"


class SeatMiddleware:
    """Note who sits at the desk, and since when."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer; a session that is too old is ended first, so that the page behaves as to anybody."""
        if is_of_the_desk(request) and request.user.is_authenticated:
            keep_or_end(request)
        return self.get_response(request)


def keep_or_end(request: HttpRequest) -> None:
    """Move the session's end, or end it when it has lasted longer than ``SESSION_LONGEST`` allows."""
    now = instant().timestamp()
    began = request.session.get(_BEGAN)
    if began is not None and now - began > settings.SESSION_LONGEST:
        UserSession.objects.filter(session_key=request.session.session_key).delete()
        logout(request)
    elif began is None or now - request.session.get(_SEEN, 0) >= EVERY:
        request.session[_BEGAN] = now if began is None else began
        request.session[_SEEN] = now
        UserSession.objects.create_from_request(request)
