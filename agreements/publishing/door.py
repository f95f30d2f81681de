"""The door between the two sides of the house; only it writes publications, entries, standings, rows and mentions.

The order inside one transaction (domain section 10):

1. The working rows of the records asked for are locked, kind by kind and in the order of their keys, so that no
   editor's change slips in between what is read and the revision that is noted as published; a child row changes its
   record's revision and waits too. Only these records are read from working tables.
2. The register is locked (``sequence``). Only now are the published facts of neighbours read: of two publishers at
   once, one with the successor and one with the predecessor, the second waits here and then sees what the first
   published. The order, working rows before the register, is the same for all, so that they cannot wait for one
   another; who publishes several times in one transaction should hand all records over at once.
3. Documents are derived, from the facts of the records asked for and from the *last published facts* of all others.
4. Numbers and times are taken, as one block, and everything is written.
5. Still holding the working rows, the door notes what of their history is published now, and that a submission for
   review is decided (``noting``).

A record whose facts are what they were is not published again; it only stops being *changed since publication* (its
document can then differ only by a change of the rules, for which there is ``rederive``). Neighbours are published again
where their document changes, with the type *updated*.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import pghistory
from django.db import transaction
from django.utils.translation import gettext as _

from agreements.codelists import PublicationType, Stage
from agreements.models.base import Record
from agreements.publishing import neighbours, working
from agreements.publishing.deriving import derive
from agreements.publishing.gate import NotPublishable, names_not_public, not_public, still_named, wrong_stage
from agreements.publishing.heads import Head, heads
from agreements.publishing.naming import Json, Ref
from agreements.publishing.noting import note_left, note_published
from agreements.publishing.registry import Missing, kind, public_records, ref_of
from agreements.publishing.sequence import lock, take
from agreements.publishing.settlements import all_kept
from agreements.publishing.versions import following, versions_of
from agreements.publishing.writing import forget, write
from agreements.register.models import Publication, Sequence

#: So many records are read at once.
CHUNK = 1000


def publish(records: Iterable[Record] | Record, *, reason: str, by: str) -> list[Publication]:
    """Publish one record or many, of any kinds, as one block; return the publications made, neighbours' included.

    ``reason`` is public and required; ``by`` is for editors. Raises ``NotPublishable`` with everything that is missing
    in any of the records; then nothing is published.
    """
    return _bring_in(records, reason, by, restoring=False)


def restore(
    records: Iterable[Record] | Record, *, reason: str, by: str, along: Iterable[Record] = ()
) -> list[Publication]:
    """Publish withdrawn or merged records again, from their working records; what was withdrawn stays withdrawn
    history.

    ``along`` are public records that are published in the same block. Raises ``NotPublishable`` for a record that is
    public or never was, and as ``publish`` does.
    """
    return _bring_in(records, reason, by, restoring=True, along=along)


def withdraw(records: Iterable[Record] | Record, *, reason: str, by: str) -> list[Publication]:
    """Take records out of the register: their address answers 410 at every number, their documents are gone for good.

    Raises ``NotPublishable`` for a record that is not public, and for one that a public record still has to name (a
    party's country, the source of a passage): withdraw or change that one first, or both together.
    """
    with transaction.atomic(), pghistory.context(name=by, reason=_reason(reason)):
        given = working.each(records)
        asked = working.locked(given, bare=True)
        sequence = lock()
        before = heads(asked)
        problems = not_public(asked, before) + still_named(asked)
        if problems:
            raise NotPublishable(problems)
        publications = _change(dict.fromkeys(asked), before, sequence, reason, by, PublicationType.WITHDRAWN)
        forget(asked)
        working.staged(asked, Stage.WITHDRAWN)
        note_left(((ref, record.pk) for ref, record in asked.items()), by)
        working.refresh(given)
        return publications


def merge(record: Record, into: Record, *, reason: str, by: str, along: Iterable[Record] = ()) -> list[Publication]:
    """Close ``record`` in favour of ``into``, to which its address leads from now on; the same kind, both public.

    Its own earlier documents stay in the sequence. ``along`` are public records that are published in the same block,
    from their working records: the one that goes on, with what it took in, and those that named the closed one and
    name the other now. Raises ``NotPublishable``.
    """
    with transaction.atomic(), pghistory.context(name=by, reason=_reason(reason)):
        given = list(along)
        asked = working.locked([record, into, *given], bare=True)
        source, target = ref_of(record), ref_of(into)
        facts, problems = _read({ref: asked[ref] for ref in dict.fromkeys(ref_of(r) for r in given)})
        sequence = lock()
        before = heads(asked)
        problems += not_public(asked, before)
        problems += [gap for _record, gap in names_not_public(asked, facts, together=True)]
        if source == target or source.type != target.type:
            problems.append(Missing(record, "", _("A record is merged into another one of its own kind.")))
        if problems:
            raise NotPublishable(problems)
        new = {ref: of_ref for ref, of_ref in facts.items() if of_ref != neighbours.facts_before(ref, before)}
        publications = _change({source: None, **new}, before, sequence, reason, by, PublicationType.MERGED, into=target)
        working.staged({source: asked[source]}, Stage.MERGED, merged_into=target.id)
        working.staged({ref: asked[ref] for ref in facts}, Stage.PUBLISHED)
        note_left([(source, asked[source].pk)], by)
        note_published(((ref, asked[ref].pk) for ref in facts), by)
        working.refresh([record, into, *given])
        return publications


def _bring_in(
    records: Iterable[Record] | Record, reason: str, by: str, *, restoring: bool, along: Iterable[Record] = ()
) -> list[Publication]:
    with transaction.atomic(), pghistory.context(name=by, reason=_reason(reason)), all_kept():
        given = working.each(records)
        beside = list(along)
        asked = working.locked([*given, *beside], bare=True)
        facts, problems = _read(asked)
        sequence = lock()
        before = heads(asked)
        others = {ref_of(record) for record in beside}
        problems += wrong_stage(_but(asked, others), before, restoring=restoring)
        problems += not_public({ref: asked[ref] for ref in others}, before)
        problems += [gap for _record, gap in names_not_public(asked, facts, together=True)]
        if problems:
            raise NotPublishable(problems)
        new = {ref: of_ref for ref, of_ref in facts.items() if of_ref != neighbours.facts_before(ref, before)}
        publications = _change(new, before, sequence, reason, by, PublicationType.RESTORED)
        working.staged(asked, Stage.PUBLISHED)
        note_published(((ref, record.pk) for ref, record in asked.items()), by)
        working.settle_these(_agreements(new, before), wait=False)
        working.refresh([*given, *beside])
        return publications


def _read(records: Mapping[Ref, Record]) -> tuple[dict[Ref, Json], list[Missing]]:
    """Return the facts of locked working records, and what they lack by themselves.

    A thousand are read at a time and only their facts are kept, in the order in which the records were given.
    """
    found: dict[Ref, Json] = {}
    missing: list[Missing] = []
    for code, keys in _keys(records).items():
        of_kind = kind(code)
        for start in range(0, len(keys), CHUNK):
            lacking = []
            for record in of_kind.read_many(of_kind.model._default_manager.filter(pk__in=keys[start : start + CHUNK])):
                found[ref_of(record)] = of_kind.facts(record)
                if any(True for _gap in of_kind.missing(record)):
                    lacking.append(record.pk)
            for record in of_kind.read(of_kind.model._default_manager.filter(pk__in=lacking)) if lacking else ():
                missing += of_kind.missing(record)
    return {ref: found[ref] for ref in records}, missing


def _keys(records: Mapping[Ref, Record]) -> dict[str, list[int]]:
    keys: dict[str, list[int]] = {}
    for ref, record in records.items():
        keys.setdefault(ref.type, []).append(record.pk)
    return keys


def _but(records: Mapping[Ref, Record], others: set[Ref]) -> dict[Ref, Record]:
    return {ref: record for ref, record in records.items() if ref not in others}


def _change(
    changed: Mapping[Ref, Json | None],
    before: Mapping[Ref, Head],
    sequence: Sequence,
    reason: str,
    by: str,
    leaving_or_restored: PublicationType,
    into: Ref | None = None,
) -> list[Publication]:
    """Derive and write the records of a call and their neighbours; the register is locked.

    ``into`` is where the one record of the call goes when it is merged.
    """
    versions = versions_of(changed, before, reason, leaving_or_restored, into)
    return write(versions, take(sequence, len(versions)), by)


def rederive(*, reason: str, by: str) -> list[Publication]:
    """Publish again every public record whose document the rules of today derive otherwise, from its published facts.

    To be called after a change of the rules or of the shape of documents; until then the audit reports the difference.
    """
    made: list[Publication] = []
    with transaction.atomic():
        sequence = lock()
        for refs in public_records():
            derived = derive({}, {}, refs)
            versions = following(derived, derived.documents, _reason(reason))
            made += write(versions, take(sequence, len(versions)), by)
    return made


def _reason(reason: str) -> str:
    if not reason.strip():
        raise ValueError("A change of the register needs a public reason.")
    return reason


def _agreements(facts: Mapping[Ref, Json | None], before: Mapping[Ref, Head]) -> set[str]:
    """Return the agreements asked for and the objects of their present and former relations."""
    asked = {ref for ref in facts if ref.type == "agreement"}
    around = {
        o for ref in asked for f in (facts[ref], neighbours.facts_before(ref, before)) for o in neighbours.objects_of(f)
    }
    return {ref.id for ref in asked | around}
