"""How well the values of each record are proved, measured for many records at once and kept at the desk.

Whether a record gives something without evidence takes some forty questions to the database, too many to ask of all
records whenever somebody opens the desk. A measure holds the answers as they were at one revision of its record; since
every change of a record or its rows raises the revision (by trigger), a measure of another revision is known to be out
of date, and only those records are asked anew. So what the queues say is exact, whenever measures were last kept.
Loads and audits keep them, because a page that is waited for measures no more than some hundreds of records itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import Exists, Max, Min, OuterRef, Q

from agreements.asof import instant
from agreements.audit.rules import chunks
from agreements.audit.unsourced import giving_unsourced, speaking
from agreements.codelists import Stance
from agreements.desk.models import Measure
from agreements.lifecycle.reading import ONCE, apart, day_that_counts
from agreements.models import Act
from agreements.models.evidence import ROWS, EvidenceBase
from agreements.partial_dates.days import PartialDate
from agreements.publishing.facts import act_of
from agreements.publishing.registry import RecordKind, kinds

#: A date to the year, month or day: the shorter one says no other day than the longer one that begins with it.
DATE = r"^\d{4}(-\d\d){0,2}$"


def evidence_of(kind: RecordKind) -> type[EvidenceBase] | None:
    """Return the model of a kind's evidence; None for kinds that have none (countries, sectors, sources)."""
    if kind.rows is None:
        return None
    record: Any = kind.model
    found: type[EvidenceBase] = record._meta.get_field("evidence").related_model
    return found


def fresh(kind: RecordKind) -> Exists:
    """Return the condition that the measure of a record, seen from the record, is of its present revision."""
    return Exists(
        Measure.objects.filter(record_type=kind.code, record_pk=OuterRef("pk"), revision=OuterRef("revision"))
    )


def stale(kind: RecordKind) -> list[int]:
    """Return the keys of the records of a kind whose measure is missing or of another revision."""
    if evidence_of(kind) is None:
        return []
    return list(kind.model._default_manager.filter(~fresh(kind)).order_by("pk").values_list("pk", flat=True))


def measured(kind: RecordKind, keys: Sequence[int]) -> list[Measure]:
    """Measure records of one kind as they are now; nothing is kept. The number of queries depends on the kind alone."""
    evidence = evidence_of(kind)
    if evidence is None or not keys:
        return []
    record = f"{evidence.record_field}_id"
    mine = speaking(evidence).filter(**{f"{record}__in": keys})
    unsourced, disputed = giving_unsourced(evidence, keys), disputing(kind, evidence, keys)
    sources = {
        pk: first == last
        for pk, first, last in mine.values(record)
        .annotate(first=Min("passage__source"), last=Max("passage__source"))
        .values_list(record, "first", "last")
    }
    never = set(mine.filter(last_checked=None).values_list(record, flat=True))
    oldest = dict(mine.values(record).annotate(oldest=Min("last_checked")).values_list(record, "oldest"))
    return [
        Measure(
            record_type=kind.code,
            record_pk=pk,
            revision=revision,
            unsourced=pk in unsourced,
            disputed=pk in disputed,
            one_source=sources.get(pk, False),
            checked_on=None if pk in never else oldest.get(pk),
        )
        for pk, revision in kind.model._default_manager.filter(pk__in=keys).values_list("pk", "revision")
    ]


def keep_measures(*, anew: bool = False, seconds: float | None = None) -> int:
    """Measure every record whose measure is out of date, or every record, and keep that; return how many.

    After ``seconds`` no further records are begun.
    """
    count, began = 0, instant()
    for kind in kinds():
        keys: Iterable[int] = stale(kind)
        if anew and evidence_of(kind) is not None:
            keys = kind.model._default_manager.order_by("pk").values_list("pk", flat=True)
        for some in chunks(keys, 5000):
            if seconds is not None and (instant() - began).total_seconds() > seconds:
                return count
            made = measured(kind, some)
            Measure.objects.bulk_create(
                made,
                batch_size=1000,
                update_conflicts=True,
                unique_fields=["record_type", "record_pk"],
                update_fields=["revision", "unsourced", "disputed", "one_source", "checked_on"],
            )
            count += len(made)
    return count


