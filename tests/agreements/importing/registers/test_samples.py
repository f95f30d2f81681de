"""The four sample registers by the profiles that come with us: figures of the files, and what the rules make of them.

The files lie beside the repository (``../shared/data``) and are no part of it; without them these tests are skipped.
"""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

from agreements.audit import audit
from agreements.importing.acting.act import act
from agreements.importing.planning.plan import ImportPlan, plan_import
from agreements.importing.profile.loading import load_profile
from agreements.importing.reports import Report
from agreements.models import Agreement
from agreements.partial_dates.days import PartialDate
from agreements.seeding.loading import load
from tests.agreements.importing.acting.test_processes import PATIENCE, counts, hear, importer

DATA = Path(settings.BASE_DIR).parent / "shared" / "data"
pytestmark = [
    pytest.mark.thorough,
    pytest.mark.skipif(not DATA.is_dir(), reason="the sample registers are not at ../shared/data"),
]
SWAPS = DATA / "swap-lines" / "v2024-05" / "liquidity_lines_0524.csv"
BRAZIL = DATA / "br-concordia" / "bilaterais_brasil.csv"
CHAIN = (129, 236, 320, 580, 1544, 1546, 1086)


def seeded() -> None:
    load(Path(settings.BASE_DIR) / "seeds")


def planned(file: Path, profile: str) -> ImportPlan:
    return plan_import(file, load_profile(profile))


def bring(file: Path, profile: str) -> Report:
    return act(planned(file, profile), by="test")


def found(report: Report) -> dict[str, int]:
    return {outcome: count for outcome, count in report.counts.items() if count}


def swap(number: int) -> Agreement:
    return Agreement.objects.get(slug=f"swap-lines-{number}")


@pytest.mark.django_db
def test_swap_lines_come_in_with_their_chains_and_the_workbook_says_the_same(client: Client) -> None:
    seeded()
    report = bring(SWAPS, "swap-lines")
    assert found(report) == {"created": 1561}
    assert report.unresolved == []
    left = [(link.key, link.code) for link in report.links_left]
    mirrored = [(key, "mirrors") for key in ("883", "1377", "1378")]
    assert sorted(left) == sorted([*mirrored, ("1324", "renews"), ("1413", "renews")])
    assert {link.why for link in report.links_left} == {"the row names itself."}
    for before, after in pairwise(CHAIN):
        assert swap(after).relations.get(code="renews").object == swap(before)
    assert swap(1324).stage == swap(1413).stage == "published"
    for group, count in {"ended": 1184, "running": 370, "not-yet": 7}.items():
        asked = {"as_of": "2024-01-01", "kind": "swap-line", "state": group, "certain": "true", "fields": "id"}
        assert client.get("/api/v1/agreements/", asked).json()["count"] == count
    euro = Agreement.objects.filter(parties__institution__slug="ecb", identifiers__scheme="swap-lines").distinct()
    assert euro.count() > 65
    assert not euro.filter(parties__country__code="EU").exists()
    assert found(bring(SWAPS, "swap-lines")) == {"unchanged": 1561}
    assert found(planned(SWAPS.with_suffix(".xlsx"), "swap-lines").report) == {"unchanged": 1561}
    assert [finding for _rule, all_of in audit() for finding in all_of if not finding.is_note] == []


@pytest.mark.django_db
def test_every_korean_treaty_comes_in_and_what_names_nobody_known_is_told() -> None:
    seeded()
    plan = planned(DATA / "kr-treaty" / "index.csv", "kr-treaty")
    report = plan.report
    assert found(report) == {"created": 3446}
    partners = {
        record.id: {row[1].removesuffix("-party") for row in record.rows if row[0] == "party"} - {"kr"}
        for record in plan.compared.new
        if record.shape.kind == "agreement"
    }
    for number, partner in ((3537, "ph"), (3557, "gb"), (6417, "jp"), (6017, "adb"), (14317, "unesco")):
        assert partners[f"kr-treaty-{number}"] == {partner}, "by one letter, by a short name, by a bank"
    assert {"united-nations", "ilo", "wmo"} <= partners["kr-treaty-3316"]
    assert partners["kr-treaty-3664"] == set(), "an exchange of notes on signs, with whom it does not say"
    assert sum(name.count for name in report.unresolved) < 25
    assert {"그 회원국", "베네룩스제국"} <= {name.name for name in report.unresolved}


@pytest.mark.django_db
def test_exact_copies_of_brazilian_acts_are_merged_and_shared_numbers_refuse_nobody() -> None:
    seeded()
    report = planned(BRAZIL, "br-concordia").report
    assert found(report) == {"created": 4065, "exact-copy": 3808}
    assert report.unresolved == []
    columns = Counter(note.column for row in report.rows for note in row.notes)
    assert set(columns) == {"temas", "n_registro_onu"}


@pytest.mark.django_db
def test_trees_of_chinese_treaties_come_in_with_their_own_contradictions() -> None:
    seeded()
    report = bring(DATA / "zh-itrap" / "json", "zh-itrap")
    assert found(report) == {"created": 24}
    assert [(name.name, name.count) for name in report.unresolved] == [("各缔约国", 3), ("各缔约方", 1)]
    assert [finding.code for finding in report.findings] == ["observed-against-dates"] * 2
    vienna = Agreement.objects.get(acts__type="signed", acts__date=PartialDate.parse("1969-05-23"))
    assert vienna.parties_status == "not-stated"


@pytest.mark.django_db(transaction=True)
def test_a_large_import_that_is_killed_leaves_nothing_and_the_next_is_complete(tmp_path: Path) -> None:
    seeded()
    before = counts()
    profile = Path(settings.BASE_DIR) / "agreements" / "importing" / "profiles" / "br-concordia.toml"
    file = tmp_path / "acts.csv"
    file.symlink_to(BRAZIL)
    file.with_suffix(".toml").write_bytes(profile.read_bytes())
    victim = importer(file)
    hear(victim, "publishing")
    victim.kill()
    victim.communicate(timeout=PATIENCE)
    assert counts() == before
    last = importer(file)
    said, _errors = last.communicate(timeout=4 * PATIENCE)
    assert (last.returncode, "4065 created" in said, "3808 exact-copy" in said) == (0, True, True)
    assert Agreement.objects.filter(identifiers__scheme="br-concordia").count() == 4065
