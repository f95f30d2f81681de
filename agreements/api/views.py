"""What every address of the API has in common: one GET around the read layer, with the manners of the contract.

Validators come before the work: *not modified* costs one query. Answers say their language, are open to scripts of any
origin, compressed, and limited to a number of requests a minute that is a setting.
"""

from __future__ import annotations

from contextlib import suppress
from typing import Any, ClassVar, Final

from django.conf import settings
from django.core.cache import caches
from django.http import HttpRequest
from django.http.request import MediaType
from django.utils.cache import patch_vary_headers
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _
from django.views.decorators.gzip import gzip_page
from rest_framework.exceptions import NotAcceptable
from rest_framework.negotiation import BaseContentNegotiation
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.throttling import BaseThrottle
from rest_framework.views import APIView

from agreements.api.linked import LinkedDataRenderer
from agreements.api.problems import NothingHereError, gone, handle, merged, moved
from agreements.api.schema import RegisterSchema
from agreements.asof import instant, today
from agreements.register.freshness import Freshness
from agreements.register.listing import Listing
from agreements.register.outcomes import Gone, Moved
from agreements.register.problems import BadParametersError, BadValueError
from agreements.register.query import Query, names_checked, raw_query, read_query
from agreements.register.reading import Reading, accepted_language, language_codes, newest, open_reading, read_day
from agreements.register.values import SLUG

OPEN_TO_ALL: Final = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "ETag, Last-Modified, Link, Content-Language, Retry-After, Location",
    "X-Content-Type-Options": "nosniff",
}
PREFLIGHT: Final = {
    "Access-Control-Allow-Methods": "GET, HEAD, OPTIONS",
    "Access-Control-Allow-Headers": "Accept, Accept-Language, If-None-Match, If-Modified-Since",
    "Access-Control-Max-Age": "86400",
}
WINDOW: Final = 60
DEFAULT_RATE: Final = 6000


class PublicThrottle(BaseThrottle):
    """So many requests a minute from one address (setting ``API_REQUESTS_PER_MINUTE``; 0 is no limit)."""

    def allow_request(self, request: Request, view: APIView) -> bool:
        """Count the request; false when the minute's share is used up."""
        limit = getattr(settings, "API_REQUESTS_PER_MINUTE", DEFAULT_RATE)
        if not limit:
            return True
        key = f"api-rate:{self.get_ident(request)}:{int(instant().timestamp()) // WINDOW}"
        counts = caches["process"]
        counts.add(key, 0, timeout=WINDOW * 2)
        try:
            return bool(counts.incr(key) <= limit)
        except ValueError:  # the counter was dropped between the two calls
            return True

    def wait(self) -> float:
        """Give the seconds until the next minute's share."""
        return WINDOW - int(instant().timestamp()) % WINDOW


class ByHeaderOnly(BaseContentNegotiation):
    """Formats are chosen by ``Accept`` alone (RFC 9110, 12.5.1); ``?format=`` is a parameter, and not one of ours.

    A format is as welcome as the most specific range that it falls in says; among equals the view's order decides.
    """

    def select_renderer(self, request: Request, renderers: Any, format_suffix: str | None = None) -> Any:
        """Give the renderer that the client likes best and its media type; ``NotAcceptable`` where it wants none."""
        header = request.headers.get("Accept", "").strip() or "*/*"
        ranges = _ranges(header)
        liked = [(_welcome(each.media_type, ranges), -place, each) for place, each in enumerate(renderers)]
        quality, _, best = max(liked)
        if not quality:
            raise NotAcceptable(available_renderers=renderers)
        return best, best.media_type


def _ranges(header: str) -> list[MediaType]:
    try:
        return [MediaType(part) for part in header.split(",") if part.strip()]
    except (ValueError, LookupError):  # too long, or written in an encoding that nobody knows
        return []


def _welcome(offered: str, ranges: list[MediaType]) -> float:
    kind, _, subtype = offered.partition("/")
    found = [
        ((each.main_type != "*") + (each.sub_type != "*"), each.quality)
        for each in ranges
        if each.main_type in ("*", kind) and each.sub_type in ("*", subtype)
    ]
    return max(found)[1] if found else 0


