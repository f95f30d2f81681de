"""Deadlines by quarter, with the rule in words, how past ones turned out, and what to loosen where there are none."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django.plugin import DjangoDbBlocker

from agreements.pages.deadlines import quarter
from agreements.partial_dates.days import PartialDate
from tests.agreements.pages.reading import words
from tests.agreements.register import deadline_world
from tests.agreements.register.deadline_world import NEW, OLD, PLAN, TACIT

DAY = "as_of=2026-11-22"


@pytest.fixture(scope="module")
def published(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The register of deadlines, taken back when the module is done."""
    with django_db_blocker.unblock(), transaction.atomic():
        deadline_world.world()
        yield
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def readable(published: None, db: None) -> None:
    """Every test reads the register in its own savepoint."""


def page(client: Client, question: str, status: int = 200) -> str:
    response = client.get(f"/deadlines/?{question}")
    assert response.status_code == status, response.content[:300]
    return response.content.decode()


def headings(html: str) -> list[str]:
    return re.findall(r'<h2 class="section-head">([^<]+)</h2>', html)


@pytest.mark.parametrize(
    ("day", "said"),
    [
        ("2027-03-31", "January to March 2027"),
        ("2027-04-01", "April to June 2027"),
        ("2027-06", "April to June 2027"),
        ("2027-12", "October to December 2027"),
        ("2027", "2027, quarter not known"),
        ("2027-03-31/2027-04-01", "2027, quarter not known"),
        ("2026-12-31/2027-01-01", "2026 to 2027"),
    ],
)
def test_a_day_stands_under_the_quarter_that_it_surely_has(day: str, said: str) -> None:
    found = PartialDate.parse(day)
    assert quarter(found.first, found.last) == said


def test_a_day_has_a_quarter_at_the_very_ends_of_the_calendar() -> None:
    assert quarter(date(1, 1, 1), date(1, 1, 1)) == "January to March 1"
    assert quarter(date(9998, 12, 31), date(9998, 12, 31)) == "October to December 9998"


def test_what_lies_ahead_is_shown_by_quarter_with_the_rule_in_words(client: Client) -> None:
    html = page(client, f"{DAY}&to=2028-12-31")
    assert headings(html) == [
        "October to December 2026",
        "2027, quarter not known",
        "April to June 2027",
        "April to June 2028",
    ]
    text = words(client.get(f"/deadlines/?{DAY}&to=2028-12-31"))
    assert "5 deadlines – between 22 November 2026 and 31 December 2028, both included." in text
    assert (
        "Last day for a notice · renewed tacitly if nobody gives notice Memorandum cn-kr-tacit Notice must be given by "
        "30 April 2027, or the term that ends on 31 July 2027 is renewed tacitly."
    ) in text
    assert "Second session – Plan cn-kr-plan" in text
    assert "How it turned out" not in text
    assert "1 June" not in text


def test_past_ones_say_how_they_turned_out_and_a_renewed_one_is_not_expired(client: Client) -> None:
    text = words(client.get(f"/deadlines/?{DAY}&from=2023-01-01&to=2026-11-21&party=KR&party=CN"))
    assert "Last day in effect Memorandum cn-kr-old Our sources report that it ended then." in text
    assert "How it turned out: Expired · followed by A new memorandum" in text
    assert "How it turned out: Renewed tacitly" in text
    assert "Nothing known" in text
    assert f'/agreements/{OLD}/?{DAY}"' in page(client, f"{DAY}&from=2023-01-01&to=2026-11-21&party=KR&party=CN")
    only = words(client.get(f"/deadlines/?{DAY}&from=2023-01-01&agreement={TACIT}&to=2026-11-21"))
    assert "Expired" not in only


def test_the_page_leads_to_what_lies_before_it(client: Client) -> None:
    html = page(client, DAY)
    address = re.search(r'<a href="([^"]+)" rel="nofollow">← 14 earlier deadlines', html)
    assert address
    earlier = client.get(address[1].replace("&amp;", "&"))
    assert "14 deadlines – between 5 February 2012 and 21 November 2026" in words(earlier)
    assert "earlier deadline" not in words(earlier)


def test_page_and_api_show_the_same_rows(client: Client) -> None:
    for question in (f"{DAY}&to=2030-01-01", f"{DAY}&type=session&from=2020-01-01", f"{DAY}&party=jp"):
        rows = client.get(f"/api/v1/deadlines/?{question}").json()["results"]
        shown = re.findall(r'<p class="row-title"><a href="/(?:agreements|programs)/([^/]+)/', page(client, question))
        assert sorted(shown) == sorted(row["record"]["id"] for row in rows)


def test_links_keep_the_day_and_the_language(client: Client) -> None:
    html = client.get(f"/ko/deadlines/?{DAY}&to=2028-12-31").content.decode()
    assert f'href="/ko/agreements/{TACIT}/?{DAY}"' in html
    assert f'href="/ko/programs/{PLAN}/?{DAY}"' in html
    assert f'href="/ko/agreements/{NEW}/?{DAY}"' in html


def test_where_nothing_is_found_it_says_what_to_loosen(client: Client) -> None:
    text = words(client.get(f"/deadlines/?{DAY}&party=JP&party=kr-mss"))
    assert "No deadline lies in these days" in text
    assert "Concerns: Ministry of SMEs and Startups – then 1 deadline" in text
    empty = words(client.get("/deadlines/?as_of=2101-01-01"))
    assert "knows of no end, decision date or session from this day on" in empty
    assert "earlier deadlines" in empty


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("from=2027-02-01&to=2027-01-31", "from (2027-02-01) is later than to (2027-01-31)."),
        ("from=2027-02-30", "from: "),
        (f"{DAY}&to=2020-01-01", "give from as well"),
        ("type=ending", "is not a type of deadline"),
        ("until=2027-01-01", "There is no parameter “until” here."),
        ("from=2027-01-01&from=2028-01-01", "from can be given once only."),
    ],
)
def test_a_question_that_cannot_be_read_is_refused_beside_the_form(
    client: Client, question: str, sentence: str
) -> None:
    html = page(client, question, 400)
    assert sentence in words(client.get(f"/deadlines/?{question}"))
    assert 'id="filter-from"' in html


def test_the_page_goes_on_page_by_page(client: Client) -> None:
    html = page(client, f"{DAY}&page_size=20")
    following = re.search(r'<a rel="next" href="([^"]+)"', html)
    assert following
    assert "20 deadlines" not in html
    second = client.get(following[1].replace("&amp;", "&"))
    assert second.status_code == 200
    assert not set(re.findall(r'deadline-day"><time datetime="([^"]+)"', html)) & set(
        re.findall(r'deadline-day"><time datetime="([^"]+)"', second.content.decode())
    )


def test_a_longer_page_costs_no_more_queries(client: Client) -> None:
    def cost(size: int) -> int:
        with CaptureQueriesContext(connection) as asked:
            page(client, f"{DAY}&from=2000-01-01&page_size={size}")
        return len(asked)

    cost(20)
    assert cost(100) == cost(20)
