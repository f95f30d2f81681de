"""The two memoranda, published once for a module; what a test changes is rolled back after it."""

from collections.abc import Iterator

import pytest
from django.db import transaction
from pytest_django.plugin import DjangoDbBlocker

from tests.agreements.pages.world import World, build


@pytest.fixture(scope="module")
def published(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[World]:
    """Publish the two memoranda and what stands around them, in a transaction that is never committed."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield build()
        transaction.set_rollback(True)


@pytest.fixture
def world(published: World, db: None) -> World:
    """Give the published world, fresh from the database."""
    for record in (published.old, published.new, published.plan, published.source):
        record.refresh_from_db()
    return published
