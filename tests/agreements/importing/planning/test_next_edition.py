"""What a later file cannot speak of stays: nothing that an editor said, and no relation, goes with an odd row."""

from __future__ import annotations

from pathlib import Path

import pytest

from agreements.importing.acting.act import act
from agreements.importing.planning.plan import plan_import
from agreements.importing.profile.loading import load_profile
from agreements.importing.telling import lines
from agreements.loading.errors import Faults
from agreements.models import Identifier, Institution, Source
from agreements.publishing import publish
from tests.agreements.importing.invented import PROFILE, bring, lamp, outcomes, planned, world

pytestmark = pytest.mark.django_db
NEXT = {"edition": 'edition = "2025-05-31"', "source": 'slug = "lights-2025"'}
A = "a;Arrangement A;Japan;1998;31/12/2005;;;;"
B = "b;Arrangement B;Japan;2001;;;a;;"


def test_a_relation_stays_where_the_row_of_its_other_end_is_refused(tmp_path: Path) -> None:
    world()
    bring(tmp_path, A, B)
    report = bring(tmp_path, A.replace("Japan", "Atlantis"), B, partial=True)
    assert outcomes(report) == ["refused", "unchanged"]
    assert list(lamp("b").relations.values_list("code", "object__slug")) == [("renews", "lights-a")]


def test_a_row_in_which_an_editor_said_more_stays_when_it_leaves_the_file(tmp_path: Path) -> None:
    world()
    bring(tmp_path, A)
    lamp("a").acts.filter(type="signed").update(place="Oslo")
    lamp("a").parties.filter(key="jp").update(person="The keeper")
    publish([lamp("a")], reason="Said more", by="ed")
    report = bring(tmp_path, "a;Arrangement A;Norway;;;;;;", **NEXT)
    assert report.rows[0].kept == (
        "party/jp stays, though it left the file",
        "act/signed stays, though it left the file",
    )
    record = lamp("a")
    assert (record.acts.get().place, str(record.signed), record.acts_status) == ("Oslo", "1998", "given")
    assert record.evidence.filter(part="act", field="date", preferred=True).count() == 1
    assert {party.key for party in record.parties.all()} == {"kr", "jp", "no"}
    assert not hasattr(record, "clause"), "nobody but the file spoke of its end"


def test_numbers_that_two_rows_exchange_stay_where_they_were_and_are_told(tmp_path: Path) -> None:
    world()
    bring(tmp_path, A + "77", B + "78")
    for _time in range(2):
        report = bring(tmp_path, A + "78", B + "77", **NEXT)
        assert outcomes(report) == ["unchanged", "unchanged"]
        assert "'lights-b' has this number" in report.rows[0].notes[0].why
    numbers = Identifier.objects.filter(scheme="unts").order_by("value").values_list("agreement__slug", "value")
    assert list(numbers) == [("lights-a", "77"), ("lights-b", "78")]


def test_a_state_that_a_new_edition_does_not_say_stays_an_observation_of_the_old_day(tmp_path: Path) -> None:
    world()
    bring(tmp_path, "a;Arrangement A;Japan;;;in force;;;")
    assert outcomes(bring(tmp_path, "a;Arrangement A;Japan;;;;;;", **NEXT)) == ["unchanged"]
    assert (lamp("a").acts_status, lamp("a").acts.get().key) == ("given", "observed-2024-05-31")


def test_a_state_that_the_same_edition_no_longer_says_goes(tmp_path: Path) -> None:
    world()
    bring(tmp_path, "a;Arrangement A;Japan;;;in force;;;")
    assert outcomes(bring(tmp_path, "a;Arrangement A;Japan;;;;;;")) == ["changed"]
    assert (lamp("a").acts.count(), lamp("a").evidence.filter(part="act").count()) == (0, 0)


def test_nothing_leads_to_a_draft_that_somebody_deleted(tmp_path: Path) -> None:
    world()
    bring(tmp_path, A, publish="publish = false")
    lamp("a").delete()
    report = bring(tmp_path, A, B, publish="publish = false")
    assert [link.why for link in report.links_left] == ["the record of this row was deleted, and stays deleted."]
    assert lamp("b").relations.count() == 0


def test_an_edit_between_plan_and_act_is_told_at_the_next_import(tmp_path: Path) -> None:
    world()
    bring(tmp_path, A)
    plan = planned(tmp_path, A, **NEXT)
    lamp("a").acts.filter(type="signed").update(date="1997")
    act(plan, by="import")
    assert bring(tmp_path, A, **NEXT).rows[0].kept == ("act/signed/date stays “1997”; the file says “1998”",)


