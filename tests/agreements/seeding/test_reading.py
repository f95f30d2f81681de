"""What seed files may say, and how they are refused: the file, the line, the nearest right name."""

from pathlib import Path

import pytest

from agreements.loading.errors import Faults
from agreements.loading.shapes import SHAPES
from agreements.seeding.folder import read_folder
from tests.agreements.seeding.invented import (
    ALIASES,
    COUNTRIES,
    FORMER,
    NEW,
    PAPER,
    SECTORS,
    SOURCE,
    line_with,
    place,
    write,
)


def refusals(folder: Path) -> list[str]:
    """Give what is said when the folder is refused."""
    with pytest.raises(Faults) as refused:
        read_folder(folder)
    return str(refused.value).split("\n")


def changed(text: str, old: str, new: str) -> str:
    """Change one place of a text."""
    assert text.count(old) == 1, old
    return text.replace(old, new)


def test_a_file_is_read_with_every_value_its_line_and_its_place(seeds: Path) -> None:
    record = next(r for r in read_folder(seeds) if r.id == "tide-arrangement-2020")
    assert record.rows["", ""]["kind"] == "arrangement"
    assert record.rows["act", "signed"] == {
        "position": 1,
        "type": "signed",
        "date_basis": "inferred",
        "date": "2020-05-04",
        "place": "Port Vell",
    }
    start = PAPER.index("On 4 May")
    assert record.rows["evidence", "act-signed-date-1"] == {
        "position": 6,
        "part": "act",
        "item": "signed",
        "field": "date",
        "stance": "supports",
        "passage": f"tide-paper#p2-{start}-{start + 8}",
        "value": "2020-05-04",
        "stated_value": "4 May",
        "basis": "inferred",
        "reasoning": "The paper is of 2020.",
        "preferred": True,
        "lost_reason": "",
        "last_checked": None,
    }
    assert record.line_of(("act", "signed"), "date") == line_with(NEW, "[act.signed.date]")


def test_the_passages_of_all_files_are_rows_of_their_source_and_one_place_is_one_passage(seeds: Path) -> None:
    source = next(r for r in read_folder(seeds) if r.shape.kind == "source")
    passages = [row for row in source.rows if row[0] == "passage"]
    start = PAPER.index("the ministries signed")
    assert ("passage", f"p2-{start}-{start + 21}") in passages
    assert len(passages) == 11  # fourteen places, of which three are cited twice
    assert source.rows["passage", f"p2-{start}-{start + 21}"] == {
        "locator_kind": "paragraph",
        "locator": "2",
        "start": start,
        "end": start + 21,
    }


def test_the_sector_of_a_row_is_its_key_unless_the_file_names_another(seeds: Path) -> None:
    text = changed(NEW, "[sector.tides]\n", '[sector.subject]\nsector = "sea"\n')
    records = read_folder(write(seeds, tide_arrangement_2020=text))
    record = next(r for r in records if r.id == "tide-arrangement-2020")
    assert record.rows["sector", "subject"]["sector"] == "sea"
    other = next(r for r in records if r.id == "tide-exchange")
    assert other.rows["sector", "tides"]["sector"] == "tides"


