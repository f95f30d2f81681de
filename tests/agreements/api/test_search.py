"""Search and facets by HTTP: the members that a list has only where they were asked for, in the contract's shape."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from tests.agreements.register.building import BARE, NEW, OLD, TACIT

pytestmark = pytest.mark.usefixtures("records")

LIST = "/api/v1/agreements/"


def get(client: Client, **query: str) -> dict[str, Any]:
    response = client.get(LIST, query)
    assert response.status_code == 200, response.content
    return dict(response.json())


def test_words_find_records_and_the_count_is_exact(client: Client) -> None:
    body = get(client, q="중소벤처")
    assert {row["id"] for row in body["results"]} == {NEW, OLD}
    assert body["count"] == 2
    assert {"count_is_minimum", "facets", "suggestions"} & body.keys() == set()


def test_a_count_that_was_cut_off_says_so(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("agreements.register.listing.MOST_COUNTED", 2)
    body = get(client, q="memorandum", page_size="1")
    assert (body["count"], body["count_is_minimum"]) == (2, True)


def test_facets_have_the_shape_of_the_contract(client: Client) -> None:
    body = get(client, q="JP", facets="true", kind="treaty", lang="ko")
    assert {"value": "treaty", "label": "조약", "count": 1, "selected": True} in body["facets"]["kind"]
    assert {row["value"]: row["count"] for row in body["facets"]["kind"]} == {
        "treaty": 1,
        "memorandum-of-understanding": 1,
        "not-stated": 1,
    }
    assert [row["id"] for row in body["results"]] == [TACIT]


def test_nothing_found_is_an_answer_with_suggestions(client: Client) -> None:
    body = get(client, q="bar memorandom")
    assert (body["count"], body["results"]) == (0, [])
    assert body["suggestions"] == []
    assert get(client, q="baree")["suggestions"] == ["bare"]
    assert [row["id"] for row in get(client, q="bare")["results"]] == [BARE]


def test_relevance_without_words_is_refused_by_name(client: Client) -> None:
    response = client.get(LIST, {"ordering": "relevance"})
    assert response.status_code == 400
    assert response.json()["errors"][0]["parameter"] == "ordering"
    assert "relevance" not in response.json()["errors"][0]["allowed"]


def test_the_next_page_keeps_words_and_facets(client: Client) -> None:
    first = get(client, q="memorandum", facets="true", page_size="2")
    second = client.get(first["next"]).json()
    assert second["facets"] == first["facets"]
    assert {row["id"] for row in first["results"]} & {row["id"] for row in second["results"]} == set()
    assert len(first["results"]) + len(second["results"]) == first["count"] == 4
