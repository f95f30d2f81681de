"""Rules of working records, drafts included."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from agreements.audit.rules import Finding, chunks, rule
from agreements.codelists import Stage, Stance
from agreements.lifecycle.results import Severity
from agreements.models import Agreement, Relation
from agreements.models.agreement import DERIVED
from agreements.partial_dates.days import PartialDate, PartialDateError
from agreements.publishing.heads import heads
from agreements.publishing.lightly import Settling, settled_from
from agreements.publishing.naming import Ref, Rows
from agreements.publishing.registry import RecordKind, kinds
from agreements.publishing.settlements import settled
from agreements.publishing.sourcing import cites_what_is_there, path_text
from agreements.publishing.working import columns_of
from agreements.register.models import AgreementEntry


@rule
def evidence_cites_what_is_there() -> Iterator[Finding]:
    """Evidence names a row that its record has."""
    for of_kind in kinds():
        if of_kind.rows is not None:
            for record in _read(of_kind):
                for gap in cites_what_is_there(record, of_kind.rows(record), record.evidence.all()):
                    yield Finding(f"{of_kind.code}/{record.slug}", gap.path, gap.message)


@rule
def preferred_evidence_gives_the_day_that_is_entered() -> Iterator[Finding]:
    """A day that is entered is possible by every preferred passage that supports it; a value that lost says why."""
    for of_kind in kinds():
        if of_kind.rows is not None:
            for record in _read(of_kind):
                yield from _other_days(f"{of_kind.code}/{record.slug}", record, of_kind.rows(record))


def _other_days(name: str, record: Any, rows: Rows) -> Iterator[Finding]:
    found = {(part, "" if part == "clause" else row.key): row for part, of_part in rows.items() for row in of_part}
    for evidence in record.evidence.all():
        row = record if not evidence.part else found.get((evidence.part, evidence.item))
        entered = getattr(row, evidence.field, None) if evidence.field else None
        if evidence.stance != Stance.SUPPORTS or not evidence.preferred or not isinstance(entered, PartialDate):
            continue
        try:
            passage = PartialDate.parse(evidence.value)
        except PartialDateError:
            continue
        if not passage.overlaps(entered):
            target = path_text((evidence.part, evidence.item, evidence.field))
            words = f"{target} is {entered}, but evidence “{evidence.key}” supports {passage}."
            yield Finding(name, target, words)


@rule
def public_records_lack_nothing() -> Iterator[Finding]:
    """A working record that is public as it stands has everything that publishing asks for."""
    for of_kind in kinds():
        lacking = [
            record.pk
            for record in _read(of_kind)
            if record.editorial_status == Stage.PUBLISHED and any(True for _gap in of_kind.missing(record))
        ]
        for keys in chunks(lacking):
            for record in of_kind.read(of_kind.model._default_manager.filter(pk__in=keys)).order_by("pk"):
                for gap in of_kind.missing(record):
                    yield Finding(f"{of_kind.code}/{record.slug}", gap.path, gap.message)


@rule
def a_dispute_has_a_preferred_relation() -> Iterator[Finding]:
    """Where relations between two agreements lost a dispute, another one between them is preferred."""
    pairs: dict[tuple[str, str], list[bool]] = {}
    rows = Relation.objects.values_list("subject__slug", "object__slug", "preferred").order_by("subject", "object")
    for subject, object_, preferred in rows:
        pairs.setdefault((subject, object_), []).append(preferred)
    for (subject, object_), all_preferred in pairs.items():
        if not any(all_preferred):
            yield Finding(f"agreement/{subject}", "relation", f"no relation to {object_} is preferred, all lost.")


@rule
def derived_columns_are_settled() -> Iterator[Finding]:
    """Signed, effective and ends of a working agreement are what follows from its acts, clause and relations."""
    for agreement, facts in _agreements():
        for name, should in columns_of(*facts).items():
            is_ = getattr(agreement, name)
            if is_ != should:
                words = f"holds “{is_ or 'nothing'}”, derived is “{should or 'nothing'}”."
                yield Finding(f"agreement/{agreement.slug}", name, words)


@rule
def working_facts_do_not_contradict() -> Iterator[Finding]:
    """The facts that editors entered do not contradict one another (rule 11)."""
    said: set[tuple[str, str]] = set()
    rows = AgreementEntry.objects.filter(until_number=None).values_list("record_id", "publication__document__findings")
    for slug, findings in rows:
        said |= {(slug, found["words"]) for found in findings or ()}
    for agreement, facts in _agreements():
        for found in settled(*facts).findings:
            if (agreement.slug, found.words) not in said:
                is_note = found.severity != Severity.CONTRADICTION
                yield Finding(f"agreement/{agreement.slug}", "working record", found.words, is_note=is_note)


@rule
def stages_agree_with_the_register() -> Iterator[Finding]:
    """A working record says that it is published, withdrawn or merged exactly when the register says so."""
    said = {"withdrawn": Stage.WITHDRAWN, "merged": Stage.MERGED}
    for of_kind in kinds():
        rows = of_kind.model._default_manager.order_by("slug").values_list(
            "slug", "stage", "merged_into", "revision", "published_revision"
        )
        for chunk in chunks(rows):
            latest = heads(Ref(of_kind.code, slug) for slug, *_rest in chunk)
            for slug, stage, _merged_into, revision, published in chunk:
                head = latest.get(Ref(of_kind.code, slug))
                should = None if head is None else said.get(head.type, Stage.PUBLISHED)
                name = f"{of_kind.code}/{slug}"
                if should is None and stage in (Stage.PUBLISHED, Stage.WITHDRAWN, Stage.MERGED):
                    yield Finding(name, "stage", f"is “{stage}”, but the register has no publication of it.")
                elif (
                    should is not None and stage != should and not (should == Stage.PUBLISHED and stage == "in-review")
                ):
                    yield Finding(name, "stage", f"is “{stage}”, the register says “{should}”.")
                if published is not None and published > revision:
                    yield Finding(name, "published_revision", f"{published} is later than the revision {revision}.")


def _read(of_kind: RecordKind) -> Iterator[Any]:
    for keys in chunks(of_kind.model._default_manager.order_by("pk").values_list("pk", flat=True)):
        yield from of_kind.read_many(of_kind.model._default_manager.filter(pk__in=keys).order_by("pk"))


def _agreements() -> Iterator[tuple[Agreement, Settling]]:
    """Yield every working agreement with its own facts and the relations on it, from working rows."""
    for keys in chunks(Agreement.objects.order_by("pk").values_list("pk", flat=True)):
        facts = settled_from(keys)
        for agreement in Agreement.objects.only("pk", "slug", *DERIVED).filter(pk__in=keys).order_by("pk"):
            yield agreement, facts[agreement.pk]
