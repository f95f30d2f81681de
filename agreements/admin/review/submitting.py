"""Submissions: sent, taken back, commented on, returned. This module alone writes them and the stage *in review*.

Each call is one transaction that locks the record first and reads its submission after that, so that of two who decide
at once the second finds it decided. The door closes the submission of whatever it publishes or withdraws.
"""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from agreements import publishing
from agreements.asof import instant
from agreements.codelists import Stage
from agreements.desk.models import Review, ReviewComment, ReviewState
from agreements.models.base import Record
from agreements.models.hands import events_now

#: What is kept of a remark or a note; the forms say so before.
LONGEST = 4000


class Refused(Exception):
    """A step that cannot be taken as the record stands now; the text is for the editor."""


def reviews_of(record: Record) -> Any:
    """Return every submission of a record, latest first."""
    return Review.objects.filter(record_type=publishing.kind_of(record).code, record_pk=record.pk)


def open_review(record: Record) -> Review | None:
    """Return the submission that waits for a decision, if there is one."""
    found: Review | None = reviews_of(record).filter(state=ReviewState.OPEN).first()
    return found


def why_not_sent(record: Record, review: Review | None) -> str:
    """Say why a record cannot be sent for review as it stands; "" if it can."""
    if review is not None:
        return _("It is in review already.")
    if record.stage in (Stage.WITHDRAWN, Stage.MERGED):
        return _("It was withdrawn or merged; a reviewer can restore it.")
    if record.stage == Stage.PUBLISHED and record.revision == record.published_revision:
        return _("It is published as it stands; nothing waits to be reviewed.")
    return ""


def send(record: Record, user: Any, note: str) -> Review:
    """Send a record for review as it is now; raises ``Refused``."""
    with transaction.atomic():
        now = _locked(record)
        if refused := why_not_sent(now, open_review(now)):
            raise Refused(refused)
        review = Review.objects.create(
            record_type=publishing.kind_of(now).code,
            record_pk=now.pk,
            record_id=now.slug,
            revision=now.revision,
            events=events_now(type(now)),
            sent_at=instant(),
            sent_by=user,
            sent_by_name=user.get_username(),
            note=note,
        )
        _turn(now, Stage.DRAFT, Stage.IN_REVIEW)
        return review


def take_back(record: Record, user: Any) -> None:
    """Take a submission back; the record is a draft again, or stays public. Raises ``Refused``."""
    _decide(record, user, ReviewState.TAKEN_BACK, "")


def give_back(record: Record, user: Any, comment: str) -> None:
    """Return a submission to its editors, saying why; raises ``Refused``."""
    _decide(record, user, ReviewState.RETURNED, comment)


def remark(record: Record, user: Any, path: str, text: str) -> ReviewComment:
    """Remark on one field of a submission, or with an empty path on the whole; raises ``Refused``."""
    with transaction.atomic():
        review = _waiting(_locked(record))
        return ReviewComment.objects.create(
            review=review, at=instant(), by=user, by_name=user.get_username(), path=path[:200], text=text
        )


def _decide(record: Record, user: Any, state: ReviewState, note: str) -> None:
    with transaction.atomic():
        now = _locked(record)
        review = _waiting(now)
        review.state, review.decided_at, review.decided_note = state, instant(), note
        review.decided_by, review.decided_by_name = user, user.get_username()
        review.save()
        _turn(now, Stage.IN_REVIEW, Stage.DRAFT)


def _waiting(record: Record) -> Review:
    review = open_review(record)
    if review is None:
        raise Refused(_("It is not in review any more; look at what was decided."))
    return review


def _locked(record: Record) -> Record:
    rows = type(record)._default_manager.select_for_update(of=("self",), no_key=True)
    return rows.get(pk=record.pk)


def _turn(record: Record, old: Stage, new: Stage) -> None:
    """Turn the stage of what was never public; whatever is public keeps the stage that the public side needs."""
    type(record)._default_manager.filter(pk=record.pk, stage=old).update(stage=new)
