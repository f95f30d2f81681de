"""E1 and E2 in a browser: words selected with mouse and keyboard, read dates, and what ten facts cost in actions."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from agreements.models import Agreement, Source
from tests.agreements.admin.review.conftest import person
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
from tracker.roles import make_roles

pytestmark = [pytest.mark.browser, pytest.mark.thorough, pytest.mark.django_db(transaction=True)]

WCAG = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}}
TEXT = (
    "🤝 Two ministries met in the capital on Monday.\n"
    "Officials recalled the older pact. The former memorandum ran out last June, said a speaker.\n"
    "Korea and China signed the memorandum on 5 January 2026 in Sejong.\n"
    "It takes effect on 1 February 2026 and covers young companies."
)
LAST_JUNE = "The former memorandum ran out last June"


@dataclass(slots=True)
class Hand:
    """A page, and every action of the person before it: a drag, a click and a key count one each."""

    page: Page
    complaints: list[str]
    actions: int = 0

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

    def axe(self) -> list[str]:
        found = Axe().run(self.page, context="#content", options=WCAG).response["violations"]
        return [f"{v['id']}: {[n['html'][:200] for n in v['nodes'][:3]]}" for v in found]


@pytest.fixture
def source(transactional_db: None) -> Source:
    made: Source = SourceFactory(slug="meeting", title="A meeting in the capital", published="2026-01-05", text=TEXT)
    return made


@pytest.fixture
def sit(browser: Browser, live_server: LiveServer, transactional_db: None) -> Iterator[Callable[..., Hand]]:
    make_roles()
    person("ann", "editor")
    contexts = []

    def seated(*, dark: bool = False, width: int = 1280) -> Hand:
        client = Client()
        client.force_login(User.objects.get(username="ann"))
        context = browser.new_context(
            base_url=live_server.url,
            viewport={"width": width, "height": 900},
            color_scheme="dark" if dark else "light",
        )
        contexts.append(context)
        cookie = settings.SESSION_COOKIE_NAME
        context.add_cookies([{"name": cookie, "value": client.cookies[cookie].value, "url": live_server.url}])
        page, complaints = context.new_page(), []  # type: ignore[var-annotated]
        page.on("console", lambda m: complaints.append(m.text) if m.type in ("error", "warning") else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        return Hand(page, complaints)

    yield seated
    for context in contexts:
        context.close()


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
    ann.page.goto(page_of(record, source))
    ann.page.locator("summary", has_text="With evidence").click()
    ann.click("input[value='act/expired/date']")
    ann.drag(LAST_JUNE)
    expect(ann.page.locator("[data-readings]")).to_contain_text("another source says June 2024 (The gazette)")
    ann.click("input[value='inferred:2025-06']")
    assert ann.axe() == []
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
    words = ann.page.locator("#id_quote").input_value()
    assert words in TEXT
    ann.press("Enter")
    assert ann.page.evaluate("document.activeElement.name") == "target"
    ann.press("Space")
    ann.press("Enter")
    expect(ann.page.locator(".messagelist")).to_contain_text("1 field has new evidence")
    assert set(source.passages.values_list("quote", flat=True)) == {LAST_JUNE, words}

    ann.page.fill("#id_quote", "The former memorandum ended last June")
    ann.page.locator("input[name=target]:visible").first.check()
    ann.click(".desk-evidence-save button")
    expect(ann.page.locator(".desk-evidence-nearest")).to_contain_text(LAST_JUNE)
    assert ann.axe() == []
    ann.click("button[name=_use]")
    expect(ann.page.locator("#id_quote")).to_have_value(re.compile(LAST_JUNE))
    ann.page.set_viewport_size({"width": 375, "height": 800})
    assert ann.page.evaluate("document.documentElement.scrollWidth") <= 375
    assert ann.complaints == []


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
    ann.page.goto(page_of(record, source))
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
        ann.press("Enter")
        expect(ann.page.locator(".messagelist")).to_contain_text(f"{len(targets)} field")
        expect(ann.page.locator("#id_quote")).to_have_value("")
    facts = record.evidence.count()
    with capsys.disabled():
        print(f"\n{facts} facts with evidence: {ann.actions} actions (a drag, a click and a key count one each)")  # noqa: T201 - the figure is the result
    assert facts == sum(len(targets) for _words, targets in deeds)
    assert ann.actions == len(deeds) * 2 + facts
    assert ann.complaints == []