FILE = "seeds/agreements/tide-arrangement-2020.toml"
WRONG = [
    ("[sector.tides]", "[secter.tides]", "[secter.tides]", "unknown part 'secter'; did you mean 'sector'?"),
    ('language = "en"', 'langage = "en"', "langage", "unknown field 'langage'; did you mean 'language'?"),
    ('parties_status = "given"', 'partys_status = "given"', "partys", "did you mean 'parties_status'?"),
    ('type = "signed"', 'type = "singed"', "singed", "unknown code 'singed' for type; did you mean 'signed'?"),
    (
        ', basis = "inferred"',
        ', basis = "infered"',
        "infered",
        "unknown code 'infered' for basis; did you mean 'inferred'?",
    ),
    ('words = "4 May"', 'word = "4 May"', "4 May", "unknown word 'word'; did you mean 'words'?"),
    (
        'source = "tide-paper"',
        'source = "tide-papers"',
        "2,",
        "unknown source 'tide-papers'; did you mean 'tide-paper'?",
    ),
    ('"2020-05-04"', '"2020-02-30"', "[act.signed.date]", "date: There is no day 2020-02-30"),
    ('"2020-05-04"', "2020-05-04", "[act.signed.date]", "write it as text"),
    ('"2020-05-04"', '"9999-12-31"', "[act.signed.date]", "Year 9999"),
    ('"2020-05-04"', '"4 May 2020"', "[act.signed.date]", "A date has only"),
    ('value = "Port Vell"', 'value = ""', "[act.signed.place]", "place is empty"),
    ('value = "Port Vell"', "value = 7", "[act.signed.place]", "place is a text"),
    ('reasoning = "The paper is of 2020."', 'words = "4 May"', "", "not TOML"),
    (', reasoning = "The paper is of 2020."', "", "basis =", "an inferred value needs its reasoning"),
    ('words = "4 May"', 'words = "4 May", preferred = false', "4 May", "has a lost_reason"),
    ('title = "Arrangement on tides"\n', "", "[title.title-en]", "'title' is missing"),
    ('id = "tide-arrangement-2020"', 'id = "tide-arrangement"', "id =", "the file's name: 'tide-arrangement-2020'"),
    (f"from = {place('signed a new one', 'new one')}", "from = []", "from = []", "the list of places is empty"),
    ('source = "tide-paper"', 'source = "tide-paper"\nchecked = "May"', "checked", "checked is a full day"),
    ("[party.aland]", "[party.A_land]", "[party.A_land]", "is not made of lower-case letters"),
    ("[act.signed.date]\nvalue", "[act.signed.date]\nvalu", "valu =", "unknown word 'valu'; did you mean 'value'?"),
    ('type = "signed"', 'type = "signed"\nactor = "alund"', "alund", "unknown party 'alund'; did you mean 'aland'?"),
]


@pytest.mark.parametrize(("old", "new", "where", "message"), WRONG)
def test_what_is_not_understood_is_refused_at_its_line_with_the_nearest_right_name(
    seeds: Path, old: str, new: str, where: str, message: str
) -> None:
    text = NEW.replace(old, new, 1)
    assert text != NEW
    told = refusals(write(seeds, tide_arrangement_2020=text))
    fitting = [line for line in told if message in line]
    assert fitting, told
    assert fitting[0].startswith(f"{FILE}, line ")
    lines = [n for n, line in enumerate(text.split("\n"), 1) if where in line]
    assert int(fitting[0].split("line ")[1].split(":")[0]) in lines


@pytest.mark.parametrize(
    ("start", "end", "message"),
    [
        (5, len(PAPER) + 1, f"lies outside the text, which has {len(PAPER)} characters"),
        (9, 9, "the range is reversed or empty: start 9, end 9"),
        (9, 5, "the range is reversed or empty: start 9, end 5"),
        (-1, 5, "start and end are whole numbers from 0"),
        (5, 7, "the words “4 May” are longer than the 2 characters of the position"),
    ],
)
def test_a_position_outside_the_text_or_reversed_is_refused(seeds: Path, start: int, end: int, message: str) -> None:
    good = place("On 4 May", "4 May")
    bad = f'{{ paragraph = 2, start = {start}, end = {end}, words = "4 May" }}'
    text = changed(NEW, good.removesuffix(" }"), bad.removesuffix(" }"))
    told = refusals(write(seeds, tide_arrangement_2020=text))
    assert len(told) == 1
    assert message in told[0]
    assert told[0].startswith(f"{FILE}, line {line_with(text, f'start = {start}, end = {end},')}: ")


def test_a_position_may_end_where_the_text_ends(seeds: Path) -> None:
    good = place("On 4 May", "4 May").removesuffix(" }")
    bad = f"{{ paragraph = 3, start = 0, end = {len(PAPER)}"
    assert read_folder(write(seeds, tide_arrangement_2020=changed(NEW, good, bad)))


