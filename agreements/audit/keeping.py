"""Keeping what an audit found at the desk, so that editors work it off as a queue and see it on each record's form."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from django.db import transaction

from agreements.asof import instant
from agreements.audit.measures import keep_measures
from agreements.audit.rules import Finding, Rule, audit
from agreements.desk.models import AuditFinding, AuditRun

#: Runs that are kept with their findings; older ones go.
RUNS_KEPT = 12

Told = Callable[[Rule, list[Finding]], None]


def audit_and_keep(by: str, *, seconds: float | None = None, tell: Told | None = None) -> AuditRun:
    """Run the audit, keep its findings as a run, and measure every record anew; return the run.

    ``tell`` hears every rule with its findings as soon as it was asked. After ``seconds`` no further rule is begun,
    and the run says that it is not the whole.
    """
    began = instant()
    found: list[tuple[Rule, Finding]] = []
    whole = True
    for rule, findings in audit():
        if tell is not None:
            tell(rule, findings)
        found += [(rule, finding) for finding in findings]
        if seconds is not None and (instant() - began).total_seconds() > seconds:
            whole = False
            break
    if whole:
        keep_measures(anew=True)
    return _keep(by, found, whole=whole, began=began)


def _keep(by: str, found: Sequence[tuple[Rule, Finding]], *, whole: bool, began: datetime) -> AuditRun:
    now = instant()
    with transaction.atomic():
        took = (now - began).total_seconds()
        run = AuditRun.objects.create(at=now, seconds=took, by_name=by, is_whole=whole)
        AuditFinding.objects.bulk_create((_row(run, rule, finding) for rule, finding in found), batch_size=1000)
        old = AuditRun.objects.order_by("-at", "-id").values_list("pk", flat=True)[RUNS_KEPT:]
        AuditRun.objects.filter(pk__in=list(old)).delete()
    return run


def _row(run: AuditRun, rule: Rule, finding: Finding) -> AuditFinding:
    record_type, _slash, record_id = finding.record.partition("/")
    words = f"{finding.column}: {finding.words}" if finding.column else finding.words
    return AuditFinding(
        run=run,
        rule=rule.__name__[:80],
        record_type=record_type[:24] if record_id else "",
        record_id=(record_id or finding.record)[:120],
        words=words,
        is_note=finding.is_note,
    )
