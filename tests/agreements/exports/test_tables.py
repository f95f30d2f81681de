"""CSV of lists: the rows that the list has, all of them, as a spreadsheet and a program can read them."""

from __future__ import annotations

import gzip
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from agreements.exports.tables import AGREEMENTS as TABLE
from agreements.exports.views import rows_of
from agreements.models import Agreement, Title
from agreements.publishing import publish, withdraw
from agreements.register.agreements import AGREEMENTS
from agreements.register.keyset import every_page
from agreements.register.listing import read_question
from agreements.register.models import Publication
from agreements.register.query import Query
from tests.agreements.exports.reading import answer, body, ids, table
from tests.agreements.register.building import ALL, BARE, NEW, OLD, TACIT, YEAR, agreement
from tests.factories import ClauseFactory

pytestmark = [pytest.mark.thorough, pytest.mark.usefixtures("records")]

QUESTIONS = (
    "",
    "party=KR",
    "party=kr&party=CN",
    "as_of=2025-06-30&state=expired",
    "as_of=2024-06-15&state=running&certain=false",
    "q=memorandum",
    "q=memorandum&ordering=title",
    "ordering=-title",
    "sector=economy&as_of=2026-11-22",
    "page_size=2",
    "page_size=3&ordering=signed",
    "kind=treaty&facets=true",
    "legal_force=disputed",
    "party=",
)


def listed(client: Client, question: str, name: str = "agreements") -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = answer(client, f"/api/v1/{name}/?{question}").json()["results"]
    return rows


@pytest.mark.parametrize("question", QUESTIONS)
def test_the_rows_of_the_file_are_the_rows_of_the_list(client: Client, question: str) -> None:
    rows, expected = table(client, f"/agreements.csv?{question}"), listed(client, question)
    assert [row["id"] for row in rows] == [row["id"] for row in expected]
    for row, one in zip(rows, expected, strict=True):
        assert row["state_as_of"] == one["state"]["as_of"]
        assert row["state"] == one["state"]["state"]
        assert row["state_possible"].split("|") == one["state"]["possible_states"]
        assert row["state_certain"] == str(one["state"]["certain"]).lower()
        assert (row["signed"], row["ends"]) == (one["signed"] or "", one["ends"] or "")
        assert (row["url"], row["html_url"]) == (one["url"], one["html_url"])
        assert (row["updated_at"], row["publication"]) == (one["updated_at"], str(one["publication"]))


@pytest.mark.parametrize("name", ["countries", "institutions", "sectors", "sources"])
def test_the_small_records_have_files_too(client: Client, name: str) -> None:
    expected = listed(client, "page_size=500", name)
    assert len(expected) > 1
    assert ids(client, f"/{name}.csv") == [row["id"] for row in expected]
    assert ids(client, f"/{name}.csv?page_size=1") == [expected[0]["id"]]


def test_a_page_is_asked_for_by_the_cursor_of_the_list(client: Client) -> None:
    first = answer(client, "/api/v1/agreements/?page_size=2").json()
    following = first["next"].split("?")[1]
    second = answer(client, f"/api/v1/agreements/?{following}").json()
    assert ids(client, f"/agreements.csv?{following}") == [row["id"] for row in second["results"]]


def test_the_links_of_a_page_lead_through_the_whole_list(client: Client) -> None:
    address, found = "/agreements.csv?page_size=2&bom=1", []
    while address:
        response = answer(client, address)
        found += [line.split(",")[0] for line in body(response).decode("utf-8-sig").splitlines()[1:]]
        links = dict(reversed(link.split("; ")) for link in response["Link"].split(", "))
        address = links.get('rel="next"', "").strip("<>").removeprefix("http://testserver")
    assert found == ids(client, "/agreements.csv")
    assert set(found) == ALL


