"""How tests of the API ask: one address, the status that is expected, and the headers sent."""

from __future__ import annotations

from typing import Any

from django.test import Client

LIST = "/api/v1/agreements/"


def get(client: Client, path: str, status: int = 200, **headers: str) -> Any:
    """Give the response; fails with the start of the answer where the status is another."""
    response = client.get(path, headers=headers)
    assert response.status_code == status, response.content[:500]
    return response
