"""What dates imply on a day: plans make things overdue, never done; partial dates leave more than one answer open."""

from __future__ import annotations

from datetime import date

import pytest

from agreements.partial_dates.days import PartialDate
from programs.register.progress import progress_on


def progress(day: str, state: str = "unknown", **dates: str) -> tuple[tuple[str, ...], bool]:
    given = {name: PartialDate.parse(text) for name, text in dates.items()}
    names = ("planned_start", "planned_end", "actual_start", "actual_end")
    found = progress_on(date.fromisoformat(day), stated_state=state, **{n: given.get(n) for n in names})
    assert found.implied == found.possible[0]
    return found.possible, found.certain


@pytest.mark.parametrize(
    ("day", "dates", "possible", "certain"),
    [
        ("2026-06-15", {}, ("unknown",), False),
        ("2026-02-28", {"actual_start": "2026-03-01"}, ("not-started",), True),
        ("2026-03-01", {"actual_start": "2026-03-01"}, ("under-way",), True),
        ("2026-03-15", {"actual_start": "2026-03"}, ("not-started", "under-way"), False),
        ("2026-03-31", {"actual_start": "2026-03"}, ("under-way",), True),
        ("2026-03-31", {"planned_start": "2026-03"}, ("under-way",), False),
        ("2026-02-28", {"planned_start": "2026-03"}, ("not-started",), True),
        ("2026-06-30", {"actual_start": "2026-03", "planned_end": "2026-06-30"}, ("under-way",), True),
        ("2026-07-01", {"actual_start": "2026-03", "planned_end": "2026-06-30"}, ("overdue",), True),
        ("2026-06-15", {"actual_start": "2026-03", "planned_end": "2026-06"}, ("under-way", "overdue"), False),
        ("2026-06-30", {"actual_end": "2026-06-30", "actual_start": "2026-01"}, ("under-way",), True),
        ("2026-07-01", {"actual_end": "2026-06-30"}, ("done",), True),
        ("2026-07-01", {"actual_end": "2026-06-30", "planned_end": "2026-01"}, ("done",), True),
    ],
)
def test_the_dates_imply(day: str, dates: dict[str, str], possible: tuple[str, ...], certain: bool) -> None:
    assert progress(day, **dates) == (possible, certain)


@pytest.mark.parametrize("state", ["completed", "partly-completed", "cancelled"])
def test_what_is_stated_to_be_over_is_never_overdue(state: str) -> None:
    assert progress("2030-01-01", state, planned_end="2026") == (("unknown",), False)


@pytest.mark.parametrize("state", ["planned", "ongoing", "suspended", "unknown"])
def test_a_planned_end_in_the_past_is_overdue_and_not_done(state: str) -> None:
    assert progress("2030-01-01", state, planned_end="2026") == (("overdue",), True)
