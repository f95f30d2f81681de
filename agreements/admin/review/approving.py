"""Publishing, restoring and withdrawing from the desk: one transaction that locks, asks the four eyes, and goes.

What a reviewer looked at is what goes out: ``seen`` are the revisions that the page showed, and a record that has
another one by now is refused, so that it is looked at again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from agreements import publishing
from agreements.admin.review.four_eyes import refusals
from agreements.codelists import Stage
from agreements.desk.acting import because
from agreements.desk.models import Review, ReviewState
from agreements.models.base import Record
from agreements.publishing import Missing, Ref

Problems = dict[Ref, list[Missing]]
#: The revision of a record of which a request does not say what its page showed; no record has it.
NOT_SEEN = -1


@dataclass(frozen=True, slots=True)
class Step:
    """One way through the door: what it is called, from which stages it can be taken, and what it says afterwards."""

    name: str
    title: str | Promise
    button: str | Promise
    ask: str | Promise
    from_stages: tuple[str, ...]
    done: Callable[[int], str]


def _published(count: int) -> str:
    return ngettext("%d record was published.", "%d records were published.", count) % count


def _withdrawn(count: int) -> str:
    return ngettext("%d record was withdrawn.", "%d records were withdrawn.", count) % count


def _restored(count: int) -> str:
    return ngettext("%d record was restored.", "%d records were restored.", count) % count


STEPS = {
    "publish": Step(
        "publish",
        gettext_lazy("Publish"),
        gettext_lazy("Publish"),
        gettext_lazy("Why is this published? Everybody can read the reason."),
        (Stage.DRAFT, Stage.IN_REVIEW, Stage.PUBLISHED),
        _published,
    ),
    "withdraw": Step(
        "withdraw",
        gettext_lazy("Withdraw"),
        gettext_lazy("Withdraw"),
        gettext_lazy("Why is this withdrawn? Its address will answer “gone” with this reason."),
        (Stage.PUBLISHED,),
        _withdrawn,
    ),
    "restore": Step(
        "restore",
        gettext_lazy("Restore"),
        gettext_lazy("Restore"),
        gettext_lazy("Why is this restored? Everybody can read the reason."),
        (Stage.WITHDRAWN, Stage.MERGED),
        _restored,
    ),
}


def wrong_stages(step: Step, records: Iterable[Record]) -> Problems:
    """Return a problem for every record of whose stage the step cannot be taken."""
    words = _("This step cannot be taken from the present stage: %s.")
    return {
        publishing.ref_of(record): [Missing(record, "", words % record.get_stage_display())]
        for record in records
        if record.stage not in step.from_stages
    }


def take(step: Step, records: Iterable[Record], user: Any, reason: str, seen: Mapping[int, int]) -> Problems:
    """Take a step for records of one kind, all or none; return what holds which back, nothing when it was done."""
    given = list(records)
    because(reason)
    with transaction.atomic():
        now = _locked(given)
        problems = wrong_stages(step, now)
        if step.name != "withdraw":
            for ref, reasons in refusals(now, user).items():
                problems.setdefault(ref, []).extend(reasons)
        for record in now:
            if seen.get(record.pk, record.revision) != record.revision:
                words = _("It changed while this page lay open; look at it again.")
                problems.setdefault(publishing.ref_of(record), []).append(Missing(record, "", words))
        if problems:
            return problems
        kind = publishing.kind_of(now[0]).code
        waiting = Review.objects.filter(
            record_type=kind, record_pk__in=[record.pk for record in now], state=ReviewState.OPEN
        )
        reviews = list(waiting.values_list("pk", flat=True))
        try:
            getattr(publishing, step.name)(now, reason=reason, by=user.get_username())
        except publishing.NotPublishable as refusal:
            return _by_record(refusal.problems)
        Review.objects.filter(pk__in=reviews).update(decided_by=user)
    return {}


def _locked(records: list[Record]) -> list[Record]:
    """Lock the rows, in the order in which the door locks them, and read them as they are then."""
    rows = type(records[0])._default_manager.filter(pk__in=[record.pk for record in records]).order_by("pk")
    return list(rows.select_for_update(of=("self",), no_key=True))


def _by_record(problems: Iterable[Missing]) -> Problems:
    found: Problems = {}
    for problem in problems:
        found.setdefault(publishing.ref_of(problem.record), []).append(problem)
    return found
