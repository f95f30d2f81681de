"""An unknown file is described, and the profile that is proposed loads and maps as it stands."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from openpyxl import Workbook

from agreements.importing.describing import describe
from agreements.importing.drafts import Draft
from agreements.importing.mapping.mapper import Mapper
from agreements.importing.profile.loading import load_profile, read_profile
from agreements.importing.reading.opening import open_table
from agreements.importing.reading.rows import Unreadable
from tests.agreements.importing.mapping.lamps import Meant, Names

DATA = Path(__file__).parents[4] / "shared" / "data"
DOCUMENT = (Path(__file__).parents[3] / "docs" / "import.md").read_text("utf-8")


class Lands(Names):
    """Countries that the invented registers name."""

    known = {
        "Japan": Meant("JP"),
        "Norway": Meant("NO"),
        "Denmark": Meant("DK"),
        "South Korea": Meant("KR"),
        "Noruega": Meant("NO"),
    }


def proposed(path: Path) -> tuple[str, list[object]]:
    """Return the description, and what the rows come to by the profile that it proposes."""
    names = Lands()
    text = describe(path, names.resolve)
    profile = read_profile("proposed.toml", text.encode())
    table = open_table(path, profile.format)
    profile.check_columns(table.columns)
    mapper = Mapper(profile, names)
    return text, [mapper.draft(row) for row in table.rows()]


def line_of(text: str, column: str) -> str:
    """Return the line that describes a column."""
    return next(line for line in text.splitlines() if line.startswith(f"#   '{column}'"))


def test_a_strangers_list_is_described_and_comes_in_by_the_profile_that_is_proposed(tmp_path: Path) -> None:
    path = tmp_path / "Faróis 2024.csv"
    lines = ["Nr;Título do ato;Parceiro;Assinado;Vence;Situação;Segue;Página"]
    for n in range(1, 41):
        partner = "Noruega" if n % 3 else "Japan, Denmark"
        ends = "31/12/9999" if n % 5 == 0 else f"{n % 28 + 1:02}/03/2030"
        follows = f"F-{n - 1}" if n % 4 == 0 else "N/A"
        lines.append(
            f"F-{n};Convênio de faróis número {n};{partner};{n % 28 + 1}/02/1999;{ends};"
            f"{'vigente' if n % 2 else 'extinto'};{follows};https://example.org/{n}"
        )
    path.write_bytes(("\n".join(lines) + "\n").encode("cp1252"))
    text, found = proposed(path)
    assert "CSV in cp1252 (a guess from its bytes" in text
    assert "could be the key" in line_of(text, "Nr")
    assert "dates as D/M/Y" in line_of(text, "Assinado")
    assert "M/D/Y" not in line_of(text, "Assinado")
    assert "open-ended: '31/12/9999'" in line_of(text, "Vence")
    assert "names, of which" in line_of(text, "Parceiro")
    assert "codes: 'vigente', 'extinto'" in line_of(text, "Situação")
    assert "are keys of rows" in line_of(text, "Segue")
    assert "25% filled" in line_of(text, "Segue")
    assert "addresses on the web" in line_of(text, "Página")
    drafts = [draft for draft in found if isinstance(draft, Draft)]
    assert len(drafts) == 40
    assert drafts[2].rows["act", "signed"]["date"] == "1999-02-04"
    assert [key for part, key in drafts[2].rows if part == "party"] == ["jp", "dk"]
    assert drafts[4].rows["clause", ""] == {"duration_kind": "indefinite"}


def test_a_numbered_column_in_which_a_number_stands_twice_is_proposed_before_one_that_is_named_for_nothing(
    tmp_path: Path,
) -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append(["N°", "Intitulé", "Articles"])
    for number in (*range(101, 121), 120):
        sheet.append([number, f"Arrangement {sheet.max_row}", number % 7])
    book.save(tmp_path / "phares.xlsx")
    text, found = proposed(tmp_path / "phares.xlsx")
    assert "could be the key but for '120'" in line_of(text, "N°")
    assert "[key]\n# TODO these stand twice: '120'" in text
    assert 'column = "N°"' in text.split("[key]")[1].split("[titles]")[0]
    assert "could be the key" not in line_of(text, "Articles")
    assert len(found) == 21


def test_days_behind_which_a_program_wrote_midnight_are_dates(tmp_path: Path) -> None:
    path = tmp_path / "beacons.csv"
    rows = [
        f"B-{n},Beacon agreement {n},2019-03-{n:02d}T00:00:00,{n}/4/2019 0:00,2019-03-01 13:{n}" for n in range(13, 25)
    ]
    path.write_text("\n".join(["No,Title,Signed,Published,Logged", *rows, ""]))
    text, found = proposed(path)
    assert "dates as Y-M-D" in line_of(text, "Signed")
    assert "dates as D/M/Y" in line_of(text, "Published")
    assert "dates" not in line_of(text, "Logged")
    drafts = [draft for draft in found if isinstance(draft, Draft)]
    assert drafts[0].rows["act", "signed"]["date"] == "2019-03-13"
    assert len(drafts) == 12


def test_odd_cells_and_copies_do_not_hide_what_a_column_is_for(tmp_path: Path) -> None:
    path = tmp_path / "Leuchtfeuer.csv"
    rows = [f"{n};LF-{n};Abkommen über Feuer {n};Japan und Norway;{n}.04.1998;unbefristet;" for n in range(1, 25)]
    rows += ["25;LF-25;Abkommen;Denmark / Norway;k. A.;31.01.2030;LF-3, LF-4"]
    rows += [f"{n};LF-26;Abkommen;Denmark;um 1950;12. Mai 2031;LF-25" for n in (26, 27)]
    path.write_text("\n".join(["Lfd. Nr.;Zeichen;Titel;Partner;Unterz.;Gültig bis;Bezug", *rows, ""]), encoding="utf-8")
    text, found = proposed(path)
    assert "could be the key, though it only counts the rows" in line_of(text, "Lfd. Nr.")
    assert "could be the key but for 'LF-26'" in line_of(text, "Zeichen")
    assert "[key]\n# TODO these stand twice: 'LF-26'" in text
    assert "dates as D.M.Y (not a date: um 1950 (2 times)); unknown: 'k. A.'" in line_of(text, "Unterz.")
    assert "dates as D.M.Y, D. MON Y; open-ended: 'unbefristet'" in line_of(text, "Gültig bis")
    assert "100% are known; several in a cell between ' und ', ' / '" in line_of(text, "Partner")
    assert "100% are keys of rows: a relation?; several in a cell between ','" in line_of(text, "Bezug")
    assert 'split = [" und ", " / "]' in text
    drafts = [draft for draft in found if isinstance(draft, Draft)]
    assert len(drafts) == 25, "the two rows with “um 1950” are refused until somebody decides"
    assert [key for part, key in drafts[0].rows if part == "party"] == ["jp", "no"]


def test_lengths_of_time_are_proposed_for_the_clause(tmp_path: Path) -> None:
    path = tmp_path / "phares.csv"
    rows = [f"P-{n};Accord sur le phare {n};Norway;{n} ans;{n % 3 + 1} mois;illimitée" for n in range(1, 9)]
    head = "N°;Intitulé;Partenaire;Durée;Préavis;Reconduction"
    path.write_text("\n".join([head, *rows, "P-9;Accord;Japan;illimitée;1 mois;1 an", ""]), encoding="utf-8")
    text, found = proposed(path)
    assert "lengths of time: '1 ans', '2 ans'" in line_of(text, "Durée")
    assert "lengths of time" in line_of(text, "Préavis")
    assert 'initial_term = "Durée"\nnotice_period = "Préavis"\nrenewal_term = "Reconduction"' in text
    first, last = ((draft.rows["clause", ""]) for draft in (found[1], found[-1]) if isinstance(draft, Draft))
    assert (first["initial_term"], first["notice_period"]) == ("P2Y", "P3M")
    assert (last["duration_kind"], last["renewal_term"]) == ("indefinite", "P1Y")


@pytest.mark.parametrize(
    ("dates", "said", "not_said"),
    [
        (["03/04/1998", "13/04/1998"], "dates as D/M/Y", "find out"),
        (["03/04/1998", "04/13/1998"], "dates as M/D/Y", "find out"),
        (["03/04/1998", "04/03/1998"], "every date fits D/M/Y and M/D/Y: find out which", "dates as M"),
        (["2002年11月04日", "2003年1月2日"], "dates as Y年M月D日", "find out"),
        (["1998", "May 2001", "2 June 2003"], "D MON Y", "find out"),
        (["12", "34"], "numbers", "dates"),
        (["12/31/2019", "08/03/2000", "11/30/2001", "13/01/2004"], "M/D/Y (not a date: 13/01/2004)", "D/M/Y"),
        (["1200", "7300"], "numbers", "dates"),
    ],
)
def test_day_first_and_month_first_are_told_apart_by_the_values_or_left_to_a_person(
    tmp_path: Path, dates: list[str], said: str, not_said: str
) -> None:
    path = tmp_path / "a.csv"
    path.write_text("Id,Title,Done\n" + "".join(f"{n},Arrangement {n},{day}\n" for n, day in enumerate(dates)))
    text, _found = proposed(path)
    assert said in line_of(text, "Done")
    assert not_said not in line_of(text, "Done")


def test_sheets_of_a_workbook_and_paths_of_json_are_found(tmp_path: Path) -> None:
    book = Workbook()
    book.active.append(["About"])
    page = book.create_sheet("Acts")
    page.append(["List of acts"])
    page.append(["Id", "Title", "Country"])
    for n in range(5):
        page.append([n, f"Arrangement {n}", "NOR"])
    book.save(tmp_path / "a.xlsx")
    text, found = proposed(tmp_path / "a.xlsx")
    assert 'sheet = "Acts"' in text
    assert "header_row = 2" in text
    assert "codes of countries (alpha-3)" in line_of(text, "Country")
    assert all(isinstance(draft, Draft) and ("party", "no") in draft.rows for draft in found)
    records = [{"meta": {"id": n, "title": f"Arrangement {n}"}} for n in range(3)]
    (tmp_path / "b.json").write_text(json.dumps({"made": "today", "data": {"acts": records}}))
    text, found = proposed(tmp_path / "b.json")
    assert 'path = "data.acts[*]"' in text
    assert [draft.key for draft in found if isinstance(draft, Draft)] == ["0", "1", "2"]
    folder = tmp_path / "json"
    folder.mkdir()
    for n in range(2):
        tree = {"meta": {"title": f"Arrangement {n}", "day": "2001"}, "children": [{"type": "text"}, {"type": "text"}]}
        (folder / f"{n}.json").write_text(json.dumps(tree))
    text, found = proposed(folder)
    assert 'path = "meta"' in text
    assert all(isinstance(draft, Draft) for draft in found)


@pytest.mark.parametrize(
    ("text", "encoding", "found"),
    [("编号,标题\n1,关于灯塔的协定\n", "gb18030", "gb18030"), ("번호,제목\n1,등대에 관한 약정\n", "cp949", "cp949"),
     ("a,b\n1,é\n", "utf-8", "utf-8"), ("a,b\n1,é\n", "utf-16", "utf-16")],
)  # fmt: skip
def test_an_encoding_is_proposed_that_fits_the_letters(tmp_path: Path, text: str, encoding: str, found: str) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(text.encode(encoding))
    assert f'encoding = "{found}"' in describe(path)


def test_odd_names_of_columns_stay_toml_and_what_cannot_be_read_is_said(tmp_path: Path) -> None:
    path = tmp_path / "1.csv"
    path.write_text('"a ""b""","c\\d","e\nf",#\nx,y,"z\x02\u2028",1\n')
    text, found = proposed(path)
    assert "TODO" in text
    assert len(found) == 1
    path.write_text("only\n")
    assert "nothing" in line_of(describe(path), "only")
    with pytest.raises(Unreadable, match="does not tell its format"):
        describe(tmp_path / "a.pdf")


