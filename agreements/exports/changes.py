"""The sequence of publications as CSV and JSON: in its own order, or with ``before`` backwards as the page has it.

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


class ChangesJson(ChangesTwin):
    """The API's list of changes at the address of the page."""

    suffix = "json"

    def answer(self, request: Request, query: Query, **kwargs: Any) -> Response:
        """Give one page of the sequence."""
        reading, values = self.read_sequence(request, query)
        after, before = values["after"], values["before"]
        rows, place = next(pages(reading, after, before, values["page_size"] or DEFAULT_SIZE))
        url = self.following(request, query, values, place) if place else None
        count = max(0, reading.number - (after or 0)) if before is None else max(0, min(before - 1, reading.number))
        body = {**reading.clocks, "count": count, "next": url, "previous": None, "results": rows}
        return Response(body, headers={"Link": f'<{url}>; rel="next"'} if url else {})


class ChangesCsv(ChangesTwin):
    """The sequence as CSV: all of it, or the page that ``page_size`` asks for."""

    suffix = "csv"
    content_type = "text/csv; charset=utf-8; header=present"
    own: ClassVar = {**SEQUENCE, "bom": read_bom}

    def answer(self, request: Request, query: Query, **kwargs: Any) -> Any:
        """Give the file."""
        reading, values = self.read_sequence(request, query)
        headers = self.headers_of(request, query, reading)
        start = (BYTE_ORDER_MARK if values["bom"] else b"") + csv_lines([COLUMNS])
        size = values["page_size"]
        parts = pages(reading, values["after"], values["before"], size or LARGEST_SIZE)
        rows, place = next(parts)
        start += _written(rows)
        if size is not None:
            if place:
                headers["Link"] += f', <{self.following(request, query, values, place)}>; rel="next"'
            return HttpResponse(start, content_type=self.content_type, headers=headers)
        if request.method == "HEAD":
            return HttpResponse(content_type=self.content_type, headers=headers)
        rest = (_written(rows) for rows, _place in parts)
        return StreamingHttpResponse(chain([start], rest), content_type=self.content_type, headers=headers)


def _written(rows: list[Document]) -> bytes:
    return csv_lines([[cell(row[name]) for name in COLUMNS] for row in rows])
