"""Who changed a record meanwhile, when and why, as history keeps it, and long texts as they once were.

History knows when a transaction began, a stamp when a page was read. So everything from that moment on is told, and
the last change of every row that differs too: a save that began just before the page was read and ended after is told
by its rows. What came without a name was done outside the desk.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext

from agreements.admin.conflicts.merging import OWN, YOURS, RowChange, is_packed, pack
from agreements.admin.conflicts.sheets import Part
from agreements.admin.conflicts.stamp import Stamp

#: More deeds than these are only counted.
MOST = 12


@dataclass(frozen=True, slots=True)
class Deed:
    """One save, command or statement that changed a record."""

    who: str
    at: datetime
    why: str


def deeds(record: Any, parts: Iterable[Part], since: Stamp | None, changes: Iterable[RowChange]) -> list[Deed]:
    """Return who changed the record or its rows since a stamp, the last first; without a stamp the last one only."""
    theirs = {(change.prefix, change.row) for change in changes if _by_them(change)}
    found: dict[Any, Deed] = {}
    for part in parts:
        rows = [row for prefix, row in theirs if prefix == part.prefix and row.isdigit()]
        for event in _events(record, part, since, rows):
            about = event["pgh_context__metadata"] or {}
            who = about.get("name") or gettext("outside the desk")
            key = event["pgh_context_id"] or (who, event["pgh_created_at"])
            if key not in found or found[key].at < event["pgh_created_at"]:
                found[key] = Deed(who, event["pgh_created_at"], about.get("reason") or "")
    newest = sorted(found.values(), key=lambda deed: deed.at, reverse=True)
    return newest if since is not None else newest[:1]


def _by_them(change: RowChange) -> bool:
    if change.what == "changed":
        return any(f.base is None or pack(f.base) != pack(f.theirs) for f in change.fields)
    return change.side != YOURS


def _events(record: Any, part: Part, since: Stamp | None, rows: list[str]) -> Iterable[dict[str, Any]]:
    of_record = {"pgh_obj_id": record.pk} if part.prefix == OWN else {part.formset.fk.attname: record.pk}
    events = part.model.pgh_event_model.objects.filter(**of_record)
    if since is not None:
        events = events.filter(Q(pgh_created_at__gte=since.at) | Q(pgh_obj_id__in=[record.pk, *rows]))
    seen: set[Any] = set()
    columns = ("pgh_obj_id", "pgh_created_at", "pgh_context_id", "pgh_context__metadata")
    for event in events.order_by("-pgh_id").values(*columns)[: 1 if since is None else 500]:
        last_of_row = str(event["pgh_obj_id"]) in rows and event["pgh_obj_id"] not in seen
        seen.add(event["pgh_obj_id"])
        if since is None or event["pgh_created_at"] >= since.at or last_of_row:
            yield event


def as_it_was(part: Part, record: Any, row: str, name: str, text: str) -> str:
    """Return the text of which only the digest was kept, where history has it; else a phrase that says so."""
    if not is_packed(text):
        return text
    key = record.pk if part.prefix == OWN else row
    events = part.model.pgh_event_model.objects.filter(pgh_obj_id=key).order_by("-pgh_id")
    for (kept,) in events.values_list(name)[:500]:
        if pack(str(kept or "").replace("\r\n", "\n").strip()) == text:
            return str(kept)
    return gettext("(a long text, no longer at hand)")
