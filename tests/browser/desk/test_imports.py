"""E10 in a browser: 200 rows from their columns to drafts, without scripts, and the second time all unchanged."""

from __future__ import annotations

import re

import pytest
from django.contrib.auth.models import User
from playwright.sync_api import Locator, Page, expect

from agreements.models import Agreement
from tests.agreements.admin.imports.conftest import PROFILE, table
from tests.browser.reading import Readers
from tests.factories import CountryFactory

pytestmark = [pytest.mark.browser, pytest.mark.thorough, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def editor(ann: User) -> User:
    CountryFactory(code="KR", name_en="South Korea"), CountryFactory(code="JP", name_en="Japan")
    return ann


def give(page: Page, content: str) -> None:
    page.click(".desk-nav a >> text=Imports")
    file = {"name": "lights.csv", "mimeType": "text/csv", "buffer": content.encode()}
    page.set_input_files("input[name=file]", files=[file])  # type: ignore[list-item]
    page.click("text=Take the file")
    expect(page).to_have_url(re.compile(r"/imports/\d+/"))


def count(page: Page, code: str) -> Locator:
    return page.locator(f".desk-import-counts .desk-import-{code} b")


@pytest.mark.parametrize("scripts", [False, True], ids=["without scripts", "with scripts"])
def test_e10_two_hundred_rows_are_previewed_imported_and_the_second_time_unchanged(
    seat: Readers, editor: User, scripts: bool
) -> None:
    desk = seat(scripts=scripts, account=editor)
    page = desk.open("/admin/")
    before = Agreement.objects.count()
    give(page, table(200))
    expect(page.locator("#profile table")).to_contain_text("Name of the arrangement")
    page.fill("textarea[name=profile]", PROFILE)
    page.click("text=Show what would happen")
    for code, rows in (("created", "200"), ("refused", "0"), ("unchanged", "0")):
        expect(count(page, code)).to_have_text(rows)
    assert Agreement.objects.count() == before
    page.click("button[name=confirm]")
    expect(page.locator(".messagelist")).to_contain_text("Imported: 200 created")
    assert Agreement.objects.count() == before + 200
    give(page, table(200))
    page.fill("textarea[name=profile]", PROFILE)
    page.click("text=Show what would happen")
    for code, rows in (("created", "0"), ("unchanged", "200")):
        expect(count(page, code)).to_have_text(rows)
    expect(page.locator("button[name=confirm]")).to_have_count(0)
    assert desk.complaints == []


def test_e10_the_pages_of_an_import_read_in_light_and_dark_and_on_a_narrow_screen(seat: Readers, editor: User) -> None:
    for dark, width in ((False, 1280), (True, 1280), (False, 375)):
        desk = seat(dark=dark, width=width, account=editor)
        page = desk.open("/admin/imports/")
        assert desk.violations("#content") == []
        give(page, table(5, "L-9;Broken;Oz;32/01/2001;;"))
        expect(page.locator("textarea[name=profile]")).to_be_visible()
        assert desk.violations("#content") == []
        page.fill("textarea[name=profile]", PROFILE)
        page.click("text=Show what would happen")
        expect(page.locator("#import-outcome")).to_be_visible()
        assert desk.violations("#content") == []
        assert desk.overhang() <= 0
        assert desk.complaints == []
