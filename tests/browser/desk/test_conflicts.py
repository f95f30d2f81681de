"""E8 in two browsers: the second save is stopped with who, when and what differs; nothing typed is lost."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Browser, Page
from pytest_django.live_server_helper import LiveServer

import tests.factories as factories
from agreements.models import Agreement

pytestmark = [pytest.mark.browser, pytest.mark.thorough, pytest.mark.django_db(transaction=True)]

WCAG = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}}


class Desk:
    """Two people at two browsers, and what the browsers complained about."""

    def __init__(self, browser: Browser, site: str) -> None:
        self.browser, self.site = browser, site
        self.complaints: list[str] = []
        self.contexts: list[Any] = []

    def sit_down(self, name: str, *, scripts: bool = True) -> Page:
        client = Client()
        client.force_login(factories.SuperuserFactory(username=name))
        context = self.browser.new_context(java_script_enabled=scripts, viewport={"width": 1280, "height": 800})
        name = settings.SESSION_COOKIE_NAME
        context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": self.site}])
        self.contexts.append(context)
        page = context.new_page()
        page.on("console", lambda m: self.complaints.append(m.text) if m.type in ("error", "warning") else None)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        return page


@pytest.fixture
def desk(browser: Browser, live_server: LiveServer, transactional_db: None) -> Iterator[Desk]:
    made = Desk(browser, live_server.url)
    yield made
    for context in made.contexts:
        context.close()


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_e8_the_second_of_two_browsers_is_stopped_and_loses_nothing(desk: Desk, scripts: bool) -> None:
    record = factories.publishable_agreement()
    address = desk.site + reverse("admin:agreements_agreement_change", args=[record.pk])
    anna, ben = desk.sit_down("anna"), desk.sit_down("ben", scripts=scripts)
    for page in (anna, ben):
        page.goto(address)
    anna.fill("#id_acts-0-place", "Seoul")
    anna.fill("#id_acts-0-note", "Read in the gazette")
    anna.fill("#id_change_reason", "The gazette of May")
    anna.click("input[name=_continue]")
    anna.wait_for_load_state("networkidle")

    ben.fill("#id_acts-0-place", "Beijing")
    ben.fill("#id_acts-0-until", "some day in June")
    ben.fill("#id_titles-0-title", "Ben's title\u2003제목")
    ben.click("input[name=_continue]")
    ben.wait_for_load_state("networkidle")
    page = ben.inner_text("#content")
    for words in ("anna", "The gazette of May", "Seoul", "Beijing", "some day in June", "Ben's title", "제목"):
        assert words in page, words
    if scripts:
        violations = Axe().run(ben, context="#content", options=WCAG).response["violations"]
        assert [(v["id"], [n["html"][:200] for n in v["nodes"][:3]]) for v in violations] == []

    act = record.acts.get().pk
    ben.click("input.default[type=submit]")
    assert ben.locator(f"[name='_take-acts-{act}-place']:checked").count() == 0, "the browser asks for the choice"
    ben.focus(f"[name='_take-acts-{act}-place'][value=theirs]")
    ben.keyboard.press("ArrowRight")
    assert ben.is_checked(f"[name='_take-acts-{act}-place'][value=yours]"), "by keyboard"
    ben.keyboard.press("Enter")
    ben.wait_for_selector("#id_acts-0-until")
    assert ben.input_value("#id_acts-0-until") == "some day in June", "the ordinary error, beside what was typed"
    assert ben.input_value("#id_titles-0-title") == "Ben's title\u2003제목"
    assert ben.input_value("#id_acts-0-note") == "Read in the gazette"
    ben.fill("#id_acts-0-until", "")
    ben.click("input[name=_continue]")
    ben.wait_for_load_state("networkidle")
    saved = Agreement.objects.get().acts.get()
    assert (saved.place, saved.note) == ("Beijing", "Read in the gazette")
    assert record.titles.get().title == "Ben's title\u2003제목"
    assert [words for words in desk.complaints if "409" not in words] == [], "only the answer itself is a complaint"
