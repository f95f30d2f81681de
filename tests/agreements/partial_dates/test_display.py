"""Partial dates in words: three languages, and never a day that the date does not have (domain section 3)."""

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agreements.partial_dates.days import PartialDate
from agreements.partial_dates.display import LANGUAGES, MONTHS, in_words
from tests.agreements.partial_dates.strategies import partial_dates


@pytest.mark.parametrize(
    ("edtf", "en", "ko", "zh"),
    [
        ("2024", "2024", "2024년", "2024年"),
        ("2024-06", "June 2024", "2024년 6월", "2024年6月"),
        ("2024-06-05", "5 June 2024", "2024년 6월 5일", "2024年6月5日"),
        (
            "2024-06-10/2024-06-20",
            "between 10 and 20 June 2024",
            "2024년 6월 10일부터 20일 사이",
            "2024年6月10日至20日之间",
        ),
        (
            "2024-05-28/2024-06-03",
            "between 28 May and 3 June 2024",
            "2024년 5월 28일부터 6월 3일 사이",
            "2024年5月28日至6月3日之间",
        ),
        (
            "2023-12-30/2024-01-02",
            "between 30 December 2023 and 2 January 2024",
            "2023년 12월 30일부터 2024년 1월 2일 사이",
            "2023年12月30日至2024年1月2日之间",
        ),
        (
            "2024-06/2024-08",
            "between June 2024 and August 2024",
            "2024년 6월부터 2024년 8월 사이",
            "2024年6月至2024年8月之间",
        ),
        ("2023/2024", "between 2023 and 2024", "2023년부터 2024년 사이", "2023年至2024年之间"),
    ],
)
def test_a_date_is_said_in_each_language_as_it_is_known(edtf: str, en: str, ko: str, zh: str) -> None:
    value = PartialDate.parse(edtf)
    assert [in_words(value, language) for language in ("en", "ko", "zh-hans")] == [en, ko, zh]


def test_june_is_never_the_first_of_june() -> None:
    for language in LANGUAGES:
        said = in_words(PartialDate.parse("2024-06"), language)
        assert said != in_words(PartialDate.parse("2024-06-01"), language)
        assert re.findall("[0-9]+", said) in (["2024"], ["2024", "6"])


@given(partial_dates(date(1000, 1, 1)), st.sampled_from(LANGUAGES))
def test_a_day_is_said_only_where_the_canonical_text_has_one(value: PartialDate, language: str) -> None:
    said = in_words(value, language)
    has_day = len(value.edtf.split("/")[0]) == 10
    spoken = {
        "en": re.search(r"\b[0-9]{1,2}\b", said),
        "ko": re.search("[0-9]일", said),
        "zh-hans": re.search("[0-9]日", said),
    }[language]
    assert bool(spoken) == has_day


@given(partial_dates(), partial_dates(), st.sampled_from(LANGUAGES))
def test_different_dates_are_said_differently(one: PartialDate, other: PartialDate, language: str) -> None:
    assert (in_words(one, language) == in_words(other, language)) == (one == other)


def test_an_unknown_language_is_an_error_and_not_english() -> None:
    for language in ("fr", "EN", "zh", ""):
        with pytest.raises(ValueError, match="no words for dates"):
            in_words(PartialDate.year(2024), language)


def test_the_year_has_twelve_months() -> None:
    assert len(set(MONTHS)) == 12
