"""Everything that goes wrong, as ``application/problem+json`` (RFC 9457), with types that never change.

A problem's ``type`` is an address of this server that explains it. Nothing here carries a stack trace; what was not
foreseen is logged with one and answered without.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping
from typing import Any, Final

from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.db import InterfaceError, OperationalError
from django.http import Http404
from django.utils.translation import gettext, gettext_noop, override
from django.utils.translation import gettext_lazy as _
from rest_framework import exceptions
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import set_rollback

from agreements.register.moments import write_instant
from agreements.register.outcomes import Gone, Moved
from agreements.register.problems import BadParametersError, BadValueError, Words, said, together
from agreements.register.query import raw_query, read_query
from agreements.register.reading import accepted_language, read_language

logger = logging.getLogger(__name__)

#: code -> (status, title, what it means and what to do)
PROBLEMS: Final[dict[str, tuple[int, str, str]]] = {
    "bad-parameter": (
        400,
        gettext_noop("A parameter cannot be read"),
        "A parameter is unknown, repeated, or has a value that is not allowed. The list `errors` names each parameter "
        "and what is allowed. Nothing was answered: an ignored parameter would give another list than was meant.",
    ),
    "bad-request": (
        400,
        gettext_noop("The request cannot be read"),
        "The request itself is damaged; send it again as it was meant.",
    ),
    "moved": (
        301,
        gettext_noop("The record moved"),
        "The record was merged into another, or its address is written otherwise. `Location` leads there; `reason` "
        "says why.",
    ),
    "forbidden": (403, gettext_noop("That is not allowed"), "The server refuses this request."),
    "not-found": (
        404,
        gettext_noop("There is no such record"),
        "Nothing public is, or at the instant asked for was, at this address.",
    ),
    "method-not-allowed": (
        405,
        gettext_noop("The register is read here"),
        "Only GET, HEAD and OPTIONS are offered; see `Allow`.",
    ),
    "not-acceptable": (
        406,
        gettext_noop("That format is not offered"),
        "Answers are `application/json`; see the `Accept` header sent.",
    ),
    "gone": (
        410,
        gettext_noop("The record was withdrawn"),
        "It was public and was withdrawn at `time`; `reason` says why.",
    ),
    "too-many-requests": (
        429,
        gettext_noop("Too many requests"),
        "Wait for the number of seconds in `Retry-After`, then go on.",
    ),
    "server-error": (500, gettext_noop("The server failed"), "The fault is ours and has been noted. Try again later."),
    "unavailable": (
        503,
        gettext_noop("The register is not ready"),
        "The database does not answer. Try again after `Retry-After` seconds.",
    ),
}
BY_STATUS: Final = {403: "forbidden", 404: "not-found", 405: "method-not-allowed", 406: "not-acceptable"}


class NothingHereError(Exception):
    """404: nothing is at the address, and ``words`` say why in the language of the answer."""

    def __init__(self, words: Words) -> None:
        super().__init__(words)
        self.words = words


def problem(
    request: Request | Any, code: str, detail: Words, headers: Mapping[str, str] | None = None, **members: Any
) -> Response:
    """Make the answer of one problem; ``members`` are added to the document as they are."""
    status, title, _meaning = PROBLEMS[code]
    language = language_of(request)
    with override(language):
        document = {
            "type": request.build_absolute_uri(f"/api/problems/{code}/"),
            "title": gettext(title),
            "status": status,
            "detail": str(detail),
            "instance": _asked(request)[:500],
            **members,
        }
    answer = Response(document, status=status, content_type="application/problem+json", headers=dict(headers or {}))
    answer.headers["Content-Language"] = language
    return answer


def language_of(request: Request | Any) -> str:
    """Give the language that a refusal is written in: the one asked for, as far as the request can be read."""
    view: Any = getattr(request, "parser_context", {}).get("view")
    tongues = view.tongues(request) if hasattr(view, "tongues") else request.headers.get("Accept-Language", "")
    try:
        asked = read_query(raw_query(request.META)).one("lang") or ""
        return read_language(asked) if asked else accepted_language(tongues)
    except (BadParametersError, BadValueError):
        return accepted_language(tongues)


def _asked(request: Request | Any) -> str:
    """Give the address that was asked for; without its query where that is no text at all."""
    try:
        return str(request.get_full_path())
    except UnicodeEncodeError:
        return str(request.path)


def bad_parameters(request: Request, error: BadParametersError) -> Response:
    """Answer 400 naming every parameter that is wrong and what is allowed."""
    with override(language_of(request)):
        errors = [each.as_dict() for each in error.problems]
        detail = " ".join(each.message for each in error.problems[:5])
    return problem(request, "bad-parameter", detail, errors=errors)


def gone(request: Request, found: Gone) -> Response:
    """Answer 410 with the public reason."""
    reason = found.reason or _("No reason was given.")
    return problem(
        request,
        "gone",
        reason,
        id=found.id,
        reason=found.reason,
        time=write_instant(found.time),
        publication=found.number,
    )


def moved(request: Request, location: str, detail: Words, **members: Any) -> Response:
    """Answer 301 to another address of this server."""
    return problem(request, "moved", detail, {"Location": location}, location=location, **members)


def merged(request: Request, found: Moved, location: str) -> Response:
    """Answer 301 to the record into which this one was merged, with the public reason."""
    return moved(
        request,
        location,
        together(said(_("The record was merged into {target}."), target=found.target), *filter(None, [found.reason])),
        id=found.id,
        target=found.target,
        reason=found.reason,
        time=write_instant(found.time),
        publication=found.number,
    )


def handle(error: Exception, context: dict[str, Any]) -> Response:
    """Turn every exception of a view into a problem (Django REST framework's exception handler)."""
    set_rollback()
    request = context["request"]
    if isinstance(error, BadParametersError):
        return bad_parameters(request, error)
    if isinstance(error, exceptions.Throttled):
        wait = str(max(1, int(getattr(error, "wait", None) or 1)))
        return problem(request, "too-many-requests", said(_("Wait {wait} seconds."), wait=wait), {"Retry-After": wait})
    if isinstance(error, NothingHereError):
        return problem(request, "not-found", error.words)
    if isinstance(error, Http404):
        return problem(request, "not-found", _("Nothing public is at this address."))
    if isinstance(error, PermissionDenied):
        return problem(request, "forbidden", _("The server refuses this request."))
    if isinstance(error, exceptions.APIException) and error.status_code < 500:
        code = BY_STATUS.get(error.status_code, "bad-request")
        return problem(request, code, str(error.detail))
    if isinstance(error, SuspiciousOperation):
        return problem(request, "bad-request", _("The request has too many parts, or parts that cannot be read."))
    if isinstance(error, (OperationalError, InterfaceError)):
        logger.exception("the database does not answer: %s", request.path)
        return problem(request, "unavailable", _("The database does not answer."), {"Retry-After": "5"})
    logger.exception("an answer failed: %s", request.path)
    return problem(request, "server-error", _("Something failed on our side."))
