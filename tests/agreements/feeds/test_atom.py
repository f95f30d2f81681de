"""Feeds of lists (scenario P8): publications of the records that a question keeps, and nothing that is not public."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from agreements.models import Act, Agreement
from agreements.publishing import merge, publish, restore, withdraw
from agreements.register.models import Publication
from tests.agreements.exports.reading import answer, body, ids
from tests.agreements.feeds.reading import ATOM, entries, feed, link, records, tombstones
from tests.agreements.register.building import ALL, BARE, NEW, OLD, TACIT, YEAR
from tests.factories import ActFactory

pytestmark = pytest.mark.usefixtures("records")

INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?\+00:00")
HOST = "http://testserver"


def instant_of(number: int) -> str:
    return Publication.objects.get(number=number).time.isoformat().replace("+00:00", "Z")


@pytest.mark.parametrize(
    "address",
    ["/agreements.atom", "/ko/agreements.atom?party=KR", "/countries.atom", "/changes.atom", "/deadlines.atom",
     "/programs.atom", "/institutions.atom", "/sectors.atom", "/sources.atom"],
)  # fmt: skip
def test_a_feed_has_what_rfc_4287_demands(client: Client, address: str) -> None:
    response = answer(client, address)
    assert response["Content-Type"] == "application/atom+xml; charset=utf-8"
    whole = feed(client, address)
    assert whole.tag == f"{ATOM}feed"
    assert [len(whole.findall(f"{ATOM}{name}")) for name in ("id", "title", "updated", "author")] == [1, 1, 1, 1]
    assert INSTANT.fullmatch(whole.findtext(f"{ATOM}updated", ""))
    assert whole.findtext(f"{ATOM}author/{ATOM}name")
    assert link(whole, "self") == f"{HOST}{address}"
    page = link(whole, "alternate").removeprefix(HOST)
    assert page == address.replace(".atom", "/")
    found = whole.findall(f"{ATOM}entry")
    for one in found:
        assert [len(one.findall(f"{ATOM}{name}")) for name in ("id", "title", "updated", "summary")] == [1, 1, 1, 1]
        assert one.findtext(f"{ATOM}id", "").startswith("urn:uuid:")
        assert INSTANT.fullmatch(one.findtext(f"{ATOM}updated", ""))
        assert link(one, "alternate").startswith(f"{HOST}/")
    assert len({one.findtext(f"{ATOM}id") for one in found}) == len(found)
    times = [one.findtext(f"{ATOM}updated", "") for one in found]
    assert times == sorted(times, reverse=True)


@pytest.mark.parametrize(
    "question", ["", "party=KR", "q=memorandum", "state=expired&as_of=2025-06-30", "kind=treaty", "party=JP&party=CN"]
)
def test_entries_are_of_the_records_that_the_list_keeps(client: Client, question: str) -> None:
    assert records(client, f"/agreements.atom?{question}") == set(ids(client, f"/agreements.csv?{question}"))


def test_a_cursor_keeps_the_records_of_its_page_and_page_size_says_how_many_entries(client: Client) -> None:
    first = answer(client, "/agreements.json?page_size=2&ordering=title").json()
    cursor = first["next"].split("?")[1]
    assert records(client, f"/agreements.atom?{cursor}") <= set(ids(client, f"/agreements.csv?{cursor}"))
    assert len(entries(client, "/agreements.atom?page_size=3")) == 3


def test_known_at_gives_the_feed_of_that_instant(client: Client, records: dict[str, Agreement]) -> None:
    last = Publication.objects.latest("number").number
    before = entries(client, f"/agreements.atom?known_at={instant_of(last)}")
    Agreement.objects.filter(slug=NEW).update(summary="Other words")
    publish([records[NEW]], reason="Corrected", by="ed")
    assert entries(client, f"/agreements.atom?known_at={instant_of(last)}") == before
    now = entries(client, "/agreements.atom")
    assert [one.id for one in now[1:]] == [one.id for one in before]
    assert (now[0].type, now[0].summary, now[0].link) == ("updated", "Corrected", f"{HOST}/agreements/{NEW}/")


def test_what_changed_is_told_in_words_and_in_the_language_of_the_address(
    client: Client, records: dict[str, Agreement]
) -> None:
    Act.objects.filter(agreement=records[OLD], type="expired").update(date="2024-05")
    publish([records[OLD]], reason="The date was read wrongly", by="ed")
    entry = next(one for one in entries(client, "/agreements.atom") if one.link.endswith(f"/{OLD}/"))
    assert entry.title == "Updated: Memorandum cn-kr-sme-old"
    assert "<p>The date was read wrongly</p>" in entry.content
    assert "Last day in effect – changed (June 2024 → May 2024)" in entry.content
    korean = next(one for one in entries(client, "/ko/agreements.atom") if one.id == entry.id)
    assert korean.link == f"{HOST}/ko/agreements/{OLD}/"
    assert "2024년 5월" in korean.content


def test_an_internal_edit_is_no_news(client: Client, records: dict[str, Agreement]) -> None:
    addresses = ("/agreements.atom", "/changes.atom", "/ko/agreements.atom?party=KR")
    before = {address: body(answer(client, address)) for address in addresses}
    Agreement.objects.filter(slug=NEW).update(internal_notes="Not public", summary="A draft of other words")
    ActFactory(agreement=records[NEW], type="observed", observed_state="in-effect", date="2026-06-01")
    assert {address: body(answer(client, address)) for address in addresses} == before


def test_a_withdrawn_record_leaves_tombstones_of_its_entries(client: Client, records: dict[str, Agreement]) -> None:
    mine = [one.id for one in entries(client, "/agreements.atom") if one.link.endswith(f"/{TACIT}/")]
    assert mine
    withdraw([records[TACIT]], reason="It was entered by mistake", by="ed")
    for address in (
        "/agreements.atom",
        "/agreements.atom?party=KR",
        "/ko/agreements.atom",
        "/agreements.atom?party=CN",
    ):
        assert tombstones(client, address) == dict.fromkeys(mine, "It was entered by mistake")
        assert not {one.id for one in entries(client, address)} & set(mine)
    assert tombstones(client, "/countries.atom") == {}
    restore([records[TACIT]], reason="It was right", by="ed")
    assert set(tombstones(client, "/agreements.atom")) == set(mine)
    back = [one for one in entries(client, "/agreements.atom") if one.link.endswith(f"/{TACIT}/")]
    assert [(one.type, one.summary) for one in back] == [("restored", "It was right")]


def test_a_merged_record_leads_to_the_one_it_went_into(client: Client, records: dict[str, Agreement]) -> None:
    merge(records[BARE], records[YEAR], reason="The same instrument", by="ed")
    for address in ("/agreements.atom", "/agreements.atom?party=KR&kind=memorandum-of-understanding"):
        newest = entries(client, address)[0]
        assert newest.title == "Merged: bare, now in Memorandum cn-kr-health"
        assert (newest.type, newest.link) == ("merged", f"{HOST}/agreements/{YEAR}/")
    assert entries(client, "/agreements.atom?party=JP")[0].type != "merged"
    assert tombstones(client, "/agreements.atom") == {}


def test_the_feed_of_changes_is_the_whole_sequence(client: Client, records: dict[str, Agreement]) -> None:
    lost = [one.id for one in entries(client, "/agreements.atom") if one.link.endswith(f"/{BARE}/")]
    withdraw([records[BARE]], reason="It never existed", by="ed")
    address, found, gone = "/changes.atom?page_size=7", [], {}
    while address:
        found += entries(client, address)
        gone |= tombstones(client, address)
        address = link(feed(client, address), "next").removeprefix(HOST)
    assert len(found) + len(gone) == Publication.objects.count()
    assert gone == dict.fromkeys(lost, "It never existed")
    withdrawn = next(one for one in found if one.type == "withdrawn")
    assert (withdrawn.title, withdrawn.summary) == (f"Withdrawn: {BARE}", "It never existed")
    ours = {one.id for one in entries(client, "/agreements.atom")}
    assert ours < {one.id for one in found}
    latest = Publication.objects.latest("number").number
    assert len(entries(client, f"/changes.atom?after={latest - 2}")) == 2


def test_a_deadline_is_followed_by_the_publications_of_its_record(client: Client) -> None:
    assert records(client, "/deadlines.atom") == {TACIT}
    assert records(client, "/deadlines.atom?from=2024-06-01&to=2024-06-30") == {OLD}
    assert OLD in ALL


def test_characters_that_xml_cannot_carry_do_not_break_a_feed(client: Client, records: dict[str, Agreement]) -> None:
    Agreement.objects.filter(slug=NEW).update(summary="A bell \x07 & <b>more</b>")
    publish([records[NEW]], reason="Odd \x0b words & <i>signs</i>", by="ed")
    newest = entries(client, "/agreements.atom")[0]
    assert newest.summary == "Odd \N{REPLACEMENT CHARACTER} words & <i>signs</i>"
    assert "&lt;i&gt;signs&lt;/i&gt;" in newest.content
