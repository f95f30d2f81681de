"""Terms and notice, counted by the rule itself and by an oracle that walks day by day (domain section 7)."""

from datetime import date, timedelta

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from agreements.partial_dates.arithmetic import (
    BeyondCalendarError,
    Duration,
    day_later,
    last_day_of,
    notice_in_time,
    notice_last_day,
    notice_period_last_day,
    term_first_day,
    term_last_day,
    term_number_on,
)
from tests.agreements.partial_dates.strategies import days

ONE_DAY = timedelta(days=1)
months = st.integers(1, 120).map(lambda number: Duration(months=number))
periods = st.one_of(
    months,
    st.builds(Duration, st.integers(0, 9), st.integers(0, 30), st.integers(0, 9), st.integers(1, 99)),
)
modern = days(date(1900, 1, 1), date(2100, 12, 31))


def term(text: str, first: str, k: int = 1, **options: bool) -> str:
    return term_last_day(date.fromisoformat(first), Duration.parse(text), k, **options).isoformat()


@pytest.mark.parametrize(
    ("first", "text", "last"),
    [
        ("2024-02-01", "P1M", "2024-02-29"),
        ("2023-02-01", "P1M", "2023-02-28"),
        ("2024-01-28", "P1M", "2024-02-27"),
        ("2024-01-29", "P1M", "2024-02-28"),
        ("2024-01-30", "P1M", "2024-02-29"),
        ("2024-01-31", "P1M", "2024-02-29"),
        ("2023-01-28", "P1M", "2023-02-27"),
        ("2023-01-29", "P1M", "2023-02-28"),
        ("2023-01-30", "P1M", "2023-02-28"),
        ("2023-01-31", "P1M", "2023-02-28"),
        ("2024-03-30", "P1M", "2024-04-29"),
        ("2024-03-31", "P1M", "2024-04-30"),
        ("2024-12-31", "P2M", "2025-02-28"),
        ("2024-02-29", "P1Y", "2025-02-28"),
        ("2024-02-29", "P4Y", "2028-02-28"),
        ("2023-03-01", "P1Y", "2024-02-29"),
        ("2020-08-01", "P36M", "2023-07-31"),
        ("2007-02-06", "P5Y", "2012-02-05"),
        ("1900-01-31", "P1M", "1900-02-28"),
        ("2000-01-31", "P1M", "2000-02-29"),
        ("2024-06-15", "P1D", "2024-06-15"),
        ("2024-06-15", "P2W", "2024-06-28"),
        ("2024-01-31", "P1M10D", "2024-03-10"),
        ("2024-01-15", "P1M1D", "2024-02-15"),
    ],
)
def test_a_term_ends_before_the_same_numbered_day_or_on_the_last_day_of_a_month_without_it(
    first: str, text: str, last: str
) -> None:
    assert term(text, first) == last


def test_later_terms_count_from_the_first_day_of_term_1_and_are_not_chained() -> None:
    assert [term("P1M", "2024-01-31", k) for k in (1, 2, 3, 4)] == [
        "2024-02-29",
        "2024-03-30",
        "2024-04-30",
        "2024-05-30",
    ]
    assert [term("P1Y", "2024-02-29", k) for k in (1, 2, 3, 4)] == [
        "2025-02-28",
        "2026-02-28",
        "2027-02-28",
        "2028-02-28",
    ]
    assert term("P10D", "2024-01-01", 3) == "2024-01-30"


def test_a_first_term_of_another_length_moves_every_later_term() -> None:
    first, renewal, initial = date(2020, 8, 1), Duration.parse("P12M"), Duration.parse("P36M")
    assert term_last_day(first, renewal, 1, initial=initial) == date(2023, 7, 31)
    assert term_last_day(first, renewal, 4, initial=initial) == date(2026, 7, 31)
    assert term_first_day(first, renewal, 4, initial=initial) == date(2025, 8, 1)
    assert term_number_on(first, renewal, date(2026, 2, 11), initial=initial) == 4
    assert term_number_on(first, renewal, date(2023, 7, 31), initial=initial) == 1
    assert term_number_on(first, renewal, date(2023, 8, 1), initial=initial) == 2


def test_the_anniversary_convention_adds_one_day() -> None:
    assert term("P1Y", "2024-03-15", anniversary=True) == "2025-03-15"
    assert term("P1M", "2024-01-31", anniversary=True) == "2024-03-01"
    assert term("P1Y", "2024-03-15", 2, anniversary=True) == "2026-03-15"


def test_terms_are_numbered_from_1() -> None:
    for k in (0, -1):
        with pytest.raises(ValueError, match="numbered from 1"):
            term("P1Y", "2024-01-01", k)


def same_numbered_day_by_walking(first: date, count: int) -> date | None:
    """Walk to the first day of the month ``count`` months on and look for the number there."""
    day = first.replace(day=1)
    for _ in range(count):
        day = (day + timedelta(days=31)).replace(day=1)
    month = day.month
    while day.month == month:
        if day.day == first.day:
            return day
        day += ONE_DAY
    return None