def test_positions_in_a_source_of_unknown_length_are_refused(seeds: Path) -> None:
    text = changed(SOURCE, f"characters = {len(PAPER)}\n", "")
    assert all("does not say how many characters" in line for line in refusals(write(seeds, tide_paper=text)))


def test_a_sentence_is_not_taken_as_words(seeds: Path) -> None:
    text = changed(NEW, 'words = "4 May"', f'words = "{"word " * 17}"')
    assert "at most 80 characters" in refusals(write(seeds, tide_arrangement_2020=text))[0]


def test_a_field_that_cannot_be_cited_is_refused_with_those_that_can(seeds: Path) -> None:
    text = changed(NEW, 'date_basis = "inferred"', f'date_basis = {{ value = "inferred", from = {place("On 4 May")} }}')
    told = refusals(write(seeds, tide_arrangement_2020=text))
    assert "'date_basis' of 'act' cannot be cited" in told[0]


def test_a_place_for_a_value_that_is_not_taken_gives_the_value_and_why_it_lost(seeds: Path) -> None:
    lost = ', value = "Ann Sea", preferred = false, lost_reason = "She is quoted only."'
    text = changed(
        NEW, 'country = "AA"\n', f'country = "AA"\nperson = {{ from = {place("ministries agree", more=lost)} }}\n'
    )
    record = next(r for r in read_folder(write(seeds, tide_arrangement_2020=text)) if r.id == "tide-arrangement-2020")
    assert "person" not in record.rows["party", "aland"]
    evidence = record.rows["evidence", "party-aland-person-1"]
    assert (evidence["value"], evidence["preferred"]) == ("Ann Sea", False)
    bare = text.replace(lost, "")
    assert "no value is taken here" in refusals(write(seeds, tide_arrangement_2020=bare))[0]


def test_the_same_address_twice_names_both_places(seeds: Path) -> None:
    (seeds / "more").mkdir()
    (seeds / "more" / "tide-arrangement-2020.toml").write_text(NEW, encoding="utf-8")
    assert refusals(seeds) == [
        "seeds/more/tide-arrangement-2020.toml, line 1: the agreement 'tide-arrangement-2020' stands already in "
        "seeds/agreements/tide-arrangement-2020.toml, line 1."
    ]


def test_a_key_twice_in_one_file_is_refused_at_its_line(seeds: Path) -> None:
    text = NEW + '\n[act.signed]\ntype = "signed"\n'
    told = refusals(write(seeds, tide_arrangement_2020=text))
    assert told[0].startswith(f"{FILE}, line {len(text.splitlines()) - 1}: this is not TOML")


def test_all_faults_of_all_files_are_told_at_once(seeds: Path) -> None:
    new, former = changed(NEW, '"2020-05-04"', '"2020-13"'), changed(FORMER, '"2019-03"', '"2019-00"')
    told = refusals(write(seeds, tide_arrangement_2020=new, tide_arrangement_former=former))
    assert [line.split(",")[0] for line in told] == [FILE, "seeds/agreements/tide-arrangement-former.toml"]


def test_files_of_other_kinds_and_other_tables_are_refused_but_remarks_are_not(seeds: Path) -> None:
    (seeds / "README.md").write_text("A remark.")
    (seeds / ".hidden").write_text("An editor's swap file.")
    assert read_folder(seeds)
    (seeds / "more.json").write_text("{}")
    (seeds / "reference" / "contries.tsv").write_text("code\n")
    told = refusals(seeds)
    assert "seeds/more.json: this is no seed file" in told[0]
    assert told[1] == "seeds/reference/contries.tsv: this table is not known; did you mean 'countries.tsv'?"


