"""Programmes on their way out, with activities and sessions; known to the export when the application is ready."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Final

from agreements.codelists import ProgramKind
from agreements.exports.bulk.shape import Foreign, Part, Rows, Stream
from agreements.exports.bulk.streams import evidence_part, evidence_rows, rows_within
from agreements.exports.bulk.tables import AT_INSTITUTION, EVIDENCE, ON_OCCASION, columns, made, of_twin
from agreements.exports.bulk.words import code, several
from agreements.exports.columns import Document, plain
from agreements.register.entries import document_of
from agreements.register.reading import Reading
from programs.exports.tables import PROGRAMS as TWIN
from programs.register.counting import DATES
from programs.register.models import ProgramEntry
from programs.register.presenting import present, readable

PROGRAM: Final = Foreign(("program",), "programs")
TITLES: Final = (plain("title_en", "title", "en"), plain("title_ko", "title", "ko"), plain("title_zh", "title", "zh"))
PROGRAMS: Final = of_twin(
    "programs",
    "Working programmes, platforms, initiatives",
    TWIN,
    (Foreign(("parent",), "programs"), ON_OCCASION),
    own={
        "kind": code("What it is.", ProgramKind),
        "countries": several("Codes of the countries that lead it."),
        "institutions": several("Ids of the institutions that lead it."),
    },
)
BASES: Final = made(
    "program_agreements",
    "Which agreements a programme rests on",
    columns("program", "key", "agreement", "how"),
    ("program", "key"),
    (PROGRAM, Foreign(("agreement",), "agreements")),
    own={"how": code("How it rests on the agreement.", ("follows-from", "under", "foreseen-by"))},
)
ACTIVITIES: Final = made(
    "activities",
    "Commitments and steps inside the programmes",
    (*columns("program", "key"), *TITLES, *columns("institution", "form", "stated_state", *DATES, "note")),
    ("program", "key"),
    (PROGRAM, AT_INSTITUTION),
)
SESSIONS: Final = made(
    "sessions",
    "Sessions of the programmes",
    (*columns("program", "key"), *TITLES, *columns("date", "occasion", "stated_state", "note")),
    ("program", "key"),
    (PROGRAM, ON_OCCASION),
    own={"stated_state": code("State that a source states.", ("planned", "held", "cancelled", "unknown"))},
)


def _rows(entries: Sequence[Any], reading: Reading) -> Rows:
    found = [document_of(entry) for entry in entries]
    return {
        "programs": present(entries, reading),
        "program_agreements": _bases(found),
        "activities": rows_within(found, "program", "activities"),
        "sessions": rows_within(found, "program", "sessions"),
        "evidence": evidence_rows("program", found),
    }


def _bases(documents: Sequence[Document]) -> Iterator[Document]:
    for row in rows_within(documents, "program", "agreements"):
        yield {**row, "agreement": row["id"]}


def _part(name: str, title: str) -> Part:
    return Part(name, title, name, "jsonb_build_object('program', e.record_id)")


STREAM: Final = Stream(
    "program",
    "programs",
    "Working programmes, with activities and sessions: the complete public documents",
    ProgramEntry,
    readable,
    _rows,
    (PROGRAMS, BASES, ACTIVITIES, SESSIONS, EVIDENCE),
    (
        _part("activities", "Commitments and steps inside the programmes"),
        _part("sessions", "Sessions of the programmes"),
        evidence_part("program"),
    ),
)
