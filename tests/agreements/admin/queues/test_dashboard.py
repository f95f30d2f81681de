"""The dashboard and the lists behind it, by HTTP (scenario E11): one click, an address that keeps, the right people."""

from __future__ import annotations

import re
from html import unescape

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

import tests.factories as factories
from agreements.admin.queues import asking
from agreements.desk.models import AuditRun, Measure
from agreements.models import Agreement
from tests.agreements.admin.desk import fields_of

pytestmark = pytest.mark.django_db
LIST = "/admin/agreements/agreement/"


@pytest.fixture
def chief(client: Client) -> Client:
    client.force_login(factories.SuperuserFactory(username="chief"))
    return client


def listed(page: str) -> set[str]:
    """Return the titles of the records that a list shows."""
    return {unescape(found) for found in re.findall(r'<th class="field-title_shown"><a [^>]*>([^<]+)</a>', page)}


def test_every_queue_is_one_click_from_the_dashboard_and_asks_no_more_when_there_is_more(chief: Client) -> None:
    for first in (factories.AgreementFactory, factories.ProgramFactory):
        first(slug="one")
    factories.InstitutionFactory()
    factories.OccasionFactory()
    chief.get("/admin/")
    with CaptureQueriesContext(connection) as few:
        page = chief.get("/admin/").text
    addresses = {unescape(found) for found in re.findall(r'<h3><a href="([^"]+)">', page)}
    assert f"{LIST}?queue=drafts" in addresses
    assert "/admin/findings/" in addresses
    assert 'aria-label="' in page
    assert "All lists" in page
    assert f'href="{LIST}"' in page, "Django's own lists stay below"
    for number in range(4):
        factories.publishable_agreement(f"more-{number}")
    factories.ProgramFactory()
    with CaptureQueriesContext(connection) as many:
        page = chief.get("/admin/").text
    assert len(many) <= len(few), "more records cost no more queries"
    assert re.search(r'queue=drafts">Drafts\s*<span class="desk-queue-count">\d+', page)
    assert not Measure.objects.exists(), "nothing is written by looking"


