"""Files come in as the text that stands in them, or are refused with a sentence; nothing is guessed or filled up."""

from __future__ import annotations

import datetime
import hashlib
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from agreements.importing.profile.profiles import FormatSpec
from agreements.importing.reading import json_tables, xlsx_tables
from agreements.importing.reading.opening import open_table
from agreements.importing.reading.rows import IsoDay, Table, Unreadable


def opened(file: Path, data: bytes | str, **form: Any) -> Table:
    """Write a file and open it."""
    file.write_bytes(data.encode() if isinstance(data, str) else data)
    return open_table(file, FormatSpec(**form))


def cells_of(table: Table) -> list[tuple[str, dict[str, Any], str]]:
    """Return place, cells and problem of every row."""
    return [(str(row.place), dict(row.cells), row.problem) for row in table.rows()]


def sheet(file: Path, rows: list[list[Any]], name: str = "List", **form: Any) -> Table:
    """Write a workbook with one sheet after an empty one, and open that sheet."""
    book = Workbook()
    page = book.create_sheet(name)
    for row in rows:
        page.append(row)
    book.save(file)
    return open_table(file, FormatSpec(**({"sheet": name} | form)))


class TestCsv:
    def test_rows_are_counted_as_a_person_counts_them_and_the_bytes_are_summed(self, tmp_path: Path) -> None:
        data = b'\xef\xbb\xbfNo,Name\r\n1,"a\r\nb, c"\r\n\r\n,\r\n3, d \r\n'
        table = opened(tmp_path / "a.csv", data)
        assert table.columns == ("No", "Name")
        assert cells_of(table) == [("2", {"No": "1", "Name": "a\r\nb, c"}, ""), ("5", {"No": "3", "Name": " d "}, "")]
        assert cells_of(table) == cells_of(table)
        assert table.sha256 == hashlib.sha256(data).hexdigest()

    @pytest.mark.parametrize(
        ("text", "encoding"),
        [
            ("Nº;Título", "cp1252"),
            ("번호;제목", "cp949"),
            ("编号;标题", "gb18030"),
            ("编号;标题", "utf-16"),
            ("é;제", "utf-8"),
        ],
    )
    def test_the_first_encoding_that_fits_the_whole_file_is_taken(
        self, tmp_path: Path, text: str, encoding: str
    ) -> None:
        data = f"{text}\n1;2\n".encode(encoding)
        tried = ("ascii", "utf-8", encoding)
        table = opened(tmp_path / "a.csv", data, encodings=tried, delimiter=";")
        assert table.columns == tuple(text.split(";"))
        assert table.found.removesuffix("-sig") == encoding

    def test_a_late_byte_that_is_no_text_refuses_the_encoding(self, tmp_path: Path) -> None:
        data = b"a,b\n" + b"1,2\n" * 300_000 + "é,2\n".encode("cp1252")
        with pytest.raises(Unreadable, match=r"not text in utf-8\. Say its encoding"):
            opened(tmp_path / "a.csv", data)
        assert opened(tmp_path / "a.csv", data, encodings=("utf-8", "cp1252")).found == "cp1252"

    def test_a_byte_order_mark_of_another_encoding_is_told(self, tmp_path: Path) -> None:
        with pytest.raises(Unreadable, match="its byte-order mark says utf-16"):
            opened(tmp_path / "a.csv", "a,b\n1,2\n".encode("utf-16"))

    def test_a_row_with_more_or_fewer_cells_is_refused_by_its_number_and_the_others_stay(self, tmp_path: Path) -> None:
        found = cells_of(opened(tmp_path / "a.csv", "a,b,\n1,2,\n1\n1,2,3\n1,2,,4\n5,6,\n"))
        assert [(place, problem) for place, _cells, problem in found] == [
            ("2", ""),
            ("3", "the row has 1 cells, the header names 2 columns."),
            ("4", "the row has 3 cells, the header names 2 columns."),
            ("5", "the row has 4 cells, the header names 2 columns."),
            ("6", ""),
        ]

    @pytest.mark.parametrize(
        ("data", "sentence"),
        [
            (b"a,b\n1,\x002\n", "NUL"),
            (b"a,b,a\n1,2,3\n", "Two columns are called 'a' in row 1"),
            (b"a,,b\n1,2,3\n", "Column 2 has no name in row 1"),
            (b"", "ends before row 1"),
            (b",,\n1,2,3\n", "Row 1 holds no names"),
            (b'a,b\n1,"2\n', "unexpected end of data"),
            (b'a,b\n1,"2"3\n', "expected after"),
            (b"a,b\n1," + b"x" * 200_000 + b"\n", "field larger than"),
        ],
    )
    def test_a_file_that_is_no_table_is_refused(self, tmp_path: Path, data: bytes, sentence: str) -> None:
        with pytest.raises(Unreadable, match=sentence):
            list(opened(tmp_path / "a.csv", data).rows())

    def test_delimiter_quote_and_header_row_are_those_of_the_profile(self, tmp_path: Path) -> None:
        table = opened(tmp_path / "a.tsv", "Our list\t\na\tb\n'x\ty\n", delimiter="\t", quote="", header_row=2)
        assert cells_of(table) == [("3", {"a": "'x", "b": "y"}, "")]

    def test_a_file_without_names_of_columns_takes_those_of_the_profile(self, tmp_path: Path) -> None:
        table = opened(tmp_path / "a.csv", "1,x\n2,y,z\n", columns=("No", "Name"), header_row=0)
        assert table.columns == ("No", "Name")
        assert cells_of(table) == [
            ("1", {"No": "1", "Name": "x"}, ""),
            ("2", {"No": "2", "Name": "y"}, "the row has 3 cells, the header names 2 columns."),
        ]
        found = cells_of(sheet(tmp_path / "a.xlsx", [["1", "x"]], columns=("No", "Name"), header_row=0))
        assert found == [("1", {"No": "1", "Name": "x"}, "")]


