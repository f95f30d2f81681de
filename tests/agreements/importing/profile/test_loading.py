"""A profile is taken whole or refused whole, with every fault, its line and the nearest right name."""

from __future__ import annotations

import copy
import datetime
import tomllib
from pathlib import Path
from typing import Any

import pytest

from agreements.importing.drafts import Place
from agreements.importing.mapping.mapper import Mapper
from agreements.importing.profile.loading import load_profile, read_profile, read_tables, shipped, shipped_text
from agreements.importing.profile.profiles import Profile
from agreements.importing.profile.tables import Tables
from agreements.importing.reading.rows import TableRow
from agreements.loading.errors import Faults
from tests.agreements.importing.mapping.test_mapper import Names

SMALL = """\
[register]
scheme = "tide-office"
title = "Tide Office"
publish = false

[source]
slug = "tide-office-2020"
title = "Tide Office, 2020"
language = "en"

[key]
column = "No"

[titles]
en = { column = "Name", basis = "authentic" }
"""


def read(more: str = "", text: str = SMALL) -> Profile:
    """Read the small profile with more at its end."""
    return read_profile("tides.toml", f"{text}{more}".encode())


def faults_of(more: str = "", text: str = SMALL) -> list[str]:
    """Return the sentences with which a profile is refused."""
    with pytest.raises(Faults) as caught:
        read(more, text)
    return [str(fault).removeprefix("tides.toml, ") for fault in caught.value.faults]


def test_the_smallest_profile_is_read() -> None:
    profile = read()
    assert (profile.name, profile.register.scheme, profile.register.publish) == ("tides", "tide-office", False)
    assert profile.key.rules[0].columns == ("No",)
    assert (profile.titles[0].key, profile.titles[0].language, profile.titles[0].basis) == (
        "title-en",
        "en",
        "authentic",
    )
    assert profile.format.encodings == ("utf-8",)


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        ("[act]\nsigned = 'x'", "line 16: unknown name 'act' in the profile; did you mean 'acts'?"),
        ("[acts]\nsigend = 'x'", "line 17: unknown act 'sigend'; did you mean 'signed'?"),
        ("[fields]\nkin = 'x'", "line 17: unknown name 'kin' in [fields]; did you mean 'kind'?"),
        ("[relations]\nrenew = 'x'", "line 17: unknown relation 'renew'; did you mean 'renews'?"),
        (
            "[fields.kind]\ncolumn = 'x'\nmap = { MoU = 'memorandum' }",
            "line 18: unknown code 'memorandum' for kind; allowed: ",
        ),
        (
            "[fields.kind]\ncolumn = 'x'\nmap = { T = 'treaty' }\nunmapped = 'oter'",
            "line 19: unknown code 'oter' for kind; did you mean 'other'?",
        ),
        (
            "[acts]\nsigned = { colum = 'x' }",
            "line 17: a rule has exactly one of column, columns, template and constant.",
        ),
        (
            "[fields]\nkind = { constant = 'treaty' }",
            "line 17: [fields.kind] needs reasoning.",
        ),
        ("[acts]\nsigned = { column = 'x', formats = 'D-Y' }", "line 17: 'D-Y' is no form of a date"),
        ("[fields]\nkind = { column = 'x', formats = 'Y' }", "line 17: formats are for dates; this field is none."),
        ("[fields]\nkind = { column = 'x', pattern = '(' }", "line 17: '(' is no pattern"),
        ("[[parties]]\ncolumn = 'x'\nrole = 'partie'", "line 18: unknown role 'partie'; did you mean 'party'?"),
        (
            "[[parties]]\ncolumn = 'x'\nnamed_by = 'alpha3'",
            "line 18: unknown named_by 'alpha3'; did you mean 'alpha-3'?",
        ),
        ("[acts.observed]\ncolumn = 'x'", "line 16: an observation stands on the edition's day: give edition"),
        ("[dates]\nlanguages = ['kr']", "line 17: no names of months are known in 'kr'"),
        ("[format]\nencoding = 'utf-9'", "line 17: no encoding of text is called 'utf-9'."),
        ("[format]\ndelimiter = ';;'", "line 17: delimiter is one character, and none that ends a line."),
        ('[format]\ndelimiter = "\\n"', "line 17: delimiter is one character, and none that ends a line."),
        ("[format]\nquote = ','", "line 17: quote is another character than what parts cells, and no space."),
        ("[format]\ntype = 'cvs'", "line 17: unknown type 'cvs'; did you mean 'csv'?"),
        ("[format]\nfiles = '../*'", "line 17: files is a pattern of names in one folder"),
        ("[words]\nopen_ended_is = 'forever'", "line 17: unknown open_ended_is 'forever'"),
        ("[[leave_out]]\nwhy = 'x'", "line 16: say which rows are left out"),
        ("[extract.t]\ncolumn = 'x'\npattern = 'a(b)'", "line 16: an extract needs a pattern with a named group"),
        (
            "[extract.t]\ncolumn = 'x'\npattern = '(?P<a>b)'\n[acts]\nsigned = 't.c'",
            "line 20: no pattern makes the column",
        ),
        ("[[amounts]]\namount = 'x'", "line 16: an amount needs currency."),
        ("[identifiers]\ntide-office = 'x'", "line 17: the number under 'tide-office' is the key"),
        ("[titles.ko]\ncolumn = 'x'", "line 16: say with basis whose words the title is"),
        ("[titles.xx-Y]\ncolumn = 'x'\nbasis = 'ours'", "line 16: 'xx-Y' is no language tag"),
        ("[clause]\ninitial_term = { constant = '3 years', reasoning = 'r' }", "line 17: initial_term: "),
        (
            "[fields]\nkind = { constant = 'treaty', reasoning = 'r', map = { a = 'treaty' } }",
            "line 17: map is for what stands in a cell; a constant is what it is.",
        ),
        ("[fields]\nsummary = { column = 'x', join = ' ' }", "line 17: join is for several columns."),
        (
            "[[amounts]]\namount = { constant = '5', reasoning = 'r' }\ncurrency = 'c'",
            "line 17: an amount stands in a column.",
        ),
        ("[acts]\nsigned = 7", "line 17: a rule is the name of a column, or a table"),
        ("[fields", "line 16: this is not TOML"),
    ],
)
def test_a_fault_is_told_with_its_line_and_the_nearest_right_name(more: str, sentence: str) -> None:
    told = faults_of(more)
    assert any(fault.startswith(sentence) for fault in told), told


