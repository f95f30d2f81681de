"""Relations, acts and deadlines over HTTP: the manners that every list of the API has."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from agreements.models import Agreement
from agreements.publishing import publish
from agreements.register.models import Publication
from agreements.register.moments import write_instant
from tests.agreements.register.building import NEW, OLD, TACIT

pytestmark = pytest.mark.usefixtures("records")

LISTS = {"relations": "", "events": "", "deadlines": "from=2000-01-01&"}


def get(client: Client, address: str, status: int = 200) -> Any:
    response = client.get(f"/api/v1/{address}")
    assert response.status_code == status, response.content[:500]
    return response


@pytest.mark.parametrize(("name", "all_days"), LISTS.items())
def test_every_list_echoes_both_clocks_and_counts(client: Client, name: str, all_days: str) -> None:
    body = get(client, f"{name}/?{all_days}as_of=2026-11-22&page_size=500").json()
    newest = Publication.objects.latest("number")
    assert (body["as_of"], body["known_at"]) == ("2026-11-22", write_instant(newest.time))
    assert body["count"] == len(body["results"]) > 0
    assert (body["next"], body["previous"]) == (None, None)


def test_the_index_names_them(client: Client) -> None:
    index = get(client, "").json()
    for name in (*LISTS, "activities"):
        assert client.get(index[name]).status_code == 200


@pytest.mark.parametrize(("name", "all_days"), LISTS.items())
def test_a_second_asking_is_not_modified_until_something_is_published(
    client: Client, records: dict[str, Agreement], name: str, all_days: str
) -> None:
    address = f"/api/v1/{name}/?{all_days}"
    first = client.get(address)
    assert client.get(address, headers={"If-None-Match": first["ETag"]}).status_code == 304
    Agreement.objects.filter(slug=NEW).update(internal_notes="looked at again")
    assert client.get(address, headers={"If-None-Match": first["ETag"]}).status_code == 304
    Agreement.objects.filter(slug=NEW).update(summary="In other words.")
    publish([Agreement.objects.get(slug=NEW)], reason="Words", by="ed")
    assert client.get(address, headers={"If-None-Match": first["ETag"]}).status_code == 200


@pytest.mark.parametrize(("name", "all_days"), LISTS.items())
def test_what_is_not_offered_is_refused_by_name(client: Client, name: str, all_days: str) -> None:
    for query, parameter in (
        ("statte=ended", "statte"),
        ("page_size=501", "page_size"),
        ("as_of=2026-02-30", "as_of"),
        ("known_at=2199-01-01T00:00:00Z", "known_at"),
        ("lang=fr", "lang"),
        ("ordering=signed", "ordering"),
        ("cursor=elsewhere", "cursor"),
        ("fields=nothing", "fields"),
        ("updated_since=yesterday", "updated_since"),
        ("sector=no-such-sector", "sector"),
        ("q=%20-%20", "q"),
        ("as_of=2026-01-01&as_of=2026-01-02", "as_of"),
    ):
        response = get(client, f"{name}/?{all_days}{query}", 400)
        assert response["Content-Type"].startswith("application/problem+json")
        assert [row["parameter"] for row in response.json()["errors"]] == [parameter], query


def test_fields_link_and_cursor(client: Client) -> None:
    response = get(client, "events/?page_size=1&fields=id,date")
    row = response.json()["results"][0]
    assert set(row) == {"id", "date"}
    assert 'rel="next"' in response["Link"]
    following = client.get(response.json()["next"]).json()
    assert following["results"][0]["id"] != row["id"]
    cursor = response.json()["next"].partition("cursor=")[2]
    get(client, f"deadlines/?cursor={cursor}", 400)
    get(client, f"events/?type=signed&cursor={cursor}", 400)


def test_a_crawl_sees_one_register_while_editors_publish(client: Client, records: dict[str, Agreement]) -> None:
    first = get(client, "events/?page_size=2").json()
    Agreement.objects.get(slug=OLD).acts.update(date="2026-06")
    publish([Agreement.objects.get(slug=OLD)], reason="Moved", by="ed")
    found, following = [row["id"] for row in first["results"]], first["next"]
    while following:
        body = client.get(following).json()
        assert body["known_at"] == first["known_at"]
        found += [row["id"] for row in body["results"]]
        following = body["next"]
    assert len(found) == len(set(found)) == first["count"]


def test_an_agreement_and_the_lists_say_the_same_of_it(client: Client) -> None:
    for name in (OLD, NEW, TACIT):
        detail = get(client, f"agreements/{name}/?as_of=2026-11-22").json()
        acts = get(client, f"events/?agreement={name}").json()["results"]
        assert sorted(row["key"] for row in acts) == sorted(row["key"] for row in detail["events"])
        related = get(client, f"relations/?agreement={name}").json()["results"]
        ends = {(row["subject"]["id"], row["object"]["id"], row["code"]) for row in related}
        assert ends == {(row["subject"], row["object"], row["code"]) for row in detail["relations"]}
        rows = get(client, f"deadlines/?agreement={name}&as_of=2026-11-22&type=decision&type=end").json()["results"]
        decisions = [row["date"] for row in rows if row["type"] == "decision"]
        assert (decisions or [None])[0] == detail["next_decision"]


def test_languages_are_those_of_the_answer(client: Client) -> None:
    response = client.get("/api/v1/relations/", headers={"Accept-Language": "ko"})
    assert response["Content-Language"] == "ko"
    assert response.json()["results"][0]["inverse_label"] == "다음으로 대체됨"
    assert get(client, "relations/?lang=en").json()["results"][0]["inverse_label"] == "is replaced by"


def test_deadlines_within_a_time_are_those_of_the_list_of_agreements(client: Client) -> None:
    found = get(client, "agreements/?decision_within=P1Y&as_of=2026-11-22").json()["results"]
    rows = get(client, "deadlines/?type=decision&as_of=2026-11-22&to=2027-11-22").json()["results"]
    assert {row["id"] for row in found} == {row["record"]["id"] for row in rows} == {TACIT}
