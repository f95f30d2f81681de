"""The test run has a database of its own."""

import pytest
from django.db import connection


@pytest.mark.django_db
def test_the_test_database_is_postgresql_15_or_later() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SHOW server_version_num")
        assert int(cursor.fetchone()[0]) >= 150_000
