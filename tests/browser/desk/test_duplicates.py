"""E9 in a browser: from the list to the merger with its preview, the old address leads on, and all of it undone.

An action is one click, or one key pressed; a reason that is typed counts each of its letters as a key, and is counted
apart, because nobody can save an editor from writing it.
"""

from __future__ import annotations

import time

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from playwright.sync_api import expect

from agreements.desk.acting import acting
from agreements.models import Agreement, Country, Sector, Source
from agreements.publishing import publish, settle_working
from tests.agreements.duplicates.test_finding import BOILERPLATE, SUBJECTS
from tests.browser.reading import Readers
from tests.factories import publishable_agreement

pytestmark = [pytest.mark.browser, pytest.mark.thorough, pytest.mark.django_db(transaction=True)]

REASON = "Entered twice from two press releases"


@pytest.fixture
def visit(transactional_db: None) -> list[Agreement]:
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


def test_e9_a_memorandum_entered_twice_is_merged_with_a_preview_leads_on_in_public_and_comes_back(
    seat: Readers, rex: User, visit: list[Agreement]
) -> None:
    desk = seat(account=rex)
    page = desk.open(reverse("admin:agreements_agreement_changelist"))
    started, clicks = time.perf_counter(), 0
    page.get_by_role("link", name="Possible duplicates").click()
    clicks += 1
    expect(page.locator("#content")).to_contain_text("1 pair may be one record")
    expect(page.locator("#content")).to_contain_text("15 instruments")
    expect(page.locator("a[href*='/compare/']")).to_have_count(1)  # fourteen of one day are no proposals
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
    desk.open(reverse("admin:agreements_agreement_all_duplicates"))
    expect(page.locator("#content")).to_contain_text("Nothing is proposed")

    desk.open(reverse("admin:agreements_agreement_mergers"))
    with desk.led_on():
        page.get_by_role("link", name="visit-again").click()
    page.locator("textarea[name=reason]").fill("Two texts after all")
    page.get_by_role("button", name="Undo the merger").click()
    expect(page.locator(".messagelist")).to_contain_text("is a record of its own again")
    assert client.get("/agreements/visit-again/").status_code == 200
    assert desk.complaints == []


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_e9_every_page_of_duplicates_can_be_read_by_everybody(
    seat: Readers, rex: User, visit: list[Agreement], dark: bool
) -> None:
    first, again = visit[0], visit[-1]
    desk = seat(account=rex, dark=dark, width=375 if dark else 1280)
    page = desk.page

    def fair(address: str | None = None) -> None:
        if address:
            desk.open(address)
        assert desk.violations("#content") == [], page.url
        assert desk.overhang() <= 0, f"{page.url} is wider than the screen"

    fair(reverse("admin:agreements_agreement_all_duplicates"))
    fair(reverse("admin:agreements_agreement_duplicates", args=[first.pk]))
    fair(f"{reverse('admin:agreements_agreement_compare', args=[first.pk])}?with={again.pk}")
    fair(f"{reverse('admin:agreements_agreement_merge', args=[first.pk])}?with={again.pk}")
    page.locator("textarea[name=reason]").fill(REASON)
    page.get_by_role("button", name="Merge", exact=True).click()
    expect(page.locator(".messagelist")).to_contain_text("was merged")
    fair(reverse("admin:agreements_agreement_mergers"))
    with desk.led_on():
        page.get_by_role("link", name="visit-").first.click()
    fair()
    assert desk.complaints == []


def test_e9_two_that_are_two_are_not_proposed_again_and_an_editor_is_told_who_merges(
    seat: Readers, ann: User, visit: list[Agreement]
) -> None:
    desk = seat(account=ann, scripts=False)
    page = desk.open(reverse("admin:agreements_agreement_all_duplicates"))
    page.locator("a[href*='/compare/']").click()
    expect(page.locator("#content")).to_contain_text("is a reviewer's act")
    expect(page.get_by_role("link", name="They are one: merge…")).to_have_count(0)
    page.locator("textarea[name=reason]").fill("The second one is the revised text")
    page.get_by_role("button", name="They are two").click()
    expect(page.locator(".messagelist")).to_contain_text("will not be proposed again")
    desk.open(reverse("admin:agreements_agreement_all_duplicates"))
    expect(page.locator("#content")).to_contain_text("Nothing is proposed")
    assert desk.complaints == []
