"""The act: evidence to file, row and column, one publication block, findings in words, and no trace of a rehearsal."""

from __future__ import annotations

import json
from io import StringIO
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command

from agreements.audit import audit
from agreements.importing.acting.act import ImportRefusedError, act
from agreements.importing.telling import lines
from agreements.models import Agreement
from agreements.register.models import AgreementEntry, Publication
from tests.agreements.importing.invented import HEADER, bring, lamp, outcomes, planned, world

pytestmark = pytest.mark.django_db
A = "a;Arrangement A;Japan, Norway;03/04/1998;9999;lapsed;;;77"


def counts() -> dict[str, int]:
    return {model._meta.label: model._default_manager.count() for model in apps.get_models()}


def test_every_value_leads_to_its_row_and_column_in_the_words_of_the_file(tmp_path: Path) -> None:
    world()
    report = bring(tmp_path, A)
    record = lamp("a")
    said = {e.target: (e.passage.locator, e.column, e.stated_value, e.value, e.basis) for e in record.evidence.all()}
    assert said["act/signed/date"] == ("2", "Done", "03/04/1998", "1998-04-03", "stated")
    assert said["party/jp"] == ("2", "With", "Japan", "JP", "stated")
    assert said["party/kr"][1::3] == ("", "inferred")
    assert said["clause/duration_kind"] == ("2", "Ends", "9999", "indefinite", "stated")
    assert {e.passage.source.slug for e in record.evidence.all()} == {"lights-2024"}
    document = Publication.objects.get(record_id="lights-a").document
    assert document is not None
    assert document["unsourced"] == []
    assert (record.stage, record.revision) == ("published", record.published_revision)
    assert AgreementEntry.objects.get().record_id == "lights-a"
    assert [note.why for note in report.rows[0].notes] == [
        "means open-ended: the duration is indefinite, and there is no last day."
    ]
    assert [finding for rule, found in audit() for finding in found if not finding.is_note] == []


def test_contradictions_come_in_as_they_are_and_are_told_in_words(tmp_path: Path) -> None:
    world()
    report = bring(tmp_path, "a;Arrangement A;Japan;2010;31/12/2005;in force;;;")
    assert str(lamp("a").clause.until_date) == "2005-12-31"
    assert [(f.record, f.is_note) for f in report.findings if not f.is_note] == [("lights-a", False)]
    assert [finding.words for finding in report.findings if not finding.is_note] == [
        "The observation act observed-2024-05-31 stands against the clause."
        " (act observed-2024-05-31: in-effect, 2024-05-31; the clause: until 2005-12-31)"
    ]


def test_a_rehearsal_says_what_would_be_and_leaves_nothing(tmp_path: Path) -> None:
    world()
    before = counts()
    report = bring(tmp_path, A, rehearse=True)
    assert (outcomes(report), report.published, report.done) == (["created"], 2, False)
    assert counts() == before


def test_a_rehearsal_tells_what_the_other_rows_would_come_to_where_one_is_refused(tmp_path: Path) -> None:
    world()
    before = counts()
    with pytest.raises(ImportRefusedError) as refusal:
        bring(tmp_path, "a;Arrangement A;Japan;2010;31/12/2005;in force;;;", "b;;Japan;2010;;;;;", rehearse=True)
    report = refusal.value.report
    assert (outcomes(report), report.published, report.done) == (["created", "refused"], 0, False)
    assert [finding.record for finding in report.findings if not finding.is_note] == ["lights-a"]
    assert counts() == before


def test_columns_that_no_rule_reads_are_told(tmp_path: Path) -> None:
    world()
    report = bring(tmp_path, A, rehearse=True, relations="")
    assert report.unread == ["Follows"]
    assert "columns of the file that no rule reads: “Follows”" in list(lines(report))
    assert report.as_json()["columns_not_read"] == ["Follows"]


def test_names_that_nobody_is_known_by_come_with_the_lines_that_a_profile_would_need(tmp_path: Path) -> None:
    world()
    report = bring(tmp_path, 'a;Arrangement A;"Japn, Xyzzy";1998;;;;;', A.replace("a;", "b;"), partial=True)
    told = list(lines(report))
    start = told.index("[aliases]")
    assert told[start - 1] == "Who is meant only you can say. Put into the profile, without the # of what is right:"
    assert told[start + 1] == '# "Japn" = "JP"  # Japan'
    assert '# "Xyzzy" = ""  # a country\'s code (KR), or an institution\'s address' in told
    assert "[aliases]" not in list(lines(bring(tmp_path, A)))


def test_words_that_a_map_leaves_out_are_told(tmp_path: Path) -> None:
    world()
    more = '[fields.legal_force]\ncolumn = "UN"\nmap = { law = "binding" }\nunmapped = "leave-out"'
    row = "a;Arrangement A;Japan;1998;;;;;paused"
    report = bring(tmp_path, row, rehearse=True, relations=f'renews = "Follows"\n{more}')
    told = "noted, 1 times in UN: left out: the profile's map does not know this word. (“paused”)"
    assert told in list(lines(report))


def test_drafts_stay_drafts_where_the_profile_does_not_publish(tmp_path: Path) -> None:
    world()
    before = Publication.objects.count()
    report = bring(tmp_path, A, publish="publish = false")
    assert (lamp("a").stage, Publication.objects.count(), report.published) == ("draft", before, 0)
    assert str(lamp("a").signed) == "1998-04-03", "derived columns are settled all the same"


