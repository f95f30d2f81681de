"""Whole registers in and out, against COPY: ``benchmarks/import [rows] [rounds]`` and ``benchmarks/export``.

Both bring the common synthetic register in by the project's own import, with everything that belongs to it: the plan,
checks, history, publications, entries, standings and search terms. What the import left in every table is then copied,
from prepared files, into a database as it was before, with all keys, indexes and references checked, and without
triggers of our own: that is what the server alone needs for these rows. Import and COPY take turns in one run, each in
a fresh copy of one database, because machines are shared and only ratios of one run say anything.

The export writes the bulk files of ``manage.py export``, each format by itself, and is held against COPY TO of the
documents of agreements.
"""

from __future__ import annotations

import os
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ["DJANGO_SETTINGS_MODULE"] = "tracker.settings.testing"
os.environ.setdefault("DEBUG", "0")
os.environ.setdefault("ALLOW_EMBEDDED", "1")
os.environ.setdefault("HTTPS", "0")
os.environ.setdefault("SECRET_KEY", "for-a-benchmark-only-and-for-nothing-else-whatever")

import django

django.setup()

from django.db import connection  # noqa: E402
from django.test.utils import setup_databases, setup_test_environment, teardown_databases  # noqa: E402
from synthetic import BENCH, make, slug  # noqa: E402

from agreements.exports.bulk.lines import write_documents  # noqa: E402
from agreements.exports.bulk.running import FORMATS, export_to  # noqa: E402
from agreements.exports.bulk.streams import streams  # noqa: E402
from agreements.importing.acting.act import act  # noqa: E402
from agreements.importing.planning.plan import plan_import  # noqa: E402
from agreements.importing.profile.loading import load_profile  # noqa: E402
from agreements.models import Country, Sector  # noqa: E402
from agreements.publishing import publish  # noqa: E402
from agreements.register.reading import newest  # noqa: E402

SEEDS = Path(__file__).resolve().parent.parent / "seeds" / "reference"
#: Tables that no import writes, or that keep only what belongs to a process.
NOT_WRITTEN = ("django_", "auth_", "accounts_", "account_", "mfa_", "procrastinate_", "register_sequence")


def say(line: str) -> None:
    """Write a line at once, for whoever waits."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def fill(sectors: list[str]) -> None:
    """Publish the countries of the world and the subjects, as a register has them before its first import."""
    lines = (SEEDS / "countries.tsv").read_text(encoding="utf-8").splitlines()
    for code, en, ko, zh, *_more in [line.split("\t") for line in lines if not line.startswith("#")][1:]:
        Country.objects.create(slug=code.lower(), code=code, name_en=en, name_ko=ko, name_zh=zh)
    for name in sectors:
        Sector.objects.create(slug=slug(name), name_en=name, name_ko=name, name_zh=name)
    publish([*Country.objects.all(), *Sector.objects.all()], reason="Before the import", by="benchmark")


def in_copy_of(original: str, name: str) -> None:
    """Go on in a fresh copy of a database."""
    use("postgres")
    with connection.cursor() as cursor:
        cursor.execute(f'DROP DATABASE IF EXISTS "{name}"')
        cursor.execute(f'CREATE DATABASE "{name}" TEMPLATE "{original}"')
    use(name)


def use(name: str) -> None:
    """Connect to a database of the server."""
    connection.close()
    connection.close_pool()
    connection.settings_dict["NAME"] = name


def timed(work: Callable[[], object]) -> float:
    """Return the seconds that something takes."""
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def import_rows(table: Path, profile: Path) -> None:
    """Import the register, publishing included."""
    report = act(plan_import(table, load_profile(str(profile))), by="benchmark", partial=True)
    say("    " + ", ".join(f"{outcome} {count}" for outcome, count in sorted(report.counts.items()) if count))


def take_down(folder: Path) -> dict[str, Path]:
    """Write every table as it stands into a file for COPY; return the files of those that hold anything."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1")
        names = [name for (name,) in cursor.fetchall() if not name.startswith(NOT_WRITTEN)]
        found = {}
        for name in names:
            path = folder / f"{name}.copy"
            with path.open("wb") as file, cursor.copy(f'COPY "{name}" TO STDOUT') as copy:
                for block in copy:
                    file.write(block)
            if path.stat().st_size:
                found[name] = path
    return found


def empty(files: dict[str, Path]) -> None:
    """Take what stood before the import out of the tables, so that the files can be copied into them."""
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        for name in files:
            cursor.execute(f'DELETE FROM "{name}"')