def disputing(kind: RecordKind, evidence: type[EvidenceBase], keys: Sequence[int]) -> set[int]:
    """Return those of the records on which sources disagree and nobody has settled it (``open_rows`` says when)."""
    return {record for rows in open_rows(kind, evidence, keys).values() for record, _row in rows}


def open_rows(kind: RecordKind, evidence: type[EvidenceBase], keys: Sequence[int]) -> dict[str, set[tuple[int, int]]]:
    """Return the rows in an open disagreement (domain section 9) as (record, row), by part; evidence under "".

    That is: two passages that both stand give one field different values, a coarser date not counting as different; a
    passage speaks against a field and has not lost; two preferred acts contradict each other (rule 11); or a value of a
    field, an act of a type, or a relation to another agreement lost, and no other of the same is preferred. A value
    that lost to a preferred one is settled. Of two that differ one row is enough to name the place.
    """
    record = f"{evidence.record_field}_id"
    place = {name: OuterRef(name) for name in (record, "part", "item", "field")}
    standing = evidence._default_manager.filter(stance=Stance.SUPPORTS, preferred=True, **place)
    coarser = Q(value__regex=DATE, value__startswith=OuterRef("value"))
    other = standing.filter(value__gt=OuterRef("value")).exclude(coarser)
    supporting = Q(stance=Stance.SUPPORTS)
    disagreeing = (
        supporting & Q(preferred=True) & ~Q(value="") & Exists(other)
        | Q(stance=Stance.CONTRADICTS, preferred=True)
        | supporting & Q(preferred=False) & ~Exists(standing)
    )
    rows = evidence._default_manager.filter(**{f"{record}__in": keys}).filter(disagreeing).order_by()
    found = {"": set(rows.values_list(record, "pk"))}
    for part, same in (("act", "type"), ("relation", "object_id")):
        if part in evidence.CITABLE:
            found[part] = _lost_without_another(kind, part, same, keys)
    if "act" in found:
        found["act"] |= _acts_at_odds(keys)
    return found


def _lost_without_another(kind: RecordKind, part: str, same: str, keys: Sequence[int]) -> set[tuple[int, int]]:
    of_kind: Any = kind.model
    model = of_kind._meta.get_field(ROWS[part]).related_model
    record = f"{model.record_field}_id"
    rows = model._default_manager.filter(**{f"{record}__in": keys}).order_by()
    another = model._default_manager.filter(preferred=True, **{name: OuterRef(name) for name in (record, same)})
    return set(rows.filter(~Exists(another), preferred=False).values_list(record, "pk"))


def _acts_at_odds(keys: Sequence[int]) -> set[tuple[int, int]]:
    """Return preferred acts of a type that happens once, of the same actor, more than a day apart (rule 11)."""
    once = Act.objects.filter(preferred=True, type__in=[str(code) for code in ONCE])
    twin = once.filter(agreement=OuterRef("agreement"), type=OuterRef("type")).exclude(pk=OuterRef("pk"))
    rows = once.filter(Exists(twin), agreement__in=keys).select_related("actor__country", "actor__institution__country")
    together: dict[Any, list[tuple[int, PartialDate]]] = {}
    for row in rows.order_by("pk"):
        act = act_of(row)
        if (day := day_that_counts(act)) is not None:
            together.setdefault((row.agreement_id, act.type, act.actor), []).append((row.pk, day))
    return {
        (name[0], pk)
        for name, days in together.items()
        for pk, day in days
        if any(apart(day, other) > 1 for _pk, other in days)
    }


def proving(kind: RecordKind, flag: Q, flagged: Iterable[int]) -> Q:
    """Return the condition that the measure of a record fulfils ``flag``; ``flagged`` are records measured just now."""
    rows = Measure.objects.filter(flag, record_type=kind.code, record_pk=OuterRef("pk"), revision=OuterRef("revision"))
    return Q(Exists(rows)) | Q(pk__in=list(flagged))
