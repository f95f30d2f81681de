"""The page that stops a save: who changed the record, what differs, and a choice for every difference.

Everything needed to go on travels with the page: what was typed as one text that nothing can change on its way, the
stamp of the form it was typed into, and the stamp of the state shown here. So nothing is kept on the server, and if a
third person saves before the choice is made, the same page is made again from the same things.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse, QueryDict
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from agreements.admin.conflicts import telling
from agreements.admin.conflicts.keys import kept_apart
from agreements.admin.conflicts.merging import THEIRS, RowChange, Sheet, compare, settle
from agreements.admin.conflicts.rebuilding import rebuilt
from agreements.admin.conflicts.saying import Said
from agreements.admin.conflicts.sheets import Sent, Shown, shown_now, typed_into
from agreements.admin.conflicts.stamp import MADE_FROM, Stamp, read, stamp

#: The fields of the page.
BASE, SHOWN, TYPED = "_conflict_base", "_conflict_shown", "_conflict_typed"
_PREFIX = "_take-"


@dataclass(slots=True)
class Conflict:
    """A save that was stopped: the record as it is now, the stamp of the form, and what was typed into it."""

    now: Shown
    base: Stamp | None
    base_text: str
    typed: QueryDict
    sheet: Sheet
    cells: Sent
    changes: list[RowChange]


def conflict_of(admin: Any, request: HttpRequest, record: Any, base_text: str, typed: QueryDict) -> Conflict:
    """Compare what was typed with the locked record as it is now."""
    now = shown_now(admin, request, record)
    base = read(base_text, record)
    sheet, cells = typed_into(now.parts, typed, now.sheet if base is None else base.sheet)
    blanks = {prefix: part.blank for prefix, part in now.parts.items()}
    single = [prefix for prefix, part in now.parts.items() if part.single]
    changes = compare(None if base is None else base.sheet, now.sheet, sheet, blanks, single)
    return Conflict(now, base, base_text, typed, sheet, cells, changes)


def typed_text(typed: QueryDict) -> str:
    """Return everything that was typed as one text."""
    return json.dumps([[name, values] for name, values in typed.lists() if name != "csrfmiddlewaretoken"])


def typed_from(text: str) -> QueryDict:
    """Read what ``typed_text`` wrote; anything else is a bad request."""
    data = QueryDict(mutable=True)
    try:
        for name, values in json.loads(text):
            if not isinstance(name, str) or not all(isinstance(value, str) for value in values):
                raise ValueError
            "".join([name, *values]).encode()  # half of a pair, which no browser sends, is a ValueError
            data.setlist(name, values)
    except (ValueError, TypeError, RecursionError):
        raise BadRequest("What was typed cannot be read.") from None
    return data


def stopped(admin: Any, request: HttpRequest, record: Any) -> HttpResponse:
    """Answer a save that came too late."""
    conflict = conflict_of(admin, request, record, request.POST.get(MADE_FROM, ""), request.POST)
    return show(admin, request, record, conflict, {}, asked=False)


def resolved(admin: Any, request: HttpRequest, record: Any) -> HttpResponse | None:
    """Take the choices of the page: put the merged form in the request's place, or ask again.

    The page is shown again while a choice is open, and where the record was changed once more; choices whose value is
    still the one that was shown are kept.
    """
    conflict = conflict_of(admin, request, record, request.POST.get(BASE, ""), typed_from(request.POST.get(TYPED, "")))
    chosen = {name: str(value) for name, value in request.POST.items() if name.startswith(_PREFIX)}
    shown = read(request.POST.get(SHOWN), record)
    if shown is None or shown.revision != record.revision:
        still = _still_true(conflict, shown, chosen)
        return show(admin, request, record, conflict, still, asked=False, once_more=True)
    takes, undecided = settle(conflict.changes, chosen)
    if undecided:
        return show(admin, request, record, conflict, chosen, asked=True)
    base = None if conflict.base is None else conflict.base.sheet
    cells = kept_apart(conflict.now, base, conflict.sheet, conflict.cells, conflict.changes)
    made_from = stamp(record, conflict.now.sheet)
    merged = rebuilt(conflict.now, conflict.typed, cells, conflict.changes, takes, made_from)
    request.POST = merged  # type: ignore[assignment]  # Django lets it be set
    return None


def _still_true(conflict: Conflict, shown: Stamp | None, chosen: Mapping[str, str]) -> dict[str, str]:
    """Return the choices about values that nobody has changed since they were shown."""
    if shown is None:
        return {}
    still: dict[str, str] = {}
    for change in conflict.changes:
        before = shown.sheet.get(change.prefix, {}).get(change.row)
        now = conflict.now.sheet[change.prefix].get(change.row)
        names = [f.name for f in change.fields] or [""]
        for name in names:
            same = before == now if not name else before is not None and before.get(name) == (now or {}).get(name)
            if same and change.choice(name) in chosen:
                still[change.choice(name)] = chosen[change.choice(name)]
    return still


def show(
    admin: Any,
    request: HttpRequest,
    record: Any,
    conflict: Conflict,
    chosen: Mapping[str, str],
    *,
    asked: bool,
    once_more: bool = False,
) -> HttpResponse:
    """Show the page; ``asked`` after a choice was left open."""
    words = Said(record, conflict.now, conflict.changes)
    _takes, undecided = settle(conflict.changes, {})
    _takes, still_open = settle(conflict.changes, chosen)
    context = {
        **admin.record_page_context(request, record, _("Somebody else changed this record")),
        "groups": words.groups(chosen, set(still_open) if asked else set()),
        **_who(record, conflict.now, conflict.base, conflict.changes),
        "must_choose": bool(undecided),
        "still_open": len(still_open) if asked else 0,
        "once_more": once_more,
        "nothing_typed": not any(_is_yours(change) for change in conflict.changes),
        "carried": (
            (BASE, conflict.base_text),
            (SHOWN, stamp(record, conflict.now.sheet)),
            (TYPED, typed_text(conflict.typed)),
        ),
    }
    return TemplateResponse(request, "desk/conflict.html", context, status=409)


def _is_yours(change: RowChange) -> bool:
    if change.what == "changed":
        return any(f.proposed != THEIRS or f.alike for f in change.fields)
    return change.side != THEIRS or (change.proposed is None and change.what == "taken-away")


def _who(record: Any, now: Shown, base: Stamp | None, changes: list[RowChange]) -> dict[str, Any]:
    told = telling.deeds(record, now.parts.values(), base, changes)
    return {
        "deeds": told[: telling.MOST],
        "more_deeds": max(0, len(told) - telling.MOST),
        "unknown_base": base is None,
        "since": None if base is None else base.at,
    }


def not_deleted(admin: Any, request: HttpRequest, record: Any, base_text: str) -> HttpResponse:
    """Refuse to delete a record that is no longer what the page that asked had shown, and say what changed."""
    now, base = shown_now(admin, request, record), read(base_text, record)
    blanks = {prefix: part.blank for prefix, part in now.parts.items()}
    changes = [] if base is None else compare(base.sheet, now.sheet, base.sheet, blanks)
    context = {
        **admin.record_page_context(request, record, _("Not deleted")),
        "groups": Said(record, now, changes).groups({}, set()),
        **_who(record, now, base, changes),
    }
    return TemplateResponse(request, "desk/conflict_delete.html", context, status=409)
