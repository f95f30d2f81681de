"""Rules of entries, standings, rows and mentions: each is made anew from its publication and compared by columns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import Model

from agreements.audit.rules import Finding, chunks, rule
from agreements.codelists import PublicationType
from agreements.publishing.heads import GONE
from agreements.publishing.naming import Json, Ref
from agreements.publishing.registry import kind, kinds
from agreements.publishing.writing import mentions_of, rows_beside, rows_of
from agreements.register.models import EntryBase, Mention, Publication, RowBase, StandingRow


@rule
def entries_follow_from_publications() -> Iterator[Finding]:
    """Every entry and standing holds what follows from its publication, while that is the latest of its record.

    Of each record one entry is present, that of its latest publication; the ranges of numbers of its entries follow one
    another without overlap, and without gap but for the time that a record was merged into another; a withdrawn record
    has none from before.
    """
    for record_type, ids in _records():
        publications = _kept(record_type, ids)
        entries, standings = rows_of(publications)
        until = _until(publications)
        numbers = Publication.objects.filter(record_type=record_type, record_id__in=ids).values("number")
        model = kind(record_type).entry_model
        stored = {entry.pk: entry for entry in model._default_manager.filter(publication__in=numbers)}
        for entry in entries:
            entry.until_number = until[entry.pk]
        yield from _compare(entries, stored, lambda entry: f"entry of publication {entry.pk}", _names(publications))
        if record_type == "agreement":
            yield from _compare_standings(standings, until, numbers, _names(publications))


@rule
def rows_follow_from_publications() -> Iterator[Finding]:
    """Every row of a relation, act, deadline or activity holds what follows from its publication; none is missing."""
    for record_type, ids in _records():
        of_kind = kind(record_type)
        publications = _kept(record_type, ids)
        until, names = _until(publications), _names(publications)
        expected = [row for publication in publications for row in rows_beside(publication)]
        for model in dict.fromkeys(model for model, _make in of_kind.beside):
            stored = of_kind.rows_beside(model).filter(record_id__in=ids)
            yield from _compare_rows([row for row in expected if type(row) is model], stored, until, names, record_type)


@rule
def mentions_follow_from_publications() -> Iterator[Finding]:
    """The index of what records name is that of their latest publications."""
    for record_type, ids in _records():
        heads: dict[str, Publication] = {p.record_id: p for p in _living(record_type, ids)}
        expected = {
            _mention_key(row): row
            for record_id, head in heads.items()
            for row in mentions_of(
                Ref(record_type, record_id), kind(record_type).names(head.facts or {}, head.document or {})
            )
        }
        rows = Mention.objects.filter(holder_type=record_type, holder_id__in=ids)
        stored = {_mention_key(row): row for row in rows}
        for key in expected.keys() ^ stored.keys():
            words = "is missing" if key in expected else "should not be there"
            yield Finding(f"{key[0]}/{key[1]}", "mention", f"the mention of {key[2]}/{key[3]} ({key[4]}) {words}.")
        for key in expected.keys() & stored.keys():
            for column in ("needed", "value"):
                if getattr(expected[key], column) != getattr(stored[key], column):
                    yield Finding(f"{key[0]}/{key[1]}", f"mention.{column}", f"{key[2]}/{key[3]} is not as published.")


def _records() -> Iterator[tuple[str, list[str]]]:
    for of_kind in kinds():
        ids = Publication.objects.filter(record_type=of_kind.code).order_by("record_id").distinct("record_id")
        for chunk in chunks(ids.values_list("record_id", flat=True)):
            yield of_kind.code, list(chunk)


def _kept(record_type: str, ids: Iterable[str], *, facts: bool = False) -> list[Publication]:
    """Return the publications that have entries, and the mergers that end one: all since the last withdrawal."""
    lives: dict[str, list[Publication]] = {}
    rows = Publication.objects.filter(record_type=record_type, record_id__in=ids).order_by("number")
    rows = rows if facts else rows.defer("facts")
    for row in rows:
        life = lives.setdefault(row.record_id, [])
        if row.type == PublicationType.WITHDRAWN:
            life.clear()
        else:
            life.append(row)
    return [row for life in lives.values() for row in life]


def _living(record_type: str, ids: Iterable[str]) -> list[Publication]:
    """Return the latest publications of the records that are public and have kept what they said."""
    latest = {row.record_id: row for row in _kept(record_type, ids, facts=True)}
    return [row for row in latest.values() if row.type not in GONE and None not in (row.document, row.facts)]


def _until(publications: list[Publication]) -> dict[int, int | None]:
    following: dict[int, int | None] = {}
    last: dict[str, int] = {}
    for row in publications:
        if row.record_id in last:
            following[last[row.record_id]] = row.number
        last[row.record_id] = row.number
        following[row.number] = None
    return following


def _names(publications: list[Publication]) -> dict[int, str]:
    return {row.number: f"{row.record_type}/{row.record_id}" for row in publications}


def _compare(
    expected: Iterable[Model], stored: dict[Any, Any], describe: Any, names: dict[int, str]
) -> Iterator[Finding]:
    seen = set()
    for row in expected:
        seen.add(row.pk)
        record = names[row.pk]
        if row.pk not in stored:
            yield Finding(record, "", f"the {describe(row)} is missing.")
            continue
        yield from _columns(row, stored[row.pk], record, describe(row))
    for key, row in stored.items():
        if key not in seen:
            yield Finding(_name_of(row), "", f"the {describe(row)} should not be there.")


def _name_of(row: EntryBase) -> str:
    return f"{row.publication.record_type}/{row.record_id}"


def _columns(expected: Model, stored: Model, record: str, what: str) -> Iterator[Finding]:
    for field in expected._meta.concrete_fields:
        if field.primary_key:
            continue
        is_, should = getattr(stored, field.attname), getattr(expected, field.attname)
        if is_ != should:
            table = expected._meta.db_table
            yield Finding(
                record, f"{table}.{field.column}", f"the {what} holds {_show(is_)}, derived is {_show(should)}."
            )


def _show(value: Any) -> str:
    text = str(value)
    return f"“{text if len(text) <= 160 else text[:157] + '…'}”" if value is not None else "nothing"


def _compare_standings(
    expected: list[StandingRow], until: dict[int, int | None], numbers: Any, names: dict[int, str]
) -> Iterator[Finding]:
    rows = StandingRow.objects.filter(publication__in=numbers)
    stored = {(row.publication_id, row.position): row for row in rows}
    for row in expected:
        row.until_number = until[row.publication_id]
        found = stored.pop((row.publication_id, row.position), None)
        what = f"standing {row.position} ({row.code}) of publication {row.publication_id}"
        if found is None:
            yield Finding(names[row.publication_id], "", f"the {what} is missing.")
        else:
            yield from _columns(row, found, names[row.publication_id], what)
    for row in stored.values():
        words = f"the standing {row.position} ({row.code}) of publication {row.publication_id} should not be there."
        yield Finding(f"agreement/{row.publication.record_id}", "", words)


def _compare_rows(
    expected: list[RowBase], stored: Iterable[RowBase], until: dict[int, int | None], names: dict[int, str], of: str
) -> Iterator[Finding]:
    found = {(row.publication_id, row.row_id): row for row in stored}
    for row in expected:
        row.until_number = until[row.publication_id]
        there = found.pop((row.publication_id, row.row_id), None)
        what = f"row {row.row_id} of publication {row.publication_id}"
        if there is None:
            yield Finding(names[row.publication_id], type(row)._meta.db_table, f"the {what} is missing.")
        else:
            yield from _columns(row, there, names[row.publication_id], what)
    for row in found.values():
        words = f"the row {row.row_id} of publication {row.publication_id} should not be there."
        yield Finding(f"{of}/{row.record_id}", type(row)._meta.db_table, words)


def _mention_key(row: Mention) -> tuple[str, ...]:
    return (row.holder_type, row.holder_id, row.target_type, row.target_id, row.what, row.item)


def document_fields(stored: Json, derived: Json) -> list[str]:
    """Return the fields in which two documents differ, in their order."""
    return [name for name in {**stored, **derived} if stored.get(name, ...) != derived.get(name, ...)]
