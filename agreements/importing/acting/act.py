"""Carry out a plan in one transaction: write, remember, publish; whoever is killed in the middle leaves no trace.

As a rule a file comes in whole or not at all. A partial import goes on without the rows that are refused, by the plan
or by the database, and without publishing the records that the door refuses. What editors changed and did not publish
yet is not published from here; drafts that an earlier import left, and that nobody touched since, are.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager

from django.apps import apps
from django.db import transaction
from django.utils.translation import gettext_noop as _

from agreements.codelists import Stage
from agreements.desk.acting import Person, acting
from agreements.importing.acting.findings import findings_of
from agreements.importing.drafts import Problem
from agreements.importing.planning.gathering import Heard
from agreements.importing.planning.plan import ImportPlan
from agreements.importing.reports import LinkLeft, Outcome, Report
from agreements.loading.bringing import take_turns
from agreements.loading.bulk import Written, write_new
from agreements.loading.changing import write_changes
from agreements.loading.collecting import few_collections
from agreements.loading.copying import count_anew
from agreements.loading.keys import Keys
from agreements.loading.merging import OWN
from agreements.loading.objections import Objection, Objections
from agreements.loading.remembering import remember, untouched_drafts
from agreements.loading.state import Name
from agreements.models import Party
from agreements.models.base import Record
from agreements.publishing import NotPublishable, kind, kinds, publish, ref_of, settle_these

#: So often the door is asked again without those that it refused; each time others may lack what they name.
ATTEMPTS = 5
#: From so many records on the database counts its tables anew, because it would read them by plans for few rows.
MANY = 500
EDITED_MEANWHILE = _("it was edited while the import was planned; import again.")


class ImportRefusedError(Exception):
    """The import was refused and nothing is left of it; ``report`` says which rows, and why."""

    def __init__(self, report: Report) -> None:
        self.report = report
        refused = report.counts[Outcome.REFUSED]
        super().__init__(f"{refused} rows were refused; nothing was imported.")


@contextmanager
def alone() -> Iterator[None]:
    """Open a transaction in which no other import or load is at work.

    Who plans and acts inside it acts on what was planned: of two imports at once the second plans after the first.
    """
    with transaction.atomic():
        take_turns()
        yield


@few_collections()
def act(
    plan: ImportPlan,
    *,
    by: Person,
    partial: bool = False,
    publishes: bool | None = None,
    rehearse: bool = False,
    heard: Heard | None = None,
) -> Report:
    """Carry out a plan and return its report, completed.

    ``publishes`` overrules the profile. With ``rehearse`` everything is done and taken back, so that the report says
    what would have been, of the other rows too where one is refused. Raises ``ImportRefusedError`` where a row is
    refused and the import is not ``partial``.
    """
    report = plan.report
    refused = plan.refused and not partial
    if refused and not rehearse:
        raise ImportRefusedError(report)
    report.publishes = plan.profile.register.publish if publishes is None else publishes
    reason = plan.profile.register.reason
    try:
        with alone(), acting(by, f"{reason} ({report.file}, {report.profile})"):
            _Act(plan, by, reason, heard).carry_out(partial=partial or refused)
            if rehearse:
                transaction.set_rollback(True)
    except (Objections, NotPublishable) as refusal:
        _tell(plan, refusal)
        raise ImportRefusedError(report) from None
    if refused:
        report.published = 0
        raise ImportRefusedError(report)
    report.done = not rehearse
    return report


def _tell(plan: ImportPlan, refusal: Objections | NotPublishable) -> None:
    if isinstance(refusal, Objections):
        for objection in refusal.objections:
            _refuse(plan, objection)
    else:
        for problem in refusal.problems:
            ref = ref_of(problem.record)
            _object(plan, (ref.type, ref.id), problem.path, f"cannot be published: {problem.message}")


def _refuse(plan: ImportPlan, objection: Objection) -> None:
    """Refuse the row of a record that the database did not take, at the cells that gave what it refused."""
    path = "/".join(filter(None, (*objection.row, objection.field)))
    said = plan.compared.cells_of(objection.record, objection.row, objection.field)
    if not said:
        _object(plan, objection.record, path, objection.message)
    else:
        why = f"{objection.message} ({path})"
        _object(plan, objection.record, "; ".join(said.values()), why, column=", ".join(said))


def _object(plan: ImportPlan, name: Name, words: str, message: str, column: str = "") -> None:
    """Refuse the row of a record; what is said of another kind of record goes to the first row."""
    row = plan.of_record.get(name[1]) if name[0] == "agreement" else None
    said = message if row is not None else f"{'/'.join(name)}: {message}"
    row = row or next(iter(plan.of_record.values()), None) or next(iter(plan.report.rows), None)
    if row is not None:
        row.outcome = Outcome.REFUSED
        row.problems = (*row.problems, Problem(column, words, said))


class _Act:
    def __init__(self, plan: ImportPlan, by: Person, reason: str, heard: Heard | None) -> None:
        self.plan, self.reason, self.heard = plan, reason, heard
        self.by = by if isinstance(by, str) else by.get_username() if by is not None else ""
        self.keys = Keys()
        self.refused: set[Name] = set()
        self.drafts: set[Name] = set()

    def carry_out(self, *, partial: bool) -> None:
        """Write, remember, publish or settle, and ask for findings."""
        compared, report = self.plan.compared, self.plan.report
        scheme = self.plan.profile.register.scheme
        late = self._edited_meanwhile(partial=partial)
        self.drafts = untouched_drafts(scheme) if report.publishes else set()
        self.keys.reserve("agreement", [r.id for r in compared.new if r.shape.kind == "agreement"])
        self._change(late, first=True, partial=partial)
        self._heed(write_new(compared.new, self.keys, partial=partial, told=self._told("written")))
        self._change(late, first=False, partial=partial)
        remember(scheme, (one for one in compared.loaded if one.name not in self.refused))
        written = [(r.shape.kind, r.id) for r in compared.new] + sorted(compared.changed)
        written = [name for name in written if name not in self.refused]
        agreements = [address for code, address in written if code == "agreement"]
        if report.publishes:
            self._publish(written, partial=partial)
        else:
            settle_these(agreements)
        if len(agreements) >= MANY:
            count_anew(apps.get_app_config("register").get_models())
        report.findings = list(findings_of(agreements, published=report.publishes))

    def _edited_meanwhile(self, *, partial: bool) -> set[Name]:
        """Lock every record that changes; refuse and return those that somebody edited after they were compared."""
        heads = self.plan.compared.heads
        revisions = _locked(self.plan.compared.changed)
        late = {name for name, revision in revisions.items() if revision != heads[name].revision}
        if late:
            objections = [Objection(name, OWN, "", EDITED_MEANWHILE) for name in sorted(late)]
            if not partial:
                raise Objections(objections)
            self._heed(Written(objections=objections))
        return late

    def _change(self, late: set[Name], *, first: bool, partial: bool) -> None:
        """Write what changes: of records that agreements name before the new ones, of agreements after them."""
        for batch in self.plan.compared.batches:
            tasks = [task for task in batch.tasks if (task.name[0] != "agreement") is first and task.name not in late]
            if tasks:
                self._heed(write_changes(tasks, batch.held, self.keys, partial=partial))

    def _told(self, stage: str) -> Callable[[int], None] | None:
        heard = self.heard
        return None if heard is None else lambda count: heard(stage, count)

    def _heed(self, written: Written) -> None:
        """Tell what a partial import leaves out: a record, or only one of its relations."""
        for objection in written.objections:
            if objection.row[0] == "relation" and objection.record in written.keys:
                self.plan.report.links_left.append(self._link(objection))
            else:
                self.refused.add(objection.record)
                _refuse(self.plan, objection)

    def _link(self, objection: Objection) -> LinkLeft:
        row = self.plan.of_record[objection.record[1]]
        return LinkLeft(row.place, row.key, objection.row[1], "", "", objection.message)

    def _publish(self, written: Collection[Name], *, partial: bool) -> None:
        report, heads = self.plan.report, self.plan.compared.heads
        ready: dict[Name, Record] = {}
        waiting = {name for name, head in heads.items() if head.stage == Stage.DRAFT}
        waiting |= self.drafts.intersection(self.plan.compared.names)
        waiting.update(_signing(self.drafts, waiting.union(written)))
        for name, record in _instances([*written, *sorted(waiting.difference(written, self.refused))]):
            head = heads.get(name)
            if head is not None and head.editorial_status != Stage.PUBLISHED and name not in self.drafts:
                why = "it has edits that nobody published yet."
                report.held_back.append(("/".join(name), why))
            else:
                ready[name] = record
        if self.heard is not None:
            self.heard("publishing", len(ready))
        for attempt in range(ATTEMPTS):
            try:
                with transaction.atomic():
                    report.published = len(publish(ready.values(), reason=self.reason, by=self.by)) if ready else 0
            except NotPublishable as refusal:
                if not partial or attempt + 1 == ATTEMPTS:
                    raise
                for problem in refusal.problems:
                    ref = ref_of(problem.record)
                    if ready.pop((ref.type, ref.id), None) is not None:
                        report.held_back.append((f"{ref.type}/{ref.id}", str(problem.message)))
            else:
                break
        settle_these([name[1] for name in written if name[0] == "agreement" and name not in ready])


def _signing(drafts: set[Name], agreements: set[Name]) -> Iterator[Name]:
    """Yield the drafts of institutions that are parties of agreements: an import that knew them made them."""
    slugs = [address for code, address in drafts if code == "institution"]
    named = Party.objects.filter(institution__slug__in=slugs).values_list("institution__slug", "agreement__slug")
    yield from (("institution", slug) for slug, agreement in named if ("agreement", agreement) in agreements)


def _locked(names: Iterable[Name]) -> dict[Name, int]:
    """Lock records kind by kind and in the order of their keys, as publishers do, so that neither waits for the other
    while it holds what the other waits for; return their revisions.
    """
    wanted = _by_kind(names)
    found: dict[Name, int] = {}
    for of_kind in kinds():
        if addresses := wanted.get(of_kind.code):
            rows = of_kind.model._default_manager.filter(slug__in=addresses).order_by("pk")
            for record in rows.select_for_update(of=("self",)).only("slug", "revision"):
                found[of_kind.code, record.slug] = record.revision
    return found


def _instances(names: Iterable[Name]) -> Iterator[tuple[Name, Record]]:
    for code, addresses in _by_kind(names).items():
        for record in kind(code).model._default_manager.filter(slug__in=addresses).order_by("pk"):
            yield (code, record.slug), record


def _by_kind(names: Iterable[Name]) -> dict[str, list[str]]:
    wanted: dict[str, list[str]] = {}
    for code, address in names:
        wanted.setdefault(code, []).append(address)
    return wanted
