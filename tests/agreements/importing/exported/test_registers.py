"""The sample registers, beside the seeds, go out and come in again; they are read from beside the repository."""

from __future__ import annotations

import os
from itertools import islice
from pathlib import Path

import pytest
from django.conf import settings

from agreements.exports.bulk.running import export_to
from agreements.importing.acting.act import act
from agreements.importing.exported.loading import load_export
from agreements.importing.planning.plan import plan_import
from agreements.importing.profile.loading import load_profile
from agreements.seeding.loading import load
from tests.agreements.importing.exported.test_round_trip import documents, exported

DATA = Path(settings.BASE_DIR).parent / "shared" / "data"
REGISTERS = {
    "swap-lines": DATA / "swap-lines" / "v2024-05",
    "kr-treaty": DATA / "kr-treaty" / "index.csv",
    "br-concordia": DATA / "br-concordia" / "bilaterais_brasil.csv",
    "zh-itrap": DATA / "zh-itrap" / "json",
}

pytestmark = [
    pytest.mark.thorough,
    pytest.mark.django_db,
    pytest.mark.skipif(not DATA.is_dir(), reason="the sample registers are not beside this repository"),
]


#: So many rows of each table come along; ROUND_TRIP=all takes every row, which takes minutes.
HEAD = None if os.environ.get("ROUND_TRIP") == "all" else 1_000


def beginning(file: Path, folder: Path) -> Path:
    """Give a file whose rows are the first of a register's; quoted cells have no line ends in the samples."""
    if HEAD is None or file.is_dir():
        return file
    short = folder / file.name
    with file.open(encoding="utf-8") as whole:
        short.write_text("".join(islice(whole, HEAD + 1)), encoding="utf-8")
    return short


def test_all_registers_together_come_back_field_by_field(tmp_path: Path) -> None:
    def fill() -> None:
        load(Path(settings.BASE_DIR) / "seeds")
        for profile, file in REGISTERS.items():
            found = file if file.suffix or profile == "zh-itrap" else next(file.glob("*.csv"))
            act(plan_import(beginning(found, tmp_path), load_profile(profile)), by="test", partial=True)

    before = exported(tmp_path / "one", fill)
    assert len(before["agreements"]) > 1_000
    load_export(tmp_path / "one")
    export_to(tmp_path / "two", ("ndjson",))
    after = documents(tmp_path / "two")
    assert {name: len(rows) for name, rows in after.items()} == {name: len(rows) for name, rows in before.items()}
    for name, rows in before.items():
        assert [row for row, other in zip(rows, after[name], strict=True) if row != other] == []
    again = load_export(tmp_path / "one")
    assert (again.created, again.changed, again.published) == ([], [], [])
