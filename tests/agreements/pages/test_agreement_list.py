"""The list of agreements: the form, the sentence, chips, paging, nothing found, and questions that cannot be read."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from agreements.publishing import publish
from tests.agreements.pages.reading import words
from tests.agreements.pages.world import NEW, OLD, World
from tests.factories.sources import publishable_agreement

pytestmark = pytest.mark.django_db


def rows(html: str) -> list[str]:
    """Give the ids of the agreements in a list, in order."""
    return re.findall(r'<p class="row-title"><a href="(?:/ko)?/agreements/([^/]+)/', html)


def test_the_lapsed_of_a_pair_on_a_day_is_the_predecessor_alone(client: Client, world: World) -> None:
    html = client.get("/agreements/?party=KR&party=CN&lapsed=true&as_of=2025-06-30").content.decode()
    assert rows(html) == [OLD]
    assert rows(client.get("/agreements/?party=KR&party=CN&lapsed=true&as_of=2026-02-01").content.decode()) == []


def test_one_sentence_says_what_the_list_shows(client: Client, world: World) -> None:
    text = words(client.get("/agreements/?party=KR&party=CN&kind=memorandum-of-understanding&as_of=2025-06-30"))
    assert (
        "2 agreements – Takes part: South Korea and China; Kind: Memorandum of understanding. "
        "States are those of 30 June 2025; order: signature, latest first."
    ) in text


def test_page_and_api_show_the_same_rows(client: Client, world: World) -> None:
    for question in ("", "party=KR", "state=ended&as_of=2025-06-30", "ordering=title", "certain=true&as_of=2026-02-01"):
        found = client.get(f"/api/v1/agreements/?{question}").json()["results"]
        assert rows(client.get(f"/agreements/?{question}").content.decode()) == [row["id"] for row in found]


def test_a_chip_leads_to_the_list_without_its_value_on_the_same_day(client: Client, world: World) -> None:
    html = client.get("/agreements/?party=KR&party=CN&as_of=2025-06-30").content.decode()
    chips = re.findall(r'<a class="chip" href="([^"]+)"', html)
    assert chips == [
        *("/agreements/?party=CN&amp;as_of=2025-06-30", "/agreements/?party=KR&amp;as_of=2025-06-30"),
        "/agreements/?party=KR&amp;party=CN",
    ]


def test_the_form_shows_what_was_chosen(client: Client, world: World) -> None:
    html = client.get(
        "/agreements/?party=CN&state=running&signed_after=2026-01&occasion=kr-cn-state-visit-2026"
    ).content
    form = html.decode()[html.decode().index('<form class="filters') :]
    assert '<option value="CN" selected>China</option>' in form
    assert re.search(r'name="state" value="running" checked', form)
    assert 'name="signed_after" value="2026-01"' in form
    assert 'name="occasion" value="kr-cn-state-visit-2026"' in form


def test_empty_fields_of_the_form_leave_the_address(client: Client, world: World) -> None:
    answer = client.get("/agreements/?party=KR&party=&as_of=&kind=treaty&lapsed=")
    assert (answer.status_code, answer["Location"]) == (302, "/agreements/?party=KR&kind=treaty")


def test_nothing_found_says_what_to_leave_out_and_what_there_would_be(client: Client, world: World) -> None:
    text = words(client.get("/agreements/?party=KR&kind=treaty"))
    assert "No agreement matches" in text
    assert "Kind: Treaty – then 2 agreements" in text
    assert "Takes part: South Korea – then" not in text


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("secter=x", "There is no parameter “secter” here. Did you mean “sector”?"),
        ("as_of=2026-02-30", "as_of:"),
        ("state=foo", "state: “foo” is not a state or a group of states."),
        ("party=ZZ", "party:"),
        ("signed_after=2026&signed_before=2025", "signed_after (2026) is later than signed_before (2025)."),
        ("cursor=x", "cursor:"),
        ("lapsed=perhaps", "lapsed:"),
        ("q=%2B%2B", "“++” has no word in it."),
        ("page_size=0", "page_size:"),
        ("lapsed=true&lapsed=false", "lapsed can be given once only."),
    ],
)
def test_what_cannot_be_read_is_said_beside_the_form_as_the_api_says_it(
    client: Client, world: World, question: str, said: str
) -> None:
    page = client.get(f"/agreements/?{question}")
    assert page.status_code == 400
    assert said in words(page)
    assert '<form class="filters' in page.content.decode()
    assert rows(page.content.decode()) == []
    for error in client.get(f"/api/v1/agreements/?{question}").json()["errors"]:
        assert error["message"] in words(page)


def test_what_was_typed_is_shown_as_text(client: Client, world: World) -> None:
    html = client.get("/agreements/?state=<script>alert(1)</script>").content.decode()
    assert "<script>alert" not in html


def test_pages_follow_one_another_without_loss_and_keep_the_day(client: Client, world: World) -> None:
    more = [publishable_agreement(f"kr-cn-page-{n}", signed=f"2020-01-0{n}") for n in range(1, 5)]
    publish([*more, *_sources(more)], reason="Entered", by="an editor")
    seen, address = [], "/agreements/?page_size=2&as_of=2025-06-30"
    while address:
        html = client.get(address).content.decode()
        assert "30 June 2025" in html
        seen += rows(html)
        following = re.search(r'<a rel="next" href="([^"]+)"', html)
        address = following.group(1).replace("&amp;", "&") if following else ""
    assert seen == [NEW, *(f"kr-cn-page-{n}" for n in (4, 3, 2, 1)), OLD]


@pytest.mark.parametrize("address", ["/agreements/", "/countries/cn/kr/", "/"])
def test_a_longer_list_costs_no_more_queries(client: Client, world: World, address: str) -> None:
    client.get(address)
    with CaptureQueriesContext(
        connection,
    ) as few:
        client.get(address)
    more = [publishable_agreement(f"kr-cn-more-{n}", signed=f"2020-01-0{n}") for n in range(1, 5)]
    publish([*more, *_sources(more)], reason="Entered", by="an editor")
    with CaptureQueriesContext(connection) as many:
        client.get(address)
    assert len(many) <= len(few), "\n".join(q["sql"][:200] for q in many)


def _sources(records: list) -> list:
    return list({row.passage.source for record in records for row in record.evidence.all()})


def test_the_end_of_what_has_not_begun_is_not_called_a_term(client: Client, world: World) -> None:
    assert "term ends" not in words(client.get("/agreements/?as_of=2025-06-30"))


def test_words_are_asked_for_in_a_field_and_found_in_any_script(client: Client, world: World) -> None:
    assert 'type="search" name="q" value=""' in client.get("/agreements/").content.decode()
    for sought in ("양해", "谅解", "Understanding"):
        page = client.get("/agreements/", {"q": sought})
        assert page.status_code == 200
        assert f'name="q" value="{sought}"' in page.content.decode()
        assert "best match first" in words(page)
        assert NEW in page.content.decode() or OLD in page.content.decode()


def test_a_mistyped_word_that_finds_nothing_is_answered_with_one_that_does(client: Client, world: World) -> None:
    page = client.get("/agreements/", {"q": "memorandun"})
    assert "No agreement matches" in words(page)
    assert "Did you mean: memorandum" in words(page)
    assert "q=memorandum" in page.content.decode()
