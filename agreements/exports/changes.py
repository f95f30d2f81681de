"""The sequence of publications as files and as JSON: in its own order, or with ``before`` backwards as the page has it.

The sequence has no gap (domain section 10), so a page of it is a range of numbers and needs no cursor.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from typing import Any, ClassVar, Final

from django.http import HttpResponse, StreamingHttpResponse
from rest_framework.request import Request
from rest_framework.response import Response

from agreements.api.twins import SEQUENCE, Twin
from agreements.api.views import base_of
from agreements.exports.cells import cell
from agreements.exports.views import BYTE_ORDER_MARK, csv_lines, read_bom
from agreements.register.changes import changes
from agreements.register.keyset import DEFAULT_SIZE, LARGEST_SIZE
from agreements.register.query import Query
from agreements.register.reading import Reading

Document = dict[str, Any]
COLUMNS: Final = ("number", "record_type", "id", "type", "time", "reason", "target", "url")


def pages(reading: Reading, after: int | None, before: int | None, size: int) -> Iterator[tuple[list[Document], int]]:
    """Give the sequence page by page, each with the number that the next one goes on from, 0 after the last.

    Without ``before`` it is given in its own order after the number ``after``, else backwards.
    """
    if before is None:
        place = after or 0
        while True:
            rows, _count, more = changes(reading, place, size)
            place = rows[-1]["number"] if more else 0
            yield rows, place
            if not more:
                return
    place = min(before, reading.number + 1)
    while True:
        first = max(1, place - size)
        rows = changes(reading, first - 1, place - first)[0] if place > first else []
        place = first if first > 1 else 0
        yield rows[::-1], place
        if not place:
            return


class ChangesTwin(Twin):
    """What both formats share: which page is asked for, and where the next one begins."""

    own: ClassVar = SEQUENCE

    def following(self, request: Request, query: Query, values: Document, place: int) -> str:
        """Give the address of the next page."""
        onward = query.having(**{"after" if values["before"] is None else "before": str(place)})
        return f"{base_of(request)}{request.path}?{onward.encoded()}"

    def how_many(self, reading: Reading, values: Document) -> int:
        """Say how many publications are asked for, on all pages."""
        after: int = values["after"] or 0
        before: int | None = values["before"]
        if before is None:
            return max(0, reading.number - after)
        return max(0, min(before - 1, reading.number))

    def rows_asked(
        self, request: Request, query: Query, reading: Reading, values: Document, headers: dict[str, str], most: int
    ) -> Iterator[list[Document]]:
        """Give the rows of a file, part by part; of a page that is asked for, what follows it goes into the headers."""
        parts = pages(reading, values["after"], values["before"], values["page_size"] or most)
        if values["page_size"] is None:
            return (rows for rows, _place in parts)
        rows, place = next(parts)
        if place:
            headers["Link"] += f', <{self.following(request, query, values, place)}>; rel="next"'
        return iter([rows])


class ChangesJson(ChangesTwin):
    """The API's list of changes at the address of the page."""

    suffix = "json"

    def answer(self, request: Request, query: Query, **kwargs: Any) -> Response:
        """Give one page of the sequence."""
        reading, values = self.read_sequence(request, query)
        after, before = values["after"], values["before"]
        rows, place = next(pages(reading, after, before, values["page_size"] or DEFAULT_SIZE))
        url = self.following(request, query, values, place) if place else None
        body = {
            **reading.clocks,
            "count": self.how_many(reading, values),
            "next": url,
            "previous": None,
            "results": rows,
        }
        return Response(body, headers={"Link": f'<{url}>; rel="next"'} if url else {})


class ChangesFile(ChangesTwin):
    """The sequence as a file that is sent as it is read: all of it, or the page that ``page_size`` asks for."""

    content_type: ClassVar[str]

    def before_rows(self, values: Document) -> bytes:
        """Give what stands before the rows."""
        return b""

    def written(self, rows: list[Document]) -> bytes:
        """Write rows."""
        raise NotImplementedError

    def answer(self, request: Request, query: Query, **kwargs: Any) -> Any:
        """Give the file."""
        reading, values = self.read_sequence(request, query)
        headers = self.headers_of(request, query, reading)
        parts = self.rows_asked(request, query, reading, values, headers, LARGEST_SIZE)
        start = self.before_rows(values) + self.written(next(parts))
        if values["page_size"] is not None:
            return HttpResponse(start, content_type=self.content_type, headers=headers)
        if request.method == "HEAD":
            return HttpResponse(content_type=self.content_type, headers=headers)
        rest = (self.written(rows) for rows in parts)
        return StreamingHttpResponse(chain([start], rest), content_type=self.content_type, headers=headers)


class ChangesCsv(ChangesFile):
    """The sequence as CSV."""

    suffix = "csv"
    content_type = "text/csv; charset=utf-8; header=present"
    own: ClassVar = {**SEQUENCE, "bom": read_bom}

    def before_rows(self, values: Document) -> bytes:
        """Give the names of the columns."""
        return (BYTE_ORDER_MARK if values["bom"] else b"") + csv_lines([COLUMNS])

    def written(self, rows: list[Document]) -> bytes:
        """Write rows."""
        return csv_lines([[cell(row[name]) for name in COLUMNS] for row in rows])
