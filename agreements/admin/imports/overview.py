"""The list of imports at the desk, and the way in: a file, with or without a profile."""

from __future__ import annotations

import hashlib
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.contrib import admin, messages
from django.core.paginator import Paginator
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from agreements.admin.imports.asking import (
    EARLIER_ONE,
    SHIPPED,
    UploadForm,
    ask_to_import,
    ask_to_view,
    may_import,
)
from agreements.admin.imports.bringing import description
from agreements.asof import instant
from agreements.desk.models import ImportFile, ImportRun, ImportState
from agreements.importing.profile.loading import shipped

PER_PAGE = 25


@require_http_methods(["GET", "HEAD", "POST"])
def imports_page(request: HttpRequest) -> HttpResponse:
    """Show what was imported, and take a file."""
    ask_to_view(request)
    form = UploadForm()
    if request.method == "POST":
        ask_to_import(request)
        form = UploadForm(request.POST, request.FILES)
        if form.is_valid():
            run = _kept(request, form.cleaned_data)
            return HttpResponseRedirect(reverse("desk-import", args=[run.pk]))
    runs = Paginator(ImportRun.objects.defer("profile_text"), PER_PAGE).get_page(request.GET.get("p"))
    context = {
        **admin.site.each_context(request),
        "title": _("Imports"),
        "form": form,
        "page": runs,
        "may_import": may_import(request),
        "megabytes": settings.IMPORT_MEGABYTES,
        "rows": settings.IMPORT_ROWS,
        "days": settings.IMPORT_DAYS,
        "errors": bool(form.errors),
    }
    return TemplateResponse(request, "desk/imports/list.html", context, status=400 if form.errors else 200)


@transaction.atomic
def _kept(request: HttpRequest, given: dict[str, Any]) -> ImportRun:
    """Keep a file with its profile as a new run; files that nobody imported for days go."""
    now = instant()
    ImportFile.objects.filter(run__at__lt=now - timedelta(days=settings.IMPORT_DAYS)).delete()
    file = given["file"]
    content = file.read()
    name, text = _profile(given)
    run = ImportRun.objects.create(
        at=now,
        by_id=request.user.pk,
        by_name=request.user.get_username(),
        file_name=_name_of(file.name),
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
        profile_name=name,
        profile_text=text,
        state=ImportState.UPLOADED,
    )
    ImportFile.objects.create(run=run, content=content)
    run.report = {"described": description(run)}
    run.save(update_fields=["report"])
    messages.success(request, _("The file is here. Nothing is imported before you have seen what would happen."))
    return run


def _profile(given: dict[str, Any]) -> tuple[str, str]:
    """Return the name and the text of the profile that was chosen; two empty texts for none."""
    if given["own"]:
        return given["own_name"], given["own"]
    chosen = given["profile"]
    if chosen.startswith(SHIPPED):
        name = chosen.removeprefix(SHIPPED)
        return name, shipped()[name].read_text(encoding="utf-8")
    if chosen.startswith(EARLIER_ONE):
        return ImportRun.objects.values_list("profile_name", "profile_text").get(pk=chosen.removeprefix(EARLIER_ONE))
    return "", ""


def _name_of(name: str | None) -> str:
    """Return the name of a file as it is shown and kept: its end decides about the format and is never cut off."""
    plain = "".join(c for c in (name or "file") if c.isprintable()).strip() or "file"
    stem, dot, suffix = plain.rpartition(".")
    return plain if len(plain) <= 120 else f"{stem[: 120 - len(suffix[:8]) - 1]}{dot}{suffix[:8]}"
