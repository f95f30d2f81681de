"""What the pages of duplicates share: who may do what, addresses, the heads of records and the lines of proposals.

A merger is an act of a reviewer, of two drafts as well: it makes one record go and cannot be reviewed afterwards like
a field. Editors look, compare, and say that two are two. A merger adds no fact to the register, and one that would
carry unpublished changes out is refused (``agreements.duplicates``); so the rule that nobody publishes their own
change does not bar it.
"""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from agreements.admin.duplicates.comparing import evidence_count
from agreements.admin.review.status import STATUS_LABELS, status_of
from agreements.duplicates import Proposal
from agreements.duplicates.plans import MERGEABLE
from agreements.publishing import kind_of, kinds


class ReasonForm(forms.Form):
    """Why: two records are two, are one, or a merger is taken back."""

    reason = forms.CharField(label=_("Reason"), max_length=2000, widget=forms.Textarea(attrs={"rows": 2, "cols": 70}))


def may_compare(model_admin: Any, request: HttpRequest, record: Any) -> bool:
    """Whether this user may compare records of this kind and say that two are two."""
    return bool(kind_of(record).code in MERGEABLE and model_admin.has_change_permission(request, record))


def may_merge(model_admin: Any, request: HttpRequest, record: Any = None) -> bool:
    """Whether this user may merge records of this kind and take mergers back."""
    if record is not None and kind_of(record).code not in MERGEABLE:
        return False
    return bool(model_admin.has_change_permission(request) and model_admin.has_publish_permission(request))


def above(model_admin: Any, request: HttpRequest, title: str) -> dict[str, Any]:
    """Return the context of a page that stands above single records."""
    request.current_app = model_admin.admin_site.name
    return {**model_admin.admin_site.each_context(request), "title": title, "opts": model_admin.opts, "original": None}


def is_merged(model_admin: Any) -> bool:
    """Whether records of the kind that an admin keeps are merged."""
    return any(kind.model is model_admin.model and kind.code in MERGEABLE for kind in kinds())


def code_of(model_admin: Any) -> str:
    """Return the kind of record that an admin keeps; 404 for one whose records are not merged."""
    if not is_merged(model_admin):
        raise Http404
    return next(kind.code for kind in kinds() if kind.model is model_admin.model)


def address_of(model_admin: Any, name: str, *args: Any) -> str:
    """Return the address of a page of a kind."""
    opts = model_admin.opts
    return reverse(f"{model_admin.admin_site.name}:{opts.app_label}_{opts.model_name}_{name}", args=args)


def page_of(model_admin: Any, key: int, name: str) -> str:
    """Return the address of a page of one record."""
    return address_of(model_admin, name, key)


def other_of(model_admin: Any, request: HttpRequest, record: Any) -> Any:
    """Return the second record, which the address names; 404 without one."""
    said = request.GET.get("with", "")
    if not (said.isascii() and said.isdigit() and len(said) < 18):
        raise Http404
    other = model_admin.get_queryset(request).filter(pk=int(said)).exclude(pk=record.pk).first()
    if other is None:
        raise Http404
    return other


def head_of(model_admin: Any, record: Any) -> dict[str, Any]:
    """Return what is said of a record as a whole: its form, its status, how much evidence."""
    return {
        "record": record,
        "address": page_of(model_admin, record.pk, "change"),
        "status": str(STATUS_LABELS[status_of(record)]),
        "evidence": evidence_count(record),
    }


def lines_of(model_admin: Any, found: Any, of: int | None = None) -> list[dict[str, Any]]:
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
            "address": f"{page_of(model_admin, first, 'compare')}?with={second}",
        }

    return [line(p) for p in found if p.first_pk in held and p.second_pk in held]
