"""The queues: one function each, which says of a kind of record what condition puts a record into the queue.

A condition is set-wise (``Q``), so that a list is narrowed by it and the dashboard counts with it, all queues of a kind
in one query. ``None`` says that the queue has no meaning for the kind. Days come from the asker, lengths of time are
arguments. Records that were withdrawn or merged wait in no queue.

How each is to be read stands in docs/decisions/0010-work-queues.md.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from django.db.models import Exists, F, OuterRef, Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from agreements.admin.queues.asking import ALIVE, Asker, has_evidence, has_field
from agreements.audit.measures import proving
from agreements.codelists import Stage
from agreements.desk.models import AuditFinding, AuditRun, Review, ReviewState
from agreements.partial_dates.days import PartialDate
from agreements.partial_dates.dayset import DaySet
from agreements.publishing.registry import RecordKind

Rule = Callable[[RecordKind, Asker], Q | None]
#: Programmes of which a source states that nothing more is to come.
DONE: Final = ("completed", "partly-completed", "cancelled")


@dataclass(frozen=True, slots=True)
class Queue:
    """A queue: its code in addresses, what it is called, what is in it, and which picture stands beside its count."""

    code: str
    title: str | Promise
    what: str | Promise
    rule: Rule
    picture: str
    #: Whether it asks the measures of records, and so has a meaning for every kind that has evidence.
    measured: bool = False


QUEUES: Final[dict[str, Queue]] = {}


def queue(
    code: str, title: str | Promise, what: str | Promise, picture: str = "share", *, measured: bool = False
) -> Callable[[Callable[..., Q | None]], Callable[..., Q | None]]:
    """Add a rule to the queues; its words stand here and not in its docstring, because they are translated."""

    def add(rule: Callable[..., Q | None]) -> Callable[..., Q | None]:
        QUEUES[code] = Queue(code, title, what, rule, picture, measured)
        return rule

    return add


@queue(
    "ends",
    _("Ends within 180 days"),
    _("The last day in effect, or the planned last day of a programme, may lie in the next 180 days, today included."),
    "months-ends",
)
def ends_within(kind: RecordKind, asker: Asker, days: int = 180) -> Q | None:
    """Keep what may end from today up to so many days on; what surely ended before today is left out."""
    span = PartialDate(asker.day, asker.after(days))
    if has_field(kind, "ends"):
        return ALIVE & Q(ends__overlap=span)
    if has_field(kind, "planned_end"):
        return ALIVE & Q(planned_end__overlap=span, actual_end__isnull=True) & ~Q(stated_state__in=DONE)
    return None


@queue(
    "decisions",
    _("Decision due within 90 days"),
    _("A notice must be given in the next 90 days, today included, or a term is renewed tacitly."),
    "months-decisions",
)
def decision_due_within(kind: RecordKind, asker: Asker, days: int = 90) -> Q | None:
    """Keep agreements of which the last day for a notice may lie from today up to so many days on."""
    if not has_field(kind, "decisions"):
        return None
    return ALIVE & Q(decisions__overlap=DaySet.between(asker.day, asker.after(days)))


@queue("drafts", _("Drafts"), _("Never sent for review, never published."), "weeks")
def drafts(kind: RecordKind, asker: Asker) -> Q | None:
    """Keep drafts."""
    return Q(stage=Stage.DRAFT)


@queue("review", _("In review"), _("Sent for review and waiting for a reviewer."), "weeks")
def in_review(kind: RecordKind, asker: Asker) -> Q | None:
    """Keep what waits for a reviewer: the stage says so, or a submission of the record is open."""
    opened = Review.objects.filter(record_type=kind.code, state=ReviewState.OPEN).values("record_pk")
    return Q(stage=Stage.IN_REVIEW) | ALIVE & Q(pk__in=opened)


@queue(
    "changed", _("Changed since publication"), _("Published, and edited since: readers see the former state."), "weeks"
)
def changed_since_publication(kind: RecordKind, asker: Asker) -> Q | None:
    """Keep what is public in another state than the working one."""
    return Q(stage=Stage.PUBLISHED) & ~Q(published_revision=F("revision"))


@queue(
    "disputed",
    _("Disputed"),
    _("Sources disagree about a value, and nobody has settled which is preferred."),
    measured=True,
)
def disputed(kind: RecordKind, asker: Asker) -> Q | None:
    """Keep records with an open disagreement (``audit.measures.disputing`` says what that is)."""
    return _measured(kind, asker, Q(disputed=True), lambda measure: measure.disputed)


@queue(
    "unsourced",
    _("Without evidence"),
    _("Some value that is given has no passage that speaks for it."),
    measured=True,
)
def unsourced(kind: RecordKind, asker: Asker) -> Q | None:
    """Keep records that give something for which nothing speaks."""
    return _measured(kind, asker, Q(unsourced=True), lambda measure: measure.unsourced)


@queue(
    "one-source",
    _("One source only"),
    _("All facts that have evidence have it from one and the same source."),
    measured=True,
)
def rests_on_one_source(kind: RecordKind, asker: Asker) -> Q | None:
    """Keep records of which all preferred supporting evidence comes from a single source."""
    return _measured(kind, asker, Q(one_source=True), lambda measure: measure.one_source)


@queue(
    "unchecked",
    _("Not checked for a year"),
    _("Published, and some of the evidence was last checked more than 365 days ago, or never."),
    measured=True,
)
def not_checked_for(kind: RecordKind, asker: Asker, days: int = 365) -> Q | None:
    """Keep published records of which some evidence was not checked in the last so many days, or that have none."""
    limit = asker.after(-days)
    late = _measured(
        kind,
        asker,
        Q(checked_on__isnull=True) | Q(checked_on__lt=limit),
        lambda measure: measure.checked_on is None or measure.checked_on < limit,
    )
    return None if late is None else Q(stage=Stage.PUBLISHED) & late


@queue("no-text", _("Sources without text"), _("The text is not kept, so no quotation from it can be checked here."))
def without_text(kind: RecordKind, asker: Asker) -> Q | None:
    """Keep sources whose text is not attached."""
    return ALIVE & Q(text="") if has_field(kind, "text") else None


@queue("findings", _("Audit findings"), _("The last audit found something wrong with the record."), "runs")
def found_by_the_audit(kind: RecordKind, asker: Asker) -> Q | None:
    """Keep records of which the last run of the audit has a finding; notes (unusual, not wrong) do not count."""
    last = AuditRun.objects.order_by("-at", "-id").values("pk")[:1]
    found = AuditFinding.objects.filter(run__in=last, is_note=False, record_type=kind.code, record_id=OuterRef("slug"))
    return Q(Exists(found))


@queue(
    "mine", _("Mine"), _("You changed it last and it is not public as it stands, or it was returned to you."), "weeks"
)
def mine(kind: RecordKind, asker: Asker) -> Q | None:
    """Keep unfinished records that the asker was the last to change at the desk, or whose last review came back."""
    last = (
        Review.objects.filter(record_type=kind.code)
        .order_by("record_pk", "-sent_at", "-pk")
        .distinct("record_pk")
        .values_list("record_pk", "sent_by", "state")
    )
    returned = [pk for pk, by, state in last if by == asker.user.pk and state == ReviewState.RETURNED]
    unfinished = ALIVE & (~Q(stage=Stage.PUBLISHED) | ~Q(published_revision=F("revision")))
    return unfinished & (Q(pk__in=asker.last_touched(kind)) | Q(pk__in=returned))


def _measured(kind: RecordKind, asker: Asker, flag: Q, holds: Callable[..., bool]) -> Q | None:
    if not has_evidence(kind):
        return None
    return ALIVE & proving(kind, flag, [one.record_pk for one in asker.just_measured(kind) if holds(one)])
