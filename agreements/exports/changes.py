"""The sequence of publications as files and as JSON: in its own order, or with ``before`` backwards as the page has it.

The sequence is gone through by number and needs no cursor. What narrows the API's list narrows these too, and
``fields`` chooses their columns.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from typing import Any, ClassVar

from django.http import HttpResponse, StreamingHttpResponse
from rest_framework.request import Request
from rest_framework.response import Response

from agreements.api.twins import SEQUENCE, Twin
from agreements.api.views import base_of
from agreements.exports.cells import cell
from agreements.exports.views import BYTE_ORDER_MARK, csv_lines, read_bom
from agreements.register.changes import FIELDS, count_changes, list_changes
from agreements.register.keyset import LARGEST_SIZE
from agreements.register.query import Query
from agreements.register.reading import Reading

Document = dict[str, Any]


def pages(asked: Document, reading: Reading, size: int) -> Iterator[tuple[list[Document], int | None]]:
    """Give the sequence page by page, each with the number that the next one goes on from, None after the last."""
    onward = direction(asked)
    place: int | None = asked[onward]
    more = True
    while more:
        rows, place = list_changes({**asked, onward: place, "page_size": size}, reading)
        yield rows, place
        more = place is not None


def direction(asked: Document) -> str:
    """Name the parameter by which the sequence goes on: in its own order, or with ``before`` backwards."""
    return "after" if asked["before"] is None else "before"


class ChangesTwin(Twin):
    """What both formats share: which page is asked for, and where the next one begins."""

    own: ClassVar = SEQUENCE

    def following(self, request: Request, query: Query, values: Document, place: int) -> str:
        """Give the address of the next page."""
        onward = query.having(**{direction(values): str(place)})
        return f"{base_of(request)}{request.path}?{onward.encoded()}"

    def columns(self, values: Document) -> list[str]:
        """Give the columns of the fields that are asked for; all where none are named."""
        return [name for name in FIELDS if not values["fields"] or name in values["fields"]]

    def rows_asked(
        self, request: Request, query: Query, reading: Reading, values: Document, headers: dict[str, str]
    ) -> Iterator[list[Document]]:
        """Give the rows of a file, part by part; of a page that is asked for, what follows it goes into the headers."""
        parts = pages(values, reading, values["page_size"] or LARGEST_SIZE)
        if values["page_size"] is None:
            return (rows for rows, _place in parts)
        rows, place = next(parts)
        if place is not None:
            headers["Link"] += f', <{self.following(request, query, values, place)}>; rel="next"'
        return iter([rows])


class ChangesJson(ChangesTwin):
    """The API's list of changes at the address of the page."""

    suffix = "json"

    def answer(self, request: Request, query: Query, **kwargs: Any) -> Response:
        """Give one page of the sequence."""
        reading, values = self.read_sequence(request, query)
        rows, place = list_changes(values, reading)
        url = None if place is None else self.following(request, query, values, place)
        body = {
            **reading.clocks,
            "count": count_changes(values, reading),
            "next": url,
            "previous": None,
            "results": rows,
        }
        return Response(body, headers={"Link": f'<{url}>; rel="next"'} if url else {})


class ChangesFile(ChangesTwin):
    """The sequence as a file that is sent as it is read: all of it, or the page that ``page_size`` asks for."""

    content_type: ClassVar[str]

    def before_rows(self, values: Document, columns: list[str]) -> bytes:
        """Give what stands before the rows."""
        return b""

    def written(self, rows: list[Document], columns: list[str]) -> bytes:
        """Write rows."""
        raise NotImplementedError

    def answer(self, request: Request, query: Query, **kwargs: Any) -> Any:
        """Give the file."""
        reading, values = self.read_sequence(request, query)
        headers = self.headers_of(request, query, reading)
        parts = self.rows_asked(request, query, reading, values, headers)
        columns = self.columns(values)
        start = self.before_rows(values, columns) + self.written(next(parts), columns)
        if values["page_size"] is not None:
            return HttpResponse(start, content_type=self.content_type, headers=headers)
        if request.method == "HEAD":
            return HttpResponse(content_type=self.content_type, headers=headers)
        rest = (self.written(rows, columns) for rows in parts)
        return StreamingHttpResponse(chain([start], rest), content_type=self.content_type, headers=headers)


class ChangesCsv(ChangesFile):
    """The sequence as CSV."""

    suffix = "csv"
    content_type = "text/csv; charset=utf-8; header=present"
    own: ClassVar = {**SEQUENCE, "bom": read_bom}

    def before_rows(self, values: Document, columns: list[str]) -> bytes:
        """Give the names of the columns."""
        return (BYTE_ORDER_MARK if values["bom"] else b"") + csv_lines([columns])

    def written(self, rows: list[Document], columns: list[str]) -> bytes:
        """Write rows."""
        return csv_lines([[cell(row[name]) for name in columns] for row in rows])
