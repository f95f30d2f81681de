"""The list of programmes: filters with counts, what they come to together, and what is said where nothing matches."""

from __future__ import annotations

import re
from html import unescape

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from agreements.publishing import publish
from programs.models import Program
from tests.agreements.pages.reading import words
from tests.agreements.pages.world import NEW, OLD, PLAN, World
from tests.factories.programs import publishable_program
from tests.programs.tree_world import ACTIVITIES, FELLOWS, FRAME, SHAPE, SIDE, TRAIN, WORK

LIST = "/programs/?as_of=2026-11-22"
ROW = r'<p class="row-title"><a href="/programs/([a-z0-9-]+)/'
TREE = set(SHAPE)
pytestmark = pytest.mark.usefixtures("framework")


def listed(client: Client, query: str) -> list[str]:
    """Give the programmes of the rows, in their order."""
    html = client.get(f"{LIST}&{query}").content.decode()
    return re.findall(ROW, html)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", {*TREE, PLAN}),
        (f"agreement={NEW}", {FRAME, WORK, PLAN}),
        (f"agreement={OLD}", {FRAME}),
        (f"program={WORK}", {WORK, TRAIN, FELLOWS}),
        (f"parent={FRAME}", {WORK, SIDE}),
        ("party=KR&party=CN", TREE),
        ("institution=cn-miit", TREE),
        ("stated_state=ongoing", {FRAME}),
        ("progress=overdue", {PLAN}),
        ("progress=under-way", TREE),
        ("form=training", TREE),
        ("actual_start_after=2026", {FRAME}),
        ("planned_end_before=2026-12", {PLAN}),
        ("planned_end_after=2027-06-30", TREE),
        ("kind=working-programme&q=framework", {FRAME}),
    ],
)
def test_a_filter_keeps_what_it_names_and_leaves_out_the_rest(client: Client, query: str, expected: set[str]) -> None:
    assert set(listed(client, query)) == expected


def test_the_list_says_what_it_keeps_comes_to_with_everything_within(client: Client) -> None:
    text = words(client.get(f"{LIST}&agreement={OLD}"))
    assert "1 programme – Follows from:" in text
    assert f"{ACTIVITIES} activities (5 programmes)" in text
    assert "Last session Second session , 10 June 2026 (held)" in text
    assert "Next session Session of the trainers , November 2026 (planned)" in text
    assert "done, as stated" not in text  # three have an actual last day in 2026, which is not over
    assert "planned end passed, nothing known of completion" in text


def test_what_has_surely_ended_is_done_whatever_is_stated(client: Client) -> None:
    text = words(client.get(f"/programs/?as_of=2027-01-01&agreement={OLD}"))
    assert "9 completed" in text
    assert "12 done, as stated or by their actual dates" in text


def test_the_form_counts_what_each_choice_would_give(client: Client) -> None:
    html = client.get(f"{LIST}&stated_state=ongoing").content.decode()
    counts = dict(re.findall(r'name="stated_state" value="([a-z-]+)"[^>]*>.*?box-count">(\d+)<', html))
    assert counts == {"planned": str(len(TREE)), "ongoing": "1"}
    progress = dict(re.findall(r'name="progress" value="([a-z-]+)"[^>]*>.*?box-count">(\d+)<', html))
    assert progress == {"under-way": "1"}


def test_where_nothing_matches_it_says_what_to_leave_out(client: Client) -> None:
    text = words(client.get(f"{LIST}&stated_state=ongoing&kind=platform"))
    assert "No programme matches" in text
    assert "You could leave out: Kind: Platform – then 1 programme" in text


@pytest.mark.parametrize(
    ("query", "parameter"),
    [
        ("kind=treaty", "kind"),
        ("progress=late", "progress"),
        ("agreement=no-such-agreement", "agreement"),
        ("agreement=a&agreement=b", "agreement"),
        ("program=no-such-programme", "program"),
        ("planned_end_after=2027&planned_end_before=2026", "planned_end_after"),
        ("planned_start_after=2026-13", "planned_start_after"),
        ("state=running", "state"),
    ],
)
def test_what_cannot_be_read_is_refused_in_words_beside_the_form(client: Client, query: str, parameter: str) -> None:
    response = client.get(f"{LIST}&{query}")
    assert response.status_code == 400
    assert parameter in words(response)
    assert 'id="filters"' in response.content.decode()
    problem = client.get(f"/api/v1/programs/?{query}").json()
    assert [error["parameter"] for error in problem["errors"]] == [parameter]


def test_pages_of_the_list_go_on_after_the_last_row_and_keep_the_question(client: Client) -> None:
    query = "sector=startups&ordering=-planned_end"
    html = client.get(f"{LIST}&{query}&page_size=2").content.decode()
    seen = re.findall(ROW, html)
    while following := re.search(r'rel="next" href="([^"]+)"', html):
        html = client.get(unescape(following.group(1))).content.decode()
        seen += re.findall(ROW, html)
    assert seen == listed(client, query)
    assert len(seen) == len(TREE) + 1


def test_every_link_keeps_the_day_that_is_read(client: Client) -> None:
    html = client.get(LIST).content.decode()
    rows = re.findall(r'<p class="row-title"><a href="([^"]+)"', html)
    assert rows
    assert all(address.endswith("?as_of=2026-11-22") for address in rows)


def test_a_longer_list_costs_no_more_queries(client: Client) -> None:
    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            client.get(f"{LIST}&sector=startups")
        return len(queries)

    few = cost()
    made = [publishable_program(f"kr-cn-later-{n}", parent=Program.objects.get(slug=WORK)) for n in range(3)]
    sources = {row.passage.source for record in made for row in record.evidence.all()}
    publish([*sources, *made], reason="More", by="ed")
    assert cost() == few


def test_facets_of_the_api_count_what_the_list_would_keep(client: Client, framework: World) -> None:
    found = client.get("/api/v1/programs/?facets=true&as_of=2026-11-22").json()["facets"]
    assert set(found) == {
        *("kind", "stated_state", "progress", "country", "institution", "sector", "form", "agreement"),
    }
    for name, rows in found.items():
        for row in rows:
            query = f"/api/v1/programs/?as_of=2026-11-22&{name}={row['value']}"
            assert client.get(query).json()["count"] == row["count"], (name, row)
    agreement = next(row for row in found["agreement"] if row["value"] == NEW)
    assert agreement["label"] == framework.new.titles.get(language="en").title
