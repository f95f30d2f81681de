"""Every page type: no violation of WCAG 2.2 AA in either scheme, nothing refused by the content policy, no sideways
scroll.
"""

from __future__ import annotations

import os
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.agreements.pages.world import NEW, OLD, PLAN, REPORT, VISIT
from tests.browser.reading import Reader, Readers

pytestmark = [pytest.mark.browser, pytest.mark.thorough, pytest.mark.django_db(transaction=True)]

PAGES = (
    "/",
    "/agreements/?party=KR&state=ended&as_of=2025-06-30",
    "/agreements/?party=JP&kind=treaty&party=KR",
    f"/agreements/{OLD}/?as_of=2024-06-15",
    f"/agreements/{NEW}/",
    f"/agreements/{NEW}/history/",
    "/countries/",
    "/countries/kr/",
    "/countries/cn/kr/?as_of=2025-06-30",
    "/countries/cn/jp/",
    "/institutions/",
    "/institutions/kr-mss/",
    "/sectors/",
    f"/occasions/{VISIT}/",
    "/sources/",
    f"/sources/{REPORT}/",
    "/programs/",
    f"/programs/{PLAN}/",
    "/deadlines/?from=2000-01-01",
    "/changes/",
    "/data/",
    f"/report/?record=agreement:{NEW}",
    "/api/docs/guide/",
    f"/ko/agreements/{OLD}/",
    f"/zh-hans/agreements/{NEW}/",
)
REFUSED = (
    *(f"/agreements/{OLD}/compare/?from=x", "/agreements/?secter=x&as_of=2026-02-30"),
    *("/nothing/here/", "/changes/?before=x"),
)


def opened(made: Reader, address: str | None = None) -> Reader:
    """Open every part of the page at an address, or of the page that is there."""
    page = made.page if address is None else made.open(address)
    page.evaluate("document.querySelectorAll('details').forEach(node => { node.open = true; })")
    return made


def some(pages: tuple[str, ...], step: int) -> tuple[str, ...]:
    """Give every page where TRIALS=all asks for all (CI does), else each ``step``-th."""
    return pages if os.environ.get("TRIALS") == "all" else pages[::step]


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_axe_finds_nothing_on_any_page(reader: Readers, dark: bool) -> None:
    made = reader(dark=dark)
    # Colours alone differ in the dark.
    pages = some((*PAGES, *REFUSED), 5 if dark else 1)
    assert [f"{address} {found}" for address in pages for found in opened(made, address).violations()] == []


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_axe_finds_nothing_on_the_page_of_parts(reader: Readers, settings: Any, dark: bool) -> None:
    settings.DEBUG = True
    assert opened(reader(dark=dark), "/patterns/").violations() == []


def test_axe_finds_nothing_on_a_phone_with_a_note_open(reader: Readers) -> None:
    made = reader(width=375, height=812)
    page = made.open(f"/agreements/{OLD}/")
    page.locator(".life a.marker").first.click()
    expect(page.locator(".note-panel")).to_be_visible()
    assert made.violations() == []


def test_the_browser_has_nothing_to_complain_about(reader: Readers) -> None:
    made = reader()
    for address in some(PAGES, 3):
        made.open(address)
        made.page.wait_for_load_state("networkidle")
    assert made.complaints == []


@pytest.mark.parametrize("width", [320, 375])
def test_no_page_scrolls_sideways_on_a_narrow_screen(reader: Readers, width: int) -> None:
    made = reader(width=width, height=700)
    for address in (*PAGES, *REFUSED):
        wide = opened(made, address).overhang()
        assert wide <= 0, f"{address} is {wide} px too wide"


def test_every_marker_can_be_reached_by_keyboard_and_shows_where_it_is(reader: Readers) -> None:
    page = reader().open(f"/agreements/{OLD}/")
    wanted = page.locator("a.marker").count()
    reached = set()
    for _ in range(400):
        page.keyboard.press("Tab")
        at = page.evaluate(
            """() => { const a = document.activeElement; if (!a.matches("a.marker")) return a.tagName;
            return [[...document.querySelectorAll("a.marker")].indexOf(a), getComputedStyle(a).outlineStyle]; }"""
        )
        if isinstance(at, list):
            assert at[1] == "solid"
            reached.add(at[0])
        if at == "BODY" or len(reached) == wanted:
            break
    assert len(reached) == wanted > 0


@pytest.mark.parametrize("width", [1280, 375])
@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_every_section_can_be_reached_from_the_masthead(reader: Readers, width: int, scripts: bool) -> None:
    page = reader(width=width, scripts=scripts).open("/")
    summary = page.locator(".menu > summary")
    expect(summary).to_be_visible(visible=width == 375)
    links = page.locator(".masthead .sections a")
    if width == 375:
        expect(links.first).to_be_hidden()
        summary.click()
    assert links.count() > 5
    for link in links.all():
        expect(link).to_be_visible()
        box = link.bounding_box()
        assert box
        assert box["height"] >= 24


def test_a_change_of_language_keeps_the_path_and_the_question(reader: Readers) -> None:
    walker = reader()
    page = walker.open("/agreements/?party=KR&state=ended&as_of=2025-06-30")
    page.locator(".languages a[lang=ko]").click()
    walker.arrives("/ko/agreements/?party=KR&state=ended&as_of=2025-06-30")
    canonical = page.locator("link[rel=canonical]").get_attribute("href") or ""
    assert canonical.endswith("/ko/agreements/?party=KR&state=ended")


def test_in_forced_colours_states_keep_their_shapes_and_bars_their_edges(reader: Readers) -> None:
    page = reader().open(f"/agreements/{OLD}/")
    page.emulate_media(forced_colors="active")
    expect(page.locator(".state-large .state-glyph")).to_be_visible()
    stroke = page.locator(".timeline-drawing .may-run").first.evaluate("node => getComputedStyle(node).stroke")
    assert stroke != "none"


def test_the_skip_link_leads_past_the_masthead(reader: Readers) -> None:
    page = reader().open(f"/agreements/{OLD}/")
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#main")).to_be_focused()


def test_in_print_the_evidence_is_there_and_the_forms_are_not(reader: Readers) -> None:
    page = reader().open(f"/agreements/{OLD}/")
    page.emulate_media(media="print")
    expect(page.locator(".notes")).to_be_visible()
    expect(page.locator(".day-form")).to_be_hidden()
    expect(page.locator(".nav")).to_be_hidden()