def test_the_example_of_the_document_comes_in_as_the_document_says(tmp_path: Path) -> None:
    path = tmp_path / "lighthouses.csv"
    path.write_text(re.findall(r"```csv\n(.*?)```", DOCUMENT, re.DOTALL)[0])
    (tmp_path / "lighthouses.toml").write_text(re.findall(r"```toml\n(.*?)```", DOCUMENT, re.DOTALL)[0])
    profile = load_profile(tmp_path / "lighthouses.toml")
    table = open_table(path, profile.format)
    profile.check_columns(table.columns)
    mapper = Mapper(profile, Lands())
    first, second, third = (draft for row in table.rows() if isinstance(draft := mapper.draft(row), Draft))
    assert first.rows["act", "signed"]["date"] == "1998-04-03"
    assert first.rows["clause", ""]["until_date"] == "2009-12-31"
    assert second.rows["act", "signed"]["date"] == "2010-05"
    assert second.rows["clause", ""] == {"duration_kind": "indefinite"}
    assert [(link.code, link.key) for link in second.links] == [("renews", "L-1")]
    assert [key for part, key in third.rows if part == "party"] == ["kr", "no", "dk"]
    assert ("clause", "") not in third.rows
    assert "loads" in DOCUMENT
    proposed(path)


@pytest.mark.thorough
@pytest.mark.skipif(not DATA.is_dir(), reason="the sample registers are not at ../shared/data")
@pytest.mark.parametrize(
    "name",
    ["swap-lines/v2024-05/liquidity_lines_0524.csv", "swap-lines/v2024-05/liquidity_lines_0524.xlsx",
     "br-concordia/bilaterais_brasil.csv", "kr-treaty/index.csv", "zh-itrap/json"],
)  # fmt: skip
def test_every_sample_register_is_described(name: str) -> None:
    text, found = proposed(DATA / name)
    assert "could be the key" in text or "digest = true" in text
    assert found
