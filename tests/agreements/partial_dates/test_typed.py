"""What editors type: written dates in three languages, and the refusal of what can be read in two ways."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agreements.partial_dates.days import PartialDate, PartialDateError
from agreements.partial_dates.display import LANGUAGES, in_words
from agreements.partial_dates.typed import parse_typed
from tests.agreements.partial_dates.strategies import partial_dates


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("2024-06", "2024-06"),
        ("  2024-06-15 ", "2024-06-15"),
        ("2024-06-10 / 2024-06-20", "2024-06-10/2024-06-20"),
        ("2024-06 to 2024-08", "2024-06/2024-08"),
        ("June 2024", "2024-06"),
        ("june  2024", "2024-06"),
        ("JUN 2024", "2024-06"),
        ("Sept. 2024", "2024-09"),
        ("May 2024", "2024-05"),
        ("15 June 2024", "2024-06-15"),
        ("15th of June, 2024", "2024-06-15"),
        ("1st Feb. 2024", "2024-02-01"),
        ("June 15, 2024", "2024-06-15"),
        ("between 10 and 20 June 2024", "2024-06-10/2024-06-20"),
        ("between 28 May and 3 June 2024", "2024-05-28/2024-06-03"),
        ("from June 2024 to August 2024", "2024-06/2024-08"),
        ("between 2023 and 2024", "2023/2024"),
        ("2024년", "2024"),
        ("2024년 6월", "2024-06"),
        ("2024년6월15일", "2024-06-15"),
        ("2024년 6월 10일부터 20일 사이", "2024-06-10/2024-06-20"),
        ("2024년 6월부터 2024년 8월까지", "2024-06/2024-08"),
        ("2024年", "2024"),
        ("2024年6月", "2024-06"),
        ("2024年6月5日", "2024-06-05"),
        ("2024 年 6 月 5 日", "2024-06-05"),
        ("2024年6月5号", "2024-06-05"),
        ("2024年6月10日至20日之间", "2024-06-10/2024-06-20"),
        ("２０２４年６月", "2024-06"),
        ("２０２４－０６－１５", "2024-06-15"),
        ("2024\u3000年6月", "2024-06"),
        ("202X", "2020/2029"),
    ],
)
def test_written_dates_are_read_with_the_precision_they_have(text: str, edtf: str) -> None:
    assert parse_typed(text).edtf == edtf


@given(partial_dates(date(1000, 1, 1)), st.sampled_from(LANGUAGES))
def test_what_the_register_shows_can_be_typed_back(value: PartialDate, language: str) -> None:
    assert parse_typed(in_words(value, language)) == value


@pytest.mark.parametrize(
    "text", ["03/04/2024", "3/4/24", "03.04.2024", "3.4.2024", "2024/06/05", "2024.6.5.", "03-04-2024"]
)
def test_numbers_that_can_be_read_in_two_orders_are_refused_with_the_reason(text: str) -> None:
    with pytest.raises(PartialDateError, match="more than one order") as caught:
        parse_typed(text)
    assert caught.value.code == "ambiguous"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "empty"),
        ("   ", "empty"),
        ("hello", "form"),
        ("last June", "characters"),
        ("June", "form"),
        ("June 24", "characters"),
        ("15 June", "characters"),
        ("5 2024", "characters"),
        ("Foo 2024", "characters"),
        ("31 June 2024", "no-such-day"),
        ("30 February 2024", "no-such-day"),
        ("29 Feb 2023", "no-such-day"),
        ("2024년 13월", "no-such-day"),
        ("2024年2月30日", "no-such-day"),
        ("2024年0月", "no-such-day"),
        ("June 9999", "sentinel"),
        ("9999-12-31", "sentinel"),
        ("about 2024", "characters"),
        ("2024~", "approximate"),
        ("summer 2024", "characters"),
        ("2024-21", "season"),
        ("from August 2024 to June 2024", "reversed"),
        ("June 2024 to", "characters"),
        ("2024-06-1²", "characters"),
        ("2024\x00", "characters"),
        ("2024\ud800", "characters"),
        ("2024\u202e", "characters"),
        ("June " * 20_000, "too-long"),
    ],
    ids=range(28),
)
def test_what_cannot_be_read_is_refused_and_not_repaired(text: str, code: str) -> None:
    with pytest.raises(PartialDateError) as caught:
        parse_typed(text)
    assert caught.value.code == code
    assert str(caught.value).isprintable()


@given(st.one_of(st.text(), st.text("0123456789 /-.년월일年月日JuneMay~至부터 to", max_size=30)))
def test_any_text_gives_a_partial_date_or_a_partial_date_error(text: str) -> None:
    try:
        value = parse_typed(text)
    except PartialDateError:
        return
    assert PartialDate.parse(value.edtf) == value
