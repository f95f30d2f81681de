"""Pages of a list: order, unknown values last, crawls that see one register, and cursors from elsewhere."""

from __future__ import annotations

from itertools import chain

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from agreements.models import Agreement, Title
from agreements.publishing import publish, withdraw
from agreements.register.agreements import list_agreements
from agreements.register.listing import Listing
from agreements.register.problems import BadParametersError
from agreements.register.query import Query, read_query
from tests.agreements.register.building import ALL, BARE, NEW, OLD, TACIT, YEAR, agreement

pytestmark = pytest.mark.usefixtures("records")


def ids(listing: Listing) -> list[str]:
    return [row["id"] for row in listing.results]


def crawl(query: str, *, back: bool = False) -> list[list[str]]:
    """Follow the links of a list to its end and give the ids page by page; ``back``: then back to its beginning."""
    page = list_agreements(read_query(query))
    pages = [ids(page)]
    while page.next:
        page = list_agreements(page.next)
        pages.append(ids(page))
    if back:
        pages = [ids(page)]
        while page.previous:
            page = list_agreements(page.previous)
            pages.insert(0, ids(page))
    return pages


@pytest.mark.parametrize(
    ("ordering", "expected"),
    [
        ("", [NEW, YEAR, BARE, OLD, TACIT]),
        ("-signed", [NEW, YEAR, BARE, OLD, TACIT]),
        ("signed", [YEAR, NEW, BARE, OLD, TACIT]),
        ("effective", [TACIT, BARE, YEAR, NEW, OLD]),
        ("-effective", [TACIT, BARE, YEAR, NEW, OLD]),
        ("ends", [OLD, BARE, YEAR, NEW, TACIT]),
        ("-ends", [OLD, BARE, YEAR, NEW, TACIT]),
        ("title", [NEW, BARE, YEAR, OLD, TACIT]),
        ("-title", [TACIT, OLD, YEAR, BARE, NEW]),
        ("updated_at", [NEW, OLD, TACIT, BARE, YEAR]),
        ("-updated_at", [YEAR, BARE, TACIT, OLD, NEW]),
    ],
)
def test_unknown_values_come_last_both_ways_and_ties_are_broken_by_id(ordering: str, expected: list[str]) -> None:
    assert ids(list_agreements(read_query(f"ordering={ordering}"))) == expected
    for size in (1, 2, 3, 5):
        query = f"ordering={ordering}&page_size={size}"
        assert list(chain(*crawl(query))) == expected
        assert list(chain(*crawl(query, back=True))) == expected


def test_the_first_page_has_no_previous_and_the_last_no_next() -> None:
    first = list_agreements(read_query("page_size=3"))
    assert first.next is not None
    assert first.previous is None
    last = list_agreements(first.next)
    assert (last.next, len(last.results), last.count) == (None, 2, 5)
    assert last.previous is not None
    assert ids(list_agreements(last.previous)) == ids(first)
    whole = list_agreements(read_query("page_size=5"))
    assert (whole.next, whole.previous) == (None, None)


def test_a_crawl_sees_one_register_while_editors_publish_and_withdraw(records: dict[str, Agreement]) -> None:
    first = list_agreements(read_query("page_size=2"))
    late = agreement("cn-kr-late", acts=({"type": "signed", "date": "2018"},))
    publish([late], reason="Came later", by="ed")
    Title.objects.create(agreement=records[TACIT], language="ko", basis="ours", title="나중 제목")
    publish([records[TACIT]], reason="Another title", by="ed")
    withdraw([records[BARE]], reason="Not an agreement", by="ed")
    seen, page = ids(first), first
    while page.next:
        page = list_agreements(page.next)
        seen += ids(page)
        tacit = [row for row in page.results if row["id"] == TACIT]
        assert all(len(row["titles"]) == 1 for row in tacit)
        assert page.reading.clocks == first.reading.clocks
    assert seen == [NEW, YEAR, OLD, TACIT]
    assert set(ids(list_agreements(Query()))) == (ALL | {"cn-kr-late"}) - {BARE}


