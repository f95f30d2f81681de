"""What was looked at is what is done: a preview keeps a digest of all that it says, and an import asks for the same.

A preview is a rehearsal: everything is written and taken back. The import does the same and stays, if what came of it
has the digest that was seen; else it is taken back too, and kept as the new preview with what differs. The run's row is
locked first, so that of two confirmations at once the second waits and then sees that the file was imported.
"""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.db import transaction
from django.utils.translation import gettext as _

from agreements.admin.imports.bringing import NotPlannedError, Outcomes, carry_out
from agreements.admin.imports.wording import COUNTS
from agreements.asof import instant
from agreements.desk.models import ImportFile, ImportRun, ImportState


class ConfirmedMeanwhileError(Exception):
    """The file was imported already, by whom ``by_name`` says."""

    def __init__(self, by_name: str) -> None:
        self.by_name = by_name
        super().__init__(by_name)


class NotAsSeenError(Exception):
    """What would happen is not what was previewed; ``differences`` says how, and the new preview is kept."""

    def __init__(self, differences: list[str]) -> None:
        self.differences = differences
        super().__init__("\n".join(differences))


def preview(run: ImportRun, user: AbstractBaseUser | AnonymousUser) -> None:
    """Rehearse a run with the text of its profile, and keep what is told; ``NotPlannedError`` keeps the text alone."""
    try:
        found = carry_out(run, user, rehearse=True)
    except NotPlannedError:
        _keep(run, None)
        raise
    _keep(run, found)


def confirm(run_id: int, user: AbstractBaseUser | AnonymousUser, digest: str, *, without: bool) -> ImportRun:
    """Import what was previewed under ``digest``, as this user's drafts and changes; all of it or nothing.

    ``without`` goes on without the rows that are refused. ``NotAsSeenError``, ``ConfirmedMeanwhileError`` and
    ``NotPlannedError`` say why nothing was written.
    """
    found: Outcomes | None = None
    try:
        with transaction.atomic():
            run = ImportRun.objects.select_for_update().get(pk=run_id)
            if run.state == ImportState.DONE:
                raise ConfirmedMeanwhileError(run.done_by_name)
            found = carry_out(run, user, rehearse=False)
            if not digest or digest != found.digest:
                raise NotAsSeenError(differing(run.report, found.told, seen=digest == run.digest))
            if found.told["counts"]["refused"] and not without:
                raise NotPlannedError(_("Nothing was imported:"), [_("Say that the refused rows may be left out.")])
            run.report, run.state = found.told, ImportState.DONE
            run.done_at, run.done_by_name = instant(), user.get_username()
            run.save(update_fields=["report", "state", "done_at", "done_by_name"])
            ImportFile.objects.filter(run=run).delete()
    except NotAsSeenError:
        _keep(ImportRun.objects.get(pk=run_id), found)
        raise
    except NotPlannedError:
        if found is None:
            ImportRun.objects.filter(pk=run_id, state=ImportState.PREVIEWED).update(state=ImportState.REFUSED)
        raise
    return run


def differing(before: dict[str, Any], now: dict[str, Any], *, seen: bool) -> list[str]:
    """Say in what a new preview differs from the last one; ``seen``: the last one is what the editor saw."""
    said = []
    if not seen:
        said.append(_("Somebody previewed this import again after you did, perhaps with another profile."))
    old, new = before.get("counts", {}), now["counts"]
    for code, label in COUNTS.items():
        if old.get(code) != new.get(code):
            words = _("%(what)s: %(before)s before, %(now)s now")
            said.append(words % {"what": label, "before": old.get(code, "–"), "now": new.get(code, "–")})
    for code in ("created", "changed", "refused"):
        former, latter = ({_name(one) for one in told.get(code, ())} for told in (before, now))
        for name in sorted(former ^ latter)[:10]:
            words = _("%(name)s: %(what)s only now") if name in latter else _("%(name)s: no longer %(what)s")
            said.append(words % {"name": name, "what": COUNTS[code]})
    if not said:
        said.append(_("Values of records that would be changed are no longer what they were."))
    return said


def _name(one: dict[str, Any]) -> str:
    return str(one.get("id") or one.get("key") or one["place"])


def _keep(run: ImportRun, found: Outcomes | None) -> None:
    """Keep what a plan says, and the text of the profile with it; what was imported stays as it is."""
    described = run.report.get("described", {})
    if found is None:
        run.report, run.digest, run.state, run.previewed_at = {}, "", ImportState.UPLOADED, None
    else:
        run.report, run.digest = found.told, found.digest
        run.state, run.previewed_at = ImportState.PREVIEWED, instant()
    run.report = {**run.report, "described": described}
    with transaction.atomic():
        held = ImportRun.objects.select_for_update().only("state", "done_by_name").get(pk=run.pk)
        if held.state == ImportState.DONE:
            raise ConfirmedMeanwhileError(held.done_by_name)
        run.save(update_fields=["report", "digest", "state", "previewed_at", "profile_text"])
