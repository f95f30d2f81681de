"""``manage.py export DIR``: the whole register as files, for ``/data/`` and for whoever wants it all (docs/bulk.md)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from agreements.exports.bulk.describing import fingerprint
from agreements.exports.bulk.finished import is_already
from agreements.exports.bulk.replacing import NotOursError
from agreements.exports.bulk.running import FORMATS, export_to
from agreements.register.reading import newest


class Command(BaseCommand):
    """Write every published record into a folder; a failing export leaves the former one as it was."""

    help = "Write the whole register as NDJSON, CSV, XLSX and datapackage.json into a folder that is replaced at once."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the folder, the formats, and whether an export of the same register may stay."""
        parser.add_argument(
            "folder",
            metavar="DIR",
            nargs="?",
            type=Path,
            default=Path(settings.EXPORT_DIR),
            help="The folder; the former export in it is replaced (default: that which /data/ serves).",
        )
        parser.add_argument("--formats", default=",".join(FORMATS), help=f"Some of {','.join(FORMATS)}.")
        parser.add_argument(
            "--if-changed", action="store_true", help="Leave the former export where a new one would be the same."
        )

    def handle(self, *, folder: Path, formats: str, if_changed: bool, verbosity: int, **options: Any) -> None:
        """Export, and print what was written."""
        wanted = [name.strip() for name in formats.split(",") if name.strip()]
        unknown = [name for name in wanted if name not in FORMATS]
        if unknown or not wanted:
            raise CommandError(f"--formats takes {', '.join(FORMATS)}; not '{formats}'.")
        number, time = newest()
        if if_changed and is_already(folder, fingerprint(number, time, wanted)):
            self.stdout.write(f"{folder} is of publication {number} already")
            return
        try:
            made = export_to(folder, wanted, self.stdout.write if verbosity > 1 else None)
        except NotOursError as problem:
            raise CommandError(str(problem)) from problem
        except OSError as problem:
            raise CommandError(f"{folder} could not be written: {problem}. What was there before stays.") from problem
        self.stdout.write(f"{len(made.files)} files, {made.bytes} bytes, of publication {made.number} in {folder}")
