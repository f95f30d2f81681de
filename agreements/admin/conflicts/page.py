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

from django.core.exceptions import BadRequest, FieldDoesNotExist, ValidationError
from django.forms import BooleanField
from django.http import HttpRequest, HttpResponse, QueryDict
from django.template.response import TemplateResponse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from agreements.admin.conflicts import telling
from agreements.admin.conflicts.keys import kept_apart
from agreements.admin.conflicts.merging import OWN, THEIRS, YOURS, FieldChange, Row, RowChange, Sheet, compare, settle
from agreements.admin.conflicts.rebuilding import rebuilt
from agreements.admin.conflicts.sheets import Part, Sent, Shown, shown_now, typed_into
from agreements.admin.conflicts.stamp import MADE_FROM, Stamp, read, stamp
from agreements.admin.wording import NOTHING, Wording, field_words, model_words

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
    words = _Words(record, conflict)
    _takes, undecided = settle(conflict.changes, {})
    _takes, still_open = settle(conflict.changes, chosen)
    told = telling.deeds(record, conflict.now.parts.values(), conflict.base, conflict.changes)
    context = {
        **admin.record_page_context(request, record, _("Somebody else changed this record")),
        "groups": words.groups(chosen, set(still_open) if asked else set()),
        "deeds": told[: telling.MOST],
        "more_deeds": max(0, len(told) - telling.MOST),
        "unknown_base": conflict.base is None,
        "since": conflict.base.at if conflict.base is not None else None,
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


class _Words:
    """Says every difference in words, the names of records read once."""

    def __init__(self, record: Any, conflict: Conflict) -> None:
        self.record = record
        self.conflict = conflict
        self.wording = Wording()

    def groups(self, chosen: Mapping[str, str], missing: set[str]) -> list[dict[str, Any]]:
        """Return the parts with differences, each with its rows."""
        found = []
        for prefix, part in self.conflict.now.parts.items():
            rows = [self._row(part, c, chosen, missing) for c in self.conflict.changes if c.prefix == prefix]
            if rows:
                heading = (
                    _("The record itself") if prefix == OWN else capfirst(str(part.model._meta.verbose_name_plural))
                )
                found.append({"heading": heading, "rows": rows})
        return found

    def _row(self, part: Part, change: RowChange, chosen: Mapping[str, str], missing: set[str]) -> dict[str, Any]:
        whole = change.what == "taken-away"
        return {
            "id": f"{change.prefix or 'record'}-{change.row}",
            "title": self._title(part, change),
            "event": _event(change),
            "whole": self._choice(change, "", change.proposed, chosen, missing) if whole else None,
            "content": self._content(part, change.content) if change.content is not None else [],
            "fields": [self._field(part, change, f, chosen, missing) for f in change.fields],
        }

    def _title(self, part: Part, change: RowChange) -> str:
        if part.prefix == OWN:
            return _("Fields of the record")
        name = part.names.get(change.row) or (change.content or {}).get("key") or ""
        kind = capfirst(model_words(part.model))
        return f"{kind}: {name}" if name else _("%(kind)s, new") % {"kind": kind}

    def _content(self, part: Part, row: Row) -> list[tuple[str, str]]:
        return [
            (self._label(part, name), self._value(part, name, text))
            for name, text in row.items()
            if text and text != part.blank.get(name, "")
        ]

    def _field(
        self, part: Part, change: RowChange, f: FieldChange, chosen: Mapping[str, str], missing: set[str]
    ) -> dict[str, Any]:
        base = f.base
        if base is not None:
            base = telling.as_it_was(part, self.record, change.row, f.name, base)
        return {
            "label": self._label(part, f.name),
            "base": _("not known") if base is None else self._value(part, f.name, base),
            "theirs": self._value(part, f.name, f.theirs),
            "yours": self._value(part, f.name, f.yours),
            "alike": f.alike,
            "choice": None if f.alike else self._choice(change, f.name, f.proposed, chosen, missing),
        }

    def _choice(
        self, change: RowChange, field: str, proposed: str | None, chosen: Mapping[str, str], missing: set[str]
    ) -> dict[str, Any]:
        name = change.choice(field)
        take = chosen.get(name, proposed)
        return {
            "name": name,
            "take": take,
            "theirs": take == THEIRS,
            "yours": take == YOURS,
            "ways": _ways(change) if not field else (),
            "open": proposed is None,
            "missing": name in missing,
        }

    def _label(self, part: Part, name: str) -> str:
        label = part.fields[name].label
        return capfirst(str(label)) if label else field_words(part.model, name)

    def _value(self, part: Part, name: str, text: str) -> str:
        field = part.fields[name]
        if isinstance(field, BooleanField):
            return _("yes") if text else _("no")
        if not text:
            return NOTHING
        try:
            model_field: Any = part.model._meta.get_field(name)
        except FieldDoesNotExist:
            return str(dict(_choices(field)).get(text, text))
        if model_field.is_relation:
            return self.wording.value(part.model, name, int(text)) if _is_key(text) else text
        try:
            return self.wording.value(part.model, name, field.to_python(text))
        except ValidationError:
            return _("“%s” (cannot be read)") % text


def _choices(field: Any) -> list[tuple[str, str]]:
    found = []
    for value, label in getattr(field, "choices", ()):
        found += [(str(v), str(w)) for v, w in label] if isinstance(label, list | tuple) else [(str(value), str(label))]
    return found


def _is_key(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 19


def _ways(change: RowChange) -> tuple[tuple[str, str], ...]:
    """Return what can become of a row that one side took away."""
    if change.side == THEIRS:
        return (THEIRS, _("Leave it deleted")), (YOURS, _("Keep it, as you have it"))
    return (THEIRS, _("Keep it, as it is now")), (YOURS, _("Delete it"))


def _event(change: RowChange) -> str:
    if change.what == "added":
        return {
            THEIRS: _("Added by somebody else; it stays."),
            YOURS: _("Added by you; it will be saved."),
            "": _("Added by both; it is taken as one row."),
        }[change.side]
    if change.what == "taken-away" and change.side == THEIRS:
        return (
            _("Somebody else deleted this row, and you changed it.")
            if change.proposed is None
            else _("Somebody else deleted this row.")
        )
    if change.what == "taken-away":
        return (
            _("You deleted this row, and somebody else changed it.")
            if change.proposed is None
            else _("You deleted this row.")
        )
    return ""
