"""Writing publications, entries, standings, rows and mentions: a fixed number of statements for five hundred records.

The entry that was the latest until now, its standings and its rows get the number of the publication that takes its
place; nothing else of them changes. A withdrawn record loses its entries at every number; a merged one keeps those from
before, because the register did show it then, and whoever reads the register as it stood must find what stood there.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from django.db import connection
from django.db.models import Model

from agreements.codelists import PublicationType
from agreements.publishing.copying import JsonText, copy, json_text
from agreements.publishing.heads import by_type
from agreements.publishing.naming import Json, Named, Ref
from agreements.publishing.registry import kind
from agreements.publishing.settled import standing_rows
from agreements.register import derived_rows
from agreements.register.indexing import record_terms
from agreements.register.models import EntryBase, Mention, Publication, RecordEntry, RowBase, StandingRow

#: So many publications are written at once, so that their lines are never all at hand.
CHUNK = 500


@dataclass(frozen=True)
class Version:
    """A publication before it has its number; without document and facts where the record leaves the register."""

    ref: Ref
    type: str
    reason: str
    document: Json | None
    facts: Json | None
    named: tuple[Named, ...] = ()
    target: str = ""

    @cached_property
    def texts(self) -> tuple[JsonText, JsonText]:
        """Document and facts as JSON, written once for the digest and for the table."""
        return json_text(self.document), json_text(self.facts)

    @cached_property
    def digest(self) -> str:
        """The digest of document and facts."""
        return "" if self.document is None else _digest(*self.texts)


def digest(document: Json | None, facts: Json | None) -> str:
    """Return the sha-256 by which an unchanged record is known: of its document and of the facts behind it.

    The facts count because they hold what is not public yet (a relation to a draft): when only they change, the new
    facts must be stored, or the relation would not appear once its other end is public.
    """
    return "" if document is None else _digest(json_text(document), json_text(facts))


def _digest(document: JsonText, facts: JsonText) -> str:
    return hashlib.sha256(f"[{document},{facts}]".encode()).hexdigest()


def write(versions: Sequence[Version], numbers: Sequence[tuple[int, datetime]], by: str) -> list[Publication]:
    """Append the versions under their numbers and bring entries, standings, rows and mentions up to them.

    The publications are returned without document and facts, which are read where somebody asks for them.
    """
    numbered = list(zip(versions, numbers, strict=True))
    withdrawn = {version.ref for version in versions if version.type == PublicationType.WITHDRAWN}
    _close({version.ref: number for version, (number, _time) in numbered if version.ref not in withdrawn})
    _remove(withdrawn)
    for start in range(0, len(numbered), CHUNK):
        _append(numbered[start : start + CHUNK], by)
    return [_publication(version, number, time, by) for version, (number, time) in numbered]


def _append(numbered: Sequence[tuple[Version, tuple[int, datetime]]], by: str) -> None:
    """Append some versions: publications first, because everything else refers to them."""
    tables: dict[type[Model], list[Json]] = {Publication: []}
    for version, (number, time) in numbered:
        document, facts = version.texts
        tables[Publication].append(
            {
                **_columns(version, number, time, by),
                "document": document if version.document is not None else None,
                "facts": facts if version.facts is not None else None,
            }
        )
        if version.document is None:
            continue
        for model, columns in _entry_columns(version.ref.type, number, time, version.document):
            tables.setdefault(model, []).append(columns)
        beside = kind(version.ref.type).beside
        for model, columns in derived_rows.columns_of(beside, number, time, version.document):
            tables.setdefault(model, []).append(columns)
    for model, rows in tables.items():
        copy(model, rows)
    for version, _number in numbered:
        version.__dict__.pop("texts", None)
    _mention({version.ref: version.named for version, _number in numbered})


def _columns(version: Version, number: int, time: datetime, by: str) -> Json:
    return {
        "number": number,
        "time": time,
        "record_type": version.ref.type,
        "record_id": version.ref.id,
        "type": str(version.type),
        "reason": version.reason,
        "by": by,
        "digest": version.digest,
        "target": version.target,
    }


def _publication(version: Version, number: int, time: datetime, by: str) -> Publication:
    columns = _columns(version, number, time, by)
    return Publication.from_db(connection.alias, list(columns), list(columns.values()))


def rows_of(publications: Iterable[Publication]) -> tuple[list[EntryBase], list[StandingRow]]:
    """Return the entries and standings that belong to publications, from number, time and document alone, unsaved.

    The door writes these rows and the audit compares them with what is stored.
    """
    entries: list[EntryBase] = []
    standings: list[StandingRow] = []
    for publication in publications:
        if publication.document is None:
            continue
        made = _entry_columns(publication.record_type, publication.number, publication.time, publication.document)
        for model, columns in made:
            row: Any = model(**columns)
            (standings if model is StandingRow else entries).append(row)
    return entries, standings


def _entry_columns(record_type: str, number: int, time: datetime, document: Json) -> Iterator[tuple[type[Model], Json]]:
    """Yield the columns of the entry of a publication, then those of its standings, each with their model."""
    of_kind = kind(record_type)
    columns = of_kind.entry(document)
    if of_kind.entry_model is RecordEntry:
        columns["record_type"] = record_type
        columns["terms"] = record_terms(record_type, document)
    columns.update(publication_id=number, record_id=document["id"], first_number=number, updated_at=time)
    yield of_kind.entry_model, columns
    for row in standing_rows(document) if "standings" in document else ():
        yield StandingRow, {"publication_id": number, "entry_id": number, **row}


def rows_beside(publication: Publication) -> Iterator[RowBase]:
    """Yield the rows that a publication brings into lists of their own, from its document alone, unsaved."""
    yield from derived_rows.rows_of(kind(publication.record_type).beside, publication)


def mentions_of(ref: Ref, named: Iterable[Named]) -> list[Mention]:
    """Return the mentions of one holder, unsaved, each once."""
    return [Mention(**columns) for columns in _mention_columns(ref, named)]


def _mention_columns(ref: Ref, named: Iterable[Named]) -> Iterator[Json]:
    once = {(row.target, row.what, row.item): row for row in named}
    for row in once.values():
        yield {
            "holder_type": ref.type,
            "holder_id": ref.id,
            "target_type": row.target.type,
            "target_id": row.target.id,
            "what": row.what,
            "item": row.item,
            "needed": row.needed,
            "value": row.value,
        }


def _mention(named: Mapping[Ref, Iterable[Named]]) -> None:
    for record_type, ids in by_type(named).items():
        Mention.objects.filter(holder_type=record_type, holder_id__in=ids).delete()
    copy(Mention, (row for ref, of_holder in named.items() for row in _mention_columns(ref, of_holder)))


def _close(numbers: Mapping[Ref, int]) -> None:
    """Give present entries, and their standings, the number at which they stop being the latest."""
    for record_type, ids in by_type(numbers).items():
        until = [numbers[Ref(record_type, record_id)] for record_id in ids]
        model = kind(record_type).entry_model
        more, values = (" AND e.record_type = %s", [record_type]) if model is RecordEntry else ("", [])
        with connection.cursor() as cursor:
            cursor.execute(
                f"UPDATE {model._meta.db_table} e SET until_number = n.number"
                " FROM unnest(%s::text[], %s::bigint[]) AS n (id, number)"
                f" WHERE e.record_id = n.id AND e.until_number IS NULL{more}"
                " RETURNING e.publication_id, e.until_number",
                [ids, until, *values],
            )
            closed = cursor.fetchall()
            tables: list[type[Model]] = [StandingRow] if record_type == "agreement" else []
            tables += dict.fromkeys(row for row, _make in kind(record_type).beside)
            for table in tables if closed else ():
                cursor.execute(
                    f"UPDATE {table._meta.db_table} s SET until_number = n.number"
                    " FROM unnest(%s::bigint[], %s::bigint[]) AS n (publication, number)"
                    " WHERE s.publication_id = n.publication",
                    [[row[0] for row in closed], [row[1] for row in closed]],
                )


def _remove(refs: Iterable[Ref]) -> None:
    for record_type, ids in by_type(refs).items():
        of_kind = kind(record_type)
        of_kind.entries().filter(record_id__in=ids).delete()
        for table in dict.fromkeys(row for row, _make in of_kind.beside):
            of_kind.rows_beside(table).filter(record_id__in=ids).delete()


def forget(refs: Iterable[Ref]) -> None:
    """Take document and facts from every earlier publication of withdrawn records; the rest of them stays."""
    for record_type, ids in by_type(refs).items():
        Publication.objects.filter(record_type=record_type, record_id__in=ids, document__isnull=False).update(
            document=None, facts=None
        )
