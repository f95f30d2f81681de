"""Rules of public documents: derived anew they are what is stored, and they agree with one another."""

from __future__ import annotations

from collections.abc import Iterator

from agreements.audit.entries import document_fields
from agreements.audit.rules import Finding, chunks, rule
from agreements.lifecycle.results import Severity
from agreements.publishing.deriving import derive
from agreements.publishing.facts import relation_key
from agreements.publishing.heads import heads, public_among
from agreements.publishing.naming import Json, Ref
from agreements.publishing.registry import public_records
from agreements.register.models import Mention, Publication


@rule
def documents_follow_from_facts() -> Iterator[Finding]:
    """Every public document, its standings and lapses included, is what the rules derive from the published facts."""
    for refs in public_records():
        stored = _documents(refs)
        derived = derive({}, {}, refs).documents
        for ref in sorted(stored.keys() & derived.keys()):
            for name in document_fields(stored[ref], derived[ref]):
                yield Finding(str(ref), f"document.{name}", "is not what follows from the published facts.")


@rule
def relations_stand_on_both_records() -> Iterator[Finding]:
    """A public relation stands in the documents of both its ends, and says the same in both."""
    there: dict[tuple[str, str], Json] = {}
    back: dict[tuple[str, str], Json] = {}
    for refs in public_records("agreement"):
        for ref, document in _documents(refs, "relations").items():
            for row in document["relations"]:
                facts = {k: v for k, v in row.items() if k not in ("direction", "other", "key")}
                if row["direction"] == "out":
                    there[row["other"], relation_key(ref.id, row["key"])] = facts
                else:
                    back[ref.id, row["key"]] = facts
    for end, key in sorted(there.keys() ^ back.keys()):
        missing = "object" if (end, key) in there else "subject"
        yield Finding(f"agreement/{end}", "document.relations", f"the relation {key} is missing on its {missing}.")
    for end, key in sorted(there.keys() & back.keys()):
        if there[end, key] != back[end, key]:
            yield Finding(f"agreement/{end}", "document.relations", f"the relation {key} differs on its two ends.")


@rule
def lapses_stand_on_both_records() -> Iterator[Finding]:
    """A lapse between two records stands on both, with the same days."""
    seen: dict[str, dict[str, set[str]]] = {}
    for refs in public_records("agreement"):
        for ref, document in _documents(refs, "lapses").items():
            for lapse in document["lapses"]:
                seen.setdefault(repr(sorted(lapse.items(), key=str)), {}).setdefault("on", set()).add(ref.id)
                seen[repr(sorted(lapse.items(), key=str))]["of"] = {lapse["predecessor"], lapse["successor"]}
    for lapse in seen.values():
        for lacking in sorted(lapse["of"] - lapse["on"]):
            others = ", ".join(sorted(lapse["on"]))
            yield Finding(f"agreement/{lacking}", "document.lapses", f"a lapse that stands on {others} is not here.")


@rule
def names_can_be_looked_up() -> Iterator[Finding]:
    """Every record that a public document must name is public, or merged into one."""
    rows = Mention.objects.filter(needed=True).order_by("holder_type", "holder_id", "target_type", "target_id")
    pairs = {
        (Ref(*row[:2]), Ref(*row[2:]))
        for row in rows.values_list("holder_type", "holder_id", "target_type", "target_id")
    }
    for chunk in chunks(sorted(pairs), 2000):
        public = public_among({target for _holder, target in chunk})
        latest = heads(target for _holder, target in chunk if target not in public)
        merged = {target for target, head in latest.items() if head.type == "merged"}
        for holder, target in chunk:
            if target not in public and target not in merged:
                yield Finding(str(holder), "document", f"it names {target}, which is not public.")


@rule
def public_facts_do_not_contradict() -> Iterator[Finding]:
    """The published facts of an agreement and of what acts on it do not contradict one another (rule 11)."""
    for refs in public_records("agreement"):
        for ref, document in _documents(refs, "findings").items():
            for found in document["findings"]:
                is_note = found["severity"] != Severity.CONTRADICTION
                yield Finding(str(ref), "document.findings", found["words"], is_note=is_note)


def _documents(refs: list[Ref], part: str = "") -> dict[Ref, Json]:
    """Return the public documents of records of one kind, or one part of each; one that is lost is another rule's
    finding.
    """
    rows = (
        Publication.objects.filter(record_type=refs[0].type, record_id__in=[ref.id for ref in refs])
        .order_by("record_type", "record_id", "-number")
        .distinct("record_type", "record_id")
    )
    if part:
        parts = rows.values_list("record_type", "record_id", f"document__{part}")
        return {Ref(type_, name): {part: value} for type_, name, value in parts if value is not None}
    documents = rows.values_list("record_type", "record_id", "document")
    return {Ref(type_, name): document for type_, name, document in documents if document is not None}
