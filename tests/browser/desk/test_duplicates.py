"""E9 in a browser: from the list to the merger with its preview, the old address leads on, and all of it undone.

An action is one click, or one key pressed; a reason that is typed counts each of its letters as a key, and is counted
apart, because nobody can save an editor from writing it.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from agreements.desk.acting import acting
from agreements.models import Agreement, Country, Sector, Source
from agreements.publishing import publish, settle_working
from tests.agreements.admin.review.conftest import person
from tests.agreements.duplicates.test_finding import BOILERPLATE, SUBJECTS
from tests.factories import publishable_agreement
from tracker.roles import make_roles

pytestmark = [pytest.mark.browser, pytest.mark.thorough, pytest.mark.django_db(transaction=True)]

WCAG = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}}
REASON = "Entered twice from two press releases"
Sit = Callable[..., Page]


@pytest.fixture
def complaints() -> list[str]:
    return []


@pytest.fixture
def sit(browser: Browser, live_server: LiveServer, transactional_db: None, complaints: list[str]) -> Iterator[Sit]:
    """Seat somebody at a browser of their own: ``sit("rex", dark=True)``."""
    make_roles()
    for name, role in (("ann", "editor"), ("rex", "reviewer")):
        person(name, role)
    contexts = []

    def seated(name: str, *, scripts: bool = True, dark: bool = False, width: int = 1280) -> Page:
        client = Client()
        client.force_login(User.objects.get(username=name))
        context = browser.new_context(
            java_script_enabled=scripts,
            base_url=live_server.url,
            viewport={"width": width, "height": 900},
            color_scheme="dark" if dark else "light",
        )
        cookie = settings.SESSION_COOKIE_NAME
        context.add_cookies([{"name": cookie, "value": client.cookies[cookie].value, "url": live_server.url}])
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda m: complaints.append(m.text) if m.type in ("error", "warning") else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        return page

    yield seated
    for context in contexts:
        context.close()


@pytest.fixture
def visit(sit: Sit) -> list[Agreement]:
    """Fourteen public memoranda that one pair signed on one day, and the first of them entered once more."""
    with acting("load"):
        records = [
            publishable_agreement(f"visit-{n}", title=BOILERPLATE + subject) for n, subject in enumerate(SUBJECTS)
        ]
        again = f"Memorandum of Understanding on Co-operation in the Field of {SUBJECTS[0].lower()}"
        records.append(publishable_agreement("visit-again", title=again, level="inter-ministerial"))
        settle_working(*records)
        publish([*Country.objects.all(), *Sector.objects.all(), *Source.objects.all()], reason="Reference", by="load")
        publish(records, reason="The visit", by="load")
    return records


def troubles(page: Page) -> list[str]:
    found = Axe().run(page, context="#content", options=WCAG).response["violations"]
    return [f"{v['id']}: {[n['html'][:300] for n in v['nodes'][:3]]}" for v in found]


def test_e9_a_memorandum_entered_twice_is_merged_with_a_preview_leads_on_in_public_and_comes_back(
    sit: Sit, visit: list[Agreement], complaints: list[str], live_server: LiveServer
) -> None:
    page = sit("rex")
    page.goto(reverse("admin:agreements_agreement_changelist"))
    started, clicks = time.perf_counter(), 0
    page.get_by_role("link", name="Possible duplicates").click()
    clicks += 1
    expect(page.locator("#content")).to_contain_text("1 pair may be one record")
    expect(page.locator("#content")).to_contain_text("15 instruments")
    assert page.locator("a[href*='/compare/']").count() == 1, "fourteen of one day are no proposals"
    page.locator("a[href*='/compare/']").click()
    clicks += 1
    expect(page.get_by_role("table", name="Both records, field by field")).to_be_visible()
    page.get_by_role("link", name="They are one: merge…").click()
    clicks += 1
    expect(page.get_by_role("heading", name="The result")).to_be_visible()
    expect(page.locator("#content")).to_contain_text("The public address of visit-again will lead to visit-0")
    page.locator("textarea[name=reason]").click()
    clicks += 1
    page.keyboard.type(REASON)
    page.get_by_role("button", name="Merge", exact=True).click()
    clicks += 1
    expect(page.locator(".messagelist")).to_contain_text("was merged into this record")
    print(f"\na merger: {clicks} clicks, {len(REASON)} letters of reason, {time.perf_counter() - started:.1f} s")  # noqa: T201

    kept = Agreement.objects.get(slug="visit-0")
    assert kept.level == "inter-ministerial", "what only the other one said came along"
    client = Client()
    for address in ("/agreements/visit-again/", "/api/v1/agreements/visit-again/"):
        gone = client.get(address)
        assert (gone.status_code, gone["Location"].split("?")[0]) == (301, address.replace("again", "0")), address
        assert REASON in gone.text, address
    page.goto(reverse("admin:agreements_agreement_all_duplicates"))
    expect(page.locator("#content")).to_contain_text("Nothing is proposed")

    page.goto(reverse("admin:agreements_agreement_mergers"))
    page.get_by_role("link", name="visit-again").click()
    page.locator("textarea[name=reason]").fill("Two texts after all")
    page.get_by_role("button", name="Undo the merger").click()
    expect(page.locator(".messagelist")).to_contain_text("is a record of its own again")
    assert client.get("/agreements/visit-again/").status_code == 200
    assert complaints == []


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_e9_every_page_of_duplicates_can_be_read_by_everybody(
    sit: Sit, visit: list[Agreement], complaints: list[str], dark: bool
) -> None:
    first, again = visit[0], visit[-1]
    page = sit("rex", dark=dark, scripts=True, width=375 if dark else 1280)

    def fair(address: str) -> None:
        page.goto(address)
        assert troubles(page) == [], address
        wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wide <= 0, f"{address} is {wide} px wider than the screen"

    fair(reverse("admin:agreements_agreement_all_duplicates"))
    fair(reverse("admin:agreements_agreement_duplicates", args=[first.pk]))
    fair(f"{reverse('admin:agreements_agreement_compare', args=[first.pk])}?with={again.pk}")
    fair(f"{reverse('admin:agreements_agreement_merge', args=[first.pk])}?with={again.pk}")
    page.locator("textarea[name=reason]").fill(REASON)
    page.get_by_role("button", name="Merge", exact=True).click()
    expect(page.locator(".messagelist")).to_contain_text("was merged")
    fair(reverse("admin:agreements_agreement_mergers"))
    page.get_by_role("link", name="visit-").first.click()
    fair(page.url)
    assert complaints == []


def test_e9_two_that_are_two_are_not_proposed_again_and_an_editor_is_told_who_merges(
    sit: Sit, visit: list[Agreement], complaints: list[str]
) -> None:
    page = sit("ann", scripts=False)
    page.goto(reverse("admin:agreements_agreement_all_duplicates"))
    page.locator("a[href*='/compare/']").click()
    assert page.get_by_role("link", name="They are one: merge…").count() == 0
    expect(page.locator("#content")).to_contain_text("is a reviewer's act")
    page.locator("textarea[name=reason]").fill("The second one is the revised text")
    page.get_by_role("button", name="They are two").click()
    expect(page.locator(".messagelist")).to_contain_text("will not be proposed again")
    page.goto(reverse("admin:agreements_agreement_all_duplicates"))
    expect(page.locator("#content")).to_contain_text("Nothing is proposed")
    assert complaints == []
