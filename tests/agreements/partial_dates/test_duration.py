"""Periods: which texts are periods, and what they count (domain section 7)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agreements.partial_dates.duration import LARGEST, Duration, DurationError

numbers = st.integers(0, 400)
durations = st.builds(Duration, numbers, numbers, numbers, st.integers(1, 400))


@pytest.mark.parametrize(
    ("text", "months", "days", "iso"),
    [
        ("P5Y", 60, 0, "P5Y"),
        ("P36M", 36, 0, "P36M"),
        ("P1Y6M", 18, 0, "P1Y6M"),
        ("P2W", 0, 14, "P2W"),
        ("P180D", 0, 180, "P180D"),
        ("P1Y2M3W4D", 14, 25, "P1Y2M3W4D"),
        ("P1M10D", 1, 10, "P1M10D"),
        ("P03M", 3, 0, "P3M"),
        ("P0Y3M0D", 3, 0, "P3M"),
    ],
)
def test_years_are_twelve_months_and_weeks_seven_days(text: str, months: int, days: int, iso: str) -> None:
    duration = Duration.parse(text)
    assert (duration.month_count, duration.day_count) == (months, days)
    assert duration.iso == str(duration) == iso


@given(durations)
def test_what_is_written_is_read_back(duration: Duration) -> None:
    assert Duration.parse(duration.iso) == duration


REFUSED = {
    "empty": ["", "P", "P0D", "P0Y0M0W0D", "P00D"],
    "time": ["PT1H", "P1DT12H", "PT0S", "P1YT"],
    "negative": ["-P1M", "P-1M"],
    "fraction": ["P1.5Y", "P0,5M", "P0.5W"],
    "characters": [" P1Y", "P1Y ", "P1Y\n", "P１Y", "P1Y\x00", "\ud800", "P1년", "5 years"],
    "too-long": ["P" + "1" * 32 + "Y", "P1Y" * 20_000],
    "too-large": ["P1000000D", "P99999999Y"],
    "form": ["1Y", "P1", "PY", "p1y", "P1M1Y", "P1D1W", "P1Y1Y", "+P1Y", "P1X", "2024-06", "P1Y/2024"],
}


@pytest.mark.parametrize(("code", "text"), [(code, text) for code, texts in REFUSED.items() for text in texts])
def test_what_is_no_period_is_refused_with_its_reason(code: str, text: str) -> None:
    with pytest.raises(DurationError) as caught:
        Duration.parse(text)
    if code == "empty" and text == "P":
        assert str(caught.value).startswith("A period has at least one day.")
    assert caught.value.code == code
    assert str(caught.value).isascii()
    assert len(str(caught.value)) < 200


def test_a_period_cannot_be_made_empty_negative_or_immense() -> None:
    for numbers_given, code in (((0, 0, 0, 0), "empty"), ((1, -1, 0, 0), "negative"), ((LARGEST + 1,), "too-large")):
        with pytest.raises(DurationError) as caught:
            Duration(*numbers_given)
        assert caught.value.code == code


def test_other_types_are_refused_like_texts() -> None:
    for value in (None, 5, b"P5Y", ["P5Y"]):
        with pytest.raises(DurationError):
            Duration.parse(value)  # type: ignore[arg-type]


@given(st.one_of(st.text(), st.text("P0123456789YMWDT.-", max_size=12)))
def test_any_text_gives_a_period_or_a_duration_error(text: str) -> None:
    try:
        duration = Duration.parse(text)
    except DurationError:
        return
    assert duration.month_count + duration.day_count > 0
