"""The files of the last export by HTTP, at ``/data/<file>``: sent as they lie, with the sum of their bytes as the tag.

A download that broke off can be taken up again (``Range``, RFC 9110 section 14): large files are what this is for. The
files are sent as they are, never compressed here, so that a range and a sum mean the same bytes to everybody. The
language is English at every address: that of the words that an export writes of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO, Any, ClassVar, Final

from django.conf import settings
from django.http import FileResponse, HttpRequest, HttpResponse, StreamingHttpResponse
from django.utils.cache import get_conditional_response
from django.utils.http import http_date
from django.utils.translation import gettext_lazy as _
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from agreements.api.problems import NothingHereError
from agreements.api.twins import ByAddress, address_language
from agreements.api.views import OPEN_TO_ALL, PREFLIGHT, PublicView
from agreements.exports.bulk.finished import PLAIN, Opened, open_file, read_export
from agreements.exports.views import BYTE_ORDER_MARK, read_bom
from agreements.register.problems import BadParametersError, BadValueError
from agreements.register.query import names_checked, raw_query, read_query

RANGE: Final = re.compile(r"bytes=(\d{0,18})-(\d{0,18})", re.ASCII)
PIECE: Final = 1 << 16
EXPOSED: Final = f"{OPEN_TO_ALL['Access-Control-Expose-Headers']}, Accept-Ranges, Content-Range, Content-Disposition"
ASKED_WITH: Final = "If-Match, If-Unmodified-Since, If-Range, Range"


class DataFile(PublicView):
    """One file of the last export."""

    schema: Any = None
    content_negotiation_class: Any = ByAddress
    #: Without the compression of the other addresses.
    dispatch: ClassVar[Any] = APIView.dispatch

    def get(self, request: Request, **kwargs: Any) -> Any:
        """Send the file or a part of it; 304 where the client has it, 404 with the reason where there is none.

        412 where the file is another by now than the one that is asked for (RFC 9110, section 13.2.2).
        """
        name = str(kwargs["name"])
        marked = self._marked(request, name)
        opened = open_file(settings.EXPORT_DIR, name)
        if opened is None:
            raise NothingHereError(self._why(name))
        tag = f'"{opened.sha256}{"-bom" if marked else ""}"'
        headers = {
            "ETag": tag,
            "Last-Modified": http_date(opened.modified),
            "Cache-Control": "public, no-cache",
            "Content-Language": "en",
            "Accept-Ranges": "none" if marked else "bytes",
        }
        settled = get_conditional_response(request, tag, opened.modified)
        if settled is not None:
            opened.file.close()
            for header, value in headers.items():
                settled.headers[header] = value
            return settled
        shown = "inline" if name in PLAIN or name.endswith(".json") else "attachment"
        headers["Content-Disposition"] = f'{shown}; filename="{name}"'
        if marked:
            headers["Content-Length"] = str(opened.bytes + len(BYTE_ORDER_MARK))
            return _streamed(opened, _Pieces(opened.file, before=BYTE_ORDER_MARK), headers)
        asked = request.headers.get("Range", "") if request.method == "GET" else ""
        if asked and request.headers.get("If-Range", tag) == tag and (part := RANGE.fullmatch(asked.strip())):
            return _part(opened, part[1], part[2], headers)
        return FileResponse(opened.file, content_type=opened.media_type, headers=headers)

    def tongues(self, request: Request) -> str:
        """Give the language of the address, in which refusals are written."""
        return address_language()

    def options(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Response:
        """Say what may be asked, the conditions and ranges of downloads too."""
        found = super().options(request, *args, **kwargs)
        found.headers["Access-Control-Allow-Headers"] = f"{PREFLIGHT['Access-Control-Allow-Headers']}, {ASKED_WITH}"
        return found

    def finalize_response(self, request: Request, response: Any, *args: Any, **kwargs: Any) -> Any:
        """Let scripts of other origins read what a part is of."""
        found = super().finalize_response(request, response, *args, **kwargs)
        found.headers["Access-Control-Expose-Headers"] = EXPOSED
        return found

    def _marked(self, request: Request, name: str) -> bool:
        """Read the query: ``bom`` for tables, and nothing else."""
        own = {"bom"} if name.endswith(".csv") else set()
        given, problems = names_checked(read_query(raw_query(request.META)), own, ())
        text = given.one("bom")
        try:
            marked = bool(text and read_bom(text))
        except BadValueError as error:
            problems.append(error.of("bom"))
            marked = False
        if problems:
            raise BadParametersError(problems)
        return marked

    def _why(self, name: str) -> Any:
        if read_export(settings.EXPORT_DIR) is None:
            return _("No export of the whole register was made here yet. The lists and the API give the same data.")
        return _("The last export has no file of this name; datapackage.json lists those that it has.")


def _part(opened: Opened, first: str, last: str, headers: dict[str, str]) -> Any:
    """Send the bytes from ``first`` to ``last``, both included; of the two one may be left out (RFC 9110, 14.1.2)."""
    size = opened.bytes
    if first:
        start, end = int(first), min(int(last), size - 1) if last else size - 1
    else:
        start, end = max(0, size - int(last or 0)), size - 1
    if not (first or last) or start > end or (last and first and int(last) < int(first)):
        opened.file.close()
        return HttpResponse(status=416, headers={**headers, "Content-Range": f"bytes */{size}"})
    opened.file.seek(start)
    length = end - start + 1
    headers |= {"Content-Range": f"bytes {start}-{end}/{size}", "Content-Length": str(length)}
    return _streamed(opened, _Pieces(opened.file, length), headers, status=206)


@dataclass(slots=True)
class _Pieces:
    """Bytes of an open file on their way out: those ``before`` it, then at most ``left`` of it (None: all)."""

    file: IO[bytes]
    left: int | None = None
    before: bytes = b""

    def __iter__(self) -> Iterator[bytes]:
        if self.before:
            yield self.before
        left = self.left
        while piece := self.file.read(PIECE if left is None else min(PIECE, left)):
            left = None if left is None else left - len(piece)
            yield piece

    def close(self) -> None:
        self.file.close()


def _streamed(opened: Opened, pieces: _Pieces, headers: dict[str, str], status: int = 200) -> StreamingHttpResponse:
    return StreamingHttpResponse(pieces, status=status, content_type=opened.media_type, headers=headers)
