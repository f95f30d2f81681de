"""The small register, built once a module: publishing five records takes a second, and these tests only read."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction

from agreements.models import Agreement
from tests.agreements.register.building import register


@pytest.fixture(scope="module")
def published(django_db_setup: None, django_db_blocker: Any) -> Iterator[dict[str, Agreement]]:
    """Five published agreements by id (see ``building``), taken back when the module is done.

    Every test runs in a savepoint of its own inside, so what it changes is gone after it.
    """
    with django_db_blocker.unblock():
        outer = transaction.atomic()
        outer.__enter__()
        try:
            yield register()
        finally:
            transaction.set_rollback(True)
            outer.__exit__(None, None, None)


@pytest.fixture
def records(published: dict[str, Agreement], db: None) -> dict[str, Agreement]:
    """The five agreements, in a test's own savepoint."""
    return published
