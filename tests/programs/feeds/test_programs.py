"""The list of programmes to follow."""

from __future__ import annotations

import pytest
from django.test import Client

from agreements.publishing import publish, withdraw
from programs.models import Program
from tests.agreements.feeds.reading import entries, events, records, tombstones
from tests.programs.api.conftest import PART, PLAN

pytestmark = pytest.mark.usefixtures("programs")


def test_a_feed_has_the_programmes_that_the_list_keeps(client: Client) -> None:
    assert records(client, "/programs.atom") == {PLAN, PART}
    assert records(client, "/programs.atom?sector=health") == {PART}


def test_a_changed_plan_is_told_and_a_withdrawn_one_leaves_a_tombstone(
    client: Client, programs: dict[str, Program]
) -> None:
    Program.objects.filter(slug=PLAN).update(planned_end="2027-03")
    assert entries(client, "/programs.atom")[0].type == "created"
    publish([programs[PLAN]], reason="Prolonged", by="ed")
    newest = entries(client, "/programs.atom")[0]
    assert (newest.type, newest.summary, newest.link) == ("updated", "Prolonged", f"http://testserver/programs/{PLAN}/")
    assert "Planned end – changed (December 2026 → March 2027)" in newest.content
    lost = [one.id for one in entries(client, "/programs.atom") if one.link.endswith(f"/{PART}/")]
    withdraw([programs[PART]], reason="Entered twice", by="ed")
    assert tombstones(client, "/programs.atom") == dict.fromkeys(lost, "Entered twice")
    assert tombstones(client, "/agreements.atom") == {}


def test_a_calendar_has_sessions_and_planned_ends(client: Client, programs: dict[str, Program]) -> None:
    found = events(client, "/programs.ics?as_of=2026-02-01")
    assert f"program/{PLAN}/program-end" in found
    assert found[f"program/{PLAN}/program-end"].summary.endswith("(known to the month: December 2026)")
    assert {uid.split("/")[1] for uid in events(client, "/programs.ics?as_of=2026-02-01&sector=health")} == {PART}
