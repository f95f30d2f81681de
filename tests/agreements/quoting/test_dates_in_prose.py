"""Dates in prose: what is written, what the day of publication makes of it, and nothing that the words do not give."""

from __future__ import annotations

import pytest

from agreements.partial_dates.days import PartialDate
from agreements.quoting.dates_in_prose import dates_in

PUBLISHED = "2026-01-05"  # a Monday


def read(words: str, published: str | None = PUBLISHED) -> list[tuple[str, str]]:
    day = PartialDate.parse(published) if published else None
    return [(found.value.edtf, found.basis) for found in dates_in(words, day)]


@pytest.mark.parametrize(
    ("words", "date"),
    [
        ("It lapsed in June 2024 and nothing followed.", "2024-06"),
        ("signed on 5 January 2026 in Beijing", "2026-01-05"),
        ("January 5th, 2026", "2026-01-05"),
        ("in force since 2019", "2019"),
        ("on 2024-06-15 and not before", "2024-06-15"),
        ("2024년 6월에 끝났다", "2024-06"),
        ("2024년 6월 5일", "2024-06-05"),
        ("于2024年6月5日签署", "2024-06-05"),
        ("2024年六月到期", "2024-06"),
        ("2019년부터", "2019"),
    ],
)
def test_a_stated_date_is_read_as_it_is_written(words: str, date: str) -> None:
    assert read(words) == [(date, "stated")]


@pytest.mark.parametrize(
    ("words", "date"),
    [
        ("which ended last June", "2025-06"),
        ("in June last year", "2025-06"),
        ("last month", "2025-12"),
        ("this year", "2026"),
        ("yesterday", "2026-01-04"),
        ("last Monday", "2025-12-29"),
        ("지난해 6월 만료된", "2025-06"),
        ("작년 6월 5일", "2025-06-05"),
        ("지난 6월", "2025-06"),
        ("지난 4일", "2026-01-04"),
        ("지난달", "2025-12"),
        ("올해", "2026"),
        ("去年6月到期", "2025-06"),
        ("去年六月", "2025-06"),
        ("上个月", "2025-12"),
        ("昨日", "2026-01-04"),
    ],
)
def test_a_relative_date_is_resolved_against_the_day_of_publication_and_inferred(words: str, date: str) -> None:
    assert read(words) == [(date, "inferred")]
    assert read(words, None) == []


def test_the_reasoning_names_the_words_the_text_and_the_date() -> None:
    (found,) = dates_in("ended last June", PartialDate.parse(PUBLISHED))
    assert found.reasoning == "“last June” in a text of 5 January 2026: June 2025."


def test_words_that_can_be_read_in_two_ways_give_both_readings() -> None:
    assert [date for date, _ in read("last June", "2025-07-10")] == ["2025-06", "2024-06"]
    assert [date for date, _ in read("last June", "2025-06-10")] == ["2024-06"]
    assert [date for date, _ in read("on Monday", "2026-01-07")] == ["2026-01-05", "2026-01-12"]


def test_a_text_of_a_month_gives_all_the_days_that_may_be_meant() -> None:
    assert read("yesterday", "2026-01") == [("2025-12-31/2026-01-30", "inferred")]
    assert read("last year", "2026-01") == [("2025", "inferred")]


@pytest.mark.parametrize(
    "words", ["about 2024 people", "30 February 2024", "article 6", "제6조", "June", "12 months", "第六条", "v2.2024"]
)
def test_nothing_is_made_of_words_that_give_no_date(words: str) -> None:
    assert read(words) == []


@pytest.mark.parametrize(
    ("words", "published", "readings"),
    [
        ("last June", "2025", ["2025-06", "2024-06"]),
        ("지난 5일", "2025-03", ["2025-03-05", "2025-02-05"]),
        ("昨日", "2026-01", ["2025-12-31/2026-01-30"]),
        ("on Monday", "2026-01-05/2026-01-06", ["2026-01-05", "2026-01-12"]),
        ("last June", "2024/2026", []),
    ],
)
def test_no_day_is_meant_that_no_day_of_publication_gives(words: str, published: str, readings: list[str]) -> None:
    assert [value for value, _basis in read(words, published)] == readings


@pytest.mark.parametrize(
    ("words", "published"), [("yesterday", "0001-01-01"), ("last June", "0001-01"), ("next month", "9998-12")]
)
def test_words_that_lead_out_of_the_calendar_give_nothing(words: str, published: str) -> None:
    assert read(words, published) == []


def test_full_width_digits_are_read() -> None:
    assert read("２０２４年６月签署") == [("2024-06", "stated")]
