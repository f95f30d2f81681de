"""E3 in a browser: both sides beside one another, one preferred with a reason, and back; nothing needs a script."""

from __future__ import annotations

import pytest
from django.urls import reverse
from playwright.sync_api import expect

import tests.factories as factories
from tests.browser.reading import Readers

pytestmark = [pytest.mark.browser, pytest.mark.thorough, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_e3_a_disagreement_is_settled_and_undone(seat: Readers, scripts: bool) -> None:
    record = factories.publishable_agreement()
    passage = factories.PassageFactory(quote="signed in February 2026", prefix="It was ", suffix=" in Seoul")
    factories.AgreementEvidenceFactory(
        agreement=record, part="act", item="signed", field="date", value="2026-02", passage=passage
    )
    record.evidence.filter(field="date").exclude(passage=passage).update(value="2026-01-05")
    may = ("agreements.view_agreement", "agreements.change_agreement")
    editor = seat(account=factories.editor_with(*may), scripts=scripts)

    def accessible() -> list[str]:
        return editor.violations("#content") if scripts else []

    page = editor.open(reverse("admin:agreements_agreement_change", args=[record.pk]))
    page.locator(".desk-dispute-box a").first.click()
    place, said = page.locator(".desk-dispute-place"), page.locator(".messagelist")
    expect(place).to_contain_text("It was signed in February 2026 in Seoul")
    assert accessible() == []
    place.get_by_label("Prefer this one: February 2026").check()
    place.get_by_label("Why").fill("The gazette says so")
    place.get_by_role("button", name="Settle").click()
    expect(said).to_contain_text("is preferred for")
    assert record.acts.get().date.edtf == "2026-02"
    assert accessible() == []
    page.get_by_role("button", name="Undo: prefer as before").click()
    expect(said).to_contain_text("preferred again")
    assert record.acts.get().date.edtf == "2026-01-05"
    page.get_by_role("button", name="All of it checked today").click()
    expect(said).to_contain_text("7 pieces of evidence")
    assert accessible() == []
    page.set_viewport_size({"width": 375, "height": 800})
    assert editor.overhang() <= 0
    assert editor.complaints == []
