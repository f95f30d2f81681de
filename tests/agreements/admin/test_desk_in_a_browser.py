"""The desk in a real browser: nothing is refused by the content policy, and a draft is typed and kept."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse
from playwright.sync_api import Page, sync_playwright

import tests.factories as factories
from agreements.models import Agreement

pytestmark = [pytest.mark.browser, pytest.mark.thorough, pytest.mark.django_db(transaction=True)]

#: The rules of WCAG 2.2 AA; Django's own templates decide on what is only good practice.
WCAG = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}}


@pytest.fixture
def page(browser_path: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Page]:
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_path, args=["--no-sandbox"])
        yield browser.new_page()
        browser.close()


def test_the_desk_runs_under_the_content_policy_and_is_accessible(page: Page, live_server: object) -> None:
    chief = factories.SuperuserFactory(username="chief")
    chief.set_password("a long enough password")
    chief.save()
    record = factories.publishable_agreement()
    said: list[str] = []
    page.on("console", lambda m: said.append(f"{m.text} {m.location['url']}") if m.type == "error" else None)
    page.on("pageerror", lambda error: said.append(str(error)))

    page.goto(f"{live_server.url}/admin/login/")
    page.fill("#id_login", "chief")
    page.fill("#id_password", "a long enough password")
    page.click("form.account-form input[type=submit]")
    form = reverse("admin:agreements_agreement_change", args=[record.pk])
    step = form.replace("change/", "publish/")
    found: dict[str, list[str]] = {}
    for address in ("/admin/agreements/agreement/", form, step):
        page.goto(live_server.url + address)
        page.wait_for_load_state("networkidle")
        if address == form:
            page.wait_for_selector("#id_occasion_box[aria-label]")
        violations = Axe().run(page, context="#content", options=WCAG).response["violations"]
        found[address] = [f"{v['id']}: {[n['html'][:400] for n in v['nodes'][:3]]}" for v in violations]

    page.goto(live_server.url + form)
    page.fill("#id_summary", "") if page.is_visible("#id_summary") else None
    page.click("#titles-group .add-row a")
    count = record.titles.count()
    page.fill(f"#id_titles-{count}-title", "Typed in a browser")
    page.fill(f"#id_titles-{count}-language", "en")
    page.select_option(f"#id_titles-{count}-basis", "ours")
    page.fill("#id_acts-0-date", "June 2024")
    page.click("input[name=_continue]")
    page.wait_for_load_state("networkidle")
    assert page.input_value("#id_acts-0-date") == "2024-06", "what was understood is shown back"
    assert set(Agreement.objects.get().titles.values_list("title", flat=True)) >= {"Typed in a browser"}
    assert [words for words in said if "/favicon.ico" not in words] == []
    assert {address: v for address, v in found.items() if v} == {}
