"""The calendars of lists: the deadlines of what a question keeps, and the list of deadlines itself (scenario P7)."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from typing import Any, Final

from django.db.models import F
from django.http import HttpResponse, StreamingHttpResponse
from django.utils.translation import override
from rest_framework.request import Request

from agreements.api.twins import Twin, is_page
from agreements.feeds.calendars import events, head_and_tail
from agreements.feeds.titles import feed_title
from agreements.register.deadlines import DEADLINES, beginning, present, readable_deadlines
from agreements.register.keyset import Order, every_page
from agreements.register.listing import Asked
from agreements.register.query import Query
from agreements.register.reading import Reading

#: A calendar must have one component at least (RFC 5545, section 3.6); this one says nothing that is not so.
NO_EVENTS: Final = b"\r\n".join(
    [
        *(b"BEGIN:VTIMEZONE", b"TZID:UTC", b"BEGIN:STANDARD", b"DTSTART:19700101T000000", b"TZOFFSETFROM:+0000"),
        *(b"TZOFFSETTO:+0000", b"TZNAME:UTC", b"END:STANDARD", b"END:VTIMEZONE", b""),
    ]
)
BY_DATE: Final = Order("date", F("date"), tie="row_id")


class IcsTwin(Twin):
    """All deadlines, or those of the page that is asked for, as they are read."""

    suffix = "ics"
    content_type = "text/calendar; charset=utf-8"

    def answer(self, request: Request, query: Query, **kwargs: Any) -> Any:
        """Give the calendar."""
        asked, _ = self.read(request, query)
        reading = asked.reading
        headers = self.headers_of(request, query, reading)
        if request.method == "HEAD":
            return HttpResponse(content_type=self.content_type, headers=headers)
        with override(reading.language):
            name = feed_title(self.of.name, asked.query, calendar=True)
            start, end = head_and_tail(name, request.build_absolute_uri(), self.page_address(request, query), reading)
        pages = (self.written(rows, reading) for rows in self.deadlines(asked))
        first = next(pages, b"") or NO_EVENTS
        return StreamingHttpResponse(
            chain([start + first], pages, [end]), content_type=self.content_type, headers=headers
        )

    def deadlines(self, asked: Asked) -> Iterator[list[dict[str, Any]]]:
        """Give the rows page by page: those of the list of deadlines, or those ahead of the records of another list."""
        if self.of.listed is DEADLINES:
            if is_page(asked.query):
                yield present(self.page_rows(asked), asked.reading)
                return
            found, order = asked.found, asked.order
        else:
            found = readable_deadlines(asked.reading).filter(
                beginning(asked.reading.as_of, asked.reading),
                record_type=self.of.record_types[0],
                record_id__in=self.record_ids(asked, paged=is_page(asked.query)),
            )
            order = BY_DATE
        for rows in every_page(found, order, asked.reading):
            yield present(rows, asked.reading)

    def written(self, rows: list[dict[str, Any]], reading: Reading) -> bytes:
        """Write rows in the language of the reading."""
        with override(reading.language):
            return b"".join(events(rows, reading))
