"""The desk: who works on the records, and why, for the history that the database keeps.

History is written by triggers (``agreements.models.base``); what they cannot know is who sits at the desk. That is told
here, once a request or once a command, and stays readable when the user is gone: the name is kept beside the number.
Pages for the public never pass here, so that they read no session and their answers can be kept by anybody.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

import pghistory
from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.urls import NoReverseMatch, reverse
from django.utils import translation

Person = AbstractBaseUser | AnonymousUser | str | None


@contextmanager
def acting(by: Person, reason: str = "", **more: str) -> Iterator[None]:
    """Attach who and why to every change made inside, as history keeps it.

    ``by`` is a user, or the name of a command or a person without an account. Inside another ``acting`` the outer
    context goes on, with the inner values from then on.
    """
    with pghistory.context(**_who(by), **({"reason": reason} if reason else {}), **more):
        yield


def because(reason: str) -> None:
    """Say why the changes of the present request or command are made; nothing happens outside of one."""
    if reason:
        pghistory.context(reason=reason)


def _who(by: Person) -> dict[str, object]:
    if isinstance(by, AbstractBaseUser):
        return {"user": by.pk, "name": by.get_username()}
    return {"user": None, "name": by if isinstance(by, str) else ""}


class DeskMiddleware:
    """Tell history who is at the desk, and speak the editor's language; at the admin and its accounts, nowhere else."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request, inside a context of history where it is one of the desk's."""
        if not is_of_the_desk(request):
            return self.get_response(request)
        language = _language_of(request)
        request.LANGUAGE_CODE = language
        with translation.override(language), acting(request.user, url=request.path):
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        return response


def _language_of(request: HttpRequest) -> str:
    """Return the language that the editor chose, else the browser's; addresses of the desk name none."""
    return translation.get_language_from_request(request)


def is_of_the_desk(request: HttpRequest) -> bool:
    """Tell whether a request is for the admin or for the pages of its accounts; all others are the public's."""
    return any(request.path.startswith(place) for place in _places())


def _places() -> list[str]:
    places = []
    for name in ("admin:index", "account_home"):
        with suppress(NoReverseMatch):
            places.append(reverse(name))
    return places
