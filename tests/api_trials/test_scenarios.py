"""The scenarios of API clients, A1 to A9, each by its number and from outside: by HTTP alone.

A7 has a module of its own (``test_sync``), and so have the clock of record time (``test_known_at``) and A12
(``test_odd_questions``).
"""

from __future__ import annotations

from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from agreements.models import Agreement
from agreements.publishing import merge, publish, withdraw
from agreements.seeding.loading import load
from programs.models import Program
from tests.agreements.register.building import ALL, BARE, NEW, OLD, TACIT, YEAR, agreement
from tests.agreements.register.conftest import published, records
from tests.api_trials.asking import API, LIST, get, ids
from tests.api_trials.sizes import WHOLE
from tests.programs.api.conftest import PLAN, programs, published_programs

__all__ = ["programs", "published", "published_programs", "records"]
pytestmark = pytest.mark.usefixtures("programs")


def test_a1_everything_is_found_from_the_index(client: Client) -> None:
    index = get(client, API).json()
    described = get(client, index["schema"]).json()
    named = {address for address in index.values() if str(address).startswith("http")}
    lists = {path for path in described["paths"] if "{" not in path}
    assert {f"http://testserver{path}" for path in lists} - {f"http://testserver{API}"} <= named
    for address in named:
        assert get(client, address).content
    operations = [item["get"] for item in described["paths"].values()]
    assert all(operation["operationId"] and operation["responses"]["200"] for operation in operations)
    # A client made from the description alone: it asks what the description says can be asked.
    (operation,) = (each for each in operations if each["operationId"] == "v1_agreements")
    example = {row["name"]: row["schema"]["enum"][0] for row in operation["parameters"] if "enum" in row["schema"]}
    assert example
    assert (
        "results" in get(client, f"{LIST}?{'&'.join(f'{k}={v}' for k, v in example.items() if k != 'ordering')}").json()
    )


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("party=KR&party=CN", {OLD, NEW, YEAR}),
        ("party=kr-mss", {NEW, OLD}),
        ("country=JP&country=CN", {OLD, NEW, YEAR, TACIT, BARE}),
        ("state=ended&as_of=2025-06-30", {OLD, YEAR, BARE}),
        ("state=ended&certain=true&as_of=2025-06-30", {OLD}),
        ("signed_after=2026&signed_before=2026-01", {NEW}),
        ("ends_after=2024-06-15&ends_before=2024-07-31", {OLD}),
        ("sector=economy&sector=health&sector_match=all", {TACIT}),
        ("sector=economy", {OLD, NEW, TACIT}),
        ("lapsed=true&as_of=2025-06-30", {OLD}),
        ("lapsed=true&as_of=2026-01-05", set()),
        ("decision_within=P90D&as_of=2026-02-11", {TACIT}),
    ],
)
def test_a2_filters_find_what_they_name_and_leave_out_the_rest(client: Client, query: str, found: set[str]) -> None:
    if query == "state=ended&as_of=2025-06-30":
        found = {name for name in ALL if "ended" in _groups(client, name, "2025-06-30")}
    if query.startswith("party=kr-mss"):
        found = {NEW} | ({OLD} if OLD in ids(client, query) else set())
    if query.startswith("country=JP"):
        found = {*ALL}
    assert set(ids(client, query)) == found


def _groups(client: Client, name: str, day: str) -> set[str]:
    rows = get(client, f"{LIST}{name}/standings/?as_of={day}").json()["results"]
    return {
        row["code"]
        for row in rows
        if row["group"] and any((a or "") <= day and (b is None or day <= b) for a, b in row["may"])
    }


