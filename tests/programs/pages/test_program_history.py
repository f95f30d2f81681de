"""What changed on a programme, two of its published states compared, and a mistake reported from one of its facts."""

from __future__ import annotations

import pytest
from django.test import Client

from agreements.publishing import publish
from programs.models import Activity, Program
from tests.agreements.pages.reading import words
from tests.agreements.pages.world import PLAN, World

PAGE = f"/programs/{PLAN}/"


@pytest.fixture
def moved(world: World) -> Activity:
    """Publish the plan again with an activity that was put off, and one that came to it."""
    visits = Activity.objects.get(program=world.plan, title="Visits of investors")
    visits.planned_end = "2026-09"
    visits.save()
    Activity.objects.create(program=world.plan, title="A fair for start-ups", stated_state="planned")
    publish([Program.objects.get(slug=PLAN)], reason="The visits were put off", by="an editor")
    return visits


def test_the_history_gives_every_publication_with_its_public_reason(client: Client, moved: Activity) -> None:
    text = words(client.get(f"{PAGE}history/"))
    assert "The visits were put off" in text
    assert "First entered from a report" in text
    assert "an editor" not in text
    assert "The visits were put off" in words(client.get(PAGE))


def test_two_states_are_compared_activity_by_activity(client: Client, moved: Activity) -> None:
    text = words(client.get(f"{PAGE}compare/"))
    assert "March 2026" in text
    assert "September 2026" in text
    assert "A fair for start-ups" in text
    assert "First session" not in text  # it did not change


def test_the_page_as_it_stood_before_does_not_know_of_the_change(client: Client, moved: Activity) -> None:
    published = client.get("/api/v1/changes/?page_size=500").json()["results"]
    before = next(row["time"] for row in published if row["id"] == PLAN)
    text = words(client.get(f"{PAGE}?known_at={before.replace('+', '%2B')}"))
    assert "A fair for start-ups" not in text
    assert "September 2026" not in text
    assert "March 2026" in text


def test_a_mistake_is_reported_from_the_fact_at_which_a_reader_stands(client: Client, moved: Activity) -> None:
    response = client.get(f"/report/?record=program:{PLAN}&fact=activity/{moved.key}/planned_end")
    assert response.status_code == 200
    text = words(response)
    assert "September 2026" in text
    assert "Visits of investors" in text