def test_columns_stand_where_they_always_stood(client: Client) -> None:
    header = body(answer(client, "/agreements.csv?party=JP")).decode().split("\r\n")[0].split(",")
    assert header[:7] == ["id", "title", "title_en", "title_ko", "title_zh", "titles_other", "kind"]
    assert header == [column.name for column in TABLE.columns]
    assert len(set(header)) == len(header)


def test_several_values_and_their_names_stand_in_the_same_order(client: Client) -> None:
    row = table(client, "/agreements.csv?party=kr-mss&party=cn-miit&has_successor=false")[0]
    assert row["id"] == NEW
    assert (row["countries"], row["countries_label"]) == ("KR|CN", "Country KR|Country CN")
    assert row["institutions_label"] == "Ministry of SMEs and Startups|Ministry of Industry"
    assert row["parties"] == "signatory: KR kr-mss|signatory: CN cn-miit"
    assert row["identifiers"] == "unts:I-1:2"
    assert row["lapses"] == f"{OLD} {NEW} replaces 553..582"


def test_titles_stand_beside_one_another_in_three_languages_and_the_rest_with_theirs(
    client: Client, records: dict[str, Agreement]
) -> None:
    for language, title in (("ko", "새 양해각서"), ("zh-hans", "新谅解备忘录"), ("vi", "Bản ghi nhớ")):
        Title.objects.create(agreement=records[NEW], language=language, title=title, basis="ours")
    publish([records[NEW]], reason="Titles", by="ed")
    row = next(row for row in table(client, "/agreements.csv") if row["id"] == NEW)
    assert [row[f"title_{tongue}"] for tongue in ("en", "ko", "zh")] == [
        "A new memorandum",
        "새 양해각서",
        "新谅解备忘录",
    ]
    assert row["titles_other"] == "vi: Bản ghi nhớ"
    assert row["title"] == "A new memorandum"


def test_the_address_says_in_which_language_labels_are_and_names_of_columns_stay(client: Client) -> None:
    english, korean = (
        table(client, "/agreements.csv?kind=treaty")[0],
        table(client, "/ko/agreements.csv?kind=treaty")[0],
    )
    assert list(english) == list(korean)
    assert (english["kind"], korean["kind"]) == ("treaty", "treaty")
    assert (english["kind_label"], korean["kind_label"]) == ("Treaty", "조약")
    assert korean["countries_label"] == "나라 JP|나라 KR"
    assert table(client, "/agreements.csv?kind=treaty&lang=ko")[0] == korean
    assert answer(client, "/zh-hans/agreements.csv")["Content-Language"] == "zh-hans"
    assert answer(client, "/agreements.csv", **{"accept-language": "ko"})["Content-Language"] == "en"


def test_a_title_that_a_spreadsheet_would_run_is_defused(client: Client, records: dict[str, Agreement]) -> None:
    Title.objects.filter(agreement=records[YEAR]).update(title='=HYPERLINK("http://x","y")')
    publish([records[YEAR]], reason="Odd", by="ed")
    row = next(row for row in table(client, "/agreements.csv") if row["id"] == YEAR)
    assert row["title"] == '\'=HYPERLINK("http://x","y")'
    assert answer(client, f"/api/v1/agreements/{YEAR}/").json()["title"] == '=HYPERLINK("http://x","y")'


def test_spreadsheets_are_told_that_it_is_utf_8_when_they_ask(client: Client) -> None:
    plain, marked = (body(answer(client, f"/agreements.csv?bom={bom}")) for bom in "01")
    assert marked == b"\xef\xbb\xbf" + plain
    assert not plain.startswith(b"\xef\xbb\xbf")


def test_fields_choose_columns(client: Client) -> None:
    rows = table(client, "/agreements.csv?fields=id,signed,state&kind=treaty")
    assert list(rows[0])[:4] == ["id", "signed", "state_as_of", "state"]
    assert "title" not in rows[0]
    problem = answer(client, "/agreements.csv?fields=events", 400).json()
    assert [each["parameter"] for each in problem["errors"]] == ["fields"]


