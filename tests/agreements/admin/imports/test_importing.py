"""A register comes in at the desk: what was looked at is done, as somebody's drafts, and nothing is lost (E10)."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from agreements.admin.review.four_eyes import eyes_on
from agreements.codelists import Stage
from agreements.desk.acting import acting
from agreements.desk.models import ImportFile, ImportRun, ImportState
from agreements.models import Agreement, Country, CountryAlias, Title
from agreements.register.models import Publication
from tests.agreements.admin.imports.conftest import LIST, PROFILE, Sit, counts, digest, preview, table, upload
from tests.factories import editor_with

pytestmark = pytest.mark.django_db


def drafts() -> int:
    return Agreement.objects.filter(stage=Stage.DRAFT).count()


def test_a_file_is_previewed_imported_as_its_importers_drafts_and_the_second_time_all_is_unchanged(desk: Sit) -> None:
    ann = desk("ann")
    file = table(6, "L-7;Arrangement on lightships;Japan;2019;31/12/2030;L-3", "L-8;Bad day;Japan;31/02/2001;;")
    run = upload(ann, file)
    page = preview(ann, run)
    assert counts(page) == {"created": 7, "refused": 1}
    assert "31/02/2001" in page
    assert "Done on" in page
    assert (drafts(), Publication.objects.count()) == (0, 0), "a preview writes nothing"
    assert "only the command import_agreements does" in page, "the profile asks to publish, the desk does not"
    refused = ann.post(run, {"confirm": "1", "digest": digest(page)})
    assert (refused.status_code, drafts()) == (409, 0), "a row that is refused is left out by somebody's word only"
    page = preview(ann, run)
    done = ann.post(run, {"confirm": "1", "digest": digest(page), "without": "1"}, follow=True)
    assert counts(done.text) == {"created": 7, "refused": 1}
    assert (drafts(), Publication.objects.count()) == (7, 0)
    kept = ImportRun.objects.get()
    assert (kept.state, kept.done_by_name, kept.by_name) == (ImportState.DONE, "ann", "ann")
    assert (len(kept.sha256), kept.profile_text.strip()) == (64, PROFILE.strip())
    assert not ImportFile.objects.exists(), "the file goes once it is imported"
    record = Agreement.objects.get(identifiers__value="L-7")
    eyes = eyes_on([record])[record.pk]
    assert eyes.bars(User.objects.get(username="ann"))
    assert not eyes.bars(User.objects.get(username="rita"))
    told = desk("rex").get(f"/admin/agreements/agreement/{record.pk}/history/").text
    assert "Imported from the register of the Lighthouse Office. (lights.csv, lights)" in told
    assert "ann" in told
    again = upload(ann, file.replace("31/02/2001", "28/02/2001"))
    assert counts(preview(ann, again)) == {"created": 1, "unchanged": 7}
    whole = upload(ann, table(6))
    page = preview(ann, whole)
    assert counts(page) == {"unchanged": 6}
    assert "There is nothing to import" in page
    assert "lighthouse-office-l-7" in page, "what is no longer in the file is told, and stays"


def test_whoever_imported_publishes_none_of_it_and_another_reviewer_does(desk: Sit) -> None:
    rex, rita = desk("rex"), desk("rita")
    run = upload(rex, table(2))
    rex.post(run, {"confirm": "1", "digest": digest(preview(rex, run))})
    keys = list(Agreement.objects.values_list("pk", flat=True))
    block = {"action": "publish_selected", "_selected_action": keys}
    address = "/admin/agreements/agreement/"
    own = rex.post(address, {**block, "confirmed": "1", "reason": "My own"})
    assert (own.status_code, Publication.objects.filter(record_type="agreement").count()) == (409, 0)
    assert "You, rex, changed it" in own.text
    assert "You, rita" not in rita.post(address, block).text


def test_when_the_register_changed_since_the_preview_nothing_is_imported_and_it_is_said_what_differs(desk: Sit) -> None:
    ann = desk("ann")
    run = upload(ann, table(3))
    ann.post(run, {"confirm": "1", "digest": digest(preview(ann, run))})
    second = upload(ann, table(3, title="Renamed arrangement on islet {}"))
    page = preview(ann, second)
    assert counts(page) == {"changed": 3}
    assert "Arrangement on the lighthouse of islet 2" in page
    assert "Renamed arrangement on islet 2" in page
    assert "Title" in page
    with acting(User.objects.get(username="bob")):
        Title.objects.filter(agreement__identifiers__value="L-2").update(title="Bob knows better")
    stopped = ann.post(second, {"confirm": "1", "digest": digest(page)})
    assert stopped.status_code == 409
    assert "Nothing was imported" in stopped.text
    assert "kept by editors: 0 before, 1 now" in stopped.text
    assert counts(stopped.text) == {"changed": 3, "kept": 1}
    assert "Bob knows better" in stopped.text
    assert Title.objects.filter(title__startswith="Renamed").count() == 0
    ann.post(second, {"confirm": "1", "digest": digest(stopped.text)})
    assert Title.objects.filter(title__startswith="Renamed").count() == 2
    assert Title.objects.filter(title="Bob knows better").exists()


def test_a_preview_of_somebody_else_and_a_second_confirmation_import_nothing(desk: Sit) -> None:
    ann, bob = desk("ann"), desk("bob")
    run = upload(ann, table(2))
    seen = digest(preview(ann, run))
    preview(bob, run, PROFILE.replace("authentic", "ours"))
    stopped = ann.post(run, {"confirm": "1", "digest": seen})
    assert (stopped.status_code, drafts()) == (409, 0)
    assert "Somebody previewed this import again" in stopped.text
    assert ann.post(run, {"confirm": "1", "digest": ""}).status_code == 409
    seen = digest(stopped.text)
    assert "Imported: 2 created" in ann.post(run, {"confirm": "1", "digest": seen}, follow=True).text
    twice = bob.post(run, {"confirm": "1", "digest": seen}, follow=True)
    assert "imported already, by ann" in twice.text
    late = ann.post(run, {"preview": "1", "profile": "nonsense"}, follow=True)
    assert "nonsense" not in late.text
    assert drafts() == 2


def test_a_profile_with_faults_comes_back_with_every_fault_and_stays_as_it_was_typed(desk: Sit) -> None:
    ann = desk("ann")
    run = upload(ann, table(2), profile="")
    page = ann.get(run).text
    assert "Name of the arrangement" in page, "the columns are described"
    assert 'name="profile"' in page
    assert "[register]" in page, "a starter stands in the form"
    wrong = PROFILE.replace("Done on", "Done in").replace("[titles]", "[titels]")
    answer = ann.post(run, {"profile": wrong, "preview": "1"})
    assert answer.status_code == 400
    assert "did you mean" in answer.text
    assert "Done in" in answer.text
    assert "Done in" in ann.get(run).text, "also when one comes back to it"
    missing = ann.post(run, {"profile": PROFILE.replace("Done on", "Done in"), "preview": "1"})
    assert "no column" in missing.text
    assert "Done on" in missing.text, "the nearest right name"
    assert counts(preview(ann, run)) == {"created": 2}
    assert 'digest" value' not in ann.post(run, {"profile": "", "preview": "1"}).text


@pytest.mark.thorough
@pytest.mark.parametrize(
    ("content", "name", "said"),
    [
        (b"", "empty.csv", "The file is empty"),
        (b"\xff\xfe\x00\x01\x02", "wrong.csv", ""),
        (b"No;Name\n1;\x00\n", "nul.csv", ""),
        (b"No;Name of the arrangement;With;Done on;Ends;Follows\n", "header.csv", ""),
        (b"PK\x03\x04 not a workbook", "broken.xlsx", ""),
        (b"[" * 100_000, "deep.json", ""),
        (b"No;" + b"x" * 10_000_000, "long.csv", ""),
        (b"%PDF-1.7", "paper.pdf", ""),
    ],
    ids=["empty", "encoding", "nul", "header only", "no workbook", "deep", "long line", "no table"],
)
def test_files_that_are_none_get_a_sentence_and_are_not_lost(desk: Sit, content: bytes, name: str, said: str) -> None:
    ann = desk("ann")
    own = SimpleUploadedFile("p.toml", PROFILE.encode())
    answer = ann.post(LIST, {"file": SimpleUploadedFile(name, content), "own": own}, follow=True)
    if said:
        assert answer.status_code == 400
        assert said in answer.text
        return
    run = answer.redirect_chain[0][0]
    assert ann.get(run).status_code == 200
    planned = ann.post(run, {"profile": PROFILE, "preview": "1"}, follow=True)
    assert planned.status_code in (200, 400)
    assert 'name="confirm"' not in planned.text
    assert ImportFile.objects.filter(run__file_name=name).exists()
    assert len(planned.content) < 300_000


def test_limits_are_said_before_anything_is_kept(desk: Sit, settings: Any) -> None:
    ann = desk("ann")
    settings.IMPORT_ROWS = 3
    run = upload(ann, table(4))
    page = ann.post(run, {"profile": PROFILE, "preview": "1"})
    assert page.status_code == 400
    assert "import_agreements" in page.text
    settings.IMPORT_MEGABYTES = 0
    refused = ann.post(LIST, {"file": SimpleUploadedFile("a.csv", b"a;b\n1;2\n")})
    assert refused.status_code == 400
    assert ImportRun.objects.count() == 1


@pytest.mark.thorough
def test_a_name_that_nobody_knew_is_added_once_for_all_and_nothing_is_added_by_half(desk: Sit) -> None:
    ann = desk("ann")
    file = table(1, "L-2;Second;Nihon-koku;02/02/2002;;", "L-3;Third;Nihon-koku;03/02/2002;;", "L-4;Fourth;Oz;;;")
    run = upload(ann, file)
    page = preview(ann, run)
    assert counts(page) == {"created": 1, "refused": 3}
    assert page.count('value="Nihon-koku"') == 1
    names = {"name-0": "Nihon-koku", "language-0": "en", "name-1": "Oz", "language-1": "en"}
    half = ann.post(f"{run}names/", {**names, "means-0": "JP", "means-1": "ZZ"})
    assert half.status_code == 400
    assert "no country with this code" in half.text
    assert 'value="JP"' in half.text, "what was typed stays"
    assert not CountryAlias.objects.filter(name="Nihon-koku").exists()
    added = ann.post(f"{run}names/", {**names, "means-0": "jp"}, follow=True)
    assert counts(added.text) == {"created": 3, "refused": 1}
    assert CountryAlias.objects.get(name="Nihon-koku").country == Country.objects.get(code="JP")
    taken = ann.post(f"{run}names/", {"name-0": "Oz", "means-0": "JP", "language-0": "Klingon!"})
    assert taken.status_code == 400


def test_looking_importing_and_naming_each_need_their_permission(desk: Sit) -> None:
    ann = desk("ann")
    run = upload(ann, table(1))
    seen = digest(preview(ann, run))
    olga = Client()
    olga.force_login(editor_with("desk.view_importrun"))
    assert olga.get(LIST).status_code == 200
    assert olga.get(run).status_code == 200
    assert "Import as drafts" not in olga.get(run).text
    nobody = Client()
    nobody.force_login(editor_with())
    for address in (LIST, run, f"{run}profile.toml"):
        assert nobody.get(address).status_code == 403
    for data in ({"confirm": "1", "digest": seen}, {"preview": "1", "profile": PROFILE}):
        assert olga.post(run, data).status_code == 403
    assert olga.post(f"{run}names/", {"name-0": "Oz", "means-0": "JP"}).status_code == 403
    assert olga.post(LIST, {}).status_code == 403
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(User.objects.get(username="ann"))
    assert strict.post(run, {"confirm": "1", "digest": seen}).status_code == 403
    assert drafts() == 0
    assert ann.get(f"{run}profile.toml").text.strip() == PROFILE.strip()


@pytest.mark.thorough
@pytest.mark.django_db(transaction=True)
def test_of_two_confirmations_at_once_one_imports_and_the_other_is_told(desk: Sit) -> None:
    ann, bob = desk("ann"), desk("bob")
    run = upload(ann, table(20))
    seen = digest(preview(ann, run))

    def confirm(client: Client) -> str:
        try:
            return str(client.post(run, {"confirm": "1", "digest": seen}, follow=True).text)
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as both:
        told = list(both.map(confirm, (ann, bob)))
    assert sum("Imported: 20 created" in page for page in told) == 1
    assert sum("This file was imported already" in page for page in told) == 1
    assert drafts() == 20


@pytest.mark.thorough
def test_the_preview_of_many_rows_is_light_and_asks_no_more_the_more_there_are(desk: Sit) -> None:
    ann = desk("ann")
    sizes, asked = [], []
    for rows in (250, 1500):
        run = upload(ann, table(rows, *(f"B-{n};Bad;Japan;32/01/2001;;" for n in range(rows))))
        preview(ann, run)
        with CaptureQueriesContext(connection) as queries:
            page = ann.get(run)
        assert counts(page.text) == {"created": rows, "refused": rows}
        sizes.append(len(page.content))
        asked.append(len(queries))
    assert asked[0] == asked[1]
    assert max(sizes) < 300_000
    assert len(json.dumps(ImportRun.objects.first().report)) < 300_000  # type: ignore[union-attr]


@pytest.mark.thorough
def test_a_pattern_that_comes_to_no_end_is_told_and_the_run_can_be_mended(desk: Sit) -> None:
    ann = desk("ann")
    slow = PROFILE.replace('column = "With"', 'column = "With"\npattern = "^(.*?,){11}P"')
    run = upload(ann, table(2, f"L-9;Beacon;{'1,2,' * 20};2019;;"), profile=slow)
    page = ann.post(run, {"profile": slow, "preview": "1"})
    assert (page.status_code, "does not come to an end on" in page.text) == (400, True)
    assert counts(preview(ann, run)) == {"created": 2, "refused": 1}, "with a profile that does not ask so"


@pytest.mark.thorough
def test_columns_that_no_rule_reads_are_shown(desk: Sit) -> None:
    ann = desk("ann")
    page = preview(
        ann,
        upload(ann, table(2), profile=PROFILE.replace('[relations]\nrenews = "Follows"\n', "")),
        PROFILE.replace('[relations]\nrenews = "Follows"\n', ""),
    )
    assert "Columns that no rule reads (1)" in page
    assert "<td>Follows</td>" in page


@pytest.mark.thorough
def test_a_name_with_an_ending_longer_than_a_file_system_takes_is_no_fault(desk: Sit) -> None:
    ann = desk("ann")
    typed = PROFILE.replace("[format]", '[format]\ntype = "csv"')
    assert counts(preview(ann, upload(ann, table(2), name="a." + "가" * 100, profile=typed), typed)) == {"created": 2}
