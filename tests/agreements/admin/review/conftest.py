"""An editor, a reviewer and a record that lacks nothing, whose countries, sector and source are public."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.contrib.auth.models import Group, User
from django.test import Client

from agreements import publishing
from agreements.desk.acting import acting
from agreements.models import Agreement, Country, Sector, Source
from tests.factories import EditorFactory, publishable_agreement
from tracker.roles import make_roles

Sit = Callable[[str], Client]


def person(name: str, role: str) -> User:
    """Make an account with a role."""
    made: User = EditorFactory(username=name)
    made.groups.add(Group.objects.get(name=role))
    return made


@pytest.fixture
def desk(db: None) -> Sit:
    """Seat somebody at the desk: ``desk("ann")``; ann is an editor, rex and rita are reviewers, adam administers."""
    make_roles()
    for name, role in (("ann", "editor"), ("rex", "reviewer"), ("rita", "reviewer"), ("adam", "administrator")):
        person(name, role)

    def sit(name: str) -> Client:
        client = Client()
        client.force_login(User.objects.get(username=name))
        return client

    return sit


def typed_by(name: str, slug: str = "kr-cn-mou", **facts: object) -> Agreement:
    """Return a complete draft that somebody typed, with everything that it names public."""
    with acting(User.objects.get(username=name)):
        record = publishable_agreement(slug, **facts)  # type: ignore[arg-type]
    with acting("load"):
        named = [*Country.objects.all(), *Sector.objects.all(), *Source.objects.all()]
        publishing.publish(named, reason="Reference", by="load")
    return record