def test_evidence_counts_again_when_the_editor_gives_the_value_of_the_file_back(tmp_path: Path) -> None:
    world()
    bring(tmp_path, A)
    for year, counts in (("1999", False), ("1998", True)):
        lamp("a").acts.filter(type="signed").update(date=year)
        bring(tmp_path, A)
        assert lamp("a").evidence.get(part="act", field="date").preferred is counts


def test_a_confirmation_is_of_the_value_that_was_confirmed(tmp_path: Path) -> None:
    world()
    bring(tmp_path, A)
    lamp("a").evidence.update(last_checked="2024-07-01")
    bring(tmp_path, A.replace("1998", "2001"), **NEXT)
    checked = dict(lamp("a").evidence.filter(part__in=["act", "title"]).values_list("part", "last_checked"))
    assert checked["act"] is None
    assert str(checked["title"]) == "2024-07-01"


def test_a_file_in_another_order_gives_evidence_its_new_rows(tmp_path: Path) -> None:
    world()
    bring(tmp_path, A, B)
    bring(tmp_path, B, A)
    assert lamp("a").evidence.get(part="act", field="date").passage.locator == "3"


def test_two_registers_have_two_sources(tmp_path: Path) -> None:
    world()
    bring(tmp_path, A)
    (tmp_path / "lamps.toml").write_text(PROFILE.replace('scheme = "lights"', 'scheme = "lamps"'), encoding="utf-8")
    with pytest.raises(Faults, match="the source 'lights-2024' came with 'lights'"):
        plan_import(tmp_path / "lights.csv", load_profile(tmp_path / "lamps.toml"))


def test_of_two_rows_with_one_key_neither_comes_in_where_one_is_refused(tmp_path: Path) -> None:
    world()
    report = bring(tmp_path, A, A.replace("Japan", "Atlantis"), B, partial=True)
    assert outcomes(report) == ["refused", "refused", "created"]
    assert report.rows[0].problems[0].why == "the same key stands on row 3, which is refused."


def test_drafts_of_an_earlier_import_are_published_by_one_that_publishes_unless_somebody_touched_them(
    tmp_path: Path,
) -> None:
    world()
    c = "c;Arrangement C;Japan;2003;;;b;;"
    bring(tmp_path, A, B, c, publish="publish = false")
    record = lamp("b")
    record.summary = "On lamps."
    record.save()
    report = bring(tmp_path, A, B, c.replace("2003", "2004"), partial=True)
    assert outcomes(report) == ["unchanged", "unchanged", "changed"]
    assert {slug: lamp(slug).stage for slug in "abc"} == {"a": "published", "b": "draft", "c": "published"}
    assert Source.objects.get(slug="lights-2024").stage == "published"
    report = bring(tmp_path, A, B, c.replace("2003", "2004"))
    assert report.published == 0
    assert report.held_back == [("agreement/lights-b", "it has edits that nobody published yet.")]


def test_of_a_state_that_is_seen_again_only_another_one_is_told(tmp_path: Path) -> None:
    world()
    rows = ("a;Arrangement A;Japan;;;in force;;;", "b;Arrangement B;Japan;;;in force;;;")
    bring(tmp_path, *rows)
    report = bring(tmp_path, rows[0], rows[1].replace("in force", "lapsed"), **NEXT)
    changes = [(c.path, c.before, c.after) for c in report.rows[1].changes if c.path != "evidence"]
    assert changes == [("act/observed-2025-05-31/observed_state", "in-effect", "expired")]
    assert [row.seen_again for row in report.rows] == [True, False]
    told = [line for line in lines(report) if line.startswith("changed")]
    assert len(told) == 2
    assert told[0].startswith(
        "changed: row 3: lights-b: act/observed-2025-05-31/observed_state “in-effect” → “expired”"
    )
    assert told[1] == "changed in nothing but the day on which the state was seen, 1 times"
    everything = list(lines(report, everything=True))
    assert "state seen again: row 2: lights-a: in-effect" in everything
    assert [line for line in everything if line.startswith("changed")] == told, "seen again is not changed"


def test_drafts_are_published_with_the_organisation_that_the_first_import_made(tmp_path: Path) -> None:
    world()
    row = "a;Arrangement A;ASEAN;1998;;;;;"
    bring(tmp_path, row, publish="publish = false")
    assert Institution.objects.get().stage == "draft"
    report = bring(tmp_path, row)
    assert (outcomes(report), report.held_back, report.published) == (["unchanged"], [], 3)
    assert {lamp("a").stage, Institution.objects.get().stage} == {"published"}