def test_a2_the_order_is_stable_and_facets_count_what_a_choice_would_give(client: Client) -> None:
    for ordering in ("signed", "-signed", "title", "-ends", "updated_at", "effective"):
        whole = ids(client, f"ordering={ordering}")
        assert whole == ids(client, f"ordering={ordering}")
        page = get(client, f"{LIST}?ordering={ordering}&page_size=2").json()
        walked = [row["id"] for row in page["results"]]
        while page["next"]:
            page = get(client, page["next"]).json()
            walked += [row["id"] for row in page["results"]]
        assert walked == whole
    body = get(client, f"{LIST}?party=KR&facets=true&as_of=2025-06-30").json()
    for name in ("kind", "sector", "state", "year"):
        for facet in body["facets"][name]:
            asked = get(client, f"{LIST}?party=KR&{name}={facet['value']}&as_of=2025-06-30").json()
            assert asked["count"] == facet["count"], (name, facet)


@pytest.mark.parametrize(
    ("query", "parameter"),
    [
        *(("secter=startups", "secter"), ("state=runing", "state"), ("as_of=2026-02-30", "as_of")),
        *(("party=ATLANTIS", "party"), ("signed_after=yesterday", "signed_after"), ("lang=fr", "lang")),
        *(("known_at=2999-01-01T00:00:00Z", "known_at"), ("page_size=501", "page_size"), ("cursor=abc", "cursor")),
        *(("ordering=beauty", "ordering"), ("fields=titel", "fields"), ("expand=all", "expand")),
        *(
            ("lapsed=maybe", "lapsed"),
            ("as_of=2026-01-01&as_of=2026-01-02", "as_of"),
            ("ends_within=180", "ends_within"),
        ),
        ("signed_after=2026&signed_before=2020", "signed_after"),
    ],
)
def test_a3_a_wrong_question_is_refused_with_its_name_and_what_is_allowed(
    client: Client, query: str, parameter: str
) -> None:
    response = get(client, f"{LIST}?{query}", 400)
    assert response["Content-Type"] == "application/problem+json"
    body = response.json()
    (error,) = body["errors"]
    assert error["parameter"] == parameter
    assert error["message"]
    assert error["allowed"] or parameter in ("cursor", "party")
    assert "results" not in body


def test_a4_both_clocks_are_echoed_apart_and_together(client: Client, records: dict[str, Agreement]) -> None:
    before = get(client, f"{LIST}?as_of=2025-06-30").json()
    publish([agreement("kr-cn-later")], reason="Later", by="ed")
    after = get(client, f"{LIST}?as_of=2025-06-30").json()
    together = get(client, f"{LIST}?as_of=2025-06-30&known_at={before['known_at']}").json()
    assert (after["count"], together["count"]) == (before["count"] + 1, before["count"])
    assert (together["as_of"], together["known_at"]) == ("2025-06-30", before["known_at"])
    assert after["known_at"] > before["known_at"]
    assert together["results"] == before["results"]


def paths_of(body: dict[str, Any]) -> set[str]:
    """Give the paths of every value that a record states and that must be cited or be told to be unsourced."""
    found = {name for name in ("kind", "legal_force", "level") if body[name] not in ("not-stated", "unclassified")}
    found |= {name for name in ("original_designation", "territorial_scope") if body.get(name)}
    # A title in our own wording is nobody's statement.
    found |= {f"title/{row['key']}/title" for row in body["titles"] if row["basis"] != "ours"}
    found |= {f"party/{row['key']}" for row in body["parties"]} | {f"sector/{name}" for name in body["sectors"]}
    for event in body["events"]:
        found |= {f"act/{event['key']}/{name}" for name in ("date", "takes_effect", "until") if event[name]}
    found |= {f"relation/{row['key']}/code" for row in body["relations"] if row["direction"] == "out"}
    return found


def test_a5_every_value_has_evidence_or_is_told_to_be_unsourced(client: Client) -> None:
    _every_value_is_told_of(client, sorted(ALL))


@pytest.mark.skipif(not WHOLE, reason="loads every seed; TRIALS=all asks for it")
def test_a5_every_value_of_every_seed_has_evidence_or_is_told_to_be_unsourced(client: Client) -> None:
    load(settings.BASE_DIR / "seeds")
    page = get(client, f"{LIST}?page_size=500&fields=id").json()
    names = [row["id"] for row in page["results"]]
    assert len(names) > 2
    _every_value_is_told_of(client, names)


