"""Several publishers at once: the sequence has no gap, follows time, and neighbours are never stale."""

from __future__ import annotations

import select
import subprocess
import sys
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from django.db import connection

from agreements.audit import audit
from agreements.models import Country, Sector
from agreements.publishing import publish
from agreements.register.models import Publication, Sequence
from tests.agreements.publishing.conftest import ready
from tests.factories import CountryFactory, RelationFactory, SectorFactory

pytestmark = pytest.mark.django_db(transaction=True)
ROOT = Path(__file__).resolve().parents[3]
PATIENCE = 180.0


class Publisher:
    """A process that publishes when it is told to."""

    def __init__(self, rounds: int, manner: str, *slugs: str) -> None:
        name = connection.settings_dict["NAME"]
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.agreements.publishing.publisher", name, str(rounds), manner, *slugs],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def hear(self, word: str) -> None:
        """Wait for the next word, for a bounded time. There is never more than one on its way."""
        assert self.process.stdout is not None
        assert select.select([self.process.stdout], [], [], PATIENCE)[0], f"after {PATIENCE} s still not {word}"
        assert self.process.stdout.readline().strip() == word

    def tell(self) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write("go\n")
        self.process.stdin.flush()


@pytest.fixture
def publishers() -> Iterator[list[Publisher]]:
    """Publishers of one test; none outlives it."""
    started: list[Publisher] = []
    yield started
    for one in started:
        one.process.kill()
        one.process.communicate()


@pytest.fixture
def _names() -> None:
    CountryFactory(code="KR"), CountryFactory(code="CN"), SectorFactory(slug="startups")
    publish([*Country.objects.all(), *Sector.objects.all()], reason="Names", by="ed")


def check_the_sequence() -> list[Publication]:
    """Assert that numbers have no gap and times increase; return every publication."""
    rows = list(Publication.objects.order_by("number"))
    assert [row.number for row in rows] == list(range(1, len(rows) + 1))
    assert all(earlier.time < later.time for earlier, later in pairwise(rows))
    sequence = Sequence.objects.get()
    assert (sequence.last_number, sequence.last_time) == (rows[-1].number, rows[-1].time)
    return rows


@pytest.mark.thorough
@pytest.mark.usefixtures("_names")
def test_several_publishers_leave_no_gap_though_one_is_killed_in_its_transaction(publishers: list[Publisher]) -> None:
    own = [[ready(f"mou-{n}-{m}").slug for m in range(2)] for n in range(3)]
    ready("killed")
    for slugs in own:
        publishers.append(Publisher(5, "go", *slugs))
    victim = Publisher(1, "hold", "killed")
    publishers.append(victim)
    for one in publishers:
        one.hear("ready")
    before = Publication.objects.count()
    victim.tell()
    victim.hear("holding")  # it has the lock and has written its publication
    for one in publishers[:3]:
        one.tell()
    victim.process.kill()
    for one in publishers[:3]:
        one.hear("done")
    rows = check_the_sequence()
    assert "killed" not in {row.record_id for row in rows}
    mine = [row for row in rows[before:] if row.record_type == "agreement"]
    assert len(mine) == 3 * 2 * 5
    assert {row.by for row in mine} == {f"process {one.process.pid}" for one in publishers[:3]}
    assert [findings for _rule, findings in audit() if findings] == []


@pytest.mark.thorough
@pytest.mark.usefixtures("_names")
def test_two_publishers_of_neighbours_never_work_from_stale_facts(publishers: list[Publisher]) -> None:
    pairs = 6
    for n in range(pairs):
        old, new = ready(f"old-{n}", signed="2010-01-01"), ready(f"new-{n}", signed="2020-01-01")
        RelationFactory(subject=new, object=old)
    publishers.append(Publisher(1, "go", *(f"old-{n}" for n in range(pairs))))
    publishers.append(Publisher(1, "go", *(f"new-{n}" for n in range(pairs))))
    for one in publishers:
        one.hear("ready")
    for one in publishers:
        one.tell()
    for one in publishers:
        one.hear("done")
    check_the_sequence()
    for n in range(pairs):
        old = Publication.objects.filter(record_id=f"old-{n}").latest("number").document
        assert [row["other"] for row in old["relations"]] == [f"new-{n}"]
        assert old["ends"] == "2019-12-31"
    assert [findings for _rule, findings in audit() if findings] == []
