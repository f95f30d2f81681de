"""Registers that no profile was written for before: other tables, codes and encodings, each by a profile alone."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from openpyxl import Workbook

from agreements.importing.acting.act import act
from agreements.importing.planning.plan import plan_import
from agreements.importing.profile.loading import load_profile
from agreements.importing.reports import Report
from agreements.models import Agreement
from agreements.publishing import publish
from tests import factories

pytestmark = pytest.mark.django_db

HEAD = """
[register]
scheme = "{scheme}"
title = "An invented register"
publish = true
reason = "Imported from an invented register."
edition = "2024-05-31"
[source]
slug = "{scheme}-2024"
title = "An invented register, 2024"
language = "en"
"""


@pytest.fixture(autouse=True)
def world() -> None:
    """Publish the countries and the sector that the registers name."""
    names = {"KR": ("South Korea", "대한민국"), "JP": ("Japan", "일본국"), "NO": ("Norway", "노르웨이왕국")}
    countries = [factories.CountryFactory(code=code, name_en=en, name_ko=ko) for code, (en, ko) in names.items()]
    publish([*countries, factories.SectorFactory(slug="shipping")], reason="Reference data", by="test")


def bring(file: Path, scheme: str, profile: str) -> Report:
    target = file.with_suffix(".toml")
    target.write_text(HEAD.format(scheme=scheme) + profile, encoding="utf-8")
    return act(plan_import(file, load_profile(target)), by="import", partial=True)


def again(file: Path) -> Report:
    return act(plan_import(file, load_profile(file.with_suffix(".toml"))), by="import", partial=True)


def days(record: Agreement) -> dict[str, str]:
    return {act.type: str(act.observed_state or act.date) for act in record.acts.all()}


def sides(record: Agreement) -> set[str]:
    return {party.country.code for party in record.parties.all() if party.country is not None}


def test_semicolons_latin_1_month_first_days_and_states_as_codes(tmp_path: Path) -> None:
    file = tmp_path / "faros.csv"
    rows = ["Núm;Acórdão;Parte;Feito;Até;Cód", "7;Convenção sobre faróis;Noruega;03/04/1998;12/31/2009;X"]
    rows += ["8;Convenção sobre boias;Atlântida;13/04/1998;;V", "9;Convenção sobre boias;Noruega;04/13/1998;;V"]
    file.write_text("\n".join([*rows, ""]), encoding="latin-1")
    report = bring(
        file,
        "faros",
        """
[format]
encoding = "latin-1"
delimiter = ";"
[dates]
formats = ["M/D/Y"]
[key]
column = "Núm"
[titles]
pt = { column = "Acórdão", basis = "authentic" }
[fields.kind]
column = "Acórdão"
map = { "/^Convenção/" = "convention" }
[[parties]]
constant = "Japan"
reasoning = "The register is Japan's."
[[parties]]
column = "Parte"
[sectors]
constant = "shipping"
reasoning = "Lights serve ships."
[aliases]
"Noruega" = "NO"
[acts]
signed = "Feito"
[acts.observed]
column = "Cód"
map = { "V" = "in-effect", "X" = "expired" }
[clause]
until_date = "Até"
""",
    )
    assert [row.outcome for row in report.rows] == ["created", "refused", "created"]
    assert {(p.column, p.words) for p in report.rows[1].problems} == {("Parte", "Atlântida"), ("Feito", "13/04/1998")}
    record = Agreement.objects.get(slug="faros-7")
    assert (record.kind, record.titles.get().title) == ("convention", "Convenção sobre faróis")
    assert days(record) == {"signed": "1998-03-04", "observed": "expired"}
    assert (sides(record), str(record.clause.until_date)) == ({"JP", "NO"}, "2009-12-31")
    assert [row.sector.slug for row in record.sector_rows.all()] == ["shipping"]
    said = {e.target: (e.column, e.stated_value, e.basis) for e in record.evidence.all()}
    assert said["act/signed/date"] == ("Feito", "03/04/1998", "stated")
    assert said["party/jp"][2] == "inferred"
    assert not Agreement.objects.filter(slug="faros-8").exists(), "a refused row leaves nothing"
    assert again(file).counts["unchanged"] == 2


def test_a_workbook_with_lists_of_parties_and_links_such_as_a_217_a_1831(tmp_path: Path) -> None:
    file = tmp_path / "lists.xlsx"
    book = Workbook()
    book.active.append(["not this sheet"])
    sheet = book.create_sheet("Acts")
    for row in (
        ["Register of tides", None, None, None, None],
        ["Ref", "What", "Who", "When", "Takes up"],
        [217, "Tides I", "Japan; Norway / South Korea", 1998, None],
        [1831, "Tides II", "Japan; Norway", "June 2001", None],
        [1900, "Tides III", "Japan; Norway", "12 Mar 2003", "A-217, A-1831, A-1900, A-5"],
    ):
        sheet.append(row)
    book.save(file)
    report = bring(
        file,
        "tides",
        """
