"""The file of a run, opened: its columns with a starter profile, its plan, and the act. Nothing here asks or shows.

What cannot be read, planned or written comes as ``NotPlannedError`` with sentences that name file, line and column.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.utils.translation import gettext as _

from agreements.admin.imports.telling import Told, told_of
from agreements.desk.models import ImportFile, ImportRun
from agreements.importing.acting.act import ImportRefusedError, act
from agreements.importing.describing import describe
from agreements.importing.parties import Parties
from agreements.importing.planning.plan import ImportPlan, plan_import
from agreements.importing.profile.loading import read_profile
from agreements.importing.profile.profiles import Profile
from agreements.importing.reading.opening import open_table
from agreements.importing.reading.rows import Unreadable
from agreements.importing.reports import Outcome, Report
from agreements.loading.errors import Faults

#: What the counts of outcomes are called in what is kept.
NAMES: Final = {Outcome.COPY.value: "copies", Outcome.LEFT_OUT.value: "left_out"}
#: So many refused rows are named where nothing can be shown row by row.
MOST_REASONS: Final = 20
#: A line of the description of a file that speaks of one column.
_COLUMN = re.compile(r"#   '(.*)': (\d+% filled.*)")
#: A file system takes names of so many bytes.
LONGEST_NAME = 200
LONGEST_ENDING = 10


class NotPlannedError(Exception):
    """What stands against a plan or an import: a title in the editor's language, and a sentence for each fault."""

    def __init__(self, title: str, faults: list[str]) -> None:
        self.title, self.faults = title, faults
        super().__init__("\n".join([title, *faults]))


@contextmanager
def file_of(run: ImportRun) -> Iterator[Path]:
    """Give the file of a run under its own name, for as long as it is needed."""
    kept = ImportFile.objects.filter(run=run).first()
    if kept is None:
        raise NotPlannedError(_("The file is no longer kept."), [_("Upload it again.")])
    name = Path(run.file_name).name or "file"
    if len(name.encode()) > LONGEST_NAME:
        ending = Path(name).suffix
        name = f"file{ending if len(ending) <= LONGEST_ENDING else ''}"
    with TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(kept.content)
        yield path


def profile_of(run: ImportRun) -> Profile:
    """Read the text of a run's profile; at the desk nothing is ever published by an import."""
    name = run.profile_name or "profile"
    try:
        profile = read_profile(f"{name}.toml", run.profile_text.encode("utf-8", "surrogatepass"))
    except Faults as faults:
        raise NotPlannedError(_("The profile cannot be used yet:"), [str(fault) for fault in faults.faults]) from None
    return profile


@dataclass(frozen=True, slots=True)
class Outcomes:
    """What an import did, or would do: what is kept of that, and the digest of all of it."""

    told: dict[str, Any]
    digest: str


@dataclass(frozen=True, slots=True)
class Described:
    """What was seen in a file: a line for each column, and a profile to start from."""

    seen: tuple[tuple[str, str], ...] = ()
    starter: str = ""
    unread: str = ""


def description(run: ImportRun) -> dict[str, str]:
    """Look through the file of a run; return the starter profile, or why the file cannot be read."""
    try:
        with file_of(run) as path:
            return {"starter": describe(path, Parties().resolve)}
    except Unreadable as error:
        return {"unread": str(error)}


def described(run: ImportRun) -> Described:
    """Return what was seen when the file came."""
    kept = run.report.get("described", {})
    starter = kept.get("starter", "")
    seen = tuple((found[1], found[2]) for line in starter.splitlines() if (found := _COLUMN.fullmatch(line)))
    return Described(seen, starter, kept.get("unread", ""))


def carry_out(run: ImportRun, user: AbstractBaseUser | AnonymousUser, *, rehearse: bool) -> Outcomes:
    """Import the file of a run as this user's drafts, without the rows that are refused; with ``rehearse``, take
    everything back, so that what is told is what would have happened, to the last rule of the database.

    ``NotPlannedError`` where that cannot be. The caller's transaction, if there is one, holds what was written.
    """
    asked = profile_of(run)
    register = asked.register
    # Nothing is published from the desk: nobody approves their own.
    reason = register.reason or register.title
    profile = replace(asked, register=replace(register, publish=False, reason=reason))
    try:
        with file_of(run) as path:
            _count_rows(path, profile)
            plan = plan_import(path, profile)
        titles = _titles(plan)
        report = act(plan, by=user, partial=True, publishes=False, rehearse=rehearse)
    except Faults as faults:
        said = [str(fault) for fault in faults.faults]
        raise NotPlannedError(_("The file and the profile do not fit together:"), said) from None
    except Unreadable as error:
        raise NotPlannedError(_("The file cannot be read:"), [str(error)]) from None
    except ImportRefusedError as refusal:
        raise NotPlannedError(_("The register refuses this:"), _reasons(refusal.report)) from None
    told = told_of(report, titles)
    told.also(sorted((*one.name, one.digest) for one in plan.compared.loaded))
    kept = told.kept(
        counts=_counts(report, told),
        profile=register.title,
        source=profile.source.slug,
        publishes=register.publish,
    )
    return Outcomes(kept, told.digest)


def _reasons(report: Report) -> list[str]:
    """Return why rows were refused, a line each; the first are enough to see what is wrong."""
    refused = islice(report.of(Outcome.REFUSED), MOST_REASONS)
    return [f"{row.place}: {problem.column} {problem.why}" for row in refused for problem in row.problems]


def _titles(plan: ImportPlan) -> dict[str, str]:
    """Return a title for each record that is not there yet, by its address."""
    found: dict[str, str] = {}
    for record in plan.compared.new:
        for (part, _key), values in record.rows.items():
            if part == "title":
                found.setdefault(record.id, str(values["title"]))
    return found


def _counts(report: Report, told: Told) -> dict[str, int]:
    found = {NAMES.get(code, code): number for code, number in report.counts.items()}
    return {**found, "kept": told.totals["kept"]}


def _count_rows(path: Path, profile: Profile) -> None:
    most = settings.IMPORT_ROWS
    count = sum(1 for _row in islice(open_table(path, profile.format).rows(), most + 1))
    if count > most:
        said = _("The file has more than %(most)d rows. Import it with the command import_agreements.")
        raise NotPlannedError(_("The file is too long for the desk."), [said % {"most": most}])
