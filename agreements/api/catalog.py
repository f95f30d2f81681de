"""Countries, institutions, sectors, occasions, sources, code lists, changes and publications by HTTP."""

from __future__ import annotations

from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _
from rest_framework.request import Request
from rest_framework.response import Response

from agreements.api.problems import NothingHereError
from agreements.api.views import ListView, RecordView, base_of
from agreements.register.catalog import KINDS, RECORD_LISTS, get_publication, list_catalog
from agreements.register.changes import FIELDS, READERS, count_changes, list_changes, read_question
from agreements.register.citations import rows_as_answered
from agreements.register.code_lists import FIELDS as CODE_LIST_FIELDS
from agreements.register.code_lists import list_code_lists
from agreements.register.listing import ListKind
from agreements.register.problems import BadValueError
from agreements.register.query import Query
from agreements.register.reading import Reading
from agreements.register.records import get_record
from agreements.register.values import sequence_number

Document = dict[str, Any]


class CatalogList(ListView):
    """One type of small records."""

    answers = "RecordList"

    @property
    def kind(self) -> ListKind:
        """Name the list."""
        return RECORD_LISTS[self.record_type]

    def answer(self, request: Request, query: Query, **kwargs: Any) -> Response:
        """Give one page of the records."""
        accept = request.headers.get("Accept-Language", "")
        return self.envelope(
            request, list_catalog(self.record_type, query, accept_language=accept, base=base_of(request))
        )


class CatalogDetail(RecordView):
    """One of the small records, with everything that is public of it."""

    answers = "RecordDetail"

    @property
    def folder(self) -> str:  # type: ignore[override]
        """Name the path of the records."""
        return f"/api/v1/{KINDS[self.record_type][0]}"

    def answer(self, request: Request, query: Query, record_id: str = "", **kwargs: Any) -> Response:
        """Give the record; 301 where it moved, 410 where it was withdrawn, 404 where there is none."""
        reading, _given = self.reading(request, query)
        elsewhere = self.lower_case(request, record_id)
        if elsewhere is not None:
            return elsewhere
        found = get_record(self.record_type, record_id, reading)
        if not isinstance(found, dict):
            return self.elsewhere(request, record_id, found)
        return Response({**reading.clocks, **found, **self.more(found, reading)})

    def more(self, found: Document, reading: Reading) -> Document:
        """Give what is not in the record's own document."""
        return {}


class SourceDetail(CatalogDetail):
    """One source, with the passages of it that are used and the rows of its table."""

    answers = "SourceDetail"

    def more(self, found: Document, reading: Reading) -> Document:
        """Give the rows that public records cite."""
        return {"rows": rows_as_answered(found["id"], reading)}


class CodeLists(RecordView):
    """Every code that answers use, with its label."""

    answers = "CodeListList"
    has_pages = True
    folder = "/api/v1/codelists"
    parameters: ClassVar = frozenset({"as_of", "known_at", "lang", "q", "fields", "page_size", "cursor"})
    offered: ClassVar = {"fields": CODE_LIST_FIELDS}

    def answer(self, request: Request, query: Query, **kwargs: Any) -> Response:
        """Give the code lists in the language asked for."""
        reading, given = self.reading(request, query)
        page = list_code_lists(given, reading)
        here = f"{base_of(request)}{request.path}"
        url = f"{here}?{given.having(cursor=page.next).encoded()}" if page.next else None
        body = {**page.reading.clocks, "count": page.count, "next": url, "previous": None, "results": page.results}
        return Response(body, headers={"Link": f'<{url}>; rel="next"'} if url else {})


class Changes(RecordView):
    """The sequence of publications: complete, gapless, resumable by number."""

    answers = "ChangeList"
    has_pages = True
    folder = "/api/v1/changes"
    parameters: ClassVar = frozenset({"as_of", "known_at", "lang", *READERS})
    offered: ClassVar = {"fields": FIELDS}

    def answer(self, request: Request, query: Query, **kwargs: Any) -> Response:
        """Give the publications after a number."""
        reading, given = self.reading(request, query)
        asked = read_question(given)
        rows, last = list_changes(asked, reading)
        following = given.having(after=str(last)).encoded() if last is not None else None
        url = f"{reading.base}{request.path}?{following}" if following else None
        body = {
            **reading.clocks,
            "count": count_changes(asked, reading),
            "next": url,
            "previous": None,
            "results": rows,
        }
        return Response(body, headers={"Link": f'<{url}>; rel="next"'} if url else {})


class PublicationDetail(RecordView):
    """One publication as it was made."""

    answers = "PublicationDetail"
    folder = "/api/v1/publications"
    parameters: ClassVar = frozenset({"known_at", "lang"})

    def answer(self, request: Request, query: Query, number: str = "", **kwargs: Any) -> Response:
        """Give the publication; 404 for a number that was not taken yet."""
        reading, _given = self.reading(request, query)
        try:
            found = get_publication(sequence_number(number), reading)
        except BadValueError:
            found = None
        if found is None:
            raise NothingHereError(_("There is no publication of this number."))
        return Response({**reading.clocks, **found})
