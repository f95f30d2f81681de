"""E3 in a browser: both sides beside one another, one preferred with a reason, and back; nothing needs a script."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Browser
from pytest_django.live_server_helper import LiveServer

import tests.factories as factories

pytestmark = [pytest.mark.browser, pytest.mark.thorough, pytest.mark.django_db(transaction=True)]

WCAG = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}}


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_e3_a_disagreement_is_settled_and_undone(browser: Browser, live_server: LiveServer, scripts: bool) -> None:
    record = factories.publishable_agreement()
    passage = factories.PassageFactory(quote="signed in February 2026", prefix="It was ", suffix=" in Seoul")
    factories.AgreementEvidenceFactory(
        agreement=record, part="act", item="signed", field="date", value="2026-02", passage=passage
    )
    record.evidence.filter(field="date").exclude(passage=passage).update(value="2026-01-05")
    client = Client()
    client.force_login(factories.editor_with("agreements.view_agreement", "agreements.change_agreement"))
    said: list[str] = []
    context = browser.new_context(java_script_enabled=scripts, viewport={"width": 1280, "height": 800})
    name = settings.SESSION_COOKIE_NAME
    context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": live_server.url}])
    page = context.new_page()
    page.on("console", lambda m: said.append(m.text) if m.type in ("error", "warning") else None)

    def accessible() -> list[str]:
        if not scripts:
            return []
        found = Axe().run(page, context="#content", options=WCAG).response["violations"]
        return [f"{v['id']}: {[n['html'][:200] for n in v['nodes'][:2]]}" for v in found]

    try:
        page.goto(live_server.url + reverse("admin:agreements_agreement_change", args=[record.pk]))
        page.locator(".desk-dispute-box a").first.click()
        place = page.locator(".desk-dispute-place")
        assert "It was signed in February 2026 in Seoul" in place.inner_text()
        assert accessible() == []
        place.get_by_label("Prefer this one: February 2026").check()
        place.get_by_label("Why").fill("The gazette says so")
        place.get_by_role("button", name="Settle").click()
        assert "is preferred for" in page.inner_text(".messagelist")
        assert record.acts.get().date.edtf == "2026-02"
        assert accessible() == []
        page.reload()
        page.get_by_role("button", name="Undo: prefer as before").click()
        assert "preferred again" in page.inner_text(".messagelist")
        assert record.acts.get().date.edtf == "2026-01-05"
        page.get_by_role("button", name="All of it checked today").click()
        assert "7 pieces of evidence" in page.inner_text(".messagelist")
        assert accessible() == []
        page.set_viewport_size({"width": 375, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") <= 375
        assert [words for words in said if "favicon" not in words] == []
    finally:
        context.close()
