"""Nobody approves their own change (domain section 10, scenario E7): who must not publish which record, and who may.

Asked with the records' rows locked, right before the door; pages that only show something ask it without.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.utils.translation import gettext as _

from agreements import publishing
from agreements.desk.models import Review, ReviewState
from agreements.models.base import Record
from agreements.models.hands import Hand, hands

#: Accounts and permissions are Django's own, whichever ways there are to log in.
ACCOUNTS = "django.contrib.auth.backends.ModelBackend"


@dataclass(frozen=True, slots=True)
class Eyes:
    """Who changed a record since its last publication, and who sent it for review."""

    hands: tuple[Hand, ...] = ()
    sender: int | None = None

    def bars(self, user: AbstractBaseUser | AnonymousUser) -> bool:
        """Whether this user must not publish the record."""
        return user.pk is not None and user.pk in self.authors

    @property
    def authors(self) -> set[int]:
        """Return the accounts that must not publish the record."""
        sent = set() if self.sender is None else {self.sender}
        return {hand.user for hand in self.hands if hand.user is not None} | sent


def eyes_on(records: Iterable[Record]) -> dict[int, Eyes]:
    """Return who had a hand in each of some records of one kind, by key; a fixed number of queries."""
    given = list(records)
    if not given:
        return {}
    kind = publishing.kind_of(given[0])
    keys = [record.pk for record in given]
    senders = dict(
        Review.objects.filter(record_type=kind.code, record_pk__in=keys, state=ReviewState.OPEN).values_list(
            "record_pk", "sent_by"
        )
    )
    return {key: Eyes(tuple(found), senders.get(key)) for key, found in hands(kind.code, kind.model, keys).items()}


def refusals(
    records: Iterable[Record], user: AbstractBaseUser | AnonymousUser
) -> dict[publishing.Ref, list[publishing.Missing]]:
    """Return, for each record of one kind that this user must not publish, why not and who may instead."""
    given = list(records)
    eyes = eyes_on(given)
    barred = [record for record in given if eyes[record.pk].bars(user)]
    if not barred:
        return {}
    reviewers = people_who_may_publish(type(barred[0]))
    return {
        publishing.ref_of(record): [publishing.Missing(record, "", sentence(eyes[record.pk], user, reviewers))]
        for record in barred
    }


def sentence(eyes: Eyes, user: Any, reviewers: Mapping[int, str]) -> str:
    """Say that this user must not publish a record, and who may."""
    others = [name for key, name in reviewers.items() if key not in eyes.authors]
    if any(hand.user == user.pk for hand in eyes.hands):
        refused = _("You, %(name)s, changed it since its last publication; somebody else has to publish it.")
    else:
        refused = _("You, %(name)s, sent it for review; somebody else has to publish it.")
    may = _("Who may: %(names)s.") % {"names": ", ".join(others)} if others else _("At present nobody else may.")
    return f"{refused % {'name': user.get_username()}} {may}"


def people_who_may_publish(model: type[Record]) -> dict[int, str]:
    """Return the accounts with the permission to publish records of a kind, by key, in the order of their names."""
    permission = f"{model._meta.app_label}.publish_{model._meta.model_name}"
    users: Any = get_user_model()._default_manager
    found = users.with_perm(permission, backend=ACCOUNTS).filter(is_staff=True).order_by("username")
    return {user.pk: user.get_username() for user in found}


def outside(eyes: Eyes) -> list[Hand]:
    """Return the changes that were made without an account of the desk: by commands, loads and raw SQL."""
    return [hand for hand in eyes.hands if hand.user is None]
