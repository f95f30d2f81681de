"""The list of changes names records in the reader's language, and marks what is in another."""

import re

import pytest
from django.test import Client

from tests.agreements.pages.world import World

pytestmark = pytest.mark.django_db
ADDRESS = "/changes/?page_size=500"


def links(client: Client, address: str, folder: str) -> dict[str, tuple[str, str]]:
    """Give language and words of the links to the records of a type, by id."""
    html = client.get(address).content.decode()
    found = re.findall(rf'<a href="[^"]*/{folder}/([^/"]+)/[^"]*"(?: lang="([^"]*)")?>([^<]*)</a>', html)
    return {name: (language, words) for name, language, words in found}


def test_titles_are_in_the_language_of_the_page_where_there_is_one(client: Client, world: World) -> None:
    assert links(client, f"/ko{ADDRESS}", "agreements")[world.new.slug] == ("", "중소기업 및 혁신 협력 양해각서")
    english = "Memorandum of Understanding on Cooperation in SMEs and Innovation"
    assert links(client, ADDRESS, "agreements")[world.new.slug] == ("", english)


def test_a_title_in_another_language_says_which(client: Client, world: World) -> None:
    english = "Memorandum of Understanding on Cooperation in SMEs and Innovation"
    assert links(client, f"/zh-hans{ADDRESS}", "agreements")[world.new.slug] == ("en", english)


def test_names_are_in_the_language_of_the_page_too(client: Client, world: World) -> None:
    assert links(client, f"/ko{ADDRESS}", "sectors")["startups"] == ("", "스타트업")
    assert links(client, f"/zh-hans{ADDRESS}", "sectors")["startups"] == ("", "初创企业")


def test_the_latest_changes_of_the_first_page_do_likewise(client: Client, world: World) -> None:
    html = client.get("/zh-hans/").content.decode()
    news = html.split('id="changes"')[1].split("</ol>")[0]
    ((language, title),) = re.findall(r'<a href="[^"]+"(?: lang="([^"]+)")?>([^<]+)</a>', news)
    assert language == ("" if re.search("[\u4e00-\u9fff]", title) else "en")
