"""The framework programme, published once for a module; what a test changes is rolled back after it."""

from collections.abc import Iterator

import pytest
from django.db import transaction
from pytest_django.plugin import DjangoDbBlocker

from tests.agreements.pages.world import World
from tests.programs.tree_world import build_tree


@pytest.fixture(scope="module")
def published_tree(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[World]:
    """Publish the memoranda and the framework programme, in a transaction that is never committed."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield build_tree()
        transaction.set_rollback(True)


@pytest.fixture
def framework(published_tree: World, db: None) -> World:
    """Give the published world, fresh from the database."""
    for record in (published_tree.old, published_tree.new, published_tree.plan):
        record.refresh_from_db()
    return published_tree
