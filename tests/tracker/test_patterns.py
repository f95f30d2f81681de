"""The page of parts: there while developing, nowhere else, and whole in every language."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from agreements.codelists import STATE_LABELS
from agreements.pages.signs import SIGNS

pytestmark = pytest.mark.django_db


def test_outside_development_there_is_nothing_at_its_address(client: Client, settings: Any) -> None:
    settings.DEBUG = False
    assert client.get("/patterns/").status_code == 404


def test_while_developing_it_shows_every_state_and_every_sign(client: Client, settings: Any) -> None:
    settings.DEBUG = True
    html = client.get("/patterns/").content.decode()
    for label in STATE_LABELS.values():
        assert f"<span>{label}</span>" in html
    for sign in {*SIGNS.values(), "open", "hatched", "hollow"}:
        assert f'href="#sign-{sign}"' in html


@pytest.mark.parametrize("part", [
    "marker-disputed", "marker-none", 'class="unknown"', "evidence-lost", 'class="gap-may"', 'class="over-line"',
    "kin-gap-unknown", 'class="taken"', 'class="chip"', 'role="alert"', 'class="error"', 'rel="next"',
    'class="nothing"', 'lang="ko"', 'lang="zh-hans"', "was withdrawn on",
])  # fmt: skip
def test_every_part_is_there(client: Client, settings: Any, part: str) -> None:
    settings.DEBUG = True
    assert part in client.get("/patterns/").content.decode()
