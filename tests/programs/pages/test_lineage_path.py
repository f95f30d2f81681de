"""From an agreement to its programmes, their activities and sessions, and back: every link there and back (P6)."""

from __future__ import annotations

import re
from html import unescape

import pytest
from django.test import Client

from tests.agreements.pages.world import NEW, OLD, PLAN, VISIT
from tests.programs.tree_world import FELLOWS, FRAME, SHAPE, SIDE, TRAIN, WORK

pytestmark = [pytest.mark.thorough, pytest.mark.usefixtures("framework")]


def links(client: Client, address: str) -> set[str]:
    """Give the addresses to which a page leads."""
    response = client.get(address)
    assert response.status_code == 200, address
    return {unescape(found) for found in re.findall(r'href="([^"]*)"', response.content.decode())}


def anchors(client: Client, address: str) -> set[str]:
    return set(re.findall(r'\bid="([^"]*)"', client.get(address).content.decode()))


def page(kind: str, name: str, query: str = "") -> str:
    return f"/{kind}/{name}/{query}"


@pytest.mark.parametrize("query", ["", "?as_of=2026-03-01"])
@pytest.mark.parametrize(
    ("here", "there"),
    [
        (("agreements", NEW), ("agreements", OLD)),
        (("agreements", NEW), ("programs", PLAN)),
        (("agreements", NEW), ("programs", FRAME)),
        (("agreements", OLD), ("programs", FRAME)),
        (("programs", FRAME), ("programs", WORK)),
        (("programs", FRAME), ("programs", FELLOWS)),
        (("programs", WORK), ("programs", TRAIN)),
        (("programs", TRAIN), ("programs", FELLOWS)),
        (("programs", FRAME), ("occasions", VISIT)),
    ],
)
def test_every_step_leads_there_and_back_on_the_day_that_is_read(
    client: Client, here: tuple[str, str], there: tuple[str, str], query: str
) -> None:
    for start, end in ((here, there), (there, here)):
        wanted = page(*end, query)
        assert wanted in {found.partition("#")[0] for found in links(client, page(*start, query))}


def test_a_programme_leads_up_to_the_root_and_down_to_the_last(client: Client) -> None:
    found = {link.partition("#")[0] for link in links(client, page("programs", TRAIN))}
    assert {page("programs", name) for name in (FRAME, WORK, FELLOWS)} <= found
    assert page("programs", SIDE) not in found  # a sister of what it is part of


def test_activities_and_sessions_can_be_pointed_at(client: Client) -> None:
    found = anchors(client, page("programs", WORK))
    assert sum(each.startswith("activity-") for each in found) == SHAPE[WORK][2]
    assert sum(each.startswith("session-") for each in found) == 2
    # The drawing and its table point at the rows of the page.
    pointed = {link[1:] for link in links(client, page("programs", WORK)) if link.startswith("#activity-")}
    assert pointed
    assert pointed <= found


def test_the_sessions_around_the_day_lead_to_the_programme_that_meets(client: Client) -> None:
    found = links(client, page("agreements", NEW, "?as_of=2026-11-22"))
    sessions = {link for link in found if "#session-" in link}
    assert {link.partition("?")[0] for link in sessions} == {page("programs", WORK), page("programs", TRAIN)}
    for link in sessions:
        address, _mark, anchor = link.partition("#")
        assert anchor in anchors(client, address)


def test_the_occasion_of_a_session_leads_to_the_session(client: Client) -> None:
    found = [link for link in links(client, page("occasions", VISIT)) if "#session-" in link]
    assert len(found) == 1
    address, _mark, anchor = found[0].partition("#")
    assert address == page("programs", FRAME)
    assert anchor in anchors(client, address)


def test_every_value_leads_to_its_evidence_and_the_evidence_to_the_source(client: Client) -> None:
    found = links(client, page("programs", WORK))
    notes = {link[1:] for link in found if link.startswith("#e-")}
    assert notes
    assert notes <= anchors(client, page("programs", WORK))
    assert any(link.startswith("/sources/report-of-january-2026/?passage=") for link in found)
    assert any(link.startswith(f"/report/?record=program:{WORK}&fact=activity/") for link in found)


@pytest.mark.parametrize("name", ["history", "compare"])
def test_a_programme_leads_to_its_history_and_from_there_back(client: Client, name: str) -> None:
    address = f"/programs/{PLAN}/{name}/"
    assert page("programs", PLAN) in links(client, address)
    assert f"/programs/{PLAN}/history/" in links(client, page("programs", PLAN))


def test_the_api_names_the_same_steps(client: Client) -> None:
    body = client.get(f"/api/v1/programs/{TRAIN}/").json()
    assert [row["id"] for row in body["ancestors"]] == [FRAME, WORK]
    assert [row["id"] for row in body["children"]] == [FELLOWS]
    agreements = client.get(f"/api/v1/programs/{FRAME}/").json()["agreements"]
    assert {row["id"] for row in agreements} == {NEW, OLD}
    for row in agreements:
        assert FRAME in {program["id"] for program in client.get(row["url"]).json()["programs"]}
