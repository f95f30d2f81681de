"""Records that were deleted, as their events remember them: the last address, by whom, when and why."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery

from agreements.admin.history.events import DELETED
from agreements.admin.history.tables import Model, tables_of

PER_PAGE = 50
#: The columns by which a record calls itself, where it has one.
_NAMES = ("title", "name_en")


@dataclass(frozen=True, slots=True)
class Gone:
    """A record that was deleted."""

    key: int
    slug: str
    name: str
    at: datetime
    who: str
    why: str


def deleted_page(model: Model, number: int) -> tuple[list[Gone], bool]:
    """Return one page of the deleted records, the last first, and whether there are more."""
    start = PER_PAGE * (number - 1)
    found = list(_gone(model).order_by("-pgh_id")[start : start + PER_PAGE + 1])
    return _told(model, found[:PER_PAGE]), len(found) > PER_PAGE


def last_known(model: Model, key: int) -> Gone | None:
    """Return what is known of a deleted record; None for one that is there, and for one that never was."""
    return next(iter(_told(model, _gone(model).filter(pgh_obj_id=key))), None)


def _gone(model: Model) -> QuerySet[Any]:
    """Return the last event of every record of a kind that is not in its table."""
    events = model.pgh_event_model.objects  # type: ignore[attr-defined]
    later = events.filter(pgh_obj_id=OuterRef("pgh_obj_id")).order_by("-pgh_id").values("pgh_id")[:1]
    there = model._base_manager.filter(pk=OuterRef("pgh_obj_id")).values("pk")[:1]
    rows: QuerySet[Any] = events.filter(pgh_label=DELETED).annotate(last=Subquery(later), there=Subquery(there))
    return rows.filter(pgh_id=Subquery(later), there__isnull=True).select_related("pgh_context")


def _told(model: Model, events: Iterable[Any]) -> list[Gone]:
    read = list(events)
    titles = _titles(model, [event.pgh_obj_id for event in read])
    found = []
    for event in read:
        about = event.pgh_context.metadata if event.pgh_context is not None else {}
        own = next((getattr(event, name) for name in _NAMES if hasattr(event, name)), "")
        name = own or titles.get(event.pgh_obj_id) or event.slug
        words = (about.get("name") or "", about.get("reason") or "")
        found.append(Gone(event.pgh_obj_id, event.slug, name, event.pgh_created_at, *words))
    return found


def _titles(model: Model, keys: list[int]) -> dict[int, str]:
    """Return the last title or name that each record had in a table of titles."""
    for table in tables_of(model):
        column = next((f.name for f in table.fields if f.name in ("title", "name")), "")
        if table.parent and column and any(f.name == "language" for f in table.fields):
            rows = table.events.objects.filter(**{f"{table.parent}__in": keys}).order_by("pgh_id")
            return dict(rows.values_list(table.parent, column))
    return {}
