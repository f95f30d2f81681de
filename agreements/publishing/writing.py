"""Writing publications, entries, standings, rows and mentions: a fixed number of statements, however many records.

The entry that was the latest until now, its standings and its rows get the number of the publication that takes its
place; nothing else of them changes. A withdrawn record loses its entries at every number; a merged one keeps those from
before, because the register did show it then, and whoever reads the register as it stood must find what stood there.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import connection
from django.db.models import Model

from agreements.codelists import PublicationType
from agreements.publishing.heads import by_type
from agreements.publishing.naming import Json, Named, Ref
from agreements.publishing.registry import kind
from agreements.publishing.settled import standing_rows
from agreements.register import derived_rows
from agreements.register.indexing import record_terms
from agreements.register.models import EntryBase, Mention, Publication, RecordEntry, RowBase, StandingRow

BATCH = 500


@dataclass(frozen=True, slots=True)
class Version:
    """A publication before it has its number; without document and facts where the record leaves the register."""

    ref: Ref
    type: str
    reason: str
    document: Json | None
    facts: Json | None
    named: tuple[Named, ...] = ()
    target: str = ""


def digest(document: Json | None, facts: Json | None) -> str:
    """Return the sha-256 by which an unchanged record is known: of its document and of the facts behind it.

    The facts count because they hold what is not public yet (a relation to a draft): when only they change, the new
    facts must be stored, or the relation would not appear once its other end is public.
    """
    if document is None:
        return ""
    text = json.dumps([document, facts], ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def write(versions: Sequence[Version], numbers: Sequence[tuple[int, datetime]], by: str) -> list[Publication]:
    """Append the versions under their numbers and bring entries, standings, rows and mentions up to them."""
    publications = [
        Publication(
            number=number,
            time=time,
            record_type=version.ref.type,
            record_id=version.ref.id,
            type=version.type,
            reason=version.reason,
            by=by,
            document=version.document,
            facts=version.facts,
            digest=digest(version.document, version.facts),
            target=version.target,
        )
        for version, (number, time) in zip(versions, numbers, strict=True)
    ]
    withdrawn = {version.ref for version in versions if version.type == PublicationType.WITHDRAWN}
    numbered = {v.ref: p.number for v, p in zip(versions, publications, strict=True)}
    _close({ref: number for ref, number in numbered.items() if ref not in withdrawn})
    _remove(withdrawn)
    Publication.objects.bulk_create(publications, batch_size=BATCH)
    entries, standings = rows_of(publications)
    for model in {type(row) for row in entries}:
        model._default_manager.bulk_create([row for row in entries if type(row) is model], batch_size=BATCH)
    StandingRow.objects.bulk_create(standings, batch_size=BATCH)
    beside = [row for publication in publications for row in rows_beside(publication)]
    for table in dict.fromkeys(type(row) for row in beside):
        table._default_manager.bulk_create([row for row in beside if type(row) is table], batch_size=BATCH)
    _mention({version.ref: version.named for version in versions})
    return publications


def rows_of(publications: Iterable[Publication]) -> tuple[list[EntryBase], list[StandingRow]]:
    """Return the entries and standings that belong to publications, from number, time and document alone, unsaved.

    The door writes these rows and the audit compares them with what is stored.
    """
    entries: list[EntryBase] = []
    standings: list[StandingRow] = []
    for publication in publications:
        if publication.document is None:
            continue
        of_kind = kind(publication.record_type)
        columns = of_kind.entry(publication.document)
        if of_kind.entry_model is RecordEntry:
            columns["record_type"] = publication.record_type
            columns["terms"] = record_terms(publication.record_type, publication.document)
        entry = of_kind.entry_model(
            publication_id=publication.number,
            record_id=publication.record_id,
            first_number=publication.number,
            updated_at=publication.time,
            **columns,
        )
        entries.append(entry)
        for row in standing_rows(publication.document) if "standings" in publication.document else ():
            standings.append(StandingRow(publication_id=publication.number, entry_id=publication.number, **row))
    return entries, standings


def rows_beside(publication: Publication) -> Iterator[RowBase]:
    """Yield the rows that a publication brings into lists of their own, from its document alone, unsaved."""
    yield from derived_rows.rows_of(kind(publication.record_type).beside, publication)


def mentions_of(ref: Ref, named: Iterable[Named]) -> list[Mention]:
    """Return the mentions of one holder, unsaved, each once."""
    once = {(row.target, row.what, row.item): row for row in named}
    return [
        Mention(
            holder_type=ref.type,
            holder_id=ref.id,
            target_type=row.target.type,
            target_id=row.target.id,
            what=row.what,
            item=row.item,
            needed=row.needed,
            value=row.value,
        )
        for row in once.values()
    ]


def _mention(named: Mapping[Ref, Iterable[Named]]) -> None:
    for record_type, ids in by_type(named).items():
        Mention.objects.filter(holder_type=record_type, holder_id__in=ids).delete()
    rows = [row for ref, of_holder in named.items() for row in mentions_of(ref, of_holder)]
    Mention.objects.bulk_create(rows, batch_size=4 * BATCH)


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
