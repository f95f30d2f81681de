"""What the door does to working records: lock and read them, note what was published, settle their derived columns.

``signed``, ``effective``, ``ends``, ``ends_status`` and ``decisions`` of a working agreement are derived from working
acts, clauses and relations, drafts' included: they are the editors' preview, and what their queues ask for. What the
public reads is settled from published facts.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from django.db import connection, transaction
from django.db.models import F, Prefetch, QuerySet

from agreements.codelists import Stage
from agreements.lifecycle.facts import Incoming, Instrument
from agreements.lifecycle.results import Settlement
from agreements.lifecycle.terms import STATED_TO, deadlines
from agreements.models import Act, Agreement, Party, Relation
from agreements.models.agreement import DERIVED
from agreements.models.base import Record
from agreements.partial_dates.dayset import DaySet
from agreements.publishing.copying import as_text
from agreements.publishing.lightly import settled_from
from agreements.publishing.naming import Json, Ref
from agreements.publishing.registry import kind, kind_of, kinds, ref_of
from agreements.publishing.settled import finding_json
from agreements.publishing.settlements import settled

_PARTIES = Party.objects.select_related("country", "institution__country")
_ACTS = Act.objects.select_related("actor__country", "actor__institution__country")
_SUBJECTS = Relation.objects.select_related("subject__clause").prefetch_related(
    Prefetch("subject__parties", _PARTIES), Prefetch("subject__acts", _ACTS)
)
#: So many agreements are settled at once.
CHUNK = 1000
#: What the door notes on a working row.
NOTED = ("stage", "revision", "published_revision", "merged_into")
#: What settling reads of an agreement and of the subjects of the relations on it.
SETTLING = (Prefetch("parties", _PARTIES), Prefetch("acts", _ACTS), Prefetch("relations_on", _SUBJECTS))


def locked(records: Iterable[Record], *, bare: bool = False) -> dict[Ref, Any]:
    """Lock the working rows of records until the end of the transaction and read them as they are then; ``bare``
    without the rows that belong to them, which the lock holds still all the same (a child row waits for its record's).

    Rows are locked kind by kind and in the order of their keys. Each record is read once, with a number of queries that
    depends on the kinds and not on the records. Raises ``DoesNotExist`` for a record that is gone.
    """
    wanted: dict[str, list[Any]] = {}
    for record in records:
        wanted.setdefault(kind_of(record).code, []).append(record.pk)
    found: dict[Ref, Any] = {}
    for of_kind in kinds():
        keys = list(dict.fromkeys(wanted.get(of_kind.code, ())))
        if not keys:
            continue
        rows = of_kind.model._default_manager.filter(pk__in=keys).order_by("pk")
        if len(rows.select_for_update(of=("self",), no_key=True).values_list("pk")) != len(keys):
            raise of_kind.model.DoesNotExist("A record to publish is gone.")
        read = {record.pk: record for record in (rows if bare else of_kind.read(rows))}
        found |= {ref_of(read[key]): read[key] for key in keys}
    return found


def staged(records: Mapping[Ref, Record], stage: Stage, *, merged_into: str = "") -> None:
    """Note the stage of locked records, and when they were published, that their present revision is the public one."""
    for code, keys in _keys(records).items():
        rows = kind(code).model._default_manager.filter(pk__in=keys)
        if stage == Stage.PUBLISHED:
            rows.exclude(stage=stage, published_revision=F("revision"), merged_into="").update(
                stage=stage, published_revision=F("revision"), merged_into=""
            )
        else:
            rows.update(stage=stage, merged_into=merged_into)


def refresh(given: Iterable[Record]) -> None:
    """Bring the caller's own objects up to what was noted, so that saving one of them later undoes nothing."""
    wanted: dict[str, dict[Any, list[Record]]] = {}
    for record in given:
        wanted.setdefault(kind_of(record).code, {}).setdefault(record.pk, []).append(record)
    for code, by_key in wanted.items():
        model = kind(code).model
        names = [*NOTED, *(DERIVED if model is Agreement else ())]
        for row in model._default_manager.filter(pk__in=by_key).values("pk", *names):
            for record in by_key[row["pk"]]:
                for name in names:
                    setattr(record, name, row[name])


def settle_working(agreement: Agreement, *others: Agreement) -> list[Agreement]:
    """Settle the derived columns of agreements, and of those on which they act, from working rows; return the changed.

    Call it after a change of acts, parties, clause or relations; where a relation was taken away or turned to another
    object, hand over its former object too. Derived columns are no revision and no history.
    """
    given = (agreement, *others)
    objects = Relation.objects.filter(subject__in=[a.pk for a in given]).values_list("object__slug", flat=True)
    changed = settle_these({*(a.slug for a in given), *objects})
    for mine in given:
        mine.refresh_from_db(fields=list(DERIVED))
    return changed


def settle_these(slugs: Iterable[str], *, wait: bool = True) -> list[Agreement]:
    """Settle the derived columns of the working agreements with these addresses; return those that changed.

    Rows are locked before they are read, so that of two who settle one record the second sees what the first wrote.
    Without ``wait`` a row that somebody else is changing is left to them: a publisher, who holds the register, must not
    wait for an editor who may be waiting for the register.
    """
    with transaction.atomic():
        mine = Agreement.objects.filter(slug__in=set(slugs)).order_by("pk")
        held = list(mine.select_for_update(no_key=True, skip_locked=not wait).values_list("pk", flat=True))
        return _settle_rows(held)


def _settle_rows(keys: list[int]) -> list[Agreement]:
    changed: list[Agreement] = []
    for start in range(0, len(keys), CHUNK):
        some = keys[start : start + CHUNK]
        facts = settled_from(some)
        rows = Agreement.objects.only("pk", "slug", *DERIVED).filter(pk__in=some)
        changing = [agreement for agreement in rows if _settle(agreement, columns_of(*facts[agreement.pk]))]
        _write_columns(changing)
        changed += changing
    return changed


def _write_columns(changed: list[Agreement]) -> None:
    """Write the derived columns of agreements in one statement."""
    if not changed:
        return
    fields: list[Any] = [Agreement._meta.get_field(name) for name in DERIVED]
    table = connection.ops.quote_name(Agreement._meta.db_table)
    sets = ", ".join(f"{f.column} = n.{f.column}::{f.db_type(connection)}" for f in fields)
    values = [[as_text(f, getattr(agreement, f.attname)) for agreement in changed] for f in fields]
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE {table} a SET {sets} FROM unnest(%s::bigint[]{', %s::text[]' * len(fields)})"
            f" AS n (pk, {', '.join(str(f.column) for f in fields)}) WHERE a.id = n.pk",
            [[agreement.pk for agreement in changed], *values],
        )


