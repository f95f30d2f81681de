"""The small records, the code lists and the sequence of publications over HTTP."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from agreements.models import Agreement
from agreements.publishing import withdraw
from agreements.register.models import Publication
from tests.agreements.register.building import BARE

pytestmark = pytest.mark.usefixtures("records")


def get(client: Client, path: str, status: int = 200) -> Any:
    response = client.get(path)
    assert response.status_code == status, response.content[:500]
    return response.json()


@pytest.mark.parametrize(
    ("path", "ids"),
    [
        ("countries/", ["cn", "jp", "kr", "vn"]),
        ("countries/?page_size=2", ["cn", "jp"]),
        ("institutions/?country=kr", ["kr-mss", "kr-smba"]),
        ("institutions/", ["apec", "cn-miit", "kr-mss", "kr-smba"]),
        ("sectors/", ["economy", "health", "startups", "trade"]),
        ("sectors/?parent=economy", ["startups", "trade"]),
        ("occasions/", ["state-visit-2026"]),
        ("sources/?ordering=-id", ["gazette"]),
    ],
)
def test_small_records_are_listed(client: Client, path: str, ids: list[str]) -> None:
    rows = get(client, f"/api/v1/{path}")["results"]
    assert [row["id"] for row in rows][: len(ids)] == ids


def test_a_small_record_is_shown_in_the_language_asked_for(client: Client) -> None:
    assert get(client, "/api/v1/countries/kr/?lang=ko")["name"] == "나라 KR"
    assert get(client, "/api/v1/countries/kr/?lang=zh-hans")["name"] == "国家KR"
    assert client.get("/api/v1/countries/KR/")["Location"] == "/api/v1/countries/kr/"
    get(client, "/api/v1/countries/zz/", 404)
    get(client, "/api/v1/sectors/?country=kr", 400)


def test_code_lists_have_a_label_for_every_code(client: Client) -> None:
    lists = {row["id"]: row["codes"] for row in get(client, "/api/v1/codelists/")["results"]}
    assert [row["code"] for row in lists["state"]][:2] == ["not-yet", "in-negotiation"]
    assert all(row["label"] for codes in lists.values() for row in codes)
    assert all(row["reverse_label"] for row in lists["relation"])


def test_changes_are_complete_gapless_and_resumable(client: Client, records: dict[str, Agreement]) -> None:
    withdraw([records[BARE]], reason="It never existed", by="a-secret-editor")
    address, numbers, kinds = "/api/v1/changes/?page_size=7", [], []
    while address:
        body = get(client, address)
        numbers += [row["number"] for row in body["results"]]
        kinds += [row["type"] for row in body["results"]]
        assert "secret-editor" not in str(body)
        address = body["next"]
    assert numbers == list(range(1, Publication.objects.count() + 1))
    assert "withdrawn" in kinds
    last = numbers[-1]
    assert [row["number"] for row in get(client, f"/api/v1/changes/?after={last - 2}")["results"]] == [last - 1, last]
    assert get(client, f"/api/v1/changes/?after={last}")["results"] == []
    for value in ("-1", "x", "1.5", "9" * 30, "٣"):
        get(client, f"/api/v1/changes/?after={value}", 400)


def test_a_publication_of_a_withdrawn_record_stands_without_its_document(
    client: Client, records: dict[str, Agreement]
) -> None:
    number = Publication.objects.get(record_id=BARE).number
    public = get(client, f"/api/v1/publications/{number}/")
    assert public["document"]["id"] == BARE
    assert list(public)[:2] == ["as_of", "known_at"]
    withdraw([records[BARE]], reason="It never existed", by="ed")
    body = get(client, f"/api/v1/publications/{number}/")
    assert (body["id"], body["type"], body["document"]) == (BARE, "created", None)
    for value in ("0", "99999", "x", "9" * 30):
        get(client, f"/api/v1/publications/{value}/", 404)


def test_the_index_names_only_addresses_that_answer(client: Client) -> None:
    for name, address in get(client, "/api/v1/").items():
        if str(address).startswith("http"):
            assert client.get(address).status_code == 200, name
