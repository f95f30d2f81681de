"""The code lists: every code that answers use, with its label in the reader's language, as a list of its own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from django.utils.translation import gettext, override
from django.utils.translation import gettext_lazy as _

from agreements import codelists
from agreements.register.deadline_outcomes import OUTCOMES
from agreements.register.deadlines import TYPES
from agreements.register.keyset import DEFAULT_SIZE, NOT_THE_QUESTION, Cursor, read_size
from agreements.register.listing import words
from agreements.register.problems import BadParametersError, BadValueError, ParameterProblem
from agreements.register.query import Query
from agreements.register.reading import Reading
from agreements.register.searching import read_words
from agreements.register.tokens import fold

Document = dict[str, Any]

FIELDS: Final = ("id", "codes")


@dataclass(frozen=True, slots=True)
class CodeListPage:
    """One page of code lists; ``next`` is the cursor of the following one."""

    results: list[Document]
    count: int
    reading: Reading
    next: str | None


def list_code_lists(query: Query, reading: Reading) -> CodeListPage:
    """Give the code lists of a question, in the language of the reading; ``BadParametersError`` with every problem.

    ``q`` keeps the codes in which, or in whose label or list's name, every word occurs.
    """
    problems: list[ParameterProblem] = []

    def read(name: str, reader: Callable[[str], Any], default: Any) -> Any:
        text = query.one(name)
        try:
            return default if text is None else reader(text)
        except BadValueError as error:
            problems.append(error.of(name))
            return default

    size = read("page_size", read_size, DEFAULT_SIZE)
    fields = read("fields", lambda text: words(text, _("a field of this list"), FIELDS), FIELDS)
    sought = read("q", _folded, [])
    cursor: Cursor | None = read("cursor", Cursor.read, None)
    question = f"codelists:{query.digest(*NOT_THE_QUESTION)}"
    if cursor is not None:
        reading = read("cursor", lambda text: Cursor.read(text).reading(reading, question), reading)
    if problems:
        raise BadParametersError(problems)
    found = [row for each in code_lists(reading.language) if (row := _with(each, sought))["codes"]]
    found.sort(key=lambda row: str(row["id"]))
    ahead = [row for row in found if cursor is None or row["id"] > cursor.id]
    page = ahead[:size]
    following = None
    if len(ahead) > size:
        following = Cursor(question, reading.as_of, reading.number, None, page[-1]["id"]).signed()
    rows = [{name: row[name] for name in FIELDS if name in fields} for row in page]
    return CodeListPage(rows, len(found), reading, following)


def _folded(text: str) -> list[str]:
    read_words(text)
    return fold(text).split()


def _with(row: Document, sought: list[str]) -> Document:
    """Give a list with those of its codes that hold every word."""
    kept = [
        code for code in row["codes"] if all(word in fold(f"{row['id']} {' '.join(code.values())}") for word in sought)
    ]
    return {**row, "codes": kept}


def code_lists(language: str) -> list[Document]:
    """Give every code list with the labels of its codes in a language; a relation has a reverse label too."""
    lists: dict[str, Any] = {
        "state": codelists.STATE_LABELS,
        "group": codelists.GROUP_LABELS,
        "relation": {code: verbs[0] for code, verbs in codelists.RELATION_LABELS.items()},
        "event": codelists.ACT_LABELS,
        "ground": codelists.GROUND_LABELS,
        "duration_kind": codelists.DURATION_LABELS,
        "renewal_kind": codelists.RENEWAL_LABELS,
        "termination_right": codelists.TERMINATION_RIGHT_LABELS,
        "counting_start": codelists.COUNTING_START_LABELS,
        "end_convention": codelists.END_CONVENTION_LABELS,
        "deadline": TYPES,
        "deadline_outcome": OUTCOMES,
        **{name: dict(choices.choices) for name, choices in _CHOICES.items()},
    }
    with override(language):
        found = {
            name: [{"code": code, "label": str(label)} for code, label in labels.items()]
            for name, labels in lists.items()
        }
        # What the rules derive may also be presumed; evidence never is.
        found["basis"].append({"code": "presumed", "label": gettext("presumed")})
        for row in found["relation"]:
            row["reverse_label"] = str(codelists.RELATION_LABELS[row["code"]][1])
    return [{"id": name, "codes": codes} for name, codes in found.items()]


_CHOICES: Final[dict[str, Any]] = {
    "kind": codelists.Kind,
    "legal_force": codelists.LegalForceCode,
    "level": codelists.Level,
    "role": codelists.Role,
    "title_basis": codelists.TitleBasis,
    "form": codelists.Form,
    "extent": codelists.Extent,
    "basis": codelists.BasisCode,
    "occasion_kind": codelists.OccasionKind,
    "source_kind": codelists.SourceKind,
    "institution_kind": codelists.InstitutionKind,
    "stance": codelists.Stance,
    "program_kind": codelists.ProgramKind,
    "progress_state": codelists.ProgressState,
    "publication_type": codelists.PublicationType,
}