def readable(agreements: QuerySet[Agreement]) -> QuerySet[Agreement]:
    """Return agreements with every row that settling reads."""
    return agreements.select_related("clause").prefetch_related(*SETTLING)


def columns_of(instrument: Instrument, incoming: tuple[Incoming, ...]) -> dict[str, Any]:
    """Return what the derived columns should hold, from an agreement's own facts and the relations on it."""
    settlement = settled(instrument, incoming)
    return {
        "signed": settlement.signed,
        "effective": settlement.effective,
        "ends": settlement.ends,
        "ends_status": str(settlement.ends_status),
        "decisions": decision_days(settlement) or None,
    }


def findings_of_working(slugs: Iterable[str]) -> Iterator[tuple[str, list[Json]]]:
    """Yield what the rules find in working agreements, as documents write it, where they find anything."""
    rows = list(Agreement.objects.filter(slug__in=list(slugs)).order_by("slug").values_list("pk", "slug"))
    for start in range(0, len(rows), CHUNK):
        some = rows[start : start + CHUNK]
        facts = settled_from(key for key, _slug in some)
        for key, slug in some:
            if findings := settled(*facts[key]).findings:
                yield slug, [finding_json(finding) for finding in findings]


def decision_days(settlement: Settlement) -> DaySet:
    """Return every last day for a notice up to 2100 (domain section 7), of all terms together; partial ones whole."""
    found = (deadline.day for deadline in deadlines(settlement, date.min, STATED_TO) if deadline.kind == "decision")
    return DaySet.union(DaySet.between(day.first, day.last) for day in found)


def _settle(agreement: Agreement, columns: dict[str, Any]) -> bool:
    if all(getattr(agreement, name) == value for name, value in columns.items()):
        return False
    for name, value in columns.items():
        setattr(agreement, name, value)
    return True


def _keys(records: Mapping[Ref, Record]) -> dict[str, list[Any]]:
    keys: dict[str, list[Any]] = {}
    for ref, record in records.items():
        keys.setdefault(ref.type, []).append(record.pk)
    return keys


def each(records: Iterable[Record] | Record) -> list[Record]:
    """Return the records as a list, one alone as a list of one."""
    return [records] if isinstance(records, Record) else list(records)
