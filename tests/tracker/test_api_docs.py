"""The documentation of the API as pages: everything that the description says, nothing from elsewhere."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from agreements.api.problems import PROBLEMS
from tracker.docs.guide import guide

pytestmark = pytest.mark.django_db


def test_every_address_parameter_and_type_of_problem_is_on_the_page(client: Client) -> None:
    text = client.get("/api/docs/").content.decode()
    described = client.get("/api/schema/").json()
    for path, item in described["paths"].items():
        assert f"<code>{path}</code>" in text
        for row in item["get"]["parameters"]:
            assert f"<code>{row['name']}</code>" in text
    for code in PROBLEMS:
        assert f'href="/api/problems/{code}/"' in text


@pytest.mark.parametrize("path", ["/api/docs/", "/api/docs/guide/"])
def test_the_pages_load_nothing_from_elsewhere_and_name_this_register_in_their_examples(
    client: Client, path: str
) -> None:
    response = client.get(path)
    text = response.content.decode()
    assert response.status_code == 200
    assert "register.example" not in text
    assert "http://testserver/api/v1/" in text
    assert re.findall(r"(?:src|href)=\"(?:https?:)?//(?!testserver)", text) == []
    assert " style=" not in text
    assert re.findall(r"<script(?![^>]*\ssrc=)", text) == []
    names = re.findall(r'\sid="([^"]+)"', text)
    assert len(names) == len(set(names))
    assert set(re.findall(r'href="#([^"]+)"', text)) <= set(names)


def test_the_pages_are_read_with_the_manners_of_pages(client: Client) -> None:
    for path in ("/api/docs/", "/api/docs/guide/"):
        response = client.get(path)
        assert client.get(path, headers={"If-None-Match": response["ETag"]}).status_code == 304
        assert client.post(path).status_code == 405
        assert client.get(f"{path}?x=1").status_code == 400
        assert client.get(path.rstrip("/")).status_code == 301
        assert client.head(path).status_code == 200


def test_the_guide_shows_each_heading_and_each_line_of_its_source(client: Client) -> None:
    shown = guide("http://here.example")
    assert shown.title == "Guide to the API"
    assert [words for _, words in shown.headings][:3] == ["Before you start", "Discover", "Filter"]
    assert "API=http://here.example/api/v1" in shown.body
    assert "<script" not in shown.body