@method_decorator(gzip_page, name="dispatch")
class PublicView(APIView):
    """One address that is read. A subclass gives ``answer``; its documents say both clocks themselves."""

    authentication_classes = []
    permission_classes = []
    renderer_classes = [JSONRenderer]
    throttle_classes = [PublicThrottle]
    content_negotiation_class = ByHeaderOnly
    schema: Any = RegisterSchema()
    #: The component of the description that an answer of status 200 has the shape of.
    answers: ClassVar[str] = "Clocks"
    #: The type of the records that answers are about, where they are about records of one type.
    record_type: str = ""
    http_method_names = ["get", "head", "options"]

    def answer(self, request: Request, query: Query, **kwargs: Any) -> Response:
        """Give the answer to a query that was read."""
        raise NotImplementedError

    def get(self, request: Request, **kwargs: Any) -> Response:
        """Answer 304 before any work where the client's copy is good, else the work."""
        query = read_query(raw_query(request.META))
        language = _language(self.tongues(request), query)
        fresh = self._freshness(request, query, language)
        headers = {**fresh.headers(), "Content-Language": language}
        tag, since = (request.headers.get(name, "") for name in ("If-None-Match", "If-Modified-Since"))
        if tag and fresh.has_tag(tag):
            return Response(status=304, headers=headers)
        answer = self.answer(request, query, **kwargs)
        if answer.status_code == 200:
            if fresh.is_unchanged(tag, since):
                return Response(status=304, headers=headers)
            for name, value in headers.items():
                answer.headers[name] = value
        return answer

    def tongues(self, request: Request) -> str:
        """Give what chooses the language where the query does not, as ``Accept-Language`` writes it."""
        return request.headers.get("Accept-Language", "")

    def options(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Response:
        """Say what may be asked, to scripts of other origins as well."""
        return Response(status=204, headers={**PREFLIGHT, "Allow": "GET, HEAD, OPTIONS"})

    def get_exception_handler(self) -> Any:
        """Every exception becomes a problem document."""
        return handle

    def finalize_response(self, request: Request, response: Any, *args: Any, **kwargs: Any) -> Any:
        """Add what every answer carries, refusals included."""
        found = super().finalize_response(request, response, *args, **kwargs)
        patch_vary_headers(found, ("Accept-Language", "Accept-Encoding"))
        for name, value in OPEN_TO_ALL.items():
            found.headers[name] = value
        return found

    def _freshness(self, request: Request, query: Query, language: str) -> Freshness:
        number, published = newest()
        asked, day = query.one("as_of"), today()
        with suppress(BadValueError):  # it is refused with a sentence when the query is read
            day = read_day(asked) if asked else day
        # Two formats of one address are two answers, each with a tag of its own.
        address = f"{request.build_absolute_uri()} {request.accepted_renderer.media_type}"
        return Freshness.of(address, language, day, number, published, by_default=not asked)


class ListView(PublicView):
    """A list with its envelope and its links to the neighbouring pages (RFC 8288)."""

    has_pages = True
    renderer_classes = [JSONRenderer, LinkedDataRenderer]

    def envelope(self, request: Request, listing: Listing) -> Response:
        """Give the contract's list."""
        here = f"{base_of(request)}{request.path}"
        pages = {"next": listing.next, "previous": listing.previous}
        urls = {name: f"{here}?{query.encoded()}" if query else None for name, query in pages.items()}
        links = [f'<{url}>; rel="{"prev" if name == "previous" else name}"' for name, url in urls.items() if url]
        body = {
            **listing.reading.clocks,
            "count": listing.count,
            **({"count_is_minimum": True} if listing.count_is_minimum else {}),
            **urls,
            "results": listing.results,
            **({"facets": listing.facets} if listing.facets is not None else {}),
            **({"suggestions": listing.suggestions} if listing.suggestions is not None else {}),
            **listing.totals,
        }
        return Response(body, headers={"Link": ", ".join(links)} if links else {})


class RecordView(PublicView):
    """One record, or what became of it. Subclasses name the path of their records and the parameters they take."""

    renderer_classes = [JSONRenderer, LinkedDataRenderer]
    folder: ClassVar[str]
    parameters: ClassVar[frozenset[str]] = frozenset({"as_of", "known_at", "lang"})
    #: The names that a parameter takes, for parameters that take names with commas between them.
    offered: ClassVar[dict[str, tuple[str, ...]]] = {}

    def reading(self, request: Request, query: Query) -> tuple[Reading, Query]:
        """Read the parameters of a record; ``BadParametersError`` naming each that is wrong."""
        given, problems = names_checked(query, self.parameters, frozenset())
        try:
            reading = open_reading(
                given, accept_language=request.headers.get("Accept-Language", ""), base=base_of(request)
            )
        except BadParametersError as error:
            raise BadParametersError([*problems, *error.problems]) from None
        if problems:
            raise BadParametersError(problems)
        return reading, given

    def elsewhere(self, request: Request, record_id: str, found: Gone | Moved | None) -> Response:
        """Answer for a record that is not here: withdrawn, merged, or never public."""
        if isinstance(found, Gone):
            return gone(request, found)
        if isinstance(found, Moved):
            return merged(request, found, self.at(request, record_id, found.target))
        raise NothingHereError(_("Nothing public has this id, or had it at the instant asked for."))

    def lower_case(self, request: Request, record_id: str) -> Response | None:
        """Lead an id in upper case to the record; ``None`` for an id written as ids are; 404 for what is no id."""
        if SLUG.fullmatch(record_id):
            return None
        if not SLUG.fullmatch(record_id.lower()):
            raise NothingHereError(_("Ids of records are lower-case letters, digits and hyphens."))
        location = self.at(request, record_id, record_id.lower())
        return moved(request, location, _("Ids of records are written in lower case."))

    def at(self, request: Request, record_id: str, target: str) -> str:
        """Give this address with another id, the query kept."""
        start = f"{self.folder}/"
        before, found, after = request.path.partition(start + record_id)
        path = f"{before}{start}{target}{after}" if found else f"{start}{target}/"
        query = request.META.get("QUERY_STRING", "")
        return f"{path}?{query}" if query else path


def base_of(request: Request) -> str:
    """Give scheme and host, which every address in an answer begins with."""
    return str(request.build_absolute_uri("/")).rstrip("/")


def _language(tongues: str, query: Query) -> str:
    asked = (query.one("lang") or "").lower()
    return asked if asked in language_codes() else accepted_language(tongues)