def test_history_says_who_and_why(tmp_path: Path) -> None:
    world()
    bring(tmp_path, A)
    event = lamp("a").titles.get().events.get()
    assert event.pgh_context.metadata["name"] == "import"
    assert event.pgh_context.metadata["reason"] == "Imported from the Lighthouse Office."


def test_e10_two_hundred_rows_in_a_dry_run_a_run_and_a_second_run(tmp_path: Path) -> None:
    world()
    rows = [f"n{n};Arrangement {n};{'Japan' if n % 2 else 'Norway'};{1950 + n % 70};;;n{n - 1};;" for n in range(200)]
    planned(tmp_path, *rows)
    asked = (str(tmp_path / "lights.csv"), "--profile", str(tmp_path / "lights.toml"))

    def run(*more: str) -> str:
        out = StringIO()
        call_command("import_agreements", *asked, *more, stdout=out, stderr=StringIO())
        return out.getvalue()

    dry = run("--dry-run")
    assert "200 rows: 200 created, 0 changed, 0 unchanged, 0 refused, 0 exact-copy, 0 left-out" in dry
    assert "relation left out, row 2: renews “n-1” (Follows): no row of the file" in dry
    assert not Agreement.objects.exists()
    assert "200 created" in run()
    second = run()
    assert "0 created, 0 changed, 200 unchanged, 0 refused" in second
    assert ", 0 publications" in second
    rows[7] = "n7;Arrangement 7;Atlantis;1957;;;;;"
    (tmp_path / "lights.csv").write_text("\n".join([HEADER, *rows, ""]), encoding="utf-8")
    out = StringIO()
    with pytest.raises(CommandError, match="1 rows were refused; nothing was imported"):
        call_command("import_agreements", *asked, stdout=out, stderr=StringIO())
    assert "refused: row 9: With “Atlantis”: no country or institution is known by this name." in out.getvalue()
    assert "unresolved, 1 times in With: “Atlantis”" in out.getvalue()


def test_a_record_that_was_edited_after_it_was_planned_is_refused_and_the_edit_stays(tmp_path: Path) -> None:
    world()
    bring(tmp_path, A, "b;Arrangement B;Japan;2001;;;;;")
    changed = (A.replace("1998", "1999"), "b;Arrangement B;Japan;2002;;;;;")
    plan = planned(tmp_path, *changed)
    lamp("a").acts.filter(type="signed").update(date="1997-01-01")
    with pytest.raises(ImportRefusedError) as refused:
        act(plan, by="import")
    assert refused.value.report.rows[0].problems[0].why == "it was edited while the import was planned; import again."
    assert str(lamp("b").acts.get(type="signed").date) == "2001", "all or nothing"
    plan = planned(tmp_path, *changed)
    lamp("a").titles.update(title="Lamps")
    report = act(plan, by="import", partial=True)
    assert outcomes(report) == ["refused", "changed"]
    assert str(lamp("b").acts.get(type="signed").date) == "2002"
    assert (lamp("a").titles.get().title, str(lamp("a").acts.get(type="signed").date)) == ("Lamps", "1997-01-01")


def test_a_value_that_the_database_refuses_is_told_with_its_column_words_and_rule(tmp_path: Path) -> None:
    world()
    bring(tmp_path, "c;Arrangement C;Japan;2003;;;;;78", publish="publish = false")
    why = "Another record already has this number under this scheme. (identifier/unts)"
    plan = planned(tmp_path, A)
    lamp("c").identifiers.filter(scheme="unts").update(value="77")
    with pytest.raises(ImportRefusedError) as refused:
        act(plan, by="import")
    (problem,) = refused.value.report.rows[0].problems
    assert (problem.column, problem.words, problem.why) == ("UN", "77", why), "a new record"
    bring(tmp_path, A.replace("77", "70"), publish="publish = false")
    plan = planned(tmp_path, A.replace("77", "79"))
    lamp("c").identifiers.filter(scheme="unts").update(value="79")
    report = act(plan, by="import", partial=True)
    (problem,) = report.rows[0].problems
    assert (problem.column, problem.words) == ("UN", "79"), "one that changes"


def test_the_command_says_by_its_exit_code_whether_it_was_asked_wrongly_and_writes_its_report(tmp_path: Path) -> None:
    world()
    planned(tmp_path, A, "b;Arrangement B;Atlantis;2001;;;;;")
    file, profile = tmp_path / "lights.csv", str(tmp_path / "lights.toml")

    def run(*asked: object) -> int:
        try:
            call_command("import_agreements", *map(str, asked), stdout=StringIO(), stderr=StringIO())
        except CommandError as error:
            return error.returncode
        return 0

    assert run(tmp_path / "none.csv", "--profile", profile) == 2
    assert run(file) == 2
    before = counts()
    assert run(file, "--profile", profile, "--report", tmp_path) == 2
    assert run(file, "--profile", profile, "--report", tmp_path / "none" / "report.json") == 2
    assert counts() == before, "a report that cannot be written is told before anything is imported"
    assert run(file, "--profile", "no-such-profile") == 1
    assert run(file, "--profile", profile, "--report", tmp_path / "report.json") == 1
    told = json.loads((tmp_path / "report.json").read_text(encoding="utf-8"))
    assert (told["done"], told["counts"]["rows"], told["counts"]["refused"]) == (False, 2, 1)
    assert (told["rows"][1]["row"], told["rows"][1]["problems"][0]["words"]) == ("3", "Atlantis")
    assert run(file, "--profile", profile, "--partial", "--dry-run") == 0
    assert not Agreement.objects.exists()
    assert run(file, "--describe") == 0