def copy_rows(files: dict[str, Path]) -> None:
    """Copy the files into their tables in one transaction.

    Keys, indexes and references are checked as in any COPY; only the triggers of our own rest, whose rows (history,
    revisions) are in the files.
    """
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = origin")
        cursor.execute("BEGIN")
        for name in files:
            cursor.execute(f'ALTER TABLE "{name}" DISABLE TRIGGER USER')
        for name, path in files.items():
            with path.open("rb") as file, cursor.copy(f'COPY "{name}" FROM STDIN') as copy:
                while block := file.read(1 << 20):
                    copy.write(block)
        cursor.execute("COMMIT")


def import_benchmark(count: int, rounds: int, original: str, folder: Path, table: Path, profile: Path) -> None:
    """Take turns and say the ratios."""
    files: dict[str, Path] = {}
    ratios = []
    for turn in range(rounds):
        in_copy_of(original, "test_import")
        ours = timed(lambda: import_rows(table, profile))
        if not files:
            files = take_down(folder)
        in_copy_of(original, "test_copy")
        empty(files)
        theirs = timed(partial(copy_rows, files))
        ratios.append(theirs / ours)
        size = sum(path.stat().st_size for path in files.values()) / 1e6
        say(
            f"round {turn + 1}: import {ours:6.1f} s, {count / ours:6.0f} rows/s; COPY of the {len(files)} tables"
            f" that it wrote ({size:.0f} MB) {theirs:6.1f} s, {count / theirs:6.0f} rows/s; {theirs / ours:.2f} of COPY"
        )
    say(f"import: {statistics.median(ratios):.2f} of COPY (target 0.25), peak {peak():.0f} MB")


def copy_out(path: Path) -> None:
    """Copy the documents of all present agreements into a file."""
    query = (
        "SELECT p.document FROM register_agreement_entry e JOIN register_publication p ON p.number = e.publication_id"
        " WHERE e.until_number IS NULL ORDER BY e.record_id"
    )
    with connection.cursor() as cursor, path.open("wb") as file, cursor.copy(f"COPY ({query}) TO STDOUT") as copy:
        for block in copy:
            file.write(block)


def export_benchmark(count: int, rounds: int, original: str, folder: Path, table: Path, profile: Path) -> None:
    """Import once, then take turns: the documents of agreements as lines, which are what COPY gives, and each format.

    CSV and XLSX take the documents apart into tables, which COPY does not; their ratios say what that costs.
    """
    in_copy_of(original, "test_import")
    say(f"imported {count} rows in {timed(lambda: import_rows(table, profile)):.1f} s")
    agreements = next(stream for stream in streams() if stream.name == "agreements")
    ways: dict[str, Callable[[], object]] = {
        "agreements.ndjson": lambda: write_documents(folder / "agreements.ndjson", agreements, newest()[0]),
        **{f"all tables as {name}": partial(export_to, folder / name, (name,)) for name in FORMATS},
    }
    ratios: dict[str, list[float]] = {way: [] for way in ways}
    for turn in range(rounds):
        theirs = timed(lambda: copy_out(folder / "documents.copy"))
        say(f"round {turn + 1}: COPY TO of the documents of agreements {theirs:6.2f} s, {count / theirs:6.0f} rows/s")
        for way, work in ways.items():
            ours = timed(work)
            ratios[way].append(theirs / ours)
            say(f"    {way:20} {ours:6.2f} s, {count / ours:6.0f} agreements/s; {theirs / ours:.2f} of COPY")
    for way, found in ratios.items():
        say(f"export: {way}: {statistics.median(found):.2f} of COPY")
    say(f"peak {peak():.0f} MB")


def peak() -> float:
    """Return the most memory that this process had, in megabytes; the server has its own."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> None:
    """Make the database and run the benchmark that was named."""
    work = {"import": import_benchmark, "export": export_benchmark}[sys.argv[1]]
    count = int(sys.argv[2]) if len(sys.argv) > 2 else 10_000
    rounds = int(sys.argv[3]) if len(sys.argv) > 3 else 3
    if not BENCH.exists():
        sys.exit(f"The synthetic register is made by {BENCH / 'gen.py'}, which is not here.")
    setup_test_environment(debug=False)
    made = setup_databases(verbosity=0, interactive=False)
    original = str(connection.settings_dict["NAME"])
    try:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            table, profile, sectors = make(count, folder)
            fill(sectors)
            say(f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores; {count} rows, {rounds} rounds")
            work(count, rounds, original, folder, table, profile)
            say(f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
    finally:
        use(original)
        teardown_databases(made, verbosity=0)


if __name__ == "__main__":
    main()
