"""Asking the API as its clients do."""

from __future__ import annotations

from typing import Any

from django.test import Client

API = "/api/v1/"
LIST = f"{API}agreements/"


def get(client: Client, path: str, status: int = 200, **headers: str) -> Any:
    response = client.get(path if path.startswith(("/", "http")) else API + path, headers=headers)
    assert response.status_code == status, (path, response.content[:400])
    return response


def ids(client: Client, query: str) -> list[str]:
    return [row["id"] for row in get(client, f"{LIST}?{query}").json()["results"]]
