"""What a spreadsheet cannot hold is said in the workbook, never dropped in silence."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from openpyxl import load_workbook
from openpyxl.cell import WriteOnlyCell

from agreements.exports.sheets import MOST_CHARACTERS, Workbook
from agreements.importing.reading.xlsx_tables import read_cell

TIME = datetime(2026, 1, 5, 9, 30, 1, tzinfo=UTC)


def written(path: Path, rows: list[list[Any]], **more: Any) -> tuple[Workbook, Any]:
    """Write rows to a workbook; give it and what a spreadsheet reads of it."""
    book = Workbook(TIME, **more)
    book.open("table", ["one", "two"])
    for row in rows:
        book.append("table", row)
    book.save(path)
    return book, load_workbook(path)


def test_a_full_sheet_goes_on_in_a_second_one_with_its_own_header(tmp_path: Path) -> None:
    _book, read = written(tmp_path / "a.xlsx", [[number, None] for number in range(5)], most_rows=3)
    assert {sheet.title: [row[0] for row in sheet.iter_rows(values_only=True)] for sheet in read.worksheets} == {
        "table": ["one", 0, 1],
        "table 2": ["one", 2, 3],
        "table 3": ["one", 4],
    }
    assert read.worksheets[1].freeze_panes == "A2"


def test_cells_are_texts_numbers_or_truths_and_never_formulas_or_errors(tmp_path: Path) -> None:
    longest, longer = "x" * MOST_CHARACTERS, "y" * (MOST_CHARACTERS + 1)
    odd = ["=1+1", "＝1+1", "\t@x", "#N/A", "-31", "a\x0bb\x00\ufffe", longest, longer, ["a", "b|c"], 7, True, None, ""]
    book, read = written(tmp_path / "a.xlsx", [[value, value] for value in odd])
    cells = [row[0] for row in list(read["table"].iter_rows())[1:]]
    assert [cell.value for cell in cells[:6]] == ["'=1+1", "'＝1+1", "'\t@x", "#N/A", "-31", "a�b��"]
    assert {cell.data_type for cell in cells[:9]} == {"s"}
    assert cells[6].value == longest
    assert len(cells[7].value) == MOST_CHARACTERS
    assert cells[7].value.endswith("y … [cut: 32768 characters in all]")
    assert book.cut == 2
    # The last two rows are empty and not written.
    assert [cell.value for cell in cells[8:]] == [r"a|b\|c", 7, True]


def test_what_looks_like_the_number_of_a_character_stays_as_it_is(tmp_path: Path) -> None:
    texts = ["_x0041_", "a_x000D_b", "_x00", "snake_x_case", "_xABCD__x005F_"]
    _book, read = written(tmp_path / "a.xlsx", [[text, None] for text in texts])
    cells = [row[0] for row in list(read["table"].iter_rows())[1:]]
    assert cells[0].value == "_x005F_x0041_", "so that a spreadsheet shows _x0041_"
    assert [read_cell(cell) for cell in cells] == [(text, "") for text in texts]
    assert read_cell(WriteOnlyCell(read["table"], "one_x000D_\ntwo")) == ("one\ntwo", "")


def test_a_cell_is_cut_as_a_spreadsheet_counts_it_and_never_within_an_escape(tmp_path: Path) -> None:
    texts = ["_x0041_" * 4000, "x" * 32760 + "_x0041_", "\U00020bb7" * 20000]
    book, read = written(tmp_path / "a.xlsx", [[text, None] for text in texts])
    cells = [row[0].value for row in list(read["table"].iter_rows())[1:]]
    assert book.cut == 3
    for text, shown in zip(texts, cells, strict=True):
        assert shown.endswith(f" … [cut: {len(text)} characters in all]")
        assert len(shown.encode("utf-16-le")) // 2 <= MOST_CHARACTERS
        assert shown.split(" … ")[0].replace("_x005F_", "_") in text


def test_the_same_rows_give_the_same_bytes(tmp_path: Path) -> None:
    for name in ("a.xlsx", "b.xlsx"):
        written(tmp_path / name, [["a", 1]])
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()
    properties = load_workbook(tmp_path / "a.xlsx").properties
    assert (properties.created, properties.modified) == (TIME.replace(tzinfo=None), TIME.replace(tzinfo=None))