def test_a_crawl_keeps_the_day_of_its_first_page() -> None:
    first = list_agreements(read_query("page_size=2&as_of=2024-06-15"))
    assert first.next is not None
    assert list_agreements(first.next.without("as_of").having(as_of="2024-06-15")).reading.as_of == first.reading.as_of
    with pytest.raises(BadParametersError) as error:
        list_agreements(first.next.having(as_of="2024-06-16"))
    assert [p.parameter for p in error.value.problems] == ["cursor"]


@pytest.mark.parametrize(
    "change", ["party=KR", "ordering=title", "state=running", "signed_after=2020", "known_at=2020-01-01T00:00:00Z"]
)
def test_a_cursor_for_another_question_is_refused(change: str) -> None:
    first = list_agreements(read_query("page_size=2"))
    assert first.next is not None
    name, _, value = change.partition("=")
    with pytest.raises(BadParametersError) as error:
        list_agreements(first.next.having(**{name: value}))
    assert [p.parameter for p in error.value.problems] == ["cursor"]


def test_a_cursor_may_change_the_size_the_fields_and_the_language_of_its_pages() -> None:
    first = list_agreements(read_query("page_size=2"))
    assert first.next is not None
    page = list_agreements(first.next.having(page_size="500", fields="id,title", lang="ko"))
    assert [set(row) for row in page.results] == [{"id", "title"}] * 3
    assert page.reading.language == "ko"


@pytest.mark.parametrize("cursor", ["x", "a:b", "W10:x", "%F0%9F%98%80", "A" * 900, ":", "null"])
def test_a_cursor_from_elsewhere_is_refused(cursor: str) -> None:
    with pytest.raises(BadParametersError):
        list_agreements(read_query(f"cursor={cursor}"))


def test_a_changed_cursor_is_refused() -> None:
    first = list_agreements(read_query("page_size=2"))
    cursor = first.next.one("cursor") if first.next else ""
    assert cursor
    for changed in (cursor[:-1], "X" + cursor[1:], cursor + "x", cursor.upper()):
        with pytest.raises(BadParametersError):
            list_agreements(read_query("page_size=2").having(cursor=changed))


def test_the_same_question_in_another_order_keeps_its_cursor() -> None:
    first = list_agreements(read_query("page_size=1&party=KR&party=CN&ordering=title"))
    assert first.next is not None
    cursor = first.next.one("cursor") or ""
    again = read_query("ordering=title&party=CN&party=KR&page_size=1").having(cursor=cursor)
    assert ids(list_agreements(again)) == ids(list_agreements(first.next))


def test_the_count_is_that_of_the_whole_list_on_every_page() -> None:
    page = list_agreements(read_query("party=KR&page_size=1"))
    counts = [page.count]
    while page.next:
        page = list_agreements(page.next)
        counts.append(page.count)
    assert counts == [4, 4, 4, 4]


def test_fields_imply_the_parts_that_they_name() -> None:
    row = list_agreements(read_query("fields=id,events&party=kr-smba")).results[0]
    assert set(row) == {"id", "events"}
    assert [event["type"] for event in row["events"]] == ["expired"]


@pytest.mark.parametrize("expand", ["", "evidence,events,relations,programs"])
def test_a_longer_list_costs_no_more_queries(records: dict[str, Agreement], expand: str) -> None:
    def cost(size: int) -> int:
        query = read_query(f"party=KR&sector=economy&sector=health&page_size={size}&expand={expand}&state=running")
        with CaptureQueriesContext(
            connection,
        ) as queries:
            list_agreements(query)
        return len(queries)

    few = cost(1)
    added = [agreement(f"kr-cn-more-{n}", sectors=("trade",)) for n in range(5)]
    publish(added, reason="More", by="ed")
    assert cost(500) == few


def test_nothing_of_a_draft_or_an_internal_note_is_in_a_list(records: dict[str, Agreement]) -> None:
    agreement("kr-cn-secret-draft", title="Hemlock")
    record = records[NEW]
    record.internal_notes = "Hemlock"
    record.public_notes = "Hemlock before it is published"
    record.save()
    listing = list_agreements(read_query("expand=evidence,events,relations,programs"))
    assert "emlock" not in str(listing.results)
    assert listing.count == 5
