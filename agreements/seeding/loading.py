"""Load a directory of seed files: read all of them, then bring them in (``agreements.loading.bringing``)."""

from __future__ import annotations

from pathlib import Path

from agreements.loading.bringing import Origin, Report, bring_in
from agreements.seeding.folder import read_folder

SEED = Origin("seed", "seed", "Loaded from the seed files")


def load(folder: Path) -> Report:
    """Load every seed file below ``folder``; ``Faults`` with every fault found, and then nothing was written."""
    return bring_in(read_folder(folder), SEED)
