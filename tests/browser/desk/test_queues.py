"""E11 in a browser: from the dashboard into each queue, narrower, into a record and back, without losing the filter."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

import tests.factories as factories
from agreements.admin.agreement import AgreementAdmin
from agreements.admin.queues.rules import QUEUES
from agreements.models import Agreement
from tests.browser.reading import Readers

pytestmark = [pytest.mark.browser, pytest.mark.thorough, pytest.mark.django_db(transaction=True)]

NARROWED = ("queue=drafts", "party=KR")
ROWS = "#result_list tbody tr"


def drafts(*countries: str) -> None:
    for number, code in enumerate(countries):
        record = factories.AgreementFactory(slug=f"draft-{number}", title=f"Draft number {number}")
        factories.PartyFactory(agreement=record, country=factories.CountryFactory(code=code))


def assert_narrowed(page: Page, rows: int) -> None:
    for said in NARROWED:
        expect(page).to_have_url(re.compile(said))
    expect(page.locator(ROWS)).to_have_count(rows)
    expect(page.locator(".desk-queue-words")).to_contain_text(re.compile("Drafts.*KR", re.S))


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_e11_a_queue_stays_narrowed_through_saving_pages_actions_and_back(
    seat: Readers, scripts: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(AgreementAdmin, "list_per_page", 2)
    drafts("JP", "KR", "KR", "KR")
    desk = seat(account=factories.SuperuserFactory(), scripts=scripts)
    page = desk.open("/admin/")
    page.click("[data-queue=drafts] h3 a")
    page.fill("#filter-party", "KR")
    page.locator("form", has=page.locator("#filter-party")).locator("button").click()
    assert_narrowed(page, 2)
    page.click(".paginator a >> text=2")
    expect(page).to_have_url(re.compile(r"\bp=2"))
    assert_narrowed(page, 1)
    second = page.url
    page.click("#result_list tbody th a")
    expect(page).to_have_url(re.compile("/change/"))
    page.go_back()
    expect(page).to_have_url(second)
    with desk.led_on():
        page.click("#result_list tbody th a")
    page.fill("input[name=change_reason]", "Looked at again")
    page.click("input[name=_save]")
    expect(page).to_have_url(re.compile(r"/agreement/\?.*\bp=2"))  # saving returns to that page
    assert_narrowed(page, 1)
    page.check(f"{ROWS} input[name=_selected_action]")
    page.select_option("select[name=action]", "delete_selected")
    page.click("button[name=index]")
    expect(page.get_by_role("heading", name="Delete multiple objects")).to_be_visible()
    page.click("#content form input[type=submit]")
    assert_narrowed(page, 2)
    assert Agreement.objects.filter(slug__startswith="draft-").count() == 3
    page.click(".desk-queue-clear")
    expect(page).not_to_have_url(re.compile("queue=|party="))
    assert desk.complaints == []


def test_e11_every_queue_is_one_click_away_and_reads_in_light_and_dark(seat: Readers) -> None:
    drafts("JP", "KR")
    chief = factories.SuperuserFactory()
    for dark in (False, True):
        desk = seat(account=chief, dark=dark, width=375 if dark else 1280)
        page = desk.open("/admin/")
        assert desk.violations("#content") == []
        assert desk.overhang() <= 0
        addresses = {
            one.get_attribute("data-queue"): one.locator("h3 a").get_attribute("href")
            for one in page.locator("[data-queue]").all()
        }
        assert set(QUEUES) <= set(addresses)
        desk.open("/admin/agreements/agreement/?queue=drafts&party=KR")
        assert_narrowed(page, 1)
        assert desk.violations("#content") == []
        assert desk.complaints == []
        for code in () if dark else addresses:
            desk.open("/admin/").click(f"[data-queue={code}] h3 a")
            expect(page).to_have_url(desk.site + addresses[code])
            expect(page.locator("h1")).to_have_count(1)
        assert desk.complaints == []
