"""Records that give a value without evidence, found by the database (domain section 9).

The rule is ``publishing.sourcing``'s, which asks one record that has been read; here the same rule asks all records at
once: for every part of a record, the rows that give a field and have no evidence for it. Which fields can be cited, and
which are proved in one breath, is read from the same tables, so a field that becomes citable is asked for at once.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from django.db.models import BooleanField, CharField, Exists, Field, OuterRef, Q, QuerySet, TextField

from agreements.codelists import Stance
from agreements.models.evidence import ROWS, WITHOUT_ITEM, EvidenceBase
from agreements.publishing.sourcing import NO_VALUE, SAME_BREATH


def giving_unsourced(evidence: type[EvidenceBase], keys: Sequence[int]) -> set[int]:
    """Return those of the records with these keys that give a citable value without evidence for it."""
    found: set[int] = set()
    for rows, record in _gaps(evidence):
        found |= set(rows.filter(**{f"{record}__in": keys}).order_by().values_list(record, flat=True).distinct())
    return found


def speaking(evidence: type[EvidenceBase]) -> QuerySet[Any]:
    """Return the evidence that speaks for values: it supports, and no other was preferred to it (domain section 9)."""
    return evidence._default_manager.filter(stance=Stance.SUPPORTS, preferred=True).order_by()


def _gaps(evidence: type[EvidenceBase]) -> Iterator[tuple[QuerySet[Any], str]]:
    """Yield, part by part and field by field, the rows that give what nothing speaks for, and their record's column."""
    record: Any = evidence._meta.get_field(evidence.record_field).related_model
    record_id = f"{evidence.record_field}_id"
    for part, fields in evidence.CITABLE.items():
        model = record if part == "" else record._meta.get_field(ROWS.get(part, part)).related_model
        mine = "pk" if part == "" else f"{getattr(model, 'record_field', evidence.record_field)}_id"
        said = speaking(evidence).filter(**{record_id: OuterRef(mine)}, part=part)
        if part not in WITHOUT_ITEM:
            said = said.filter(item=OuterRef("key"))
        rows = _asked(model._default_manager.all(), part)
        breath = SAME_BREATH.get(part, frozenset()).intersection(fields)
        if "" in fields:
            yield rows.filter(~Exists(said)), mine
        if breath:
            given = Q(pk__in=[])
            for field in sorted(breath):
                given |= _given(model, field)
            yield rows.filter(given, ~Exists(said.filter(field__in=["", *sorted(breath)]))), mine
        for field in fields:
            if field and field not in breath:
                yield rows.filter(_given(model, field), ~Exists(said.filter(field=field))), mine


def _asked(rows: QuerySet[Any], part: str) -> QuerySet[Any]:
    """Leave out titles in our own wording: they are nobody's statement."""
    return rows.exclude(basis="ours") if part == "title" else rows


def _given(model: type[Any], name: str) -> Q:
    """Return the condition that a row gives a field: it holds something that is not one of the words for *unknown*."""
    field: Field[Any, Any] = model._meta.get_field(name)
    if isinstance(field, BooleanField):
        return Q(**{name: True})
    given = Q(**{f"{field.attname}__isnull": False})
    if isinstance(field, CharField | TextField) and type(field).__module__.startswith("django."):
        given &= ~Q(**{f"{name}__in": [word for word in NO_VALUE if isinstance(word, str)]})
    if name in ("counting_start", "end_convention"):
        given &= Q(initial_term__isnull=False)
    return given
