"""The pages of a record's history: the time line, two states side by side, restoring, and what was deleted.

``HistoryMixin`` takes the place of Django's own history, which knows only what was done in its forms. A record that is
gone has the same pages under ``deleted/``: reading them asks for the right to see such records, restoring for the right
to add and to change them. All state stands in the address; every page works without scripts.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from agreements.admin.conflicts.locking import despite_deadlocks
from agreements.admin.history import asking
from agreements.admin.history.deleted import deleted_page, last_known
from agreements.admin.history.events import instants, state_at
from agreements.admin.history.line import PER_PAGE, page_of, people, stamp_of
from agreements.admin.history.planning import Plan, plan
from agreements.admin.history.restoring import Refused, restore
from agreements.admin.history.telling import Teller, differences
from agreements.admin.wording import model_words
from agreements.desk.acting import because

_PAGES = ("compare", "restore")


@dataclass(frozen=True, slots=True)
class Subject:
    """Whose history is shown: a record, or what is known of one that is gone (``record`` is ``None``)."""

    key: int
    slug: str
    name: str
    record: Any = None


class WhyForm(forms.Form):
    """Why a former state is restored."""

    reason = forms.CharField(
        label=_("Why"),
        max_length=500,
        help_text=_("Kept in the history for editors; not public."),
        widget=forms.TextInput(attrs={"class": "vTextField"}),
    )


class HistoryMixin:
    """Give a record's admin its history."""

    def get_urls(self: Any) -> list[URLPattern]:
        """Add the addresses of the history."""
        name = f"{self.opts.app_label}_{self.opts.model_name}"
        wrap = self.admin_site.admin_view
        own = [path("deleted/", wrap(self.deleted_view), name=f"{name}_deleted")]
        for page in ("", *_PAGES):
            last = f"{page}/" if page else ""
            view = getattr(self, f"_{page or 'line'}_page")
            own += [
                path(f"deleted/<int:key>/{last}", wrap(partial(self._of_deleted, view)), name=f"{name}_deleted_{page}"),
                path(
                    f"<path:object_id>/history/{last}",
                    wrap(partial(self._of_record, view)),
                    name=f"{name}_history_{page}" if page else f"{name}_history",
                ),
            ]
        return [*own, *super().get_urls()]  # type: ignore[misc]

    def history_view(self: Any, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        """Show our history where Django's own is asked for."""
        answer: HttpResponse = self._of_record(self._line_page, request, object_id)
        return answer

    def changelist_view(self: Any, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """Link the deleted records from the list."""
        more = {"deleted_address": self._history_address("deleted"), **(extra_context or {})}
        answer: HttpResponse = super().changelist_view(request, more)  # type: ignore[misc]
        return answer

    def deleted_view(self: Any, request: HttpRequest) -> HttpResponse:
        """List the records that were deleted, the last first."""
        if not self.has_view_or_change_permission(request):
            raise PermissionDenied
        number = asking.page_number(request)
        found, more = deleted_page(self.model, number)
        context = {
            **self._history_context(request, None, _("Deleted records")),
            "found": [(one, self._history_address("deleted_", one.key)) for one in found],
            "newer": number - 1,
            "older": number + 1 if more else 0,
        }
        return TemplateResponse(request, "desk/history_deleted.html", context)

    def _of_record(self: Any, view: Any, request: HttpRequest, object_id: str) -> HttpResponse:
        record = self.get_object(request, unquote(object_id))
        if record is None:
            gone: HttpResponse = self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
            return gone
        if not self.has_view_or_change_permission(request, record):
            raise PermissionDenied
        answer: HttpResponse = view(request, Subject(record.pk, record.slug, str(record), record))
        return answer

    def _of_deleted(self: Any, view: Any, request: HttpRequest, key: int) -> HttpResponse:
        if not self.has_view_or_change_permission(request):
            raise PermissionDenied
        known = last_known(self.model, key)
        if known is None:
            raise Http404
        answer: HttpResponse = view(request, Subject(key, known.slug, known.name))
        return answer

    def _line_page(self: Any, request: HttpRequest, subject: Subject) -> HttpResponse:
        wanted, wrong = asking.wanted_of(self.model, request)
        number = asking.page_number(request)
        page = page_of(self.model, subject.key, subject.slug, wanted, number)
        query = request.GET.copy()
        query.pop("page", None)
        context = {
            **self._history_context(request, subject, _("History")),
            "page": page,
            "wrong": wrong,
            "number": number,
            "pages": max(1, -(-page.count // PER_PAGE)),
            "newer": number - 1,
            "older": number + 1 if page.count > number * PER_PAGE else 0,
            "query": query.urlencode(),
            "whats": asking.choices(self.model),
            "whos": asking.people_choices(people(self.model, subject.key, subject.slug)),
            "before_deletion": "" if subject.record is not None else _stood_last(self.model, subject.key),
        }
        context["takes_back"] = subject.record is not None and context["may_restore"]
        return TemplateResponse(request, "desk/history.html", context)

    def _compare_page(self: Any, request: HttpRequest, subject: Subject) -> HttpResponse:
        first, last = sorted(asking.moment(request.GET.get(side)) for side in ("from", "to"))
        states = [state_at(self.model, subject.key, at) for at in (first, last)]
        context = {
            **self._history_context(request, subject, _("Two states compared")),
            "first": first,
            "last": last,
            "first_stamp": stamp_of(first),
            "last_stamp": stamp_of(last),
            "rows": Teller().tell(differences(*states)),
        }
        return TemplateResponse(request, "desk/history_compare.html", context)

    def _restore_page(self: Any, request: HttpRequest, subject: Subject) -> HttpResponse:
        if not self._may_restore(request, subject):
            raise PermissionDenied
        if request.method == "POST":
            written: HttpResponse = despite_deadlocks(partial(self._restored, request, subject))
            return written
        planned = plan(self.model, subject.key, asking.wish_of(request.GET))
        asked: HttpResponse = self._restore_form(request, subject, WhyForm(), planned)
        return asked

    def _restored(self: Any, request: HttpRequest, subject: Subject) -> HttpResponse:
        form, wish = WhyForm(request.POST), asking.wish_of(request.POST)
        again: HttpResponse
        with transaction.atomic():
            record = self.locked_record(request, str(subject.key))
            planned = plan(self.model, subject.key, wish)
            if not form.is_valid():
                again = self._restore_form(request, subject, form, planned, status=422)
                return again
            shown = request.POST.get("revision", "")
            if shown != str("" if record is None else record.revision):
                words = gettext("The record was changed meanwhile. This is what would be changed now; look again.")
                again = self._restore_form(request, subject, form, planned, (words,), status=409)
                return again
            because(form.cleaned_data["reason"])
            try:
                done = restore(self.model, subject.key, wish)
            except Refused as refused:
                again = self._restore_form(request, subject, form, planned, tuple(refused.sentences), status=409)
                return again
            record = self.model._default_manager.get(pk=subject.key)
            if done.rows:
                self.log_change(request, record, f"{gettext('Restored')}: {form.cleaned_data['reason']}")
        words = gettext("Restored. Nothing else was changed.") if done.rows else gettext("There was nothing to change.")
        self.message_user(request, words, messages.SUCCESS)
        return HttpResponseRedirect(self._history_address("history", record.pk))

    def _restore_form(
        self: Any,
        request: HttpRequest,
        subject: Subject,
        form: WhyForm,
        planned: Plan,
        refusals: tuple[str, ...] = (),
        status: int = 200,
    ) -> HttpResponse:
        values = request.POST if request.method == "POST" else request.GET
        record = self.model._default_manager.filter(pk=subject.key).first()
        teller = Teller()
        context = {
            **self._history_context(request, subject, _("Restore a former state")),
            "form": form,
            "wish": asking.wish_of(values),
            "at": stamp_of(asking.moment(values.get("at"))),
            "revision": "" if record is None else record.revision,
            "rows": teller.tell(planned.rows),
            "notes": planned.notes,
            "refusals": tuple(dict.fromkeys([*refusals, *planned.refusals])),
            "barred": bool(planned.refusals) or not planned.rows,
        }
        return TemplateResponse(request, "desk/history_restore.html", context, status=status)

    def _may_restore(self: Any, request: HttpRequest, subject: Subject) -> bool:
        if subject.record is None:
            return bool(self.has_add_permission(request) and self.has_change_permission(request))
        return bool(self.has_change_permission(request, subject.record))

    def _history_context(self: Any, request: HttpRequest, subject: Subject | None, title: Any) -> dict[str, Any]:
        request.current_app = self.admin_site.name
        line = self._history_address("deleted")
        if subject is not None:
            line = self._history_address("deleted_" if subject.record is None else "history", subject.key)
        return {
            **self.admin_site.each_context(request),
            "title": title,
            "subtitle": None if subject is None else subject.name,
            "opts": self.opts,
            "subject": subject,
            "original": None if subject is None else subject.record,
            "kind": model_words(self.model),
            "back": "" if subject is None or subject.record is None else self._history_address("change", subject.key),
            "line": line,
            "deleted": self._history_address("deleted"),
            "may_restore": subject is not None and self._may_restore(request, subject),
        }

    def _history_address(self: Any, page: str, *keys: int) -> str:
        name = f"{self.admin_site.name}:{self.opts.app_label}_{self.opts.model_name}_{page}"
        return reverse(name, args=keys)


def _stood_last(model: Any, key: int) -> str:
    """Return the last moment at which a record that is gone was still there, as an address names it."""
    order = instants(model, key)
    return stamp_of(order[-2]) if len(order) > 1 else ""
