"""Publishing from the desk: a page that asks for the public reason and, when refused, lists exactly what is missing.

The same page serves one record (from its form) and many (from the list). What was typed as reason stays on every
refusal.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.functional import Promise
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext_lazy, ngettext

from agreements import publishing
from agreements.admin.panels import Gap
from agreements.codelists import Stage
from agreements.desk.acting import because


@dataclass(frozen=True, slots=True)
class Step:
    """One way through the door: what it is called, from which stages it can be taken, and what it says afterwards."""

    name: str
    title: str | Promise
    button: str | Promise
    ask: str | Promise
    from_stages: tuple[str, ...]
    done: Callable[[int], str]


def _published(count: int) -> str:
    return ngettext("%d record was published.", "%d records were published.", count) % count


def _withdrawn(count: int) -> str:
    return ngettext("%d record was withdrawn.", "%d records were withdrawn.", count) % count


def _restored(count: int) -> str:
    return ngettext("%d record was restored.", "%d records were restored.", count) % count


STEPS = {
    "publish": Step(
        "publish",
        gettext_lazy("Publish"),
        gettext_lazy("Publish"),
        gettext_lazy("Why is this published? Everybody can read the reason."),
        (Stage.DRAFT, Stage.IN_REVIEW, Stage.PUBLISHED),
        _published,
    ),
    "withdraw": Step(
        "withdraw",
        gettext_lazy("Withdraw"),
        gettext_lazy("Withdraw"),
        gettext_lazy("Why is this withdrawn? Its address will answer “gone” with this reason."),
        (Stage.PUBLISHED,),
        _withdrawn,
    ),
    "restore": Step(
        "restore",
        gettext_lazy("Restore"),
        gettext_lazy("Restore"),
        gettext_lazy("Why is this restored? Everybody can read the reason."),
        (Stage.WITHDRAWN, Stage.MERGED),
        _restored,
    ),
}


class ReasonForm(forms.Form):
    """The public reason."""

    reason = forms.CharField(label=gettext_lazy("Public reason"), widget=forms.Textarea(attrs={"rows": 3, "cols": 80}))


class DoorMixin:
    """The three steps through the door for a record's admin: as pages of one record and as actions of the list."""

    #: The contract's address of the public page, such as ``/agreements/{slug}/``.
    public_address = ""
    actions: Any = ("publish_selected", "withdraw_selected", "restore_selected")

    def has_publish_permission(self: Any, request: HttpRequest) -> bool:
        """Whether this user may publish, withdraw and restore records of this kind."""
        return request.user.has_perm(f"{self.opts.app_label}.publish_{self.opts.model_name}")

    def get_urls(self) -> list[URLPattern]:
        """Add the pages of the steps."""
        name = f"{self.opts.app_label}_{self.opts.model_name}"  # type: ignore[attr-defined]
        own = [
            path(
                f"<path:object_id>/{step}/",
                self.admin_site.admin_view(partial(self.step_view, step=step)),  # type: ignore[attr-defined]
                name=f"{name}_{step}",
            )
            for step in STEPS
        ]
        return [*own, *super().get_urls()]  # type: ignore[misc]

    def step_view(self: Any, request: HttpRequest, object_id: str, step: str) -> Any:
        """Show and take one step for one record."""
        record = self.get_object(request, unquote(object_id))
        if record is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        return self._step(request, self.get_queryset(request).filter(pk=record.pk), STEPS[step], single=record)

    @admin.action(permissions=["publish"], description=gettext_lazy("Publish…"))
    def publish_selected(self: Any, request: HttpRequest, queryset: QuerySet[Any]) -> Any:
        """Publish the records chosen in the list."""
        return self._step(request, queryset, STEPS["publish"])

    @admin.action(permissions=["publish"], description=gettext_lazy("Withdraw…"))
    def withdraw_selected(self: Any, request: HttpRequest, queryset: QuerySet[Any]) -> Any:
        """Withdraw the records chosen in the list."""
        return self._step(request, queryset, STEPS["withdraw"])

    @admin.action(permissions=["publish"], description=gettext_lazy("Restore…"))
    def restore_selected(self: Any, request: HttpRequest, queryset: QuerySet[Any]) -> Any:
        """Restore the records chosen in the list."""
        return self._step(request, queryset, STEPS["restore"])

    def _step(self: Any, request: HttpRequest, queryset: QuerySet[Any], step: Step, single: Any = None) -> HttpResponse:
        if not self.has_publish_permission(request) or not self.has_view_or_change_permission(request, single):
            raise PermissionDenied
        records = list(queryset)
        barred = [record for record in records if record.stage not in step.from_stages]
        taking = request.method == "POST" and "confirmed" in request.POST
        form = ReasonForm(request.POST if taking else None)
        refused: list[Gap] = []
        status = 200
        if taking and not barred and form.is_valid():
            status = 409
            refused = self._take(request, step, records, form.cleaned_data["reason"])
            if not refused:
                return HttpResponseRedirect(self._address(single) if single else request.get_full_path())
        elif step.name == "publish" and single is not None:
            refused = self._links(self.missing(single))
        context = {
            **self.admin_site.each_context(request),
            "title": step.title,
            "subtitle": str(single) if single else None,
            "opts": self.opts,
            "original": single,
            "step": step,
            "records": [(record, self._address(record), record.editorial_status) for record in records],
            "barred": barred,
            "missing": refused,
            "form": form,
            "back": self._address(single) if single else request.get_full_path(),
            "action_name": ACTION_CHECKBOX_NAME,
            "selected": [] if single else [record.pk for record in records],
            "select_across": request.POST.get("select_across", "0"),
        }
        request.current_app = self.admin_site.name
        return TemplateResponse(request, "desk/step.html", context, status=status)

    def _take(self: Any, request: HttpRequest, step: Step, records: list[Any], reason: str) -> list[Gap]:
        because(reason)
        try:
            getattr(publishing, step.name)(records, reason=reason, by=request.user.get_username())
        except publishing.NotPublishable as refusal:
            gaps: list[Gap] = self._links(refusal.problems)
            return gaps
        for record in records:
            self.log_change(request, record, f"{step.title}: {reason}")
        self._say_done(request, step, records)
        return []

    def _say_done(self: Any, request: HttpRequest, step: Step, records: list[Any]) -> None:
        links = format_html_join(
            ", ", '<a href="{}">{}</a>', ((self.public_link(record), record) for record in records[:10])
        )
        self.message_user(request, format_html("{} {}", step.done(len(records)), links), messages.SUCCESS)

    def missing(self, record: Any) -> list[Any]:
        """Return what is missing to publish a record."""
        return list(publishing.missing(record))

    def public_link(self, record: Any) -> str:
        """Return the address of the record's public page."""
        return self.public_address.format(slug=record.slug)

    def _address(self: Any, record: Any) -> str:
        opts = record._meta
        return reverse(f"{self.admin_site.name}:{opts.app_label}_{opts.model_name}_change", args=[record.pk])

    def _links(self: Any, problems: Iterable[Any]) -> list[Gap]:
        return [
            Gap(
                f"{problem.record}: {problem.message}",
                f"{self._address(problem.record)}#{_place(problem.path)}",
            )
            for problem in problems
        ]


def _place(path: str) -> str:
    """Return the anchor of a path on the record's own form, where it is turned into the row that is meant."""
    return f"id_{path}" if "/" not in path else "missing"
