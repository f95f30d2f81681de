"""HEAD: the headers of GET, and not one byte of its body, whatever serves the application."""

from io import BytesIO
from typing import Any

import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.test import RequestFactory

pytestmark = pytest.mark.django_db


def asked(method: str, path: str) -> tuple[dict[str, str], bytes]:
    environ = RequestFactory().generic(method, path).environ | {"wsgi.input": BytesIO()}
    told: dict[str, Any] = {}

    def start(status: str, headers: list[tuple[str, str]]) -> None:
        told.update(status=status, **dict(headers))

    body = b"".join(WSGIHandler()(environ, start))
    return told, body


@pytest.mark.parametrize(
    "path",
    ["/", "/healthz", "/api/v1/agreements/", "/agreements.csv", "/agreements.atom", "/nothing-here/", "/robots.txt"],
)
def test_head_has_the_headers_of_get_and_no_body(path: str) -> None:
    got, body = asked("GET", path)
    head, nothing = asked("HEAD", path)
    assert body
    assert nothing == b""
    assert {k: head.get(k) for k in ("status", "Content-Type", "Content-Length", "ETag")} == {
        k: got.get(k) for k in ("status", "Content-Type", "Content-Length", "ETag")
    }
