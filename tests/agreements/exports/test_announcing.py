"""List pages announce their twins, in the head and to the eye, for the question that the page answers."""

from __future__ import annotations

import re
from html import unescape

import pytest
from django.test import Client

from tests.agreements.exports.reading import answer, body
from tests.agreements.register.building import NEW

pytestmark = pytest.mark.usefixtures("records")

TYPES = {
    "csv": "text/csv",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "ndjson": "application/x-ndjson",
    "json": "application/json",
    "atom": "application/atom+xml",
    "ics": "text/calendar",
}
ALL = tuple(TYPES)


def announced(client: Client, address: str, status: int = 200) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """Give type and address of every twin that a page announces in its head, and of those that it shows."""
    html = unescape(body(answer(client, address, status)).decode())
    head = re.findall(r'<link rel="alternate" type="([^"]+)" title="[^"]+" href="([^"]+)">', html)
    bar = re.search(r'<nav class="twins.*?</nav>', html, re.DOTALL)
    shown = re.findall(r'<a href="([^"]+)" type="([^"]+)" rel="alternate">', bar[0]) if bar else []
    return head, [(media_type, link) for link, media_type in shown]


@pytest.mark.parametrize(
    ("page", "endings"),
    [
        ("/agreements/?party=KR&party=CN&as_of=2025-06-30", ALL),
        ("/ko/agreements/?q=%EC%96%91%ED%95%B4", ALL),
        ("/programs/", ALL),
        ("/deadlines/?party=JP", ALL),
        ("/zh-hans/countries/?q=korea", ALL[:5]),
        ("/institutions/?country=KR", ALL[:5]),
        ("/sectors/", ALL[:5]),
        ("/sources/", ALL[:5]),
        ("/changes/?before=9", ALL[:5]),
    ],
)
def test_a_list_page_leads_to_its_twins_with_the_same_question(
    client: Client, page: str, endings: tuple[str, ...]
) -> None:
    path, _, question = page.partition("?")
    head, shown = announced(client, page)
    expected = [(TYPES[ending], f"{path[:-1]}.{ending}{'?' if question else ''}{question}") for ending in endings]
    assert head == expected
    assert shown == expected
    for media_type, address in head:
        assert answer(client, address)["Content-Type"].split(";")[0] == media_type


def test_the_place_in_a_list_is_left_out(client: Client) -> None:
    html = answer(client, "/agreements/?page_size=2").content.decode()
    following = unescape(re.findall(r'<a rel="next" href="([^"]+)"', html)[0])
    assert "cursor=" in following
    head, _ = announced(client, following)
    assert head[0] == ("text/csv", "/agreements.csv?page_size=2")


@pytest.mark.parametrize("page", ["/", f"/agreements/{NEW}/", "/countries/cn/kr/"])
def test_what_is_no_list_has_no_twins(client: Client, page: str) -> None:
    assert announced(client, page) == ([], [])


def test_a_question_that_is_refused_has_no_twins(client: Client) -> None:
    assert announced(client, "/agreements/?as_fo=2025-01-01", 400) == ([], [])
