"""The page of a programme: stated state beside what the dates imply, its tree, basis, activities and sessions."""

import pytest
from django.test import Client

from programs.models import Activity
from tests.agreements.pages.reading import words
from tests.agreements.pages.world import NEW, PLAN, World

PAGE = f"/programs/{PLAN}/"
pytestmark = pytest.mark.django_db


def test_a_planned_end_in_the_past_is_overdue_and_never_completed(client: Client, world: World) -> None:
    text = words(client.get(PAGE + "?as_of=2026-11-01"))
    assert "Stated Planned" in text
    assert "By its dates planned end passed, nothing known of its completion" in text
    for word in ("completed", "overdue", "done"):
        assert word not in text.lower()


def test_before_its_time_no_planned_end_has_passed(client: Client, world: World) -> None:
    assert "planned end passed" not in words(client.get(PAGE + "?as_of=2026-01-15"))


def test_activities_show_planned_and_actual_dates_apart(client: Client, world: World) -> None:
    text = words(client.get(PAGE + "?as_of=2026-11-01"))
    assert "Visits of investors" in text
    assert "February 2026" in text
    assert "no date known" in text
    assert "2 activities (1 programme) 2 planned 1 planned end passed, nothing known of completion 1 without" in text


def test_it_leads_to_the_agreement_that_it_follows_from_and_back(client: Client, world: World) -> None:
    assert f'href="/agreements/{NEW}/"' in client.get(PAGE).content.decode()
    assert f'href="{PAGE}"' in client.get(f"/agreements/{NEW}/").content.decode()


def test_sessions_are_shown_with_the_precision_that_they_have(client: Client, world: World) -> None:
    assert "First session 2027" in words(client.get(PAGE))


def test_a_draft_activity_is_not_shown(client: Client, world: World) -> None:
    Activity.objects.create(program=world.plan, title="A secret step", stated_state="planned")
    assert "A secret step" not in words(client.get(PAGE))


def test_the_list_of_programmes_refuses_what_it_cannot_read(client: Client, world: World) -> None:
    assert PLAN in client.get("/programs/").content.decode()
    assert client.get("/programs/?kind=x").status_code == 400
    assert client.get("/programs/?unknown=1").status_code == 400
