"""Every difference in words: which field of which row, what it was, what it is now, what was typed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.forms import BooleanField
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from agreements.admin.conflicts import telling
from agreements.admin.conflicts.merging import OWN, THEIRS, YOURS, FieldChange, Row, RowChange
from agreements.admin.conflicts.sheets import Part, Shown
from agreements.admin.wording import NOTHING, Wording, field_words, model_words


class Said:
    """Every difference in words, the names of records read once."""

    def __init__(self, record: Any, now: Shown, changes: list[RowChange]) -> None:
        self.record = record
        self.parts = now.parts
        self.changes = changes
        self.wording = Wording()

    def groups(self, chosen: Mapping[str, str], missing: set[str]) -> list[dict[str, Any]]:
        """Return the parts with differences, each with its rows."""
        found = []
        for prefix, part in self.parts.items():
            rows = [self._row(part, c, chosen, missing) for c in self.changes if c.prefix == prefix]
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
