"""Lists in a browser, scenarios P2 and P3: in place with scripts, page by page without, the same rows and addresses."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.agreements.pages.world import NEW, OLD
from tests.browser.reading import Readers

pytestmark = [pytest.mark.browser, pytest.mark.thorough, pytest.mark.django_db(transaction=True)]

PAIR = "/agreements/?party=KR&party=CN&as_of=2026-11-22"


def shows(page: Page, *records: str) -> None:
    """Wait until exactly these records are the rows."""
    rows = page.locator(".row-title a")
    expect(rows).to_have_count(len(records))
    for row, record in zip(rows.all(), records, strict=True):
        expect(row).to_have_attribute("href", re.compile(rf"/agreements/{record}/"))


def tick(page: Page, name: str, value: str) -> None:
    box = page.locator(f"input[name='{name}'][value='{value}']")
    if not box.is_visible():
        page.locator(f"#filter-{name} > summary").click()
    box.check()


def test_p2_a_pair_is_browsed_by_facets_without_scripts(reader: Readers) -> None:
    walker = reader(scripts=False)
    page = walker.open(PAIR)
    expect(page.locator("label.box", has=page.locator("input[name='sector'][value='startups']"))).to_contain_text("1")
    tick(page, "sector", "small-business")
    tick(page, "sector", "startups")
    page.locator("input[name='sector_match'][value='all']").check()
    page.click(".filters .button")
    walker.arrives("sector=small-business&sector=startups&sector_match=all")
    shows(page, NEW)
    page.locator(".chip", has_text="Of several subjects").click()
    shows(page, NEW, OLD)
    expect(page).to_have_url(re.compile("as_of=2026-11-22"))


def test_p2_facets_change_the_list_in_place_and_the_count_is_announced(reader: Readers) -> None:
    walker = reader()
    page = walker.open(PAIR)
    page.evaluate("window.stays = true")
    tick(page, "sector", "startups")
    expect(page.locator("[data-announce]")).to_have_text("1 agreement")
    shows(page, NEW)
    expect(page).to_have_url(re.compile("as_of=2026-11-22.*sector=startups|sector=startups.*as_of=2026-11-22"))
    box = page.locator("input[name='sector'][value='startups']")
    expect(box).to_be_focused()
    expect(page.locator(".standfirst")).to_contain_text("Subject: Start-ups")
    expect(page).to_have_title("Agreements: South Korea and China; Start-ups · Register of bilateral cooperation")
    expect(page.locator(".languages a[lang='ko']")).to_have_attribute("href", re.compile("sector=startups"))
    page.locator(".chip", has_text="Start-ups").click()
    expect(page.locator("[data-announce]")).to_have_text("2 agreements")
    expect(page.locator("#list-says")).to_be_focused()
    page.go_back()
    expect(page.locator(".row-title")).to_have_count(1)
    expect(box).to_be_checked()
    page.go_back()
    expect(page.locator(".row-title")).to_have_count(2)
    expect(box).not_to_be_checked()
    page.go_forward()
    expect(page.locator(".row-title")).to_have_count(1)
    assert page.evaluate("window.stays")
    assert walker.complaints == []


def test_p2_what_cannot_be_fetched_is_left_to_plain_navigation(reader: Readers) -> None:
    page = reader().open(PAIR)
    page.evaluate("() => { window.stays = true; window.fetch = () => Promise.reject(new TypeError('no network')); }")
    tick(page, "sector", "startups")
    expect(page.locator(".row-title")).to_have_count(1)
    expect(page).to_have_url(re.compile("sector=startups"))
    assert page.evaluate("window.stays") is None


def test_a_question_that_cannot_be_read_is_said_in_place(reader: Readers) -> None:
    page = reader().open("/agreements/?as_of=2026-11-22")
    page.locator("summary", has_text="Days").click()
    page.fill("#filter-ends_after", "last June")
    page.keyboard.press("Enter")
    expect(page.locator(".problems .error")).to_contain_text("ends_after:")
    expect(page.locator("#filter-ends_after")).to_have_value("last June")
    expect(page.locator("#filter-ends_after")).to_be_focused()
    page.fill("#filter-ends_after", "2024-06-15")
    page.keyboard.press("Enter")
    expect(page.locator(".row-title")).to_have_count(1)
    expect(page.locator(".problems .error")).to_have_count(0)


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_p3_words_of_three_scripts_find_one_record_and_are_marked(reader: Readers, scripts: bool) -> None:
    page = reader(scripts=scripts).open("/agreements/")
    for sought, marked in (("former", "Former"), ("종전", "종전"), ("原韩", "原韩")):
        page.fill("#filter-q", sought)
        page.keyboard.press("Enter")
        expect(page.locator(".row")).to_have_count(1)
        expect(page.locator(".row mark").first).to_have_text(marked)
        shows(page, OLD)
    page.fill("#filter-q", "memorandun")
    page.keyboard.press("Enter")
    page.locator(".nothing a", has_text="memorandum").first.click()
    expect(page.locator(".row")).to_have_count(2)
