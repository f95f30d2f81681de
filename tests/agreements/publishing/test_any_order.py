"""Whatever is done in whatever order, what is public is what the published facts give.

The audit derives every record from the facts of all; the door follows only neighbours. That the two agree after many
steps shows that the neighbours are the right ones. The steps are chosen by a fixed seed.
"""

from __future__ import annotations

import os
import random
from collections.abc import Callable

import pytest

from agreements.audit import audit
from agreements.models import Agreement, Relation
from agreements.publishing import NotPublishable, merge, publish, restore, settle_working, withdraw
from agreements.register.models import Publication
from tests.agreements.publishing.conftest import ready
from tests.factories import ActFactory, ClauseFactory, RelationFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("names")]
COUNT = 6
STEPS = 20
CODES = ("replaces", "renews", "extends", "terminates", "suspends", "amends", "builds-on")
SEEDS = [int(seed) for seed in os.environ.get("DOOR_SEEDS", "1").split()]


def relate(dice: random.Random, records: list[Agreement]) -> None:
    """A later record acts on an earlier one, so that no circle is made."""
    earlier, later = sorted(dice.sample(range(COUNT), 2))
    subject, other, code = records[later], records[earlier], dice.choice(CODES)
    if not Relation.objects.filter(subject=subject, object=other, code=code).exists():
        days = dice.choice((None, "2016", "2017-06-30", "2021-03"))
        RelationFactory(
            subject=subject, object=other, code=code, date=days, until="2030" if code == "extends" else None
        )
        settle_working(subject)


def unrelate(dice: random.Random, records: list[Agreement]) -> None:
    row = dice.choice([*Relation.objects.order_by("pk"), None])
    if row is not None:
        row.delete()
        settle_working(row.subject, row.object)


def end(dice: random.Random, records: list[Agreement]) -> None:
    record = dice.choice(records)
    record.acts.exclude(type="signed").delete()
    ActFactory(agreement=record, type=dice.choice(("expired", "terminated")), date=dice.choice(("2018", "2020-05-05")))
    settle_working(record)


def bring(dice: random.Random, records: list[Agreement]) -> None:
    chosen = dice.sample(records, dice.randint(1, 3))
    attempt(lambda: publish(chosen, reason="Step", by="dice"))


def take(dice: random.Random, records: list[Agreement]) -> None:
    chosen = dice.choice(records)
    attempt(lambda: withdraw([chosen], reason="Step", by="dice"))


def back(dice: random.Random, records: list[Agreement]) -> None:
    chosen = dice.choice(records)
    attempt(lambda: restore([chosen], reason="Step", by="dice"))


def join(dice: random.Random, records: list[Agreement]) -> None:
    one, other = dice.sample(records, 2)
    attempt(lambda: merge(one, other, reason="Step", by="dice"))


def attempt(step: Callable[[], object]) -> None:
    try:
        step()
    except NotPublishable:
        return


@pytest.mark.thorough
@pytest.mark.parametrize("seed", SEEDS)
def test_neighbours_are_followed_whatever_is_done_in_whatever_order(seed: int) -> None:
    dice = random.Random(seed)
    records = [ready(f"mou-{n}", signed=f"{2010 + 2 * n}-03-01") for n in range(COUNT)]
    ClauseFactory(agreement=records[1], three_years_renewed_by_one=True, counting_start="signature")
    settle_working(records[1])
    steps = [relate] * 4 + [bring] * 6 + [unrelate, end, take, back, back, join]
    for _ in range(STEPS):
        dice.choice(steps)(dice, records)
        for record in records:
            record.refresh_from_db()
        found = [str(f) for rule, all_found in audit() for f in all_found if not f.is_note]
        found = [text for text in found if "document.findings" not in text and "working record" not in text]
        assert found == []
    assert Publication.objects.filter(reason__startswith="Follows from", record_type="agreement").exists()
