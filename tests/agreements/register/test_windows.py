"""The window of a picture: what may be asked, what is refused, and what is shown unasked."""

from __future__ import annotations

from datetime import date

import pytest

from agreements.register.coverage import Scale
from agreements.register.problems import BadParametersError
from agreements.register.query import Query
from agreements.register.windows import LAST_YEAR, around, asked_window, years

DAY = date(2026, 11, 22)


def window(**given: str) -> tuple[date, date]:
    scale = asked_window(Query(tuple(given.items()))).scale([date(2024, 6, 2), date(2026, 1, 5)], DAY)
    return scale.first, scale.last


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        ("1990", "2030", (date(1990, 1, 1), date(2030, 12, 31))),
        ("1990-02", "1990-02", (date(1990, 2, 1), date(1990, 2, 28))),
        ("1990-02-03", "1990-02-03", (date(1990, 2, 3), date(1990, 2, 3))),
        ("0001", "9998", (date.min, date(9998, 12, 31))),
        ("2024-06", "2024", (date(2024, 6, 1), date(2024, 12, 31))),
    ],
)
def test_both_bounds_are_shown_whole(start: str, end: str, expected: tuple[date, date]) -> None:
    assert window(**{"from": start, "to": end}) == expected


@pytest.mark.parametrize(
    ("start", "end", "named"),
    [
        ("2030", "1990", "from"),
        ("1990-01-02", "1990-01-01", "from"),
        ("June", "1990", "from"),
        ("1990", "2024-13", "to"),
        ("1990/1995", "2000", "from"),
        ("19", "2000", "from"),
        ("1990", "9999", "to"),
        ("1990", "2001-02-29", "to"),
    ],
)
def test_what_is_no_year_or_day_and_what_is_reversed_is_refused(start: str, end: str, named: str) -> None:
    with pytest.raises(BadParametersError) as refused:
        window(**{"from": start, "to": end})
    assert [problem.parameter for problem in refused.value.problems] == [named]


def test_unasked_it_holds_every_known_day_and_the_day_read_in_whole_years() -> None:
    assert window() == (date(2023, 1, 1), date(2027, 12, 31))


def test_a_term_fixed_far_ahead_does_not_press_the_past_into_a_corner() -> None:
    scale = around([date(2020, 1, 1), date(2100, 1, 1)], DAY)
    assert (scale.first.year, scale.last.year) == (2019, 2037)


def test_one_bound_beyond_all_that_is_known_shows_its_own_year() -> None:
    assert window(**{"from": "2050-03"}) == (date(2050, 3, 1), date(2050, 12, 31))
    assert window(to="1950-03") == (date(1950, 1, 1), date(1950, 3, 31))


def test_closer_is_about_the_day_read_and_later_keeps_the_length() -> None:
    scale = Scale(date(1990, 1, 1), date(2029, 12, 31))
    assert years(scale, of=0.5, about=DAY) == (2016, 2035)
    first, last = years(scale, by=0.5)
    assert (first - 1990, last - first) == (20, 39)


@pytest.mark.parametrize("bounds", [(1, 9998), (1, 1), (9998, 9998), (1, 40)])
def test_no_link_leaves_the_calendar(bounds: tuple[int, int]) -> None:
    scale = Scale(date(bounds[0], 1, 1), date(bounds[1], 12, 31))
    for of, by in ((0.5, 0.0), (2, 0.0), (1, -0.5), (1, 0.5)):
        first, last = years(scale, of=of, by=by)
        assert 1 <= first <= last <= LAST_YEAR
