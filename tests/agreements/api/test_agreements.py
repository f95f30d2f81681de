"""The API of agreements as a stranger's client meets it: shapes, states by day, languages, refusals."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from tests.agreements.api.asking import LIST, get
from tests.agreements.register.building import ALL, BARE, NEW, OLD, TACIT

pytestmark = pytest.mark.usefixtures("records")

CONTRACT = [
    *("id", "url", "html_url", "title", "titles", "identifiers", "kind", "legal_force", "level", "parties"),
    *("parties_status", "acts_status", "sectors", "forms", "signed", "effective", "ends", "ends_status", "state"),
    *("lapses", "next_decision", "updated_at", "publication"),
]
STATE = [
    *("as_of", "state", "group", "certain", "possible_states", "basis", "by", "since", "until", "until_status"),
    "because",
]
DETAIL = ["events", "relations", "clause", "terms", "evidence", "programs", "occasion", "summary"]


def state(client: Client, name: str, day: str) -> dict[str, Any]:
    return get(client, f"{LIST}{name}/?as_of={day}").json()["state"]


def test_a_list_has_the_shape_of_the_contract(client: Client) -> None:
    body = get(client, f"{LIST}?as_of=2026-11-22").json()
    assert list(body) == ["as_of", "known_at", "count", "next", "previous", "results"]
    assert (body["as_of"], body["count"], body["next"], body["previous"]) == ("2026-11-22", 5, None, None)
    row = next(each for each in body["results"] if each["id"] == NEW)
    assert [name for name in CONTRACT if name not in row] == []
    assert [name for name in STATE if name not in row["state"]] == []
    assert row["url"] == f"http://testserver{LIST}{NEW}/"
    assert row["html_url"] == f"http://testserver/agreements/{NEW}/"
    assert row["identifiers"][0] | {"key": ""} == {"scheme": "unts", "value": "I-1:2", "key": ""}
    party = row["parties"][0]
    assert {k: v for k, v in party.items() if k != "key"} == {
        "country": "KR",
        "institution": {"id": "kr-mss", "name": "Ministry of SMEs and Startups", "acronym": None},
        "role": "signatory",
        "person": None,
        "office": None,
    }
    assert row["lapses"] == [
        {
            "predecessor": OLD,
            "successor": NEW,
            "relation": "replaces",
            "days": {"min": 553, "max": 582},
            "last_day": "2024-06",
            "first_day": "2026-01-05",
            "basis": "stated",
        }
    ]
    wanted = {"state": "in-effect", "group": "running", "certain": False, "basis": "presumed", "by": "initial"}
    assert wanted.items() <= row["state"].items()
    assert (row["state"]["since"], row["state"]["until"], row["state"]["until_status"]) == (
        "2026-01-05",
        None,
        "unknown",
    )


def test_a_detail_adds_everything_that_is_public(client: Client) -> None:
    body = get(client, f"{LIST}{NEW}/").json()
    assert [name for name in (*CONTRACT, *DETAIL, "as_of", "known_at") if name not in body] == []
    assert [event["type"] for event in body["events"]] == ["signed"]
    assert body["occasion"]["id"] == "state-visit-2026"
    cited = {row["path"]: row for row in body["evidence"]}
    assert cited["act/signed/date"]["source"]["id"] == "article"
    assert cited["act/signed/date"]["passage"]["locator_kind"] == "paragraph"
    assert "party/kr-mss-signatory" in cited
    assert cited.keys() & set(body["unsourced"]) == set()


@pytest.mark.parametrize(
    ("name", "day", "expected", "certain"),
    [
        (OLD, "2024-05-31", ["in-effect"], False),
        (OLD, "2024-06-15", ["in-effect", "expired"], False),
        (OLD, "2025-06-30", ["expired"], True),
        (OLD, "2026-01-04", ["expired"], True),
        (OLD, "2026-01-05", ["replaced"], True),
        (NEW, "2025-06-30", ["not-yet"], True),
        (NEW, "2026-11-01", ["in-effect"], False),
        (TACIT, "2023-07-31", ["in-effect"], True),
        (TACIT, "2023-08-01", ["in-effect-by-tacit-renewal"], True),
        (BARE, "2026-01-01", ["unknown"], True),
    ],
)
def test_the_state_is_that_of_the_day(client: Client, name: str, day: str, expected: list[str], certain: bool) -> None:
    found = state(client, name, day)
    assert (found["possible_states"], found["certain"], found["state"]) == (expected, certain, expected[0])
    assert found["as_of"] == day
    assert found["because"].endswith(".")


def test_the_term_of_the_day_its_end_and_the_next_decision_are_given(client: Client) -> None:
    body = get(client, f"{LIST}{TACIT}/?as_of=2026-02-11").json()
    assert (body["state"]["until"], body["state"]["until_status"]) == ("2026-07-31", "computed")
    assert (body["next_decision"], body["ends"], body["ends_status"]) == ("2026-04-30", None, "open-ended")
    current = [term for term in body["terms"] if term["current"]]
    assert [(t["number"], t["first_day"], t["last_day"]) for t in current] == [(4, "2025-08-01", "2026-07-31")]
    assert get(client, f"{LIST}{TACIT}/?as_of=2026-05-01").json()["next_decision"] == "2027-04-30"
    assert get(client, f"{LIST}{TACIT}/?as_of=2150-05-01").json()["next_decision"] == "2151-04-30"


@pytest.mark.parametrize("day", ["0001-01-01", "9998-12-31", "9000-06-15"])
def test_the_ends_of_the_calendar_are_days_like_others(client: Client, day: str) -> None:
    for name in ALL:
        get(client, f"{LIST}{name}/?as_of={day}")
    assert get(client, f"{LIST}?as_of={day}").json()["count"] == 5


def test_relations_agree_from_both_sides_and_are_labelled_in_the_language_asked_for(client: Client) -> None:
    ours, theirs = (get(client, f"{LIST}{name}/").json()["relations"] for name in (NEW, OLD))
    assert [(r["code"], r["direction"], r["label"], r["other"]["id"]) for r in ours] == [
        ("replaces", "out", "replaces", OLD)
    ]
    assert [(r["code"], r["direction"], r["label"], r["other"]["id"]) for r in theirs] == [
        ("replaces", "in", "is replaced by", NEW)
    ]
    assert [(r["subject"], r["object"]) for r in ours] == [(r["subject"], r["object"]) for r in theirs]


@pytest.mark.parametrize("language", ["ko", "zh-hans"])
def test_labels_and_reasons_are_said_in_the_language_asked_for(client: Client, language: str) -> None:
    english, other = (get(client, f"{LIST}{OLD}/?lang={each}").json() for each in ("en", language))
    assert english["relations"][0]["code"] == other["relations"][0]["code"] == "replaces"
    assert english["relations"][0]["label"] != other["relations"][0]["label"]
    assert english["state"]["because"] != other["state"]["because"]
    assert {k: v for k, v in english["state"].items() if k != "because"} == {
        k: v for k, v in other["state"].items() if k != "because"
    }


def test_names_are_given_in_the_language_asked_for(client: Client) -> None:
    body = get(client, f"{LIST}{NEW}/?lang=ko", **{"Accept-Language": "zh-CN"})
    assert body["Content-Language"] == "ko"
    assert body.json()["parties"][0]["institution"]["name"] == "중소벤처기업부"
    by_header = get(client, f"{LIST}{NEW}/", **{"Accept-Language": "ko"})
    assert by_header["Content-Language"] == "ko"
    assert "accept-language" in by_header["Vary"].lower()
    assert body.json()["parties"] == by_header.json()["parties"]


def test_the_parts_of_a_detail_have_addresses_of_their_own(client: Client) -> None:
    standings = get(client, f"{LIST}{OLD}/standings/").json()
    assert {row["code"] for row in standings["results"]} == {"in-effect", "expired", "replaced", "running", "ended"}
    evidence = get(client, f"{LIST}{OLD}/evidence/").json()
    assert {row["path"] for row in evidence["results"]} & {"act/expired/date"}
    assert evidence["count"] == len(evidence["results"])
    steps = get(client, f"{LIST}{OLD}/history/").json()["results"]
    assert [step["type"] for step in steps] == ["updated", "created"]
    assert get(client, steps[1]["url"]).json()["document"]["relations"] == []


def test_links_lead_through_the_list_and_back(client: Client) -> None:
    first = get(client, f"{LIST}?page_size=2&lang=ko&as_of=2025-06-30")
    assert first["Link"] == f'<{first.json()["next"]}>; rel="next"'
    second = get(client, first.json()["next"])
    assert 'rel="next"' in second["Link"]
    assert 'rel="prev"' in second["Link"]
    assert second["Content-Language"] == "ko"
    assert get(client, second.json()["previous"]).json()["results"] == first.json()["results"]


def test_a_bad_parameter_is_a_problem_document_that_names_it(client: Client) -> None:
    response = get(client, f"{LIST}?secter=x&state=foo&as_of=2026-02-30", 400)
    assert response["Content-Type"] == "application/problem+json"
    body = response.json()
    assert {k: body[k] for k in ("type", "status", "title")} == {
        "type": "http://testserver/api/problems/bad-parameter/",
        "status": 400,
        "title": "A parameter cannot be read",
    }
    assert body["instance"].startswith(LIST)
    assert [error["parameter"] for error in body["errors"]] == ["secter", "state", "as_of"]
    assert "expired" in body["errors"][1]["allowed"]
    assert get(client, body["type"]).json()["status"] == 400


@pytest.mark.parametrize("part", ["", "standings/", "evidence/", "history/"])
@pytest.mark.parametrize(
    "query", ["x=1", "as_of=2026", "known_at=2999-01-01T00:00:00Z", "lang=fr", "as_of=2026-01-01&as_of="]
)
def test_a_detail_refuses_what_it_does_not_know(client: Client, part: str, query: str) -> None:
    status = 200 if query.endswith("&as_of=") else 400
    response = get(client, f"{LIST}{OLD}/{part}?{query}", status)
    assert status == 200 or response.json()["errors"][0]["parameter"] == query.partition("=")[0]


def test_a_detail_gives_only_the_fields_asked_for(client: Client) -> None:
    assert set(get(client, f"{LIST}{OLD}/?fields=id,state").json()) == {"as_of", "known_at", "id", "state"}
    get(client, f"{LIST}{OLD}/?fields=id,stat", 400)
    assert get(client, f"{LIST}{OLD}/?expand=evidence").json() == get(client, f"{LIST}{OLD}/").json()
