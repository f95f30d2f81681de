"""A list as NDJSON: the rows of the API, one a line, all of them, as they are read.

What the envelope of a JSON list says (both clocks, the next page) stands in headers, as for the other files.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from django.http import HttpResponse
from rest_framework.request import Request
from rest_framework.utils.encoders import JSONEncoder

from agreements.api.twins import is_page
from agreements.exports.changes import ChangesFile
from agreements.exports.views import ListTwin
from agreements.register.query import Query


class NdjsonTwin(ListTwin):
    """The rows of a list, one JSON object a line."""

    suffix = "ndjson"
    content_type = "application/x-ndjson; charset=utf-8"

    def answer(self, request: Request, query: Query, **kwargs: Any) -> Any:
        """Give the file: one page of rows where a page is asked for, else all of them."""
        asked, _own = self.read(request, query)
        headers = self.headers_of(request, query, asked.reading)
        if request.method == "HEAD" and not is_page(asked.query):
            return HttpResponse(content_type=self.content_type, headers=headers)
        parts = self.parts(request, query, asked, headers, shown=True)
        return self.streamed(asked, headers, (lines(rows) for rows in parts))


class ChangesNdjson(ChangesFile):
    """The sequence of publications, one a line."""

    suffix = "ndjson"
    content_type = NdjsonTwin.content_type

    def written(self, rows: list[dict[str, Any]], columns: list[str]) -> bytes:
        """Write rows."""
        return lines(rows)


def lines(rows: Iterable[dict[str, Any]]) -> bytes:
    """Write rows, each in a line of its own."""
    written = (json.dumps(row, cls=JSONEncoder, ensure_ascii=False, separators=(",", ":")) for row in rows)
    return "".join(f"{line}\n" for line in written).encode()
