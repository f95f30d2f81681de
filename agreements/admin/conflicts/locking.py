"""What the admin of every record calls: lock the record, compare its revision, stop a save that came too late.

The record's row is locked before anything is read, so that of two saves at once the second waits and then sees what the
first wrote. A save that would lock other records later locks them here too, all in the order of their keys, so that two
editors who save crosswise wait for one another in turn; what still ends in a deadlock is done once more.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from django.contrib.admin import helpers
from django.contrib.admin.utils import unquote
from django.core.exceptions import ValidationError
from django.db import OperationalError, transaction
from django.http import HttpRequest, HttpResponse
from psycopg.errors import DeadlockDetected

from agreements.admin.conflicts import page
from agreements.admin.conflicts.sheets import shown_by
from agreements.admin.conflicts.stamp import MADE_FROM, read, stamp

#: How often a save is tried that the database ended for a deadlock.
ATTEMPTS = 3


def despite_deadlocks[T](attempt: Callable[[], T]) -> T:
    """Call ``attempt``, a whole transaction, again where the database ended it for a deadlock."""
    for _remaining in range(ATTEMPTS - 1):
        try:
            return attempt()
        except OperationalError as error:
            if not isinstance(error.__cause__, DeadlockDetected):
                raise
    return attempt()


class OneAfterAnotherMixin:
    """Stop the second of two saves of one record."""

    def saved_one_after_another(
        self: Any, request: HttpRequest, object_id: str | None, show: Callable[[], HttpResponse]
    ) -> HttpResponse:
        """Show a form, or lock the record and save; ``show`` is Django's own view."""
        if request.method != "POST":
            return show()

        def save() -> HttpResponse:
            with transaction.atomic():
                return self.changed_meanwhile(request, object_id) or show()

        return despite_deadlocks(save)

    def changed_meanwhile(self: Any, request: HttpRequest, object_id: str | None) -> HttpResponse | None:
        """Lock the record and answer a save that was made from another state of it; None lets the save go on.

        After a choice on the page of a conflict the request carries the merged form from here on.
        """
        if object_id is None or _is_an_action(request):
            return None
        record = self.locked_record(request, object_id)
        if record is None or not self.has_change_permission(request, record):
            return None
        if page.TYPED in request.POST:
            return page.resolved(self, request, record)
        made_from = read(request.POST.get(MADE_FROM), record)
        if made_from is not None and made_from.revision == record.revision:
            return None
        return page.stopped(self, request, record)

    def locked_record(self: Any, request: HttpRequest, object_id: str) -> Any:
        """Lock a record, and those that saving it will change too, and read it; None where there is none."""
        try:
            key = self.opts.pk.to_python(unquote(object_id))
        except ValidationError:
            return None
        keys = {key, *self.changed_with(request, key)}
        rows = self.model._default_manager.filter(pk__in=keys).order_by("pk")
        list(rows.select_for_update(of=("self",), no_key=True).values_list("pk"))
        return self.get_object(request, unquote(object_id))

    def changed_with(self, request: HttpRequest, key: Any) -> Iterable[Any]:
        """Return the keys of further records of the same kind that saving this one may write."""
        return ()

    def made_from(self: Any, request: HttpRequest, context: dict[str, Any]) -> str:
        """Return the stamp for a form that is being shown; one that was sent keeps the stamp with which it came."""
        record = context["original"]
        if request.method == "POST":
            return str(request.POST.get(MADE_FROM, ""))
        if not self.has_change_permission(request, record):
            return ""
        formsets = [i.formset for i in context["inline_admin_formsets"] if i.has_change_permission]
        return stamp(record, shown_by(context["adminform"].form, formsets).sheet)


def _is_an_action(request: HttpRequest) -> bool:
    """Whether the form of actions was sent, which stands on the same page."""
    saving = ("_save", "_continue", "_addanother", "_send", "_next", MADE_FROM, page.TYPED)
    return helpers.ACTION_CHECKBOX_NAME in request.POST and not any(name in request.POST for name in saving)
