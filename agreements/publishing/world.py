"""The published facts around the records of one call, as they will stand after it.

Read under the register's lock, with a number of queries that does not grow with the number of records. It holds the
last published facts of neighbours and the new facts of the records asked for; working tables are out of its reach.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from agreements.codelists import SUCCEEDING
from agreements.lifecycle.results import Settlement
from agreements.publishing.facts import from_json, incoming_from_json
from agreements.publishing.heads import Head, heads, public_among
from agreements.publishing.naming import Json, Named, Ref
from agreements.publishing.settlements import settled
from agreements.register.models import Mention


@dataclass(slots=True)
class World:
    """Facts by record, who is public, and who names whom.

    ``changed`` are the facts of the records asked for, ``None`` for those that leave the register. Everything else is
    loaded by ``load`` and stays as it was last published. ``moved`` says into which record a merged one went.
    """

    changed: Mapping[Ref, Json | None]
    facts: dict[Ref, Json] = field(default_factory=dict)
    old: dict[Ref, Head] = field(default_factory=dict)
    moved: dict[Ref, Ref] = field(default_factory=dict)
    _public: dict[Ref, bool] = field(default_factory=dict)
    _subjects: defaultdict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    _settlements: dict[str, Settlement] = field(default_factory=dict)
    _citations: dict[str, dict[str, Any]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for ref, facts in self.changed.items():
            self._public[ref] = facts is not None
            if facts is not None:
                self.facts[ref] = facts

    def load(self, refs: Iterable[Ref]) -> None:
        """Read the last published facts of records that are not asked for and not yet known."""
        wanted = [ref for ref in set(refs) if ref not in self._public or (ref not in self.facts and self._public[ref])]
        for ref, head in heads(ref for ref in wanted if ref not in self.changed).items():
            self.old[ref] = head
            if head.target:
                self.moved[ref] = Ref(ref.type, head.target)
            if head.is_public and head.facts is not None:
                self.facts[ref] = head.facts
        for ref in wanted:
            self._public.setdefault(ref, ref in self.facts)
        if onward := {self.moved[ref] for ref in wanted if ref in self.moved} - self._public.keys():
            self.load(onward)

    def know(self, refs: Iterable[Ref]) -> None:
        """Learn which records are public without reading what they say."""
        wanted = {ref for ref in refs if ref not in self._public}
        public = public_among(wanted)
        self._public |= {ref: ref in public for ref in wanted}

    def is_public(self, ref: Ref) -> bool:
        """Whether the record is public after this call; it must have been loaded or made known."""
        return self._public[ref]

    def load_around(self, agreements: Iterable[str]) -> None:
        """Load what the documents of these agreements, already loaded, are derived from.

        That is the subjects of the relations on them, the agreements that they replace or renew (for the lapses that
        stand on both records) with the subjects of the relations on these, and the institutions that take part.
        """
        ids = {slug for slug in agreements if Ref("agreement", slug) in self.facts}
        before: set[str] = set()
        named: set[Ref] = set()
        for slug in ids:
            facts = self.facts[Ref("agreement", slug)]
            for relation in facts["relations"]:
                named.add(Ref("agreement", relation["object"]))
                if relation["code"] in SUCCEEDING:
                    before.add(relation["object"])
            named |= {Ref("institution", p["institution"]) for p in facts["base"]["parties"] if p["institution"]}
        rows = Mention.objects.filter(
            target_type="agreement", target_id__in=ids | before, holder_type="agreement"
        ).values_list("holder_id", "target_id")
        for holder, target in rows:
            if Ref("agreement", holder) not in self.changed:
                self._subjects[target].add(holder)
        for ref, changed in self.changed.items():
            if ref.type == "agreement" and changed is not None:
                for relation in changed["relations"]:
                    self._subjects[relation["object"]].add(ref.id)
        subjects = {Ref("agreement", s) for slug in ids | before for s in self._subjects[slug]}
        self.load(subjects | {Ref("agreement", slug) for slug in before})
        self.load(ref for ref in named if ref.type == "institution")
        self.know(named)

    def relations_on(self, slug: str) -> list[tuple[str, Json]]:
        """Return the public relations whose object is this agreement: (subject, relation), in a fixed order."""
        return [
            (subject, relation)
            for subject in sorted(self._subjects[slug])
            if self.is_public(Ref("agreement", subject)) and self.is_public(Ref("agreement", slug))
            for relation in self.facts[Ref("agreement", subject)]["relations"]
            if relation["object"] == slug
        ]

    def settlement(self, slug: str) -> Settlement:
        """Settle an agreement from published facts: its own, and the preferred public relations on it."""
        if slug not in self._settlements:
            incoming = [
                incoming_from_json(relation, from_json(self.facts[Ref("agreement", subject)]["instrument"]))
                for subject, relation in self.relations_on(slug)
                if relation["preferred"]
            ]
            self._settlements[slug] = settled(
                from_json(self.facts[Ref("agreement", slug)]["instrument"]), tuple(incoming)
            )
        return self._settlements[slug]

    def country_of(self, institution: str) -> str | None:
        """Return the code of a published institution's country, upper case, or None; of a merged one, its heir's."""
        ref = Ref("institution", institution)
        while ref in self.moved:
            ref = self.moved[ref]
        facts = self.facts.get(ref)
        return None if facts is None else facts["base"]["country"]

    def load_citations(self, sources: Iterable[str], of_this_call: Mapping[Ref, Iterable[Named]]) -> None:
        """Learn which passages of these sources public records cite, ``of_this_call`` in place of what was."""
        wanted = set(sources)
        replaced = {*of_this_call, *self.changed}
        rows = Mention.objects.filter(target_type="source", target_id__in=wanted, what="passage")
        citing = [
            (Ref(row.holder_type, row.holder_id), row.target_id, row.item, row.value)
            for row in rows
            if Ref(row.holder_type, row.holder_id) not in replaced
        ]
        citing += [
            (holder, named.target.id, named.item, named.value)
            for holder, all_named in of_this_call.items()
            for named in all_named
            if named.what == "passage" and named.target.id in wanted
        ]
        found: dict[str, dict[str, Any]] = {source: {} for source in wanted}
        for _holder, source, key, place in sorted(citing, key=lambda row: row[:3]):
            found[source].setdefault(key, place)
        self._citations |= found

    def citations(self, source: str) -> dict[str, Any]:
        """Return the cited passages of a source: their keys, with the place that a citing record gives."""
        return self._citations[source]
