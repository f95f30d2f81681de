"""E4, E5 in a browser: dates are echoed while they are typed, the preview follows, and nothing is saved by looking."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

import tests.factories as factories
from agreements.models import Act, Clause

pytestmark = [pytest.mark.browser, pytest.mark.thorough, pytest.mark.django_db(transaction=True)]

WCAG = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}}


@pytest.fixture
def sit_down(browser: Browser, live_server: LiveServer, transactional_db: None) -> Iterator[Any]:
    """Sit an editor down at a new browser: ``sit_down(scripts=False)`` gives the page and its complaints."""
    contexts = []

    def make(*, scripts: bool, width: int = 1280, dark: bool = False) -> tuple[Page, list[str]]:
        client = Client()
        client.force_login(factories.SuperuserFactory())
        context = browser.new_context(
            java_script_enabled=scripts,
            viewport={"width": width, "height": 900},
            base_url=live_server.url,
            color_scheme="dark" if dark else "light",
        )
        contexts.append(context)
        name = settings.SESSION_COOKIE_NAME
        context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": live_server.url}])
        page, complaints = context.new_page(), []
        page.on("console", lambda m: complaints.append(m.text) if m.type in ("error", "warning") else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        return page, complaints

    yield make
    for context in contexts:
        context.close()


def test_e5_a_clause_is_typed_echoed_and_previewed_with_scripts(sit_down: Any) -> None:
    record = factories.publishable_agreement()
    factories.ActFactory(agreement=record, type="effective", date="2020-08-01")
    page, complaints = sit_down(scripts=True)
    page.goto(f"/admin/agreements/agreement/{record.pk}/change/")
    page.select_option("#id_clause-0-duration_kind", "fixed-term")
    page.fill("#id_clause-0-initial_term", "삼년")
    expect(page.locator("#id_clause-0-initial_term_echo")).to_have_text("3 years")
    page.select_option("#id_clause-0-renewal_kind", "tacit-fixed-periods")
    page.fill("#id_clause-0-renewal_term", "12 months")
    page.fill("#id_clause-0-notice_period", "P3M")
    page.fill("#id_acts-0-date", "03/04/2020")
    expect(page.locator("#id_acts-0-date_echo")).to_contain_text("more than one order")
    page.fill("#id_preview_day", "11 February 2026")
    panel = page.locator("[data-panel]")
    expect(panel).to_contain_text("On 2026-02-11: In effect by tacit renewal", timeout=30_000)
    expect(panel).to_contain_text("30 April 2026")
    expect(panel.locator("svg.timeline-drawing")).to_be_visible()
    assert Axe().run(page, options=WCAG).response["violations"] == []
    panel.get_by_role("link", name="day of the act").click()
    expect(page.locator("#id_acts-0-date")).to_be_focused()
    assert not Clause.objects.exists()

    page.locator("#acts-group .add-row a").click()
    expect(page.locator("#id_acts-3-type")).to_be_focused()
    asked: list[str] = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    page.goto("/admin/")
    assert asked == ["beforeunload"], "leaving with unsaved changes asks first"
    assert complaints == []


def test_e5_without_scripts_a_button_shows_the_preview_and_the_form_keeps_what_was_typed(sit_down: Any) -> None:
    record = factories.publishable_agreement()
    page, complaints = sit_down(scripts=False)
    page.goto(f"/admin/agreements/agreement/{record.pk}/change/")
    page.fill("#id_acts-0-date", "2020年8月")
    page.get_by_role("button", name="Preview").click()
    expect(page.locator("[data-panel]")).to_contain_text("August 2020")
    expect(page.locator("#id_acts-0-date")).to_have_value("2020年8月")
    expect(page.locator("#id_acts-0-date_echo")).to_have_text("August 2020")
    assert str(Act.objects.get().date) == "2026-01-05"
    page.locator("input[name=_continue]").click()
    assert str(Act.objects.get().date) == "2020-08"
    assert complaints == []
