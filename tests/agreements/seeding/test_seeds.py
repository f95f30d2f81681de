"""The seeds that come with the register: complete, true to the paper, and without a sentence of it."""

from __future__ import annotations

import hashlib
import re
from functools import cache
from pathlib import Path

import pytest
from django.test.utils import CaptureQueriesContext

from agreements.loading.records import GivenRecord
from agreements.models import Agreement, Country, Occasion, Source
from agreements.register.models import Publication
from agreements.seeding.folder import read_folder
from agreements.seeding.loading import load
from programs.models import Program

ROOT = Path(__file__).parents[3]
SEEDS = ROOT / "seeds"
PAPER = ROOT.parent / "shared" / "seeds" / "korea-china-sme-mou-2026.txt"
SOURCE_ID = "koreatechdesk-korea-china-mou-2026"
NEW_ID, FORMER_ID = "kr-cn-sme-innovation-mou-2026", "kr-cn-sme-mou-expired-2024"

needs_paper = pytest.mark.skipif(
    not PAPER.exists(), reason="the founding document is not at hand, so the seeds cannot be checked against it"
)


@cache
def records() -> dict[tuple[str, str], GivenRecord]:
    """Read the seeds once."""
    return {(record.shape.kind, record.id): record for record in read_folder(SEEDS)}


def evidence() -> list[tuple[str, dict[str, object]]]:
    """Give every evidence row with the record it stands in."""
    return [(r.id, dict(row)) for r in records().values() for (part, _key), row in r.rows.items() if part == "evidence"]


def paper() -> str:
    """Give the text as it is, line ends included."""
    return PAPER.read_bytes().decode("utf-8")


@needs_paper
def test_the_source_has_the_sum_and_length_of_the_paper() -> None:
    source = records()["source", SOURCE_ID]
    assert source.rows["", ""]["sha256"] == hashlib.sha256(PAPER.read_bytes()).hexdigest()
    assert source.characters == len(paper())


@needs_paper
def test_every_passage_lies_in_the_paragraph_that_it_names() -> None:
    text = paper()
    cited = [cited for record in records().values() for cited in record.cited]
    assert len(cited) > 150
    for one in cited:
        assert one.start is not None
        assert one.end is not None
        assert text[one.start : one.end].strip() == text[one.start : one.end]
        assert str(text.count("\n", 0, one.start) + 1) == one.locator, f"{one.file}, line {one.line}"
        assert "\n" not in text[one.start : one.end]


@needs_paper
def test_the_words_of_every_passage_contain_the_words_of_its_value() -> None:
    text = paper()
    for record in records().values():
        for one in record.cited:
            assert one.words in text[one.start : one.end], f"{one.file}, line {one.line}: {one.words}"


@needs_paper
def test_no_sentence_of_the_paper_is_in_the_seeds() -> None:
    committed = " ".join(re.findall(r"\w+", " ".join(f.read_text("utf-8") for f in SEEDS.rglob("*.*")).lower()))
    words = re.findall(r"\w+", paper().lower())
    runs = {" ".join(words[n : n + 12]) for n in range(len(words) - 11)}
    assert not [run for run in runs if run in committed]


def test_every_fact_that_the_paper_states_is_there() -> None:
    found = records()
    new, former = found["agreement", NEW_ID].rows, found["agreement", FORMER_ID].rows
    assert new["act", "signed"] | {"position": 0} == {
        "position": 0,
        "type": "signed",
        "date": "2026-01-05",
        "date_basis": "inferred",
        "place": "Great Hall of the People, Beijing",
        "occasion": "kr-cn-state-visit-2026",
    }
    assert {key for part, key in new if part == "sector"} == {
        "smes",
        "startups",
        "deeptech",
        "artificial-intelligence",
        "robotics",
        "quantum",
        "technology",
    }
    assert {key for part, key in new if part == "form"} >= {
        "information-sharing",
        "expert-exchange",
        "capacity-building",
    }
    witnesses = {row["person"] for (part, _k), row in new.items() if part == "party" and row["role"] == "witness"}
    assert witnesses == {"Lee Jae-myung", "Xi Jinping"}
    signatories = {row["institution"] for (p, _k), row in new.items() if p == "party" and row["role"] == "signatory"}
    assert signatories == {"kr-mss", "cn-miit"}
    relations = {(row["code"], row["object"]) for (part, _key), row in new.items() if part == "relation"}
    assert relations == {("replaces", FORMER_ID), ("builds-on", "apec-jeju-initiative-2025")}
    assert former["act", "expired"]["date"] == "2024-06"
    assert {("occasion", i) for i in ("apec-sme-ministers-meeting-2025", "kr-cn-sme-dialogue-2026")} < set(found)