@given(modern, st.integers(1, 60))
def test_the_term_agrees_with_walking_through_the_calendar(first: date, count: int) -> None:
    last = last_day_of(first, count, 0)
    anniversary = same_numbered_day_by_walking(first, count)
    if anniversary:
        assert last == anniversary - ONE_DAY
    else:
        assert (last + ONE_DAY).day == 1
        assert (last.year * 12 + last.month) - (first.year * 12 + first.month) == count


@given(modern, periods, st.integers(1, 40), st.booleans())
def test_terms_follow_one_another_without_gap_or_overlap(
    first: date, duration: Duration, k: int, anniversary: bool
) -> None:
    begins = term_first_day(first, duration, k, anniversary)
    ends = term_last_day(first, duration, k, anniversary)
    assert begins <= ends
    assert term_first_day(first, duration, k + 1, anniversary) == ends + ONE_DAY
    for day, number in ((begins, k), (ends, k), (ends + ONE_DAY, k + 1)):
        assert term_number_on(first, duration, day, anniversary) == number


def test_no_term_runs_on_the_day_before_the_first() -> None:
    assert term_number_on(date(2024, 1, 1), Duration(years=1), date(2023, 12, 31)) is None
    assert term_number_on(date(2024, 1, 1), Duration(years=1), date(2024, 1, 1)) == 1


def test_the_number_of_a_daily_term_eight_thousand_years_on_is_found_at_once() -> None:
    assert term_number_on(date(1, 1, 1), Duration(days=1), date.max) == date.max.toordinal()
    assert term_number_on(date(2024, 1, 31), Duration(months=1), date.max) == 12 * (9999 - 2024) + 12


@pytest.mark.parametrize(
    ("last_day", "decision"),
    [
        ("2026-07-31", "2026-04-30"),
        ("2026-06-30", "2026-03-31"),
        ("2027-02-28", "2026-11-30"),
        ("2026-12-30", "2026-09-29"),
        ("2024-02-29", "2023-11-30"),
        ("2024-02-28", "2023-11-28"),
        ("2026-05-31", "2026-02-28"),
        ("2026-05-30", "2026-02-27"),
        ("2026-05-29", "2026-02-27"),
        ("2026-05-28", "2026-02-27"),
        ("2026-05-27", "2026-02-27"),
    ],
)
def test_the_decision_date_is_the_latest_day_for_three_months_notice(last_day: str, decision: str) -> None:
    assert notice_last_day(date.fromisoformat(last_day), Duration.parse("P3M")) == date.fromisoformat(decision)


@given(modern, periods)
@settings(max_examples=300)
def test_a_notice_is_in_time_up_to_the_decision_date_and_never_after_it(last_day: date, notice: Duration) -> None:
    decision = notice_last_day(last_day, notice)
    assert decision < last_day
    for before in range(4):
        assert notice_in_time(decision - before * ONE_DAY, notice, last_day)
    for after in range(1, 40):
        assert not notice_in_time(decision + after * ONE_DAY, notice, last_day)


@given(modern, periods, st.integers(1, 400))
def test_a_later_notice_never_runs_out_earlier(day: date, notice: Duration, step: int) -> None:
    assert notice_period_last_day(day, notice) <= notice_period_last_day(day + step * ONE_DAY, notice)


def test_a_notice_period_begins_on_the_day_after_the_notice() -> None:
    assert notice_period_last_day(date(2026, 4, 30), Duration.parse("P3M")) == date(2026, 7, 31)
    assert notice_period_last_day(date(2024, 12, 31), Duration.parse("P30D")) == date(2025, 1, 30)


@pytest.mark.parametrize(
    ("day", "text", "later"),
    [
        ("2026-01-31", "P1M", "2026-02-28"),
        ("2024-01-31", "P1M", "2024-02-29"),
        ("2024-02-29", "P1Y", "2025-02-28"),
        ("2026-11-22", "P180D", "2027-05-21"),
        ("2026-01-31", "P1M1D", "2026-03-01"),
    ],
)
def test_a_day_later_by_months_is_the_same_numbered_day_or_the_month_s_last(day: str, text: str, later: str) -> None:
    assert day_later(date.fromisoformat(day), Duration.parse(text)) == date.fromisoformat(later)


def test_a_result_outside_the_calendar_is_an_error_and_never_cut_off() -> None:
    for count in (
        lambda: term("P1Y", "9999-02-01"),
        lambda: term("P1D", "9999-12-31", 2),
        lambda: term("P999999Y", "2024-01-01", 10**9),
        lambda: term("P999999D", "2024-01-01", 10**15),
        lambda: notice_last_day(date(1, 1, 5), Duration(months=1)),
        lambda: notice_last_day(date(1, 1, 5), Duration(days=30)),
        lambda: notice_period_last_day(date.max, Duration(days=1)),
        lambda: day_later(date.max, Duration(days=1)),
    ):
        with pytest.raises(BeyondCalendarError):
            count()
    assert not notice_in_time(date(9999, 12, 1), Duration(months=3), date.max)
    assert term("P1D", "9999-12-31") == "9999-12-31"


@given(days(date.min, date.max), periods, st.integers(1, 10**6))
def test_any_count_gives_a_day_not_before_the_first_or_says_that_it_leaves_the_calendar(
    first: date, duration: Duration, k: int
) -> None:
    try:
        last = term_last_day(first, duration, k)
    except BeyondCalendarError:
        return
    assume(k > 1)
    assert last >= first
