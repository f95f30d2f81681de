"""What was exported and is loaded into an empty register gives the same register (docs/bulk.md)."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import transaction

from agreements.exports.bulk.running import export_to
from agreements.importing.exported.folder import is_export
from agreements.importing.exported.loading import load_export
from agreements.loading.bringing import Origin, bring_in
from agreements.loading.errors import Faults
from agreements.models import Agreement
from agreements.publishing import publish
from agreements.register.models import Publication
from agreements.seeding.loading import load
from tests.agreements.importing.exported.every_field import every_record

pytestmark = pytest.mark.django_db

Documents = dict[str, list[dict[str, Any]]]
#: What a publication is known by, which is another one in another register.
OF_THE_PUBLICATION = ("publication", "updated_at")
KINDS = ("countries", "sectors", "institutions", "sources", "occasions", "agreements", "programs")


def documents(folder: Path) -> Documents:
    """Give every line of every file of documents, without number and time of its publication."""
    found: Documents = {}
    for path in sorted(folder.glob("*.ndjson")):
        if path.stem != "changes":
            rows = (json.loads(line) for line in path.read_text().splitlines())
            found[path.stem] = [{k: v for k, v in row.items() if k not in OF_THE_PUBLICATION} for row in rows]
    return found


def exported(folder: Path, fill: Callable[[], object]) -> Documents:
    """Fill a register, export it, and leave an empty one behind."""
    with transaction.atomic():
        fill()
        export_to(folder, ("ndjson",))
        transaction.set_rollback(True)
    assert not Agreement.objects.exists()
    return documents(folder)


def test_every_field_that_a_document_says_comes_back(tmp_path: Path) -> None:
    before = exported(tmp_path / "one", lambda: bring_in(every_record(), Origin("test", "test", "Invented")))
    report = load_export(tmp_path / "one")
    export_to(tmp_path / "two", ("ndjson",))
    assert documents(tmp_path / "two") == before
    assert len(report.created) == sum(len(before[name]) for name in KINDS)
    assert report.published == report.created
    written = b"".join(path.read_bytes() for path in (tmp_path / "one").iterdir())
    assert b"internal_notes" not in written
    assert b"public_notes of every-agreement" in written


@pytest.mark.thorough
def test_the_seeds_come_back_and_a_second_import_changes_nothing(tmp_path: Path) -> None:
    before = exported(tmp_path / "one", lambda: load(Path(settings.BASE_DIR) / "seeds"))
    assert len(load_export(tmp_path / "one", dry_run=True).created) == 316
    assert not Agreement.objects.exists()
    load_export(tmp_path / "one" / "datapackage.json")
    number = Publication.objects.count()
    again = load_export(tmp_path / "one")
    assert (again.created, again.changed, again.published, len(again.unchanged)) == ([], [], [], 316)
    assert Publication.objects.count() == number
    export_to(tmp_path / "two", ("ndjson",))
    assert documents(tmp_path / "two") == before
    # The seeds find the register that they would have made.
    seeded = load(Path(settings.BASE_DIR) / "seeds")
    assert (seeded.created, seeded.changed, seeded.kept) == ([], [], [])


def _rewritten(folder: Path, change: Callable[[dict[str, Any]], None]) -> None:
    """Change the first agreement of an export, with the sum that says that nothing was changed."""
    path, descriptor = folder / "agreements.ndjson", folder / "datapackage.json"
    first, *others = [json.loads(line) for line in path.read_text().splitlines()]
    change(first)
    path.write_text("".join(f"{json.dumps(row)}\n" for row in (first, *others)))
    package = json.loads(descriptor.read_text())
    for row in package["resources"]:
        if row["path"] == path.name:
            row["hash"] = f"sha256:{hashlib.sha256(path.read_bytes()).hexdigest()}"
    descriptor.write_text(json.dumps(package))
    (folder / "SHA256SUMS").unlink()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The export of the invented records, and an empty register."""
    exported(tmp_path / "one", lambda: bring_in(every_record(), Origin("test", "test", "Invented")))
    return tmp_path / "one"


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (lambda d: d.update(kind="pact"), "agreements.ndjson, line 1: unknown code 'pact' for kind"),
        (lambda d: d["events"][0].update(date="2021-13"), "agreements.ndjson, line 1: date:"),
        (lambda d: d["parties"][0].update(country="QX"), "agreements.ndjson, line 1: unknown country 'QX'"),
        (lambda d: d["evidence"][0].update(source="nowhere"), "unknown source 'nowhere'"),
        (lambda d: d.pop("events"), "this is no document of a agreement as this register writes it"),
        (lambda d: d.update(titles=5), "this is no document of a agreement as this register writes it"),
        (lambda d: d.update(summary={"fr": "x"}), "unknown member 'summary_fr'; did you mean 'summary'?"),
        (lambda d: d["events"][0].update(id=5, agreement_id=9), "agreements.ndjson, line 1: unknown member 'id'"),
        (lambda d: d["evidence"][0].update(passage="p-9"), "the source 'every-source' has no passage 'p-9'."),
        (lambda d: d["titles"].append(d["titles"][0]), "title/title-1 stands here twice"),
        (lambda d: d.update(id=7), "agreements.ndjson, line 1: this is no document of a record"),
    ],
)
@pytest.mark.thorough
def test_what_no_export_would_say_is_refused_with_its_place(
    folder: Path, change: Callable[[dict[str, Any]], None], sentence: str
) -> None:
    _rewritten(folder, change)
    with pytest.raises(Faults, match=re.escape(sentence)):
        load_export(folder)
    assert not Agreement.objects.exists()


