"""The disagreements of one record: what each side says, and which of them are open.

A place is one field of one row, or the competing acts of a type and an actor, or the relations to one agreement. Open
are the places with a row that ``audit.measures.open_rows`` names, so that the page of a record and the queue cannot
say different things; a place where something lost and nothing is open is shown as settled.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import FieldDoesNotExist, ObjectDoesNotExist
from django.db import models
from django.utils.translation import gettext

from agreements.admin.disputes.reading import Unreadable, read_value
from agreements.admin.wording import NOTHING, Wording, field_words, model_words
from agreements.audit.measures import DATE, evidence_of, open_rows
from agreements.codelists import Stance
from agreements.models.evidence import ROWS, EvidenceBase
from agreements.publishing import kind_of

#: What a path begins with where whole rows compete; evidence is named by its own path.
ACTS, RELATIONS = "acts", "relations"


@dataclass(slots=True)
class Choice:
    """One side: the value and the evidence that gives it, or the whole ``row`` that competes with others.

    ``key`` is the number of the row, or of the first piece of evidence; ``unreadable`` says why the field cannot take
    the value.
    """

    key: int
    words: str
    evidence: list[EvidenceBase]
    preferred: bool
    text: str = ""
    value: Any = None
    row: Any = None
    lost_reason: str = ""
    unreadable: str = ""


@dataclass(slots=True)
class Disagreement:
    """One place where sources disagree; ``row`` and ``name`` (of its field) are what the record says there now."""

    path: str
    label: str
    is_open: bool = False
    row: Any = None
    name: str = ""
    now: str = ""
    choices: list[Choice] = field(default_factory=list)
    against: list[EvidenceBase] = field(default_factory=list)

    @property
    def anchor(self) -> str:
        """Return the name of the place within its page."""
        return "at-" + self.path.replace("/", "--")

    @property
    def of_rows(self) -> bool:
        """Whether whole rows compete, and not values of one field."""
        return bool(self.choices) and self.choices[0].row is not None

    def choice(self, key: str) -> Choice | None:
        """Return the choice of this key, if it is one."""
        return next((choice for choice in self.choices if str(choice.key) == key), None)


def has_disagreements(record: Any) -> bool:
    """Whether records of this kind have evidence, and so can be disputed."""
    return evidence_of(kind_of(record)) is not None


def disagreements(record: Any) -> list[Disagreement]:
    """Return every place of a record where something is open or something lost, open ones first.

    A fixed number of queries for a kind of record, and the names of the records that foreign values mean.
    """
    kind = kind_of(record)
    evidence = evidence_of(kind)
    if evidence is None:
        return []
    found_open = {part: {row for _record, row in rows} for part, rows in open_rows(kind, evidence, [record.pk]).items()}
    rows: Any = evidence._default_manager.filter(**{evidence.record_field: record})
    cited = list(rows.select_related("passage__source", "confirmed_by").order_by("position", "id"))
    wording = Wording()
    found = [*_of_fields(record, cited, found_open[""], wording)]
    for part, name in (("act", ACTS), ("relation", RELATIONS)):
        if part in evidence.CITABLE:
            found += _of_rows(record, part, name, cited, found_open.get(part, set()), wording)
    return sorted(found, key=lambda one: not one.is_open)


def lasts_beside(text: str, chosen: str) -> bool:
    """Whether a passage that gives ``text`` still stands where ``chosen`` is preferred: the same, or a coarser date."""
    dates = re.match(DATE, text) and re.match(DATE, chosen)
    return text in ("", chosen) or bool(dates and chosen.startswith(text))


def _of_fields(
    record: Any, cited: Iterable[EvidenceBase], found_open: set[int], wording: Wording
) -> Iterator[Disagreement]:
    places: dict[tuple[str, str, str], list[EvidenceBase]] = {}
    for row in cited:
        places.setdefault((row.part, row.item, row.field), []).append(row)
    parts: dict[str, dict[str, Any]] = {}
    for (part, item, name), rows in places.items():
        is_open = any(row.pk in found_open for row in rows)
        if not is_open and all(row.preferred for row in rows):
            continue
        if part not in parts:
            parts[part] = _rows_of(record, part)
        yield _place(parts[part].get(item), rows, name, is_open, wording)


def _rows_of(record: Any, part: str) -> dict[str, Any]:
    if part == "":
        return {"": record}
    if part == "clause":
        try:
            return {"": record.clause}
        except ObjectDoesNotExist:
            return {}
    return {row.key: row for row in getattr(record, ROWS[part]).all()}


def _place(row: Any, rows: list[EvidenceBase], name: str, is_open: bool, wording: Wording) -> Disagreement:
    first = rows[0]
    found = Disagreement(first.target or first.part, _label(row, first), is_open, row, name)
    column = _field(row, name) if row is not None and name else None
    now = None if column is None else getattr(row, column.attname)
    found.now = ("" if row is None else str(row)) if column is None else wording.value(type(row), name, now)
    given: dict[str, list[EvidenceBase]] = {}
    for one in rows:
        if one.stance == Stance.SUPPORTS:
            given.setdefault(one.value, []).append(one)
    supported = set(given)
    for one in rows:
        if one.stance == Stance.SUPPORTS:
            continue
        if one.value and one.value not in supported and _says_another(row, column, one.value, now):
            given.setdefault(one.value, []).append(one)
        else:
            found.against.append(one)
    found.choices = [_choice(row, column, text, of_value, wording) for text, of_value in given.items()]
    return found


def _choice(row: Any, column: Any, text: str, rows: list[EvidenceBase], wording: Wording) -> Choice:
    stands = any(one.preferred and one.stance == Stance.SUPPORTS for one in rows)
    choice = Choice(rows[0].pk, text, rows, stands, text)
    choice.lost_reason = next((one.lost_reason for one in rows if one.lost_reason), "")
    if not text:
        choice.words = gettext("that it is there")
    elif row is None:
        choice.unreadable = gettext("The row of which it speaks is not there any more.")
    elif column is not None:
        try:
            choice.value = read_value(row, column, text)
            choice.words = wording.value(type(row), column.name, getattr(choice.value, "pk", choice.value))
        except Unreadable as refusal:
            choice.unreadable = str(refusal)
    return choice


def _says_another(row: Any, column: Any, text: str, now: Any) -> bool:
    """Whether a passage against the value says what it is instead."""
    if column is None:
        return False
    try:
        value = read_value(row, column, text)
    except Unreadable:
        return True
    return bool(getattr(value, "pk", value) != now)


def _field(row: Any, name: str) -> Any:
    try:
        return row._meta.get_field(name)
    except FieldDoesNotExist:
        return None


def _label(row: Any, cited: EvidenceBase) -> str:
    if row is None:
        return gettext("%(path)s (a row that is not there)") % {"path": cited.target}
    if not cited.part:
        return field_words(type(row), cited.field)
    said = model_words(type(row)) if cited.part == "clause" else f"{model_words(type(row))} “{row}”"
    return f"{said}: {field_words(type(row), cited.field)}" if cited.field else said


def _of_rows(
    record: Any, part: str, name: str, cited: list[EvidenceBase], found_open: set[int], wording: Wording
) -> Iterator[Disagreement]:
    together: dict[tuple[Any, ...], list[models.Model]] = {}
    rows = getattr(record, ROWS[part])
    named = ("actor__country", "actor__institution") if part == "act" else ("object",)
    for row in rows.select_related(*named):
        same = (row.type, row.actor and row.actor.key) if part == "act" else (row.object.slug,)
        together.setdefault(same, []).append(row)
    for same, of_place in together.items():
        is_open = any(row.pk in found_open for row in of_place)
        if not is_open and all(row.preferred for row in of_place):  # type: ignore[attr-defined]
            continue
        said = wording.value(type(of_place[0]), "type", same[0]) if part == "act" else str(of_place[0].object)  # type: ignore[attr-defined]
        label = gettext("Act: %s") if part == "act" else gettext("Relation to %s")
        found = Disagreement("/".join([name, *(str(one) for one in same if one)]), label % said, is_open)
        for row in of_place:
            choice = Choice(row.pk, str(row), [], row.preferred, row=row, lost_reason=row.lost_reason)  # type: ignore[attr-defined]
            choice.evidence = [one for one in cited if one.part == part and one.item == row.key]  # type: ignore[attr-defined]
            found.choices.append(choice)
        found.now = "; ".join(choice.words for choice in found.choices if choice.preferred) or NOTHING
        yield found
