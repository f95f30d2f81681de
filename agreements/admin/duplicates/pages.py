"""The pages of duplicates: what is proposed, two side by side, merging, and taking a merger back.

A merger is an act of a reviewer, with a public reason, whoever entered the two: it adds no fact to the register, and
one that would carry unpublished changes out is refused (``agreements.duplicates``). So the rule that nobody publishes
their own change does not bar it; the right to publish is asked wherever a public record is touched.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.widgets import AutocompleteSelect
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from agreements import asof
from agreements.admin.duplicates.comparing import DIFFERENT, SAME, evidence_count, row_words, side_by_side
from agreements.admin.panels import date_words, settlement_of, standing_lines, state_on, state_words
from agreements.admin.record_pages import RecordPage
from agreements.admin.review.status import STATUS_LABELS, status_of
from agreements.admin.wording import Wording, field_words, model_words
from agreements.codelists import Stage
from agreements.desk.models import Merger, Verdict
from agreements.duplicates import (
    NotMergeable,
    NotUndoable,
    Proposal,
    merge_records,
    previewed,
    proposals,
    proposals_for,
    undo,
    what_stands_against,
)
from agreements.duplicates.pairs import FINDERS
from agreements.duplicates.planning import MERGEABLE, Conflict
from agreements.models import Agreement
from agreements.publishing import kind_of, kinds
from agreements.publishing.working import readable

PER_PAGE = 25


class ReasonForm(forms.Form):
    """Why: two records are two, are one, or a merger is taken back."""

    reason = forms.CharField(label=_("Reason"), max_length=2000, widget=forms.Textarea(attrs={"rows": 2, "cols": 70}))


def may_change(model_admin: Any, request: HttpRequest, record: Any) -> bool:
    """Whether this user may merge records of this kind at all."""
    return bool(kind_of(record).code in MERGEABLE and model_admin.has_change_permission(request, record))


def may_merge(model_admin: Any, request: HttpRequest, *records: Any) -> bool:
    """Whether this user may merge these: who touches a public record must have the right to publish."""
    public = any(record.published_revision is not None for record in records)
    return model_admin.has_change_permission(request) and (not public or model_admin.has_publish_permission(request))


class DuplicatesMixin:
    """The pages that stand above single records: the proposals of a kind, and its mergers."""

    def get_urls(self: Any) -> list[Any]:
        """Add their addresses."""
        name = f"{self.opts.app_label}_{self.opts.model_name}"
        view = self.admin_site.admin_view
        own = [
            path("duplicates/", view(self.duplicates_view), name=f"{name}_all_duplicates"),
            path("mergers/", view(self.mergers_view), name=f"{name}_mergers"),
            path("mergers/<int:merger_id>/", view(self.merger_view), name=f"{name}_merger"),
        ]
        return [*own, *super().get_urls()]  # type: ignore[misc]

    def duplicates_view(self: Any, request: HttpRequest) -> HttpResponse:
        """List the proposals of this kind, best first."""
        code = _code(self)
        if not self.has_view_permission(request):
            raise PermissionDenied
        words = request.GET.get("q", "").replace("\x00", "").strip()
        records = None
        if words:
            records, _several = self.get_search_results(request, self.model._default_manager.all(), words)
        found = proposals(records, code)
        pages = Paginator(found, PER_PAGE).get_page(request.GET.get("p"))
        context = _above(self, request, gettext("Possible duplicates")) | {
            "page": pages,
            "lines": _lines(self, pages.object_list),
            "words": words,
            "more": urlencode({"q": words}) if words else "",
            "mergers": _address(self, "mergers"),
        }
        return TemplateResponse(request, "desk/duplicates.html", context)

    def mergers_view(self: Any, request: HttpRequest) -> HttpResponse:
        """List the mergers of this kind, the last one first."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        pages = Paginator(Merger.objects.filter(record_type=_code(self)), PER_PAGE).get_page(request.GET.get("p"))
        context = _above(self, request, gettext("Mergers")) | {
            "page": pages,
            "lines": [(merger, _address(self, "merger", merger.pk)) for merger in pages.object_list],
        }
        return TemplateResponse(request, "desk/merge_list.html", context)

    def merger_view(self: Any, request: HttpRequest, merger_id: int) -> HttpResponse:
        """Show one merger, and take it back."""
        merger = Merger.objects.filter(record_type=_code(self), pk=merger_id).first()
        if merger is None:
            raise Http404
        goes_on = self.model._default_manager.filter(pk=merger.into_pk).first()
        if not self.has_view_permission(request):
            raise PermissionDenied
        may = self.has_change_permission(request) and (
            not (merger.moved["public"] or (goes_on and goes_on.published_revision is not None))
            or self.has_publish_permission(request)
        )
        form = ReasonForm(request.POST or None)
        problems = what_stands_against(merger)
        status = 200
        if request.method == "POST":
            if not may:
                raise PermissionDenied
            if form.is_valid():
                try:
                    record = undo(merger, reason=form.cleaned_data["reason"], by=request.user.get_username())
                except NotUndoable as refusal:
                    problems, status = refusal.problems, 409
                else:
                    self.log_change(request, record, gettext("Merger undone"))
                    said = gettext("The merger is undone: “%s” is a record of its own again.") % merger.record_id
                    self.message_user(request, said, messages.SUCCESS)
                    return HttpResponseRedirect(_page(self, record.pk, "change"))
        context = _above(self, request, gettext("Merger")) | {
            "merger": merger,
            "goes_on": goes_on,
            "goes_on_address": _page(self, merger.into_pk, "change") if goes_on else "",
            "problems": problems,
            "may": may,
            "form": form,
            "rows": len(merger.moved["changed"]) + len(merger.moved["deleted"]),
        }
        return TemplateResponse(request, "desk/merge_undo.html", context, status=status)


