"""What a stranger can type at a twin gets a clear answer, never a server error (contract, "Bad input")."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.agreements.exports.reading import body

pytestmark = [pytest.mark.thorough, pytest.mark.usefixtures("records")]

TWINS = (
    *(f"/agreements.{ending}" for ending in ("csv", "xlsx", "ndjson", "json", "atom", "ics")),
    *(f"/deadlines.{ending}" for ending in ("csv", "json", "atom", "ics")),
    *(f"/changes.{ending}" for ending in ("csv", "xlsx", "ndjson", "json", "atom")),
    *("/programs.ics", "/sources.csv", "/ko/institutions.atom"),
)
ODD = (
    "as_of=0001-01-01",
    "as_of=9990-12-31&known_at=2001-01-01T00:00:00Z",
    "known_at=2001-01-01T00:00:00Z&page_size=1",
    "page_size=500",
    "lang=zh-hans&as_of=2024-02-29",
)
BAD = (
    "q=%00",
    "q=%ED%A0%80",
    "%FF=1",
    "page_size=0",
    "page_size=501",
    "as_of=9999-12-31",
    "page_size=1&page_size=2",
    "as_of=2023-02-29",
    "known_at=2999-01-01T00:00:00Z",
    "lang=xx",
    "utm_source=x",
    "format=json",
    f"q={'a' * 20_000}",
    "before=-1&after=1",
    "before=99999999999999999999",
    "cursor=WzFd%3Aabc",
)


@pytest.mark.parametrize("address", TWINS)
def test_odd_questions_are_answered_and_bad_ones_refused_in_words(client: Client, address: str) -> None:
    for question in ODD:
        response = client.get(f"{address}?{question}")
        assert response.status_code == 200, question
        body(response)
    for question in BAD:
        response = client.get(f"{address}?{question}")
        assert (response.status_code, response["Content-Type"]) == (400, "application/problem+json"), question
        assert response.json()["errors"]


@pytest.mark.parametrize("address", ["/agreements.csv", "/agreements.atom", "/agreements.ics", "/deadlines.csv"])
def test_a_cursor_of_another_question_is_refused(client: Client, address: str) -> None:
    following = client.get("/agreements.json?page_size=1&party=KR").json()["next"].split("cursor=")[1]
    assert client.get(f"{address}?page_size=1&party=CN&cursor={following}").status_code == 400


def test_every_number_of_the_sequence_may_be_asked_for(client: Client) -> None:
    for ending in ("csv", "json", "atom"):
        for question in ("after=0", "before=0", "after=999999", "before=999999", "before=1&page_size=1"):
            response = client.get(f"/changes.{ending}?{question}")
            assert response.status_code == 200, (ending, question)
            body(response)
