"""Cells: what a spreadsheet would run is defused, and nothing else is touched."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agreements.exports.cells import bare, cell
from tests.agreements.exports.reading import several


@pytest.mark.parametrize("text", ["=1+1", "+1 2", "-x", "@SUM(A1)", "\tx", "\r=1", "\n=1", "＝1", "－1日", "-1+1"])
def test_what_a_spreadsheet_would_run_gets_an_apostrophe(text: str) -> None:
    assert cell(text) == f"'{text}"


@pytest.mark.parametrize("text", ["-31", "-0.5", "2024-06", "1=1", "a@b", "'", "", "협정", "2024-06-10/2024-06-20"])
def test_numbers_and_dates_and_other_texts_stay_as_they_are(text: str) -> None:
    assert cell(text) == text


def test_a_negative_number_is_written_as_one() -> None:
    assert cell(-31) == "-31"


def test_nothing_is_empty_and_truth_is_a_word() -> None:
    assert [cell(value) for value in (None, True, False, [], 0)] == ["", "true", "false", "", "0"]


def test_several_values_can_be_told_apart_again() -> None:
    assert cell(["a", "b|c", "d"]) == r"a|b\|c|d"
    assert cell(["a\\", "b"]) == r"a\\|b"
    assert cell([r"a\|b"]) == r"a\\\|b"


@given(st.lists(st.text(st.sampled_from("a|\\'=- \n") | st.characters(codec="utf-8"), min_size=1), max_size=5))
def test_several_values_come_back_as_they_went_out(values: list[str]) -> None:
    assert several(bare(cell(values))) == values


def test_a_backslash_in_a_cell_of_one_value_is_left_alone() -> None:
    assert cell(r"C:\data|x") == r"C:\data|x"


def test_a_list_that_begins_like_a_formula_is_defused_as_well() -> None:
    assert cell(["=1", "b"]) == "'=1|b"


@pytest.mark.parametrize(
    "text", ["=1", "'=1", "''@x", "-31", "'-31", "'", "''", "'a", "＝x", "'＋x", "a", "", "-", "'\t"]
)
def test_a_text_comes_back_as_it_went_out(text: str) -> None:
    assert bare(cell(text)) == text
