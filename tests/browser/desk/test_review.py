"""E6 and E7 in a browser: sent with its gaps, returned with a remark, mended, and published by somebody else."""

from __future__ import annotations

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
from agreements.register.models import Publication
from tests.agreements.admin.review.conftest import person, typed_by
from tests.factories import AgreementFactory
from tracker.roles import make_roles

pytestmark = [pytest.mark.browser, pytest.mark.thorough, pytest.mark.django_db(transaction=True)]

WCAG = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}}
Sit = Callable[..., Page]


@pytest.fixture
def complaints() -> list[str]:
    return []


@pytest.fixture
def sit(browser: Browser, live_server: LiveServer, transactional_db: None, complaints: list[str]) -> Iterator[Sit]:
    """Seat somebody at a browser of their own: ``sit("ann", scripts=False)``."""
    make_roles()
    for name, role in (("ann", "editor"), ("rex", "reviewer")):
        person(name, role)
    contexts = []

    def seated(name: str, *, scripts: bool = True, dark: bool = False) -> Page:
        client = Client()
        client.force_login(User.objects.get(username=name))
        context = browser.new_context(
            java_script_enabled=scripts,
            base_url=live_server.url,
            viewport={"width": 1280, "height": 900},
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


def troubles(page: Page, within: str = "#content") -> list[str]:
    found = Axe().run(page, context=within, options=WCAG).response["violations"]
    return [f"{v['id']}: {[n['html'][:300] for n in v['nodes'][:3]]}" for v in found]


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_e6_a_draft_with_gaps_leads_to_each_field_that_is_missing(
    sit: Sit, complaints: list[str], scripts: bool
) -> None:
    with acting(User.objects.get(username="ann")):
        record = AgreementFactory(slug="gap", title="Half a record")
    page = sit("ann", scripts=scripts)
    form = reverse("admin:agreements_agreement_change", args=[record.pk])
    page.goto(form)
    page.click("input[name=_send]")
    expect(page.get_by_role("heading", name="Missing to publish")).to_be_visible()
    page.fill("#id_note", "The kind is not known yet")
    page.click("button[value=send]")
    expect(page.locator("#content")).to_contain_text("Sent for review by ann")
    page.get_by_role("link", name="Give the kind of instrument").click()
    page.wait_for_url(f"**{form}#id_kind")
    expect(page.locator("#id_kind")).to_be_in_viewport()
    expect(page.locator("#content")).to_contain_text("In review")
    assert complaints == []


def test_e7_an_editor_sends_a_reviewer_returns_and_then_publishes(sit: Sit, complaints: list[str]) -> None:
    record = typed_by("ann", signed="2026-01-05")
    form = reverse("admin:agreements_agreement_change", args=[record.pk])
    review = form.replace("/change/", "/review/")
    ann, rex = sit("ann"), sit("rex", dark=True)
    ann.goto(review)
    assert ann.locator("button[value=publish]").count() == 0
    ann.click("button[value=send]")

    rex.goto(review)
    expect(rex.get_by_role("heading", name="What would be published: everything is new")).to_be_visible()
    assert troubles(rex) == []
    remark = rex.locator("a.desk-review-ask").first
    remark.click()
    asked = rex.locator("#id_about").input_value()
    assert asked, "the field is chosen already"
    rex.fill("#id_remark", "Which issue of the gazette?")
    rex.click("button[value=comment]")
    rex.fill("#id_comment", "Say which issue.")
    rex.click("button[value=return]")
    expect(rex.locator(".messagelist")).to_contain_text("Returned to the editors")

    ann.goto(form)
    expect(ann.locator("#content")).to_contain_text("Returned by rex")
    assert troubles(ann, ".desk-review-box") == []
    ann.locator(".desk-review-box li a").first.click()
    assert "#" in ann.url
    ann.goto(f"{review}#next")
    ann.click("button[value=send]")
    assert troubles(ann) == []

    rex.goto(review)
    rex.fill("#id_reason", "Signed at the state visit")
    rex.click("button[value=publish]")
    expect(rex.locator(".messagelist")).to_contain_text("1 record was published")
    assert Publication.objects.filter(record_id=record.slug).values_list("by", flat=True).get() == "rex"
    rex.goto(form.replace("/change/", "/withdraw/"))
    expect(rex.locator("#content")).to_contain_text("(410)")
    assert troubles(rex) == []

    rex.goto("/admin/agreements/agreement/")
    rex.check("input.action-select >> nth=0")
    rex.select_option("select[name=action]", "publish_selected")
    rex.click("button[name=index]")
    expect(rex.locator("#content")).to_contain_text("1 record can go out.")
    assert troubles(rex) == []
    assert complaints == []