def test_all_faults_are_told_at_once() -> None:
    text = (
        SMALL.replace('scheme = "tide-office"', "")
        .replace("publish = false", "publish = true")
        .replace("[key]", "[kee]")
    )
    told = "\n".join(faults_of("[acts]\nsined = 'x'\n", text))
    for words in ("needs scheme", "needs reason", "needs the table [key]", "unknown name 'kee'", "unknown act 'sined'"):
        assert words in told


def test_a_column_that_the_file_does_not_have_is_refused_with_the_nearest() -> None:
    profile = read(
        "[extract.t]\ncolumn = 'Name'\npattern = '(?P<who>.)'\n[acts]\nsigned = 'Sined on'\neffective = 't.who'\n"
    )
    profile.check_columns(["No", "Name", "Sined on"])
    with pytest.raises(Faults) as caught:
        profile.check_columns(["No", "Name", "Signed on"])
    assert [str(fault) for fault in caught.value.faults] == [
        "tides.toml, line 20: the file has no column 'Sined on'; did you mean 'Signed on'?"
    ]


def test_sectors_and_institutions_that_nobody_holds_are_refused_with_their_lines() -> None:
    profile = read(
        "[sectors]\ncolumn = 'S'\nmap = { a = 'smes', b = ['trade', 'taxes'], c = '' }\n"
        "[[parties]]\nconstant = 'tide-bank'\nnamed_by = 'institution'\nreasoning = 'r'\n"
    )
    profile.check_records("sector", ["smes", "trade", "taxes"])
    with pytest.raises(Faults, match="line 18: the register has no sector 'taxes'; did you mean 'taxe'"):
        profile.check_records("sector", ["smes", "trade", "taxe"])
    with pytest.raises(Faults, match="line 20: the register has no institution 'tide-bank'"):
        profile.check_records("institution", ["ecb"])


