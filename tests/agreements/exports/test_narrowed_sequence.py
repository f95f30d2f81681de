"""The twins of ``/changes/`` take what the API's list of changes takes (contract, "List parameters")."""

from __future__ import annotations

import json
import re
from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from openpyxl import load_workbook

from tests.agreements.exports.reading import answer, body, table

pytestmark = pytest.mark.usefixtures("records")

QUESTIONS = (
    "record_type=agreement",
    "q=entry",
    "q=no-such-word-anywhere",
    "type=created&record_type=country",
    "record_type=agreement&after=5&page_size=2",
    "updated_since=2020-01-01T00:00:00Z&page_size=3",
)


def of_api(client: Client, question: str) -> tuple[list[dict[str, Any]], int]:
    found = answer(client, f"/api/v1/changes/?{question}{'' if 'page_size' in question else '&page_size=500'}").json()
    return found["results"], found["count"]


@pytest.mark.parametrize("question", QUESTIONS)
def test_every_file_of_the_sequence_has_the_rows_of_the_api(client: Client, question: str) -> None:
    rows, count = of_api(client, question)
    numbers = [row["number"] for row in rows]
    assert [int(row["number"]) for row in table(client, f"/changes.csv?{question}")] == numbers
    lines = body(answer(client, f"/changes.ndjson?{question}")).decode().splitlines()
    assert [json.loads(line) for line in lines] == rows
    sheet = load_workbook(BytesIO(body(answer(client, f"/changes.xlsx?{question}"))))["changes"]
    assert [row[0] for row in sheet.iter_rows(min_row=2, values_only=True)] == numbers
    found = answer(client, f"/changes.json?{question}").json()
    assert (found["results"], found["count"]) == (rows[: len(found["results"])], count)


def test_the_narrowed_sequence_backwards_is_the_other_way_round_on_all_of_its_pages(client: Client) -> None:
    numbers = [row["number"] for row in of_api(client, "record_type=agreement")[0]]
    seen: list[int] = []
    at: str | None = "/changes.json?record_type=agreement&before=1000000&page_size=2"
    while at:
        found = answer(client, at).json()
        assert found["count"] == len(numbers) - len(seen)
        seen += [row["number"] for row in found["results"]]
        at = found["next"]
    assert len(seen) > 2
    assert seen == numbers[::-1]


def test_fields_choose_the_columns_of_the_sequence_in_their_order(client: Client) -> None:
    first = table(client, "/changes.csv?fields=type,number&page_size=1")[0]
    assert list(first.items()) == [("number", "1"), ("type", "created")]
    line = body(answer(client, "/changes.ndjson?fields=type,number&page_size=1")).decode()
    assert json.loads(line) == {"number": 1, "type": "created"}
    sheet = load_workbook(BytesIO(body(answer(client, "/changes.xlsx?fields=number"))))["changes"]
    assert sheet.max_column == 1


def test_the_feed_of_the_sequence_is_narrowed_as_its_files_are(client: Client) -> None:
    numbers = [row["number"] for row in of_api(client, "record_type=country")[0]]
    feed = body(answer(client, "/changes.atom?record_type=country&page_size=500")).decode()
    assert [int(n) for n in re.findall(r"/publications/(\d+)/", feed)] == numbers[::-1]


@pytest.mark.parametrize("ending", ["csv", "xlsx", "ndjson", "json", "atom"])
@pytest.mark.parametrize("question", ["fields=nothing", "record_type=nothing", "type=nothing", "q=%20%2E", "party=KR"])
def test_a_value_that_the_sequence_does_not_know_is_refused(client: Client, question: str, ending: str) -> None:
    problem = json.loads(body(answer(client, f"/changes.{ending}?{question}", 400)))
    assert problem["errors"][0]["parameter"] == question.partition("=")[0]
