"""E8 in two browsers: the second save is stopped with who, when and what differs; nothing typed is lost."""

from __future__ import annotations

import pytest
from django.urls import reverse
from playwright.sync_api import expect

import tests.factories as factories
from agreements.models import Agreement
from tests.browser.reading import Readers

pytestmark = [pytest.mark.browser, pytest.mark.thorough, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_e8_the_second_of_two_browsers_is_stopped_and_loses_nothing(seat: Readers, scripts: bool) -> None:
    record = factories.publishable_agreement()
    form = reverse("admin:agreements_agreement_change", args=[record.pk])
    one = seat(account=factories.SuperuserFactory(username="anna"))
    two = seat(account=factories.SuperuserFactory(username="ben"), scripts=scripts)
    anna, ben = one.open(form), two.open(form)
    anna.fill("#id_acts-0-place", "Seoul")
    anna.fill("#id_acts-0-note", "Read in the gazette")
    anna.fill("#id_change_reason", "The gazette of May")
    anna.click("input[name=_continue]")
    expect(anna.locator(".messagelist")).to_contain_text("changed successfully")

    ben.fill("#id_acts-0-place", "Beijing")
    ben.fill("#id_acts-0-until", "some day in June")
    ben.fill("#id_titles-0-title", "Ben's title\u2003제목")
    ben.click("input[name=_continue]")
    act = record.acts.get().pk
    choice = ben.locator(f"[name='_take-acts-{act}-place']")
    expect(choice).to_have_count(2)
    for words in ("anna", "The gazette of May", "Seoul", "Beijing", "some day in June", "Ben's title", "제목"):
        expect(ben.locator("#content")).to_contain_text(words)
    if scripts:
        assert two.violations("#content") == []

    ben.click("input.default[type=submit]")
    expect(choice.and_(ben.locator(":checked"))).to_have_count(0)  # the browser asks for the choice
    choice.and_(ben.locator("[value=theirs]")).focus()
    ben.keyboard.press("ArrowRight")
    expect(choice.and_(ben.locator("[value=yours]"))).to_be_checked()  # by keyboard
    ben.keyboard.press("Enter")
    expect(choice).to_have_count(0)
    expect(ben.locator("#id_acts-0-until")).to_have_value(
        "some day in June"
    )  # the ordinary error, beside what was typed
    expect(ben.locator("#id_titles-0-title")).to_have_value("Ben's title\u2003제목")
    expect(ben.locator("#id_acts-0-note")).to_have_value("Read in the gazette")
    ben.fill("#id_acts-0-until", "")
    ben.click("input[name=_continue]")
    expect(ben.locator(".messagelist")).to_contain_text("changed successfully")
    saved = Agreement.objects.get().acts.get()
    assert (saved.place, saved.note) == ("Beijing", "Read in the gazette")
    assert record.titles.get().title == "Ben's title\u2003제목"
    complaints = [words for words in one.complaints + two.complaints if "409" not in words]
    assert complaints == [], "only the answer itself is a complaint"
