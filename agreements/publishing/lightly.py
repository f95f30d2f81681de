"""Agreements with their rows, read without the machinery of models: a fraction of the cost, the same values.

A block of thousands is read, turned into facts and settled once, and its rows are never saved. So each row is a named
tuple with the names that an instance would have, foreign keys included, and stands where a prefetch would have put it:
what reads the one reads the other. Sentences call on instances, so whatever is said of a record is said after reading
it in full.
"""

from __future__ import annotations

from collections import defaultdict, namedtuple
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any, NamedTuple

from django.contrib.auth import get_user_model
from django.db.models import ForeignKey, Model, QuerySet

from agreements.lifecycle.facts import Incoming, Instrument
from agreements.models import (
    Act,
    Agreement,
    AgreementEvidence,
    AgreementForm,
    AgreementSector,
    Amount,
    Clause,
    Country,
    Identifier,
    Institution,
    Occasion,
    Party,
    Passage,
    Relation,
    Sector,
    Source,
    Title,
)
from agreements.publishing.facts import incoming_from_row, instrument_of

#: Keys of rows that others name, to what is named: for each foreign key of a table how it is looked up.
Look = Callable[[set[Any]], Mapping[Any, Any]]
Rows = Mapping[int, list[Any]]
#: What settling reads: an agreement's own facts, and the preferred relations on it.
Settling = tuple[Instrument, tuple[Incoming, ...]]


def agreements(rows: QuerySet[Agreement]) -> list[Agreement]:
    """Return agreements with every row that facts and gaps are read from, by as many queries for one as for many."""
    read = list(rows.select_related("occasion", "clause"))
    keys = [record.pk for record in read]
    parties = _parties(keys)
    found: dict[str, Rows] = {
        "titles": _of(Title, keys),
        "identifiers": _of(Identifier, keys),
        "parties": parties,
        "sector_rows": _of(AgreementSector, keys, sector=_named(Sector, "slug")),
        "form_rows": _of(AgreementForm, keys),
        "amounts": _of(Amount, keys),
        "acts": _of(Act, keys, occasion=_named(Occasion, "slug"), actor=_among(parties)),
        "relations": _of(Relation, keys, "subject_id", object=_named(Agreement, "slug")),
        "evidence": _of(AgreementEvidence, keys, passage=_passages, confirmed_by=get_user_model().objects.in_bulk),
    }
    for record in read:
        record.__dict__["_prefetched_objects_cache"] = {name: of.get(record.pk, []) for name, of in found.items()}
    return read


@dataclass(frozen=True, slots=True)
class _List:
    """Rows where an instance would have a manager."""

    rows: list[Any] = field(default_factory=list)

    def all(self) -> list[Any]:
        """Return them."""
        return self.rows


@dataclass(frozen=True, slots=True)
class _Bare:
    """What an instrument is read from."""

    slug: str
    legal_force: str
    parties: _List
    acts: _List
    clause: Any


def settled_from(keys: Iterable[int]) -> dict[int, Settling]:
    """Return, for each of these agreements, its own facts and the preferred relations on it, from working rows."""
    wanted = set(keys)
    relations = _of(Relation, wanted, "object_id", preferred=True)
    subjects = {row.subject_id for rows in relations.values() for row in rows}
    instruments = _instruments(wanted | subjects)
    found = {}
    for key in wanted & instruments.keys():
        on_it = sorted(relations.get(key, ()), key=lambda row: instruments[row.subject_id].key)
        incoming = tuple(incoming_from_row(row, instruments[row.subject_id]) for row in on_it)
        found[key] = (instruments[key], incoming)
    return found


def _instruments(keys: set[int]) -> dict[int, Instrument]:
    parties = _parties(keys)
    acts = _of(Act, keys, actor=_among(parties))
    clauses = _of(Clause, keys)
    own = Agreement.objects.filter(pk__in=keys).values_list("pk", "slug", "legal_force")
    return {
        key: instrument_of(
            _Bare(
                slug,
                legal_force,
                _List(parties.get(key, [])),
                _List(acts.get(key, [])),
                clauses[key][0] if key in clauses else None,
            )
        )
        for key, slug, legal_force in own
    }


def _parties(keys: Iterable[int]) -> Rows:
    return _of(Party, keys, country=Country.objects.in_bulk, institution=_institutions)


def _institutions(keys: set[Any]) -> Mapping[Any, Any]:
    return Institution.objects.select_related("country").in_bulk(keys)


def _named(model: type[Model], *names: str) -> Look:
    """Look records up of which only some columns are asked."""
    return lambda keys: model._default_manager.only("pk", *names).in_bulk(keys)


def _among(rows: Rows) -> Look:
    by_key = {row.id: row for of_one in rows.values() for row in of_one}
    return lambda keys: by_key


def _passages(keys: set[Any]) -> Mapping[Any, Any]:
    columns = ("id", "key", "locator_kind", "locator", "start", "end", "source_id")
    rows: list[Any] = list(Passage.objects.filter(pk__in=keys).order_by().values_list(*columns))
    sources = Source.objects.only("pk", "slug").in_bulk({row[-1] for row in rows})
    return {row[0]: _Place._make((*row, sources[row[-1]])) for row in rows}


class _Place(NamedTuple):
    """A passage without its words."""

    id: int
    key: str
    locator_kind: str
    locator: str
    start: int | None
    end: int | None
    source_id: int
    source: Source


@cache
def _shape(model: type[Model]) -> tuple[Any, tuple[str, ...], tuple[str, ...]]:
    """Return the tuple that stands for an instance, its columns, and the foreign keys that follow them."""
    columns = tuple(f.attname for f in model._meta.concrete_fields)
    foreign = tuple(f.name for f in model._meta.concrete_fields if isinstance(f, ForeignKey))
    made = type(model.__name__, (namedtuple(model.__name__, columns + foreign),), {"_meta": model._meta})
    return made, columns, foreign


def _of(
    model: type[Model], keys: Iterable[int], parent: str = "agreement_id", /, *, preferred: bool = False, **refer: Look
) -> Rows:
    """Return the rows of a table by the record to which they belong, in their order.

    ``refer`` looks up what a foreign key names; one that nobody reads is left None.
    """
    made, columns, foreign = _shape(model)
    chosen = {f"{parent}__in": list(keys), **({"preferred": True} if preferred else {})}
    read = list(model._default_manager.filter(**chosen).values_list(*columns))
    at = {name: columns.index(f"{name}_id") for name in foreign}
    named = [
        (at[name], refer[name]({row[at[name]] for row in read} - {None}) if name in refer else {}) for name in foreign
    ]
    place = columns.index(parent)
    found: defaultdict[int, list[Any]] = defaultdict(list)
    for row in read:
        found[row[place]].append(made(*row, *(known.get(row[where]) for where, known in named)))
    return found
