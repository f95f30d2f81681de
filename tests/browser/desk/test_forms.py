"""E4, E5 in a browser: dates are echoed while they are typed, the preview follows, and nothing is saved by looking."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

import tests.factories as factories
from agreements.models import Act, Clause
from tests.browser.reading import Readers

pytestmark = [pytest.mark.browser, pytest.mark.thorough, pytest.mark.django_db(transaction=True)]


def test_e5_a_clause_is_typed_echoed_and_previewed_with_scripts(seat: Readers) -> None:
    record = factories.publishable_agreement()
    factories.ActFactory(agreement=record, type="effective", date="2020-08-01")
    chief = seat(account=factories.SuperuserFactory())
    page = chief.open(f"/admin/agreements/agreement/{record.pk}/change/")
    page.select_option("#id_clause-0-duration_kind", "fixed-term")
    page.fill("#id_clause-0-initial_term", "삼년")
    expect(page.locator("#id_clause-0-initial_term_echo")).to_have_text("3 years")
    page.select_option("#id_clause-0-renewal_kind", "tacit-fixed-periods")
    page.fill("#id_clause-0-renewal_term", "12 months")
    page.fill("#id_clause-0-notice_period", "P3M")
    page.fill("#id_acts-0-date", "03/04/2020")
    expect(page.locator("#id_acts-0-date_echo")).to_contain_text("more than one order")
    page.fill("#id_preview_day", "11 February 2026")
    panel = page.locator("[data-panel]")
    expect(panel).to_contain_text("On 2026-02-11: In effect by tacit renewal")
    expect(panel).to_contain_text("30 April 2026")
    expect(panel.locator("svg.timeline-drawing")).to_be_visible()
    assert chief.violations("body") == []
    panel.get_by_role("link", name="day of the act").click()
    expect(page.locator("#id_acts-0-date")).to_be_focused()
    assert not Clause.objects.exists()

    page.locator("#acts-group .add-row a").click()
    expect(page.locator("#id_acts-3-type")).to_be_focused()
    asked: list[str] = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    chief.open("/admin/")
    assert asked == ["beforeunload"], "leaving with unsaved changes asks first"
    assert chief.complaints == []


def test_e5_without_scripts_a_button_shows_the_preview_and_the_form_keeps_what_was_typed(seat: Readers) -> None:
    record = factories.publishable_agreement()
    chief = seat(account=factories.SuperuserFactory(), scripts=False)
    page = chief.open(f"/admin/agreements/agreement/{record.pk}/change/")
    page.fill("#id_acts-0-date", "2020年8月")
    page.get_by_role("button", name="Preview").click()
    expect(page.locator("[data-panel]")).to_contain_text("August 2020")
    expect(page.locator("#id_acts-0-date")).to_have_value("2020年8月")
    expect(page.locator("#id_acts-0-date_echo")).to_have_text("August 2020")
    assert str(Act.objects.get().date) == "2026-01-05"
    page.locator("input[name=_continue]").click()
    expect(page.locator(".messagelist")).to_contain_text("changed successfully")
    assert str(Act.objects.get().date) == "2020-08"
    assert chief.complaints == []
