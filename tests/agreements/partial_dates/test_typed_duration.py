"""What editors type for a length of time: written forms in many languages, and the refusal of what is no length."""

import pytest

from agreements.partial_dates.duration import DurationError
from agreements.partial_dates.typed_duration import parse_typed_duration


def test_written_lengths_are_read_as_they_are_said() -> None:
    read = {
        "P36M": "P36M",
        "p3y": "P3Y",
        "3 years": "P3Y",
        "36 months": "P36M",
        "three years": "P3Y",
        "one year": "P1Y",
        "a year": "P1Y",
        "2 years and 6 months": "P2Y6M",
        "2 years, 6 months": "P2Y6M",
        "90 days": "P90D",
        "90days": "P90D",
        "two weeks": "P2W",
        "half a year": "P6M",
        "6개월": "P6M",
        "3년": "P3Y",
        "3년 6개월": "P3Y6M",
        "십이개월": "P12M",
        "육 개월": "P6M",
        "90일": "P90D",
        "三年": "P3Y",
        "两年": "P2Y",
        "六个月": "P6M",
        "十二个月": "P12M",
        "二十年": "P20Y",
        "３年６个月": "P3Y6M",
        "半年": "P6M",
        "  5  years ": "P5Y",
        "5 anos": "P5Y",
        "1 ano e 6 meses": "P1Y6M",
        "1 mês": "P1M",
        "2 años y 1 mes": "P2Y1M",
        "3 ans": "P3Y",
        "1 an et 15 jours": "P1Y15D",
        "10 Jahre": "P10Y",
        "2 Jahre und 6 Monate": "P2Y6M",
    }
    assert {text: parse_typed_duration(text).iso for text in read} == read


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "empty"),
        ("1.5 years", "fraction"),
        ("about a year", "form"),
        ("3", "form"),
        ("3 years 2 years", "form"),
        ("3 years and", "form"),
        ("3 ans et", "form"),
        ("cinco anos", "form"),
        ("0 days", "empty"),
        ("P3", "form"),
        ("-P3Y", "negative"),
        ("3 ye\x00ars", "characters"),
        ("9" * 70, "too-long"),
        ("9999999 years", "too-large"),
    ],
)
def test_what_is_no_length_is_refused_with_the_reason(text: str, code: str) -> None:
    with pytest.raises(DurationError) as refusal:
        parse_typed_duration(text)
    assert refusal.value.code == code