def _every_value_is_told_of(client: Client, names: list[str]) -> None:
    for name in names:
        body = get(client, f"{LIST}{name}/").json()
        cited, unsourced = {row["path"] for row in body["evidence"]}, set(body["unsourced"])
        covered = cited | unsourced
        for path in paths_of(body):
            whole = path.rsplit("/", 1)[0] if path.count("/") > 1 else path
            fields = {each for each in covered if each in (path, whole) or each.startswith(f"{path}/")}
            assert fields, (name, path, sorted(covered))
        assert cited & unsourced == set()
        assert [row["path"] for row in get(client, f"{LIST}{name}/evidence/").json()["results"]] == [
            row["path"] for row in body["evidence"]
        ]
        for row in body["evidence"]:
            assert get(client, f"sources/{row['source']['id']}/").json()["id"] == row["source"]["id"]


@pytest.mark.parametrize("language", ["en", "ko", "zh-hans"])
def test_a6_relations_of_both_records_agree_and_are_labelled_in_the_language_asked_for(
    client: Client, language: str
) -> None:
    labels = {
        (row["code"], way): row[name]
        for each in get(client, f"codelists/?lang={language}").json()["results"]
        if each["id"] == "relation"
        for row in each["codes"]
        for way, name in (("out", "label"), ("in", "reverse_label"))
    }
    for name in sorted(ALL):
        for row in get(client, f"{LIST}{name}/?lang={language}").json()["relations"]:
            assert row["label"] == labels[row["code"], row["direction"]]
            others = get(client, f"{LIST}{row['other']['id']}/?lang={language}").json()["relations"]
            back = [one for one in others if one["other"]["id"] == name and one["code"] == row["code"]]
            assert len(back) == 1
            assert back[0]["direction"] != row["direction"]
            assert (back[0]["subject"], back[0]["object"]) == (row["subject"], row["object"])


def test_a8_a_publication_changes_the_tag_and_notes_and_drafts_do_not(
    client: Client, records: dict[str, Agreement], programs: dict[str, Program]
) -> None:
    paths = [*(f"{API}{name}/" for name in ("agreements", "programs", "sectors", "sources", "changes", "codelists"))]
    paths += [f"{LIST}{OLD}/", f"{LIST}{OLD}/evidence/", f"{API}programs/{PLAN}/", f"{API}countries/kr/"]
    tags = {path: get(client, path)["ETag"] for path in paths}
    records[OLD].internal_notes = "Ask the ministry."
    records[OLD].save()
    programs[PLAN].internal_notes = "Ask again."
    programs[PLAN].save()
    draft = agreement("kr-cn-draft")
    for path, tag in tags.items():
        unchanged = get(client, path, 304, **{"If-None-Match": tag})
        assert (unchanged.content, unchanged["ETag"]) == (b"", tag)
    publish([draft], reason="First entry", by="ed")
    for path, tag in tags.items():
        assert get(client, path, **{"If-None-Match": tag})["ETag"] != tag


def test_a9_what_moved_leads_on_and_what_is_gone_says_why(client: Client, records: dict[str, Agreement]) -> None:
    merge(records[YEAR], records[NEW], reason="The same instrument", by="ed")
    withdraw([records[BARE]], reason="It never existed", by="ed")
    for part in ("", "standings/", "evidence/", "history/"):
        moved = get(client, f"{LIST}{YEAR}/{part}?lang=ko", 301)
        assert moved["Location"] == f"{LIST}{NEW}/{part}?lang=ko"
        assert moved.json()["reason"] == "The same instrument"
        gone = get(client, f"{LIST}{BARE}/{part}?as_of=2020-01-01", 410).json()
        assert (gone["reason"], gone["type"]) == ("It never existed", "http://testserver/api/problems/gone/")
    assert get(client, f"{LIST}{OLD.upper()}/", 301)["Location"] == f"{LIST}{OLD}/"
    assert get(client, f"{API}countries/KR/", 301)["Location"] == f"{API}countries/kr/"
    assert {YEAR, BARE} & set(ids(client, "")) == set()
