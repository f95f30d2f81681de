"""What a file may say of a programme; made known to loads when the application is ready."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from agreements.importing.exported import layouts
from agreements.importing.exported.layouts import Document, Layout, listed, rows, taken
from agreements.loading.shapes import NOTES, Part, Shape, register
from programs import models
from programs.models.program import PLANNED_AND_ACTUAL

PROGRAM = Shape(
    "program",
    models.Program,
    5,
    (
        "kind",
        "parent",
        "occasion",
        "stated_state",
        *PLANNED_AND_ACTUAL,
        "sectors_status",
        "summary",
        "summary_ko",
        "summary_zh",
        *NOTES,
    ),
    (
        Part("title", models.ProgramTitle, ("language", "title", "basis"), "program"),
        Part("basis", models.ProgramBasis, ("agreement", "how"), "program"),
        Part("sector", models.ProgramSector, ("sector",), "program", value_field="sector"),
        Part("form", models.ProgramForm, ("form",), "program", value_field="form"),
        Part("lead", models.ProgramLead, ("country", "institution", "part"), "program"),
        Part(
            "activity",
            models.Activity,
            ("title", "title_ko", "title_zh", "institution", "form", "stated_state", *PLANNED_AND_ACTUAL, "note"),
            "program",
        ),
        Part(
            "session",
            models.Session,
            ("title", "title_ko", "title_zh", "date", "occasion", "stated_state", "note"),
            "program",
        ),
    ),
    models.ProgramEvidence,
)


def _bases(document: Document) -> Iterator[tuple[str, dict[str, Any]]]:
    for row in document["agreements"]:
        yield row["key"], {"agreement": row["id"], "how": row["how"]}


EXPORTED = Layout(
    "program",
    "programs",
    taken(
        *("kind", "parent", "occasion", "stated_state", *PLANNED_AND_ACTUAL, "sectors_status", "public_notes"),
        texts="summary",
    ),
    {
        "title": rows("titles"),
        "basis": _bases,
        "sector": listed("sectors", "sector"),
        "form": listed("forms", "form"),
        "lead": rows("leads"),
        "activity": rows("activities", "title"),
        "session": rows("sessions", "title"),
    },
    resolved={"lead": "institution"},
)


def add_programs() -> None:
    """Make programmes known to loads, and their documents to the import of exports."""
    register(PROGRAM)
    layouts.register(EXPORTED)
