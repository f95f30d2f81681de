"""The settings refuse what is unsafe, each time with a sentence that says what to do."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from tracker.settings.database import choose, from_url
from tracker.settings.security import DEVELOPMENT_KEY, choose_key

CHECKOUT = Path(__file__).resolve().parents[2]
KEY = "a-key-made-for-this-test-only-and-longer-than-fifty-characters"
SERVER = "postgresql://someone:secret@db.invalid:5433/register?sslmode=require"


def manage(*arguments: str, **environment: str) -> "subprocess.CompletedProcess[str]":
    """Run a management command with nothing of the settings but what is given."""
    return subprocess.run(
        [sys.executable, "manage.py", *arguments], cwd=CHECKOUT, capture_output=True, text=True, check=False,
        env={"PATH": os.environ["PATH"], "PYTHONWARNINGS": "ignore", **environment},
    )  # fmt: skip


def test_production_refuses_to_start_without_a_key_of_its_own() -> None:
    answer = manage("check", DEBUG="0", DATABASE_URL=SERVER)
    assert answer.returncode != 0
    assert "SECRET_KEY" in answer.stderr
    assert "secrets.token_urlsafe" in answer.stderr


@pytest.mark.thorough
def test_production_refuses_the_embedded_server_unless_it_is_asked_for() -> None:
    refused = manage("check", DEBUG="0", SECRET_KEY=KEY)
    assert refused.returncode != 0
    assert "DATABASE_URL" in refused.stderr
    assert "ALLOW_EMBEDDED=1" in refused.stderr
    assert manage("check", DEBUG="0", SECRET_KEY=KEY, ALLOW_EMBEDDED="1").returncode == 0


@pytest.mark.thorough
def test_production_passes_djangos_deployment_checks_without_a_warning() -> None:
    answer = manage(
        "check", "--deploy", "--fail-level", "WARNING", DEBUG="0", SECRET_KEY=KEY, DATABASE_URL=SERVER,
        ALLOWED_HOSTS="register.example",
    )  # fmt: skip
    assert answer.returncode == 0, answer.stderr
    assert "no issues" in answer.stdout


@pytest.mark.parametrize(
    "key", ["", DEVELOPMENT_KEY, "django-insecure-anything-else-of-that-kind-is-known-too", "short"]
)
def test_a_missing_known_or_short_key_is_refused_in_production(key: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="SECRET_KEY"):
        choose_key(key, debug=False)


def test_development_needs_no_key() -> None:
    assert choose_key("", debug=True) == DEVELOPMENT_KEY


def test_a_database_url_is_read_as_libpq_reads_it() -> None:
    read = from_url("postgres://some%40one:s%2Fecret@db.invalid:5433/register?sslmode=require&application_name=x")
    assert (read["USER"], read["PASSWORD"], read["HOST"], read["PORT"], read["NAME"]) == (
        "some@one", "s/ecret", "db.invalid", "5433", "register",
    )  # fmt: skip
    assert read["OPTIONS"] == {"sslmode": "require", "application_name": "x"}
    assert from_url("postgresql:///register?host=/run/postgresql")["HOST"] == "/run/postgresql"


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("sqlite:///register.db", "PostgreSQL only"),
        ("mysql://localhost/register", "PostgreSQL only"),
        ("register", "PostgreSQL only"),
        ("postgresql://localhost", "names no database"),
        ("postgresql://localhost/register?colour=red", "colour"),
    ],
)
def test_a_database_url_that_cannot_serve_is_refused_with_its_reason(url: str, said: str) -> None:
    with pytest.raises(ImproperlyConfigured, match=said):
        from_url(url)


def test_the_password_of_a_refused_database_url_is_not_repeated() -> None:
    with pytest.raises(ImproperlyConfigured) as refused:
        from_url("mysql://someone:secret@localhost/register")
    assert "secret" not in str(refused.value)


def test_only_production_keeps_a_pool_of_connections() -> None:
    for debug, pool in ((True, None), (False, {"min_size": 1, "max_size": 5})):
        chosen = choose(SERVER, debug=debug, allow_embedded=False, pool_size=5)
        assert chosen["OPTIONS"].get("pool") == pool


def test_a_flag_that_is_neither_yes_nor_no_is_refused() -> None:
    answer = manage("check", DEBUG="perhaps")
    assert answer.returncode != 0
    assert "neither yes nor no" in answer.stderr


@pytest.mark.thorough
def test_a_failure_in_production_leaves_its_trace_in_the_log() -> None:
    failing = "import logging\ntry: 1/0\nexcept ZeroDivisionError: logging.getLogger('django.request').exception('no')"
    answer = manage("shell", "--no-imports", "-c", failing, DEBUG="0", SECRET_KEY=KEY, DATABASE_URL=SERVER)
    assert answer.stderr.count("ZeroDivisionError") == 1
