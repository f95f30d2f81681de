"""Days as foreign registers write them: as the form says, never more precise, never one that does not exist."""

from __future__ import annotations

import datetime
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agreements.importing.profile.dates import MONTH_NAMES, UnknownForm, compile_format, read_date
from agreements.partial_dates.days import PartialDate, PartialDateError

DAYS = st.dates(datetime.date(1000, 1, 1), datetime.date(9998, 12, 31))
LANGUAGES = tuple(MONTH_NAMES)


def read(words: str, *forms: str, years_from: int | None = None) -> str:
    """Read with the month names of all languages."""
    return read_date(words, [compile_format(form, LANGUAGES, short_years_from=years_from) for form in forms])


@pytest.mark.parametrize(
    ("words", "form", "meant"),
    [
        ("03/04/1998", "D/M/Y", "1998-04-03"),
        ("03/04/1998", "M/D/Y", "1998-03-04"),
        ("3.4.1998", "D.M.Y", "1998-04-03"),
        ("2024.6.15", "Y.M.D", "2024-06-15"),
        ("20240615", "YMD", "2024-06-15"),
        ("2002年11月04日", "Y年M月D日", "2002-11-04"),
        ("2002年11月", "Y年M月", "2002-11"),
        ("2024년 6월 15일", "Y년 M월 D일", "2024-06-15"),
        ("15 June 2024", "D MON Y", "2024-06-15"),
        ("15 sept. 2024", "D MON Y", "2024-09-15"),
        ("June 15, 2024", "MON D, Y", "2024-06-15"),
        ("1 de março de 1999", "D de MON de Y", "1999-03-01"),
        ("1 de marco de 1999", "D de MON de Y", "1999-03-01"),
        ("三月 1999", "MON Y", "1999-03"),
        ("15 6월 2024", "D MON Y", "2024-06-15"),
        ("6/2024", "M/Y", "2024-06"),
        ("1985", "Y", "1985"),
        ("2024-06-10/2024-06-20", "EDTF", "2024-06-10/2024-06-20"),
    ],
)
def test_a_date_is_read_as_its_form_says_and_keeps_its_precision(words: str, form: str, meant: str) -> None:
    assert read(words, form) == meant


@given(DAYS)
def test_every_day_written_in_a_form_is_read_back_and_a_month_or_year_gains_no_day(day: datetime.date) -> None:
    number = day.timetuple()
    y, m, d = f"{number.tm_year:04}", number.tm_mon, number.tm_mday
    for words, form in (
        (f"{d}/{m}/{y}", "D/M/Y"),
        (f"{m:02}/{d:02}/{y}", "M/D/Y"),
        (f"{y}년{m}월{d}일", "Y년 M월 D일"),
        (f"{y}{m:02}{d:02}", "YMD"),
    ):
        assert read(words, form) == day.isoformat()
    for language in LANGUAGES:
        name = MONTH_NAMES[language].split()[m - 1]
        assert read_date(f"{d} {name} {y}", [compile_format("D MON Y", [language])]) == day.isoformat()
    assert PartialDate.parse(read(f"{m}/{y}", "M/Y")).precision == "month"
    assert PartialDate.parse(read(y, "Y")).precision == "year"


@given(st.text(alphabet="0123456789/.-月年日 abJune", max_size=14))
def test_no_text_is_ever_read_as_a_day_that_it_does_not_spell(text: str) -> None:
    try:
        found = PartialDate.parse(read(text, "D/M/Y", "Y.M.D", "MON Y", "Y"))
    except PartialDateError:
        return
    digits = [int(piece) for piece in re.findall(r"\d+", text)]
    assert found.first.year in digits
    if found.is_exact:
        assert len(digits) == 3
        assert {found.first.month, found.first.day} <= set(digits)


@pytest.mark.parametrize(
    "words", ["31/02/2001", "29/02/1900", "00/01/2001", "1986-12-00", "1/13/2001", "juin", "ma 2024", "12/1/99", ""]
)
def test_what_is_no_day_is_refused(words: str) -> None:
    with pytest.raises(PartialDateError):
        read(words, "D/M/Y", "Y-M-D", "MON Y")


def test_the_first_form_that_fits_counts_and_the_sentence_names_all_that_were_tried() -> None:
    assert read("02/03/2001", "M/D/Y", "D/M/Y") == "2001-02-03"
    assert read("13/03/2001", "M/D/Y", "D/M/Y") == "2001-03-13"
    with pytest.raises(PartialDateError, match="forms tried: D/M/Y, Y-M-D"):
        read("May", "D/M/Y", "Y-M-D")
    with pytest.raises(PartialDateError, match="no day 2001-02-31"):
        read("31/02/2001", "D/M/Y", "Y-M-D")


def test_two_digit_years_count_from_the_year_that_the_profile_names() -> None:
    assert read("01/02/49", "D/M/YY", years_from=1950) == "2049-02-01"
    assert read("01/02/50", "D/M/YY", years_from=1950) == "1950-02-01"
    with pytest.raises(UnknownForm, match="two_digit_years_from"):
        compile_format("D/M/YY")


@pytest.mark.parametrize("form", ["", "D/M", "D/Y", "M", "D/M/Y/Y", "%d/%m/%Y", "dd/mm/yyyy", "MON M Y"])
def test_a_form_that_is_no_date_is_refused(form: str) -> None:
    with pytest.raises(UnknownForm):
        compile_format(form)
