"""The founding agreement as the seeds publish it, against the example of the contract: names, order, and ISO days."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.management import call_command
from django.db import transaction
from django.test import Client

MOU = "kr-cn-sme-innovation-mou-2026"
FORMER = "kr-cn-sme-mou-expired-2024"
AGREEMENT = [
    "id",
    "url",
    "html_url",
    "title",
    "titles",
    "identifiers",
    "kind",
    "legal_force",
    "level",
    "parties",
    "parties_status",
    "acts_status",
    "sectors",
    "forms",
    "signed",
    "effective",
    "ends",
    "ends_status",
    "state",
    "lapses",
    "next_decision",
    "updated_at",
    "publication",
]
STATE = [
    "as_of",
    "state",
    "group",
    "certain",
    "possible_states",
    "basis",
    "by",
    "since",
    "until",
    "until_status",
    "because",
]
LAPSE = ["predecessor", "successor", "relation", "days", "last_day", "first_day", "basis"]
PARTY = ["country", "institution", "role", "person", "office"]
DETAIL = ["events", "relations", "clause", "terms", "evidence", "programs", "occasion", "summary"]
DAY = re.compile(r"\d{4}(-\d\d){0,2}(/\d{4}(-\d\d){0,2})?")


@pytest.fixture(scope="module")
def seeded(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    with django_db_blocker.unblock():
        outer = transaction.atomic()
        outer.__enter__()
        try:
            call_command("seed", verbosity=0)
            yield
        finally:
            transaction.set_rollback(True)
            outer.__exit__(None, None, None)


@pytest.fixture
def founding(seeded: None, db: None, client: Client) -> dict[str, Any]:
    answer: dict[str, Any] = client.get(f"/api/v1/agreements/{MOU}/?as_of=2026-11-22").json()
    return answer


def kept(row: dict[str, Any], names: list[str]) -> list[str]:
    """Give those of the row's members that the contract names, in the row's order."""
    return [name for name in row if name in names]


def test_its_members_have_the_names_and_the_order_of_the_contract(founding: dict[str, Any]) -> None:
    assert kept(founding, AGREEMENT) == AGREEMENT
    assert kept(founding["state"], STATE) == STATE
    assert kept(founding["titles"][0], ["language", "title", "basis"]) == ["language", "title", "basis"]
    assert [kept(party, PARTY) for party in founding["parties"]] == [PARTY] * 4
    assert list(founding["parties"][0]["institution"]) == ["id", "name", "acronym"]
    assert [kept(lapse, LAPSE) for lapse in founding["lapses"]] == [LAPSE]
    assert list(founding["lapses"][0]["days"]) == ["min", "max"]
    assert [name for name in DETAIL if name not in founding] == []


def test_its_values_are_those_of_the_contract(founding: dict[str, Any]) -> None:
    ours = {name: founding[name] for name in ("kind", "legal_force", "level", "parties_status", "acts_status")}
    assert list(ours.values()) == ["memorandum-of-understanding", "not-stated", "inter-ministerial", "given", "given"]
    dates = [founding[name] for name in ("signed", "effective", "ends", "ends_status", "next_decision")]
    assert dates == ["2026-01-05", None, None, "unknown", None]
    state = {name: founding["state"][name] for name in STATE if name != "because"}
    assert list(state.values()) == [
        *("2026-11-22", "in-effect", "running", False, ["in-effect"], "presumed", "initial"),
        *("2026-01-05", None, "unknown"),
    ]
    assert founding["lapses"] == [
        {
            "predecessor": FORMER,
            "successor": MOU,
            "relation": "replaces",
            "days": {"min": 553, "max": 582},
            "last_day": "2024-06",
            "first_day": "2026-01-05",
            "basis": "inferred",
        }
    ]


def test_the_same_lapse_stands_on_both_records(founding: dict[str, Any], client: Client) -> None:
    assert client.get(f"/api/v1/agreements/{FORMER}/").json()["lapses"] == founding["lapses"]


def test_what_was_replaced_stays_so_without_end_and_what_runs_ends_on_no_known_day(
    founding: dict[str, Any], client: Client
) -> None:
    former = client.get(f"/api/v1/agreements/{FORMER}/?as_of=2026-11-22").json()["state"]
    assert (former["state"], former["until"], former["until_status"]) == ("replaced", None, "open-ended")
    assert (founding["state"]["until"], founding["state"]["until_status"]) == (None, "unknown")


def test_every_day_is_edtf_and_no_more_precise_than_its_source(founding: dict[str, Any], client: Client) -> None:
    former = client.get(f"/api/v1/agreements/{FORMER}/?as_of=2024-06-15").json()
    days = [
        row[name]
        for record in (founding, former)
        for row in (record, record["state"], *record["events"], *record["relations"], *record["lapses"])
        for name in ("date", "takes_effect", "until", "signed", "effective", "ends", "since", "last_day", "first_day")
        if row.get(name)
    ]
    assert [day for day in days if not DAY.fullmatch(day)] == []
    assert former["ends"] == former["events"][0]["date"] == former["state"]["until"] == "2024-06"
    assert "2024-06-30" not in str(former["state"]) + str(former["events"]) + str(former["lapses"])
