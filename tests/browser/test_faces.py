"""Every page type: no violation of WCAG 2.2 AA in either scheme, nothing refused by the content policy, no sideways
scroll.
"""

from __future__ import annotations

import os
from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.agreements.pages.world import NEW, OLD, PLAN, REPORT, VISIT
from tests.browser.conftest import Reader

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PAGES = (
    "/",
    "/agreements/?party=KR&state=ended&as_of=2025-06-30",
    "/agreements/?party=JP&kind=treaty&party=KR",
    f"/agreements/{OLD}/?as_of=2024-06-15",
    f"/agreements/{NEW}/",
    f"/agreements/{OLD}/history/",
    f"/report/?record=agreement:{OLD}&fact=act/expired/date",
    "/countries/",
    "/countries/kr/",
    "/countries/cn/kr/?as_of=2025-06-30",
    "/countries/cn/jp/",
    "/institutions/kr-mss/",
    f"/occasions/{VISIT}/",
    "/sources/",
    f"/sources/{REPORT}/",
    "/programs/",
    f"/programs/{PLAN}/",
    "/changes/",
    f"/ko/agreements/{OLD}/",
    f"/zh-hans/agreements/{NEW}/",
)
REFUSED = (
    *(f"/agreements/{OLD}/compare/?from=x", "/agreements/?secter=x&as_of=2026-02-30"),
    *("/nothing/here/", "/changes/?before=x"),
)
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
WCAG = {"runOnly": {"type": "tag", "values": TAGS}}
Readers = Callable[..., Reader]


def violations(made: Reader, address: str) -> list[str]:
    """Give what axe holds against a page, with every part of it opened."""
    page = made.open(address)
    page.evaluate("document.querySelectorAll('details').forEach(node => { node.open = true; })")
    found = Axe().run(page, options=WCAG).response["violations"]
    return [f"{address} {v['id']}: {[n['html'][:160] for n in v['nodes'][:3]]}" for v in found]


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_axe_finds_nothing_on_any_page(reader: Readers, dark: bool) -> None:
    made = reader(dark=dark)
    # Colours alone differ in the dark; every page is asked there too where TRIALS=all asks for all (CI does).
    pages = (*PAGES, *REFUSED) if not dark or os.environ.get("TRIALS") == "all" else PAGES[::4]
    assert [found for address in pages for found in violations(made, address)] == []


def test_axe_finds_nothing_on_a_phone_with_a_note_open(reader: Readers) -> None:
    made = reader(width=375, height=812)
    page = made.open(f"/agreements/{OLD}/")
    page.locator(".life a.marker").first.click()
    found = Axe().run(page, options=WCAG).response["violations"]
    assert [(v["id"], [n["html"][:160] for n in v["nodes"][:3]]) for v in found] == []


def test_the_browser_has_nothing_to_complain_about(reader: Readers) -> None:
    made = reader()
    for address in PAGES:
        made.open(address)
        made.page.wait_for_load_state("networkidle")
    assert made.complaints == []


@pytest.mark.parametrize("width", [320, 375])
def test_no_page_scrolls_sideways_on_a_narrow_screen(reader: Readers, width: int) -> None:
    made = reader(width=width, height=700)
    for address in (*PAGES, *REFUSED):
        page = made.open(address)
        page.evaluate("document.querySelectorAll('details').forEach(node => { node.open = true; })")
        wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wide <= 0, f"{address} is {wide} px too wide"


def test_the_skip_link_leads_past_the_masthead(reader: Readers) -> None:
    page = reader().open(f"/agreements/{OLD}/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_in_print_the_evidence_is_there_and_the_forms_are_not(reader: Readers) -> None:
    page = reader().open(f"/agreements/{OLD}/")
    page.emulate_media(media="print")
    assert page.locator(".notes").is_visible()
    assert not page.locator(".day-form").is_visible()
    assert not page.locator(".nav").is_visible()
