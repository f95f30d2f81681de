"""The page of a record's disagreements: all sides of each, preferring one with a reason, undoing that, and checking.

Writing asks for the right to change the record, holds its row, and is refused where the record is not as it was shown.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from agreements.admin.conflicts.locking import despite_deadlocks
from agreements.admin.disputes.checking import check, checked_words
from agreements.admin.disputes.effect import Effects
from agreements.admin.disputes.finding import Choice, Disagreement, disagreements, has_disagreements
from agreements.admin.disputes.settling import Refused, Settlement, Write, settle, settlements, undo, writes
from agreements.admin.panels import date_words
from agreements.admin.record_pages import RecordPage
from agreements.desk.acting import because
from agreements.models.evidence import EvidenceBase

#: Under this name a request keeps the open disagreements of the record whose form it shows.
_FOUND = "_disagreements"
EFFECTS = {
    "state": _("State today"),
    "signed": _("Signed"),
    "effective": _("Took effect"),
    "ends": _("Last day in effect"),
}


class ReasonForm(forms.Form):
    """Why one value is preferred; it becomes the reason for which the others lost."""

    reason = forms.CharField(
        label=_("Why"),
        max_length=2000,
        strip=True,
        help_text=_("Public once published: it stands beside the values that lost."),
        widget=forms.Textarea(attrs={"rows": 2, "cols": 60}),
    )


@dataclass(slots=True)
class Cited:
    """A piece of evidence as the page shows it."""

    row: EvidenceBase
    published: str

    @property
    def place(self) -> str:
        """Return where in its source the passage stands."""
        passage = self.row.passage
        return f"{passage.get_locator_kind_display()} {passage.locator or passage.key}"


@dataclass(slots=True)
class Side:
    """A choice as the page shows it: what preferring it would write, and what would follow from that."""

    choice: Choice
    cited: list[Cited]
    barred: str
    effects: list[tuple[Any, str, str]]
    sets: bool
    is_now: bool


@dataclass(slots=True)
class Shown:
    """A disagreement as the page shows it, with what was sent for it where that was refused."""

    found: Disagreement
    sides: list[Side]
    against: list[Cited]
    settled: Settlement | None
    form: ReasonForm
    chosen: str = ""
    refused: str = ""


def applies(model_admin: Any, request: HttpRequest, record: Any) -> bool:
    """Whether a record of this kind can be disputed."""
    return has_disagreements(record)


def open_count(request: HttpRequest, record: Any) -> int:
    """Return how many disagreements of a record are open."""
    return len(_open(request, record))


def disputed_beside(model_admin: Any, request: HttpRequest, record: Any) -> dict[str, Any]:
    """Return what the record's form says of its open disagreements."""
    if not has_disagreements(record):
        return {}
    address = model_admin.record_page_address(record, "disagreements")
    return {"disputes": [(f"{address}#{one.anchor}", one.label) for one in _open(request, record)]}


def _open(request: HttpRequest, record: Any) -> list[Disagreement]:
    kept: tuple[Any, list[Disagreement]] | None = getattr(request, _FOUND, None)
    if kept is None or kept[0] != (type(record), record.pk, record.revision):
        kept = (type(record), record.pk, record.revision), [one for one in disagreements(record) if one.is_open]
        setattr(request, _FOUND, kept)
    return kept[1]


def disagreements_page(model_admin: Any, request: HttpRequest, record: Any) -> HttpResponse:
    """Show the disagreements of a record; settle one, undo that, or note a check."""
    if request.method != "POST":
        return _page(model_admin, request, record)
    if not model_admin.has_change_permission(request, record):
        raise PermissionDenied
    deed = {"prefer": _prefer, "undo": _undo, "check": _check}.get(request.POST.get("do", ""))
    if deed is None:
        return _page(model_admin, request, record, gettext("Choose what to do."), status=400)
    return despite_deadlocks(partial(_done, model_admin, request, record, deed))


Deed = Callable[[Any, HttpRequest, Any], HttpResponse | str]


def _done(model_admin: Any, request: HttpRequest, record: Any, deed: Deed) -> HttpResponse:
    """Lock the record and do one thing to it; a sentence is the success, an answer goes to the editor as it is."""
    with transaction.atomic():
        now = model_admin.locked_record(request, str(record.pk))
        if now is None:
            return HttpResponseRedirect(model_admin.record_page_address(record, "change"))
        if request.POST.get("revision", "") != str(now.revision):
            words = gettext("The record was changed meanwhile. This is how it stands now; look again.")
            return _page(model_admin, request, now, words, status=409)
        said = deed(model_admin, request, now)
    if isinstance(said, HttpResponse):
        return said
    model_admin.message_user(request, said, messages.SUCCESS)
    return HttpResponseRedirect(model_admin.record_page_address(record, "disagreements"))


