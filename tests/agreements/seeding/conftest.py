"""A directory of invented seed files for every test."""

from pathlib import Path

import pytest

from tests.agreements.seeding.invented import write


@pytest.fixture
def seeds(tmp_path: Path) -> Path:
    """The invented world, written."""
    folder = tmp_path / "seeds"
    folder.mkdir()
    return write(folder)
