"""What becomes of a row: copies, contradicting rows, numbers of others, what stays and what goes."""

from __future__ import annotations

from pathlib import Path

import pytest

from agreements.importing.acting.act import ImportRefusedError
from agreements.models import Agreement, Identifier, LoadedRecord
from agreements.publishing import withdraw
from agreements.register.models import Publication
from tests import factories
from tests.agreements.importing.invented import bring, lamp, outcomes, planned, world

pytestmark = pytest.mark.django_db
A = "a;Arrangement A;Japan;03/04/1998;31/12/2009;lapsed;;;77"


def test_a_copy_is_one_record_and_rows_that_contradict_are_all_refused(tmp_path: Path) -> None:
    world()
    other = "b;Arrangement B;Japan;2001;;;;;"
    plan = planned(tmp_path, A, other, A.replace(";;;77", ";;x;77"), other.replace("2001", "2002"))
    assert outcomes(plan.report) == ["created", "refused", "exact-copy", "refused"]
    copy = plan.report.rows[2]
    assert (str(copy.copy_of), copy.record) == ("2", "lights-a")
    assert [row.problems[0].why for row in plan.report.rows if row.problems] == [
        "the same key stands on row 5 with other values in 'Done'; which is right cannot be told.",
        "the same key stands on row 3 with other values in 'Done'; which is right cannot be told.",
    ]
    assert not Agreement.objects.exists(), "a plan writes nothing"


def test_an_address_or_a_number_of_another_record_is_never_taken_over(tmp_path: Path) -> None:
    world()
    factories.AgreementFactory(slug="lights-b")
    holder = factories.AgreementFactory(slug="holder")
    factories.IdentifierFactory(agreement=holder, scheme="unts", value="77")
    report = bring(tmp_path, A, "b;Arrangement B;Japan;2001;;;;;", partial=True)
    assert outcomes(report) == ["created", "refused"]
    assert "has this address already" in report.rows[1].problems[0].why
    assert "'holder' has this number under 'unts'" in report.rows[0].notes[-1].why
    assert set(lamp("a").identifiers.values_list("scheme", flat=True)) == {"lights"}
    assert Identifier.objects.get(scheme="unts").agreement == holder


def test_a_second_run_changes_nothing_and_a_lost_row_is_told_and_stays(tmp_path: Path) -> None:
    world()
    bring(tmp_path, A, "b;Arrangement B;Norway;2001;;;a;;")
    before = Publication.objects.count()
    report = bring(tmp_path, A, "b;Arrangement B;Norway;2001;;;a;;")
    assert outcomes(report) == ["unchanged"] * 2
    assert (report.published, Publication.objects.count(), report.gone) == (0, before, [])
    report = bring(tmp_path, A)
    assert report.gone == ["lights-b"]
    assert (lamp("b").stage, Publication.objects.filter(record_id="lights-b").latest("number").type) == (
        "published",
        "created",
    )


def test_what_an_editor_changed_is_kept_and_told_every_time(tmp_path: Path) -> None:
    world()
    bring(tmp_path, A)
    record = lamp("a")
    record.titles.update(title="Arrangement Alpha")
    for _run in range(2):
        report = bring(tmp_path, A.replace("lapsed", "in force"))
        assert report.rows[0].kept == ("title/title-en/title stays “Arrangement Alpha”; the file says “Arrangement A”",)
    evidence = record.evidence.get(part="title", field="title")
    assert (evidence.preferred, evidence.value) == (False, "Arrangement A")
    assert record.titles.get().title == "Arrangement Alpha"
    assert record.acts.get(type="observed").observed_state == "in-effect"
    assert report.held_back == [], "the second run brings nothing new"


def test_edits_that_nobody_published_are_not_published_by_an_import(tmp_path: Path) -> None:
    world()
    bring(tmp_path, A)
    lamp("a").titles.update(title="Not yet for readers")
    before = Publication.objects.filter(record_id="lights-a").count()
    report = bring(tmp_path, A.replace("1998", "1999"))
    assert report.held_back == [("agreement/lights-a", "it has edits that nobody published yet.")]
    assert Publication.objects.filter(record_id="lights-a").count() == before
    assert str(lamp("a").acts.get(type="signed").date) == "1999-04-03"
    assert str(lamp("a").signed) == "1999-04-03", "the editors' preview follows"


def test_a_withdrawn_record_is_left_alone_and_a_deleted_draft_stays_deleted(tmp_path: Path) -> None:
    world()
    bring(tmp_path, A)
    bring(tmp_path, "d;Arrangement D;Japan;2001;;;;;", publish="publish = false", source='slug = "lights-drafts"')
    withdraw([lamp("a")], reason="By mistake", by="test")
    lamp("d").delete()
    report = bring(tmp_path, A.replace("1998", "1999"), "d;Arrangement D;Japan;2001;;;;;")
    assert outcomes(report) == ["left-out", "unchanged"]
    assert report.rows[0].why == "its record is withdrawn, and stays so."
    assert report.rows[1].kept == ("“Arrangement D” was deleted after an earlier import, and stays deleted",)
    assert not Agreement.objects.filter(slug="lights-d").exists()
    assert str(lamp("a").acts.get(type="signed").date) == "1998-04-03"


def test_a_deleted_draft_that_left_the_file_is_not_told_to_be_left_in_the_register(tmp_path: Path) -> None:
    world()
    bring(tmp_path, A, "d;Arrangement D;Japan;2001;;;;;", "e;Arrangement E;Japan;2001;;;;;", publish="publish = false")
    lamp("d").delete()
    assert bring(tmp_path, A, publish="publish = false").gone == ["lights-e"]


def test_a_later_edition_adds_its_observation_and_keeps_the_evidence_of_what_did_not_change(tmp_path: Path) -> None:
    world()
    bring(tmp_path, A.replace("lapsed", "in force"))
    report = bring(tmp_path, A, edition='edition = "2026-01-15"', source='slug = "lights-2026"')
    assert outcomes(report) == ["changed"]
    record = lamp("a")
    seen = record.acts.filter(type="observed").values_list("key", "observed_state")
    assert set(seen) == {("observed-2024-05-31", "in-effect"), ("observed-2026-01-15", "expired")}
    sources = {e.key: e.passage.source.slug for e in record.evidence.select_related("passage__source")}
    assert sources["act-signed-date"] == "lights-2024"
    assert sources["act-observed-2024-05-31-observed-state"] == "lights-2024"
    assert sources["act-observed-2026-01-15-observed-state"] == "lights-2026"
    again = bring(tmp_path, A, edition='edition = "2026-01-15"', source='slug = "lights-2026"')
    assert outcomes(again) == ["unchanged"]
    assert LoadedRecord.objects.filter(origin="lights", record_type="source").count() == 2


def test_all_or_nothing_unless_partial(tmp_path: Path) -> None:
    world()
    bad = "b;Arrangement B;Atlantis;2001-13;;sunk;;;"
    with pytest.raises(ImportRefusedError) as refused:
        bring(tmp_path, A, bad)
    row = refused.value.report.rows[1]
    assert [(p.column, p.words) for p in row.problems] == [
        ("With", "Atlantis"),
        ("Done", "2001-13"),
        ("Status", "sunk"),
    ]
    assert not Agreement.objects.exists()
    report = bring(tmp_path, A, bad, partial=True)
    assert outcomes(report) == ["created", "refused"]
    assert [(u.name, u.count) for u in report.unresolved] == [("Atlantis", 1)]
    assert list(Agreement.objects.values_list("slug", flat=True)) == ["lights-a"]
