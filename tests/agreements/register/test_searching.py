"""Search: every word in the record or in a name of what it names, in three scripts, best first, at any number."""

from __future__ import annotations

from itertools import chain

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from agreements.models import Agreement, Country, Institution, InstitutionName, Sector
from agreements.publishing import publish
from agreements.register import keyset
from agreements.register.agreements import list_agreements
from agreements.register.catalog import list_catalog
from agreements.register.listing import Listing
from agreements.register.models import AgreementEntry, Publication
from agreements.register.problems import BadParametersError
from agreements.register.query import Query
from tests.agreements.register.building import ALL, BARE, NEW, OLD, TACIT, YEAR, agreement
from tests.factories import CountryAliasFactory, TitleFactory

pytestmark = pytest.mark.usefixtures("records")


def search(q: str, **more: str) -> Listing:
    return list_agreements(Query.of(q=q, **more))


def found(q: str, **more: str) -> set[str]:
    return {row["id"] for row in search(q, **more).results}


def order(q: str, **more: str) -> list[str]:
    return [row["id"] for row in search(q, **more).results]


@pytest.fixture
def translated(records: dict[str, Agreement]) -> Agreement:
    """The new memorandum, with titles in Korean and Chinese and a summary."""
    record = records[NEW]
    TitleFactory(agreement=record, language="ko", title="중소기업과 창업 분야 협력에 관한 양해각서")
    TitleFactory(agreement=record, language="zh", title="关于中小企业和创新领域合作的谅解备忘录")
    record.summary = "Both ministries help start-ups to find partners abroad."
    record.save()
    publish([record], reason="Titles", by="ed")
    return record


@pytest.mark.parametrize(
    "q",
    ["창업", "양해각서", "협력에", "중소기업의", "中小", "创新", "备忘", "创新领域", "企业 memorandum", "중소 각서"],
)
def test_two_characters_are_enough_and_scripts_may_be_mixed(translated: Agreement, q: str) -> None:
    assert found(q) == {NEW}


@pytest.mark.parametrize("q", ["기소", "中企", "小創", "중소 무역", "创新 xyz"])
def test_every_word_must_be_found(translated: Agreement, q: str) -> None:
    assert found(q) == set()


def test_words_of_title_summary_and_number_find_a_record(translated: Agreement) -> None:
    assert found("new memorandum") == {NEW}
    assert found("MEMORANDA partners") == set()
    assert found("startups abroad") == {NEW}
    assert found("I-1:2") == {NEW}
    assert found("unts 2") == {NEW}
    assert found("bare") == {BARE}


def test_a_country_is_found_by_its_code_and_its_names_in_three_languages() -> None:
    with_japan = {TACIT, BARE, OLD}  # witnessed by a president of Japan
    for q in ("JP", "Country JP", "나라 JP", "国家JP"):
        assert found(q) == with_japan, q


def test_an_institution_is_found_by_every_name_and_with_what_it_succeeded() -> None:
    assert found("중소벤처") == {NEW, OLD}
    assert found("SMEs and Startups ministry") == {NEW, OLD}
    assert found("Small and Medium Business Administration") == {OLD}
    assert found("industry") == {NEW, OLD}


def test_a_sector_is_found_with_all_below_it() -> None:
    assert found("economy") == {OLD, NEW, TACIT}
    assert found("health") == {TACIT, YEAR}
    assert found("分野 health") == set()


def test_words_of_names_and_of_titles_go_together() -> None:
    assert found("new 중소벤처") == {NEW}
    assert found("JP health") == {TACIT}


def test_a_rename_finds_by_the_new_name_at_once_and_rewrites_no_entry() -> None:
    terms = dict(AgreementEntry.objects.values_list("pk", "terms"))
    before = Publication.objects.latest("number")
    japan, ministry = Country.objects.get(code="JP"), Institution.objects.get(slug="cn-miit")
    japan.name_en = "Yamato"
    japan.save()
    CountryAliasFactory(country=japan, name="Nippon")
    InstitutionName.objects.filter(institution=ministry).update(until="2024-12-31")
    InstitutionName.objects.create(institution=ministry, language="en", name="Digital Bureau", since="2025-01-01")
    sector = Sector.objects.get(slug="health")
    sector.name_zh = "卫生"
    sector.save()
    publish([japan, ministry, sector], reason="Renamed", by="ed")
    assert found("yamato") == found("nippon") == {TACIT, BARE, OLD}
    assert found("digital bureau") == found("Ministry of Industry") == {NEW, OLD}
    assert found("卫生") == {TACIT, YEAR}
    assert dict(AgreementEntry.objects.values_list("pk", "terms")) == terms
    then = before.time.isoformat().replace("+00:00", "Z")
    for q in ("yamato", "digital", "卫生"):
        assert found(q, known_at=then) == set()
    assert found("Country JP", known_at=then) == {TACIT, BARE, OLD}


def test_a_search_at_an_earlier_number_finds_what_stood_then(records: dict[str, Agreement]) -> None:
    then = search("bare").reading.clocks["known_at"] or ""
    title = records[BARE].titles.get()
    title.title = "Hemlock"
    title.save()
    publish([records[BARE]], reason="Another title", by="ed")
    assert (found("bare"), found("hemlock")) == (set(), {BARE})
    assert (found("bare", known_at=then), found("hemlock", known_at=then)) == ({BARE}, set())


def test_a_word_in_the_title_counts_more_than_a_party_and_a_party_more_than_the_summary() -> None:
    named = agreement("a-named", title="Beyond Country VN")
    party = agreement("b-party", countries=("KR", "VN"), title="Among parties only")
    told = agreement("c-told", title="On nothing else", summary="Not with VN.")
    publish([told, party, named], reason="More", by="ed")
    assert order("vn") == ["a-named", "b-party", "c-told"]
    assert order("vn", ordering="-relevance") == ["c-told", "b-party", "a-named"]
    assert order("vn", ordering="title") == ["b-party", "a-named", "c-told"]


