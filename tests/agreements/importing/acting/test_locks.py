"""An import locks what it changes in the order of publishers, so that neither ends the other's transaction."""

from __future__ import annotations

from pathlib import Path
from threading import Thread

import pytest
from django.db import connection, transaction

from agreements.importing.acting.act import act
from agreements.importing.planning import comparing
from agreements.models import Agreement
from tests.agreements.importing.invented import bring, lamp, outcomes, planned, world

pytestmark = pytest.mark.django_db(transaction=True)


def row(letter: str, year: int) -> str:
    return f"{letter};Arrangement {letter.upper()};Japan;{year};;;;;"


def wait_until_it_waits(importer: Thread) -> None:
    """Ask the database until it says that a session waits for what this one holds."""
    with connection.cursor() as cursor:
        while True:
            cursor.execute("SELECT pg_stat_clear_snapshot()")
            cursor.execute("SELECT count(*) FROM pg_stat_activity WHERE pg_backend_pid() = ANY (pg_blocking_pids(pid))")
            if cursor.fetchone() != (0,):
                return
            assert importer.is_alive(), "it came to its end and waited for nobody"


def test_an_import_waits_for_a_publisher_without_holding_what_that_one_locks_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    world()
    bring(tmp_path, row("a", 1998), row("b", 1999))
    monkeypatch.setattr(comparing, "CHUNK", 1)
    plan = planned(tmp_path, row("b", 2001), row("a", 2002))
    first, second = lamp("a"), lamp("b")
    assert first.pk < second.pk, "the file names them the other way round"
    told: list[list[str]] = []

    def bring_in() -> None:
        told.append(outcomes(act(plan, by="import")))
        connection.close()

    importer = Thread(target=bring_in)
    with transaction.atomic():
        Agreement.objects.select_for_update(no_key=True).get(pk=first.pk)
        importer.start()
        wait_until_it_waits(importer)
        Agreement.objects.select_for_update(no_key=True, nowait=True).get(pk=second.pk)
    importer.join()
    assert told == [["changed", "changed"]]