def duplicates_of(model_admin: Any, request: HttpRequest, record: Any) -> HttpResponse:
    """Show what looks like a record, and offer any other one to be compared with it."""
    code = kind_of(record).code
    form = _OtherForm(model_admin, record, request.GET if "with" in request.GET else None)
    if form.is_bound and form.is_valid():
        query = urlencode({"with": form.cleaned_data["with"].pk})
        return HttpResponseRedirect(f"{_page(model_admin, record.pk, 'compare')}?{query}")
    found = proposals_for(record) if code in FINDERS else []
    verdicts = Verdict.objects.filter(record_type=code)
    context = model_admin.record_page_context(request, record, gettext("Possible duplicates")) | {
        "lines": _lines(model_admin, found, of=record.pk),
        "form": form,
        "media": model_admin.media + form.media,
        "verdicts": [
            (v, _page(model_admin, record.pk, "compare") + f"?with={v.first_pk + v.second_pk - record.pk}")
            for v in (verdicts.filter(first_pk=record.pk) | verdicts.filter(second_pk=record.pk))
        ],
        "mergers": [
            (m, _address(model_admin, "merger", m.pk))
            for m in Merger.objects.filter(record_type=code, undone_at=None)
            if record.pk in (m.record_pk, m.into_pk)
        ],
    }
    return TemplateResponse(request, "desk/duplicates_of.html", context)


def compare(model_admin: Any, request: HttpRequest, record: Any) -> HttpResponse:
    """Show two records side by side; say that they are two, or take that back."""
    other = _other(model_admin, request, record)
    code = kind_of(record).code
    pair = {"record_type": code, "first_pk": min(record.pk, other.pk), "second_pk": max(record.pk, other.pk)}
    form = ReasonForm(request.POST if request.POST.get("do") == "two" else None)
    if request.method == "POST":
        if request.POST.get("do") == "one":
            Verdict.objects.filter(**pair).delete()
            return HttpResponseRedirect(request.get_full_path())
        if form.is_valid():
            said = {
                "reason": form.cleaned_data["reason"],
                "at": asof.instant(),
                "by": request.user,
                "by_name": request.user.get_username(),
            }
            Verdict.objects.update_or_create(**pair, defaults=said)
            model_admin.message_user(
                request, gettext("They are two, and will not be proposed again."), messages.SUCCESS
            )
            return HttpResponseRedirect(_page(model_admin, record.pk, "duplicates"))
    sections = side_by_side(record, other)
    found = next((p for p in proposals_for(record) if other.pk in (p.first_pk, p.second_pk)), None)
    context = model_admin.record_page_context(request, record, gettext("Side by side")) | {
        "left": _head(model_admin, record),
        "right": _head(model_admin, other),
        "sections": sections,
        "differing": sum(section.differing for section in sections),
        "same": SAME,
        "different": DIFFERENT,
        "proposal": found,
        "verdict": Verdict.objects.filter(**pair).first(),
        "form": form,
        "may_merge": may_merge(model_admin, request, record, other),
        "merge_address": f"{_page(model_admin, record.pk, 'merge')}?with={other.pk}",
    }
    return TemplateResponse(request, "desk/duplicates_compare.html", context)