class TestXlsx:
    def test_values_come_as_text_and_real_days_are_marked(self, tmp_path: Path) -> None:
        rows = [
            ["No", "Day", "Amount", "Flag", None],
            [1, datetime.datetime(2024, 6, 1), 2.5, True],
            [],
            [2.0, "01/06/2024", 1e-7, None],
        ]
        table = sheet(tmp_path / "a.xlsx", rows)
        found = cells_of(table)
        assert found == [
            ("2", {"No": "1", "Day": "2024-06-01", "Amount": "2.5", "Flag": "true"}, ""),
            ("4", {"No": "2", "Day": "01/06/2024", "Amount": "1e-07", "Flag": ""}, ""),
        ]
        assert isinstance(found[0][1]["Day"], IsoDay)
        assert not isinstance(found[1][1]["Day"], IsoDay)
        assert table.sha256 == hashlib.sha256((tmp_path / "a.xlsx").read_bytes()).hexdigest()

    def test_a_formula_is_an_unfit_cell_and_a_cell_beyond_the_header_refuses_its_row(self, tmp_path: Path) -> None:
        table = sheet(tmp_path / "a.xlsx", [["a", "b"], ["=1+1", "x"], ["1", "2", "3"], ["1", "=x"]])
        rows = list(table.rows())
        assert [row.problem[:30] for row in rows] == ["", "the row has cells beyond the l", ""]
        assert [dict(row.unfit) for row in rows] == [
            {"a": "the cell holds a formula; save the sheet with values."},
            {},
            {"b": "the cell holds a formula; save the sheet with values."},
        ]

    def test_an_error_of_the_spreadsheet_is_an_unfit_cell(self, tmp_path: Path) -> None:
        table = sheet(tmp_path / "a.xlsx", [["a", "b"], ["#REF!", "x"]])
        assert [dict(row.unfit) for row in table.rows()] == [{"a": "the cell holds an error of the spreadsheet."}]

    def test_rows_beyond_the_last_of_any_spreadsheet_are_refused_and_not_counted_up_to(self, tmp_path: Path) -> None:
        sheet(tmp_path / "a.xlsx", [["a"], ["1"]])
        with zipfile.ZipFile(tmp_path / "a.xlsx") as whole, zipfile.ZipFile(tmp_path / "b.xlsx", "w") as odd:
            for name in whole.namelist():
                data = whole.read(name)
                odd.writestr(name, data.replace(b'<row r="2"', b'<row r="1000000000000"'))
        with pytest.raises(Unreadable, match="rows beyond 1048576"):
            list(open_table(tmp_path / "b.xlsx", FormatSpec(sheet="List")).rows())

    def test_a_sheet_is_named_or_counted_and_a_missing_one_is_said(self, tmp_path: Path) -> None:
        rows = [["About this list"], ["a"], [1]]
        assert sheet(tmp_path / "a.xlsx", rows, sheet=2, header_row=2).columns == ("a",)
        with pytest.raises(Unreadable, match="no sheet 'Lst'; did you mean 'List'"):
            sheet(tmp_path / "a.xlsx", rows, sheet="Lst")
        with pytest.raises(Unreadable, match="2 sheets, no sheet 3"):
            sheet(tmp_path / "a.xlsx", rows, sheet=3)
        with pytest.raises(Unreadable, match="Row 1 holds no names"):
            sheet(tmp_path / "a.xlsx", rows, sheet=1)

    def test_what_is_no_workbook_or_unpacks_to_too_much_is_refused_unread(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        with pytest.raises(Unreadable, match="no XLSX workbook"):
            opened(tmp_path / "a.xlsx", b"PK\x03\x04 and no more")
        with zipfile.ZipFile(tmp_path / "b.xlsx", "w") as archive:
            archive.writestr("x.bin", "nothing")
        with pytest.raises(Unreadable, match="no XLSX workbook"):
            open_table(tmp_path / "b.xlsx", FormatSpec())
        sheet(tmp_path / "c.xlsx", [["a"], ["b"]])
        with zipfile.ZipFile(tmp_path / "c.xlsx", "a") as archive:
            archive.writestr("xl/bomb.xml", '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>')
        with pytest.raises(Unreadable, match="declares XML entities"):
            open_table(tmp_path / "c.xlsx", FormatSpec())
        sheet(tmp_path / "d.xlsx", [["a"], ["b"]])
        monkeypatch.setattr(xlsx_tables, "LARGEST_UNPACKED", 100)
        with pytest.raises(Unreadable, match="unpacks to more than can be read"):
            open_table(tmp_path / "d.xlsx", FormatSpec())


class TestJson:
    def test_a_path_leads_to_the_records_and_a_row_is_called_by_its_pointer(self, tmp_path: Path) -> None:
        document = {
            "data": {"a/b": [{"meta": {"n": 1.10, "who": ["KR", None, "CN"], "x": None, "t": True}}, {"meta": {}}]}
        }
        table = opened(tmp_path / "a.json", json.dumps(document).replace("1.1", "1.10"), path="data.a/b[*].meta")
        assert table.columns == ("n", "who", "x", "t")
        assert cells_of(table) == [("/data/a~1b/0/meta", {"n": "1.10", "who": ("KR", "CN"), "x": "", "t": "true"}, "")]

    def test_nested_tables_become_dotted_columns_and_lists_of_tables_cells_of_several_values(
        self, tmp_path: Path
    ) -> None:
        document = [{"id": "1", "by": {"name": "A"}, "parties": [{"code": "KR"}, {"code": "CN", "as": "host"}]}]
        (row,) = cells_of(opened(tmp_path / "a.json", json.dumps(document)))
        assert row == ("/0", {"id": "1", "by.name": "A", "parties.code": ("KR", "CN"), "parties.as": ("", "host")}, "")

    def test_the_files_of_a_folder_are_one_register_in_the_order_of_their_names(self, tmp_path: Path) -> None:
        folder = tmp_path / "json"
        folder.mkdir()
        for name in ("b", "a"):
            (folder / f"{name}.json").write_text(json.dumps({"meta": {"title": name}, "children": [{"text": "x"}]}))
        (folder / "notes.txt").write_text("no JSON")
        table = open_table(folder, FormatSpec(path="meta"))
        assert cells_of(table) == [("a.json", {"title": "a"}, ""), ("b.json", {"title": "b"}, "")]
        sums = [f"{hashlib.sha256((folder / n).read_bytes()).hexdigest()}  {n}\n" for n in ("a.json", "b.json")]
        assert table.sha256 == hashlib.sha256("".join(sums).encode()).hexdigest()
        with pytest.raises(Unreadable, match=r"no file called x\*"):
            open_table(folder, FormatSpec(files="x*"))

    def test_ndjson_is_read_line_by_line_with_the_columns_of_all_lines(self, tmp_path: Path) -> None:
        data = '{"a": 1}\n\n{"b": ["x", "y"]}\n'
        table = opened(tmp_path / "a.ndjson", data)
        assert table.columns == ("a", "b")
        assert cells_of(table) == [("1", {"a": "1"}, ""), ("3", {"b": ("x", "y")}, "")]
        assert table.sha256 == hashlib.sha256(data.encode()).hexdigest()

    @pytest.mark.parametrize(
        ("text", "path", "sentence"),
        [
            ("{", "", "a.json is not JSON"),
            ('{"a": 1, "a": 2}', "", "'a' stands twice"),
            ('[{"a": NaN}]', "", "NaN is no JSON"),
            ('[{"\\ud800": 1}]', "", "cannot be a column's: it holds half of a surrogate pair"),
            ("[" * 100_000, "", "nested too deeply"),
            ('{"a": []}', "b[*]", "the path finds no 'b' at '/'"),
            ('{"a": [1]}', "a[*]", "what stands at '/a/0' is no record"),
            ('{"a": []}', "a[*]", "no record where the path leads"),
            ("[]", "a[0]", "'a\\[0\\]' is no path"),
        ],
    )
    def test_what_is_no_json_or_leads_nowhere_is_refused(
        self, tmp_path: Path, text: str, path: str, sentence: str
    ) -> None:
        with pytest.raises(Unreadable, match=sentence):
            opened(tmp_path / "a.json", text, path=path)

    def test_a_text_that_no_database_holds_is_an_unfit_cell(self, tmp_path: Path) -> None:
        table = opened(tmp_path / "a.json", '[{"a": "x\\u0000", "b": "1"}, {"a": ["\\ud800"]}, {"a": "fine"}]')
        assert [dict(row.unfit) for row in table.rows()] == [
            {"a": "it holds a NUL character."},
            {"a": "it holds half of a surrogate pair, which is no character."},
            {},
        ]

    def test_a_file_larger_than_memory_allows_is_refused_unread(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(json_tables, "LARGEST", 10)
        with pytest.raises(Unreadable, match="more than 10 bytes"):
            opened(tmp_path / "a.json", '[{"a": "0123456789"}]')


def test_a_file_that_is_not_there_or_does_not_tell_its_format_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match=r"There is no file x\.csv"):
        open_table(tmp_path / "x.csv", FormatSpec())
    with pytest.raises(Unreadable, match="does not tell its format"):
        opened(tmp_path / "x.dat", "a,b\n")
    assert opened(tmp_path / "x.dat", "a,b\n", type="csv").columns == ("a", "b")
    with pytest.raises(Unreadable, match="only JSON comes in folders"):
        open_table(tmp_path, FormatSpec(type="csv"))


def test_the_apostrophe_that_an_export_put_before_a_cell_is_taken_away(tmp_path: Path) -> None:
    table = opened(tmp_path / "a.csv", "No,Name\r\n1,'=Sum of tides\r\n2,''@x\r\n3,'tis the tide\r\n")
    assert [row["Name"] for _place, row, _problem in cells_of(table)] == ["=Sum of tides", "'@x", "'tis the tide"]
    book = sheet(tmp_path / "a.xlsx", [["No", "Name"], [1, "'=Sum of tides"]])
    assert cells_of(book) == [("2", {"No": "1", "Name": "=Sum of tides"}, "")]
