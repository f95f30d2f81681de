"""A form as it would be published, before it is saved: what follows from it, what is missing, what else would change.

The server makes it, with the rules themselves: the form is saved in a transaction that is rolled back (``trial``), the
door's own derivation is asked what publishing would write, and that document is read as the public page reads it. With
scripts the panel follows the typing; without, a button shows the same form with the panel in it.
"""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import Any, Final

from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _

from agreements import asof, publishing
from agreements.admin.forms.picture import latest_document, picture, state_changes, title_of
from agreements.admin.forms.summary import Wrong, wrongs
from agreements.admin.forms.trial import Trial, tried
from agreements.admin.panels import gaps
from agreements.codelists import Stage
from agreements.partial_dates.days import PartialDateError
from agreements.partial_dates.typed import parse_typed

#: The name under which a request carries the preview while its form is shown again.
PREVIEW: Final = "_preview"
#: The field of the day on which the editor asks for the state.
DAY: Final = "_preview_day"
#: What a script sends to be given the panel alone.
PANEL: Final = "panel"


class NeverSaved:
    """A form that is checked and shown, but never found ready to be saved."""

    def is_valid(self) -> bool:
        """Check the form, and let nobody save it."""
        super().is_valid()  # type: ignore[misc]
        return False


class PreviewMixin:
    """Give a record's admin its preview, of what is there and of what is being added."""

    def get_urls(self: Any) -> list[URLPattern]:
        """Add the addresses of the preview."""
        name = f"{self.opts.app_label}_{self.opts.model_name}_preview"
        view = self.admin_site.admin_view(self.preview_view)
        own = [
            path("add/preview/", partial(view, object_id=None), name=f"{name}_new"),
            path("<path:object_id>/preview/", view, name=name),
        ]
        return [*own, *super().get_urls()]  # type: ignore[misc]

    def preview_view(self: Any, request: HttpRequest, object_id: str | None) -> HttpResponse:
        """Answer what was sent with what it would be; a script gets the panel alone."""
        record = None if object_id is None else self.get_object(request, unquote(object_id))
        if object_id is not None and record is None:
            answer: HttpResponse = self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
            return answer
        may = self.has_add_permission(request) if record is None else self.has_change_permission(request, record)
        if not may:
            raise PermissionDenied
        form_address = self.form_address(record)
        if request.method in ("GET", "HEAD"):
            return HttpResponseRedirect(form_address)
        if request.method != "POST":
            return HttpResponseNotAllowed(["GET", "HEAD", "POST"])
        request.current_app = self.admin_site.name
        post = request.POST.copy()
        post.setdefault("_continue", "1")  # the form of actions on the same page was not sent
        request.POST = post  # type: ignore[assignment]  # nothing changes it from here on
        with tried(self, request, record) as trial:
            shown = self.previewed(request, trial)
        context = {**shown, "opts": self.opts}
        if PANEL in request.GET:
            return TemplateResponse(request, "desk/preview.html", {"preview": context})
        setattr(request, PREVIEW, context)
        page: HttpResponse = self._changeform_view(request, object_id, form_address, None)
        return page

    def form_address(self: Any, record: Any) -> str:
        """Return the address of the form of a record, or of a new one."""
        name = f"{self.admin_site.name}:{self.opts.app_label}_{self.opts.model_name}"
        return reverse(f"{name}_add") if record is None else reverse(f"{name}_change", args=[record.pk])

    def preview_address(self: Any, record: Any) -> str:
        """Return where a form is sent to be previewed."""
        address: str = self.form_address(record)
        return address.removesuffix("change/") + "preview/"

    def get_form(self: Any, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        """Give the form; one that is shown with a preview saves nothing."""
        form = super().get_form(request, obj, change, **kwargs)  # type: ignore[misc]
        return type(form.__name__, (NeverSaved, form), {}) if hasattr(request, PREVIEW) else form

    def previewed(self: Any, request: HttpRequest, trial: Trial) -> dict[str, Any]:
        """Return what the panel shows; to be called while the form is saved for a moment."""
        today = asof.today()
        day, day_error = _day(request.POST.get(DAY, ""), today)
        shown: dict[str, Any] = {
            "wrongs": wrongs(trial.form, trial.formsets) + [Wrong("", sentence, "") for sentence in trial.refused],
            "today": today,
            "day": day,
            "day_typed": request.POST.get(DAY, ""),
            "day_error": day_error,
        }
        if trial.record is None:
            return shown
        ref = publishing.ref_of(trial.record)
        proposal = publishing.proposed(
            trial.record, incomplete=True, restoring=trial.record.stage in (Stage.WITHDRAWN, Stage.MERGED)
        )
        change = proposal.change(ref)
        inlines = self.get_inline_formsets(request, trial.formsets, trial.inlines, trial.record)
        missing = gaps(proposal.problems.get(ref, ()), trial.record, inlines)
        document = change.after if change is not None else latest_document(ref.type, ref.id)
        followers = proposal.followers()
        shown |= {
            "missing": missing,
            "unchanged": change is None,
            "type": change.type if change is not None else "",
            "followers": [_follower(follower) for follower in followers],
        }
        if document is not None:
            shown |= self.picture_of(document, followers, day)
        return shown

    def picture_of(self, document: dict[str, Any], followers: Any, day: date) -> dict[str, Any]:
        """Return what follows from the document that would be published; agreements have a life to show."""
        return picture(document, followers, day) if "standings" in document else {}


def _follower(change: Any) -> dict[str, Any]:
    before, after = change.before or {}, change.after or {}
    settled = "standings" in before and "standings" in after
    return {
        "title": title_of(after) if "titles" in after else change.ref.id,
        "changes": state_changes(before, after) if settled else [],
    }


def _day(text: str, today: date) -> tuple[date, str]:
    """Read the day on which the editor asks for the state; anything but one day is refused in words."""
    if not text.strip():
        return today, ""
    try:
        read = parse_typed(text)
    except PartialDateError as error:
        return today, str(error)
    return (read.first, "") if read.is_exact else (today, _("Name one day, such as 2026-01-05."))
