"""Two records that may be one: what looks like a record, any two side by side, and the verdict that they are two."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.widgets import AutocompleteSelect
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from agreements import asof
from agreements.admin.duplicates.comparing import side_by_side
from agreements.admin.duplicates.parts import ReasonForm, address_of, head_of, lines_of, may_merge, other_of, page_of
from agreements.desk.models import Merger, Verdict
from agreements.duplicates import proposals_for
from agreements.publishing import kind_of


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


def duplicates_of(model_admin: Any, request: HttpRequest, record: Any) -> HttpResponse:
    """Show what looks like a record, and offer any other one to be compared with it."""
    code = kind_of(record).code
    form = _OtherForm(model_admin, record, request.GET if "with" in request.GET else None)
    if form.is_bound and form.is_valid():
        query = urlencode({"with": form.cleaned_data["with"].pk})
        return HttpResponseRedirect(f"{page_of(model_admin, record.pk, 'compare')}?{query}")
    found = proposals_for(record)
    verdicts = Verdict.objects.filter(record_type=code)
    context = model_admin.record_page_context(request, record, gettext("Possible duplicates")) | {
        "lines": lines_of(model_admin, found, of=record.pk),
        "form": form,
        "media": model_admin.media + form.media,
        "verdicts": [
            (v, page_of(model_admin, record.pk, "compare") + f"?with={v.first_pk + v.second_pk - record.pk}")
            for v in (verdicts.filter(first_pk=record.pk) | verdicts.filter(second_pk=record.pk))
        ],
        "mergers": [
            (m, address_of(model_admin, "merger", m.pk))
            for m in Merger.objects.filter(record_type=code, undone_at=None)
            if record.pk in (m.record_pk, m.into_pk)
        ],
    }
    return TemplateResponse(request, "desk/duplicates_of.html", context)


def compare(model_admin: Any, request: HttpRequest, record: Any) -> HttpResponse:
    """Show two records side by side; say that they are two, or take that back."""
    other = other_of(model_admin, request, record)
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
            return HttpResponseRedirect(page_of(model_admin, record.pk, "duplicates"))
    sections = side_by_side(record, other)
    found = next((p for p in proposals_for(record) if other.pk in (p.first_pk, p.second_pk)), None)
    context = model_admin.record_page_context(request, record, gettext("Side by side")) | {
        "left": head_of(model_admin, record),
        "right": head_of(model_admin, other),
        "sections": sections,
        "differing": sum(section.differing for section in sections),
        "proposal": found,
        "verdict": Verdict.objects.filter(**pair).first(),
        "form": form,
        "may_merge": may_merge(model_admin, request, record),
        "merge_address": f"{page_of(model_admin, record.pk, 'merge')}?with={other.pk}",
    }
    return TemplateResponse(request, "desk/duplicates_compare.html", context)
