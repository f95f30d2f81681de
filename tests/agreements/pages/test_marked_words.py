"""Words that were sought are marked where they were found, and what a text holds never becomes markup."""

import re

import pytest
from django.test import Client

from agreements.publishing import publish
from tests.agreements.pages.world import NEW, World

pytestmark = pytest.mark.django_db


def found(client: Client, query: str, language: str = "") -> list[str]:
    html = client.get(f"{language}/agreements/", {"q": query, "as_of": "2026-11-22"}).content.decode()
    return re.findall(r"<mark>(.*?)</mark>", html)


def test_words_of_the_title_are_marked_in_it(client: Client, world: World) -> None:
    assert found(client, "innovation") == ["Innovation"]
    assert found(client, "혁신", "/ko") == ["혁신"]


def test_a_title_in_another_language_is_shown_where_the_word_is_in_it(client: Client, world: World) -> None:
    html = client.get("/agreements/?q=혁신").content.decode()
    assert '<span lang="ko">중소기업 및 <mark>혁신</mark> 협력 양해각서</span>' in html


def test_a_word_of_the_summary_is_shown_in_an_excerpt(client: Client, world: World) -> None:
    html = client.get("/agreements/?q=experts").content.decode()
    assert '<span class="quiet">Summary:</span> <span lang="en">The two ministries share information, ' in html
    assert "exchange <mark>experts</mark> and train." in html


def test_a_partner_that_was_sought_by_another_name_is_marked_as_a_whole(client: Client, world: World) -> None:
    assert set(found(client, "China")) == {"China"}
    assert set(found(client, "中国")) == {"China"}
    assert "South Korea" not in found(client, "中国")


def test_an_institution_or_subject_that_was_sought_is_named(client: Client, world: World) -> None:
    html = client.get("/agreements/?q=工业和信息化部").content.decode()
    assert "Institution:</span> <span><mark>Ministry of Industry and Information Technology</mark>" in html
    assert "Subject:</span> <span><mark>Start-ups</mark>" in client.get("/agreements/?q=스타트업").content.decode()


def test_nothing_is_marked_where_nothing_was_sought(client: Client, world: World) -> None:
    assert "<mark>" not in client.get("/agreements/").content.decode()


def test_markup_in_texts_and_questions_stays_text(client: Client, world: World) -> None:
    title = "Robots <script>alert('x')</script> & <mark>humans</mark>"
    world.new.titles.filter(language="en").update(title=title)
    world.new.refresh_from_db()
    publish([world.new], reason="A title with signs", by="an editor")
    for query in ("robots", "script", "alert", "<script>alert", "mark humans", '"><img src=x>'):
        html = client.get("/agreements/", {"q": query}).content.decode()
        assert "<script>alert" not in html
        assert "<img" not in html
    assert f'href="/agreements/{NEW}/"' in client.get("/agreements/?q=robots").content.decode()
    html = client.get("/agreements/?q=script").content.decode()
    assert "&lt;<mark>script</mark>&gt;alert(&#x27;x&#x27;)&lt;/<mark>script</mark>&gt;" in html
