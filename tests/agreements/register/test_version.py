"""The version of the code changes with everything that shapes an answer, the stylesheet and the guide among it."""

from pathlib import Path

import pytest
from pytest_django.fixtures import Settings

from agreements.register.version import PARTS, code_version


@pytest.mark.parametrize(
    "file", ["static/register.css", "docs/api.md", "agreements/api/examples.json", "templates/a.html"]
)
def test_another_file_is_another_version(settings: Settings, tmp_path: Path, file: str) -> None:
    settings.BASE_DIR = tmp_path
    (tmp_path / file).parent.mkdir(parents=True)
    (tmp_path / file).write_text("one")
    before = code_version.__wrapped__()
    (tmp_path / file).write_text("two")
    assert code_version.__wrapped__() != before


def test_every_part_is_there(settings: Settings) -> None:
    assert all((settings.BASE_DIR / part).is_dir() for part in PARTS)
