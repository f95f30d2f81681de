"""A visit: what a page knows of its request, and the decorator by which every page is read, refused or answered.

Query strings are read as strictly as the API reads them, because a page that ignored ``?as_fo=`` would answer for the
wrong day. Pages alone send tracking parameters away (contract, "List parameters"), and ``lang`` to the address of that
language, so that every page has one address per language.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from functools import wraps
from typing import Any, Final

from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseNotAllowed,
    HttpResponseNotModified,
    HttpResponsePermanentRedirect,
    HttpResponseRedirect,
)
from django.shortcuts import render
from django.urls import translate_url
from django.utils.encoding import iri_to_uri
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.gzip import gzip_page

from agreements.pages.addresses import in_language
from agreements.register.freshness import Freshness
from agreements.register.outcomes import Gone, Moved
from agreements.register.problems import BadParametersError
from agreements.register.query import Query, names_checked, raw_query, read_query
from agreements.register.reading import Reading, language_codes, open_reading

TRACKING: Final = ("fbclid", "gclid")
TRACKING_PREFIX: Final = "utm_"
#: What a page of one record takes.
CLOCKS: Final = ("as_of", "known_at", "lang")

#: The methods that a page answers.
READING: Final = ("GET", "HEAD", "OPTIONS")

View = Callable[..., HttpResponse]


class Redirect(Exception):
    """The page is to be found at another address; for good where the address asked for is only another spelling."""

    def __init__(self, address: str, *, permanent: bool = False) -> None:
        super().__init__(address)
        self.address = address
        self.permanent = permanent


@dataclass(frozen=True, slots=True)
class Visit:
    """One request for a page: its query, read strictly, and the reading of the register that it asks for."""

    request: HttpRequest
    query: Query
    reading: Reading

    @property
    def language(self) -> str:
        """Give the language of the page, which is that of its address."""
        return self.reading.language

    @property
    def today_address(self) -> str:
        """Give the address of this page read today."""
        return with_query(self.request.path, self.query.without("as_of", "cursor"))

    @property
    def permanent_address(self) -> str:
        """Give the address to cite: complete, on the day that was read."""
        fixed = Query((("as_of", self.reading.as_of.isoformat()),))
        return self.request.build_absolute_uri(with_query(self.request.path, fixed))

    def to(self, address: str) -> str:
        """Give the address of another page in this language, read on the day that the reader chose."""
        return in_language(address, self.reading)

    def show(self, template: str, context: dict[str, Any], status: int = 200, *, also: str = "") -> HttpResponse:
        """Render a page, with its validators; ``also`` names what it depends on beside the register."""
        return _fresh(self, render(self.request, template, {"visit": self, **context}, status=status), also)

    def give(self, content: str, content_type: str, file_name: str) -> HttpResponse:
        """Give a file that says what a page says, with the same validators."""
        disposition = f'inline; filename="{file_name}"'
        return _fresh(
            self, HttpResponse(content, content_type=content_type, headers={"Content-Disposition": disposition})
        )


def current_language() -> str:
    """Give the language of the address as the register names it."""
    language = (get_language() or "en").lower()
    return language if language in language_codes() else language_codes()[0]


def visit(request: HttpRequest, names: Collection[str] = CLOCKS, many: Collection[str] = ()) -> Visit:
    """Read a request; raises ``BadParametersError`` with everything that is wrong, or ``Redirect``."""
    query = clean_query(request)
    given, problems = names_checked(query, set(names), set(many))
    if problems:
        raise BadParametersError(problems)
    return Visit(request, given, open_reading(given, accept_language=current_language()))


def clean_query(request: HttpRequest) -> Query:
    """Read the query string; tracking parameters and ``lang`` lead to the address without them."""
    query = read_query(raw_query(request.META))
    kept = query.without(*(n for n, _ in query.pairs if n in TRACKING or n.startswith(TRACKING_PREFIX)))
    wanted = [value.lower() for name, value in kept.pairs if name == "lang" and value.strip()]
    if len(wanted) == 1 and wanted[0] in language_codes():
        path = translate_url(request.path, wanted[0])
        raise Redirect(with_query(path, kept.without("lang")))
    if kept != query:
        raise Redirect(with_query(request.path, kept))
    return query


def with_query(path: str, query: Query) -> str:
    """Give a path with a query string."""
    return f"{path}?{query.encoded()}" if query.pairs else path


def page(view: View) -> View:
    """Make a page: read only; a query that cannot be read answers 400 in words, nothing is ever ignored.

    A page changes nothing, so a form from elsewhere is told 405 by the method and not 403 by its missing token.
    """

    @csrf_exempt
    @gzip_page
    @wraps(view)
    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method == "OPTIONS":
            return HttpResponse(status=204, headers={"Allow": ", ".join(READING)})
        if request.method not in READING:
            return HttpResponseNotAllowed(
                READING, _("Pages are read with GET."), content_type="text/plain; charset=utf-8"
            )
        try:
            response = view(request, *args, **kwargs)
        except Redirect as redirect:
            answer = HttpResponsePermanentRedirect if redirect.permanent else HttpResponseRedirect
            response = answer(iri_to_uri(redirect.address))
        except BadParametersError as error:
            response = render(request, "400.html", {"problems": error.problems}, status=400)
        return response

    return answered


def lower_case(request: HttpRequest, *names: str) -> None:
    """Send an address that names records in upper case to the one in lower case, with its question."""
    if any(name != name.lower() for name in names):
        path = request.path
        for name in names:
            path = path.replace(f"/{name}/", f"/{name.lower()}/")
        raise moved(request, path)


def moved(request: HttpRequest, path: str) -> Redirect:
    """Give the redirect, for good, to the same question at another path."""
    raw = raw_query(request.META).decode("latin-1")
    return Redirect(f"{path}?{raw}" if raw else path, permanent=True)


def found(visited: Visit, outcome: dict[str, Any] | Gone | Moved | None, folder: str) -> dict[str, Any] | HttpResponse:
    """Give the record, or the answer for one that is gone (410) or moved (301), each with its reason.

    ``folder`` is the part of the address before the id. Raises ``Http404`` for what never was public.
    """
    if outcome is None:
        raise Http404
    if isinstance(outcome, Gone):
        return visited.show("410.html", {"gone": outcome}, status=410)
    if isinstance(outcome, Moved):
        address = visited.to(f"/{folder}/{outcome.target}/")
        response = visited.show("301.html", {"moved": outcome, "address": address}, status=301)
        response["Location"] = iri_to_uri(address)
        return response
    return outcome


def _fresh(visited: Visit, response: HttpResponse, also: str = "") -> HttpResponse:
    """Add the validators of the API (contract, "Manners") to a page; 304 where the reader's copy is still good."""
    request, reading = visited.request, visited.reading
    validators = Freshness.of(
        request.get_full_path() + also, reading.language, reading.as_of, reading.number, reading.known_at,
        by_default=not reading.as_of_given,
    )  # fmt: skip
    if response.status_code != 200:
        return response
    headers = request.headers
    # What a page depends on beside the register has no time that a date could be compared with.
    since = "" if also else headers.get("If-Modified-Since", "")
    if validators.is_unchanged(headers.get("If-None-Match", ""), since):
        response = HttpResponseNotModified()
    for name, value in validators.headers().items():
        response[name] = value
    return response