def test_rules_may_be_a_list_and_a_table_may_hold_them_beside_other_things() -> None:
    profile = read('[acts.signed]\nrules = ["a", { column = "b", formats = "Y" }]\nplace = "c"\n')
    act = profile.acts[0]
    assert [rule.columns for rule in act.rules] == [("a",), ("b",)]
    assert act.fields["place"][0].columns == ("c",)
    assert [form.text for form in act.rules[1].formats] == ["Y"]


def test_a_profile_is_found_by_name_or_path_and_a_missing_one_is_said(tmp_path: Path) -> None:
    path = tmp_path / "tides.toml"
    path.write_text(SMALL)
    assert load_profile(path).register.scheme == "tide-office"
    with pytest.raises(Faults, match="there is no such profile"):
        load_profile("tide-offices")
    path.write_bytes(b"\xff")
    with pytest.raises(Faults, match="line 1: this is not UTF-8"):
        load_profile(str(path))
    path.write_bytes(b"#" * 1_000_001)
    with pytest.raises(Faults, match="at most 1000000 bytes"):
        load_profile(path)


@pytest.mark.parametrize("name", sorted(shipped()))
def test_every_profile_that_comes_with_the_register_is_sound(name: str) -> None:
    assert load_profile(name).name == name
    assert "[register]" in shipped_text(name)


RICH = (
    SMALL.replace("[titles]", 'address = "{No}-{key}"\n[titles]')
    + """
[format]
type = "csv"
encoding = ["utf-8", "cp949"]
delimiter = ";"
quote = "'"
sheet = "List"
header_row = 2
columns = ["No", "Name"]
path = "a[*]"
files = "*.json"
[words]
unknown = ["-"]
open_ended = ["9999"]
open_ended_is = "unknown"
[dates]
formats = ["D/M/YY", "Y"]
languages = ["en"]
two_digit_years_from = 1950
[extract.head]
column = "Name"
patterns = ["(?P<who>.+)"]
when = { No = ["/1/", "2"] }
[[leave_out]]
when = { No = "3" }
unless = { No = "4" }
why = "It is a draft."
[duplicates]
may_differ = ["No"]
[aliases]
Tea = "LK"
[fields]
kind = { column = "K", map = { a = "treaty", "/b/" = "" }, unmapped = "other" }
summary = ["A", { columns = ["B", "C"], join = " " }, { template = "{A}" }]
[[parties]]
rules = [{ column = "P", split = "," }, { constant = "Korea", reasoning = "r" }]
institution = "I"
person = "Q"
office = "O"
[sectors]
column = "S"
split = [";", "/ or /"]
map = { s = ["trade", "smes"] }
[[forms]]
column = "F"
[acts.signed]
column = "D"
place = "L"
date_basis = "computed"
[[acts.published]]
column = "E"
formats = ["Y"]
[clause]
until_date = { column = "U", open_ended = ["never"], unknown = "?" }
[identifiers.un]
column = "N"
scheme = "unts"
[[amounts]]
amount = "M"
currency = { constant = "EUR", reasoning = "r" }
scale = 1000
decimal = ","
thousands = "."
[relations]
renews = { column = "R", prefix = "A-", pattern = "[0-9]+" }
[[relations.amends]]
column = "R"
inverse = true
"""
)


def paths_of(value: object, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    """Return every place in a document."""
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [path] * bool(path) + [inner for key, item in items for inner in paths_of(item, (*path, key))]


@pytest.mark.thorough
def test_a_thing_of_another_type_anywhere_is_a_fault_and_never_a_crash() -> None:
    """What loads nevertheless maps a row."""
    document = tomllib.loads(RICH)
    assert read("", RICH).amounts
    cells = dict.fromkeys(["No", "Name", *"ABCDEFIKLMNOPQRSU", "x"], "1")
    refused = 0
    for path in paths_of(document):
        for other in (7, -1.5, True, "", "x y", "/(/", "{x}", [], [3], [{}], {}, {"x": 1}, datetime.date(2020, 1, 1)):
            changed = copy.deepcopy(document)
            at: Any = changed
            for step in path[:-1]:
                at = at[step]
            at[path[-1]] = other
            tables = Tables("t.toml", b"")
            tables.document = changed
            try:
                mapper = Mapper(read_tables(tables), Names())
            except Faults:
                refused += 1
                continue
            assert mapper.draft(TableRow(Place(2), cells)).place == Place(2)
    assert refused > 500
