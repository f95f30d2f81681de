"""What search engines are told: every public record in every language, and nothing that is withdrawn or of the desk."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest
from django.test import Client

from agreements.publishing import withdraw
from tests.agreements.pages.world import NEW, OLD, PLAN, REPORT, build
from tracker import crawling

pytestmark = pytest.mark.django_db
SPACE = {"s": crawling.SITEMAP}
PREFIXES = ("", "/ko", "/zh-hans")


def places(client: Client, path: str = "/sitemap.xml") -> list[str]:
    answer = client.get(path)
    assert answer.status_code == 200
    return [node.text or "" for node in ElementTree.fromstring(answer.content).findall(".//s:loc", SPACE)]


def test_the_map_names_every_record_in_every_language_and_each_address_is_answered(client: Client) -> None:
    build()
    found = places(client)
    for path in ("/", f"/agreements/{OLD}/", f"/agreements/{NEW}/", f"/programs/{PLAN}/", f"/sources/{REPORT}/"):
        for prefix in PREFIXES:
            assert f"http://testserver{prefix}{path}" in found
    assert len(found) == len(set(found))
    for place in found[::5]:
        assert client.get(place.removeprefix("http://testserver")).status_code == 200, place


def test_a_withdrawn_record_is_not_in_the_map(client: Client) -> None:
    made = build()
    withdraw(made.old, reason="Not an agreement", by="ed")
    assert f"http://testserver/agreements/{OLD}/" not in places(client)


def test_a_long_map_is_an_index_of_parts_that_hold_everything_once(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    build()
    whole = places(client)
    monkeypatch.setattr(crawling, "RECORDS_IN_A_PART", 3)
    parts = places(client)
    assert len(parts) > 1
    held = [place for part in parts for place in places(client, part.removeprefix("http://testserver"))]
    assert sorted(held) == sorted(whole)
    assert client.get(f"/sitemap-{len(parts) + 1}.xml").status_code == 404


def test_the_desk_is_left_out_and_the_map_is_named(client: Client) -> None:
    lines = client.get("/robots.txt").content.decode().splitlines()
    assert "Disallow: /admin/" in lines
    assert "Sitemap: http://testserver/sitemap.xml" in lines
    assert "Disallow: /" not in lines


@pytest.mark.parametrize("path", ["/robots.txt", "/sitemap.xml", "/sitemap-1.xml"])
def test_what_cannot_be_written_says_so_before_it_asks_for_a_token(path: str) -> None:
    answer = Client(enforce_csrf_checks=True).post(path)
    assert (answer.status_code, answer["Allow"]) == (405, "GET, HEAD")
