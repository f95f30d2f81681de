"""Records that are not where they were asked for: withdrawn, merged, or written in another way."""

from __future__ import annotations

import json

import pytest
from django.test import Client

from agreements.models import Agreement
from agreements.publishing import merge, withdraw
from agreements.register.models import Publication
from tests.agreements.api.asking import LIST, get
from tests.agreements.register.building import BARE, OLD, TACIT, YEAR

pytestmark = pytest.mark.usefixtures("records")


def test_a_withdrawn_record_is_gone_with_its_reason(client: Client, records: dict[str, Agreement]) -> None:
    moment = Publication.objects.latest("number").time.isoformat().replace("+00:00", "Z")
    withdraw([records[BARE]], reason="It never existed", by="ed")
    for query in ("", f"?known_at={moment}", "?as_of=2020-01-01"):
        body = get(client, f"{LIST}{BARE}/{query}", 410).json()
        assert (body["detail"], body["type"]) == ("It never existed", "http://testserver/api/problems/gone/")
    assert BARE not in str(get(client, LIST).json())
    assert "Memorandum" not in json.dumps(get(client, f"{LIST}{BARE}/history/", 410).json())


def test_a_merged_record_leads_to_the_other_with_its_reason(client: Client, records: dict[str, Agreement]) -> None:
    merge(records[BARE], records[YEAR], reason="The same instrument", by="ed")
    response = get(client, f"{LIST}{BARE}/?as_of=2025-06-30&lang=ko", 301)
    assert response["Location"] == f"{LIST}{YEAR}/?as_of=2025-06-30&lang=ko"
    assert (response.json()["target"], response.json()["reason"]) == (YEAR, "The same instrument")
    assert get(client, f"{LIST}{BARE}/evidence/", 301)["Location"] == f"{LIST}{YEAR}/evidence/"


def test_a_chain_of_mergers_leads_to_its_end_at_once(client: Client, records: dict[str, Agreement]) -> None:
    merge(records[BARE], records[YEAR], reason="The same instrument", by="ed")
    merge(records[YEAR], records[TACIT], reason="The same again", by="ed")
    assert get(client, f"{LIST}{BARE}/", 301)["Location"] == f"{LIST}{TACIT}/"
    withdraw([records[TACIT]], reason="None of them existed", by="ed")
    assert get(client, f"{LIST}{TACIT}/", 410).json()["detail"] == "None of them existed"


def test_an_id_in_upper_case_leads_to_the_record(client: Client) -> None:
    response = get(client, f"{LIST}{OLD.upper()}/standings/?lang=ko", 301)
    assert response["Location"] == f"{LIST}{OLD}/standings/?lang=ko"


def test_an_address_without_its_slash_leads_to_the_one_with_it(client: Client) -> None:
    assert get(client, "/api/v1/agreements?party=KR", 301)["Location"] == f"{LIST}?party=KR"
    assert get(client, f"/api/v1/agreements/{OLD}", 301)["Location"] == f"{LIST}{OLD}/"
    assert get(client, "/api/v1", 301)["Location"] == "/api/v1/"
