"""How many records wait in each queue: all queues of a kind in one query, by the week in which records were saved last.

The number of queries depends on the kinds of records and never on the records.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, DateField, F, Func, IntegerField, Value
from django.db.models.functions import Cast, Greatest, TruncDate, TruncMonth
from django.http import HttpRequest
from psycopg.types.multirange import DateMultirange
from psycopg.types.range import DateRange

from agreements.admin.queues.asking import ALIVE, Asker, has_field
from agreements.admin.queues.rules import QUEUES, Queue
from agreements.publishing.registry import RecordKind

#: Weeks that a sparkline shows, this one included; what is older stands in one more.
WEEKS = 12


@dataclass(slots=True)
class Counted:
    """One queue as the dashboard shows it: how many of each kind, out of how many, and by weeks or months."""

    queue: Queue
    by_kind: dict[str, int] = field(default_factory=dict)
    out_of: int = 0
    weeks: list[int] = field(default_factory=lambda: [0] * (WEEKS + 1))
    months: Counter[Any] = field(default_factory=Counter)

    @property
    def total(self) -> int:
        """Return how many records of all kinds wait."""
        return sum(self.by_kind.values())


def count_queues(request: HttpRequest, kinds: list[RecordKind]) -> dict[str, Counted]:
    """Count every queue over these kinds of records."""
    asker = Asker.of(request)
    found = {code: Counted(queue) for code, queue in QUEUES.items()}
    for kind in kinds:
        rules = {code: queue.rule(kind, asker) for code, queue in QUEUES.items()}
        asked = {code: rule for code, rule in rules.items() if rule is not None}
        names = {code: f"in_{number}" for number, code in enumerate(asked)}
        rows: Any = (
            kind.model._default_manager.order_by()
            .annotate(week=_week(asker))
            .values("week")
            .annotate(alive=Count("pk", filter=ALIVE), **{names[c]: Count("pk", filter=q) for c, q in asked.items()})
        )
        for code in asked:
            found[code].by_kind[kind.code] = 0
        for row in rows:
            for code in asked:
                found[code].by_kind[kind.code] += row[names[code]]
                found[code].weeks[row["week"]] += row[names[code]]
                found[code].out_of += row["alive"]
        for code in ("ends", "decisions"):
            if code in asked and found[code].by_kind[kind.code]:
                records = kind.model._default_manager.filter(asked[code]).order_by()
                found[code].months += _by_month(records, _first_day(kind, code, asker))
    return found


def _week(asker: Asker) -> Func:
    """Return how many whole weeks ago a record was saved last, at most ``WEEKS``."""
    return Func(
        Cast(Value(asker.day), DateField()),
        TruncDate("updated_at"),
        arg_joiner=" - ",
        template=f"LEAST({WEEKS}, GREATEST(0, (%(expressions)s) / 7))",
        output_field=IntegerField(),
    )


def _first_day(kind: RecordKind, code: str, asker: Asker) -> Any:
    """Return the first day, from today on, on which the end or the decision may lie."""
    if code == "ends":
        column = "ends" if has_field(kind, "ends") else "planned_end"
        return Greatest(F(f"{column}__first_day"), Cast(Value(asker.day), DateField()))
    ahead = Value(DateMultirange([DateRange(asker.day, None, "[)")]))
    template = "LOWER(%(expressions)s)"
    return Func(F("decisions"), ahead, arg_joiner=" * ", template=template, output_field=DateField())


def _by_month(records: Any, first_day: Any) -> Counter[Any]:
    rows = records.annotate(month=TruncMonth(first_day)).values("month").annotate(many=Count("pk"))
    return Counter({row["month"]: row["many"] for row in rows})
