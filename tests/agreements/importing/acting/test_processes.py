"""Imports that are killed leave nothing, those that are interrupted say so, and two at once take turns."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.db import connection

from agreements.models import Agreement
from agreements.register.models import Publication
from tests.agreements.importing.invented import planned, world

pytestmark = [pytest.mark.thorough, pytest.mark.django_db(transaction=True)]
PATIENCE = 180
ROWS = 600


@pytest.fixture(autouse=True)
def file(tmp_path: Path) -> Path:
    """A world, and a file with so many rows that a process can be stopped between its stages."""
    world()
    planned(tmp_path, *(f"n{n};Arrangement {n};Japan;{1950 + n % 70};;;n{n - 1};;" for n in range(ROWS)))
    return tmp_path / "lights.csv"


def importer(file: Path) -> subprocess.Popen[str]:
    name = str(connection.settings_dict["NAME"])
    return subprocess.Popen(
        [sys.executable, "-m", "tests.agreements.importing.acting.importer", name, str(file), str(file)[:-3] + "toml"],
        cwd=settings.BASE_DIR,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def hear(process: subprocess.Popen[str], stage: str) -> None:
    """Read the progress until a stage is reached."""
    assert process.stderr is not None
    heard = []
    for line in process.stderr:
        heard.append(line)
        if line.startswith(f"{stage}: "):
            return
    pytest.fail(f"never came to {stage}: {''.join(heard)}")


def counts() -> dict[str, int]:
    return {model._meta.label: model._default_manager.count() for model in apps.get_models()}


def test_an_import_that_is_killed_in_the_middle_leaves_nothing_and_the_next_one_is_complete(file: Path) -> None:
    before = counts()
    for stage in ("planned", "written", "publishing"):
        victim = importer(file)
        hear(victim, stage)
        victim.kill()
        victim.communicate(timeout=PATIENCE)
        assert victim.returncode == -signal.SIGKILL
        assert counts() == before, stage
    last = importer(file)
    said, _errors = last.communicate(timeout=PATIENCE)
    assert (last.returncode, f"{ROWS} created" in said) == (0, True)
    assert Agreement.objects.count() == ROWS
    numbers = list(Publication.objects.order_by("number").values_list("number", flat=True))
    assert numbers == list(range(1, len(numbers) + 1)), "what was killed took no number"


def test_an_import_that_is_interrupted_says_that_nothing_was_imported(file: Path) -> None:
    before = counts()
    process = importer(file)
    hear(process, "written")
    process.send_signal(signal.SIGINT)
    _said, errors = process.communicate(timeout=PATIENCE)
    assert process.returncode == 130
    assert "Stopped; nothing was imported." in errors
    assert "Traceback" not in errors
    assert counts() == before


def test_of_two_imports_at_once_one_creates_and_the_other_finds_everything_unchanged(file: Path) -> None:
    both = [importer(file), importer(file)]
    said = sorted(one.communicate(timeout=PATIENCE)[0].splitlines()[0] for one in both)
    assert [one.returncode for one in both] == [0, 0]
    assert said[0].startswith(f"{ROWS} rows: 0 created, 0 changed, {ROWS} unchanged")
    assert said[1].startswith(f"{ROWS} rows: {ROWS} created, 0 changed, 0 unchanged")
    assert Publication.objects.filter(record_type="agreement").count() == ROWS
