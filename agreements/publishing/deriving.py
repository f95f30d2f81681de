"""From facts to documents, for the records of a call and their neighbours; under the register's lock.

Sources come last: what their documents show depends on what the other documents cite.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from agreements.publishing.heads import Head, by_type
from agreements.publishing.naming import Json, Named, Ref
from agreements.publishing.registry import kind
from agreements.publishing.world import World
from agreements.register.models import Mention

Passages = set[tuple[str, str]]


@dataclass(slots=True)
class Derived:
    """Documents by record, with the facts they come from, what they name, and the latest publications before."""

    facts: dict[Ref, Json] = field(default_factory=dict)
    documents: dict[Ref, Json] = field(default_factory=dict)
    named: dict[Ref, tuple[Named, ...]] = field(default_factory=dict)
    before: dict[Ref, Head] = field(default_factory=dict)


def derive(
    changed: Mapping[Ref, Json | None],
    before: Mapping[Ref, Head],
    around: Iterable[Ref],
    moved: Mapping[Ref, Ref] | None = None,
) -> Derived:
    """Derive the documents of the records of a call, of their public neighbours and of the sources these cite.

    ``around`` are the neighbours; those that are not public are passed over. ``moved`` are the mergers of the call.
    """
    world = World(changed, moved=dict(moved or {}))
    world.old |= before
    world.load([*around, *world.moved.values()])
    refs = [ref for ref in dict.fromkeys([*changed, *sorted(around)]) if ref in world.facts]
    result = Derived(before=world.old)
    _load_named(world, refs)
    world.load_around(ref.id for ref in refs if ref.type == "agreement")
    for ref in refs:
        if ref.type != "source":
            _derive(world, ref, result)
    sources = {ref for ref in refs if ref.type == "source"}
    sources |= _sources_touched({ref for ref in {*changed, *refs} if ref.type != "source"}, result.named)
    world.load(sources)
    public = sorted(ref for ref in sources if ref in world.facts)
    world.load_citations((ref.id for ref in public), result.named)
    for ref in public:
        _derive(world, ref, result)
    return result


def _load_named(world: World, refs: Iterable[Ref]) -> None:
    """Learn what documents other than agreements' ask of the records that they name."""
    named = {
        row.target: row.needed
        for ref in refs
        if ref.type not in ("agreement", "source")
        for row in kind(ref.type).names(world.facts[ref], world.facts[ref]["base"])
    }
    world.load(target for target in named if target.type == "institution")
    world.know(target for target, needed in named.items() if not needed)


def _derive(world: World, ref: Ref, result: Derived) -> None:
    of_kind = kind(ref.type)
    facts = world.facts[ref]
    document = of_kind.document(ref.id, facts, world)
    result.facts[ref] = facts
    result.documents[ref] = document
    result.named[ref] = tuple(of_kind.names(facts, document))


def _sources_touched(holders: set[Ref], named: Mapping[Ref, tuple[Named, ...]]) -> set[Ref]:
    """Return the sources of which these holders cite other passages than before, or give another place for one."""
    old: dict[Ref, list[tuple[str, str, str]]] = {holder: [] for holder in holders}
    for record_type, ids in by_type(holders).items():
        rows = Mention.objects.filter(what="passage", holder_type=record_type, holder_id__in=ids)
        for row in rows:
            old[Ref(record_type, row.holder_id)].append(
                (row.target_id, row.item, repr(sorted((row.value or {}).items())))
            )
    touched: set[Ref] = set()
    for holder in holders:
        new = {
            (row.target.id, row.item, repr(sorted((row.value or {}).items())))
            for row in named.get(holder, ())
            if row.what == "passage"
        }
        touched |= {Ref("source", source) for source, _key, _place in new ^ set(old[holder])}
    return touched
