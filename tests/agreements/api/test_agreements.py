"""The API of agreements as a stranger's client meets it: shapes, states by day, moved and withdrawn, every manner."""

from __future__ import annotations

import gzip
import json
from typing import Any

import pytest
from django.test import Client

from agreements.models import Agreement
from agreements.publishing import merge, publish, withdraw
from agreements.register.models import Publication
from tests.agreements.register.building import ALL, BARE, NEW, OLD, TACIT, YEAR, agreement

pytestmark = pytest.mark.usefixtures("records")

LIST = "/api/v1/agreements/"
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


def get(client: Client, path: str, status: int = 200, **headers: str) -> Any:
    response = client.get(path, headers=headers)
    assert response.status_code == status, response.content[:500]
    return response


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


def test_a_publication_changes_the_tag_and_a_draft_or_note_does_not(
    client: Client, records: dict[str, Agreement]
) -> None:
    for path in (LIST, f"{LIST}{OLD}/", "/api/v1/"):
        tag = get(client, path)["ETag"]
        unchanged = get(client, path, 304, **{"If-None-Match": f'"other", {tag}'})
        assert unchanged["ETag"] == tag
        assert unchanged.content == b""
        agreement(f"kr-cn-draft-{len(path)}")
        records[OLD].internal_notes += "Ask."
        records[OLD].save()
        get(client, path, 304, **{"If-None-Match": tag})
        publish([agreement(f"kr-cn-more-{len(path)}")], reason="More", by="ed")
        assert get(client, path, **{"If-None-Match": tag})["ETag"] != tag


def test_the_tag_differs_by_address_language_and_day(client: Client) -> None:
    paths = [f"{LIST}{OLD}/", f"{LIST}{NEW}/", f"{LIST}{OLD}/?as_of=2025-01-01", f"{LIST}{OLD}/?lang=ko", LIST]
    tags = [get(client, path)["ETag"] for path in paths]
    tags.append(get(client, paths[0], **{"Accept-Language": "ko"})["ETag"])
    assert len(set(tags)) == len(tags)


def test_a_date_is_compared_only_where_there_is_an_answer(client: Client) -> None:
    later = {"If-Modified-Since": "Fri, 31 Dec 2100 00:00:00 GMT"}
    assert get(client, LIST, 304, **later).content == b""
    get(client, LIST, **{"If-Modified-Since": "Thu, 01 Jan 2004 00:00:00 GMT"})
    get(client, LIST, **{"If-Modified-Since": "yesterday"})
    get(client, f"{LIST}?x=1", 400, **later)
    get(client, f"{LIST}none/", 404, **later)
    get(client, f"{LIST}?x=1", 400, **{"If-None-Match": "*"})
    get(client, LIST, 304, **{"If-None-Match": "*"})
    assert "Last-Modified" in get(client, LIST)


def test_answers_are_open_to_scripts_compressed_and_not_sniffed(client: Client) -> None:
    response = get(client, LIST, **{"Accept-Encoding": "gzip", "Origin": "https://example.org"})
    assert response["Content-Encoding"] == "gzip"
    assert json.loads(gzip.decompress(response.content))["count"] == 5
    for answer in (response, get(client, f"{LIST}?x=1", 400), get(client, f"{LIST}none/", 404)):
        assert answer["Access-Control-Allow-Origin"] == "*"
        assert answer["X-Content-Type-Options"] == "nosniff"
    assert "ETag" in response["Access-Control-Expose-Headers"]


def test_head_and_options_work(client: Client) -> None:
    head = client.head(LIST)
    assert (head.status_code, head.content, head["ETag"]) == (200, b"", get(client, LIST)["ETag"])
    asked = client.options(LIST, headers={"Origin": "https://example.org", "Access-Control-Request-Method": "GET"})
    assert (asked.status_code, asked["Access-Control-Allow-Methods"]) == (204, "GET, HEAD, OPTIONS")
    assert asked["Access-Control-Allow-Origin"] == "*"


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "trace"])
@pytest.mark.parametrize("path", [LIST, f"{LIST}{OLD}/", "/api/v1/", "/api/v1/nothing/", "/api/v1/agreements"])
def test_the_register_is_only_read_here(client: Client, method: str, path: str) -> None:
    response = getattr(client, method)(path)
    assert response.status_code == 405
    assert response["Allow"] == "GET, HEAD, OPTIONS"
    assert response["Content-Type"] == "application/problem+json"


@pytest.mark.parametrize(
    ("accept", "status"),
    [
        ("*/*", 200),
        ("application/json", 200),
        ("text/html,application/xhtml+xml,*/*;q=0.8", 200),
        ("application/json;q=0.5, text/html", 200),
        ("text/html", 406),
        ("image/png", 406),
    ],
)
def test_a_format_that_is_not_offered_is_406(client: Client, accept: str, status: int) -> None:
    assert get(client, LIST, status, Accept=accept)["Content-Type"] in (
        "application/json",
        "application/problem+json",
    )


def test_too_many_requests_are_told_when_to_come_back(client: Client, settings: Any) -> None:
    settings.API_REQUESTS_PER_MINUTE = 0
    get(client, LIST)
    settings.API_REQUESTS_PER_MINUTE = 1
    answers = [client.get(LIST, REMOTE_ADDR="192.0.2.7") for _ in range(3)]
    refused = [a for a in answers if a.status_code == 429]
    assert refused
    assert 1 <= int(refused[0]["Retry-After"]) <= 60
    assert refused[0].json()["type"].endswith("/too-many-requests/")
    assert client.get(LIST, REMOTE_ADDR="192.0.2.8").status_code == 200


def test_a_fault_of_ours_is_told_without_its_trace(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*args: object, **kwargs: object) -> None:
        raise RuntimeError("hemlock")

    monkeypatch.setattr("agreements.api.agreements.list_agreements", fail)
    response = get(client, LIST, 500)
    assert response["Content-Type"] == "application/problem+json"
    assert b"hemlock" not in response.content
    assert b"Traceback" not in response.content
