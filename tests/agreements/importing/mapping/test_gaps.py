"""What a row does not say is told; what ``when`` asks of a list; numbers and midnights as programs write them."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path

import pytest
from openpyxl import Workbook

from agreements.importing.mapping.sides import NAMELESS
from agreements.importing.profile.profiles import FormatSpec
from agreements.importing.reading.json_tables import JsonTable
from agreements.importing.reading.rows import Numeral
from agreements.importing.reading.xlsx_tables import XlsxTable
from tests.agreements.importing.mapping.lamps import draft_of, support, why_not

TWO = '[[parties]]\ncolumn = "One"\n[[parties]]\ncolumn = "Other"\n'


def notes(more: str, **cells: object) -> list[tuple[str, str, str]]:
    """Return what is noted of a row that is taken."""
    return [(note.column, note.words, note.why) for note in draft_of(more, **cells).notes]


def test_a_party_cell_that_is_empty_beside_a_full_one_is_noted() -> None:
    assert notes(TWO, One="Korea", Other="Aland") == []
    for empty in ("", "  ", "NA", ()):
        assert notes(TWO, One="Korea", Other=empty) == [("Other", "", NAMELESS)], empty
    assert notes(TWO, One="Korea") == [("Other", "", NAMELESS)]
    assert notes(TWO) == [(column, "", NAMELESS) for column in ("One", "Other")]


def test_an_empty_item_in_a_list_of_parties_is_noted() -> None:
    more = '[[parties]]\ncolumn = "With"\n'
    assert notes(more, With=("Korea", "")) == [("With", "", NAMELESS)]
    assert notes(more, With=("Korea", "Aland")) == []
    assert notes(more, With=("Korea", "Aland", "")) == [], "two sides are named, a third is nobody's loss"


def test_a_column_for_a_third_party_or_a_witness_may_be_empty_and_so_may_one_that_is_not_asked() -> None:
    assert notes(f'{TWO}[[parties]]\ncolumn = "Third"\n', One="Korea", Other="Aland") == []
    assert notes('[[parties]]\ncolumn = "One"\n[[parties]]\ncolumn = "Who"\nrole = "witness"\n', One="Korea") == []
    asked = '[[parties]]\ncolumn = "One"\n[[parties]]\ncolumn = "Other"\nwhen = { Sides = "2" }\n'
    assert notes(asked, One="Korea", Sides="1") == []
    assert notes(asked, One="Korea", Sides="2") == [("Other", "", NAMELESS)]


def test_a_condition_holds_for_a_list_in_which_one_item_says_it() -> None:
    more = '[acts]\nsigned = { column = "Day", when = { Themes = ["tides", "/^lamp/"] } }\n'
    for themes in ("tides", ("tides",), ("ferries", " tides "), ("ferries", "lamps")):
        assert ("act", "signed") in draft_of(more, Day="1998", Themes=themes).rows, themes
    for themes in ("ferries", (), ("ferries", "tidesmen"), ("ferries; tides",)):
        assert ("act", "signed") not in draft_of(more, Day="1998", Themes=themes).rows, themes
    unless = '[acts]\nsigned = { column = "Day", unless = { Themes = ["tides", ""] } }\n'
    for themes in (("ferries", "tides"), (), ("",), ""):
        assert ("act", "signed") not in draft_of(unless, Day="1998", Themes=themes).rows, themes
    assert ("act", "signed") in draft_of(unless, Day="1998", Themes=("ferries", "")).rows


AMOUNT = '[[amounts]]\namount = "Sum"\ncurrency = "Currency"\ndecimal = ","\nthousands = "."\n'


def amount_of(cell: object) -> object:
    """Return the amount that a cell gives under a profile whose texts have a decimal comma."""
    return draft_of(AMOUNT, Sum=cell, Currency="EUR").rows["amount", "amount"]["amount"]


def test_a_number_of_the_file_is_no_text_with_a_decimal_comma() -> None:
    assert amount_of("1.234,5") == "1234.50"
    assert amount_of(Numeral("1234.5")) == "1234.50"
    assert amount_of(Numeral("1.234e3")) == "1234.00"
    assert why_not(AMOUNT, Sum="1234.5", Currency="EUR")[0][2] == "'1234.5' is no amount with '.' between thousands."
    pieces = AMOUNT.replace('amount = "Sum"', 'amount = { column = "Sum", pattern = "^[0-9.,]+" }')
    row = draft_of(pieces, Sum=Numeral("1234.5"), Currency="EUR").rows["amount", "amount"]
    assert row["amount"] == "1234.50"


def test_numbers_of_json_and_of_a_spreadsheet_come_as_numbers_and_their_texts_as_texts(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text(json.dumps([{"n": 1234.5, "i": 7, "t": "1.234,5", "l": [0.5]}]))
    (row,) = JsonTable(tmp_path / "a.json", FormatSpec("json")).rows()
    assert {name: type(cell) for name, cell in row.cells.items() if name != "l"} == {
        "n": Numeral,
        "i": Numeral,
        "t": str,
    }
    assert amount_of(row.cells["n"]) == amount_of(row.cells["t"]) == "1234.50"
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append(["n", "i", "t"])
    sheet.append([1234.5, 7, "1.234,5"])
    book.save(tmp_path / "a.xlsx")
    (row,) = XlsxTable(tmp_path / "a.xlsx", FormatSpec("xlsx")).rows()
    assert [type(cell) for cell in row.cells.values()] == [Numeral, Numeral, str]
    assert amount_of(row.cells["n"]) == amount_of(row.cells["t"]) == "1234.50"


@pytest.mark.parametrize(
    "words",
    [
        "2019-03-01T00:00:00",
        "2019-03-01 00:00",
        "2019-03-01T00:00:00.000Z",
        "01/03/2019 0:00:00",
        "2019-03-01T00:00+09:00",
    ],
)
def test_midnight_behind_a_date_says_nothing(words: str) -> None:
    assert draft_of('[acts]\nsigned = "Day"\n', Day=words).rows["act", "signed"]["date"] == "2019-03-01"


@pytest.mark.parametrize("words", ["2019-03-01T13:30:00", "2019-03-01 00:00:01", "01/03/2019 12:00"])
def test_any_other_time_of_day_refuses_the_row_and_says_why(words: str) -> None:
    why = "A time of day stands behind this date, and is not midnight: give the day alone."
    assert why_not('[acts]\nsigned = "Day"\n', Day=words) == [("Day", words, why)]
    seen = datetime(2019, 3, 1, 13, 30).isoformat(" ")
    assert why_not('[acts]\nsigned = "Day"\n', Day=seen) == [("Day", seen, why)]


def test_a_day_that_does_not_exist_is_not_mended_by_its_midnight() -> None:
    ((_column, _words, why),) = why_not('[acts]\nsigned = "Day"\n', Day="2019-02-29T00:00:00")
    assert why == "There is no day 2019-02-29: 2019-02 has 28 days."


def test_a_year_that_is_only_about_right_is_read_where_the_profile_has_a_form_for_it_and_keeps_its_words() -> None:
    more = '[acts.signed]\ncolumn = "Day"\nformats = ["ca. Y", "c. Y", "circa Y"]\n'
    for words in ("ca. 2003", "c. 2003", "Circa 2003", "ca.2003"):
        draft = draft_of(more, Day=words)
        assert draft.rows["act", "signed"]["date"] == "2003"
        assert support(draft, "act", "signed", "date")[2] == words
    assert why_not('[acts]\nsigned = "Day"\n', Day="ca. 2003")[0][:2] == ("Day", "ca. 2003")
