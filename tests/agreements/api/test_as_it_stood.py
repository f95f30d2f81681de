"""The register as it stood: records that were withdrawn, restored or merged since (domain rules, section 10)."""

from __future__ import annotations

import pytest
from django.test import Client

from agreements.models import Agreement
from agreements.publishing import merge, restore, withdraw
from agreements.register.models import Publication
from tests.agreements.register.building import ALL, BARE, YEAR

pytestmark = pytest.mark.usefixtures("records")

LIST = "/api/v1/agreements/"


def now() -> str:
    return Publication.objects.latest("number").time.isoformat().replace("+00:00", "Z")


def status(client: Client, name: str, moment: str = "") -> int:
    return client.get(f"{LIST}{name}/", {"known_at": moment} if moment else {}).status_code


def ids(client: Client, moment: str = "") -> set[str]:
    body = client.get(LIST, {"known_at": moment} if moment else {}).json()
    return {row["id"] for row in body["results"]}


def test_a_merged_record_is_read_as_it_stood_before_its_merger(client: Client, records: dict[str, Agreement]) -> None:
    before = now()
    merge(records[BARE], records[YEAR], reason="The same instrument", by="ed")
    assert (status(client, BARE), status(client, BARE, before)) == (301, 200)
    assert (ids(client), ids(client, before)) == (ALL - {BARE}, ALL)


def test_a_merged_record_that_was_restored_leads_elsewhere_only_in_between(
    client: Client, records: dict[str, Agreement]
) -> None:
    before = now()
    merge(records[BARE], records[YEAR], reason="The same instrument", by="ed")
    between = now()
    restore([records[BARE]], reason="They are two", by="ed")
    assert [status(client, BARE, moment) for moment in (before, between, "")] == [200, 301, 200]


def test_what_was_withdrawn_stays_gone_for_who_reads_the_register_before_its_return(
    client: Client, records: dict[str, Agreement]
) -> None:
    before = now()
    withdraw([records[BARE]], reason="It never existed", by="ed")
    between = now()
    restore([records[BARE]], reason="It did exist", by="ed")
    assert [status(client, BARE, moment) for moment in (before, between, "")] == [410, 410, 200]
    assert client.get(f"{LIST}{BARE}/", {"known_at": before}).json()["detail"] == "It never existed"
    assert BARE not in ids(client, before)


def test_a_record_that_came_later_is_not_found_in_the_register_before(
    client: Client, records: dict[str, Agreement]
) -> None:
    first = Publication.objects.earliest("number").time.isoformat().replace("+00:00", "Z")
    assert status(client, BARE, first) == 404


def test_before_the_first_publication_the_register_is_empty_and_says_so(client: Client) -> None:
    body = client.get(LIST, {"known_at": "2001-01-01T00:00:00Z"}).json()
    assert (body["known_at"], body["count"], body["results"]) == (None, 0, [])