def test_a_page_measures_only_so_many_records_and_says_how_many_are_left(
    chief: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    factories.AgreementFactory.create_batch(3)
    monkeypatch.setattr(asking, "MOST_MEASURED", 2)
    page = chief.get("/admin/").text
    assert "<strong>1 record is not measured yet.</strong>" in page
    assert "1 record is not measured yet and may be missing" in chief.get(f"{LIST}?queue=unsourced").text
    assert "not measured yet" not in chief.get(f"{LIST}?queue=drafts").text, "a queue that measures nothing misses none"
    assert not Measure.objects.exists(), "looking writes nothing"
    assert chief.get("/admin/findings/measure/").status_code == 405
    answer = chief.post("/admin/findings/measure/", follow=True).text
    assert "3 records were measured." in answer
    assert "not measured yet" not in answer
    chief.force_login(factories.editor_with("agreements.view_agreement"))
    assert chief.post("/admin/findings/measure/").status_code == 403


@pytest.mark.thorough
def test_a_filtered_list_says_by_what_and_saving_returns_to_it(chief: Client) -> None:
    draft = factories.AgreementFactory(slug="kr-draft", title="중소기업 협력 양해각서")
    factories.PartyFactory(agreement=draft, country=factories.CountryFactory(code="KR", name_en="Korea"))
    factories.PartyFactory(agreement=draft, country=factories.CountryFactory(code="CN", name_en="China"))
    factories.ActFactory(agreement=draft, date="2026-01-05")
    other = factories.AgreementFactory(slug="other", title="关于中小企业的备忘录")
    factories.PartyFactory(agreement=other, country=factories.CountryFactory(code="KR"))
    Agreement.objects.filter(pk=draft.pk).update(signed="2026-01-05")
    sought = {
        "queue=drafts&party=kr,CN&year=2026": {"중소기업 협력 양해각서"},
        "party=KR": {"중소기업 협력 양해각서", "关于中小企业的备忘录"},
        "year=2025": set(),
        "year=someday": set(),
        "party=ZZ": set(),
        "queue=nonsense": set(),
        "q=협력+중소": {"중소기업 협력 양해각서"},
        "q=中小": {"关于中小企业的备忘录"},
        "q=China+Korea": {"중소기업 협력 양해각서"},
        "q=Korea+nowhere": set(),
    }
    for asked, titles in sought.items():
        answer = chief.get(f"{LIST}?{asked}")
        assert (answer.status_code, listed(answer.text)) == (200, titles), asked
    assert "which is no queue of these records" in chief.get(f"{LIST}?queue=nonsense").text
    asked = "queue=drafts&party=KR&o=1&q=중소"
    page = chief.get(f"{LIST}?{asked}").text
    words = page.split('class="desk-queue-words"')[1].split("</p>")[0]
    for said in ("1 agreement", "Drafts", "KR", "“중소”", "Clear filters", 'href="?o=1"'):
        assert said in words, (said, words)
    form = unescape(re.findall(r'<th class="field-title_shown"><a href="([^"]+)"', page)[0])
    saved = chief.post(form, {**fields_of(chief, form), "summary": "Said anew", "_save": "1"})
    assert saved.status_code == 302
    assert "queue=drafts" in saved.headers["Location"]
    assert "o=1" in saved.headers["Location"]
    assert listed(chief.get(saved.headers["Location"]).text) == {"중소기업 협력 양해각서"}
    # Events of one transaction have one time, so a test cannot tell which of them was last; that one is shown it can.
    page = chief.get(f"{LIST}?{asked}").text
    assert re.search(r"field-last_changed[^>]*>\d{4}-\d\d-\d\d \d\d:\d\d, (chief|outside the desk)<", page)


@pytest.mark.thorough
def test_tiles_only_for_what_one_may_see_and_the_audit_only_for_administrators(client: Client) -> None:
    record = factories.AgreementFactory(slug="broken")
    Agreement.objects.filter(pk=record.pk).update(ends="2024-06")
    assert client.get("/admin/").status_code == 302
    assert client.get("/admin/findings/").status_code == 302
    client.force_login(factories.editor_with("agreements.view_source"))
    page = client.get("/admin/").text
    assert "/admin/agreements/source/?queue=no-text" in page
    assert LIST not in page
    assert 'data-queue="reports"' not in page
    assert client.get("/admin/findings/").status_code == 403
    assert client.post("/admin/findings/run/").status_code == 403
    client.force_login(factories.SuperuserFactory(username="chief"))
    assert client.get("/admin/findings/run/").status_code == 405

    def tile() -> str:
        return client.get("/admin/").text.split('data-queue="duplicates"')[1].split("</li>")[0]

    for _twin in range(2):
        twin = factories.AgreementFactory(title="Memorandum of Understanding on Fisheries", signed="2020-05-06")
        factories.ActFactory(agreement=twin, date="2020-05-06")
        for code in ("KR", "CN"):
            factories.PartyFactory(agreement=twin, country=factories.CountryFactory(code=code))
    assert "Not counted yet" in tile()
    assert 'desk-queue-count">–<' in tile()
    found = client.post("/admin/findings/run/", follow=True).text
    assert "Counted on 20" in tile()
    assert 'desk-queue-count">1<' in tile()
    assert f'<a href="{LIST}duplicates/">' in tile()
    assert "agreement: broken" in found
    run = AuditRun.objects.get()
    assert (run.is_whole, run.by_name) == (True, "chief")
    assert [row.record_id for row in run.findings.filter(is_note=False)] == ["broken"]
    assert "The audit of" in client.get(f"{LIST}{record.pk}/change/").text
    assert listed(client.get(f"{LIST}?queue=findings").text) == {"broken"}