def test_pages_by_relevance_neither_repeat_nor_lose_a_row_either_way() -> None:
    publish([agreement(f"cn-kr-more-{n}", title=f"Memorandum {'x ' * (n % 3)}") for n in range(7)], reason="M", by="ed")
    whole = order("memorandum")
    assert len(whole) == 11  # all but the bare one
    for size in ("1", "2", "4"):
        page = search("memorandum", page_size=size)
        pages = [[row["id"] for row in page.results]]
        while page.next:
            page = list_agreements(page.next)
            pages.append([row["id"] for row in page.results])
        assert list(chain(*pages)) == whole
        while page.previous:
            page = list_agreements(page.previous)
        assert [row["id"] for row in page.results] == whole[: int(size)]


def test_a_crawl_by_relevance_sees_one_register_while_names_change() -> None:
    whole = order("JP memorandum")
    first = search("JP memorandum", page_size="1")
    japan = Country.objects.get(code="JP")
    japan.name_en = "Memorandum land"
    japan.save()
    publish([japan, agreement("jp-late", countries=("JP",), title="JP memorandum")], reason="Late", by="ed")
    rows = [row["id"] for row in first.results]
    page = first
    while page.next:
        page = list_agreements(page.next)
        rows += [row["id"] for row in page.results]
    assert rows == whole
    assert "jp-late" in found("JP memorandum")


def test_a_cursor_of_other_words_is_refused() -> None:
    first = search("memorandum", page_size="1")
    assert first.next is not None
    with pytest.raises(BadParametersError):
        search("memoranda", page_size="1", cursor=first.next.one("cursor") or "")


def test_a_search_with_very_many_results_says_that_its_count_is_a_minimum(monkeypatch: pytest.MonkeyPatch) -> None:
    exact = search("memorandum", page_size="1")
    assert (exact.count, exact.count_is_minimum) == (4, False)
    monkeypatch.setattr("agreements.register.listing.MOST_COUNTED", 4)
    assert search("memorandum").count_is_minimum is False
    monkeypatch.setattr("agreements.register.listing.MOST_COUNTED", 3)
    capped = search("memorandum", page_size="1")
    assert (capped.count, capped.count_is_minimum) == (3, True)
    assert keyset.MOST_COUNTED == 10_000
    assert list_agreements(Query()).count == 5


@pytest.mark.parametrize("q", ["+++", "。", "·· —", " ".join(f"w{n}" for n in range(25))])
def test_a_text_without_words_or_with_too_many_is_refused_by_name(q: str) -> None:
    with pytest.raises(BadParametersError) as error:
        search(q)
    assert [p.parameter for p in error.value.problems] == ["q"]


@pytest.mark.parametrize("q", ["'; DROP--x", "a'b\\c", "x & | ! y", "'m':*", "𠀀𠀁", "%s %(q)s {}", "o'neill"])
def test_signs_of_the_servers_own_language_are_no_part_of_a_search(q: str) -> None:
    assert search(q).count == 0


def test_words_and_filters_narrow_together() -> None:
    assert found("memorandum", party="JP") == {TACIT}
    assert found("memorandum", state="ended", as_of="2025-06-30") == {OLD}


@pytest.mark.parametrize(
    ("q", "suggested"),
    [
        ("memorandom", ["memorandum"]),
        ("new memorandun", ["new memorandum"]),
        ("New Mmorandum", ["new memorandum"]),
        ("Ministry of Industri", ["ministry of industry"]),
    ],
)
def test_a_mistyped_latin_word_gets_a_suggestion_that_finds_something(q: str, suggested: list[str]) -> None:
    answer = search(q)
    assert answer.count == 0
    assert answer.suggestions is not None
    assert answer.suggestions[:1] == suggested
    assert all(search(text).count for text in answer.suggestions)


def test_a_run_of_han_that_is_two_words_gets_a_blank(translated: Agreement) -> None:
    assert search("创新备忘录").suggestions == ["创新 备忘录"]
    assert search("양해기업").suggestions == ["양해 기업"]


def test_nothing_is_suggested_that_would_find_nothing(records: dict[str, Agreement]) -> None:
    assert search("memorandum").suggestions is None
    assert search("xqzzw").suggestions == []
    assert search("memorandom", party="VN").suggestions == []
    agreement("a-draft", title="Hemlock")
    assert search("hemlok").suggestions == []


def test_other_lists_are_searched_by_every_name() -> None:
    def ids(record_type: str, q: str) -> list[str]:
        return [row["id"] for row in list_catalog(record_type, Query.of(q=q)).results]

    assert ids("institution", "중소") == ["kr-mss"]
    assert ids("country", "나라 JP") == ["jp"]
    assert ids("country", "jp") == ["jp"]
    assert ids("sector", "trade") == ["trade"]
    assert ids("occasion", "state visit") == ["state-visit-2026"]
    assert list_catalog("institution", Query.of(q="Ministri")).suggestions[:1] == ["ministry"]


def test_a_longer_list_costs_a_search_no_more_queries(records: dict[str, Agreement]) -> None:
    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            search("memorandum JP 중소벤처 economy", facets="true")
        return len(queries)

    few = cost()
    added = [agreement(f"jp-kr-more-{n}", countries=("KR", "JP"), ministries=("kr-mss",)) for n in range(6)]
    publish(added, reason="More", by="ed")
    assert search("memorandum JP 중소벤처 economy").count == 6 + 1
    assert cost() == few


def test_all_is_found_without_words() -> None:
    assert {row["id"] for row in list_agreements(Query.of(q=" ")).results} == ALL