def test_a_file_says_what_it_is_and_when_in_its_headers(client: Client) -> None:
    response = answer(client, "/agreements.csv?as_of=2025-06-30&party=KR")
    number = Publication.objects.latest("number").number
    assert response["Content-Type"] == "text/csv; charset=utf-8; header=present"
    assert response["Content-Disposition"] == (
        f'attachment; filename="agreements-as-of-2025-06-30-publication-{number}.csv"'
    )
    assert (response["Register-As-Of"], response["Register-Publication"]) == ("2025-06-30", str(number))
    assert '; rel="license"' in response["Link"]
    assert '<http://testserver/agreements/?as_of=2025-06-30&party=KR>; rel="alternate"' in response["Link"]


def test_the_permanent_address_gives_the_same_rows_after_later_publications(
    client: Client, records: dict[str, Agreement]
) -> None:
    response = answer(client, "/agreements.csv?party=KR")
    before = body(response)
    permanent = next(link for link in response["Link"].split(", ") if 'rel="bookmark"' in link).split(">")[0][1:]
    Title.objects.filter(agreement=records[YEAR]).update(title="Another title")
    publish([records[YEAR]], reason="Corrected", by="ed")
    assert body(answer(client, "/agreements.csv?party=KR")) != before
    assert body(answer(client, permanent.removeprefix("http://testserver"))) == before


def test_known_at_gives_the_file_of_that_instant(client: Client, records: dict[str, Agreement]) -> None:
    instant = Publication.objects.filter(record_id=TACIT).earliest("number").time.isoformat().replace("+00:00", "Z")
    assert set(ids(client, f"/agreements.csv?known_at={instant}")) == {OLD, NEW, TACIT}


def test_the_json_twin_is_the_list_of_the_api(client: Client) -> None:
    for question in ("party=KR", "page_size=2&facets=true", "fields=id,title", "q=memorandum&lang=ko"):
        twin, api = (answer(client, f"{path}?{question}") for path in ("/agreements.json", "/api/v1/agreements/"))
        here, there = twin.json(), api.json()
        assert {**here, "next": None} == {**there, "next": None}
        if there["next"]:
            assert here["next"] == there["next"].replace("/api/v1/agreements/", "/agreements.json")
            second = answer(client, here["next"].removeprefix("http://testserver")).json()
            assert (
                second["results"] == answer(client, there["next"].removeprefix("http://testserver")).json()["results"]
            )
            assert f'<{here["next"]}>; rel="next"' in twin["Link"]
    assert answer(client, "/ko/agreements.json")["Content-Language"] == "ko"


@pytest.mark.parametrize("ending", ["json", "csv", "atom", "ics"])
def test_what_cannot_be_read_is_refused_in_the_words_of_the_api(client: Client, ending: str) -> None:
    for question in ("as_fo=2024-01-01", "party=XX", "as_of=2024", "certain=true&certain=false", "cursor=x", "lang=xx"):
        twin = answer(client, f"/agreements.{ending}?{question}", 400)
        assert twin["Content-Type"] == "application/problem+json"
        assert twin.json()["errors"] == answer(client, f"/api/v1/agreements/?{question}", 400).json()["errors"]


@pytest.mark.parametrize("address", ["/agreements.csv?bom=2", "/agreements.csv?bom=1&bom=1", "/agreements.json?bom=1"])
def test_a_parameter_of_a_format_is_read_as_strictly(client: Client, address: str) -> None:
    assert [each["parameter"] for each in answer(client, address, 400).json()["errors"]] == ["bom"]