def test_what_the_paper_does_not_give_stays_unknown() -> None:
    found = records()
    for name in (NEW_ID, FORMER_ID, "apec-jeju-initiative-2025"):
        rows = found["agreement", name].rows
        assert rows["", ""]["legal_force"] == "not-stated"
        assert ("clause", "") not in rows
        assert not {row["type"] for (part, _k), row in rows.items() if part == "act"} & {"effective", "terminated"}
        assert not [1 for part, _key in rows if part == "amount"]
    former = found["agreement", FORMER_ID].rows
    assert [row["type"] for (part, _key), row in former.items() if part == "act"] == ["expired"]
    assert not [row for (part, _k), row in former.items() if part == "party" and row.get("institution")]
    assert not [
        1
        for (part, _k), row in found["agreement", NEW_ID].rows.items()
        if part == "party" and row.get("person") == "Han Seong-sook"
    ]
    assert "published" not in found["source", SOURCE_ID].rows["", ""]


def test_the_activities_of_the_programmes_are_planned_and_undated() -> None:
    activities = [
        row
        for (kind, _id), r in records().items()
        if kind == "program"
        for (part, _k), row in r.rows.items()
        if part == "activity"
    ]
    assert len(activities) == 12
    for activity in activities:
        assert activity["stated_state"] == "planned"
        assert not {"planned_start", "planned_end", "actual_start", "actual_end"} & set(activity)


def test_the_inferred_year_says_so_and_why() -> None:
    dates = [row for name, row in evidence() if name == NEW_ID and (row["item"], row["field"]) == ("signed", "date")]
    assert dates
    for row in dates:
        assert (row["stated_value"], row["value"], row["basis"]) == ("January 5", "2026-01-05", "inferred")
        assert "year" in str(row["reasoning"])


def test_every_country_code_is_there_with_its_names_and_no_name_stands_for_both_koreas_or_congos() -> None:
    countries = {i: r for (kind, i), r in records().items() if kind == "country"}
    assert len(countries) == 249 + 2 + 4
    assert {i for i, r in countries.items() if "ended" in r.rows["", ""]} == {"su", "yu", "dd", "cs"}
    for record in countries.values():
        assert all(record.rows["", ""][f"name_{language}"] for language in ("en", "ko", "zh"))
    names = {
        i: {str(row["name"]) for (part, _k), row in r.rows.items() if part == "alias"} for i, r in countries.items()
    }
    assert {"Republic of Korea", "한국", "大韩民国", "República da Coreia", "Coreia do Sul"} <= names["kr"]
    assert {"조선민주주의인민공화국", "Coreia do Norte"} <= names["kp"]
    assert {"People's Republic of China", "중화인민공화국", "中华人民共和国"} <= names["cn"]
    assert "Republic of the Congo" in names["cg"]
    assert "Democratic Republic of the Congo" in names["cd"]
    bare = {"Korea", "Congo", "한국과 북한", "朝鲜半岛"}
    assert not [i for i, found in names.items() if found & bare]


def test_the_tree_of_sectors_has_two_levels() -> None:
    sectors = {i: r.rows["", ""].get("parent") for (kind, i), r in records().items() if kind == "sector"}
    tops = {i for i, parent in sectors.items() if parent is None}
    assert len(sectors) > len(tops) >= 10
    assert {parent for parent in sectors.values() if parent} <= tops


@pytest.mark.django_db
def test_the_seeds_load_publish_and_load_again_without_a_change() -> None:
    from django.db import connection

    report = load(SEEDS)
    assert report.lines() == [f"{len(records())} created, 0 changed, 0 unchanged"]
    assert Publication.objects.count() == len(records())
    with CaptureQueriesContext(connection) as queries:
        assert load(SEEDS).lines() == [f"0 created, 0 changed, {len(records())} unchanged"]
    assert not [q["sql"] for q in queries if q["sql"].startswith(("INSERT", "UPDATE", "DELETE"))]
    assert Publication.objects.count() == len(records())
    for model in (Agreement, Program, Occasion, Source, Country):
        assert {record.editorial_status for record in model.objects.all()} == {"published"}


@pytest.mark.django_db
def test_the_former_memorandum_lapsed_for_553_to_582_days_and_no_value_of_an_agreement_is_unsourced() -> None:
    load(SEEDS)
    documents = {p.record_id: p.document for p in Publication.objects.filter(record_type__in=["agreement", "program"])}
    lapse = documents[FORMER_ID]["lapses"][0]
    assert lapse["days"] == {"min": 553, "max": 582}
    assert documents[NEW_ID]["lapses"] == documents[FORMER_ID]["lapses"]
    assert [name for name, document in documents.items() if document["unsourced"]] == []
