"""Joins the routers of both applications under ``/api/``, and answers what is under it and is no address.

Unknown addresses answer a problem document like everything else here, and an address without its last slash leads to
the one with it.
"""

from __future__ import annotations

from typing import Any, ClassVar

from django.urls import Resolver404, URLPattern, URLResolver, include, path, re_path, resolve
from django.utils.translation import gettext_lazy as _
from drf_spectacular.generators import SchemaGenerator
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response

from agreements.api.linked import LinkedDataRenderer, context
from agreements.api.problems import PROBLEMS, NothingHereError, moved
from agreements.api.views import PublicView, RecordView, base_of
from agreements.register.query import Query
from tracker.docs.views import guided, reference

INDEX = (
    ("agreements", "agreements/"),
    ("relations", "relations/"),
    ("events", "events/"),
    ("deadlines", "deadlines/"),
    ("programs", "programs/"),
    ("activities", "activities/"),
    ("countries", "countries/"),
    ("institutions", "institutions/"),
    ("sectors", "sectors/"),
    ("occasions", "occasions/"),
    ("sources", "sources/"),
    ("codelists", "codelists/"),
    ("changes", "changes/"),
)


class Index(RecordView):
    """Where everything is."""

    answers = "Index"
    folder = "/api/v1"
    renderer_classes = [JSONRenderer]

    def answer(self, request: Request, query: Query, **kwargs: Any) -> Response:
        """Give the addresses of every list, of the description and of the documentation."""
        reading, _given = self.reading(request, query)
        here = f"{base_of(request)}/api"
        return Response(
            {
                **reading.clocks,
                "version": "1",
                **{name: f"{here}/v1/{place}" for name, place in INDEX},
                "schema": f"{here}/schema/",
                "docs": f"{here}/docs/",
                "problems": f"{here}/problems/",
                "context": f"{here}/v1/context.jsonld",
            }
        )


class ProblemType(RecordView):
    """What a type of problem means; the address that problem documents name."""

    answers = "ProblemType"
    folder = "/api/problems"
    parameters: ClassVar = frozenset()
    renderer_classes = [JSONRenderer]

    def answer(self, request: Request, query: Query, code: str = "", **kwargs: Any) -> Response:
        """Give status, title and meaning; 404 for a type that is never used."""
        if code not in PROBLEMS:
            raise NothingHereError(_("There is no such type of problem."))
        self.reading(request, query)
        return Response(_explained(request, code))


class ProblemTypes(RecordView):
    """Every type of problem that an answer may be."""

    answers = "ProblemTypeList"
    folder = "/api/problems"
    parameters: ClassVar = frozenset()
    renderer_classes = [JSONRenderer]

    def answer(self, request: Request, query: Query, **kwargs: Any) -> Response:
        """Give the types by their status."""
        self.reading(request, query)
        rows = [_explained(request, code) for code in sorted(PROBLEMS, key=lambda each: PROBLEMS[each][0])]
        return Response({"count": len(rows), "results": rows})


def _explained(request: Request, code: str) -> dict[str, Any]:
    status, title, meaning = PROBLEMS[code]
    return {"type": f"{base_of(request)}/api/problems/{code}/", "status": status, "title": title, "meaning": meaning}


class Context(RecordView):
    """What the members of answers mean, as the context that linked data carries."""

    schema: Any = None
    folder = "/api/v1/context.jsonld"
    parameters: ClassVar = frozenset()
    renderer_classes = [LinkedDataRenderer, JSONRenderer]

    def answer(self, request: Request, query: Query, **kwargs: Any) -> Response:
        """Give the context, for documents that refer to it."""
        self.reading(request, query)
        return Response({"@context": context(base_of(request))})


class Description(RecordView):
    """The description of the API as OpenAPI 3.1."""

    schema: Any = None
    folder = "/api/schema"
    renderer_classes = [JSONRenderer]
    parameters: ClassVar = frozenset()

    def answer(self, request: Request, query: Query, **kwargs: Any) -> Response:
        """Give the document."""
        self.reading(request, query)
        generator: Any = SchemaGenerator
        return Response(generator().get_schema(request=None, public=True))


class NoSuchAddress(PublicView):
    """Everything under ``/api/`` that is no address."""

    schema: Any = None

    def get(self, request: Request, **kwargs: Any) -> Response:
        """Lead to the address with a slash at its end where there is one, else 404."""
        if not request.path.endswith("/"):
            try:
                found = resolve(f"{request.path}/")
            except Resolver404:
                found = None
            if found is not None and getattr(found.func, "view_class", None) is not NoSuchAddress:
                asked = request.META.get("QUERY_STRING", "")
                return moved(
                    request, f"{request.path}/{'?' + asked if asked else ''}", _("Addresses end with a slash.")
                )
        raise NothingHereError(_("There is nothing at this address; /api/v1/ lists what there is."))


urlpatterns: list[URLPattern | URLResolver] = [
    path("v1/", Index.as_view(), name="api-index"),
    path("v1/context.jsonld", Context.as_view(), name="api-context"),
    path("v1/", include("agreements.api.urls")),
    path("v1/", include("programs.api.urls")),
    path("schema/", Description.as_view(), name="api-schema"),
    path("docs/", reference, name="api-docs"),
    path("docs/guide/", guided, name="api-guide"),
    path("problems/", ProblemTypes.as_view(), name="api-problems"),
    path("problems/<str:code>/", ProblemType.as_view(), name="api-problem"),
    re_path("", NoSuchAddress.as_view()),
]
