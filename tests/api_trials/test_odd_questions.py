"""Scenario A12: whatever is asked, the answer is no fault of ours and says what is wrong with the question."""

from __future__ import annotations

import random
from typing import Any

import pytest
from django.test import Client

from tests.agreements.register.building import OLD
from tests.agreements.register.conftest import published, records
from tests.api_trials.asking import API, LIST, get
from tests.api_trials.sizes import REQUESTS
from tests.programs.api.conftest import programs, published_programs

__all__ = ["programs", "published", "published_programs", "records"]
pytestmark = pytest.mark.usefixtures("programs")

GOOD = {
    "party": ["KR", "cn", "kr-mss"],
    "country": ["JP"],
    "institution": ["cn-miit"],
    "sector": ["economy", "health"],
    "state": ["running", "ended", "unknown"],
    "certain": ["true"],
    "lapsed": ["true", "false"],
    "kind": ["treaty"],
    "as_of": ["2024-06-15", "0001-01-01", "9998-12-31"],
    "signed_after": ["2019-06"],
    "ends_before": ["2024-06"],
    "ends_within": ["P180D", "P99Y"],
    "decision_within": ["P1Y"],
    "ordering": ["-ends", "title", "relevance"],
    "page_size": ["1", "500"],
    "expand": ["evidence,relations"],
    "lang": ["ko"],
    "q": ["memorandum", "중소"],
    "facets": ["true"],
    "fields": ["id,state"],
    "sector_match": ["all"],
    "year": ["2019"],
    "has_successor": ["true"],
}
BAD = [
    *("", " ", "x", "%00", "%FF", "%ED%A0%80", "%ed%b0%80", "'", '"', ";", "--", "../..", "<script>", "%0d%0aX:1"),
    *("0", "-1", "1e400", "9" * 40, "2026-13-01", "10000-01-01", "P", "P9999999Y", "-P1D", "eyJhIjoxfQ", "a" * 1001),
    *("\u202e".encode().decode(), "%F0%9F%92%A5", "true,true", "%25", "[]", "{}", "null", "NaN"),
]
PLACES = [
    *("agreements/", "programs/", "institutions/", "sectors/", "sources/", "occasions/", "countries/", "changes/"),
    *("relations/", "events/", "deadlines/", "activities/", "codelists/"),
]


@pytest.mark.thorough
def test_a12_no_combination_of_filters_is_a_fault_of_ours(client: Client) -> None:
    chance = random.Random(20260105)
    seen: dict[int, int] = {}
    for turn in range(REQUESTS):
        names = chance.sample(sorted(GOOD), chance.randint(1, 6))
        bad = chance.random() < 0.5
        pairs = [f"{name}={chance.choice(BAD if bad and chance.random() < 0.4 else GOOD[name])}" for name in names]
        place = PLACES[0] if turn % 4 else chance.choice(PLACES)
        response = client.get(f"{API}{place}", QUERY_STRING="&".join(pairs))
        assert response.status_code in (200, 400), (place, pairs, response.content[:300])
        assert b"Traceback" not in response.content
        if response.status_code == 400:
            assert response.json()["errors"][0]["message"]
        seen[response.status_code] = seen.get(response.status_code, 0) + 1
    assert min(seen.get(200, 0), seen.get(400, 0)) > REQUESTS // 20, seen


def test_a12_pages_however_deep_and_cursors_from_elsewhere_are_answered(client: Client) -> None:
    page = get(client, f"{LIST}?page_size=1").json()
    cursors = []
    while page["next"]:
        cursors.append(page["next"].partition("cursor=")[2].partition("&")[0])
        page = get(client, page["next"]).json()
    assert len(cursors) == 4
    chance = random.Random(7)
    for turn in range(REQUESTS // 3):
        cursor = chance.choice(cursors)
        at = chance.randrange(len(cursor))
        broken = cursor[:at] + chance.choice("abcXYZ019-_=%") + cursor[at + 1 :] if turn % 2 else cursor[:at]
        response = client.get(LIST, QUERY_STRING=f"page_size=1&cursor={broken}")
        assert response.status_code in (200, 400), broken
    for other in ("ordering=title", "party=KR", "as_of=2020-01-01", "q=bare"):
        get(client, f"{LIST}?page_size=1&cursor={cursors[0]}&{other}", 400)
    get(client, f"{API}programs/?cursor={cursors[0]}", 400)


@pytest.mark.parametrize("name", ["agreements/", f"agreements/{OLD}/", "changes/", "sources/", "codelists/"])
def test_a12_what_is_too_much_or_no_text_is_refused(client: Client, name: str) -> None:
    for query in ("lang=" + "A" * 10_000_000, "lang=%00", "lang=%ED%A0%80", "&".join(["lang=en"] * 1001), "\udcff=1"):
        response = client.get(API + name, QUERY_STRING=query)
        assert response.status_code == 400, query[:20]
        assert len(response.content) < 20_000
        assert response["Content-Type"] == "application/problem+json"


def test_a12_who_asks_too_often_is_told_when_to_come_back(client: Client, settings: Any) -> None:
    settings.API_REQUESTS_PER_MINUTE = 3
    answers = [client.get(LIST, REMOTE_ADDR="198.51.100.7") for _ in range(8)]
    refused = [answer for answer in answers if answer.status_code == 429]
    assert len(refused) >= 2
    for answer in refused:
        assert 1 <= int(answer["Retry-After"]) <= 60
        assert answer["Content-Type"] == "application/problem+json"
        assert answer["Access-Control-Allow-Origin"] == "*"
    assert client.get(LIST, REMOTE_ADDR="198.51.100.8").status_code == 200
