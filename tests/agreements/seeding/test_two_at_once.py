"""Two loads at once take turns: the second finds everything done."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from django.db import connection

from agreements.models import Country
from agreements.register.models import Publication
from agreements.seeding.loading import load

pytestmark = pytest.mark.thorough


@pytest.mark.django_db(transaction=True)
def test_of_two_loads_at_once_one_creates_and_the_other_finds_it_done(seeds: Path) -> None:
    said: list[str] = []
    start = threading.Barrier(2)

    def one() -> None:
        try:
            start.wait(timeout=30)
            said.append(load(seeds).lines()[0])
        finally:
            connection.close()

    threads = [threading.Thread(target=one) for _number in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    assert sorted(said) == ["0 created, 0 changed, 9 unchanged", "9 created, 0 changed, 0 unchanged"]
    assert Country.objects.count() == 3
    numbers = list(Publication.objects.order_by("number").values_list("number", flat=True))
    assert numbers == list(range(numbers[0], numbers[0] + 9))
