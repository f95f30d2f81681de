"""What a call would write: new versions of its records and of the neighbours that follow, derived and not yet numbered.

The door writes them; a proposal only shows them. Nothing here writes or locks.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from agreements.codelists import PublicationType
from agreements.publishing import neighbours
from agreements.publishing.deriving import Derived, derive
from agreements.publishing.heads import Head
from agreements.publishing.naming import Json, Ref
from agreements.publishing.registry import kind
from agreements.publishing.writing import Version


def versions_of(
    changed: Mapping[Ref, Json | None],
    before: Mapping[Ref, Head],
    reason: str,
    leaving_or_restored: PublicationType,
    into: Ref | None = None,
) -> list[Version]:
    """Derive the records of a call and their neighbours, in the order of their numbers.

    ``changed`` are the new facts (None: the record leaves), ``before`` the latest publications until now; ``into`` is
    where the one record of the call that leaves goes when it is merged.
    """
    moved = {} if into is None else {ref: into for ref, facts in changed.items() if facts is None}
    derived = derive(changed, before, neighbours.of(changed, before), moved)
    versions = [
        version
        for ref in sorted(changed, key=lambda ref: (kind(ref.type).order, ref.type))
        if (version := _asked(ref, changed, derived, before, reason, leaving_or_restored, into)) is not None
    ]
    return versions + following(derived, set(derived.documents) - set(changed), f"Follows from: {reason}")


def following(derived: Derived, refs: Iterable[Ref], reason: str) -> list[Version]:
    """Return new versions of those records, not asked for, whose documents are no longer what was published."""
    found = (
        _version(ref, derived, PublicationType.UPDATED, reason)
        for ref in sorted(refs, key=lambda ref: (kind(ref.type).order, ref))
    )
    return [version for version in found if version.digest != derived.before[version.ref].digest]


def _asked(
    ref: Ref,
    changed: Mapping[Ref, Json | None],
    derived: Derived,
    before: Mapping[Ref, Head],
    reason: str,
    leaving_or_restored: PublicationType,
    into: Ref | None,
) -> Version | None:
    if changed[ref] is None:
        return Version(ref, leaving_or_restored, reason, None, None, target="" if into is None else into.id)
    head = before.get(ref)
    if head is None:
        return _version(ref, derived, PublicationType.CREATED, reason)
    if not head.is_public:
        return _version(ref, derived, leaving_or_restored, reason)
    version = _version(ref, derived, PublicationType.UPDATED, reason)
    return None if version.digest == head.digest else version


def _version(ref: Ref, derived: Derived, type_: str, reason: str) -> Version:
    return Version(ref, type_, reason, derived.documents[ref], derived.facts[ref], derived.named[ref])
