"""The checks on the database see what would silently break a search."""

from collections.abc import Iterator

import pytest
from django.db import connection

from tracker import checks

BLIND = "tracker_blind_to_korean"


@pytest.fixture
def blind_database(transactional_db: None) -> Iterator[str]:
    """Make a database whose character classification is C, where trigrams skip Hangul and Han."""
    with connection.cursor() as cursor:
        cursor.execute(f"DROP DATABASE IF EXISTS {BLIND}")
        cursor.execute(f"CREATE DATABASE {BLIND} TEMPLATE template0 ENCODING 'UTF8' LC_CTYPE 'C' LC_COLLATE 'C'")
    yield BLIND
    with connection.cursor() as cursor:
        cursor.execute(f"DROP DATABASE {BLIND} WITH (FORCE)")


@pytest.mark.django_db
def test_the_database_of_the_tests_is_fit() -> None:
    with connection.cursor() as cursor:
        cursor.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
    assert checks.database_is_fit(databases=["default"]) == []


@pytest.mark.thorough
def test_a_database_blind_to_korean_and_chinese_is_named_with_the_cure(blind_database: str) -> None:
    wrapper = connection.copy()
    wrapper.settings_dict = {**wrapper.settings_dict, "NAME": blind_database}
    try:
        with wrapper.cursor() as cursor:
            cursor.execute("CREATE EXTENSION pg_trgm")
        [problem] = checks.trigrams_of_all_scripts(wrapper)
    finally:
        wrapper.close()
    assert problem.id == "tracker.E002"
    assert "Korean" in problem.msg
    assert "C.UTF-8" in problem.hint


@pytest.mark.django_db
def test_an_older_server_is_refused_by_number(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checks, "OLDEST_VERSION", 990_000)
    [problem] = checks.server_version(connection)
    assert problem.id == "tracker.E001"
    assert "needs 15 or later" in problem.msg
