"""The value object: two days, both included, and one text for each value (domain section 3)."""

import pickle
from datetime import date, datetime

import pytest
from hypothesis import given

from agreements.partial_dates.days import PartialDate, PartialDateError, parse_full_day
from tests.agreements.partial_dates.strategies import days, partial_dates

JUNE = PartialDate.month(2024, 6)


@pytest.mark.parametrize(
    ("text", "first", "last", "canonical", "precision"),
    [
        ("2024", date(2024, 1, 1), date(2024, 12, 31), "2024", "year"),
        ("2024-06", date(2024, 6, 1), date(2024, 6, 30), "2024-06", "month"),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29), "2024-02", "month"),
        ("2023-02", date(2023, 2, 1), date(2023, 2, 28), "2023-02", "month"),
        ("2024-06-15", date(2024, 6, 15), date(2024, 6, 15), "2024-06-15", "day"),
        ("2024-06-10/2024-06-20", date(2024, 6, 10), date(2024, 6, 20), "2024-06-10/2024-06-20", "span"),
        ("2024-06/2024-08", date(2024, 6, 1), date(2024, 8, 31), "2024-06/2024-08", "span"),
        ("2023/2024", date(2023, 1, 1), date(2024, 12, 31), "2023/2024", "span"),
        ("2024/2024-06", date(2024, 1, 1), date(2024, 6, 30), "2024-01/2024-06", "span"),
        ("2024-06-01/2024-08", date(2024, 6, 1), date(2024, 8, 31), "2024-06/2024-08", "span"),
        ("2024-06/2024-08-30", date(2024, 6, 1), date(2024, 8, 30), "2024-06-01/2024-08-30", "span"),
        ("2024-01-01/2024-12-31", date(2024, 1, 1), date(2024, 12, 31), "2024", "year"),
        ("2024-06-01/2024-06-30", date(2024, 6, 1), date(2024, 6, 30), "2024-06", "month"),
        ("2024-06-15/2024-06-15", date(2024, 6, 15), date(2024, 6, 15), "2024-06-15", "day"),
        ("2024-XX", date(2024, 1, 1), date(2024, 12, 31), "2024", "year"),
        ("2024-XX-XX", date(2024, 1, 1), date(2024, 12, 31), "2024", "year"),
        ("2024-06-XX", date(2024, 6, 1), date(2024, 6, 30), "2024-06", "month"),
        ("202X", date(2020, 1, 1), date(2029, 12, 31), "2020/2029", "span"),
        ("20XX", date(2000, 1, 1), date(2099, 12, 31), "2000/2099", "span"),
        ("2024-1X", date(2024, 10, 1), date(2024, 12, 31), "2024-10/2024-12", "span"),
        ("2024-0X", date(2024, 1, 1), date(2024, 9, 30), "2024-01/2024-09", "span"),
        ("2024-02-2X", date(2024, 2, 20), date(2024, 2, 29), "2024-02-20/2024-02-29", "span"),
        ("2024-06-0X", date(2024, 6, 1), date(2024, 6, 9), "2024-06-01/2024-06-09", "span"),
        ("0001-01-01", date(1, 1, 1), date(1, 1, 1), "0001-01-01", "day"),
        ("9998-12-31", date(9998, 12, 31), date(9998, 12, 31), "9998-12-31", "day"),
    ],
)
def test_a_text_denotes_consecutive_days_and_is_written_in_one_way(
    text: str, first: date, last: date, canonical: str, precision: str
) -> None:
    value = PartialDate.parse(text)
    assert (value.first, value.last) == (first, last)
    assert (value.edtf, value.precision, str(value)) == (canonical, precision, canonical)


@given(partial_dates())
def test_what_is_written_is_read_back_as_the_same_value(value: PartialDate) -> None:
    assert PartialDate.parse(value.edtf) == value


@given(partial_dates())
def test_precision_never_says_more_than_the_days_do(value: PartialDate) -> None:
    assert (value.precision == "day") == value.is_exact == (value.day_count == 1)
    if value.precision == "month":
        assert PartialDate.month(value.first.year, value.first.month) == value
    if value.precision == "year":
        assert PartialDate.year(value.first.year) == value


