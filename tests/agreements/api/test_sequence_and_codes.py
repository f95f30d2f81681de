"""Changes and code lists take words, fields and pages like every other list."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from agreements.register.models import Publication
from agreements.register.moments import write_instant
from tests.agreements.register.building import NEW

pytestmark = pytest.mark.usefixtures("records")


def get(client: Client, address: str, status: int = 200) -> Any:
    response = client.get(f"/api/v1/{address}")
    assert response.status_code == status, response.content[:400]
    return response.json()


def test_changes_are_narrowed_by_words_types_and_time_and_go_on_by_number(client: Client) -> None:
    first = get(client, "changes/?q=first%20entry&page_size=2&fields=number,id")
    assert first["count"] == Publication.objects.filter(reason__icontains="first entry").count() > 2
    assert set(first["results"][0]) == {"number", "id"}
    assert f"after={first['results'][-1]['number']}" in first["next"]
    second = client.get(first["next"]).json()
    assert second["results"][0]["number"] > first["results"][-1]["number"]
    assert {row["id"] for row in get(client, f"changes/?q={NEW}")["results"]} == {NEW}
    assert {row["record_type"] for row in get(client, "changes/?record_type=sector")["results"]} == {"sector"}
    assert get(client, "changes/?type=withdrawn")["count"] == 0
    newest = Publication.objects.latest("number")
    since = get(client, f"changes/?updated_since={write_instant(newest.time)}")["results"]
    assert [row["number"] for row in since] == [newest.number]


def test_without_a_filter_nothing_is_left_out(client: Client) -> None:
    numbers = [row["number"] for row in get(client, "changes/?page_size=500&as_of=2026-11-22")["results"]]
    assert numbers == list(range(1, Publication.objects.count() + 1))


def test_code_lists_are_found_by_words_and_come_in_pages(client: Client) -> None:
    found = get(client, "codelists/?q=tacit")["results"]
    assert {"renewal_kind", "state", "deadline_outcome"} <= {row["id"] for row in found}
    assert all("tacit" in f"{code}".lower() for row in found for code in row["codes"])
    whole = [row["id"] for row in get(client, "codelists/")["results"]]
    assert {"deadline", "relation", "event"} <= set(whole)
    address, seen = "codelists/?page_size=7&fields=id", []
    while address:
        body = get(client, address)
        seen += [row["id"] for row in body["results"]]
        assert body["count"] == len(whole)
        address = (body["next"] or "").partition("/api/v1/")[2]
    assert seen == whole
    assert "만료" in str(get(client, "codelists/?q=%EB%A7%8C%EB%A3%8C&lang=ko")["results"])


@pytest.mark.parametrize(
    ("address", "parameter"),
    [
        ("changes/?fields=document", "fields"),
        ("changes/?type=removed", "type"),
        ("changes/?record_type=person", "record_type"),
        ("changes/?updated_since=2026", "updated_since"),
        ("changes/?q=-", "q"),
        ("changes/?party=KR", "party"),
        ("codelists/?fields=label", "fields"),
        ("codelists/?page_size=0", "page_size"),
        ("codelists/?cursor=elsewhere", "cursor"),
        ("codelists/?q=-", "q"),
        ("codelists/?kind=treaty", "kind"),
    ],
)
def test_what_is_not_offered_or_cannot_be_read_is_refused_by_name(client: Client, address: str, parameter: str) -> None:
    assert [row["parameter"] for row in get(client, address, 400)["errors"]] == [parameter]


def test_a_cursor_of_another_question_is_refused(client: Client) -> None:
    following = get(client, "codelists/?page_size=2")["next"]
    assert client.get(f"{following}&q=tacit").status_code == 400
