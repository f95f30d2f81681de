"""Evidence that was looked at again today: by whom and when, for one piece, a record's, or those of chosen records.

A check is a change of the record: the public document says when its evidence was last checked, so a public record that
was checked is *changed since publication*, and readers see the new day once somebody else has published it. The queue
of what was not checked for a year asks the working record and lets go of it at once.
"""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.options import ActionLocation
from django.db import transaction
from django.http import HttpRequest
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from agreements import asof
from agreements.admin.conflicts.locking import despite_deadlocks
from agreements.audit.measures import evidence_of
from agreements.desk.acting import because
from agreements.publishing.registry import kinds

ACTION = "mark_checked_today"


def check(model: Any, keys: list[int], user: Any, row: int | None = None) -> int:
    """Note that evidence of records, or one piece of it, was checked today by ``user``; return how many were noted.

    One transaction; the records are locked first, in the order of their keys. What this user has checked today already
    stays as it is.
    """
    evidence = evidence_of(next(kind for kind in kinds() if kind.model is model))
    if evidence is None:
        return 0
    with transaction.atomic():
        records = model._default_manager.filter(pk__in=keys).order_by("pk")
        locked = list(records.select_for_update(of=("self",), no_key=True).values_list("pk", flat=True))
        rows: Any = evidence._default_manager.filter(**{f"{evidence.record_field}__in": locked})
        if row is not None:
            rows = rows.filter(pk=row)
        today = asof.today()
        because(gettext("Evidence checked"))
        return int(rows.exclude(last_checked=today, confirmed_by=user).update(last_checked=today, confirmed_by=user))


def checked_words(count: int) -> str:
    """Say how many pieces of evidence were noted as checked."""
    if not count:
        return gettext("Nothing to note: you have checked this today.")
    said = ngettext(
        "%(n)s piece of evidence is noted as checked today.",
        "%(n)s pieces of evidence are noted as checked today.",
        count,
    )
    return said % {"n": count}


class CheckingMixin:
    """The action on lists of records that have evidence."""

    @admin.action(permissions=["change"], description=_("Mark as checked today"))
    def mark_checked_today(self: Any, request: HttpRequest, queryset: Any) -> None:
        """Note that the evidence of the chosen records was checked today."""
        keys = sorted(queryset.values_list("pk", flat=True))
        count = despite_deadlocks(lambda: check(self.model, keys, request.user))
        for record in self.model._default_manager.filter(pk__in=keys) if count else ():
            self.log_change(request, record, gettext("Evidence checked"))
        self.message_user(request, checked_words(count), messages.SUCCESS)

    def get_actions(
        self: Any, request: HttpRequest, action_location: ActionLocation = ActionLocation.CHANGE_LIST
    ) -> dict[str, Any]:
        """Offer it only where there is evidence."""
        actions: dict[str, Any] = super().get_actions(request, action_location)  # type: ignore[misc]
        if not any(field.name == "evidence" for field in self.model._meta.get_fields()):
            actions.pop(ACTION, None)
        return actions
