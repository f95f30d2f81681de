"""The page of a programme with sixty activities around it: the tree, the drawing with its table, what is unknown."""

from __future__ import annotations

import re
from html import unescape
from xml.etree import ElementTree

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from agreements.publishing import publish
from programs.models import Program
from tests.agreements.pages.reading import words
from tests.factories.programs import ActivityFactory, SessionFactory, publishable_program
from tests.programs.tree_world import FRAME, LIVES, SHAPE, TRAIN, WORK

DAY = "?as_of=2026-11-22"
pytestmark = pytest.mark.usefixtures("framework")


def html_of(client: Client, name: str, query: str = DAY, language: str = "") -> str:
    response = client.get(f"{language}/programs/{name}/{query}")
    assert response.status_code == 200
    return response.content.decode()


def part(html: str, name: str) -> str:
    """Give a section of the page by the id of its heading."""
    found = re.search(rf'<section aria-labelledby="{name}">.*?</section>', html, flags=re.DOTALL)
    assert found, name
    return found.group()


def drawings(html: str) -> list[ElementTree.Element]:
    return [
        ElementTree.fromstring(text) for text in re.findall(r'<svg class="timeline-drawing.*?\n</svg>', html, re.DOTALL)
    ]


def looks(html: str) -> list[str]:
    """Give the looks of all that is drawn by dates, in order."""
    names = ("plan", "fact", "passed", "session")
    classes = [each.get("class", "") for svg in drawings(html) for each in svg.iter()]
    return [each for each in classes if each.partition("-")[0] in names and each != "plan-drawing"]


def test_the_tree_is_a_nested_list_with_the_states_of_each_programme(client: Client) -> None:
    tree = part(html_of(client, TRAIN), "tree")
    assert tree.count("<ul") == tree.count("</ul>") == 4
    order = [tree.index(words_) for words_ in ("Framework programme", "Work plan for", "Training of", "Fellowships")]
    assert order == sorted(order)
    assert re.search(r'<li aria-current="page"><strong>Training of founders</strong>', tree)
    assert "ongoing" in tree
    assert "in its planned time" in tree


def test_planned_and_actual_dates_stand_side_by_side(client: Client) -> None:
    rows = part(html_of(client, WORK), "activities")
    row = next(
        row for row in re.findall(r"<tr id.*?</tr>", rows, re.DOTALL) if "A joint guide to market access 8" in row
    )
    cells = [
        " ".join(unescape(re.sub(r"<[^>]+>", " ", cell)).split()) for cell in re.findall(r"<td.*?</td>", row, re.DOTALL)
    ]
    planned, actual, stated, implied = (cell.replace("unsourced", "").replace("  ", " ").strip() for cell in cells)
    assert (planned, actual) == ("March 2026 – September 2026", "10 March 2026 – Not known from our sources")
    assert (stated, implied) == ("Partly completed", "not known")


def test_a_partial_day_is_hatched_and_an_end_nobody_gave_is_not_drawn(client: Client) -> None:
    found = looks(html_of(client, WORK))
    assert {"plan", "plan-may", "fact-may", "fact-end", "plan-end", "passed", "session", "session-off"} <= set(found)
    # Of what began without a known end there is no filled bar.
    lives = [LIVES[number % len(LIVES)] for number in range(SHAPE[WORK][2])]
    assert found.count("fact") == sum(bool(began and ended) for *_others, began, ended in lives)


def test_after_a_planned_end_the_drawing_says_that_nothing_is_known(client: Client) -> None:
    assert "passed" not in looks(html_of(client, WORK, "?as_of=2025-06-01"))
    html = html_of(client, WORK)
    titles = {each.text for svg in drawings(html) for each in svg.iter("title")}
    assert "planned end passed, nothing known of its completion" in titles


def test_every_row_of_the_drawing_is_a_row_of_its_table(client: Client) -> None:
    html = html_of(client, WORK)
    table = re.search(r'<caption class="hidden">Planned and actual dates</caption>.*?</table>', html, re.DOTALL)
    assert table
    drawn = re.findall(r'<div class="line-title"><span>([^<]+)</span>', html)
    listed = re.findall(r'<th scope="row"><a href="#activity-[^"]+">([^<]+)</a>', table.group())
    assert sorted(drawn) == sorted([*listed, "Sessions"])
    undated = sum(number % 12 in (0, 6) for number in range(SHAPE[WORK][2]))
    assert len(listed) == SHAPE[WORK][2] - undated
    assert f"{undated} activities are not drawn, because no date of them is known." in words_of(html)