@pytest.mark.thorough
def test_a_harmed_export_is_refused_whole(folder: Path, tmp_path: Path) -> None:
    path = folder / "programs.ndjson"
    path.write_bytes(path.read_bytes().replace(b"every-plan", b"other-plan"))
    with pytest.raises(Faults, match=r"programs\.ndjson: its sha-256 is .* it was changed since"):
        load_export(folder)
    (folder / "programs.ndjson").unlink()
    with pytest.raises(Faults, match="it cannot be read: No such file"):
        load_export(folder)
    assert is_export(folder)
    (tmp_path / "datapackage.json").write_text('{"resources": []}')
    assert not is_export(tmp_path)
    with pytest.raises(Faults, match="this is no export of a register"):
        load_export(tmp_path)
    assert not Agreement.objects.exists()


@pytest.mark.parametrize("name", ["README.md", "codelists.json", "changes.ndjson", "datapackage.json"])
def test_every_file_of_an_export_is_compared_with_its_sum_those_that_are_not_loaded_too(
    folder: Path, name: str
) -> None:
    with (folder / name).open("a", encoding="utf-8") as file:
        file.write("\n")
    with pytest.raises(Faults, match=rf"{re.escape(name)}: its sha-256 is .* it was changed since") as refused:
        load_export(folder)
    assert len(refused.value.faults) == 1
    assert not Agreement.objects.exists()


def test_what_is_handed_on_without_words_for_people_or_sums_is_loaded(folder: Path) -> None:
    for name in ("README.md", "codelists.json", "SHA256SUMS"):
        (folder / name).unlink()
    load_export(folder, dry_run=True)


def test_a_list_of_sums_leads_to_no_file_outside_of_the_folder(folder: Path) -> None:
    secret = folder.parent / "secret.txt"
    secret.write_text("secret")
    with (folder / "SHA256SUMS").open("a", encoding="utf-8") as file:
        file.write(f"{'0' * 64}  ../secret.txt\n{'0' * 64}  {secret}\n{'0' * 64}  /dev/zero\n")
    load_export(folder, dry_run=True)


@pytest.mark.thorough
def test_what_an_editor_changed_since_the_last_import_stays(folder: Path) -> None:
    load_export(folder)
    agreement = Agreement.objects.get(slug="every-agreement")
    agreement.territorial_scope = "Changed at the desk"
    agreement.save()
    publish([agreement], reason="Corrected", by="an editor")
    for changed in (["agreement/every-agreement"], []):
        report = load_export(folder)
        assert [(name, kept.field, kept.now) for name, kept in report.kept] == [
            ("agreement/every-agreement", "territorial_scope", "Changed at the desk")
        ]
        # At first the evidence for the file's value loses; then there is nothing more to do.
        assert (report.created, report.changed, report.published) == ([], changed, changed)
