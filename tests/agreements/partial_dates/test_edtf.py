"""Reading EDTF: what is refused and why, and agreement with the ``edtf`` package on everything that both read."""

from datetime import date

import pytest
from edtf import parse_edtf
from hypothesis import given, settings
from hypothesis import strategies as st

from agreements.partial_dates.days import PartialDate, PartialDateError
from tests.agreements.partial_dates.strategies import days, partial_dates

REFUSED = {
    "empty": [""],
    "characters": [
        " ",
        " 2024",
        "2024 ",
        "2024\n",
        "2024-06\t",
        "2024 / 2025",
        "\x00",
        "2024\x00",
        "\ud800",
        "2024-06-15\udfff",
        "２０２４",
        "2024－06",
        "2024年6月",
        "٢٠٢٤",
        "2024–2025",
        "2024-06-1²",
        "June 2024",
    ],
    "too-long": ["2" * 65, "2024-06" * 20_000, "\x00" * 1000],
    "approximate": ["2024~", "2024?", "2024-06%", "~2024", "2024-06-15?", "?2024-06/2024-08", "2024/2025~"],
    "season": ["2024-21", "2024-24", "2024-33", "2024-41", "2024-21/2024-22"],
    "open": [
        "../2024",
        "2024/..",
        "/2024",
        "2024/",
        "/",
        "../..",
        "open",
        "unknown",
        "2024/open",
        "unknown/2024",
        "..",
    ],
    "unknown": ["XXXX", "XXXX-XX", "XXXX-12-25"],
    "set": ["[2024,2025]", "{2024}", "2024,2025", "[..2024]"],
    "long-year": ["Y12024", "Y-17E7", "20240", "10000-01-01", "20240615", "202406", "99999"],
    "negative-year": ["-0044", "-2024-06"],
    "year-zero": ["0000", "0000-01", "0000-01-01", "000X", "00XX", "0XXX", "0000/2024"],
    "sentinel": ["9999", "9999-12", "9999-12-31", "2024/9999", "2024-01-01/9999-12-31", "999X", "99XX", "9XXX"],
    "time": ["2024-06-15T10:00", "2024-06-15T10:00:00Z", "2024-06-15T"],
    "scattered": ["2024-XX-15", "202X-06", "202X-06-15", "2X24", "X024", "20X4", "2024-X1", "2024-06-X5", "202X-XX-15"],
    "no-such-day": [
        "2024-00",
        "2024-13",
        "2024-20",
        "2024-42",
        "2024-99",
        "2024-06-00",
        "2024-06-31",
        "2024-02-30",
        "2023-02-29",
        "1900-02-29",
        "2024-06-99",
        "2024-02-3X",
        "2024-06-4X",
        "2024-2X",
        "2024-06-31/2024-07-01",
    ],
    "reversed": ["2025/2024", "2024-07/2024-06", "2024-06-15/2024-06-14", "2024-06/2024-05-31"],
    "form": [
        "24",
        "202",
        "2024-6",
        "2024-06-5",
        "2024-06-15-01",
        "2024/2025/2026",
        "2024/06",
        "15-06-2024",
        "15.06.2024",
        "06/15/2024",
        "abc",
        "2024-xx",
        "202u",
        "1e3",
        "+2024",
        "2024S2",
        "P1Y",
        "null",
        "0x7e8",
        "2024-06-15Z",
        "-",
        "--",
    ],
}


@pytest.mark.parametrize(("code", "text"), [(code, text) for code, texts in REFUSED.items() for text in texts])
def test_what_is_no_partial_date_is_refused_with_a_sentence_of_its_own(code: str, text: str) -> None:
    with pytest.raises(PartialDateError) as caught:
        PartialDate.parse(text)
    sentence = str(caught.value)
    assert caught.value.code == code
    assert sentence.endswith(".")
    assert len(sentence) < 300
    assert sentence.isascii(), "characters that may not be printable are never repeated"


def test_each_reason_has_its_own_sentence() -> None:
    sentences = set()
    for texts in REFUSED.values():
        with pytest.raises(PartialDateError) as caught:
            PartialDate.parse(texts[0])
        sentences.add(str(caught.value).split(":")[0])
    assert len(sentences) == len(REFUSED)


def test_other_types_are_refused_like_texts() -> None:
    for value in (None, 2024, 2024.0, b"2024", ["2024"], date(2024, 1, 1), True):
        with pytest.raises(PartialDateError):
            PartialDate.parse(value)  # type: ignore[arg-type]


@given(
    st.one_of(
        st.text(), st.text("0123456789X-/.T~?%[]Y ", max_size=24), st.binary().map(lambda raw: raw.decode("latin-1"))
    )
)
@settings(max_examples=400)
def test_any_text_gives_a_partial_date_or_a_partial_date_error(text: str) -> None:
    try:
        value = PartialDate.parse(text)
    except PartialDateError:
        return
    assert PartialDate.parse(value.edtf) == value


@st.composite
def level_0_dates(draw: st.DrawFn) -> str:
    day = draw(days())
    return day.isoformat()[: draw(st.sampled_from([4, 7, 10]))]


@st.composite
def unspecified_dates(draw: st.DrawFn) -> str:
    day = draw(days(date(1000, 1, 1), date(9899, 12, 31)))
    year = f"{day.year:04d}"
    return draw(
        st.sampled_from(
            [
                f"{year}-XX",
                f"{year}-XX-XX",
                f"{year}-{day.month:02d}-XX",
                f"{year[:3]}X",
                f"{year[:2]}XX",
                f"{year[:3]}X-XX",
            ]
        )
    )


def by_oracle(text: str) -> tuple[date, date]:
    parsed = parse_edtf(text)
    return date(*parsed.lower_strict()[:3]), date(*parsed.upper_strict()[:3])


@given(level_0_dates())
@settings(max_examples=50)
def test_dates_denote_the_days_that_the_edtf_package_gives(text: str) -> None:
    value = PartialDate.parse(text)
    assert (value.first, value.last) == by_oracle(text)
    assert value.edtf == text


@given(unspecified_dates())
@settings(max_examples=40)
def test_unspecified_digits_denote_the_days_that_the_edtf_package_gives(text: str) -> None:
    value = PartialDate.parse(text)
    assert (value.first, value.last) == by_oracle(text)


@given(level_0_dates(), level_0_dates())
@settings(max_examples=40)
def test_intervals_denote_the_days_that_the_edtf_package_gives(one: str, other: str) -> None:
    text = f"{one}/{other}"
    if PartialDate.parse(other).last < PartialDate.parse(one).first:
        with pytest.raises(PartialDateError, match="ends before it begins"):
            PartialDate.parse(text)
        return
    value = PartialDate.parse(text)
    assert (value.first, value.last) == by_oracle(text)


@given(partial_dates())
@settings(max_examples=40)
def test_what_is_written_is_edtf_for_others_too(value: PartialDate) -> None:
    assert by_oracle(value.edtf) == (value.first, value.last)
