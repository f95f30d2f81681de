"""Only the desk reads who is there: a page for the public touches no session."""

from __future__ import annotations

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from agreements.desk.acting import DeskMiddleware


class Unread:
    """A user that must not be looked at."""

    def __getattribute__(self, name: str) -> object:
        raise AssertionError(f"the session was read for {name}")


def answered(request: HttpRequest) -> HttpResponse:
    return DeskMiddleware(lambda _request: HttpResponse("well"))(request)


@pytest.mark.parametrize("address", ["/", "/agreements/", "/api/v1/agreements/", "/administration/", "/ko/agreements/"])
def test_a_public_page_reads_no_session(address: str) -> None:
    request = RequestFactory().get(address)
    request.user = Unread()
    assert answered(request).status_code == 200


def test_a_page_of_the_desk_does() -> None:
    request = RequestFactory().get("/admin/agreements/")
    request.user = Unread()
    with pytest.raises(AssertionError, match="session"):
        answered(request)
