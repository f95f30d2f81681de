"""E6 and E7 in a browser: sent with its gaps, returned with a remark, mended, and published by somebody else."""

from __future__ import annotations

import re

import pytest
from django.contrib.auth.models import User
from django.urls import reverse
from playwright.sync_api import expect

from agreements.desk.acting import acting
from agreements.register.models import Publication
from tests.agreements.admin.review.conftest import typed_by
from tests.browser.reading import Readers
from tests.factories import AgreementFactory

pytestmark = [pytest.mark.browser, pytest.mark.thorough, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_e6_a_draft_with_gaps_leads_to_each_field_that_is_missing(seat: Readers, ann: User, scripts: bool) -> None:
    with acting(ann):
        record = AgreementFactory(slug="gap", title="Half a record")
    desk = seat(account=ann, scripts=scripts)
    form = reverse("admin:agreements_agreement_change", args=[record.pk])
    page = desk.open(form)
    page.click("input[name=_send]")
    expect(page.get_by_role("heading", name="Missing to publish")).to_be_visible()
    page.fill("#id_note", "The kind is not known yet")
    page.click("button[value=send]")
    expect(page.locator("#content")).to_contain_text("Sent for review by ann")
    page.get_by_role("link", name="Give the kind of instrument").click()
    desk.arrives(f"{form}#id_kind")
    expect(page.locator("#id_kind")).to_be_in_viewport()
    expect(page.locator("#content")).to_contain_text("In review")
    assert desk.complaints == []


def test_e7_an_editor_sends_a_reviewer_returns_and_then_publishes(seat: Readers, ann: User, rex: User) -> None:
    record = typed_by("ann", signed="2026-01-05")
    form = reverse("admin:agreements_agreement_change", args=[record.pk])
    review = form.replace("/change/", "/review/")
    editor, reviewer = seat(account=ann), seat(account=rex, dark=True)
    hers, his = editor.open(review), reviewer.page
    expect(hers.locator("button[value=send]")).to_be_visible()
    expect(hers.locator("button[value=publish]")).to_have_count(0)
    with editor.led_on():
        hers.click("button[value=send]")

    reviewer.open(review)
    expect(his.get_by_role("heading", name="What would be published: everything is new")).to_be_visible()
    assert reviewer.violations("#content") == []
    with reviewer.led_on():
        his.locator("a.desk-review-ask").first.click()
    expect(his.locator("#id_about")).not_to_have_value("")  # the field is chosen already
    his.fill("#id_remark", "Which issue of the gazette?")
    with reviewer.led_on():
        his.click("button[value=comment]")
    his.fill("#id_comment", "Say which issue.")
    his.click("button[value=return]")
    expect(his.locator(".messagelist")).to_contain_text("Returned to the editors")

    editor.open(form)
    expect(hers.locator("#content")).to_contain_text("Returned by rex")
    assert editor.violations(".desk-review-box") == []
    hers.locator(".desk-review-box li a").first.click()
    expect(hers).to_have_url(re.compile("#"))
    editor.open(f"{review}#next")
    with editor.led_on():
        hers.click("button[value=send]")
    assert editor.violations("#content") == []

    reviewer.open(review)
    his.fill("#id_reason", "Signed at the state visit")
    his.click("button[value=publish]")
    expect(his.locator(".messagelist")).to_contain_text("1 record was published")
    assert Publication.objects.filter(record_id=record.slug).values_list("by", flat=True).get() == "rex"
    reviewer.open(form.replace("/change/", "/withdraw/"))
    expect(his.locator("#content")).to_contain_text("(410)")
    assert reviewer.violations("#content") == []

    reviewer.open("/admin/agreements/agreement/")
    his.check("input.action-select >> nth=0")
    his.select_option("select[name=action]", "publish_selected")
    with reviewer.led_on():
        his.click("button[name=index]")
    expect(his.locator("#content")).to_contain_text("1 record can go out.")
    assert reviewer.violations("#content") == []
    assert editor.complaints + reviewer.complaints == []