def merge_page(model_admin: Any, request: HttpRequest, record: Any) -> HttpResponse:
    """Choose which record goes on and which values are kept, see the result, and merge."""
    other = _other(model_admin, request, record)
    if not may_merge(model_admin, request, record, other):
        raise PermissionDenied
    asked = request.POST if request.method == "POST" else request.GET
    goes_on = record if asked.get("goes_on") == str(record.pk) else other
    if asked.get("goes_on") not in (str(record.pk), str(other.pk)):
        goes_on = default_goes_on(record, other)
    closed = other if goes_on is record else record
    choices = {name.removeprefix("keep-"): value for name, value in asked.items() if name.startswith("keep-")}
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
        "goes_on": _head(model_admin, goes_on),
        "closed": _head(model_admin, closed),
        "sides": [_head(model_admin, record), _head(model_admin, other)],
        "problems": problems,
        "result": result,
        "beside": beside,
        "conflicts": [] if result is None else _conflicts(result.plan.conflicts),
        "told": [] if result is None else _told(result.plan),
        "form": form,
        "public": closed.stage == Stage.PUBLISHED,
        "compare": f"{_page(model_admin, record.pk, 'compare')}?with={other.pk}",
    }
    return TemplateResponse(request, "desk/merge.html", context, status=status)


def default_goes_on(one: Any, other: Any) -> Any:
    """Return the record that goes on unless an editor says otherwise: public, better sourced, older."""
    return max(one, other, key=lambda r: (r.stage == Stage.PUBLISHED, evidence_count(r), -r.pk))


def _done(model_admin: Any, request: HttpRequest, done: Any) -> HttpResponse:
    model_admin.log_change(request, done.goes_on, gettext("Merged with %s") % done.merger.record_id)
    said = gettext("“%(closed)s” was merged into this record. It can be undone from “Possible duplicates”.")
    model_admin.message_user(request, said % {"closed": done.merger.record_id}, messages.SUCCESS)
    return HttpResponseRedirect(_page(model_admin, done.goes_on.pk, "change"))


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


def _other(model_admin: Any, request: HttpRequest, record: Any) -> Any:
    said = request.GET.get("with", "")
    if not (said.isascii() and said.isdigit() and len(said) < 18):
        raise Http404
    other = model_admin.get_queryset(request).filter(pk=int(said)).exclude(pk=record.pk).first()
    if other is None:
        raise Http404
    return other


def _head(model_admin: Any, record: Any) -> dict[str, Any]:
    return {
        "record": record,
        "address": _page(model_admin, record.pk, "change"),
        "status": str(STATUS_LABELS[status_of(record)]),
        "evidence": evidence_count(record),
    }


def _lines(model_admin: Any, found: Any, of: int | None = None) -> list[dict[str, Any]]:
    """Return proposals with both records, read at once; ``of`` puts one of them first."""
    keys = {key for p in found for key in (p.first_pk, p.second_pk)}
    held = model_admin.model._default_manager.prefetch_related(*model_admin.prefetch).in_bulk(keys)

    def line(p: Proposal) -> dict[str, Any]:
        first, second = (p.second_pk, p.first_pk) if p.second_pk == of else (p.first_pk, p.second_pk)
        return {
            "proposal": p,
            "percent": int(p.score * 100),
            "first": held[first],
            "second": held[second],
            "address": f"{_page(model_admin, first, 'compare')}?with={second}",
        }

    return [line(p) for p in found if p.first_pk in held and p.second_pk in held]


class _OtherForm(forms.Form):
    """Any other record of the kind, by typing."""

    def __init__(self, model_admin: Any, record: Any, data: Any = None) -> None:
        super().__init__(data)
        named = next(r for r in record._meta.related_objects if r.field.name in _NAMED_BY)
        self.fields["with"] = forms.ModelChoiceField(
            model_admin.model._default_manager.exclude(pk=record.pk),
            label=_("Compare with"),
            widget=AutocompleteSelect(named.field, admin.site),
        )


#: Foreign keys by which an autocomplete of each kind is asked.
_NAMED_BY = ("object", "parent", "institution", "occasion", "source")


def _above(model_admin: Any, request: HttpRequest, title: str) -> dict[str, Any]:
    request.current_app = model_admin.admin_site.name
    return {**model_admin.admin_site.each_context(request), "title": title, "opts": model_admin.opts, "original": None}


def _code(model_admin: Any) -> str:
    code = next(kind.code for kind in kinds() if kind.model is model_admin.model)
    if code not in MERGEABLE:
        raise Http404
    return code


def _address(model_admin: Any, name: str, *args: Any) -> str:
    opts = model_admin.opts
    return reverse(f"{model_admin.admin_site.name}:{opts.app_label}_{opts.model_name}_{name}", args=args)


def _page(model_admin: Any, key: int, name: str) -> str:
    return _address(model_admin, name, key)


DUPLICATES = RecordPage("duplicates", _("Possible duplicates"), duplicates_of, may_change)
COMPARE = RecordPage("compare", "", compare, may_change)
MERGE = RecordPage("merge", "", merge_page, may_change)
