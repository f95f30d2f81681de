"""Bring given records into the register: compare, write, remember and publish, in one transaction or not at all.

Whoever reads a format (seed files, the export of a register) hands plain records over, and says where they come from.
Loading twice gives the same register. What an editor changed since the last load is kept and told; a record with edits
that were not published yet is not published from here, so that a load never carries a draft into public. What is no
longer given is told, and its record stays.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from typing import Any

from django.db import connection, transaction

from agreements.codelists import Stage
from agreements.desk.acting import acting
from agreements.loading.errors import Fault, Faults, nearest
from agreements.loading.merging import OWN, Kept, merge
from agreements.loading.plain import Plain
from agreements.loading.records import GivenRecord
from agreements.loading.state import Name, State, existing, known_names, packed, remembered, unpacked
from agreements.loading.writing import Task, Writer
from agreements.models import LoadedRecord
from agreements.publishing import NotPublishable, Ref, heed_all_triggers, publish, ref_of

LOCK = 0x53454544
"""Key of the advisory lock by which two loads at once take turns."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Where records come from: ``name`` is remembered with them, ``by`` and the public ``reason`` stand in history."""

    name: str
    by: str
    reason: str


@dataclass(slots=True)
class Report:
    """What a load did. Names are ``kind/address``."""

    created: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    kept: list[tuple[str, Kept]] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)
    #: What left where the records come from and is public here, a sentence each.
    left: list[str] = field(default_factory=list)
    held_back: list[str] = field(default_factory=list)
    published: list[str] = field(default_factory=list)

    def lines(self) -> list[str]:
        """Return the report as lines for a person: the count first."""
        found = [f"{len(self.created)} created, {len(self.changed)} changed, {len(self.unchanged)} unchanged"]
        found += [f"changed: {name}" for name in self.changed]
        found += [f"kept as an editor left it: {name}: {kept}" for name, kept in self.kept]
        found += [f"not published, because it has edits that nobody published yet: {name}" for name in self.held_back]
        found += self.left
        if self.gone:
            named = ", ".join(self.gone[:8]) + (f" and {len(self.gone) - 8} more" if len(self.gone) > 8 else "")
            found.append(f"no longer in the files, left in the register: {named}")
        return found


def bring_in(records: list[GivenRecord], origin: Origin) -> Report:
    """Load the records; ``Faults`` with every fault found, and then nothing was written."""
    with transaction.atomic(), acting(origin.by, origin.reason):
        take_turns()
        return _load(records, origin)


def take_turns() -> None:
    """Wait, inside a transaction, until no other load or import is at work; this one is until the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
    heed_all_triggers()


def _load(records: list[GivenRecord], origin: Origin) -> Report:
    others = _resolve(records)
    state = State(records)
    before = remembered(origin.name)
    report = Report()
    tasks = []
    for record in records:
        task = Task(record, _plan(record, state, before.get((record.shape.kind, record.id))))
        tasks.append(task)
        label = "/".join(task.name)
        report.kept += [(label, kept) for kept in task.plan.kept]
        which = report.created if OWN in task.plan.create else report.changed if task.plan.changes else report.unchanged
        which.append(label)
    at_work = {name for name, record in state.objects.items() if record.editorial_status != Stage.PUBLISHED}
    Writer(state, others).write(tasks)
    _remember(tasks, before, origin)
    ready = []
    for task in sorted(tasks, key=lambda task: task.record.shape.rank):
        if (instance := state.objects.get(task.name)) is None or instance.stage in (Stage.WITHDRAWN, Stage.MERGED):
            continue
        if instance.stage == Stage.PUBLISHED and not task.plan.changes:
            continue
        if task.name in at_work:
            report.held_back.append("/".join(task.name))
            continue
        ready.append((task, instance))
    _publish(ready, origin)
    report.published = ["/".join(task.name) for task, _instance in ready]
    in_files = {task.name for task in tasks}
    report.gone = sorted("/".join(name) for name in before if name not in in_files)
    return report


def _plan(record: GivenRecord, state: State, before: LoadedRecord | None) -> Any:
    kind = record.shape.kind

    def blank(part: str, name: str) -> Plain:
        return state.blank(kind, part, name)

    loaded = None if before is None else unpacked(before.values)
    return merge(record.rows, loaded, state.rows.get((kind, record.id)), blank)


def _resolve(records: list[GivenRecord]) -> dict[Name, Any]:
    """Return the records that the files name without holding them; a name that means nothing is refused."""
    held = {(r.shape.kind, r.id.upper() if r.shape.kind == "country" else r.id) for r in records}
    named = [(record, reference) for record in records for reference in record.references]
    found = existing({(r.type, r.id) for _record, r in named} - held)
    faults: list[Fault] = []
    for record, reference in named:
        if (reference.type, reference.id) not in held and (reference.type, reference.id) not in found:
            names = {name for kind, name in held if kind == reference.type} | set(known_names(reference.type))
            message = f"unknown {reference.type} '{reference.id}'{nearest(reference.id, names)}"
            faults.append(record.fault(message, reference.row, reference.field))
    if faults:
        raise Faults(faults)
    return found


def _remember(tasks: list[Task], before: dict[Name, LoadedRecord], origin: Origin) -> None:
    rows = []
    for task in tasks:
        values = packed(task.plan.remember)
        text = json.dumps(values, sort_keys=True, ensure_ascii=False)
        digest = hashlib.sha256(text.encode("utf-8")).hexdigest()
        if (old := before.get(task.name)) is None or old.digest != digest:
            kind, name = task.name
            rows.append(
                LoadedRecord(origin=origin.name, record_type=kind, record_id=name, digest=digest, values=values)
            )
    LoadedRecord.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["origin", "record_type", "record_id"],
        update_fields=["digest", "values", "loaded_at"],
    )


def _publish(ready: list[tuple[Task, Any]], origin: Origin) -> None:
    """Publish in one call; what a record lacks is told at the line of its file where that is known."""
    tasks = {Ref(*task.name): task for task, _instance in ready}
    if not tasks:
        return
    try:
        publish([instance for _task, instance in ready], reason=origin.reason, by=origin.by)
    except NotPublishable as refusal:
        faults = []
        for problem in refusal.problems:
            record = tasks[ref_of(problem.record)].record
            part, _slash, rest = problem.path.partition("/")
            key, _slash, name = rest.partition("/")
            row = (part, key) if (part, key) in record.rows else OWN
            faults.append(record.fault(f"cannot be published: {problem.message}", row, name if row != OWN else part))
        raise Faults(faults) from refusal
