"""What an export may put itself in the place of, and when it need not be made again."""

from __future__ import annotations

import errno
import hashlib
import json
import os
from collections.abc import Callable
from datetime import timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from agreements.exports.bulk import describing, replacing
from agreements.exports.bulk.replacing import MountPointError, NotOursError
from agreements.exports.bulk.running import export_to
from agreements.publishing import publish
from agreements.register.models import Publication
from tests.agreements.register.building import agreement

pytestmark = pytest.mark.usefixtures("records")


def exported(folder: Path, formats: str = "ndjson") -> bool:
    """Run the command with ``--if-changed``; say whether it wrote."""
    out = StringIO()
    call_command("export", str(folder), formats=formats, if_changed=True, stdout=out)
    return "already" not in out.getvalue()


def test_an_export_is_made_again_only_where_it_would_differ(tmp_path: Path, settings: Any) -> None:
    folder = tmp_path / "data"
    assert exported(folder)
    assert not exported(folder)
    assert exported(folder, "ndjson,csv")
    assert not exported(folder, "csv,ndjson,csv")
    settings.REGISTER_URL = "https://register.example"
    assert exported(folder, "csv,ndjson")
    settings.REGISTER_LICENCE = "CC0-1.0"
    assert exported(folder, "csv,ndjson")
    publish([agreement("cn-kr-later")], reason="Entered", by="an editor")
    assert exported(folder, "csv,ndjson")
    assert not exported(folder, "csv,ndjson")
    (folder / "agreements.csv").unlink()
    assert exported(folder, "csv,ndjson")


def test_an_export_by_other_code_or_of_another_register_of_the_same_number_is_made_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "data"
    assert exported(folder)
    with monkeypatch.context() as there:
        there.setattr(describing, "code_version", lambda: "0123456789ab")
        assert exported(folder)
    assert exported(folder)
    last = Publication.objects.latest("number")
    here = describing.fingerprint(last.number, last.time, ["ndjson"])
    assert describing.fingerprint(last.number, last.time, ["ndjson", "ndjson"]) == here
    assert describing.fingerprint(last.number, last.time + timedelta(microseconds=1), ["ndjson"]) != here
    assert describing.fingerprint(last.number + 1, last.time, ["ndjson"]) != here
    assert describing.fingerprint(0, None, ["ndjson"]) != here


def write_over(folder: Path) -> str:
    (folder / "agreements.ndjson").write_text("my notes")
    return r"changed since they were exported: agreements\.ndjson\. Move them away"


def put_a_folder_in_place(folder: Path) -> str:
    (folder / "README.md").unlink()
    (folder / "README.md").mkdir()
    (folder / "README.md" / "letter.txt").write_text("dear")
    return r"changed since they were exported: README\.md"


def link_elsewhere(folder: Path) -> str:
    (folder / "changes.ndjson").unlink()
    (folder / "changes.ndjson").symlink_to(folder.parent / "elsewhere")
    return r"changed since they were exported: changes\.ndjson"


def edit_the_descriptor(folder: Path) -> str:
    path = folder / "datapackage.json"
    path.write_text(path.read_text().replace("Apache-2.0", "CC0-1.0"))
    return "no former export of a register, so it stays"


def list_a_foreign_file(folder: Path) -> str:
    (folder / "letter.txt").write_text("dear")
    package = json.loads((folder / "datapackage.json").read_text())
    package["resources"].append({"path": "letter.txt", "bytes": 4})
    (folder / "datapackage.json").write_text(json.dumps(package))
    return "no former export of a register, so it stays"


def lose_the_sums(folder: Path) -> str:
    (folder / "SHA256SUMS").unlink()
    return "no former export of a register, so it stays"


def name_another_package_so(folder: Path) -> str:
    for path in folder.iterdir():
        path.unlink()
    data = json.dumps({"name": describing.PACKAGE, "resources": []}).encode()
    (folder / "datapackage.json").write_bytes(data)
    (folder / "SHA256SUMS").write_text(f"{hashlib.sha256(data).hexdigest()}  datapackage.json\n")
    return "no former export of a register, so it stays"


@pytest.mark.parametrize(
    "change",
    [
        *(write_over, put_a_folder_in_place, link_elsewhere, edit_the_descriptor, list_a_foreign_file, lose_the_sums),
        name_another_package_so,
    ],
)
def test_a_folder_is_replaced_only_where_all_in_it_is_as_an_export_wrote_it(
    tmp_path: Path, change: Callable[[Path], str]
) -> None:
    folder = tmp_path / "data"
    export_to(folder, ["ndjson"])
    sentence = change(folder)
    held = sorted(folder.iterdir())
    with pytest.raises(NotOursError, match=sentence):
        export_to(folder, ["ndjson"])
    assert sorted(folder.iterdir()) == held


def test_an_export_that_lost_a_file_is_replaced(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    export_to(folder, ["ndjson"])
    (folder / "agreements.ndjson").unlink()
    export_to(folder, ["ndjson"])
    assert (folder / "agreements.ndjson").exists()


def test_a_mount_point_is_refused_with_what_to_do() -> None:
    with pytest.raises(CommandError, match=r"it is a mount point, .*name a folder within it, as /export, .*EXPORT_DIR"):
        call_command("export", "/", formats="ndjson")


@pytest.mark.parametrize("number", [errno.EBUSY, errno.EXDEV])
def test_a_folder_that_shows_itself_as_a_mount_point_only_at_the_end_keeps_what_is_in_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    folder = tmp_path / "data"
    export_to(folder, ["ndjson"])
    before = {path.name: path.read_bytes() for path in folder.iterdir()}

    def busy(path: Path, target: Path) -> None:
        raise OSError(number, os.strerror(number), str(path))

    monkeypatch.setattr(replacing, "_exchange", lambda one, other: False)
    monkeypatch.setattr(Path, "rename", busy)
    with pytest.raises(MountPointError, match="name a folder within it"):
        export_to(folder, ["ndjson", "csv"])
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before
    assert {path.name for path in tmp_path.iterdir()} == {"data", ".data.lock"}
