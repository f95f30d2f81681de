"""Everything that a stranger can type: a clear 4xx naming what is wrong, or the right answer; never a fault of ours."""

from __future__ import annotations

import random

import pytest
from django.test import Client

from agreements.register.agreements import AGREEMENTS
from tests.agreements.register.building import OLD

pytestmark = pytest.mark.usefixtures("records")

LIST = "/api/v1/agreements/"
NASTY = [
    "%00",
    "a%00b",
    "%ED%A0%80",
    "%FF%FE",
    "%F0%9F%98%80",
    "%E2%80%AE",
    "%0D%0ASet-Cookie:x",
    "'%20OR%201=1--",
    "%25s%25(x)s",
    "{0}",
    "<script>",
    "../../etc/passwd",
    "0",
    "-1",
    "1e9",
    "9" * 400,
    "A" * 1001,
    "null",
    "[]",
    "P999999Y",
    "P1D",
    "0000-01-01",
    "9999-12-31",
    "2024-02-30",
    "2026-01-05T09:30:00Z",
    "2024-06-20/2024-06-10",
    "2024/..",
    "%EF%BC%AB%EF%BC%B2",
    "kr" * 60,
]


@pytest.mark.thorough
@pytest.mark.parametrize("name", sorted(AGREEMENTS.single | AGREEMENTS.many | {"nothing", "%00", "%FF"}))
def test_no_value_of_any_parameter_is_a_fault_of_ours(client: Client, name: str) -> None:
    for value in NASTY:
        response = client.get(f"{LIST}?{name}={value}")
        assert response.status_code in (200, 400), (name, value, response.content[:300])
        if response.status_code == 400:
            assert response["Content-Type"] == "application/problem+json"
            assert all(set(error) == {"parameter", "message", "allowed"} for error in response.json()["errors"])


@pytest.mark.parametrize("value", NASTY)
@pytest.mark.parametrize("part", ["", "standings/", "evidence/", "history/"])
def test_no_id_is_a_fault_of_ours(client: Client, value: str, part: str) -> None:
    assert client.get(f"{LIST}{value}/{part}").status_code in (301, 404)


def test_random_combinations_answer_200_or_400(client: Client) -> None:
    chance = random.Random(20260105)
    good = {
        "party": ["KR", "cn", "kr-mss"],
        "country": ["JP"],
        "sector": ["economy", "health"],
        "state": ["running", "ended", "expired", "unknown"],
        "certain": ["true", "false"],
        "lapsed": ["true", "false"],
        "as_of": ["2024-06-15", "2026-01-05"],
        "signed_after": ["2019-06", "2020"],
        "ends_before": ["2024-06-15"],
        "ends_within": ["P180D"],
        "decision_within": ["P1Y"],
        "ordering": ["signed", "-ends", "title", "relevance"],
        "page_size": ["1", "3"],
        "expand": ["evidence", "relations,events"],
        "lang": ["ko", "zh-hans"],
        "q": ["memorandum", "중소", "JP 2026"],
        "facets": ["true"],
    }
    seen = set()
    for _ in range(150):
        names = chance.sample(sorted(good), chance.randint(1, 5))
        pairs = [f"{name}={chance.choice([*good[name], *good[name], *NASTY])}" for name in names]
        response = client.get(f"{LIST}?{'&'.join(pairs)}")
        assert response.status_code in (200, 400), pairs
        seen.add(response.status_code)
    assert seen == {200, 400}


def test_a_query_string_of_ten_megabytes_is_refused(client: Client) -> None:
    response = client.get(LIST, QUERY_STRING="party=" + "A" * 10_000_000)
    assert response.status_code == 400
    assert len(response.content) < 2000


def test_a_thousand_values_are_refused(client: Client) -> None:
    for query in ("&".join(["party=KR"] * 1001), "&".join(f"p{n}=1" for n in range(1001))):
        assert client.get(LIST, QUERY_STRING=query).status_code == 400


@pytest.mark.parametrize("value", ["json", "xml", "api"])
def test_the_format_is_not_chosen_by_a_parameter(client: Client, value: str) -> None:
    response = client.get(f"{LIST}?format={value}")
    assert response.status_code == 400
    assert response.json()["errors"][0]["parameter"] == "format"


def test_a_parameter_without_a_name_is_refused(client: Client) -> None:
    assert client.get(f"{LIST}?=x").status_code == 400
    assert client.get(f"{LIST}?&&").status_code == 200


@pytest.mark.parametrize(
    "path", ["/api/", "/api/v2/agreements/", "/api/v1/agreements/x/y/", "/api/v1/%00/", "/api/v1//"]
)
def test_what_is_no_address_is_a_problem_document(client: Client, path: str) -> None:
    response = client.get(path)
    assert response.status_code == 404
    assert response["Content-Type"] == "application/problem+json"


def test_a_damaged_condition_is_no_condition(client: Client) -> None:
    for value in ('W/"', "\x00", "ü", '"' * 3000, ","):
        assert client.get(f"{LIST}{OLD}/", headers={"If-None-Match": value}).status_code == 200
