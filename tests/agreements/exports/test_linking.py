"""The addresses that files of lists lead to in ``Link`` are good: each answers, and the bookmark with the same rows."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from tests.agreements.exports.reading import answer, body

pytestmark = pytest.mark.usefixtures("records")

LISTS = ("agreements", "deadlines", "programs", "countries", "institutions", "sectors", "sources", "changes")
FILES = ("csv", *(pytest.param(ending, marks=pytest.mark.thorough) for ending in ("xlsx", "ndjson", "atom")))


def led_to(response: object) -> dict[str, str]:
    """Give the addresses in ``Link`` by what they are to the file, but for the licence's, which is another's."""
    found = re.findall(r'<([^>]+)>; rel="(\w+)"', response["Link"])  # type: ignore[index]
    return {rel: url.removeprefix("http://testserver") for url, rel in found if rel != "license"}


@pytest.mark.parametrize("ending", FILES)
@pytest.mark.parametrize("name", LISTS)
def test_every_address_in_link_answers_on_every_page_of_a_list(client: Client, name: str, ending: str) -> None:
    at: str | None = f"/{name}.{ending}?page_size=1"
    for _page in range(3):
        if at is None:
            break
        here = answer(client, at)
        links = led_to(here)
        fixed = answer(client, links["bookmark"])
        if ending in ("csv", "ndjson"):
            assert body(fixed) == body(here)
        assert led_to(fixed)["bookmark"] == links["bookmark"]
        answer(client, links["alternate"])
        at = links.get("next")


@pytest.mark.parametrize("name", LISTS)
def test_every_address_in_link_of_a_file_of_some_fields_answers(client: Client, name: str) -> None:
    field = "uid" if name == "deadlines" else "id"
    for ending in ("csv", "ndjson"):
        links = led_to(answer(client, f"/{name}.{ending}?fields={field}&lang=ko&page_size=2"))
        for url in links.values():
            answer(client, url)


@pytest.mark.thorough
@pytest.mark.parametrize("ending", ["csv", "xlsx", "ndjson", "atom", "ics"])
@pytest.mark.parametrize(
    "question",
    [
        "q=memorandum",
        "party=KR&party=CN&state=running&certain=true",
        "expand=evidence,events&facets=true",
        "fields=id,titles&ordering=-updated_at",
        "lang=zh-hans&as_of=2025-06-30",
        "as_of=2025-06-30&decision_within=P1Y&lapsed=true",
    ],
)
def test_every_address_in_link_answers_for_questions_of_all_kinds(client: Client, question: str, ending: str) -> None:
    for start in ("", "/ko"):
        links = led_to(answer(client, f"{start}/agreements.{ending}?{question}&page_size=1"))
        for url in links.values():
            answer(client, url)
        if "next" in links:
            for url in led_to(answer(client, links["next"])).values():
                answer(client, url)


def test_every_address_in_link_of_a_narrowed_sequence_answers(client: Client) -> None:
    links = led_to(answer(client, "/changes.csv?record_type=agreement&q=entry&page_size=1"))
    assert set(links) == {"alternate", "bookmark", "next"}
    for url in links.values():
        answer(client, url)


def test_a_cursor_is_refused_on_another_day_than_its_own(client: Client) -> None:
    following = led_to(answer(client, "/agreements.csv?page_size=2&as_of=2025-06-30"))["next"]
    answer(client, following.replace("2025-06-30", "2025-07-01"), 400)


def test_the_bookmark_of_a_page_back_and_of_a_day_asked_for_answers_with_its_rows(client: Client) -> None:
    second = answer(client, led_to(answer(client, "/agreements.csv?page_size=2&as_of=2025-06-30"))["next"])
    first = answer(client, led_to(second)["prev"])
    for here in (second, first):
        assert body(answer(client, led_to(here)["bookmark"])) == body(here)
