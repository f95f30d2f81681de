"""The pages for what went wrong: not found, not allowed to be read so, and our own failures.

Under ``/api/`` machines get problem documents from the API itself; these pages are for people.
"""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template import loader
from django.views.decorators.gzip import gzip_page


@gzip_page
def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer 404: nothing was ever public at this address."""
    return render(request, "404.html", status=404)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer 400 for what is wrong beyond a parameter, such as an unknown host; to machines as a problem document.

    No address is built here, because the host that would stand in it may be what is wrong.
    """
    if request.path.startswith("/api/"):
        body = {"type": "about:blank", "title": "Bad request", "status": 400, "detail": "The request cannot be read."}
        return JsonResponse(body, status=400, content_type="application/problem+json")
    return HttpResponse(loader.get_template("400.html").render({"problems": []}), status=400)


def failed(request: HttpRequest) -> HttpResponse:
    """Answer 500 without context and without the database, which may be what failed."""
    return HttpResponse(loader.get_template("500.html").render(), status=500)
