"""E1 and E2 in a browser: words selected with mouse and keyboard, read dates, and what ten facts cost in actions."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

import pytest
from django.contrib.auth.models import User
from django.urls import reverse
from playwright.sync_api import Page, expect

from agreements.models import Agreement, Source
from tests.browser.reading import Reader, Readers
from tests.factories import (
    ActFactory,
    AgreementEvidenceFactory,
    AgreementFactory,
    AgreementSectorFactory,
    CountryFactory,
    PartyFactory,
    PassageFactory,
    SourceFactory,
)

pytestmark = [pytest.mark.browser, pytest.mark.thorough, pytest.mark.django_db(transaction=True)]

TEXT = (
    "🤝 Two ministries met in the capital on Monday.\n"
    "Officials recalled the older pact. The former memorandum ran out last June, said a speaker.\n"
    "Korea and China signed the memorandum on 5 January 2026 in Sejong.\n"
    "It takes effect on 1 February 2026 and covers young companies."
)
LAST_JUNE = "The former memorandum ran out last June"


@dataclass(slots=True)
class Hand:
    """A person before a page, and every action of theirs: a drag, a click and a key count one each."""

    seat: Reader
    actions: int = 0

    @property
    def page(self) -> Page:
        return self.seat.page

    def click(self, what: str) -> None:
        self.actions += 1
        self.page.locator(what).first.click()

    def press(self, key: str) -> None:
        self.actions += 1
        self.page.keyboard.press(key)

    def drag(self, words: str) -> None:
        """Select words by dragging the mouse from before the first letter to behind the last one."""
        self.actions += 1
        box = self.page.evaluate(
            """(words) => {
              const text = document.querySelector('[data-source-text]');
              const walk = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
              while (walk.nextNode()) {
                const at = walk.currentNode.data.indexOf(words);
                if (at >= 0) {
                  const range = document.createRange();
                  range.setStart(walk.currentNode, at);
                  range.setEnd(walk.currentNode, at + words.length);
                  walk.currentNode.parentElement.scrollIntoView({block: 'center'});
                  const boxes = [...range.getClientRects()];
                  const [first, last] = [boxes[0], boxes.at(-1)];
                  return [first.left + 1, first.top + first.height / 2, last.right - 1, last.top + last.height / 2];
                }
              }
              return null;
            }""",
            words,
        )
        assert box, words
        self.page.mouse.move(box[0], box[1])
        self.page.mouse.down()
        self.page.mouse.move(box[2], box[3], steps=6)
        self.page.mouse.up()
        expect(self.page.locator("#id_quote")).to_have_value(words)


@pytest.fixture
def source(transactional_db: None) -> Source:
    made: Source = SourceFactory(slug="meeting", title="A meeting in the capital", published="2026-01-05", text=TEXT)
    return made


@pytest.fixture
def sit(seat: Readers, ann: User) -> Callable[..., Hand]:
    return lambda **how: Hand(seat(account=ann, height=900, **how))


def page_of(record: Agreement, source: Source) -> str:
    return f"{reverse('admin:agreements_agreement_evidence', args=[record.pk])}?source={source.pk}"


def test_e1_and_e2_words_selected_in_the_text_become_evidence_and_last_june_is_read(
    sit: Callable[..., Hand], source: Source
) -> None:
    record = AgreementFactory(slug="former", title="The former memorandum", kind="memorandum-of-understanding")
    ActFactory(agreement=record, type="expired", date="2024-06")
    gazette = PassageFactory(source=SourceFactory(slug="gazette", title="The gazette"))
    AgreementEvidenceFactory(
        agreement=record, part="act", item="expired", field="date", value="2024-06", passage=gazette
    )
    ann = sit(dark=True)
    ann.seat.open(page_of(record, source))
    ann.page.locator("summary", has_text="With evidence").click()
    ann.click("input[value='act/expired/date']")
    ann.drag(LAST_JUNE)
    expect(ann.page.locator("[data-readings]")).to_contain_text("another source says June 2024 (The gazette)")
    ann.click("input[value='inferred:2025-06']")
    assert ann.seat.violations("#content") == []
    with ann.seat.led_on():
        ann.click(".desk-evidence-save button")
    expect(ann.page.locator(".messagelist")).to_contain_text("another source says June 2024")
    passage = source.passages.get()
    assert TEXT[passage.start : passage.end] == passage.quote == LAST_JUNE, "the emoji before it is one character"
    assert (passage.prefix[-6:], passage.suffix[:15]) == ("pact. ", ", said a speake")
    row = record.evidence.get(passage=passage)
    assert (row.value, row.basis, row.stated_value) == ("2025-06", "inferred", "last June")

    ann.page.locator("[data-source-text]").focus()
    for key in ("ArrowRight", "ArrowRight", "Shift+ArrowRight"):
        ann.press(key)
    quote = ann.page.locator("#id_quote")
    expect(quote).not_to_have_value("")
    words = quote.input_value()
    assert words in TEXT
    ann.press("Enter")
    first = ann.page.locator("input[name=target]:focus")
    expect(first).to_have_count(1)
    ann.press("Space")
    expect(first).to_be_checked()
    with ann.seat.led_on():
        ann.press("Enter")
    expect(ann.page.locator(".messagelist")).to_contain_text("1 field has new evidence")
    assert set(source.passages.values_list("quote", flat=True)) == {LAST_JUNE, words}

    ann.page.fill("#id_quote", "The former memorandum ended last June")
    ann.page.locator("input[name=target]:visible").first.check()
    with ann.seat.led_on():
        ann.click(".desk-evidence-save button")
    expect(ann.page.locator(".desk-evidence-nearest")).to_contain_text(LAST_JUNE)
    assert ann.seat.violations("#content") == []
    with ann.seat.led_on():
        ann.click("button[name=_use]")
    expect(ann.page.locator("#id_quote")).to_have_value(re.compile(LAST_JUNE))
    ann.page.set_viewport_size({"width": 375, "height": 800})
    assert ann.seat.overhang() <= 0
    assert ann.seat.complaints == []


def test_ten_facts_get_their_evidence_in_few_actions(
    sit: Callable[..., Hand], source: Source, capsys: pytest.CaptureFixture[str]
) -> None:
    record = AgreementFactory(
        slug="new", title="New memorandum", kind="memorandum-of-understanding", summary="On firms."
    )
    for code in ("KR", "CN"):
        PartyFactory(agreement=record, country=CountryFactory(code=code))
    AgreementSectorFactory(agreement=record)
    ActFactory(agreement=record, date="2026-01-05", takes_effect="2026-02-01", place="Sejong")
    ann = sit()
    ann.seat.open(page_of(record, source))
    paths = ann.page.locator("input[name=target]").evaluate_all("boxes => boxes.map((box) => box.value)")
    sector = next(path for path in paths if path.startswith("sector/"))
    deeds = (
        ("Korea and China signed the memorandum", ["//kind", "party/kr-party/", "party/cn-party/", "act/signed/"]),
        ("Two ministries met in the capital", ["//summary"]),
        ("on 5 January 2026", ["act/signed/date"]),
        ("in Sejong", ["act/signed/place"]),
        ("takes effect on 1 February 2026", ["act/signed/takes_effect"]),
        ("covers young companies", [sector]),
    )
    for words, targets in deeds:
        ann.drag(words)
        for target in targets:
            ann.click(f"input[name=target][value='{target}']")
        with ann.seat.led_on():
            ann.press("Enter")
        expect(ann.page.locator(".messagelist")).to_contain_text(f"{len(targets)} field")
        expect(ann.page.locator("#id_quote")).to_have_value("")
    facts = record.evidence.count()
    with capsys.disabled():
        print(f"\n{facts} facts with evidence: {ann.actions} actions (a drag, a click and a key count one each)")  # noqa: T201 - the figure is the result
    assert facts == sum(len(targets) for _words, targets in deeds)
    assert ann.actions == len(deeds) * 2 + facts
    assert ann.seat.complaints == []
