"""The page of a pair: its picture read by keyboard, with scripts off, on a phone and in the dark."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.agreements.pages.world import NEW, OLD
from tests.browser.reading import Readers

pytestmark = [pytest.mark.browser, pytest.mark.thorough, pytest.mark.django_db(transaction=True)]

PAIR = "/countries/cn/kr/?as_of=2026-11-22"
LAPSE = "No instrument for 553 to 582 days"


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_p2_every_bar_is_reached_and_followed_by_keyboard(reader: Readers, scripts: bool) -> None:
    page = reader(scripts=scripts).open(PAIR)
    bars = page.locator("a.bar")
    names: list[str] = []
    for _ in range(60):
        page.keyboard.press("Tab")
        focused = page.locator("a.bar:focus-visible")
        if focused.count():
            names.append(focused.get_attribute("aria-label") or "")
            if len(names) == bars.count():
                break
    assert len(names) == bars.count() == 3
    for said in ("no beginning known", "Signed on 5 January 2026", "First session"):
        assert sum(said in name for name in names) == 1, said
    page.locator(f'a.bar[href^="/agreements/{OLD}/"]').focus()
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/agreements/{OLD}/?as_of=2026-11-22")


def test_p2_without_scripts_the_table_opens_at_its_link_and_tells_the_lapse(reader: Readers) -> None:
    page = reader(scripts=False).open(PAIR)
    page.get_by_role("link", name="To the same as a table").click()
    table = page.locator("table.pair-table")
    expect(table).to_be_visible()
    expect(table.locator(".lapse-row", has_text=LAPSE).first).to_be_visible()


def test_p2_another_window_is_asked_for_without_scripts_and_keeps_the_day(reader: Readers) -> None:
    page = reader(scripts=False).open(PAIR)
    page.get_by_label("From").fill("2025")
    page.get_by_label("to", exact=True).fill("2026-06")
    page.get_by_role("button", name="Show this time").click()
    for asked in ("as_of=2026-11-22", "from=2025", "to=2026-06"):
        expect(page).to_have_url(re.compile(asked))
    expect(page.locator(".tick-year", has_text="2024")).to_have_count(0)
    page.get_by_role("link", name="The whole time").click()
    expect(page).not_to_have_url(re.compile("from="))
    expect(page.locator(".tick-year", has_text="2024")).not_to_have_count(0)


@pytest.mark.parametrize("width", [320, 1280])
def test_the_picture_fits_the_screen_and_says_the_lapse(reader: Readers, width: int) -> None:
    walker = reader(width=width, dark=width == 320)
    page = walker.open(PAIR)
    assert walker.overhang() <= 0
    tracks = page.locator("svg.track").all()
    boxes = [box for track in tracks if (box := track.bounding_box())]
    assert boxes
    assert all(box["x"] >= 0 and box["x"] + box["width"] <= width for box in boxes)
    shown = page.locator(".lane-lapse, .gap-words", has_text=LAPSE)
    assert any(each.is_visible() for each in shown.all())
    expect(page.locator(f'.lane-title a[href^="/agreements/{NEW}/"]')).to_be_visible()
