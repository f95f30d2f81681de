"""The reading paths of the scenarios P1, P4, P5 and P6, each walked with scripts on and with scripts off."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.agreements.pages.world import NEW, OLD
from tests.browser.reading import Readers

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

OLD_PAGE = f"/agreements/{OLD}/?as_of=2026-11-22"
PHRASES = ("Expired June 2024", "Replaced on 5 January 2026", "No instrument for 553 to 582 days")


def phrase(page: Page, text: str) -> Locator:
    return page.locator(".life li", has_text=text)


@pytest.mark.thorough
@pytest.mark.parametrize("size", [(1280, 800), (390, 844)], ids=["desk", "phone"])
@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_p1_the_first_screen_says_whether_it_is_still_in_effect(
    reader: Readers, scripts: bool, size: tuple[int, int]
) -> None:
    width, height = size
    page = reader(scripts=scripts, width=width, height=height).open(OLD_PAGE)
    for text in PHRASES:
        found = phrase(page, text)
        expect(found).to_be_visible()
        box = found.locator(".life-words").bounding_box()
        assert box["y"] + box["height"] <= height, text


def test_p1_every_phrase_leads_to_its_passage_without_scripts(reader: Readers) -> None:
    for text in PHRASES:
        walker = reader(scripts=False)
        page = walker.open(OLD_PAGE)
        marker = phrase(page, text).locator("a.marker").first
        anchor = marker.get_attribute("href") or ""
        marker.focus()
        page.keyboard.press("Enter")
        walker.arrives(anchor)
        note = page.locator(anchor)
        expect(note).to_be_in_viewport()
        if "No instrument" in text:  # it is reckoned: its note leads to the notes that it rests on
            rest = note.locator("a").first
            anchor = rest.get_attribute("href") or ""
            rest.click()
            walker.arrives(anchor)
            note = page.locator(anchor)
            expect(note).to_be_in_viewport()
        note.locator(".places a").first.click()
        expect(page.locator(":target")).to_be_in_viewport()
        expect(page.locator(":target")).to_contain_text("paragraph")


def test_p1_every_phrase_opens_its_evidence_in_place_by_keyboard(reader: Readers) -> None:
    walker = reader()
    page = walker.open(OLD_PAGE)
    for text in PHRASES:
        marker = phrase(page, text).locator("a.marker").first
        for _ in range(60):
            page.keyboard.press("Tab")
            if marker.evaluate("node => node === document.activeElement"):
                break
        expect(marker).to_be_focused()
        before = page.url
        page.keyboard.press("Enter")
        panel = page.locator(".note-panel")
        expect(panel).to_be_visible()
        expect(marker).to_have_attribute("aria-expanded", "true")
        expect(panel).to_contain_text("neither day counts" if "No instrument" in text else "A newspaper, paragraph")
        expect(page).to_have_url(before)
        page.keyboard.press("Escape")
        expect(panel).to_be_hidden()
        expect(marker).to_be_focused()
    assert walker.complaints == []


@pytest.mark.thorough
@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_p4_the_page_speaks_of_the_day_that_is_asked_for(reader: Readers, scripts: bool) -> None:
    page = reader(scripts=scripts).open(f"/agreements/{OLD}/")
    page.fill("#as-of", "2025-06-30")
    page.click(".day-form button")
    expect(page.locator(".verdict-day")).to_have_text("On 30 June 2025")
    expect(page.locator(".state-large")).to_have_text("Expired")
    page.locator(".life-by a").click()
    expect(page.locator("h1")).to_contain_text("Innovation")
    expect(page.locator(".verdict-day")).to_have_text("On 30 June 2025")
    expect(page.locator(".state-large")).to_have_text("Not yet")
    page.click("text=Back to today")
    expect(page).not_to_have_url(re.compile("as_of"))
    expect(page.locator(".state-large")).to_be_visible()


@pytest.mark.thorough
@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_p5_a_month_is_found_by_days_around_it_and_stays_a_month(reader: Readers, scripts: bool) -> None:
    page = reader(scripts=scripts).open("/agreements/")
    page.locator("summary", has_text="Days").click()
    page.fill("#filter-ends_after", "2024-06-15")
    page.fill("#filter-ends_before", "2024-07-31")
    page.click(".filters .button")
    expect(page.locator(".row-title")).to_have_count(1)
    expect(page.locator(".row")).to_contain_text("last day in effect June 2024")
    page.click(".row-title a")
    expect(page.locator("body")).to_contain_text("Expired June 2024")
    expect(page.locator("body")).not_to_contain_text("1 June 2024")


@pytest.mark.thorough
@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_p6_from_the_new_memorandum_to_its_predecessor_its_programme_and_back(reader: Readers, scripts: bool) -> None:
    page = reader(scripts=scripts).open(f"/agreements/{NEW}/?as_of=2026-11-22")
    page.locator(".life-before .life-by a").click()
    expect(page.locator("h1")).to_contain_text("small businesses")
    page.locator(".life-after .life-by a").click()
    page.locator("aside a", has_text="Plan kr-cn-startup-work-plan").click()
    expect(page.locator("table.activities")).to_contain_text("Visits of investors")
    expect(page.locator("body")).to_contain_text("First session")
    page.locator(".life-before .life-by a").click()
    expect(page.locator("h1")).to_contain_text("Innovation")
    page.locator(".timeline .twin summary").click()
    expect(page.locator(".lapse-row")).to_contain_text("No instrument for 553 to 582 days")
    expect(page).to_have_url(re.compile("as_of=2026-11-22"))
