"""The editorial status as the desk shows it: every record has exactly one.

*In review* goes before *changed since publication*: a public record with an open submission is in review, and only its
stage, which the public side needs, stays *published*.
"""

from __future__ import annotations

from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from agreements import publishing
from agreements.codelists import Stage
from agreements.desk.models import Review, ReviewState

CHANGED = "changed-since-publication"
STATUS_LABELS: dict[str, str | Promise] = {**dict(Stage.choices), CHANGED: _("Changed since publication")}


def waiting(model: type[Any]) -> Exists:
    """Return the condition that a submission of the record waits for a decision."""
    code = next(kind.code for kind in publishing.kinds() if kind.model is model)
    return Exists(Review.objects.filter(record_type=code, record_pk=OuterRef("pk"), state=ReviewState.OPEN))


def with_review(records: QuerySet[Any]) -> QuerySet[Any]:
    """Read with each record whether it waits for review, so that a list costs no query a row."""
    marked: QuerySet[Any] = records.annotate(is_in_review=waiting(records.model))
    return marked


def status_of(record: Any) -> str:
    """Return the code of a record's editorial status; the record should have been read by ``with_review``."""
    waits = getattr(record, "is_in_review", None)
    if waits is None:
        waits = type(record)._default_manager.filter(waiting(type(record)), pk=record.pk).exists()
    return str(Stage.IN_REVIEW) if waits and record.stage == Stage.PUBLISHED else record.editorial_status


def with_status(records: QuerySet[Any], status: str) -> QuerySet[Any]:
    """Narrow records to those of one editorial status; the statuses divide all records among them."""

    public, in_review = Q(stage=Stage.PUBLISHED), waiting(records.model)
    if status == CHANGED:
        return records.filter(public & ~in_review).exclude(published_revision=F("revision"))
    if status == Stage.PUBLISHED:
        return records.filter(public & ~in_review, published_revision=F("revision"))
    if status == Stage.IN_REVIEW:
        return records.filter(Q(stage=Stage.IN_REVIEW) | (public & in_review))
    return records.filter(stage=status)
