"""What the database keeps by ``progress`` is what the pure function says, for every mixture of partial dates."""

from __future__ import annotations

import itertools
import os
import random
from collections.abc import Iterator
from datetime import date, timedelta

import pytest

from agreements.asof import instant
from agreements.partial_dates.days import PartialDate
from agreements.register.models import Publication
from programs.register.models import ProgramEntry
from programs.register.progress import PROGRESS, may_be, progress_on

STEP = timedelta(microseconds=1)
pytestmark = pytest.mark.django_db

DAYS = ("planned_start", "planned_end", "actual_start", "actual_end")
STARTS = (None, "2026-03", "2026-03-10", "2026-03-10/2026-03-20")
ENDS = (None, "2026-06", "2026-06-15", "2026")
STATES = ("planned", "ongoing", "completed", "cancelled", "unknown")
MIXTURES = list(itertools.product(STATES, STARTS, ENDS, STARTS, ENDS))
#: Before, on and after the bounds of each of the dates.
READ = ("2025-12-31", "2026-01-01", "2026-01-02", "2026-03-01", "2026-03-10", "2026-03-11", "2026-03-20", "2026-03-21",
        "2026-03-31", "2026-04-01", "2026-06-01", "2026-06-02", "2026-06-15", "2026-06-16", "2026-06-30", "2026-07-01",
        "2026-12-31", "2027-01-01", "0001-01-01", "9999-12-31")  # fmt: skip


def mixtures() -> list[tuple[str | None, ...]]:
    """Give a fifth of the mixtures, or with TRIALS=all each of them."""
    return MIXTURES if os.environ.get("TRIALS") == "all" else random.Random(8).sample(MIXTURES, len(MIXTURES) // 5)


@pytest.fixture
def entries() -> Iterator[dict[int, tuple[str | None, ...]]]:
    made = mixtures()
    when = instant()
    Publication.objects.bulk_create(
        Publication(
            number=n, record_type="program", record_id=f"p{n}", type="created", time=when + n * STEP, document={}
        )
        for n in range(1, len(made) + 1)
    )
    ProgramEntry.objects.bulk_create(
        ProgramEntry(
            publication_id=n, record_id=f"p{n}", first_number=n, title="", updated_at=when, stated_state=state,
            **{name: text and PartialDate.parse(text) for name, text in zip(DAYS, dates, strict=True)},
        )
        for n, (state, *dates) in enumerate(made, 1)
    )  # fmt: skip
    return dict(enumerate(made, 1))


def test_the_database_keeps_what_the_rule_says(entries: dict[int, tuple[str | None, ...]]) -> None:
    for text in READ:
        day = date.fromisoformat(text)
        for code in PROGRESS:
            kept = set(ProgramEntry.objects.filter(may_be(code, day)).values_list("pk", flat=True))
            expected = set()
            for n, (state, *dates) in entries.items():
                days = {name: edtf and PartialDate.parse(edtf) for name, edtf in zip(DAYS, dates, strict=True)}
                if code in progress_on(day, stated_state=state or "", **days).possible:
                    expected.add(n)
            assert kept == expected, (text, code, [entries[n] for n in kept ^ expected][:3])