[format]
sheet = "Acts"
header_row = 2
[dates]
formats = ["D MON Y", "MON Y", "Y"]
[key]
template = "A-{Ref}"
[titles]
en = { column = "What", basis = "authentic" }
[[parties]]
column = "Who"
split = ["; ", " / "]
[acts]
signed = "When"
[relations]
amends = { column = "Takes up", split = ", " }
""",
    )
    third = Agreement.objects.get(slug="tides-a-1900")
    assert {(r.code, r.object_id) for r in third.relations.all()} == {
        ("amends", Agreement.objects.get(slug="tides-a-217").pk),
        ("amends", Agreement.objects.get(slug="tides-a-1831").pk),
    }
    assert {(left.words, left.why) for left in report.links_left} == {
        ("A-1900", "the row names itself."),
        ("A-5", "no row of the file and no record of the register has this key."),
    }
    assert sides(Agreement.objects.get(slug="tides-a-217")) == {"JP", "NO", "KR"}
    assert [days(a)["signed"] for a in Agreement.objects.order_by("slug")] == ["2001-06", "2003-03-12", "1998"]
    assert again(file).counts["unchanged"] == 3


def test_nested_lines_of_json(tmp_path: Path) -> None:
    file = tmp_path / "deep.ndjson"
    line = {
        "id": {"no": "Z/9"},
        "head": {"names": {"fr": "Accord sur les phares"}, "sides": ["JPN", "NOR"]},
        "life": {"from": "1 mars 1999", "money": {"sum": "1.250,50", "unit": "NOK"}},
        "mirror": ["Z/10"],
    }
    other = {"id": {"no": "Z/10"}, "head": {"names": {"fr": "Accord inverse"}, "sides": ["NOR", "JPN"]}}
    other |= {"life": {"from": None}, "mirror": ["Z/9"]}
    file.write_text("".join(json.dumps(each) + "\n" for each in (line, other)), encoding="utf-8")
    report = bring(
        file,
        "deep",
        """
[dates]
languages = ["fr"]
formats = ["D MON Y"]
[key]
column = "id.no"
[titles]
fr = { column = "head.names.fr", basis = "authentic" }
[[parties]]
column = "head.sides"
named_by = "alpha-3"
[acts]
effective = "life.from"
[[amounts]]
amount = "life.money.sum"
currency = "life.money.unit"
decimal = ","
thousands = "."
[relations]
mirrors = "mirror"
""",
    )
    assert report.counts["created"] == 2
    first, second = Agreement.objects.get(slug="deep-z-9"), Agreement.objects.get(slug="deep-z-10")
    assert (days(first), days(second)) == ({"effective": "1999-03-01"}, {})
    assert [(str(a.amount), a.currency) for a in first.amounts.all()] == [("1250.50", "NOK")]
    assert (sides(first), first.kind, first.titles.get().language) == ({"JP", "NO"}, "not-stated", "fr")
    # Two rows that mirror one another are one relation, which both rows support.
    assert [r.object for r in first.relations.all()] == [second]
    assert not second.relations.exists()
    assert again(file).counts["unchanged"] == 2


def test_korean_in_cp949_with_the_partner_in_the_title(tmp_path: Path) -> None:
    file = tmp_path / "등대.csv"
    rows = ["번호,제목,체결,상태", "가-1,대한민국과 노르웨이왕국 간의 등대 협정,1998년 3월 4일,유효"]
    rows += ["가-2,대한민국과 어떤나라 간의 부표 약정,미상,실효"]
    file.write_text("\n".join([*rows, ""]), encoding="cp949")
    report = bring(
        file,
        "deungdae",
        r"""
[format]
encoding = ["utf-8", "cp949"]
[words]
unknown = ["미상"]
[dates]
formats = ["Y년 M월 D일"]
[key]
column = "번호"
address = "lamp-{n.number}"
[extract.n]
column = "번호"
pattern = '-(?P<number>\d+)$'
[extract.head]
column = "제목"
pattern = '대한민국과 (?P<partner>.+?) 간의 .*?(?P<kind>협정|약정)$'
[titles]
ko = { column = "제목", basis = "authentic" }
[fields.kind]
column = "head.kind"
map = { "협정" = "agreement", "약정" = "arrangement" }
[[parties]]
constant = "대한민국"
reasoning = "The register is Korea's."
[[parties]]
column = "head.partner"
unresolved = "leave-out"
[acts]
signed = "체결"
[acts.observed]
column = "상태"
map = { "유효" = "in-effect", "실효" = "expired" }
""",
    )
    first, second = Agreement.objects.get(slug="lamp-1"), Agreement.objects.get(slug="lamp-2")
    assert (first.kind, sides(first), days(first)["signed"]) == ("agreement", {"KR", "NO"}, "1998-03-04")
    assert (second.kind, sides(second), days(second)) == ("arrangement", {"KR"}, {"observed": "expired"})
    assert "어떤나라" in second.public_notes
    assert [(name.name, name.count) for name in report.unresolved] == [("어떤나라", 1)]
    said = {e.target: (e.column, e.stated_value) for e in first.evidence.all()}
    assert said["party/no"] == ("제목", "노르웨이왕국")
    assert again(file).counts["unchanged"] == 2
