"""``manage.py seed [DIR]``: load the seed files. Twice gives the same register, and says so."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from agreements.audit.measures import keep_measures
from agreements.loading.errors import Faults
from agreements.seeding.loading import load


class Command(BaseCommand):
    """Load seed files into the register and publish them; all or nothing."""

    help = "Load the seed files of a directory into the register and publish them. A second run changes nothing."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the directory."""
        parser.add_argument(
            "folder",
            metavar="DIR",
            nargs="?",
            type=Path,
            default=Path(settings.BASE_DIR) / "seeds",
            help="The directory of seed files (default: seeds/ of this checkout). docs/seeds.md tells the format.",
        )

    def handle(self, *, folder: Path, verbosity: int, **options: Any) -> None:
        """Load, and print what was done; every fault with its file and line, and nothing written, otherwise."""
        try:
            report = load(folder)
            keep_measures()
        except Faults as errors:
            count = len(errors.faults)
            raise CommandError(f"{errors}\n{count} fault{'s' * (count != 1)}; nothing was loaded.") from errors
        lines = report.lines()
        if verbosity > 1:
            lines[1:1] = [f"created: {name}" for name in report.created]
        for line in lines:
            self.stdout.write(line)
