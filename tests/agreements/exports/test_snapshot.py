"""An export reads one state of the database, so that even a withdrawal in its middle is wholly in it or not at all."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from django.db import connection

from agreements.exports.bulk.running import export_to
from agreements.models import Agreement
from agreements.publishing import withdraw
from tests.agreements.register.building import BARE, register

pytestmark = [pytest.mark.thorough, pytest.mark.django_db(transaction=True)]


def withdraw_it() -> None:
    """Withdraw a record in a connection of its own."""
    withdraw([Agreement.objects.get(slug=BARE)], reason="Entered by mistake", by="an editor")
    connection.close()


def test_a_withdrawal_in_the_middle_is_not_seen(tmp_path: Path) -> None:
    register()
    seen: list[str] = []

    def meanwhile(line: str) -> None:
        if not seen:
            with ThreadPoolExecutor(1) as other:
                other.submit(withdraw_it).result()
        seen.append(line)

    for expected in (True, False):
        export_to(tmp_path / "data", tell=meanwhile)
        documents = (tmp_path / "data" / "agreements.ndjson").read_text().splitlines()
        assert (BARE in {json.loads(line)["id"] for line in documents}) is expected
        assert (f"\r\n{BARE}," in (tmp_path / "data" / "agreements.csv").read_text(newline="")) is expected
        changes = (tmp_path / "data" / "changes.ndjson").read_text()
        assert ("withdrawn" in changes) is not expected
