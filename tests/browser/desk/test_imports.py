"""E10 in a browser: 200 rows from their columns to drafts, without scripts, and the second time all unchanged."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.contrib.auth.models import Group, User
from django.test import Client
from playwright.sync_api import Page, expect

from agreements.models import Agreement
from tests.agreements.admin.imports.conftest import PROFILE, table
from tests.browser.conftest import Reader
from tests.factories import CountryFactory, EditorFactory
from tracker.roles import make_roles

pytestmark = [pytest.mark.browser, pytest.mark.thorough, pytest.mark.django_db(transaction=True)]

WCAG = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}}
#: Milliseconds for a page to come; a machine may be busy.
PATIENCE = 60_000


def ann_at_desk(reader: Callable[..., Reader], **how: bool | int) -> Reader:
    make_roles()
    ann = User.objects.filter(username="ann").first() or EditorFactory(username="ann")
    ann.groups.add(Group.objects.get(name="editor"))
    CountryFactory(code="KR"), CountryFactory(code="JP")
    client = Client()
    client.force_login(ann)
    made = reader(**how)
    name = settings.SESSION_COOKIE_NAME
    made.page.context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": made.site}])
    made.page.set_default_timeout(PATIENCE)
    return made


def accessible(page: Page) -> list[str]:
    found = Axe().run(page, context="#content", options=WCAG).response["violations"]
    return [f"{one['id']}: {[node['html'][:300] for node in one['nodes'][:3]]}" for one in found]


def give(page: Page, content: str) -> None:
    page.click(".desk-nav a >> text=Imports")
    file = {"name": "lights.csv", "mimeType": "text/csv", "buffer": content.encode()}
    page.set_input_files("input[name=file]", files=[file])  # type: ignore[list-item]
    page.click("text=Take the file")
    expect(page).to_have_url(re.compile(r"/imports/\d+/"), timeout=PATIENCE)


def count(page: Page, code: str) -> str:
    return page.locator(f".desk-import-counts .desk-import-{code} b").inner_text()


@pytest.mark.parametrize("scripts", [False, True], ids=["without scripts", "with scripts"])
def test_e10_two_hundred_rows_are_previewed_imported_and_the_second_time_unchanged(
    reader: Callable[..., Reader], scripts: bool
) -> None:
    desk = ann_at_desk(reader, scripts=scripts)
    page = desk.open("/admin/")
    before = Agreement.objects.count()
    give(page, table(200))
    expect(page.locator("#profile table")).to_contain_text("Name of the arrangement")
    page.fill("textarea[name=profile]", PROFILE)
    page.click("text=Show what would happen")
    assert (count(page, "created"), count(page, "refused"), count(page, "unchanged")) == ("200", "0", "0")
    assert Agreement.objects.count() == before
    page.click("button[name=confirm]")
    expect(page.locator(".messagelist")).to_contain_text("Imported: 200 created")
    assert Agreement.objects.count() == before + 200
    give(page, table(200))
    page.fill("textarea[name=profile]", PROFILE)
    page.click("text=Show what would happen")
    assert (count(page, "created"), count(page, "unchanged")) == ("0", "200")
    assert page.locator("button[name=confirm]").count() == 0
    assert desk.complaints == []


def test_e10_the_pages_of_an_import_read_in_light_and_dark_and_on_a_narrow_screen(
    reader: Callable[..., Reader],
) -> None:
    for dark, width in ((False, 1280), (True, 1280), (False, 375)):
        desk = ann_at_desk(reader, dark=dark, width=width)
        page = desk.open("/admin/imports/")
        assert accessible(page) == []
        give(page, table(5, "L-9;Broken;Oz;32/01/2001;;"))
        assert accessible(page) == []
        page.fill("textarea[name=profile]", PROFILE)
        page.click("text=Show what would happen")
        expect(page.locator("#import-outcome")).to_be_visible()
        assert accessible(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert desk.complaints == []
