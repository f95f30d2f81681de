"""Carry a plan out: write the rows, close the record, publish, and keep what stood there before.

Everything is one transaction, and the records are locked kind by kind in the order of their keys before the plan that
counts is made. What becomes of the closed record:

* It was public: it is merged at the door. Its address answers 301 with the reason, and the record that goes on and
  those that named the closed one are published in the same block, so that no reader sees a state between.
* It was never public: its row is deleted, because a record that nobody could see has no address to keep. History keeps
  it, ``desk.Merger`` keeps what stood in it, and undoing the merger brings it back under its number and address. What
  it brought stands on a public record as a change that is not published yet: no draft goes out by being merged.

What loads remember (``LoadedRecord``) follows the record that goes on, but for seeds: a seed file names its record by
address, finds it merged or gone, and leaves it so; were its memory to move, the next load would take the file for new.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import IntegrityError, models, transaction
from django.utils.translation import gettext as _

from agreements.asof import instant
from agreements.codelists import Stage
from agreements.desk.acting import because
from agreements.desk.models import Merger, Review, ReviewState
from agreements.duplicates.planning import plan
from agreements.duplicates.plans import NotMergeable, Plan
from agreements.duplicates.refusing import refuse
from agreements.duplicates.rows import Model, Values, named_by, packed, unpacked
from agreements.models import Agreement, LoadedRecord
from agreements.models.refusal import sentence_of
from agreements.publishing import Missing, NotPublishable, merge, missing, ref_of, settle_working
from agreements.publishing.working import locked

#: The origin whose files name records by address.
BY_ADDRESS = "seed"


@dataclass(slots=True)
class Merged:
    """What a merger did, or would do: its plan, the record that goes on, what it lacks to be published."""

    plan: Plan
    goes_on: Any
    lacks: list[Missing] = field(default_factory=list)
    merger: Merger | None = None


class _Back(Exception):
    """Takes a preview back."""


def merge_records(
    closed: Any,
    goes_on: Any,
    *,
    reason: str,
    by: str,
    user: Any = None,
    choices: Mapping[str, str] | None = None,
    expected: tuple[int, int] | None = None,
) -> Merged:
    """Merge ``closed`` into ``goes_on`` and return what was done; ``reason`` is public where the record was.

    ``expected`` are the revisions of both that the editor saw. Raises ``NotMergeable``; then nothing is written.
    """
    if not reason.strip():
        raise NotMergeable([_("Say why the two are one.")])
    because(reason)
    try:
        with transaction.atomic():
            return _merge(closed, goes_on, reason, by, user, choices or {}, expected)
    except NotPublishable as refusal:
        raise NotMergeable(str(problem) for problem in refusal.problems) from refusal
    except IntegrityError as error:
        raise NotMergeable([sentence_of(error)]) from error


def previewed(
    closed: Any, goes_on: Any, choices: Mapping[str, str] | None = None, look: Any = None
) -> tuple[Merged, Any]:
    """Carry a merger out up to the door, look at the record that goes on, and take everything back.

    ``look`` is called with that record and its answer returned. Raises ``NotMergeable``.
    """
    seen: list[Any] = []
    try:
        with transaction.atomic():
            planned = _locked_plan(closed, goes_on, choices or {})
            _write(planned)
            goes_on = type(goes_on)._default_manager.get(pk=goes_on.pk)
            merged = Merged(planned, goes_on, missing(goes_on))
            seen = [merged, look(goes_on) if look is not None else None]
            raise _Back
    except _Back:
        return seen[0], seen[1]
    except IntegrityError as error:
        raise NotMergeable([sentence_of(error)]) from error


def _locked_plan(closed: Any, goes_on: Any, choices: Mapping[str, str]) -> Plan:
    """Lock both and everybody who changes with them, then plan."""
    refuse(closed, goes_on)
    wanted = plan(closed, goes_on, choices).holders()
    held = locked([closed, goes_on, *wanted])
    closed, goes_on = held[ref_of(closed)], held[ref_of(goes_on)]
    closed, goes_on = _fresh(closed, goes_on)
    planned = plan(closed, goes_on, choices)
    if {ref_of(record) for record in planned.holders()} - held.keys():
        raise NotMergeable([_("Somebody is just changing a record that names one of the two. Try once more.")])
    return planned


def _fresh(*records: Any) -> list[Any]:
    """Read locked records without the rows that locking read, which the plan reads itself."""
    return [type(record)._default_manager.get(pk=record.pk) for record in records]


def _merge(
    closed: Any,
    goes_on: Any,
    reason: str,
    by: str,
    user: Any,
    choices: Mapping[str, str],
    expected: tuple[int, int] | None,
) -> Merged:
    planned = _locked_plan(closed, goes_on, choices)
    closed, goes_on = planned.closed, planned.goes_on
    if expected is not None and expected != (closed.revision, goes_on.revision):
        raise NotMergeable([_("One of the two was changed since you saw them. Look at them again before you merge.")])
    was_public = closed.stage == Stage.PUBLISHED
    holders = planned.holders()
    ledger = _write(planned)
    ref = ref_of(closed)
    ledger["loads"] = _loads_follow(planned, ref.type)
    ledger["public"] = was_public
    if was_public:
        along = [goes_on, *(record for record in holders if record.stage == Stage.PUBLISHED)]
        ledger["along"] = [[ref_of(record).type, record.pk] for record in along]
        merge(closed, goes_on, reason=reason, by=by, along=_fresh(*along))
    else:
        ledger["own"] = packed(closed)
        reviews = Review.objects.filter(record_type=ref.type, record_pk=closed.pk, state=ReviewState.OPEN)
        reviews.update(state=ReviewState.TAKEN_BACK, decided_at=instant(), decided_by_name=by)
        type(closed)._default_manager.filter(pk=closed.pk).delete()
    merger = Merger.objects.create(
        record_type=ref.type,
        record_pk=closed.pk,
        record_id=ref.id,
        into_pk=goes_on.pk,
        into_id=goes_on.slug,
        reason=reason,
        moved=ledger,
        at=instant(),
        by=user,
        by_name=by,
    )
    goes_on = type(goes_on)._default_manager.get(pk=goes_on.pk)
    return Merged(planned, goes_on, missing(goes_on), merger)


def _write(planned: Plan) -> dict[str, Any]:
    """Write the rows and return, as JSON keeps it, what stood there before and what stands now."""
    removed = {(type(row), row.pk) for row in planned.removals}
    unified = {(type(lost), lost.pk) for _kept, lost in planned.unified}
    going = sorted(planned.removals, key=_others_name_it)
    deleted = [[type(row)._meta.label_lower, row.pk, packed(row)] for row in going]
    changed = []
    _delete(row for row in going if (type(row), row.pk) not in unified)
    for (model, key), (row, values) in planned.changes.items():
        if (model, key) in removed:
            continue
        before = packed(row)
        model._default_manager.filter(pk=key).update(**values)
        after = packed(model._default_manager.get(pk=key))
        changed.append([model._meta.label_lower, key, {n: before[n] for n in values}, {n: after[n] for n in values}])
    _delete(row for row in going if (type(row), row.pk) in unified)
    settle([planned.goes_on, planned.closed, *planned.holders()])
    return {"changed": changed, "deleted": deleted}


def _others_name_it(row: models.Model) -> bool:
    return bool(named_by(type(row)))


def _delete(rows: Iterable[models.Model]) -> None:
    for row in rows:
        type(row)._default_manager.filter(pk=row.pk).delete()


def settle(records: list[Any]) -> None:
    """Derive anew what follows from the facts of those records that are agreements."""
    mine = [record for record in records if isinstance(record, Agreement)]
    if mine:
        settle_working(*_fresh(*mine))


def _loads_follow(planned: Plan, code: str) -> list[list[Any]]:
    """Let what imports remember of the closed record be remembered of the other; return what stood there before."""
    closed, goes_on = planned.closed.slug, planned.goes_on.slug
    rows = LoadedRecord.objects.filter(record_type=code, record_id=closed).exclude(origin=BY_ADDRESS)
    before = []
    for row in rows:
        values = {_place(place, planned): said for place, said in row.values.items()}
        twin = LoadedRecord.objects.filter(origin=row.origin, record_type=code, record_id=goes_on).first()
        before.append([row.origin, packed_load(row), None if twin is None else packed_load(twin)])
        if twin is not None:
            values |= twin.values
            row.delete()
        kept = twin or row
        kept.record_id, kept.values, kept.digest = goes_on, values, digest(values)
        kept.save()
    return before


def packed_load(row: LoadedRecord) -> Values:
    """Return a load's memory as JSON keeps it."""
    return {"record_id": row.record_id, "digest": row.digest, "values": row.values}


def digest(values: Mapping[str, Any]) -> str:
    """Return the digest of what was loaded, as loads reckon it."""
    return hashlib.sha256(json.dumps(values, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def _place(place: str, planned: Plan) -> str:
    part, _slash, key = place.partition("/")
    return f"{part}/{planned.keys.get((part, key), key)}" if key else place


def rebuilt(model: Model, values: Values) -> models.Model:
    """Return a row of packed columns, not saved."""
    return model(**unpacked(model, values))
