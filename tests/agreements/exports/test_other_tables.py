"""CSV of the sequence of publications and of deadlines: what the API lists, in the same order."""

from __future__ import annotations

import json

import pytest
from django.test import Client

from agreements.models import Agreement
from agreements.publishing import withdraw
from agreements.register.deadlines import list_deadlines
from agreements.register.models import Publication
from agreements.register.query import Query
from tests.agreements.exports.reading import answer, ids, table
from tests.agreements.register.building import BARE

pytestmark = [pytest.mark.thorough, pytest.mark.usefixtures("records")]


def test_the_sequence_is_a_file_in_its_own_order_and_backwards(client: Client) -> None:
    last = Publication.objects.latest("number").number
    numbers = [int(row["number"]) for row in table(client, "/changes.csv")]
    assert numbers == list(range(1, last + 1))
    assert [int(row["number"]) for row in table(client, f"/changes.csv?after={last - 2}")] == [last - 1, last]
    assert [int(row["number"]) for row in table(client, "/changes.csv?before=4")] == [3, 2, 1]
    assert [int(row["number"]) for row in table(client, "/changes.csv?page_size=3")] == [1, 2, 3]
    assert [table(client, f"/changes.csv?{nothing}") for nothing in ("before=0", "before=1", f"after={last}")] == [
        []
    ] * 3
    api, twin = (answer(client, f"{path}?after=3&page_size=2").json() for path in ("/api/v1/changes/", "/changes.json"))
    assert (twin["results"], twin["count"]) == (api["results"], api["count"])
    assert twin["next"] == "http://testserver/changes.json?page_size=2&after=5"
    back = answer(client, "/changes.json?before=5&page_size=2").json()
    assert [row["number"] for row in back["results"]] == [4, 3]
    assert back["next"].endswith("/changes.json?page_size=2&before=3")
    assert answer(client, "/changes.csv?before=3&after=1", 400)["Content-Type"] == "application/problem+json"
    assert answer(client, "/changes.json?party=KR", 400).json()["errors"][0]["parameter"] == "party"


@pytest.mark.parametrize(
    "address", ["/changes.csv", "/changes.ndjson", "/changes.json", "/changes.xlsx", "/changes.atom"]
)
def test_the_head_of_the_sequence_is_that_of_the_file(client: Client, address: str) -> None:
    for query in ("", "?page_size=1", "?after=0"):
        if query and address.endswith("atom"):
            continue
        head, got = client.head(address + query), client.get(address + query)
        assert (head.status_code, got.status_code) == (200, 200), query
        assert (head["ETag"], head["Content-Type"]) == (got["ETag"], got["Content-Type"])
        assert not b"".join(head.streaming_content if head.streaming else [head.content])


def test_a_withdrawn_record_leaves_its_lines_in_the_sequence(client: Client, records: dict[str, Agreement]) -> None:
    withdraw([records[BARE]], reason="It never existed", by="ed")
    rows = [row for row in table(client, "/changes.csv") if row["id"] == BARE]
    assert [(row["type"], row["reason"]) for row in rows] == [
        ("created", "First entry"),
        ("withdrawn", "It never existed"),
    ]
    assert BARE not in ids(client, "/agreements.csv")


def test_deadlines_are_a_file_with_the_rule_and_its_inputs(client: Client) -> None:
    question = "party=JP&to=2028-12-31"
    rows = table(client, f"/deadlines.csv?{question}")
    expected = list_deadlines(Query.of(party="JP", to="2028-12-31")).results
    assert [row["uid"] for row in answer(client, f"/deadlines.json?{question}").json()["results"]] == [
        row["uid"] for row in expected
    ]
    assert [row["uid"] for row in rows] == [row["uid"] for row in expected]
    assert rows
    for row, one in zip(rows, expected, strict=True):
        assert (row["date"], row["type"], row["rule"]) == (one["date"], one["type"], one["rule"]["code"])
        assert json.loads(row["rule_inputs"]) == one["rule"]["inputs"]
        assert row["term_last_day"] == one["term"]["last_day"]
