"""The kinds of records that can be published, each with what the door needs to know of it.

A kind is registered once, by the application that owns it, from its ``AppConfig.ready()``: that is how programmes go
through the same door without anything here knowing of them.

*Facts* are what a publication stores and what every later derivation starts from: ``{"base": ...}`` and whatever else
the kind needs, read once from the working record. *Document* is what the public reads, derived from facts and from the
other published facts (``World``), never from a working table.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from agreements.models.base import Record
from agreements.publishing.heads import public_among
from agreements.publishing.naming import Json, Named, Ref, Rows
from agreements.publishing.world import World
from agreements.register.derived_rows import RowMaker
from agreements.register.models import EntryBase, RecordEntry, RowBase


@dataclass(frozen=True, slots=True)
class Missing:
    """One thing that is missing to publish ``record``: the ``path`` of the field, and a sentence for its editor."""

    record: Record
    path: str
    message: str

    def __str__(self) -> str:
        return f"{self.record.slug}: {self.message}"


@dataclass(frozen=True, slots=True)
class RecordKind:
    """How one kind of record is read, checked, derived and written.

    ``order`` is the place in a block of publications: what is named comes before what names it. ``prefetch`` are the
    related rows that ``facts`` and ``missing`` read, so that many records cost as many queries as one. ``names`` lists
    the records that facts and document name. ``missing`` asks only the record itself; that what it names is public is
    asked at the door. ``rows`` are the rows that evidence of this kind may name, None where it has no evidence.
    ``beside`` makes the rows that its documents bring into lists of their own (relations, acts, deadlines). ``lightly``
    reads many records for their facts; what is *said* of a record is said of one that was read by ``read``.
    """

    code: str
    model: type[Record]
    entry_model: type[EntryBase]
    order: int
    facts: Callable[[Any], Json]
    document: Callable[[str, Json, World], Json]
    entry: Callable[[Json], Json]
    missing: Callable[[Any], Iterable[Missing]]
    names: Callable[[Json, Json], Iterable[Named]]
    prefetch: tuple[Any, ...] = ()
    select: tuple[str, ...] = ()
    rows: Callable[[Any], Rows] | None = None
    beside: tuple[RowMaker, ...] = ()
    lightly: Callable[[QuerySet[Any]], list[Any]] | None = None

    def read_many(self, records: QuerySet[Any]) -> list[Any]:
        """Return the working records for ``facts`` and to see whether anything is missing, in the cheapest way."""
        return list(self.read(records)) if self.lightly is None else self.lightly(records)

    def read(self, records: QuerySet[Any]) -> QuerySet[Any]:
        """Return the working records with every row that ``facts`` and ``missing`` read."""
        named = records.select_related(*self.select) if self.select else records
        return named.prefetch_related(*self.prefetch)

    def entries(self) -> QuerySet[Any]:
        """Return the entries of this kind at every number."""
        rows: QuerySet[Any] = self.entry_model._default_manager.all()
        return rows.filter(record_type=self.code) if self.entry_model is RecordEntry else rows

    def rows_beside(self, model: type[RowBase]) -> QuerySet[Any]:
        """Return the rows of a model that stand beside the documents of this kind, at every number."""
        rows: QuerySet[Any] = model._default_manager.all()
        return rows.filter(record_type=self.code) if hasattr(model, "record_type") else rows


_KINDS: dict[str, RecordKind] = {}


def register(kind: RecordKind) -> None:
    """Add a kind of record; registering the same code twice is an error."""
    if kind.code in _KINDS:
        raise ValueError(f"The kind {kind.code} is already registered.")
    _KINDS[kind.code] = kind


def kinds() -> list[RecordKind]:
    """Return every kind, in the order in which a block of publications is numbered."""
    return sorted(_KINDS.values(), key=lambda kind: (kind.order, kind.code))


def kind(code: str) -> RecordKind:
    """Return the kind with this code; ``KeyError`` where there is none."""
    return _KINDS[code]


def kind_of(record: Record) -> RecordKind:
    """Return the kind of a working record; ``TypeError`` for what cannot be published."""
    for candidate in _KINDS.values():
        if isinstance(record, candidate.model):
            return candidate
    raise TypeError(f"A {type(record).__name__} cannot be published.")


def ref_of(record: Record) -> Ref:
    """Return the kind and address of a working record."""
    return Ref(kind_of(record).code, record.slug)


def public_records(*only: str, size: int = 200) -> Iterator[list[Ref]]:
    """Yield every public record, by kind and in parts of at most ``size``; ``only`` these kinds, if any are named."""
    for of_kind in kinds():
        if only and of_kind.code not in only:
            continue
        present = of_kind.entries().filter(until_number=None).order_by("record_id")
        ids = list(present.values_list("record_id", flat=True))
        for start in range(0, len(ids), size):
            if refs := public_among(Ref(of_kind.code, record_id) for record_id in ids[start : start + size]):
                yield sorted(refs)