def words_of(html: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def test_drawings_need_no_style_and_no_script(client: Client) -> None:
    html = html_of(client, WORK)
    assert " style=" not in html
    assert not re.search(r"<[^>]+ on[a-z]+=", html)
    for svg in drawings(html):
        assert svg.get("role") == "img"
        assert svg.get("aria-label")


def test_what_is_not_known_is_said(client: Client) -> None:
    text = words_of(part(html_of(client, FRAME), "sessions"))
    assert "day not known from our sources Session without a day unsourced no state stated" in text
    after = words_of(part(html_of(client, TRAIN, "?as_of=2026-12-01"), "sessions"))
    assert "planned; its day has passed, and that it was held is not known" in after
    bare = publishable_program("kr-cn-bare", stated_state="unknown")
    publish([*{row.passage.source for row in bare.evidence.all()}, bare], reason="Bare", by="ed")
    text = words(client.get("/programs/kr-cn-bare/"))
    for sentence in (
        "Stated No state is stated",
        "From which agreement it follows is not known from our sources",
        "No session is known from our sources.",
        "Led by Not known from our sources",
        "Planned beginning Not known from our sources",
    ):
        assert sentence in text


def test_the_summary_stands_in_the_language_of_the_page_with_the_others_beside_it(client: Client) -> None:
    english, korean = (part(html_of(client, FRAME, DAY, language), "summary") for language in ("", "/ko"))
    assert '<p class="prose quiet" lang="ko">두 부처가 함께 하려는 일.</p>' in english
    assert '<p class="prose quiet" lang="en">What the two ministries mean to do together.</p>' in korean
    assert '<p class="prose">두 부처가' in korean


def test_a_title_in_another_language_says_which(client: Client) -> None:
    rows = part(html_of(client, WORK, DAY, "/ko"), "activities")
    assert '<span lang="en">A joint guide to market access 3</span>' in rows
    assert "<span>투자자 방문 1</span>" in rows


def test_more_activities_and_programmes_cost_no_more_queries(client: Client) -> None:
    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            html_of(client, FRAME)
        return len(queries)

    few = cost()
    record = Program.objects.get(slug=FRAME)
    for number in range(4):
        ActivityFactory(program=record, title=f"One more {number}", planned_end=f"2026-0{number + 1}")
        SessionFactory(program=record, title=f"One more session {number}", date=f"2026-0{number + 1}")
    below = publishable_program("kr-cn-one-more", parent=record)
    publish([*{row.passage.source for row in below.evidence.all()}, record, below], reason="More", by="ed")
    assert cost() == few


def test_a_programme_is_cited_with_who_leads_it_the_day_and_the_licence(client: Client) -> None:
    text = words_of(part(html_of(client, FRAME), "cite"))
    assert "Ministry of SMEs and Startups (South Korea): “Framework programme of Korea and China" in text
    assert "China:" not in text.partition("“")[0]  # it takes part and does not lead
    assert f"/programs/{FRAME}/?as_of=2026-11-22" in text
    assert "read for 22 November 2026" in text
    bibtex = client.get(f"/programs/{FRAME}/cite.bib{DAY}")
    assert bibtex.headers["Content-Type"].startswith("application/x-bibtex")
    assert "year" not in bibtex.text.partition("urldate")[0]  # its dates are plans
    item = client.get(f"/programs/{FRAME}/cite.json{DAY}").json()[0]
    assert (item["type"], "issued" in item, item["accessed"]) == ("report", False, "2026-11-22")


def test_what_can_be_taken_along_is_there(client: Client) -> None:
    found = re.findall(r'href="([^"]+)"', part(html_of(client, WORK), "downloads"))
    assert len(found) == 4
    for address in found:
        assert "as_of=2026-11-22" in address
        assert client.get(unescape(address)).status_code == 200, address
    rows = client.get(f"/programs/{WORK}/evidence.csv").text.splitlines()
    assert len(rows) == 1 + len(client.get(f"/api/v1/programs/{WORK}/").json()["evidence"])


@pytest.mark.parametrize("day", ["0001-01-01", "9998-12-31", "2026-02-28", "2026-06-30"])
def test_a_programme_can_be_read_on_any_day(client: Client, day: str) -> None:
    html = html_of(client, WORK, f"?as_of={day}")
    for svg in drawings(html):
        ticks = [each for each in svg.iter("text") if "tick-year" in each.get("class", "")]
        assert len(ticks) <= 8
    assert client.get(f"/programs/?as_of={day}").status_code == 200
    assert client.get(f"/api/v1/programs/?as_of={day}&facets=true&expand=rollup&progress=overdue").status_code == 200
