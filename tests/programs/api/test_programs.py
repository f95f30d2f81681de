"""Programmes over HTTP: what is stated beside what the dates imply, the way to agreements and back, filters."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from agreements.models import Agreement
from agreements.publishing import merge, publish, withdraw
from tests.agreements.register.building import NEW, OLD
from tests.programs.api.conftest import PART, PLAN, program

pytestmark = pytest.mark.usefixtures("programs")

LIST = "/api/v1/programs/"


def get(client: Client, path: str, status: int = 200) -> Any:
    response = client.get(path)
    assert response.status_code == status, response.content[:500]
    return response.json()


def found(client: Client, query: str) -> set[str]:
    return {row["id"] for row in get(client, f"{LIST}?{query}")["results"]}


def test_a_programme_shows_what_it_rests_on_and_who_leads_it(client: Client) -> None:
    body = get(client, f"{LIST}{PLAN}/")
    assert [(row["id"], row["title"], row["how"]) for row in body["agreements"]] == [
        (NEW, "A new memorandum", "follows-from")
    ]
    lead = body["leads"][0]
    assert (lead["country"], lead["institution"]["id"], lead["part"]) == ("KR", "kr-mss", "lead")
    assert [child["id"] for child in body["children"]] == [PART]
    assert [row["title"] for row in body["activities"]] == ["Train founders", "Exchange experts"]
    assert [row["date"] for row in body["sessions"]] == ["2026-04"]
    assert {row["path"] for row in body["evidence"]} >= {"kind", "sector/startups"}
    assert get(client, f"{LIST}{PART}/")["parent"]["id"] == PLAN


def test_an_agreement_leads_to_its_programmes_and_is_found_by_them(client: Client) -> None:
    body = get(client, f"/api/v1/agreements/{NEW}/")
    assert [(row["id"], row["how"]) for row in body["programs"]] == [(PLAN, "follows-from")]
    assert get(client, f"/api/v1/agreements/{OLD}/")["programs"] == []
    rows = get(client, f"/api/v1/agreements/?program={PLAN}&expand=programs")["results"]
    assert [(row["id"], row["programs"][0]["id"]) for row in rows] == [(NEW, PLAN)]
    assert get(client, f"/api/v1/agreements/?program={PART}")["count"] == 0
    problem = get(client, "/api/v1/agreements/?program=nothing", 400)
    assert problem["errors"][0]["parameter"] == "program"


@pytest.mark.parametrize(
    ("day", "implied", "certain"),
    [
        ("2026-02-01", "not-started", False),
        ("2026-01-31", "not-started", True),
        ("2026-03-01", "under-way", False),
        ("2026-12-31", "under-way", False),
        ("2027-01-01", "overdue", True),
        ("2030-01-01", "overdue", True),
    ],
)
def test_the_dates_imply_a_state_on_the_day_and_never_that_it_is_done(
    client: Client, day: str, implied: str, certain: bool
) -> None:
    progress = get(client, f"{LIST}{PLAN}/?as_of={day}")["progress"]
    assert (progress["implied"], progress["certain"], progress["as_of"]) == (implied, certain, day)
    assert get(client, f"{LIST}{PLAN}/?as_of={day}")["stated_state"] == "planned"


def test_activities_are_counted(client: Client) -> None:
    counts = get(client, f"{LIST}{PLAN}/?as_of=2026-07-01")["activity_counts"]
    assert counts == {"total": 2, "done": 1, "overdue": 1, "without_evidence": 1}
    assert get(client, f"{LIST}{PLAN}/?as_of=2026-05-01")["activity_counts"]["overdue"] == 0


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", {PLAN, PART}),
        ("party=KR", {PLAN}),
        ("party=CN", set()),
        ("party=kr-mss", {PLAN}),
        ("institution=kr-mss", {PLAN}),
        ("country=kr&country=jp", {PLAN}),
        ("sector=economy", {PLAN}),
        ("sector=health", {PART}),
        ("sector=health&sector=economy&sector_match=all", set()),
        ("form=training", {PLAN}),
        ("kind=work-plan", {PLAN, PART}),
        ("kind=platform", set()),
        ("stated_state=planned", {PLAN}),
        (f"agreement={NEW}", {PLAN}),
        (f"agreement={OLD}", set()),
        (f"parent={PLAN}", {PART}),
        ("source=article", {PLAN, PART}),
        ("source=gazette", set()),
        ("occasion=state-visit-2026", set()),
        ("known_at=1999-01-01T00:00:00Z", set()),
    ],
)
def test_a_filter_keeps_what_it_names_and_leaves_out_the_rest(client: Client, query: str, expected: set[str]) -> None:
    assert found(client, query) == expected


@pytest.mark.parametrize(
    "query",
    [
        "state=running",
        "kind=mou",
        "parent=none",
        "ordering=signed",
        "as_of=2026-02-30",
        "expand=events",
        "facets=maybe",
    ],
)
def test_a_parameter_that_programmes_do_not_have_is_refused_by_name(client: Client, query: str) -> None:
    assert get(client, f"{LIST}?{query}", 400)["errors"][0]["parameter"] == query.partition("=")[0]


@pytest.mark.parametrize(
    ("ordering", "expected"),
    [
        ("planned_start", [PLAN, PART]),
        ("-planned_start", [PLAN, PART]),
        ("title", [PART, PLAN]),
        ("-title", [PLAN, PART]),
    ],
)
def test_unknown_dates_come_last_both_ways(client: Client, ordering: str, expected: list[str]) -> None:
    body = get(client, f"{LIST}?ordering={ordering}&page_size=1")
    following = get(client, body["next"])
    assert [row["id"] for row in (*body["results"], *following["results"])] == expected
    assert following["next"] is None


def test_titles_come_in_the_language_asked_for(client: Client) -> None:
    body = get(client, f"{LIST}{PLAN}/?lang=ko")
    assert body["activities"][0]["title"] == "창업자 교육"


def test_a_longer_list_costs_no_more_queries(client: Client, records: dict[str, Agreement]) -> None:
    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            get(client, f"{LIST}?expand=activities,sessions,evidence&sector=economy")
        return len(queries)

    few = cost()
    publish([program(f"kr-cn-plan-{n}") for n in range(4)], reason="More", by="ed")
    assert cost() == few


def test_withdrawn_and_merged_programmes_say_so(client: Client, programs: dict[str, Any]) -> None:
    merge(programs[PART], programs[PLAN], reason="One plan", by="ed")
    response = client.get(f"{LIST}{PART}/?lang=ko")
    assert (response.status_code, response["Location"]) == (301, f"{LIST}{PLAN}/?lang=ko")
    withdraw([programs[PLAN]], reason="Never agreed", by="ed")
    assert get(client, f"{LIST}{PLAN}/", 410)["detail"] == "Never agreed"
    assert get(client, f"/api/v1/agreements/{NEW}/")["programs"] == []
    assert client.get(f"{LIST}none/").status_code == 404
    assert client.get(f"{LIST}{PLAN.upper()}/")["Location"] == f"{LIST}{PLAN}/"


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("plan", {PLAN, PART}),
        ("중소벤처", {PLAN}),
        ("창업자", {PLAN, PART}),
        ("experts", {PLAN}),
        ("health", {PART}),
        ("창업자 health", {PART}),
        ("무역", set()),
    ],
)
def test_programmes_are_found_by_words_of_what_they_do_and_names_of_who_leads_them(
    client: Client, query: str, expected: set[str]
) -> None:
    assert found(client, f"q={query}") == expected


def test_a_list_tells_what_each_row_and_all_its_pages_come_to(client: Client) -> None:
    body = get(client, f"{LIST}?expand=rollup&page_size=1&as_of=2026-07-01")
    assert [row["id"] for row in body["results"]] == [PART]
    assert body["results"][0]["rollup"]["activities"]["total"] == 1
    # The plan's two activities and the one of its part, which is within it and counts once.
    assert body["rollup"]["activities"]["total"] == 3
    assert body["rollup"]["activities"]["overdue"] == 2
    assert body["rollup"]["programs"] == 2
    assert get(client, f"{LIST}{PLAN}/?as_of=2026-07-01")["rollup"] == body["rollup"]
    assert get(client, f"{LIST}?agreement={NEW}&fields=rollup&as_of=2026-07-01")["rollup"] == body["rollup"]
    assert "rollup" not in get(client, LIST)
