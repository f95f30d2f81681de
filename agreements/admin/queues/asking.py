"""Who asks a queue, and on what day; what is looked up for one queue is kept for the others of the same request."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.db.models import Exists, OuterRef, Q
from django.http import HttpRequest

from agreements import asof
from agreements.audit.measures import evidence_of, measured, stale
from agreements.codelists import Stage
from agreements.desk.models import Measure
from agreements.publishing.registry import RecordKind, kinds

#: So many records of a kind are measured while somebody waits for a page; more wait until measures are kept.
MOST_MEASURED = 500
#: Records on which work goes on: neither withdrawn nor merged into another.
ALIVE = Q(stage__in=[Stage.DRAFT, Stage.IN_REVIEW, Stage.PUBLISHED])


@dataclass(frozen=True, slots=True)
class Asker:
    """The register's day, and who looks at the desk."""

    day: date
    user: AbstractBaseUser | AnonymousUser
    _just_measured: dict[str, list[Measure]] = field(default_factory=dict)
    _not_measured: dict[str, int] = field(default_factory=dict)
    _touched: dict[str, list[int]] = field(default_factory=dict)

    @classmethod
    def of(cls, request: HttpRequest) -> Asker:
        """Return who asks with this request, today; one for the whole request."""
        asker: Asker | None = getattr(request, "_desk_asker", None)
        if asker is None:
            asker = cls(asof.today(), request.user)
            request._desk_asker = asker  # type: ignore[attr-defined]
        return asker

    def after(self, days: int) -> date:
        """Return the day so many days from now; a negative number is days ago."""
        return self.day + timedelta(days)

    def just_measured(self, kind: RecordKind) -> list[Measure]:
        """Return the measures of records of a kind that changed since measures were last kept, the newest first."""
        if kind.code not in self._just_measured:
            keys = stale(kind)
            now = keys[-MOST_MEASURED:]
            self._just_measured[kind.code] = measured(kind, now)
            self._not_measured[kind.code] = len(keys) - len(now)
        return self._just_measured[kind.code]

    def not_measured(self) -> int:
        """Return how many records the queues asked so far could not see, because too many were to be measured."""
        return sum(self._not_measured.values())

    def last_touched(self, kind: RecordKind) -> list[int]:
        """Return the keys of the records of a kind at which this person was the last to do something at the desk."""
        if not self._touched:
            self._touched.update(
                {code: [] for code in ("", *(one.code for one in kinds()))}, **_last_touched(self.user)
            )
        return self._touched[kind.code]


def _last_touched(user: Any) -> dict[str, list[int]]:
    """Look up, in one query over the desk's log, the records that nobody touched after this person."""
    names = {(one.model._meta.app_label, one.model._meta.model_name): one.code for one in kinds()}
    mine = LogEntry.objects.filter(content_type=OuterRef("content_type"), object_id=OuterRef("object_id"), user=user.pk)
    rows = (
        LogEntry.objects.filter(Exists(mine))
        .order_by("content_type", "object_id", "-action_time", "-id")
        .distinct("content_type", "object_id")
        .values_list("content_type__app_label", "content_type__model", "object_id", "user")
    )
    found: defaultdict[str, list[int]] = defaultdict(list)
    for app, model, key, by in rows:
        code = names.get((app, model))
        if by == user.pk and code and key and key.isdecimal():
            found[code].append(int(key))
    return found


def kind_of_model(model: type[Any]) -> RecordKind:
    """Return the kind whose working records a model holds; ``KeyError`` where there is none."""
    return {kind.model: kind for kind in kinds()}[model]


def has_field(kind: RecordKind, name: str) -> bool:
    """Whether working records of a kind have a field of this name."""
    return any(one.name == name for one in kind.model._meta.get_fields())


def has_evidence(kind: RecordKind) -> bool:
    """Whether records of a kind can have evidence; countries, sectors and sources cannot."""
    return evidence_of(kind) is not None
