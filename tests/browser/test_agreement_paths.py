"""The paths that begin at an agreement (P6, P9, P10, P11), walked with scripts on and with scripts off."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from agreements.publishing import publish
from agreements.reports.models import Report
from tests.agreements.pages.world import NEW, OLD, World
from tests.browser.reading import Readers
from tests.browser.test_faces import opened
from tests.factories.life import ActFactory

pytestmark = [pytest.mark.browser, pytest.mark.thorough, pytest.mark.django_db(transaction=True)]

both_ways = pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])


@both_ways
def test_p6_the_lineage_leads_to_each_agreement_by_keyboard_and_has_a_table_twin(
    reader: Readers, scripts: bool
) -> None:
    page = reader(scripts=scripts, width=375).open(f"/agreements/{NEW}/?as_of=2026-11-22")
    lineage = page.locator("figure.kin")
    expect(lineage).to_contain_text("No instrument for 553 to 582 days")
    lineage.locator(".twin summary").click()
    expect(lineage.locator("tbody tr")).to_have_count(2)
    before = lineage.locator(".kin-title a").first
    before.focus()
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_contain_text("small businesses")
    expect(page).to_have_url(re.compile("as_of=2026-11-22"))
    expect(page.locator(".kin-title a[aria-current]")).to_contain_text("small businesses")


@both_ways
def test_p9_what_changed_is_found_from_the_record_and_two_states_are_compared(
    reader: Readers, scripts: bool, world: World
) -> None:
    ActFactory(agreement=world.old, type="signed", date="2019-03", key="signed-late")
    publish([world.old], reason="Its signature was found in a gazette", by="an editor")
    made = reader(scripts=scripts)
    page = made.open(f"/agreements/{OLD}/")
    page.click("text=The whole history")
    expect(page.locator(".version")).to_have_count(2)
    expect(page.locator(".version").first).to_contain_text("Its signature was found in a gazette")
    page.click(".compare-form button")
    expect(page.locator(".difference").first).to_contain_text("Act: Signed, March 2019")
    expect(page.locator(".difference-lines ins").first).to_have_text("March 2019")
    if scripts:
        assert opened(made).violations() == []


@both_ways
def test_p10_a_mistake_is_reported_from_the_note_of_a_fact(reader: Readers, scripts: bool) -> None:
    made = reader(scripts=scripts)
    page = made.open(f"/agreements/{OLD}/?as_of=2026-11-22")
    marker = page.locator(".life li", has_text="Expired June 2024").locator("a.marker").first
    marker.click()
    note = page.locator(".note-panel" if scripts else marker.get_attribute("href"))
    note.get_by_role("link", name="Report a mistake").click()
    expect(page.locator(".report-fact")).to_contain_text("Act: Expired, June 2024")
    page.click(".report-form button")
    expect(page.get_by_role("alert")).to_contain_text("Say in a sentence what is wrong.")
    if scripts:
        assert opened(made).violations() == []
        page.go_back()
    page.get_by_label("What is wrong").fill("It ended in May.")
    page.click(".report-form button")
    expect(page.locator("h1")).to_have_text("Thank you")
    report = Report.objects.get()
    assert (report.record_id, report.fact, report.message) == (OLD, "act/expired", "It ended in May.")
    expect(page.locator("main")).to_contain_text(report.reference)
    assert made.complaints == [] or all("400" in said for said in made.complaints)


@both_ways
def test_p11_the_citation_has_day_address_and_licence_and_comes_as_files(reader: Readers, scripts: bool) -> None:
    page = reader(scripts=scripts).open(f"/agreements/{NEW}/?as_of=2026-11-22")
    cited = page.locator("#cite-text")
    for said in ("5 January 2026", f"/agreements/{NEW}/?as_of=2026-11-22", "22 November 2026", "Licence:"):
        expect(cited).to_contain_text(said)
    answer = page.request.get(page.get_by_role("link", name="CSL-JSON").evaluate("node => node.href"))
    assert answer.json()[0]["URL"] in cited.inner_text()
    expect(page.get_by_role("button", name="Copy")).to_have_count(1 if scripts else 0)


def test_on_paper_the_page_says_its_facts_notes_and_lineage_and_offers_no_forms(reader: Readers) -> None:
    page = reader().open(f"/agreements/{OLD}/")
    page.emulate_media(media="print")
    for part in (".verdict", "#facts", ".notes", "figure.kin", "#cite-text"):
        expect(page.locator(part).first).to_be_visible()
    for part in (".day-form", ".nav", ".note-report"):
        expect(page.locator(part).first).to_be_hidden()
    expect(page.locator(".timeline .twin table")).to_be_visible()
