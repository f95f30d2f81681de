"""The first page: several lists, one register."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext

from agreements.models import Country, Sector
from agreements.pages.visiting import visit
from agreements.publishing import publish
from tests.agreements.pages.world import build
from tests.factories import publishable_agreement
from tracker.home.views import _listed

pytestmark = pytest.mark.django_db


def publish_whole(slug: str) -> None:
    record = publishable_agreement(slug, signed="2019-08-01")
    sources = {row.passage.source for row in record.evidence.all()}
    publish([*Country.objects.all(), *Sector.objects.all(), *sources, record], reason="Found", by="ed")


def test_what_is_published_while_the_page_is_made_is_in_none_of_its_lists() -> None:
    publish_whole("first-mou")
    visited = visit(RequestFactory().get("/", {"as_of": "2026-01-05"}))
    publish_whole("second-mou")
    assert [row["id"] for row in _listed(visited, state="running").results] == ["first-mou"]
    again = visit(RequestFactory().get("/", {"as_of": "2026-01-05"}))
    assert {row["id"] for row in _listed(again, state="running").results} == {"first-mou", "second-mou"}


def test_a_session_ahead_stands_on_the_page_and_once_it_is_past_it_does_not(client: Client) -> None:
    build()
    assert "First session – " in client.get("/?as_of=2026-02-01").content.decode()
    assert "First session – " not in client.get("/?as_of=2028-01-01").content.decode()


def test_the_search_field_keeps_the_day_that_is_read(client: Client) -> None:
    build()
    html = client.get("/?as_of=2025-06-30").content.decode()
    assert '<input type="hidden" name="as_of" value="2025-06-30">' in html
    assert 'name="as_of" value=' not in client.get("/").content.decode().partition('class="day-form')[0]


def test_a_longer_register_costs_the_first_page_no_more_queries(client: Client) -> None:
    build()
    client.get("/")
    with CaptureQueriesContext(connection) as few:
        client.get("/?as_of=2026-02-01")
    for n in range(4):
        publish_whole(f"further-mou-{n}")
    with CaptureQueriesContext(connection) as many:
        client.get("/?as_of=2026-02-01")
    assert len(many) <= len(few)


@pytest.mark.parametrize("day", ["0001-01-01", "2100-12-31"])
def test_the_first_and_the_last_days_that_are_reckoned_are_answered(client: Client, day: str) -> None:
    build()
    assert client.get(f"/?as_of={day}").status_code == 200
