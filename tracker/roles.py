"""The three roles of the desk as groups, each with exactly the permissions that follow from a rule, and no others.

* **editor**: everything with working records and their rows (what was public is never deleted; the database sees to
  that), to bring in registers as drafts, and to look at reports, findings and reviews. To send for review needs the
  permission to change the record.
* **reviewer**: an editor who may also publish: review, return, publish, withdraw, restore and merge.
* **administrator**: a reviewer who also keeps accounts and groups, decides on reports, looks at loads and runs audits.

The groups belong to this module: a permission that somebody gave one of them by hand is taken away and said. Who needs
another mixture is given permissions, or a group, of their own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from django.apps import apps
from django.contrib.auth.models import Group, Permission, User
from django.db import models, transaction

from agreements import publishing
from agreements.models.hands import tables_of

ALL: Final = ("view", "add", "change", "delete")
EDITOR, REVIEWER, ADMINISTRATOR = "editor", "reviewer", "administrator"
ROLES: Final = (EDITOR, REVIEWER, ADMINISTRATOR)
#: What administrators may do besides, by model.
BESIDES: Final = {
    "auth.user": ALL,
    "auth.group": ALL,
    "reports.report": ("view", "change", "delete"),
    "agreements.loadedrecord": ("view",),
    "desk.auditrun": ("add",),
}


@dataclass(frozen=True, slots=True)
class Change:
    """What was put right in one group: permissions given and taken, as ``app.codename``."""

    role: str
    made: bool
    given: tuple[str, ...]
    taken: tuple[str, ...]


def permissions_of(role: str) -> set[str]:
    """Return the permissions of a role, as ``app.codename``; ``KeyError`` for what is no role."""
    return {EDITOR: _editor, REVIEWER: _reviewer, ADMINISTRATOR: _administrator}[role]()


@transaction.atomic
def make_roles() -> list[Change]:
    """Give the three groups exactly their permissions; return what had to be changed, nothing the second time.

    Raises ``Permission.DoesNotExist`` where the database was not migrated.
    """
    known = {f"{p.content_type.app_label}.{p.codename}": p for p in Permission.objects.select_related("content_type")}
    changes = []
    for role in ROLES:
        group, made = Group.objects.get_or_create(name=role)
        wanted = permissions_of(role)
        if lacking := sorted(wanted - known.keys()):
            raise Permission.DoesNotExist(f"Migrate first; there is no permission {', '.join(lacking)}.")
        held = {f"{p.content_type.app_label}.{p.codename}" for p in group.permissions.select_related("content_type")}
        given, taken = sorted(wanted - held), sorted(held - wanted)
        group.permissions.add(*(known[name] for name in given))
        group.permissions.remove(*(known[name] for name in taken))
        if made or given or taken:
            changes.append(Change(role, made, tuple(given), tuple(taken)))
    return changes


@transaction.atomic
def put_into(username: str, role: str) -> User:
    """Put an account into a role and out of the other two, and let it into the desk; ``User.DoesNotExist``."""
    user: User = User.objects.select_for_update().get(username=username)
    user.groups.remove(*Group.objects.filter(name__in=ROLES).exclude(name=role))
    user.groups.add(Group.objects.get(name=role))
    if not user.is_staff:
        user.is_staff = True
        user.save(update_fields=["is_staff"])
    return user


def _editor() -> set[str]:
    found = {name for model in _working() for name in _named(model, ALL)}
    for label in ("reports.report", *(model._meta.label_lower for model in apps.get_app_config("desk").get_models())):
        found |= set(_named(apps.get_model(label), ("view",)))
    return found | set(_named(apps.get_model("desk.importrun"), ("add",)))


def _reviewer() -> set[str]:
    return _editor() | {name for kind in publishing.kinds() for name in _named(kind.model, ("publish",))}


def _administrator() -> set[str]:
    besides = {name for label, doing in BESIDES.items() for name in _named(apps.get_model(label), doing)}
    return _reviewer() | besides


def _working() -> Iterator[type[models.Model]]:
    """Yield every kind of record and the rows that belong to one; a new table joins them by its triggers."""
    for kind in publishing.kinds():
        yield from (table.model for table in tables_of(kind.model))


def _named(model: type[models.Model], doing: Iterable[str]) -> Iterator[str]:
    for verb in doing:
        yield f"{model._meta.app_label}.{verb}_{model._meta.model_name}"
