"""The shipped tables: one name, one side, together with the names of the reference tables."""

import csv
import json
from collections import defaultdict
from pathlib import Path

import pytest

from agreements.importing.mapping.alpha3 import ALPHA3
from agreements.importing.parties.folding import fold
from agreements.importing.parties.tables import read_table, shipped
from agreements.loading.errors import Faults
from tests.agreements.importing.parties.conftest import lines

DATA = Path(__file__).parents[5] / "shared" / "data"


def everyone() -> dict[str, set[str]]:
    """Return whom each folded name means, over all tables."""
    means = defaultdict(set)
    for code, *cells in lines("countries.tsv"):
        for name in cells[:3]:
            means[fold(name)].add(code)
    for code, _language, name in lines("country-aliases.tsv"):
        means[fold(name)].add(code)
    for folded, (_name, target) in shipped().aliases.items():
        means[folded].add(target)
    return means


def test_no_name_leads_to_two_sides_and_every_target_is_there() -> None:
    means = everyone()
    assert {name: sides for name, sides in means.items() if len(sides) > 1} == {}
    assert not means.keys() & shipped().several.keys()
    targets = {code for code, *_ in lines("countries.tsv")} | shipped().organisations.keys()
    named = {target for _name, target in shipped().aliases.values()}
    named |= {target for _name, sides in shipped().several.values() for target in sides}
    named |= {organisation.country for organisation in shipped().organisations.values() if organisation.country}
    assert named - targets == set()
    assert "" not in means


def test_no_name_is_the_code_of_another_country() -> None:
    codes = {**{code.casefold(): code for code in ALPHA3.values()}, **{a.casefold(): b for a, b in ALPHA3.items()}}
    wrong = {name: sides for name, sides in everyone().items() if name in codes and sides != {codes[name]}}
    assert wrong == {}


def test_the_reference_tables_and_the_shipped_ones_do_not_repeat_each_other() -> None:
    before = {fold(name) for _code, _language, name in lines("country-aliases.tsv")}
    before |= {fold(name) for _code, *cells in lines("countries.tsv") for name in cells[:3]}
    assert before & shipped().aliases.keys() == set()


def test_every_fault_of_a_table_is_told_with_its_line(tmp_path: Path) -> None:
    head = "slug\tkind\tcountry\tacronym\ten\tko\tzh\tpt\n"
    rows = "lake-union\tother\t\tLU\tLake Union\t\t\t\nlake-union\tclub\t\t\tLake Club\t\t\t\n"
    (tmp_path / "organisations.tsv").write_text(head + rows, encoding="utf-8")
    (tmp_path / "aliases.tsv").write_text(
        "# Invented.\nmeans\tname\nlake-union\tLake-Union Body\nlake-unoin\tThe Lakes\nQA\tLAKE UNION\n"
        "?QA QB\tQuandary\nQA\tQuandary\nQB\n",
        encoding="utf-8",
    )
    with pytest.raises(Faults) as refused:
        read_table(tmp_path)
    assert [str(fault) for fault in refused.value.faults] == [
        "aliases.tsv: 'Quandary' stands for several sides, and for one.",
        "aliases.tsv, line 4: 'lake-unoin' is neither a country's code nor an organisation.",
        "aliases.tsv, line 5: 'LAKE UNION' means 'QA', and 'lake-union' elsewhere.",
        "aliases.tsv, line 8: a line has 2 cells, set apart by tabs.",
        "organisations.tsv, line 3: 'lake-union' stands here twice.",
        "organisations.tsv, line 3: an organisation has a known kind and a name in English.",
    ]


def test_every_partner_of_the_sample_registers_is_known() -> None:
    if not DATA.is_dir():
        pytest.skip("the sample registers are not beside the repository")
    named: set[str] = set()
    with (DATA / "br-concordia/bilaterais_brasil.csv").open(encoding="utf-8-sig", newline="") as file:
        named |= {row["parceiro"] for row in csv.DictReader(file)}
    with (DATA / "swap-lines/v2024-05/liquidity_lines_0524.csv").open(encoding="utf-8-sig", newline="") as file:
        named |= {row[name] for row in csv.DictReader(file) for name in ("source_country", "recipient_country")}
    for path in (DATA / "zh-itrap/json").glob("*.json"):
        named |= set(json.loads(path.read_text(encoding="utf-8"))["meta"]["country"])
    assert len(named) > 300
    means = everyone()
    #: “Each party” and “each state party” of a convention are nobody.
    assert {name for name in named if fold(name) not in means} == {"各缔约国", "各缔约方"}
