"""What the files of lists share, and CSV and JSON: the same question, the same rows.

A CSV file has *all* rows of the question unless a page is asked for. They are read page by page at the number of the
reading and sent as they are read, so that a file of any length takes the memory of one page, and what is published
meanwhile neither moves a row nor doubles it.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from io import StringIO
from itertools import chain
from typing import Any, ClassVar

from django.http import HttpResponse, StreamingHttpResponse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override
from rest_framework.request import Request
from rest_framework.response import Response

from agreements.api.twins import Twin, TwinnedList, address_language, is_page
from agreements.api.views import ListView, base_of
from agreements.exports.cells import cell
from agreements.exports.columns import Column, Names, Table
from agreements.register.keyset import every_page
from agreements.register.listing import Asked, Listing, ListKind, list_entries, only_fields
from agreements.register.problems import BadParametersError, BadValueError, ParameterProblem, said, shown
from agreements.register.query import Query
from agreements.register.reading import Reading

BYTE_ORDER_MARK = "\ufeff".encode()
BOMS = {"1": True, "true": True, "0": False, "false": False}


def read_bom(text: str) -> bool:
    """Read ``bom``: whether spreadsheets are to be told that the file is UTF-8."""
    if text not in BOMS:
        raise BadValueError(said(_("{typed} is neither 1 nor 0."), typed=shown(text)), BOMS)
    return BOMS[text]


class JsonTwin(ListView):
    """The API's list at the address of the page. Where the address names no language, the client does, as there."""

    schema: Any = None
    of: TwinnedList = None  # type: ignore[assignment]

    def tongues(self, request: Request) -> str:
        """Give the language of the address, or what the client accepts where it names none."""
        named = request.path.startswith(f"/{address_language()}/")
        return address_language() if named else super().tongues(request)

    def answer(self, request: Request, query: Query, **kwargs: Any) -> Response:
        """Give one page of the list."""
        found = list_entries(self.of.listed, query, accept_language=self.tongues(request), base=base_of(request))
        return self.envelope(request, found)


class ListTwin(Twin):
    """What the files of a list share: all rows of the question, page by page, or the one page that is asked for."""

    def parts(
        self, request: Request, query: Query, asked: Asked, headers: dict[str, str], *, shown: bool = False
    ) -> Iterator[list[dict[str, Any]]]:
        """Give the rows; of a page that is asked for, its neighbours go into the headers.

        With ``shown`` the rows are as the API gives them (``fields``, ``expand``), else whole and without added parts.
        """
        steering = asked.steering
        if is_page(asked.query):
            listing = list_entries(
                self.of.listed,
                asked.query,
                accept_language=self.tongues(request),
                base=base_of(request),
                whole=not shown,
            )
            headers["Link"] = ", ".join([headers["Link"], *self.neighbours(request, query, listing)])
            return iter([listing.results])
        pages = rows_of(self.of.listed, asked, steering.expand if shown else ())
        return ([only_fields(row, steering.fields) for row in rows] for rows in pages) if shown else pages

    def neighbours(self, request: Request, query: Query, listing: Listing) -> Iterator[str]:
        """Give the links to the neighbouring pages (RFC 8288), each with the format's own parameters."""
        here = f"{base_of(request)}{request.path}"
        for name, page in (("next", listing.next), ("prev", listing.previous)):
            if page is not None:
                other = query.having(cursor=page.one("cursor") or "")
                yield f'<{here}?{other.encoded()}>; rel="{name}"'

    def streamed(self, asked: Asked, headers: dict[str, str], pieces: Iterator[bytes]) -> Any:
        """Send pieces as they are made; a page that is asked for at once."""
        if is_page(asked.query):
            return HttpResponse(b"".join(pieces), content_type=self.content_type, headers=headers)
        # The first piece is made before the answer begins: what fails in the database fails with a status of its own.
        first = next(pieces, b"")
        return StreamingHttpResponse(chain([first], pieces), content_type=self.content_type, headers=headers)


class TableTwin(ListTwin):
    """A list as a table."""

    table: Table = None  # type: ignore[assignment]

    def columns(self, asked: Asked) -> Sequence[Column]:
        """Give the columns of the fields that are asked for; all where none are named."""
        fields = asked.steering.fields
        found = [column for column in self.table.columns if not fields or column.field in fields]
        if not found:
            allowed = tuple(dict.fromkeys(column.field for column in self.table.columns))
            raise BadParametersError(
                [ParameterProblem("fields", _("fields: none of these has a column in the table."), allowed)]
            )
        return found

    def values(self, columns: Sequence[Column], rows: Sequence[dict[str, Any]], reading: Reading) -> list[list[Any]]:
        """Give the cells of rows, with the labels of the reading's language."""
        names = Names(reading)
        names.load(chain.from_iterable(self.table.named(row) for row in rows))
        with override(reading.language):
            return [[_settled(column.write(row, names)) for column in columns] for row in rows]


class CsvTwin(TableTwin):
    """The rows of a list as CSV (RFC 4180), in UTF-8."""

    suffix = "csv"
    content_type = "text/csv; charset=utf-8; header=present"
    own: ClassVar = {"bom": read_bom}

    def answer(self, request: Request, query: Query, **kwargs: Any) -> Any:
        """Give the file: one page of rows where a page is asked for, else all of them, as they are read."""
        asked, own = self.read(request, query)
        columns = self.columns(asked)
        start = (BYTE_ORDER_MARK if own["bom"] else b"") + csv_lines([[column.name for column in columns]])
        headers = self.headers_of(request, query, asked.reading)
        if request.method == "HEAD" and not is_page(asked.query):
            return HttpResponse(content_type=self.content_type, headers=headers)
        parts = self.parts(request, query, asked, headers)
        pieces = (csv_lines([map(cell, row) for row in self.values(columns, rows, asked.reading)]) for rows in parts)
        return self.streamed(asked, headers, chain([start + next(pieces, b"")], pieces))


def _settled(value: Any) -> Any:
    """Put labels that wait for their language into words now."""
    return str(value) if isinstance(value, Promise) else value


def rows_of(kind: ListKind, asked: Asked, expand: tuple[str, ...] = ()) -> Iterator[list[dict[str, Any]]]:
    """Give all rows that a question keeps, page by page, each read when it is asked for."""
    for rows in every_page(asked.found, asked.order, asked.reading):
        yield kind.present(rows, asked.reading, expand)


def csv_lines(rows: Iterable[Iterable[str]]) -> bytes:
    """Write rows of cells."""
    text = StringIO()
    csv.writer(text, lineterminator="\r\n").writerows(rows)
    return text.getvalue().encode()
