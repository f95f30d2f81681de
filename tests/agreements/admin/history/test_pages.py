"""The history at the desk, by its pages: read, filtered, compared, restored, and what was deleted (E12)."""

from __future__ import annotations

import re

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

import tests.factories as factories
from agreements.admin.history.events import instants
from agreements.admin.history.line import stamp_of
from agreements.desk.acting import acting
from agreements.models import Act, Agreement
from tests.agreements.admin.desk import violations

pytestmark = pytest.mark.django_db
LIST = "/admin/agreements/agreement/"


@pytest.fixture
def chief(client: Client) -> Client:
    client.force_login(factories.SuperuserFactory(username="chief"))
    return client


def words(page: str) -> str:
    """Return what a reader of the page's content reads, in one line."""
    content = page[page.index('id="content"') :]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", content))


def test_e12_history_is_read_with_who_when_why_before_and_after_for_every_kind(chief: Client) -> None:
    record = factories.AgreementFactory()
    act = factories.ActFactory(agreement=record, key="signed", type="signed", place="Seoul")
    with acting("<b>kim</b>", "From the <i>article</i>", url="/admin/x/"):
        Act.objects.filter(pk=act.pk).update(place="Beijing")
    with connection.cursor() as cursor:
        cursor.execute("UPDATE agreements_act SET note = 'by hand' WHERE id = %s", [act.pk])
    address = reverse("admin:agreements_agreement_history", args=[record.pk])
    answer = chief.get(address)
    read = words(answer.text)
    for expected in (
        "&lt;b&gt;kim&lt;/b&gt;",
        "From the &lt;i&gt;article",
        "/admin/x/",
        "Place Seoul Beijing",
        "by hand",
    ):
        assert expected in read, expected
    assert "outside the desk" in read
    assert "Revision" not in read, "machine columns are left out"
    assert violations(answer.text, answer["Content-Security-Policy"]) == []
    narrowed = words(chief.get(f"{address}?who=%3Cb%3Ekim%3C/b%3E&what=agreements.act/place").text)
    assert "Seoul Beijing" in narrowed
    assert "by hand" not in narrowed
    for bad in ("page=0", "page=x", "who=%00", "page=9999999999"):
        assert chief.get(f"{address}?{bad}").status_code == 400, bad
    assert "is not a day" in chief.get(f"{address}?since=yesterday&what=nonsense").text
    for other in (
        factories.publishable_program(),
        factories.OccasionFactory(),
        factories.InstitutionNameFactory().institution,
        factories.SectorFactory(),
        factories.CountryAliasFactory().country,
        factories.PassageFactory().source,
    ):
        opts = other._meta
        page = chief.get(reverse(f"admin:{opts.app_label}_{opts.model_name}_history", args=[other.pk]))
        assert "added" in words(page.text), opts.model_name


def test_who_may_not_see_a_record_sees_no_history_and_who_may_not_change_it_restores_nothing(client: Client) -> None:
    record = factories.AgreementFactory()
    address = reverse("admin:agreements_agreement_history", args=[record.pk])
    assert client.get(address).status_code == 302
    at = stamp_of(instants(Agreement, record.pk)[0])
    client.force_login(factories.editor_with("agreements.view_sector"))
    for page in (address, f"{LIST}deleted/", f"{LIST}deleted/{record.pk}/", f"{address}compare/?from={at}&to={at}"):
        assert client.get(page).status_code == 403, page
    client.force_login(factories.editor_with("agreements.view_agreement"))
    assert client.get(address).status_code == 200
    assert "Restore this state" not in client.get(address).text
    assert client.get(f"{address}restore/", {"at": at}).status_code == 403
    assert client.post(f"{address}restore/", {"at": at, "reason": "x"}).status_code == 403
    assert client.get(f"{LIST}deleted/{record.pk}/").status_code == 404, "it is not deleted"


@pytest.mark.django_db(transaction=True)
def test_e12_a_former_state_is_compared_and_restored_and_a_deleted_draft_comes_back(chief: Client) -> None:
    record = factories.AgreementFactory(slug="kr-cn-lost", summary="first words")
    factories.TitleFactory(agreement=record, title="Lost memorandum")
    first = stamp_of(instants(Agreement, record.pk)[-1])
    Agreement.objects.filter(pk=record.pk).update(summary="second words")
    last = stamp_of(instants(Agreement, record.pk)[-1])
    line = reverse("admin:agreements_agreement_history", args=[record.pk])
    compared = words(chief.get(f"{line}compare/", {"from": last, "to": first}).text)
    assert "Summary first words second words" in compared, "the earlier is before, whichever was chosen first"
    assert chief.get(f"{line}compare/", {"from": "x", "to": first}).status_code == 400

    shown = chief.get(f"{line}restore/", {"at": first})
    assert "Summary second words first words" in words(shown.text)
    revision = Agreement.objects.get().revision
    sent = {"at": first, "reason": "the first was right", "revision": revision}
    assert chief.post(f"{line}restore/", {**sent, "reason": ""}).status_code == 422
    late = chief.post(f"{line}restore/", {**sent, "revision": revision - 1})
    assert late.status_code == 409
    assert "the first was right" in late.text, "what was typed stays"
    assert Agreement.objects.get().summary == "second words"
    done = chief.post(f"{line}restore/", sent, follow=True)
    assert Agreement.objects.get().summary == "first words"
    assert "chief the first was right" in words(done.text)

    with acting("chief", "entered twice"):
        record.delete()
    assert f"{LIST}deleted/" in chief.get(LIST).text
    listed = words(chief.get(f"{LIST}deleted/").text)
    assert re.search(r"Lost memorandum kr-cn-lost [-0-9: ]+ chief entered twice", listed), listed
    gone = f"{LIST}deleted/{Agreement.pgh_event_model.objects.latest('pgh_id').pgh_obj_id}/"
    page = chief.get(gone).text
    assert "This record was deleted" in page
    offered = re.search(r'href="(/[^"]*restore/\?at=[^"]*)">Restore it as it was', page)
    assert offered is not None
    values = dict(re.findall(r'name="(at|row|field|revision)" value="([^"]*)"', chief.get(offered[1]).text))
    chief.post(f"{gone}restore/", {**values, "reason": "needed after all"})
    back = Agreement.objects.get()
    assert (back.slug, back.titles.get().title) == ("kr-cn-lost", "Lost memorandum")
    assert chief.get(gone).status_code == 404
