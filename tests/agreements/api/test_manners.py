"""The manners of the API at every address: tags, dates, compression, methods, formats, limits, failures."""

from __future__ import annotations

import gzip
import json
from typing import Any

import pytest
from django.test import Client

from agreements.models import Agreement
from agreements.publishing import publish
from tests.agreements.api.asking import LIST, get
from tests.agreements.register.building import NEW, OLD, agreement
from tests.programs.api.conftest import PLAN, programs, published_programs

__all__ = ["programs", "published_programs"]
pytestmark = pytest.mark.usefixtures("programs")

#: Every address, each with something in it.
ADDRESSES = [
    *("/api/v1/", "/api/schema/", "/api/problems/", "/api/problems/gone/", "/api/v1/context.jsonld", LIST),
    *(f"{LIST}{OLD}/{part}" for part in ("", "standings/", "evidence/", "history/")),
    *(f"/api/v1/{name}/" for name in ("relations", "events", "deadlines", "activities", "programs", "codelists")),
    *(f"/api/v1/{name}/" for name in ("countries", "institutions", "sectors", "occasions", "sources", "changes")),
    *(f"/api/v1/programs/{PLAN}/", "/api/v1/countries/kr/", "/api/v1/sources/article/", "/api/v1/publications/1/"),
]


def test_the_addresses_tried_are_all_that_are_described(client: Client) -> None:
    described = {path.partition("{")[0] for path in get(client, "/api/schema/").json()["paths"]}
    tried = {path for path in ADDRESSES if path in described}
    folders = {path for path in described if any(address.startswith(path) and address != path for address in ADDRESSES)}
    assert described - tried - folders == {"/api/v1/institutions/", "/api/v1/sectors/", "/api/v1/occasions/"} - tried


@pytest.mark.parametrize("path", ADDRESSES)
def test_every_address_has_the_same_manners(client: Client, path: str) -> None:
    whole = get(client, path, Origin="https://example.org")
    assert whole["Access-Control-Allow-Origin"] == "*"
    assert whole["X-Content-Type-Options"] == "nosniff"
    assert {"accept-language", "accept-encoding"} <= {word.strip().lower() for word in whole["Vary"].split(",")}
    packed = get(client, path, **{"Accept-Encoding": "gzip"})
    assert (
        gzip.decompress(packed.content) if packed.has_header("Content-Encoding") else packed.content
    ) == whole.content
    assert packed.has_header("Content-Encoding") == (len(whole.content) >= 200)
    head = client.head(path)
    assert (head.status_code, head.content, head["ETag"]) == (200, b"", whole["ETag"])
    assert head["Content-Type"] == whole["Content-Type"]
    for tag in (whole["ETag"], f'"other", {whole["ETag"]}', "*"):
        unchanged = get(client, path, 304, **{"If-None-Match": tag})
        assert (unchanged.content, unchanged["ETag"]) == (b"", whole["ETag"])
        assert unchanged["Vary"] == whole["Vary"]
    allowed = client.options(path, headers={"Origin": "https://example.org", "Access-Control-Request-Method": "GET"})
    assert (allowed.status_code, allowed["Access-Control-Allow-Methods"]) == (204, "GET, HEAD, OPTIONS")
    assert allowed["Access-Control-Allow-Origin"] == "*"
    for method in ("post", "put", "patch", "delete"):
        refused = getattr(client, method)(path)
        assert (refused.status_code, refused["Allow"]) == (405, "GET, HEAD, OPTIONS")
        assert refused["Content-Type"] == "application/problem+json"
    assert get(client, f"{path}?no_such_parameter=1", 400).json()["errors"][0]["parameter"] == "no_such_parameter"
    assert get(client, path, 406, Accept="image/png")["Content-Type"] == "application/problem+json"


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
