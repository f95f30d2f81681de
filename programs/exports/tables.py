"""The columns of programmes."""

from __future__ import annotations

from typing import Any, Final

from agreements.codelists import Form, ProgramKind, ProgressState
from agreements.exports.columns import Column, Table, labelled, named, plain, titles
from agreements.exports.tables import LAST
from programs.register.counting import DATES


def _institutions(row: Any) -> list[str]:
    return list(dict.fromkeys(lead["institution"]["id"] for lead in row["leads"] if lead["institution"]))


def _countries(row: Any) -> list[str]:
    return list(dict.fromkeys(lead["country"] for lead in row["leads"] if lead["country"]))


PROGRAMS: Final = Table(
    columns=(
        plain("id"),
        plain("title"),
        *titles(),
        *labelled("kind", dict(ProgramKind.choices)),
        plain("parent", "parent", "id"),
        plain("occasion", "occasion", "id"),
        *labelled("stated_state", dict(ProgressState.choices)),
        *(plain(name) for name in DATES),
        plain("progress_as_of", "progress", "as_of"),
        plain("progress_implied", "progress", "implied"),
        plain("progress_possible", "progress", "possible"),
        plain("progress_certain", "progress", "certain"),
        plain("sectors_status"),
        *named("sectors", "sector"),
        *labelled("forms", dict(Form.choices)),
        Column("agreements", "agreements", lambda row, names: [each["id"] for each in row["agreements"]]),
        Column("countries", "leads", lambda row, names: _countries(row)),
        Column("countries_label", "leads", lambda row, names: [names.of("country", c) for c in _countries(row)]),
        Column("institutions", "leads", lambda row, names: _institutions(row)),
        *(
            plain(f"activities_{name}", "activity_counts", name)
            for name in ("total", "done", "overdue", "without_evidence")
        ),
        *LAST,
    ),
    named=lambda row: [
        *(("country", code) for code in _countries(row)),
        *(("sector", sector) for sector in row["sectors"]),
    ],
)
