"""E12 in a browser: who changed what, when and why; two states compared; one restored; nothing needs a script."""

from __future__ import annotations

import re

import pytest
from django.db import connection
from django.urls import reverse
from playwright.sync_api import expect

import tests.factories as factories
from agreements.desk.acting import acting
from agreements.models import Act
from tests.browser.reading import Readers

pytestmark = [pytest.mark.browser, pytest.mark.thorough, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_e12_history_is_read_compared_and_restored(seat: Readers, scripts: bool) -> None:
    record = factories.AgreementFactory()
    factories.TitleFactory(agreement=record)
    act = factories.ActFactory(agreement=record, key="signed", type="signed", place="Seoul")
    kim = factories.EditorFactory(username="kim")
    with acting(kim, "The gazette says so", url="/admin/x/"):
        Act.objects.filter(pk=act.pk).update(place="Beijing")
    kim.delete()
    with connection.cursor() as cursor:
        cursor.execute("UPDATE agreements_act SET note = 'by hand' WHERE id = %s", [act.pk])
    chief = seat(account=factories.SuperuserFactory(username="chief"), scripts=scripts)

    def accessible() -> list[str]:
        return chief.violations("#content") if scripts else []

    page = chief.open(reverse("admin:agreements_agreement_history", args=[record.pk]))
    content, changes = page.locator("#content"), page.locator(".desk-history-change")
    expect(changes.nth(0)).to_contain_text("outside the desk")
    for words in ("kim", "The gazette says so", "/admin/x/", "Act signed", "Seoul", "Beijing"):
        expect(changes.nth(1)).to_contain_text(words)
    assert accessible() == []
    changes.locator("input[name=from]").last.check()
    page.get_by_role("button", name="Compare the two chosen states").click()
    expect(content).to_contain_text("by hand")
    expect(changes).to_have_count(0)
    assert accessible() == []
    page.go_back()
    page.get_by_role("link", name=re.compile("Take this value back ?: Act signed, Place")).click()
    expect(content).to_contain_text("everything else stays as it is now")
    assert accessible() == []
    page.fill("#id_reason", "The gazette was wrong")
    page.get_by_role("button", name="Restore", exact=True).click()
    expect(changes.first).to_contain_text("The gazette was wrong")
    act.refresh_from_db()
    assert (act.place, act.note) == ("Seoul", "by hand")
    assert chief.complaints == []
