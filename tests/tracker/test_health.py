"""Liveness answers while the process lives; readiness names what is missing, and never how it failed."""

from __future__ import annotations

import pytest
from django.db import OperationalError, connection
from django.test import Client


def test_liveness_asks_nothing_of_the_database(client: Client) -> None:
    response = client.get("/healthz")
    assert (response.status_code, response.json()) == (200, {"status": "ok"})
    assert "no-store" in response["Cache-Control"]
    assert client.head("/healthz").status_code == 200
    assert client.post("/healthz").status_code == 405


@pytest.mark.django_db
def test_readiness_needs_the_database_and_every_migration(client: Client) -> None:
    response = client.get("/readyz")
    assert (response.status_code, response.json()["status"]) == (200, "ready")
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'register'")
    response = client.get("/readyz")
    assert response.status_code == 503
    assert response.json()["checks"] == {"database": True, "migrations": False, "scripts": True}


@pytest.mark.django_db
def test_readiness_without_a_database_is_503_without_a_trace(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail() -> None:
        raise OperationalError("hemlock at 192.0.2.1")

    monkeypatch.setattr(connection, "ensure_connection", fail)
    response = client.get("/readyz")
    assert (response.status_code, response.json()["checks"]["database"]) == (503, False)
    assert b"hemlock" not in response.content
