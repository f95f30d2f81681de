"""The table of days, made once for the run: making it anew for every test would cost more than the tests."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection

from tests.agreements.partial_dates.days_table import Kept


@pytest.fixture(scope="session")
def made_table(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """Make the table once and take it away; what a killed run left behind goes first."""
    with django_db_blocker.unblock():
        with connection.cursor() as cursor:
            cursor.execute(f"DROP TABLE IF EXISTS {Kept._meta.db_table}")
        with connection.schema_editor() as editor:
            editor.create_model(Kept)
    yield
    with django_db_blocker.unblock(), connection.schema_editor() as editor:
        editor.delete_model(Kept)


@pytest.fixture
def table(made_table: None, db: None) -> type[Kept]:
    """The empty table; what a test writes is rolled back."""
    return Kept
