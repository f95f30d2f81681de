"""E12 in a browser: who changed what, when and why; two states compared; one restored; nothing needs a script."""

from __future__ import annotations

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.db import connection
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Browser
from pytest_django.live_server_helper import LiveServer

import tests.factories as factories
from agreements.desk.acting import acting
from agreements.models import Act

pytestmark = [pytest.mark.browser, pytest.mark.thorough, pytest.mark.django_db(transaction=True)]

WCAG = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}}


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_e12_history_is_read_compared_and_restored(browser: Browser, live_server: LiveServer, scripts: bool) -> None:
    record = factories.AgreementFactory()
    factories.TitleFactory(agreement=record)
    act = factories.ActFactory(agreement=record, key="signed", type="signed", place="Seoul")
    kim = factories.EditorFactory(username="kim")
    with acting(kim, "The gazette says so", url="/admin/x/"):
        Act.objects.filter(pk=act.pk).update(place="Beijing")
    kim.delete()
    with connection.cursor() as cursor:
        cursor.execute("UPDATE agreements_act SET note = 'by hand' WHERE id = %s", [act.pk])
    client = Client()
    client.force_login(factories.SuperuserFactory(username="chief"))
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
        page.goto(live_server.url + reverse("admin:agreements_agreement_history", args=[record.pk]))
        newest, second = page.locator(".desk-history-change").nth(0), page.locator(".desk-history-change").nth(1)
        assert "outside the desk" in newest.inner_text()
        for words in ("kim", "The gazette says so", "/admin/x/", "Act signed", "Seoul", "Beijing"):
            assert words in second.inner_text(), words
        assert accessible() == []
        page.locator(".desk-history-change input[name=from]").last.check()
        page.get_by_role("button", name="Compare the two chosen states").click()
        assert "by hand" in page.inner_text("#content")
        assert accessible() == []
        page.go_back()
        page.get_by_role("link", name=re.compile("Take this value back ?: Act signed, Place")).click()
        assert "everything else stays as it is now" in page.inner_text("#content")
        assert accessible() == []
        page.fill("#id_reason", "The gazette was wrong")
        page.get_by_role("button", name="Restore", exact=True).click()
        assert "The gazette was wrong" in page.locator(".desk-history-change").first.inner_text()
        act.refresh_from_db()
        assert (act.place, act.note) == ("Seoul", "by hand")
        assert [words for words in said if "favicon" not in words] == []
    finally:
        context.close()
