"""How tests read twins: whole answers as text, rows of a table as dictionaries."""

from __future__ import annotations

import csv
from io import StringIO
from typing import Any

from django.test import Client


def answer(client: Client, address: str, status: int = 200, **headers: str) -> Any:
    """Give the answer of an address, which must have the status."""
    response = client.get(address, headers=headers)
    assert response.status_code == status, (address, response.status_code)
    return response


def body(response: Any) -> bytes:
    """Give all of an answer, streamed or not."""
    return b"".join(response.streaming_content) if response.streaming else response.content


def table(client: Client, address: str) -> list[dict[str, str]]:
    """Give the rows of a CSV file."""
    return list(csv.DictReader(StringIO(body(answer(client, address)).decode("utf-8-sig"))))


def several(cell: str) -> list[str]:
    """Give the values that stand in one cell, as ``docs/twins.md`` says that they are read."""
    if not cell:
        return []
    values, signs = [""], iter(cell)
    for sign in signs:
        if sign == "|":
            values.append("")
        else:
            values[-1] += next(signs) if sign == "\\" else sign
    return values


def ids(client: Client, address: str) -> list[str]:
    """Give the ids of the rows of a CSV file, in its order."""
    return [row["id"] for row in table(client, address)]
