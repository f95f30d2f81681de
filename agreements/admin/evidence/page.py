"""The page of evidence: a source's text on one side, what the words speak of on the other.

Choosing a source and reading dates change nothing. Saving answers with the same page and source, so that one fact
follows the other; what is refused is shown again with everything that was typed.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from agreements.admin.conflicts.locking import despite_deadlocks
from agreements.admin.evidence import choosing
from agreements.admin.evidence.form import QUOTE_LENGTH, PassageForm, from_passage
from agreements.admin.evidence.reading import Reading, differing, readings
from agreements.admin.evidence.saving import save
from agreements.admin.evidence.targets import Target, takes_evidence, targets_of, with_rows
from agreements.admin.evidence.texts import paragraphs
from agreements.admin.record_pages import RecordPage
from agreements.models import Passage, Source
from agreements.models.refusal import sentence_of


@dataclass(frozen=True, slots=True)
class Line:
    """One field in the list, as it was sent."""

    target: Target
    ticked: bool
    value: str
    take: bool
    was: str
    refused: str


@dataclass(frozen=True, slots=True)
class Cited:
    """One passage of the source and what it speaks of in this record."""

    number: int
    passage: Passage
    speaks_of: tuple[str, ...]


def may_cite(admin: Any, request: HttpRequest, record: Any) -> bool:
    """Whether this user may make evidence for the record: it changes the record, and the source gets a passage."""
    user: Any = request.user
    return bool(admin.has_change_permission(request, record) and user.has_perm("agreements.add_passage"))


def _sees(admin: Any, request: HttpRequest, record: Any) -> bool:
    user: Any = request.user
    return takes_evidence(record) and bool(user.has_perm("agreements.view_source"))


def evidence_page(admin: Any, request: HttpRequest, record: Any) -> HttpResponse:
    """Show a source beside the fields, read dates, offer words, or save."""
    writing = request.method == "POST"
    if writing and not may_cite(admin, request, record):
        raise PermissionDenied
    source, read = choosing.chosen(request), with_rows(record)
    targets = targets_of(read)
    here = admin.record_page_address(record, "evidence")
    if source is None:
        if writing:
            messages.error(request, gettext("The source is gone; choose another one."))
            return HttpResponseRedirect(here)
        form = None
    elif request.POST.get("_dates") == "part":
        return TemplateResponse(request, "desk/evidence_readings.html", _dates(request, source, targets))
    elif not writing:
        form = PassageForm(initial=_start(request, source), source=source, targets=targets)
    elif "_dates" in request.POST or "_use" in request.POST:
        form = PassageForm(initial=_typed(request, source), source=source, targets=targets)
    else:
        form = PassageForm(request.POST, source=source, targets=targets)
        if form.is_valid() and _saved(request, read, form):
            return HttpResponseRedirect(f"{here}?{urlencode({'source': source.pk})}#desk-evidence-form")
    return _shown(admin, request, read, source, form, targets)


def _saved(request: HttpRequest, record: Any, form: PassageForm) -> bool:
    """Save, and say where sources now differ; False, with the reason in the form, where a rule refuses it."""
    try:
        made = despite_deadlocks(lambda: save(record, form))
    except ValidationError as error:
        form.add_error(None, error)
        return False
    except IntegrityError as error:
        form.add_error(None, sentence_of(error))
        return False
    except (type(record).DoesNotExist, Source.DoesNotExist):
        form.add_error(None, gettext("The record or the source was deleted meanwhile."))
        return False
    told = ngettext("%(count)s field has new evidence.", "%(count)s fields have new evidence.", len(made))
    messages.success(request, told % {"count": len(made)})
    for citation in form.citations:
        for sentence in differing(citation.target, citation.value) if citation.take is None else _others(citation):
            messages.warning(request, sentence)
    return True


def _others(citation: Any) -> list[str]:
    return [
        gettext("%(field)s: another source says %(value)s (%(source)s).")
        % {"field": citation.target.label, "value": said.words, "source": said.source}
        for said in citation.target.others(citation.value)
    ]


def _start(request: HttpRequest, source: Source) -> dict[str, Any]:
    key = request.GET.get("passage", "")
    if key.isascii() and key.isdigit() and len(key) < 19:
        passage = source.passages.filter(pk=int(key)).first()
        if passage is not None:
            return from_passage(passage)
    return {}


def _typed(request: HttpRequest, source: Source) -> dict[str, Any]:
    """Return what was typed, with the words of the nearest place where they were asked for."""
    typed = {name: request.POST.get(name, "") for name in PassageForm.base_fields}
    start, _dash, end = request.POST.get("_use", "").partition("-")
    if start.isascii() and start.isdigit() and end.isascii() and end.isdigit():
        words = source.text[int(start) : int(end)]
        if words:
            typed |= {"quote": words, "start": start, "end": end}
    return typed


def _dates(request: HttpRequest, source: Source, targets: list[Target]) -> dict[str, Any]:
    """Return what the part of the page needs that proposes dates; a script asks for this part alone."""
    quote = request.POST.get("quote", "")[:QUOTE_LENGTH].replace("\x00", "")
    names = set(request.POST.getlist("target"))
    ticked = [target for target in targets if target.path in names]
    found: list[Reading] = readings(quote, source, ticked) if quote else []
    return {"readings": found, "asked": bool(quote), "reading": request.POST.get("reading", ""), "read_from": source}


def _lines(request: HttpRequest, form: PassageForm | None, targets: Iterable[Target]) -> list[Line]:
    sent = request.POST
    ticked = set(sent.getlist("target")) if sent else set(request.GET.getlist("target"))
    return [
        Line(
            target,
            target.path in ticked,
            sent.get(f"value:{target.path}", target.value),
            f"take:{target.path}" in sent,
            sent.get(f"was:{target.path}", target.value),
            form.refused.get(target.path, "") if form is not None and form.is_bound else "",
        )
        for target in targets
    ]


def _shown(
    admin: Any,
    request: HttpRequest,
    record: Any,
    source: Source | None,
    form: PassageForm | None,
    targets: list[Target],
) -> HttpResponse:
    cited = choosing.cited_by(record)
    words = request.GET.get("q", "")
    lines = _lines(request, form, targets)
    context = {
        **admin.record_page_context(request, record, _("Evidence")),
        "here": admin.record_page_address(record, "evidence"),
        "cited_sources": cited,
        "found_sources": choosing.found_by(words, cited) if words or source is None else [],
        "q": words,
        "source": source,
        "may_cite": may_cite(admin, request, record),
        "form": form,
        "groups": _groups(lines),
        "counts": (sum(1 for t in targets if t.given and not t.sourced), sum(1 for t in targets if t.given)),
    }
    if source is not None:
        passages = list(source.passages.order_by("start", "id"))
        context |= {
            "paragraphs": paragraphs(source.text, passages),
            "passages": _cited(passages, targets),
            **_dates(request, source, targets),
        }
    return TemplateResponse(request, "desk/evidence.html", context)


def _groups(lines: list[Line]) -> list[tuple[str, str, list[Line], bool]]:
    """Return name, title, lines and whether the group is open: what is left to prove, what is proved, what is empty."""
    without = [line for line in lines if line.target.given and not line.target.sourced]
    proved = [line for line in lines if line.target.given and line.target.sourced]
    empty = [line for line in lines if not line.target.given]
    return [
        ("without", gettext("No evidence yet"), without, True),
        ("with", gettext("With evidence"), proved, not without or any(line.ticked for line in proved)),
        ("empty", gettext("Empty, or needs no evidence"), empty, any(line.ticked for line in empty)),
    ]


def _cited(passages: list[Passage], targets: list[Target]) -> list[Cited]:
    speaks: dict[int, list[str]] = {}
    for target in targets:
        for said in target.said:
            speaks.setdefault(said.row.passage_id, []).append(target.label)
    return [Cited(n, passage, tuple(speaks.get(passage.pk, ()))) for n, passage in enumerate(passages, 1)]


EVIDENCE_PAGE = RecordPage("evidence", _("Evidence"), evidence_page, _sees)
