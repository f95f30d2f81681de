"""Answers to HEAD without their body (RFC 9110, section 9.3.2).

Django leaves it to the server to drop the body; gunicorn drops it too, but complains of every one in its log.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase

Answerer = Callable[[HttpRequest], HttpResponseBase]


class BodilessMiddleware:
    """Empty what answers HEAD, outermost, when everything else has set its headers."""

    def __init__(self, get_response: Answerer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer as GET would be answered, with the same headers and without the body."""
        response = self.get_response(request)
        if request.method == "HEAD":
            if response.streaming:
                streamed = cast(StreamingHttpResponse, response)
                streamed.streaming_content = ()
            else:
                cast(HttpResponse, response).content = b""
        return response
