"""Activities of all programmes over HTTP: what each shows, and the filters that name what it shows."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from agreements.models import Institution
from agreements.publishing import publish, withdraw
from agreements.register.models import Publication
from agreements.register.moments import write_instant
from programs.models import Activity
from tests.agreements.audit.running import run
from tests.agreements.register.building import NEW, OLD
from tests.programs.api.conftest import PART, PLAN

pytestmark = pytest.mark.usefixtures("programs")

LIST = "/api/v1/activities/"


def get(client: Client, query: str, status: int = 200) -> Any:
    response = client.get(f"{LIST}?{query}")
    assert response.status_code == status, response.content[:500]
    return response.json()


def found(client: Client, query: str) -> list[str]:
    return [row["id"] for row in get(client, query)["results"]]


def test_an_activity_shows_its_programme_and_what_its_dates_imply(client: Client) -> None:
    rows = get(client, "as_of=2026-07-01&program=" + PLAN)["results"]
    trained = next(row for row in rows if row["title"] == "Train founders")
    assert trained["program"]["id"] in (PLAN, PART)
    assert trained["progress"]["implied"] == "overdue"
    assert trained["stated_state"] == "planned"
    assert trained["evidenced"] is True
    rows = [row for row in rows if row["program"]["id"] == PLAN]
    assert [row["id"] for row in rows[0]["agreements"]] == [NEW]
    assert rows[0]["countries"] == ["KR"]
    exchanged = next(row for row in rows if row["title"] == "Exchange experts")
    assert (exchanged["evidenced"], exchanged["progress"]["implied"]) == (False, "done")
    assert get(client, "lang=ko&program=" + PART)["results"][0]["title"] == "창업자 교육"


def test_activities_are_found_by_what_they_show(client: Client) -> None:
    every = found(client, "")
    assert len(every) == len(set(every)) == 3
    assert len(found(client, f"program={PART}")) == 1
    assert len(found(client, f"program={PLAN}")) == 3
    assert len(found(client, f"agreement={NEW}")) == 2
    assert found(client, f"agreement={OLD}") == []
    assert found(client, "sector=health") == found(client, f"program={PART}")
    assert len(found(client, "stated_state=completed")) == 1
    assert len(found(client, "as_of=2026-07-01&progress=overdue")) == 2
    assert len(found(client, "planned_end_after=2026-06-30&planned_end_before=2026-06-30")) == 2
    assert found(client, "planned_end_after=2026-07") == []
    assert len(found(client, "party=KR")) == 2
    assert found(client, "party=CN") == []
    assert len(found(client, f"q=plan {PART}")) == 1


def test_an_institution_is_the_one_that_is_responsible(client: Client, programs: Any) -> None:
    assert found(client, "institution=kr-mss") == []
    activity = Activity.objects.filter(program=programs[PLAN]).first()
    assert activity is not None
    activity.institution = Institution.objects.get(slug="kr-smba")
    activity.form = "training"
    activity.save()
    assert found(client, "institution=kr-smba") == []
    before = write_instant(Publication.objects.latest("number").time)
    publish([programs[PLAN]], reason="Responsible", by="ed")
    assert found(client, "institution=kr-smba") == [f"{PLAN}/{activity.key}"]
    assert found(client, "institution=kr-mss") == [f"{PLAN}/{activity.key}"]
    assert found(client, "form=training") == [f"{PLAN}/{activity.key}"]
    assert found(client, f"form=training&known_at={before}") == []
    assert run() == (0, "no finding\n")


@pytest.mark.parametrize(
    ("query", "parameter"),
    [
        ("program=nothing", "program"),
        ("agreement=nothing", "agreement"),
        ("progress=late", "progress"),
        ("planned_end_after=2027&planned_end_before=2026", "planned_end_after"),
        ("state=overdue", "state"),
        ("facets=true", "facets"),
    ],
)
def test_a_bad_value_is_refused_by_name(client: Client, query: str, parameter: str) -> None:
    assert [row["parameter"] for row in get(client, query, 400)["errors"]] == [parameter]


def test_a_withdrawn_programme_takes_its_activities_along(client: Client, programs: Any) -> None:
    before = write_instant(Publication.objects.latest("number").time)
    withdraw([programs[PART]], reason="Mistake", by="ed")
    assert len(found(client, "")) == 2
    assert len(found(client, f"known_at={before}")) == 2
    assert run()[0] == 0


def test_a_longer_list_costs_no_more_queries(client: Client) -> None:
    def cost(size: int) -> int:
        with CaptureQueriesContext(connection) as asked:
            get(client, f"agreement={NEW}&page_size={size}")
        return len(asked)

    assert cost(50) == cost(1)
