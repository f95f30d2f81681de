"""What publishing would do, without doing it: the same derivation as the door's, unlocked, unnumbered and unwritten.

For everybody who shows an editor what is to come: the review of a record, a preview beside its form, a block to publish
from a list, a withdrawal. What is proposed holds for the moment at which it was read; the door asks everything again.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from agreements.codelists import PublicationType
from agreements.models.base import Record
from agreements.publishing.gate import names_not_public, not_public, still_named, wrong_stage
from agreements.publishing.heads import by_type, heads
from agreements.publishing.naming import Json, Ref
from agreements.publishing.neighbours import facts_before
from agreements.publishing.registry import Missing, kind, kind_of, ref_of
from agreements.publishing.versions import versions_of
from agreements.register.models import Publication


@dataclass(frozen=True, slots=True)
class Change:
    """What one public record would become: the type of its next publication, its document until now and from then on.

    ``before`` is None for what is not public now, ``after`` for what leaves the register. ``follows`` is true for a
    neighbour, which changes only because of the records asked for; its facts are those that were last published, never
    those of its working record.
    """

    ref: Ref
    type: str
    before: Json | None
    after: Json | None
    follows: bool


@dataclass(frozen=True, slots=True)
class Proposal:
    """What would be published, by record, and what holds which record back.

    ``records`` are those asked for, as read; ``problems`` has an entry for each that cannot go, with every reason.
    ``changes`` are in the order of publication; a record of ``records`` that has neither change nor problem says
    already what it would say.
    """

    records: Mapping[Ref, Record]
    problems: dict[Ref, list[Missing]] = field(default_factory=dict)
    changes: list[Change] = field(default_factory=list)

    def change(self, ref: Ref) -> Change | None:
        """Return the change of one record, if it changes."""
        return next((change for change in self.changes if change.ref == ref), None)

    def followers(self) -> list[Change]:
        """Return the changes of neighbours: records that nobody asked for and that are published again with these."""
        return [change for change in self.changes if change.follows]


def proposed(
    records: Iterable[Record] | Record,
    *,
    restoring: bool = False,
    incomplete: bool = False,
    refused: Mapping[Ref, list[Missing]] | None = None,
) -> Proposal:
    """Return what publishing (or restoring) these records together would write; nothing is locked or written.

    Records that lack something, and those that name one of these, are held back, and what is shown is what the others
    would become without them; ``incomplete`` derives them too, with their gaps, as one looks at a draft. ``refused``
    are reasons of the caller's own to hold records back. The number of queries does not grow with the records.
    """
    asked = _read([records] if isinstance(records, Record) else records)
    facts = {ref: kind(ref.type).facts(record) for ref, record in asked.items()}
    before = heads(asked)
    problems: dict[Ref, list[Missing]] = {}
    for ref, reasons in (refused or {}).items():
        _add(problems, ref, reasons)
    for ref, record in asked.items():
        _add(problems, ref, kind(ref.type).missing(record))
    for gap in wrong_stage(asked, before, restoring=restoring):
        _add(problems, ref_of(gap.record), [gap])
    _hold_back(asked, facts, problems)
    going = {ref: of_ref for ref, of_ref in facts.items() if incomplete or ref not in problems}
    new = {ref: of_ref for ref, of_ref in going.items() if of_ref != facts_before(ref, before)}
    versions = versions_of(new, before, "", PublicationType.RESTORED)
    documents = _documents(version.ref for version in versions)
    changes = [Change(v.ref, v.type, documents.get(v.ref), v.document, v.ref not in new) for v in versions]
    return Proposal(asked, problems, changes)


def proposed_withdrawal(records: Iterable[Record] | Record) -> Proposal:
    """Return what withdrawing these records together would write, and which public records still name them."""
    asked = _read([records] if isinstance(records, Record) else records)
    before = heads(asked)
    problems: dict[Ref, list[Missing]] = {}
    for gap in not_public(asked, before) + still_named(asked):
        _add(problems, ref_of(gap.record), [gap])
    leaving: dict[Ref, Json | None] = {ref: None for ref in asked if ref in before and before[ref].is_public}
    versions = versions_of(leaving, before, "", PublicationType.WITHDRAWN)
    documents = _documents(version.ref for version in versions)
    return Proposal(
        asked,
        problems,
        [Change(v.ref, v.type, documents.get(v.ref), v.document, v.ref not in leaving) for v in versions],
    )


def _read(records: Iterable[Record]) -> dict[Ref, Record]:
    wanted: dict[str, list[int]] = {}
    for record in records:
        wanted.setdefault(kind_of(record).code, []).append(record.pk)
    found: dict[Ref, Record] = {}
    for code, keys in wanted.items():
        of_kind = kind(code)
        read = {r.pk: r for r in of_kind.read(of_kind.model._default_manager.filter(pk__in=keys))}
        found |= {ref_of(read[key]): read[key] for key in keys if key in read}
    return found


def _add(problems: dict[Ref, list[Missing]], ref: Ref, reasons: Iterable[Missing]) -> None:
    if given := list(reasons):
        problems.setdefault(ref, []).extend(given)


def _hold_back(asked: Mapping[Ref, Record], facts: Mapping[Ref, Json], problems: dict[Ref, list[Missing]]) -> None:
    """Add what each record names that will not be public; until nothing more is held back by what is held back."""
    alone = {ref: facts[ref] for ref in problems if ref in facts}
    for record, gap in names_not_public(asked, alone, together=False):
        if Ref(*gap.path.split("/", 1)) not in asked:
            _add(problems, ref_of(record), [gap])
    while gaps := names_not_public(asked, {ref: facts[ref] for ref in asked if ref not in problems}, together=True):
        for record, gap in gaps:
            _add(problems, ref_of(record), [gap])


def _documents(refs: Iterable[Ref]) -> dict[Ref, Json]:
    """Return the documents of the records that are public now. One query a kind."""
    found: dict[Ref, Json] = {}
    for record_type, ids in by_type(refs).items():
        latest = (
            Publication.objects.filter(record_type=record_type, record_id__in=ids)
            .order_by("record_type", "record_id", "-number")
            .distinct("record_type", "record_id")
            .values_list("record_id", "type", "document")
        )
        found |= {Ref(record_type, i): doc for i, type_, doc in latest if doc is not None and type_ != "merged"}
    return found
