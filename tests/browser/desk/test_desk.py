"""The desk in a real browser: nothing is refused by the content policy, and a draft is typed and kept."""

from __future__ import annotations

import pytest
from django.urls import reverse
from playwright.sync_api import expect

import tests.factories as factories
from agreements.models import Agreement
from tests.browser.reading import Readers

pytestmark = [pytest.mark.browser, pytest.mark.thorough, pytest.mark.django_db(transaction=True)]


def test_the_desk_runs_under_the_content_policy_and_is_accessible(seat: Readers) -> None:
    chief = factories.SuperuserFactory(username="chief")
    chief.set_password("a long enough password")
    chief.save()
    record = factories.publishable_agreement()
    desk = seat()
    page = desk.open("/admin/login/")
    page.fill("#id_login", "chief")
    page.fill("#id_password", "a long enough password")
    page.click("form.account-form input[type=submit]")
    desk.arrives("/admin/")

    form = reverse("admin:agreements_agreement_change", args=[record.pk])
    found: dict[str, list[str]] = {}
    for address in ("/admin/agreements/agreement/", form.replace("change/", "publish/"), form):
        desk.open(address)
        if address == form:
            expect(page.locator("#id_occasion_box[aria-label]")).to_have_count(1)
        found[address] = desk.violations("#content")

    count = record.titles.count()
    page.click("#titles-group .add-row a")
    page.fill(f"#id_titles-{count}-title", "Typed in a browser")
    page.fill(f"#id_titles-{count}-language", "en")
    page.select_option(f"#id_titles-{count}-basis", "ours")
    page.fill("#id_acts-0-date", "June 2024")
    page.click("input[name=_continue]")
    expect(page.locator("#id_acts-0-date")).to_have_value("2024-06")  # what was understood is shown back
    assert set(Agreement.objects.get().titles.values_list("title", flat=True)) >= {"Typed in a browser"}
    assert desk.complaints == []
    assert {address: problems for address, problems in found.items() if problems} == {}
