"""The page of a merger: which record goes on, which values are kept, what the result is, and the merger itself."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext

from agreements import asof
from agreements.admin.duplicates.comparing import evidence_count, row_words
from agreements.admin.duplicates.parts import ReasonForm, head_of, other_of, page_of
from agreements.admin.panels import date_words, settlement_of, standing_lines, state_on, state_words
from agreements.admin.wording import Wording, field_words, model_words
from agreements.codelists import Stage
from agreements.duplicates import NotMergeable, merge_records, previewed
from agreements.duplicates.plans import Conflict
from agreements.models import Agreement
from agreements.publishing.working import readable


def merge_page(model_admin: Any, request: HttpRequest, record: Any) -> HttpResponse:
    """Choose which record goes on and which values are kept, see the result, and merge."""
    other = other_of(model_admin, request, record)
    asked = request.POST if request.method == "POST" else request.GET
    goes_on = record if asked.get("goes_on") == str(record.pk) else other
    if asked.get("goes_on") not in (str(record.pk), str(other.pk)):
        goes_on = default_goes_on(record, other)
    closed = other if goes_on is record else record
    choices = {name.removeprefix("keep-"): asked[name] for name in asked if name.startswith("keep-")}
    merging = request.method == "POST" and "merge" in request.POST
    form = ReasonForm(request.POST if merging else None, initial={"reason": request.POST.get("reason", "")})
    problems: list[str] = []
    status = 200
    if merging and form.is_valid():
        try:
            done = merge_records(
                closed,
                goes_on,
                reason=form.cleaned_data["reason"],
                by=request.user.get_username(),
                user=request.user,
                choices=choices,
                expected=_seen(request),
            )
        except NotMergeable as refusal:
            problems, status = refusal.problems, 409
        else:
            return _done(model_admin, request, done)
    result, beside = None, None
    try:
        result, beside = previewed(closed, goes_on, choices, look=_look)
    except NotMergeable as refusal:
        problems = problems or refusal.problems
    context = model_admin.record_page_context(request, record, gettext("Merge")) | {
        "goes_on": head_of(model_admin, goes_on),
        "closed": head_of(model_admin, closed),
        "sides": [head_of(model_admin, record), head_of(model_admin, other)],
        "problems": problems,
        "result": result,
        "beside": beside,
        "conflicts": [] if result is None else _conflicts(result.plan.conflicts),
        "told": [] if result is None else _told(result.plan),
        "form": form,
        "public": closed.stage == Stage.PUBLISHED,
        "compare": f"{page_of(model_admin, record.pk, 'compare')}?with={other.pk}",
    }
    return TemplateResponse(request, "desk/merge.html", context, status=status)


def default_goes_on(one: Any, other: Any) -> Any:
    """Return the record that goes on unless an editor says otherwise: public, better sourced, older."""
    return max(one, other, key=lambda r: (r.stage == Stage.PUBLISHED, evidence_count(r), -r.pk))


def _done(model_admin: Any, request: HttpRequest, done: Any) -> HttpResponse:
    model_admin.log_change(request, done.goes_on, gettext("Merged with %s") % done.merger.record_id)
    said = gettext("“%(closed)s” was merged into this record. It can be undone from “Possible duplicates”.")
    model_admin.message_user(request, said % {"closed": done.merger.record_id}, messages.SUCCESS)
    return HttpResponseRedirect(page_of(model_admin, done.goes_on.pk, "change"))


def _seen(request: HttpRequest) -> tuple[int, int] | None:
    said = [request.POST.get(name, "") for name in ("closed_revision", "goes_on_revision")]
    if not all(n.isascii() and n.isdigit() and len(n) < 18 for n in said):
        return (-1, -1)
    return int(said[0]), int(said[1])


def _look(record: Any) -> dict[str, Any] | None:
    """Read the state that follows, while the preview stands."""
    if not isinstance(record, Agreement):
        return None
    settlement = settlement_of(readable(Agreement.objects.filter(pk=record.pk)).get())
    return {
        "state": state_words(state_on(settlement, asof.today())),
        "standings": list(standing_lines(settlement.standings)),
        "signed": date_words(settlement.signed),
        "effective": date_words(settlement.effective),
        "ends": date_words(settlement.ends),
    }


def _conflicts(conflicts: list[Conflict]) -> list[dict[str, Any]]:
    wording = Wording()
    return [
        {
            "name": f"keep-{c.name}",
            "label": field_words(type(c.row), c.field),
            "where": "" if hasattr(c.row, "stage") else f"{model_words(type(c.row))} “{c.row}”",
            "ours": wording.value(type(c.row), c.field, c.ours),
            "theirs": wording.value(type(c.row), c.field, c.theirs),
            "chosen": c.chosen,
            "cited": c.cited,
        }
        for c in conflicts
    ]


def _told(plan: Any) -> list[tuple[str, list[str]]]:
    wording = Wording()

    def said(rows: Any) -> list[str]:
        return [f"{model_words(type(row))}: {row_words(row, wording)}" for row in rows]

    told = [
        (gettext("Moves to the record that goes on"), said(plan.moved)),
        (gettext("Stands on both and becomes one"), said(kept for kept, _lost in plan.unified)),
        (gettext("Named the closed record and will name the other"), [str(r) for r in plan.holders()]),
        (gettext("Linked the two, and goes"), said(plan.vanishing)),
    ]
    return [(title, rows) for title, rows in told if rows]
