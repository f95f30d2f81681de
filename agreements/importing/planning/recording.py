"""A draft as a record to load: its rows, and evidence for each value that names file, row and column.

One passage stands for a row of the file, on the source of the edition. Evidence keeps the column's own words beside the
value; both are cut to their columns, the place stays. Keys are made of the path alone, so that a later load compares
evidence with the same evidence.
"""

from __future__ import annotations

from collections.abc import Iterable

from agreements.codelists import LocatorKind, Stance
from agreements.importing.drafts import Draft, Given, Place
from agreements.importing.mapping.naming import key_for
from agreements.importing.profile.kebab import kebab
from agreements.importing.profile.profiles import Profile
from agreements.loading.merging import EVIDENCE, OWN, Row, RowId, Rows
from agreements.loading.plain import Plain
from agreements.loading.records import GivenRecord
from agreements.loading.shapes import SHAPES
from agreements.models import AgreementEvidence, Passage

AGREEMENT = SHAPES["agreement"]
SOURCE = SHAPES["source"]
LONGEST_KEY = 80


def _longest(model: type, name: str) -> int:
    return int(model._meta.get_field(name).max_length)  # type: ignore[attr-defined]


_VALUE = _longest(AgreementEvidence, "value")
_WORDS = _longest(AgreementEvidence, "stated_value")
_COLUMN = _longest(AgreementEvidence, "column")
_LOCATOR = _longest(Passage, "locator")


def _cut(text: str, longest: int) -> str:
    return text if len(text) <= longest else f"{text[: longest - 1]}…"


def passage_key(place: Place) -> str:
    """Return the key of the passage that stands for a row: ``row-17``, or the path of a tree."""
    return key_for(f"row-{place}", LONGEST_KEY) if place.path else f"row-{place.number}"


def record_of(draft: Draft, profile: Profile, file: str) -> GivenRecord:
    """Return a draft as a record with its evidence."""
    record = GivenRecord(AGREEMENT, draft.slug, file, draft.place.number, dict(draft.rows))
    own = passage_key(draft.place)
    source = profile.source.slug
    for given in draft.given:
        passage = own if given.place is None else passage_key(given.place)
        row = (EVIDENCE, _evidence_key(given, record.rows))
        record.rows[row] = evidence_of(given, f"{source}#{passage}")
    return record


def _evidence_key(given: Given, rows: Rows) -> str:
    part, key = given.row
    stem = key_for(kebab("-".join(word for word in (part or "record", key, given.field) if word)), LONGEST_KEY - 4)
    number = 1
    while (EVIDENCE, found := stem if number == 1 else f"{stem}-{number}") in rows:
        number += 1
    return found


def evidence_of(given: Given, passage: str) -> Row:
    """Return the evidence row for one value."""
    return {
        "part": given.row[0],
        "item": given.row[1],
        "field": given.field,
        "stance": Stance.SUPPORTS.value,
        "passage": passage,
        "value": _cut(_text(given.value), _VALUE),
        "stated_value": _cut(given.words, _WORDS),
        "column": _cut(given.column, _COLUMN),
        "basis": given.basis,
        "reasoning": given.reasoning,
        "preferred": True,
        "lost_reason": "",
    }


def _text(value: Plain) -> str:
    return "" if value is None else str(value).lower() if isinstance(value, bool) else str(value)


def source_of(profile: Profile, file: str, sha256: str, places: Iterable[Place]) -> GivenRecord:
    """Return the source of the edition with a passage for every row that is cited."""
    spec = profile.source
    values: Row = {
        "title": spec.title,
        "kind": spec.kind,
        "publisher": spec.publisher,
        "author": spec.author,
        "language": spec.language,
        "url": spec.url,
        "published": spec.published or None,
        "retrieved": spec.retrieved or None,
        "sha256": sha256,
        "licence": spec.licence,
        "public_notes": spec.public_notes,
    }
    rows: Rows = {OWN: values}
    for place in places:
        row: RowId = ("passage", passage_key(place))
        rows[row] = {"locator_kind": LocatorKind.ROW.value, "locator": _cut(str(place), _LOCATOR)}
    return GivenRecord(SOURCE, spec.slug, file, 0, rows)