def _prefer(model_admin: Any, request: HttpRequest, record: Any) -> HttpResponse | str:
    found = next((one for one in disagreements(record) if one.path == request.POST.get("path")), None)
    if found is None:
        return _page(model_admin, request, record, gettext("There is no such disagreement any more."), status=409)
    choice, form = found.choice(request.POST.get("choice", "")), ReasonForm(request.POST)
    refused = "" if choice is not None else gettext("Choose the value to prefer.")
    if choice is not None and form.is_valid():
        because(form.cleaned_data["reason"])
        try:
            settle(record, found, choice, form.cleaned_data["reason"])
        except Refused as refusal:
            record.refresh_from_db()
            return _page(model_admin, request, record, str(refusal), status=409)
        model_admin.log_change(request, record, gettext("Preferred: %s") % f"{found.label}: {choice.words}")
        return gettext("“%(value)s” is preferred for %(field)s.") % {"value": choice.words, "field": found.label}
    return _page(model_admin, request, record, refused, status=422)


def _undo(model_admin: Any, request: HttpRequest, record: Any) -> HttpResponse | str:
    try:
        undo(record, request.POST.get("path", ""))
    except Refused as refusal:
        return _page(model_admin, request, record, str(refusal), status=409)
    model_admin.log_change(request, record, gettext("Preferred as before"))
    return gettext("Undone: what was preferred before is preferred again.")


def _check(model_admin: Any, request: HttpRequest, record: Any) -> HttpResponse | str:
    row = request.POST.get("row", "")
    if row and not (row.isascii() and row.isdigit() and len(row) < 18):
        return _page(model_admin, request, record, gettext("There is no such piece of evidence."), status=400)
    count = check(type(record), [record.pk], request.user, int(row) if row else None)
    if count:
        model_admin.log_change(request, record, gettext("Evidence checked"))
    return checked_words(count)


def _page(model_admin: Any, request: HttpRequest, record: Any, refused: str = "", status: int = 200) -> HttpResponse:
    found, undoable, effects = disagreements(record), settlements(record), Effects(record)
    shown = [_shown(request, one, undoable.pop(one.path, None), effects) for one in found]
    rows = record.evidence.select_related("passage__source", "confirmed_by").order_by("position", "id")
    context = model_admin.record_page_context(request, record, gettext("Disagreements")) | {
        "open": [one for one in shown if one.found.is_open],
        "settled": [one for one in shown if not one.found.is_open],
        "left": list(undoable.values()),
        "evidence": _cited(rows),
        "state": effects.now.get("state", ""),
        "may": model_admin.has_change_permission(request, record),
        "refused": refused,
    }
    return TemplateResponse(request, "desk/dispute.html", context, status=status)


def _shown(request: HttpRequest, found: Disagreement, settled: Settlement | None, effects: Effects) -> Shown:
    mine = request.POST.get("do") == "prefer" and request.POST.get("path") == found.path
    form = ReasonForm(request.POST if mine else None, auto_id=f"{found.anchor}-%s")
    sides = [_side(found, choice, effects) for choice in found.choices]
    return Shown(found, sides, _cited(found.against), settled, form, request.POST.get("choice", "") if mine else "")


def _side(found: Disagreement, choice: Choice, effects: Effects) -> Side:
    is_now = choice.row.preferred if choice.row is not None else choice.words == found.now
    try:
        made: list[Write] = writes(found, choice, "-")
    except Refused as refusal:
        return Side(choice, _cited(choice.evidence), str(refusal), [], sets=False, is_now=is_now)
    then = effects.after(made)
    rows = [(EFFECTS[name], effects.now[name], words) for name, words in then.items()]
    sets = found.row is not None and any(one.row is found.row for one in made)
    return Side(choice, _cited(choice.evidence), "", rows, sets, is_now)


def _cited(rows: Iterable[EvidenceBase]) -> list[Cited]:
    return [Cited(row, date_words(row.passage.source.published)) for row in rows]


DISAGREEMENTS = RecordPage("disagreements", _("Disagreements"), disagreements_page, applies, open_count)
