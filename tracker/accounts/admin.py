"""Accounts at the desk: for administrators; nobody raises themselves or others above what they are.

A deactivated account is out at once, and stays out: its sessions are ended, not only passed over. What a deleted
person did stays in the history under their name (``agreements.desk.acting``).
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib import admin, messages
from django.contrib.admin.options import ActionLocation
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.models import User
from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from tracker.accounts.factors import FACTORS

admin.site.unregister(User)


def end_all_sessions(people: Iterable[User]) -> int:
    """End every session of these people; return how many were ended."""
    rows = UserSession.objects.filter(user__in=[person.pk for person in people])
    ended = 0
    for row in rows:
        row.end()
        ended += 1
    return ended


@admin.register(User)
class DeskUserAdmin(UserAdmin):  # type: ignore[type-arg]
    """People with an account."""

    list_display = ("username", "full_name", "email", "roles", "is_active", "second_factor", "last_login")
    list_filter = ("is_active", "groups", "is_superuser")
    actions = ("end_sessions", "forget_second_factors")

    def get_queryset(self, request: HttpRequest) -> QuerySet[User]:
        """Read people with their roles and whether they have a second factor."""
        held = Authenticator.objects.filter(user=OuterRef("pk"), type__in=FACTORS)
        people: QuerySet[User] = super().get_queryset(request)
        return people.prefetch_related("groups").annotate(has_factor=Exists(held))

    @admin.display(description=_("name"))
    def full_name(self, person: User) -> str:
        """Show the full name."""
        return person.get_full_name()

    @admin.display(description=_("roles"))
    def roles(self, person: User) -> str:
        """Show the groups; somebody who may do everything is named first."""
        everything = [str(_("everything"))] if person.is_superuser else []
        return ", ".join([*everything, *(group.name for group in person.groups.all())])

    @admin.display(description=_("second factor"), boolean=True)
    def second_factor(self, person: Any) -> bool:
        """Show whether a second factor is set up; never which, or its secret."""
        return bool(person.has_factor)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """Only somebody who may do everything gives that right, or single permissions; nobody closes themselves out."""
        fixed = ["last_login", "date_joined"]
        if not _may_everything(request):
            fixed += ["is_superuser", "user_permissions"]
        if obj is not None and obj.pk == request.user.pk:
            fixed += ["is_active", "is_staff"]
        return [*super().get_readonly_fields(request, obj), *fixed]

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Let only their like change those who may do everything."""
        return super().has_change_permission(request, obj) and _within_reach(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Let only their like delete those who may do everything; nobody deletes themselves."""
        own = obj is not None and obj.pk == request.user.pk
        return super().has_delete_permission(request, obj) and _within_reach(request, obj) and not own

    def get_actions(self, request: HttpRequest, action_location: Any = ActionLocation.CHANGE_LIST) -> dict[str, Any]:
        """Offer no deletion of many: people are deleted one by one, each asked for."""
        offered: dict[str, Any] = super().get_actions(request, action_location=action_location)
        offered.pop("delete_selected", None)
        return offered

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Save; people with an account work at the desk, and whoever is closed out is out at once."""
        if not change:
            obj.is_staff = True
        super().save_model(request, obj, form, change)
        if change and not obj.is_active:
            end_all_sessions([obj])

    @admin.action(description=_("End all sessions"), permissions=["change"])
    def end_sessions(self, request: HttpRequest, queryset: QuerySet[User]) -> None:
        """End the sessions of the chosen people."""
        count = end_all_sessions(self._reachable(request, queryset))
        said = ngettext("%(count)d session was ended.", "%(count)d sessions were ended.", count) % {"count": count}
        self.message_user(request, said, messages.SUCCESS)

    @admin.action(description=_("Forget second factors (device lost)"), permissions=["change"])
    def forget_second_factors(self, request: HttpRequest, queryset: QuerySet[User]) -> None:
        """Remove authenticators and recovery codes of the chosen people, and end their sessions."""
        people = self._reachable(request, queryset)
        for person in people:
            if Authenticator.objects.filter(user=person).delete()[0]:
                self.log_change(request, person, "Second factors forgotten.")
        end_all_sessions(people)
        count = len(people)
        said = ngettext(
            "The second factors of %(count)d person were forgotten.",
            "The second factors of %(count)d people were forgotten.",
            count,
        )
        self.message_user(request, said % {"count": count}, messages.SUCCESS)

    @staticmethod
    def _reachable(request: HttpRequest, queryset: QuerySet[User]) -> list[User]:
        return [person for person in queryset if _within_reach(request, person)]


def _may_everything(request: HttpRequest) -> bool:
    return bool(request.user.is_superuser)


def _within_reach(request: HttpRequest, person: Any) -> bool:
    return person is None or not person.is_superuser or _may_everything(request)
