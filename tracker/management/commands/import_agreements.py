"""``manage.py import_agreements FILE --profile PROFILE``: bring a foreign register in, or an export of a register.

All or nothing, unless ``--partial``; ``--dry-run`` does everything and takes it back, so that the report says exactly
what would happen. Exit code 0: done; 1: refused, and nothing written; 2: wrong usage.
"""

from __future__ import annotations

import json
from pathlib import Path
from time import monotonic
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from agreements.importing.acting.act import ImportRefusedError, act, alone
from agreements.importing.describing import describe
from agreements.importing.exported import loading as exported
from agreements.importing.parties import Parties
from agreements.importing.planning.plan import ImportPlan, plan_import
from agreements.importing.profile.loading import load_profile
from agreements.importing.reading.rows import Unreadable
from agreements.importing.reports import Report
from agreements.importing.telling import figures, lines
from agreements.loading.errors import Faults
from tracker.management.progress import Progress, peak_megabytes

BY = "import_agreements"
STOPPED = 130


class Command(BaseCommand):
    """Import a CSV, XLSX, JSON or NDJSON file by a profile, or the folder of an export."""

    help = "Import the agreements of another register by a profile (docs/import.md), or the export of a register."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the file, the profile and how to go about it."""
        parser.add_argument("file", metavar="FILE", type=Path, help="The file, or a folder of JSON files.")
        parser.add_argument("--profile", metavar="NAME|PATH", help="A profile that comes with us, or a TOML file.")
        parser.add_argument("--dry-run", action="store_true", help="Do everything and take it back; only report.")
        parser.add_argument("--partial", action="store_true", help="Go on without the rows that are refused.")
        parser.add_argument(
            "--describe",
            action="store_true",
            help="Print the columns, guessed types and a starter profile.",
        )
        parser.add_argument("--report", metavar="JSON", type=Path, help="Write the whole report to a file.")

    def handle(
        self,
        *,
        file: Path,
        profile: str | None,
        dry_run: bool,
        partial: bool,
        describe: bool,
        report: Path | None,
        verbosity: int,
        **options: Any,
    ) -> None:
        """Describe or import."""
        try:
            if not file.exists():
                raise CommandError(f"There is no file {file}.", returncode=2)
            if describe:
                self.stdout.write(_described(file))
            elif profile == exported.NAME:
                for line in exported.load_export(file, dry_run=dry_run).lines():
                    self.stdout.write(line)
            elif not profile:
                raise CommandError("Name a profile with --profile, or see --describe.", returncode=2)
            else:
                self._import(file, profile, report, dry_run=dry_run, partial=partial, verbosity=verbosity)
        except Faults as errors:
            count = len(errors.faults)
            raise CommandError(f"{errors}\n{count} fault{'s' * (count != 1)}; nothing was imported.") from errors
        except Unreadable as error:
            raise CommandError(f"{error} Nothing was imported.") from error

    def _import(
        self, file: Path, profile: str, target: Path | None, *, dry_run: bool, partial: bool, verbosity: int
    ) -> None:
        if target is not None:
            _writable(target)
        began = monotonic()
        progress = Progress(self.stderr, quiet=verbosity == 0)
        chosen, refusal = load_profile(profile), None
        try:
            with alone():
                plan: ImportPlan = plan_import(file, chosen, heard=progress)
                report = plan.report
                act(plan, by=BY, partial=partial, rehearse=dry_run, heard=progress)
        except ImportRefusedError as error:
            refusal, report = error, error.report
        except KeyboardInterrupt:
            raise CommandError("Stopped; nothing was imported.", returncode=STOPPED) from None
        finally:
            progress.end()
        report.seconds = monotonic() - began
        self._tell(report, target, verbosity)
        if refusal is not None:
            raise CommandError(f"{refusal} Mend the file or the profile, or leave these rows out with --partial.")
        if dry_run:
            self.stdout.write("Nothing was written: this was a dry run.")

    def _tell(self, report: Report, target: Path | None, verbosity: int) -> None:
        for line in lines(report, everything=verbosity > 1):
            self.stdout.write(line)
        self.stdout.write(figures(report, peak_megabytes()))
        if target is not None:
            target.write_text(json.dumps(report.as_json(), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def _writable(target: Path) -> None:
    """Refuse a report that could not be written, before anything is imported."""
    there = target.exists()
    try:
        target.open("a").close()
        if not there:
            target.unlink()
    except OSError as error:
        raise CommandError(f"The report cannot be written to {target}: {error.strerror}.", returncode=2) from error


def _described(file: Path) -> str:
    return describe(file, Parties().resolve)
