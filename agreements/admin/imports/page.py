"""The page of one import: its profile, what would happen, the confirmation, and afterwards what it did."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from agreements.admin.imports.asking import ProfileForm, ask_to_import, ask_to_view, may_import
from agreements.admin.imports.bringing import NotPlannedError, described
from agreements.admin.imports.confirming import ConfirmedMeanwhileError, NotAsSeenError, confirm, preview
from agreements.admin.imports.naming import UnknownName, add_all, may_name, typed_names, unknown_names
from agreements.admin.imports.wording import Telling, counts_of
from agreements.desk.models import ImportFile, ImportRun, ImportState


@require_http_methods(["GET", "HEAD", "POST"])
def import_page(request: HttpRequest, run_id: int) -> HttpResponse:
    """Show one import; plan it with the profile that was typed, or do what was previewed."""
    ask_to_view(request)
    run = get_object_or_404(ImportRun, pk=run_id)
    if request.method != "POST":
        return shown(request, run)
    ask_to_import(request)
    if "confirm" in request.POST:
        return _confirmed(request, run)
    if "preview" not in request.POST or run.state == ImportState.DONE:
        return HttpResponseRedirect(reverse("desk-import", args=[run.pk]))
    form = ProfileForm(request.POST)
    if not form.is_valid():
        return shown(request, run, form=form, status=400)
    run.profile_text = form.cleaned_data["profile"]
    return _planned(request, run)


@require_POST
def names_page(request: HttpRequest, run_id: int) -> HttpResponse:
    """Add the names that were filled in, all or none, and plan anew; one that cannot be added comes with the reason."""
    ask_to_view(request)
    run = get_object_or_404(ImportRun, pk=run_id)
    ask_to_import(request)
    if not may_name(request):
        raise PermissionDenied
    asked = typed_names(request, run)
    given = [one for one in asked if one.means]
    if not given:
        messages.warning(request, _("No name was filled in."))
        return HttpResponseRedirect(f"{reverse('desk-import', args=[run.pk])}#unresolved")
    if not add_all(request, run, given):
        return shown(request, run, names=asked, status=400)
    said = ngettext("%(count)d name was added.", "%(count)d names were added.", len(given))
    messages.success(request, said % {"count": len(given)})
    return _planned(request, run)


@require_GET
def profile_file(request: HttpRequest, run_id: int) -> HttpResponse:
    """Give the profile of an import as a file, to be used again."""
    ask_to_view(request)
    run = get_object_or_404(ImportRun, pk=run_id)
    answer = HttpResponse(run.profile_text, content_type="application/toml; charset=utf-8")
    answer.headers["Content-Disposition"] = f'attachment; filename="profile-{run.pk}.toml"'
    return answer


def _planned(request: HttpRequest, run: ImportRun) -> HttpResponse:
    """Plan, keep what the plan says, and show it."""
    try:
        preview(run, request.user)
    except NotPlannedError as refusal:
        return shown(request, run, refusal=refusal, status=400)
    except ConfirmedMeanwhileError as refusal:
        return _too_late(request, run, refusal)
    return HttpResponseRedirect(f"{reverse('desk-import', args=[run.pk])}#import-outcome")


def _confirmed(request: HttpRequest, run: ImportRun) -> HttpResponse:
    try:
        done = confirm(run.pk, request.user, request.POST.get("digest", ""), without="without" in request.POST)
    except ConfirmedMeanwhileError as refusal:
        return _too_late(request, run, refusal)
    except NotAsSeenError as refusal:
        run.refresh_from_db()
        return shown(request, run, differences=refusal.differences, status=409)
    except NotPlannedError as refusal:
        run.refresh_from_db()
        return shown(request, run, refusal=refusal, status=409)
    counts = done.report["counts"]
    said = _("Imported: %(created)d created, %(changed)d changed, %(unchanged)d unchanged.") % counts
    messages.success(request, said)
    return HttpResponseRedirect(reverse("desk-import", args=[run.pk]))


def _too_late(request: HttpRequest, run: ImportRun, refusal: ConfirmedMeanwhileError) -> HttpResponse:
    said = _("This file was imported already, by %(name)s; nothing was imported twice.") % {"name": refusal.by_name}
    messages.warning(request, said)
    return HttpResponseRedirect(reverse("desk-import", args=[run.pk]))


def shown(
    request: HttpRequest,
    run: ImportRun,
    *,
    form: ProfileForm | None = None,
    names: list[UnknownName] | None = None,
    refusal: NotPlannedError | None = None,
    differences: list[str] | None = None,
    status: int = 200,
) -> HttpResponse:
    """Show an import as it stands, with what was typed and why it went no further."""
    is_done = run.state == ImportState.DONE
    has_file = ImportFile.objects.filter(run=run).exists()
    may_plan = may_import(request) and has_file and not is_done
    told = run.report
    counts = told.get("counts", {})
    context: dict[str, Any] = {
        **admin.site.each_context(request),
        "title": run.file_name,
        "run": run,
        "is_done": is_done,
        "has_file": has_file,
        "may_plan": may_plan,
        "may_confirm": may_plan and run.state == ImportState.PREVIEWED and not (refusal or form),
        "may_name": may_plan and may_name(request),
        "faults": refusal.faults if refusal else (),
        "fault_title": refusal.title if refusal else "",
        "differences": differences or (),
        "counts": counts_of(told),
        "sections": Telling(told).sections() if counts else (),
        "unknown_names": unknown_names(run) if names is None else names,
        "writes": counts.get("created", 0) + counts.get("changed", 0),
        "refused": counts.get("refused", 0),
        "consequences": _consequences(told),
        "next_steps": _next_steps(told) if is_done else (),
    }
    if may_plan:
        context |= _profile(run, form, is_open=refusal is not None or form is not None or not counts)
    return TemplateResponse(request, "desk/imports/run.html", context, status=status)


def _profile(run: ImportRun, form: ProfileForm | None, *, is_open: bool) -> dict[str, Any]:
    """Return the form of the profile, with the starter where none was written yet, and the columns beside it."""
    found = described(run)
    return {
        "form": form or ProfileForm(initial={"profile": run.profile_text or found.starter}),
        "starter": not run.profile_text and bool(found.starter),
        "columns": found.seen,
        "unread": found.unread,
        "profile_open": is_open,
    }


def _consequences(told: dict[str, Any]) -> list[str]:
    """Say what confirming does, and what it does not."""
    counts = told.get("counts", {})
    created, changed = counts.get("created", 0), counts.get("changed", 0)
    said = []
    if created:
        words = ngettext("%(count)d record is created as a draft.", "%(count)d records are created as drafts.", created)
        said.append(words % {"count": created})
    if changed:
        words = ngettext("%(count)d record is changed.", "%(count)d records are changed.", changed)
        said.append(words % {"count": changed})
    said.append(_("Readers see none of it yet: you are the author of these changes, and somebody else publishes them."))
    if told.get("publishes"):
        said.append(
            _("The profile asks to publish at once. The desk does not; only the command import_agreements does.")
        )
    return said


def _next_steps(told: dict[str, Any]) -> list[tuple[str, str, str]]:
    """Say what to do after an import: a sentence, an address, and the words of the link."""
    changelist = reverse("admin:agreements_agreement_changelist")
    steps = []
    if slug := told.get("source"):
        address = f"{changelist}?source={slug}"
        steps.append((_("Every record that names this file:"), address, _("open the list")))
        drafts = _("The drafts among them; a reviewer who did not import them publishes up to 500 at a time:")
        steps.append((drafts, f"{address}&status=draft", _("drafts")))
        changed = _("Records that readers still see as they were before:")
        steps.append((changed, f"{address}&status=changed-since-publication", _("changed since publication")))
    duplicates = reverse("admin:agreements_agreement_all_duplicates")
    steps.append((_("Some may be in the register already, from elsewhere:"), duplicates, _("possible duplicates")))
    undo = _(
        "An import is not undone as a whole. Import the former edition again, and what nobody touched since follows "
        "it; take single changes back on the page “History” of a record; delete drafts that should not be there."
    )
    return [*steps, (undo, "", "")]
