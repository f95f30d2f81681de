"""The shapes of programmes as JSON Schema, beside those of agreements."""

from __future__ import annotations

from typing import Any, Final

from agreements.api.components import (
    DAY,
    EDTF,
    FLAG,
    INSTANT,
    MAYBE_TEXT,
    NUMBER,
    SEARCHED,
    TEXT,
    URI,
    Schema,
    also,
    code,
    listing,
    maybe,
    record,
    ref,
    rows,
)
from agreements.codelists import Form, ProgramKind, ProgressState, SectorsStatus
from programs.register.progress import PROGRESS

_DATES: Final[dict[str, Schema]] = dict.fromkeys(("planned_start", "planned_end", "actual_start", "actual_end"), EDTF)

COMPONENTS: Final[dict[str, Schema]] = {
    "Progress": record(as_of=DAY, implied=code(PROGRESS), possible=rows(code(PROGRESS)), certain=FLAG),
    "SessionOfRollup": record(
        program=maybe(ref("ProgramName")),
        key=TEXT,
        title=MAYBE_TEXT,
        date=EDTF,
        occasion=maybe(ref("Occasion")),
        stated_state=TEXT,
    ),
    "Rollup": {
        "description": "What programmes come to with everything within them, each activity counted once. With "
        "expand=rollup a list gives it for each row, and beside the results for all rows of all its pages. Stated "
        "states and what dates imply on as_of stand side by side: overdue are activities whose planned end has "
        "passed and of whose completion nothing is known, whatever state is stated.",
        **record(
            as_of=DAY,
            programs=NUMBER,
            activities=record(
                total=NUMBER,
                done=NUMBER,
                overdue=NUMBER,
                without_evidence=NUMBER,
                stated=record(**dict.fromkeys(ProgressState.values, NUMBER)),
            ),
            sessions=record(total=NUMBER, last=maybe(ref("SessionOfRollup")), next=maybe(ref("SessionOfRollup"))),
        ),
    },
    "ProgramNode": record(
        id=TEXT,
        url=URI,
        html_url=URI,
        title=TEXT,
        kind=code(ProgramKind.values),
        stated_state=code(ProgressState.values),
        **_DATES,
        progress=ref("Progress"),
    ),
    "ProgramBranch": {"allOf": [ref("ProgramNode"), record(children=rows(ref("ProgramBranch")))]},
    "ProgramName": record(id=TEXT, title=TEXT, html_url=URI),
    "Program": record(
        id=TEXT,
        url=URI,
        html_url=URI,
        title=TEXT,
        titles=rows(ref("Title")),
        kind=code(ProgramKind.values),
        parent=maybe(ref("ProgramName")),
        occasion=maybe(ref("Occasion")),
        stated_state=code(ProgressState.values),
        **_DATES,
        progress=ref("Progress"),
        sectors_status=code(SectorsStatus.values),
        sectors=rows(TEXT),
        forms=rows(code(Form.values)),
        agreements=rows(record(id=TEXT, title=TEXT, how=TEXT, url=URI, html_url=URI)),
        leads=rows(record(country=MAYBE_TEXT, institution=maybe(ref("Institution")), part=TEXT)),
        activity_counts=record(total=NUMBER, done=NUMBER, overdue=NUMBER, without_evidence=NUMBER),
        updated_at=INSTANT,
        publication=NUMBER,
    ),
    "Activity": record(
        key=TEXT,
        title=MAYBE_TEXT,
        institution=maybe(ref("Institution")),
        form=MAYBE_TEXT,
        stated_state=code(ProgressState.values),
        **_DATES,
        progress=ref("Progress"),
        note=TEXT,
    ),
    "ActivityRow": also(
        "Activity",
        id=TEXT,
        program=ref("AgreementName"),
        evidenced={**FLAG, "description": "Whether a passage of a source speaks for it."},
        countries=rows(TEXT),
        sectors=rows(TEXT),
        agreements=rows(ref("AgreementName")),
        updated_at=INSTANT,
        publication=NUMBER,
    ),
    "ActivityRowList": listing("ActivityRow", **SEARCHED),
    "Session": record(
        key=TEXT, title=MAYBE_TEXT, date=EDTF, occasion=maybe(ref("Occasion")), stated_state=TEXT, note=TEXT
    ),
    "ProgramDetail": {
        "allOf": [
            ref("Clocks"),
            ref("Program"),
            record(
                activities=rows(ref("Activity")),
                sessions=rows(ref("Session")),
                evidence=rows(ref("Evidence")),
                unsourced=rows(TEXT),
                summary=MAYBE_TEXT,
                summaries=rows(record(language=TEXT, summary=TEXT)),
                public_notes=TEXT,
                ancestors={**rows(ref("ProgramNode")), "description": "What it is part of, the root first."},
                children=rows(ref("ProgramBranch")),
                rollup=ref("Rollup"),
            ),
        ]
    },
    "ProgramList": listing("Program", **SEARCHED, facets=ref("Facets"), rollup=ref("Rollup")),
}


def add_components(result: dict[str, Any], generator: Any = None, **kwargs: Any) -> dict[str, Any]:
    """Add the shapes of programmes to the description (a hook of drf-spectacular)."""
    result.setdefault("components", {}).setdefault("schemas", {}).update(COMPONENTS)
    return result