@given(partial_dates(), days())
def test_a_day_is_in_it_when_it_is_not_before_the_first_and_not_after_the_last(value: PartialDate, day: date) -> None:
    assert (day in value) == (value.first <= day <= value.last)
    assert value.first in value
    assert value.last in value


def test_both_ends_of_june_are_in_june_and_their_neighbours_are_not() -> None:
    assert date(2024, 6, 1) in JUNE
    assert date(2024, 6, 30) in JUNE
    assert date(2024, 5, 31) not in JUNE
    assert date(2024, 7, 1) not in JUNE


@given(partial_dates(), partial_dates())
def test_comparisons_agree_with_the_days_of_both(one: PartialDate, other: PartialDate) -> None:
    shared = one.intersection(other)
    assert one.overlaps(other) == (shared is not None)
    if shared:
        assert one.covers(shared)
        assert other.covers(shared)
    assert one.surely_before(other) == (not other.first <= one.last)
    assert one.may_be_before(other) == (not other.last <= one.first)
    assert one.covers(other) == (other.first in one and other.last in one)


def test_a_last_day_before_the_first_is_refused() -> None:
    with pytest.raises(PartialDateError, match="before the first day") as caught:
        PartialDate.span(date(2024, 6, 2), date(2024, 6, 1))
    assert caught.value.code == "reversed"


def test_year_9999_is_refused_however_it_is_made() -> None:
    for make in (
        lambda: PartialDate.day(date.max),
        lambda: PartialDate.year(9999),
        lambda: PartialDate.month(9999, 1),
        lambda: PartialDate.span(date(2024, 1, 1), date.max),
    ):
        with pytest.raises(PartialDateError) as caught:
            make()
        assert caught.value.code == "sentinel"


@pytest.mark.parametrize(
    ("year", "month"), [(2024, 0), (2024, 13), (2024, -1), (0, 1), (-1, 1), (10_000, 1), (2024, 100)]
)
def test_months_that_do_not_exist_are_refused(year: int, month: int) -> None:
    with pytest.raises(PartialDateError):
        PartialDate.month(year, month)


@pytest.mark.parametrize("year", [0, -1, 10_000])
def test_years_that_do_not_exist_are_refused(year: int) -> None:
    with pytest.raises(PartialDateError):
        PartialDate.year(year)


def test_an_instant_is_no_day() -> None:
    with pytest.raises(TypeError):
        PartialDate.day(datetime(2024, 6, 1, 12, 0))


def test_shifting_moves_both_ends_and_stops_at_the_calendar() -> None:
    assert PartialDate.parse("2024-02").shift(1) == PartialDate.parse("2024-02-02/2024-03-01")
    assert JUNE.shift(-30).shift(30) == JUNE
    for value, step in ((PartialDate.parse("0001-01-01"), -1), (PartialDate.parse("9998-12-31"), 1), (JUNE, 10**12)):
        with pytest.raises(PartialDateError) as caught:
            value.shift(step)
        assert caught.value.code == "beyond-calendar"


def test_equal_values_are_one_key_and_order_is_by_first_then_last_day() -> None:
    assert {PartialDate.parse("2024-06-01/2024-06-30"): 1}[JUNE] == 1
    assert sorted([PartialDate.parse("2024-06-02"), JUNE, PartialDate.parse("2024-06-01")]) == [
        PartialDate.parse("2024-06-01"),
        JUNE,
        PartialDate.parse("2024-06-02"),
    ]
    assert pickle.loads(pickle.dumps(JUNE)) == JUNE


def test_as_of_takes_one_full_day_only() -> None:
    assert parse_full_day("2024-02-29") == date(2024, 2, 29)
    for text in (
        "",
        "2024",
        "2024-06",
        "2023-02-29",
        "2026-02-30",
        "2024-6-15",
        "2024-06-XX",
        "2024-06-15/2024-06-15",
        " 2024-06-15",
        "2024-06-15\n",
        "9999-12-31",
        "0000-01-01",
        "2024-06-15T00:00",
        "２０２４-06-15",
        "20240615",
        "\x00",
        "\ud800",
        "2" * 1_000_000,
    ):
        with pytest.raises(PartialDateError):
            parse_full_day(text)
