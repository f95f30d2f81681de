"""A list as a workbook (XLSX): the columns of its CSV on one sheet, written row by row into a file and then sent.

A workbook can only be sent when its last row is written, so there is a limit of rows; whoever asks for more is told
where all of them are to be had, and gets no workbook that looks complete and is not.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO, Any, ClassVar, Final

from django.http import FileResponse, HttpResponse
from django.utils.translation import gettext_lazy as _
from rest_framework.request import Request
from rest_framework.views import APIView

from agreements.api.twins import is_page
from agreements.exports.changes import ChangesTwin
from agreements.exports.sheets import MEDIA_TYPE, Workbook
from agreements.exports.views import TableTwin
from agreements.register.changes import count_changes
from agreements.register.keyset import LARGEST_SIZE
from agreements.register.problems import BadParametersError, ParameterProblem, said
from agreements.register.query import Query
from agreements.register.reading import Reading

MOST: Final = 20_000


class XlsxTwin(TableTwin):
    """The rows of a list as a workbook."""

    suffix = "xlsx"
    content_type = MEDIA_TYPE
    #: A workbook is compressed already.
    dispatch: ClassVar[Any] = APIView.dispatch

    def answer(self, request: Request, query: Query, **kwargs: Any) -> Any:
        """Give the workbook of all rows, or of the page that is asked for."""
        asked, _own = self.read(request, query)
        columns = self.columns(asked)
        headers = self.headers_of(request, query, asked.reading)
        if not is_page(asked.query):
            check_length(asked.found[: MOST + 1].count())
        if request.method == "HEAD":
            return HttpResponse(content_type=self.content_type, headers=headers)
        parts = self.parts(request, query, asked, headers)
        rows = (row for part in parts for row in self.values(columns, part, asked.reading))
        return sent(self.of.name, [column.name for column in columns], rows, asked.reading, headers)


class ChangesXlsx(ChangesTwin):
    """The sequence of publications as a workbook."""

    suffix = "xlsx"
    content_type = MEDIA_TYPE
    dispatch: ClassVar[Any] = APIView.dispatch

    def answer(self, request: Request, query: Query, **kwargs: Any) -> Any:
        """Give the workbook of the numbers that are asked for."""
        reading, values = self.read_sequence(request, query)
        headers = self.headers_of(request, query, reading)
        rows = self.rows_asked(request, query, reading, values, headers)
        if values["page_size"] is None:
            check_length(count_changes(values, reading))
        if request.method == "HEAD":
            return HttpResponse(content_type=self.content_type, headers=headers)
        columns = self.columns(values)
        cells = ([row[name] for name in columns] for part in rows for row in part)
        return sent(self.of.name, columns, cells, reading, headers)


def check_length(count: int) -> None:
    """Refuse a list with more rows than a workbook takes here."""
    if count > MOST:
        sentence = said(
            _("a workbook has at most {most} rows here: narrow the list, ask for a page of it, or take .csv."),
            most=MOST,
        )
        raise BadParametersError(
            [ParameterProblem("page_size", sentence, (said(_("1 to {most}"), most=LARGEST_SIZE),))]
        )


def sent(
    name: str, header: Iterable[str], rows: Iterator[list[Any]], reading: Reading, headers: dict[str, str]
) -> FileResponse:
    """Write a workbook of one sheet into a file that nobody else sees, and send it."""
    book = Workbook(reading.known_at)
    try:
        book.open(name, list(header))
        for row in rows:
            book.append(name, row)
        file = _saved(book)
    except BaseException:
        book.close()
        raise
    return FileResponse(file, content_type=MEDIA_TYPE, headers=headers)


def _saved(book: Workbook) -> IO[bytes]:
    handle, path = tempfile.mkstemp(suffix=".xlsx")
    try:
        os.close(handle)
        book.save(Path(path))
        return Path(path).open("rb")
    finally:
        Path(path).unlink()