@pytest.mark.parametrize("ending", ["json", "csv", "atom", "ics"])
def test_twins_have_the_manners_of_the_api(client: Client, ending: str) -> None:
    address = f"/agreements.{ending}"
    first = answer(client, address, accept="text/html, */*")
    assert first["Access-Control-Allow-Origin"] == "*"
    unchanged = client.get(address, headers={"if-none-match": first["ETag"]})
    assert (unchanged.status_code, body(unchanged)) == (304, b"")
    assert client.get(address, headers={"if-modified-since": first["Last-Modified"]}).status_code in (200, 304)
    head = client.head(address)
    assert (head.status_code, body(head), head["ETag"]) == (200, b"", first["ETag"])
    assert client.options(address).status_code == 204
    refused = client.post(address)
    assert (refused.status_code, refused["Content-Type"]) == (405, "application/problem+json")
    Agreement.objects.filter(slug=NEW).update(internal_notes="Not public")
    assert answer(client, address)["ETag"] == first["ETag"]


@pytest.mark.parametrize("ending", ["json", "csv", "atom", "ics"])
def test_twins_are_throttled_as_the_api_is(client: Client, settings: Settings, ending: str) -> None:
    settings.API_REQUESTS_PER_MINUTE = 1
    address = {"REMOTE_ADDR": f"192.0.2.{len(ending)}{ord(ending[0]) % 10}"}
    answers = [client.get(f"/agreements.{ending}", **address) for _ in range(3)]
    assert answers[-1].status_code == 429
    assert int(answers[-1]["Retry-After"]) >= 1


def test_a_compressed_file_is_the_same_file_and_still_streamed(client: Client) -> None:
    response = answer(client, "/agreements.csv", **{"accept-encoding": "gzip"})
    assert response.streaming
    assert (response["Content-Encoding"], response.has_header("Content-Length")) == ("gzip", False)
    assert gzip.decompress(body(response)) == body(answer(client, "/agreements.csv"))


def test_a_file_of_all_rows_does_not_shift_while_others_publish(records: dict[str, Agreement]) -> None:
    asked = read_question(AGREEMENTS, Query.of(ordering="title"))
    pages = every_page(asked.found, asked.order, asked.reading, size=2)
    first = next(pages)
    Title.objects.filter(agreement=records[YEAR]).update(title="AAA, before all others")
    publish([records[YEAR]], reason="Moved to the front", by="ed")
    publish([agreement("cn-kr-later", title="Memorandum zz")], reason="First entry", by="ed")
    rows = [row.record_id for page in [first, *pages] for row in page]
    assert sorted(rows) == sorted(ALL)
    withdraw([records[YEAR]], reason="By mistake", by="ed")
    assert YEAR not in [row["id"] for page in rows_of(AGREEMENTS, asked) for row in page]


def test_the_first_rows_are_given_before_the_rest_is_read() -> None:
    asked = read_question(AGREEMENTS, Query())
    pages = every_page(asked.found, asked.order, asked.reading, size=1)
    with CaptureQueriesContext(connection) as first:
        next(pages)
    with CaptureQueriesContext(connection) as rest:
        left = list(pages)
    assert (len(first), len(rest), len(left)) == (1, len(ALL) - 1, len(ALL) - 1)


def test_a_longer_list_costs_no_more_queries(client: Client, records: dict[str, Agreement]) -> None:
    withdraw([records[BARE]], reason="It never existed", by="ed")
    endings = ("csv", "json", "atom", "ics")

    def costs() -> list[int]:
        found = []
        for ending in endings:
            with CaptureQueriesContext(connection) as queries:
                body(answer(client, f"/agreements.{ending}"))
            found.append(len(queries))
        return found

    before = costs()
    more = [agreement(f"jp-kr-more-{n}", countries=("JP", "KR"), sectors=("health",)) for n in range(6)]
    for record in more:
        ClauseFactory(agreement=record, three_years_renewed_by_one=True, counting_start="signature")
    publish([*{e.passage.source for r in more for e in r.evidence.all()}, *more], reason="More", by="ed")
    for record in more:
        record.summary = "Other words"
        record.save()
    publish(more, reason="Corrected", by="ed")
    withdraw(more[:1], reason="By mistake", by="ed")
    assert len(ids(client, "/agreements.csv")) == len(ALL) - 1 + 5
    assert all(now <= then for then, now in zip(before, costs(), strict=True)), (before, costs())
