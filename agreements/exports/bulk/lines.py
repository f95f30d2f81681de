"""Records as NDJSON, streamed out of the database by COPY: one published document a line, as it was published.

A line is the document with two members before it, ``publication`` and ``updated_at``: the number and time of the
publication that it is, so that whoever replays ``changes/`` on a dump knows what a line stands for. The text of the
stored document is sent as it is, never taken apart here. COPY in its CSV form with a quote and a delimiter that cannot
stand in JSON text (control characters are escaped there) gives the lines unchanged; its text form would double every
backslash. The two members are put before the document here and not by the database: cutting the first brace off a text
in UTF-8 there means counting all of its characters, which takes as long as the rest.
"""

from __future__ import annotations

from pathlib import Path
from typing import IO, Final

from django.db import connection

from agreements.exports.bulk.shape import Part, Stream
from agreements.register.models import Publication, RecordEntry

TIME: Final = "to_char({} AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"')"
RAW: Final = "(FORMAT csv, DELIMITER E'\\x02', QUOTE E'\\x01', ENCODING 'UTF8')"
PUBLICATIONS: Final = Publication._meta.db_table


def copy(query: str, out: IO[bytes]) -> int:
    """Write what a query of one column of JSON text gives, a line a row; give the number of lines."""
    with connection.cursor() as cursor:
        with cursor.copy(f"COPY ({query}) TO STDOUT {RAW}") as rows:
            for data in rows:
                out.write(data)
        return int(cursor.rowcount)


def copy_documents(query: str, out: IO[bytes]) -> int:
    """Write the documents that a query of number, time and document gives, each as a line; give their number."""
    with connection.cursor() as cursor:
        with cursor.copy(f"COPY ({query}) TO STDOUT {RAW}") as rows:
            for data in rows:  # COPY sends a row at a time
                number, time, document = bytes(data).split(b"\x02", 2)
                out.write(b'{"publication": %b, "updated_at": "%b", ' % (number, time))
                out.write(document[1:])
        return int(cursor.rowcount)


def documents(stream: Stream, number: int) -> str:
    """Give the query of a stream's documents, as they were the latest at a number."""
    return f"SELECT p.number, {TIME.format('p.time')}, p.document {_latest(stream, number)}"


def rows(stream: Stream, part: Part, number: int) -> str:
    """Give the query of the rows that the documents of a stream list in one member."""
    row = " - ".join(["r", *(f"'{name}'" for name in part.without)])
    beside = f", jsonb_array_elements(p.document->'{part.member}') WITH ORDINALITY AS x (r, place)"
    return (
        f"SELECT ({part.head} || ({row}))::text "
        f"{_latest(stream, number, beside=beside, where=part.where, then=', x.place')}"
    )


def changes(number: int) -> str:
    """Give the query of the sequence of publications up to a number, in its order."""
    return (
        "SELECT json_build_object('number', number, 'record_type', record_type, 'id', record_id, 'type', type, "
        f"'time', {TIME.format('time')}, 'reason', reason, 'target', nullif(target, ''))::text "
        f"FROM {PUBLICATIONS} WHERE number <= {number:d} ORDER BY number"
    )


def write_documents(path: Path, stream: Stream, number: int) -> int:
    """Write the documents of a stream as they were the latest at a number; give how many there are."""
    with path.open("wb", buffering=1 << 20) as out:
        return copy_documents(documents(stream, number), out)


def write_lines(path: Path, *queries: str) -> int:
    """Write the lines of one file; give their number."""
    with path.open("wb", buffering=1 << 20) as out:
        return sum(copy(query, out) for query in queries)


def _latest(stream: Stream, number: int, *, beside: str = "", where: str = "TRUE", then: str = "") -> str:
    of_type = f" AND e.record_type = '{stream.record_type}'" if stream.model is RecordEntry else ""
    return (
        f"FROM {stream.model._meta.db_table} e JOIN {PUBLICATIONS} p ON p.number = e.publication_id{beside} "
        f"WHERE e.first_number <= {number:d} AND (e.until_number IS NULL OR e.until_number > {number:d}){of_type} "
        f'AND {where} ORDER BY e.record_id COLLATE "C"{then}'
    )
