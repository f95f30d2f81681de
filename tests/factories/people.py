"""Users of the desk."""

from __future__ import annotations

import factory
from django.contrib.auth.models import AbstractUser, Permission, User
from factory.django import DjangoModelFactory


class EditorFactory(DjangoModelFactory):
    """A member of staff without any permission."""

    class Meta:
        model = User

    username = factory.Sequence(lambda n: f"editor-{n}")
    is_staff = True


class SuperuserFactory(EditorFactory):
    """Somebody who may do everything."""

    username = factory.Sequence(lambda n: f"chief-{n}")
    is_superuser = True


def editor_with(*permissions: str) -> AbstractUser:
    """Return a member of staff with the named permissions, such as ``agreements.change_agreement``."""
    editor = EditorFactory()
    for permission in permissions:
        app, codename = permission.split(".")
        editor.user_permissions.add(Permission.objects.get(content_type__app_label=app, codename=codename))
    return User.objects.get(pk=editor.pk)