def test_a_directory_that_is_not_there_is_refused(tmp_path: Path) -> None:
    assert "there is no such directory" in refusals(tmp_path / "nowhere")[0]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('[agrement]\nid = "x"\n', "line 1: a file is one of agreement"),
        ('[agrement]\nid = "x"\n', "with an id; did you mean 'agreement'?"),
        ('[agreement]\nkind = "treaty"\n', "a file is one of agreement"),
        ('[agreement]\nid = "x"\n[source]\nid = "x"\n', "a file is one of agreement"),
        ('[country]\nid = "x"\ncode = "XX"\n', "a file is one of agreement"),
        ("", "line 1: a file is one of agreement"),
    ],
)
def test_a_file_is_one_record_of_a_known_kind(seeds: Path, text: str, message: str) -> None:
    (seeds / "x.toml").write_text(text)
    assert [line for line in refusals(seeds) if line.startswith("seeds/x.toml") and message in line]


def test_bytes_that_are_not_utf_8_are_refused_at_their_line(seeds: Path) -> None:
    (seeds / FILE.removeprefix("seeds/")).write_bytes(b'[agreement]\nid = "\xff"\n')
    assert refusals(seeds)[0] == f"{FILE}, line 2: this is not UTF-8 text."


@pytest.mark.parametrize(
    ("table", "text", "message"),
    [
        ("countries", COUNTRIES + "BB\tX\tX\tX\t\t\n", "line 5: 'bb' stands here twice, first on line 3."),
        ("countries", COUNTRIES + "cc\tX\tX\tX\t\t\n", "line 5: 'cc' is not a code of two capital letters."),
        ("countries", COUNTRIES + "CC\tX\tX\n", "line 5: 3 cells where there are 6 columns."),
        ("countries", COUNTRIES + "CC\tX\t\tX\t\t\n", "line 5: 'name_ko' is missing."),
        ("countries", COUNTRIES + "CC\tX\tX\tX\t1990-13\t\n", "line 5: ended: There is no month 13"),
        ("countries", COUNTRIES.replace("ended", "end"), "line 1: the columns are, in this order: code, name_en"),
        (
            "country_aliases",
            ALIASES + "BB\ten\trepublic of aland\n",
            "line 3: “republic of aland” stands for 'AA' already",
        ),
        ("country_aliases", ALIASES + "AC\ten\tNowhere\n", "line 3: unknown country 'AC'; allowed: AA, BB, ZZ."),
        ("sectors", SECTORS + "reefs\tsea\tReefs\t암초\t礁\tcrs\n", "line 4: 'crs' is not scheme:code"),
    ],
)
def test_a_wrong_line_of_a_table_is_refused_by_its_number(seeds: Path, table: str, text: str, message: str) -> None:
    folder = write(seeds, **{table: text})
    assert message in "\n".join(refusals(folder))


def test_every_field_and_part_that_seeds_may_name_is_on_its_model() -> None:
    for shape in SHAPES.values():
        for field in shape.fields:
            shape.model._meta.get_field(field)
        for part in shape.all_parts.values():
            for field in (*part.fields, part.parent_field):
                part.model._meta.get_field(field)


def test_the_example_in_the_documentation_is_read_without_a_fault(tmp_path: Path) -> None:
    document = (Path(__file__).parents[3] / "docs" / "seeds.md").read_text(encoding="utf-8")
    example = document.split("```toml\n")[1].split("```")[0]
    for name in ("tide-gazette-2020", "tide-almanac"):
        text = SOURCE.replace("tide-paper", name)
        (tmp_path / f"{name}.toml").write_text(text, encoding="utf-8")
    (tmp_path / "aa-bb-tides-arrangement-2020.toml").write_text(example, encoding="utf-8")
    record = read_folder(tmp_path)[0]
    assert record.rows["act", "signed"]["date"] == "2020-05-04"
    assert record.rows["evidence", "act-signed-date-2"]["passage"] == "tide-almanac#page-12"
    assert record.rows["evidence", "act-signed-date-2"]["last_checked"] == "2026-11-22"
    assert "actor" not in record.rows["act", "signed"]
