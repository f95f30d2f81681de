"""The web server believes no header about where it is: only the settings do that."""

from typing import Any

import pytest
from gunicorn.config import Config
from gunicorn.http.parser import RequestParser
from gunicorn.http.wsgi import create

from tracker import serving

HERE = ("127.0.0.1", 40000)


def environ_of(*headers: str, path: str = "/agreements/") -> dict[str, Any]:
    """Give what Django is handed for a request from this machine, read with the server's own settings."""
    config = Config()
    for name in config.settings:
        if hasattr(serving, name) and name != "when_ready":
            config.set(name, getattr(serving, name))
    lines = [f"GET {path} HTTP/1.1", "Host: localhost", *headers, "", ""]
    request = next(RequestParser(config, ["\r\n".join(lines).encode()], HERE))
    environ: dict[str, Any] = create(request, None, HERE, ("127.0.0.1", 8000), config)[1]
    return environ


@pytest.mark.parametrize("header", ["X-Forwarded-Proto: https", "X-Forwarded-Ssl: on", "X-Forwarded-Protocol: ssl"])
def test_a_header_does_not_turn_http_into_https(header: str) -> None:
    assert environ_of(header)["wsgi.url_scheme"] == "http"


@pytest.mark.parametrize("header", ["SCRIPT_NAME: /elsewhere", "Script-Name: /elsewhere", "PATH_INFO: /admin/"])
def test_a_header_does_not_move_the_register(header: str) -> None:
    found = environ_of(header)
    assert (found["SCRIPT_NAME"], found["PATH_INFO"]) == ("", "/agreements/")


def test_a_question_of_eight_thousand_bytes_reaches_the_register() -> None:
    question = "a" * 8000
    assert environ_of(path=f"/agreements/?{question}")["QUERY_STRING"] == question
