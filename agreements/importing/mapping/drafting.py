"""The draft while it is made: rows, evidence for what may be cited, problems and notes, in one place."""

from __future__ import annotations

from dataclasses import dataclass, field

from agreements.importing.drafts import Draft, Given, Place, Problem
from agreements.importing.mapping.finding import Found, Result
from agreements.loading.merging import Row, RowId
from agreements.loading.plain import Plain
from agreements.models.evidence import AGREEMENT_FIELDS

_CITABLE = {(part, field) for part, fields in AGREEMENT_FIELDS.items() for field in fields}
#: A constant of these says that nothing is known, and needs no evidence.
_NO_VALUE = frozenset({"not-stated", "unknown", "unclassified"})


@dataclass(slots=True)
class Making:
    """One row on its way to a draft."""

    draft: Draft
    problems: list[Problem] = field(default_factory=list)
    #: Columns of parties that name nobody in this row.
    nameless: list[str] = field(default_factory=list)

    @property
    def place(self) -> Place:
        """Where the row stands."""
        return self.draft.place

    def heard(self, result: Result, what: str = "") -> None:
        """Take over problems and notes; ``what`` is the field in which an open-ended word is only told."""
        self.problems += result.problems
        self.draft.notes += result.notes
        if what and result.open_ended is not None:
            self.note(result.open_ended, f"means open-ended; {what} is taken as unknown.")

    def one(self, result: Result, what: str) -> Found | None:
        """Give the one value found; several are a problem."""
        self.heard(result, what)
        if len(result.found) > 1 and len({found.value for found in result.found}) > 1:
            first = result.found[0]
            words = "; ".join(found.words for found in result.found)
            self.problems.append(Problem(first.column, words, f"several values for {what}, which takes one."))
            return None
        return result.found[0] if result.found else None

    def note(self, found: Found, why: str) -> None:
        """Tell something about a value."""
        self.draft.notes.append(Problem(found.column, found.words, why))

    def problem(self, found: Found, why: str) -> None:
        """Refuse a value, and with it the row."""
        self.problems.append(Problem(found.column, found.words, why))

    def row(self, row: RowId) -> Row:
        """Give a row of the draft, new where it is not there yet."""
        return self.draft.rows.setdefault(row, {})

    def put(self, row: RowId, name: str, found: Found) -> None:
        """Write a value into a row, with its evidence."""
        self.row(row)[name] = found.value
        self.cite(row, name, found, found.value)

    def cite(self, row: RowId, name: str, found: Found, value: Plain) -> None:
        """Say what supports a value, or with an empty ``name`` a row, where that may be cited."""
        if (row[0], name) not in _CITABLE or (found.basis == "inferred" and value in _NO_VALUE):
            return
        self.draft.given.append(Given(row, name, value, found.column, found.words, found.basis, found.reasoning))
