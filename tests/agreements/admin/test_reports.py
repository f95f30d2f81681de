"""Reports at the desk: who sees the queue, where each leads, and what becomes of it."""

from datetime import UTC, datetime

import pytest
from django.contrib.auth.models import Permission, User
from django.test import Client
from django.urls import reverse

from agreements.reports.models import Report
from agreements.reports.sending import Sender, send
from tests.agreements.admin.desk import FormReader
from tests.factories.sources import publishable_agreement

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
QUEUE = "/admin/reports/report/"
pytestmark = pytest.mark.django_db


@pytest.fixture
def report() -> Report:
    publishable_agreement("kr-cn-one")
    return send(
        Sender.of("203.0.113.7", NOON.date()), NOON, record_type="agreement", record_id="kr-cn-one",
        fact="act/signed/date", fact_words="Act: Signed · Date: 5 January 2026", language="en",
        message="<b>The day</b> is wrong.",
    )  # fmt: skip


def editor(*permissions: str) -> Client:
    user = User.objects.create_user("editor", password="x", is_staff=True)
    user.user_permissions.set(Permission.objects.filter(content_type__app_label="reports", codename__in=permissions))
    client = Client()
    client.force_login(user)
    return client


def test_an_editor_with_the_permission_sees_the_queue_and_nobody_else(client: Client, report: Report) -> None:
    assert client.get(QUEUE).status_code == 302
    assert editor().get(QUEUE).status_code == 403


def test_the_queue_says_what_is_wrong_and_leads_to_the_record_at_the_desk(report: Report) -> None:
    desk = editor("view_report", "change_report")
    html = desk.get(QUEUE, {"state": "new"}).content.decode()
    assert "&lt;b&gt;The day&lt;/b&gt; is wrong." in html
    assert "Act: Signed · Date: 5 January 2026" in html
    record = report_record()
    assert f'href="{record}"' in html
    assert "The day" not in desk.get(QUEUE, {"state": "accepted"}).content.decode()


def report_record() -> str:
    from agreements.models import Agreement

    return reverse("admin:agreements_agreement_change", args=(Agreement.objects.get(slug="kr-cn-one").pk,))


def test_a_decision_is_signed_and_what_the_reader_wrote_cannot_be_changed(report: Report) -> None:
    desk = editor("view_report", "change_report")
    address = f"{QUEUE}{report.pk}/change/"
    fields = FormReader(desk.get(address).content.decode()).fields
    assert "message" not in fields
    answer = desk.post(address, {**fields, "state": "rejected", "note": "The source is right.", "message": "changed"})
    assert answer.status_code == 302
    report.refresh_from_db()
    assert (report.state, report.note, report.decided_by) == ("rejected", "The source is right.", "editor")
    assert report.decided_at is not None
    assert report.message == "<b>The day</b> is wrong."


def test_several_are_decided_at_once_and_only_by_whom_may_change_them(report: Report) -> None:
    chosen = {"action": "call_duplicate", "_selected_action": [report.pk]}
    desk = editor("view_report")
    desk.post(QUEUE, chosen)
    report.refresh_from_db()
    assert report.state == "new"
    User.objects.get().user_permissions.add(Permission.objects.get(codename="change_report"))
    desk.post(QUEUE, chosen)
    report.refresh_from_db()
    assert (report.state, report.decided_by) == ("duplicate", "editor")


def test_nobody_adds_a_report_at_the_desk(admin_client: Client, report: Report) -> None:
    assert admin_client.get(f"{QUEUE}add/").status_code == 403


def test_a_report_on_a_record_that_the_desk_does_not_have_is_shown_without_a_link(admin_client: Client) -> None:
    made = send(Sender("x"), NOON, record_type="agreement", record_id="gone", language="en", message="Where is it?")
    html = admin_client.get(f"{QUEUE}{made.pk}/change/").content.decode()
    assert "agreement: gone" in html
    assert "/admin/agreements/agreement/gone" not in html
