"""``/api/docs/``: every address of the API, and the guide beside it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from agreements.pages.visiting import page, visit
from tracker.docs.describing import description, problem_types, subjects
from tracker.docs.guide import guide


@page
def reference(request: HttpRequest) -> HttpResponse:
    """Show every address with its parameters, answers and an example, and every type of problem."""
    visited = visit(request, names=())
    site = f"{request.scheme}://{request.get_host()}"
    context = {"subjects": subjects(description(), site), "problem_types": problem_types(), "site": site}
    return visited.show("api/reference.html", context)


@page
def guided(request: HttpRequest) -> HttpResponse:
    """Show the guide, whose every request is run by the tests."""
    visited = visit(request, names=())
    return visited.show("api/guide.html", {"guide": guide(f"{request.scheme}://{request.get_host()}")})
