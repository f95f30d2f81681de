"""E4, E5: a form is shown as it would be published before it is saved; the rules decide, and nothing is written."""

from __future__ import annotations

import html
import re
from datetime import date
from typing import Any

import pytest
from django.apps import apps
from django.contrib.auth.models import User
from django.db import transaction
from django.test import Client
from pytest_django import DjangoDbBlocker

import tests.factories as factories
from agreements import publishing
from agreements.models import Agreement, Country, Sector, Source
from agreements.partial_dates.days import PartialDate
from tests.agreements.admin.desk import fields_of

pytestmark = pytest.mark.django_db
ADD = "/admin/agreements/agreement/add/"
TODAY = date(2026, 11, 1)


@pytest.fixture
def editor(client: Client, monkeypatch: pytest.MonkeyPatch) -> Client:
    """A user who may add and change agreements and not publish them, on 1 November 2026."""
    monkeypatch.setattr("agreements.asof.today", lambda: TODAY)
    client.force_login(factories.SuperuserFactory())
    return client


@pytest.fixture(scope="module")
def blank(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> dict[str, Any]:
    """The untouched form for a new agreement, read once."""
    with django_db_blocker.unblock(), transaction.atomic():
        desk = Client()
        desk.force_login(factories.SuperuserFactory(username="reader"))
        fields = fields_of(desk, ADD)
        transaction.set_rollback(True)
    return fields


def change(record: Agreement) -> str:
    return f"/admin/agreements/agreement/{record.pk}/change/"


def previewed(client: Client, address: str, typed: dict[str, Any], day: str = "") -> str:
    """The words of the panel that a script would be given, in one line."""
    answer = client.post(f"{address.removesuffix('change/')}preview/?panel", {**typed, "_preview_day": day})
    assert answer.status_code == 200
    without_drawing = re.sub(r"<figure.*?</figure>", " ", answer.text, flags=re.DOTALL)
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", without_drawing)).split()).replace(" .", ".")


def everything() -> dict[str, int]:
    """How many rows every table has, history and the register's numbers included; a login's own session left out."""
    kept = [model for model in apps.get_models() if model._meta.managed and "session" not in model._meta.app_label]
    return {model._meta.db_table: model._default_manager.count() for model in kept}


def expired_memorandum() -> Agreement:
    """The memorandum that ended in June 2024 and whose beginning nobody knows, public."""
    old = factories.publishable_agreement(slug="kr-cn-mou-old", title="KR-CN MOU 2014")
    old.evidence.filter(part="act").delete()
    old.acts.all().delete()
    factories.ActFactory(agreement=old, type="expired", date="2024-06")
    factories.cite(old, None, "act/expired/date")
    publish(old)
    return old


def publish(*records: Agreement) -> None:
    """Publish records together with everything that they may name."""
    named = [*Country.objects.all(), *Sector.objects.all(), *Source.objects.all()]
    publishing.publish([*named, *records], reason="As found", by="test")


def test_e4_a_relation_turns_the_predecessor_from_expired_to_replaced_before_anything_is_saved(editor: Client) -> None:
    old = expired_memorandum()
    new = factories.publishable_agreement(slug="kr-cn-mou-new", title="KR-CN MOU 2026")
    new.acts.update(date=PartialDate.parse("2026-01-05"))
    typed = {**fields_of(editor, change(new)), "relations-0-code": "replaces", "relations-0-object": str(old.pk)}
    publish()
    before = everything()
    shown = previewed(editor, change(new), typed)
    assert "KR-CN MOU 2014 : Expired → Replaced, from 5 January 2026" in shown
    assert "No instrument for 553 to 582 days" in shown
    assert "Nothing is missing to publish." in shown
    assert everything() == before
    old.refresh_from_db()
    assert not old.relations_on.exists()

    assert editor.post(change(new), typed).status_code == 302
    second = factories.publishable_agreement(slug="kr-cn-mou-second", title="A second successor")
    factories.RelationFactory(subject=second, object=old)
    publish(new, second)
    assert "Replaced" in editor.get(change(old)).text


@pytest.mark.thorough
def test_a_new_record_is_previewed_without_an_address_and_with_errors_elsewhere(
    editor: Client, blank: dict[str, Any]
) -> None:
    typed = {
        **blank,
        "titles-0-title": "Not finished",
        "titles-0-language": "en",
        "acts-0-type": "effective",
        "acts-0-date": "1 August 2020",
        "acts-TOTAL_FORMS": "2",
        **{
            f"acts-1-{name}": value for name, value in (("type", "signed"), ("date", "03/04/2020"), ("preferred", "on"))
        },
        "acts-1-date_basis": "stated",
        "clause-0-duration_kind": "fixed-term",
        "clause-0-initial_term": "36 months",
        "clause-0-renewal_kind": "tacit-fixed-periods",
        "clause-0-renewal_term": "12개월",
        "clause-0-notice_period": "三个月",
        "clause-0-termination_right": "end-of-term",
    }
    before = everything()
    shown = previewed(editor, ADD, typed, "2026-02-11")
    assert "Address" not in shown, "one is made from the title"
    assert "Act 2, day of the act: Such numbers can be read" in shown
    assert "On 2026-02-11: In effect by tacit renewal" in shown
    assert "notice by 30 April 2026" in shown
    assert "Next decision date 30 April 2027" in shown
    assert "Give the kind of instrument" in shown
    assert "preview-" not in shown, "the address that stands in for the missing one is nobody's business"

    page = editor.post(f"{ADD}preview/", {**typed, "_preview_day": "June 2024"})
    assert page.status_code == 200
    assert f'action="{ADD}"' in page.text, "the form with the panel saves as before"
    assert 'value="03/04/2020"' in page.text
    assert 'value="36 months"' in page.text
    assert "Name one day" in page.text
    assert everything() == before
    assert not Agreement.objects.exists()


def test_a_preview_needs_the_right_to_save(client: Client) -> None:
    record = factories.AgreementFactory()
    address = change(record).replace("/change/", "/preview/")
    assert client.post(address).status_code == 302, "a stranger is sent to the login"
    client.force_login(factories.editor_with("agreements.view_agreement"))
    assert client.post(address).status_code == 403
    assert client.post(f"{ADD}preview/").status_code == 403
    assert User.objects.count() == 1


def test_what_the_database_refuses_is_said_and_the_rest_is_previewed(editor: Client, blank: dict[str, Any]) -> None:
    record = factories.AgreementFactory(title="Circle")
    successor = factories.AgreementFactory()
    factories.RelationFactory(subject=successor, object=record)
    typed = {
        **fields_of(editor, change(record)),
        "relations-0-code": "replaces",
        "relations-0-object": str(successor.pk),
    }
    typed |= {"acts-0-type": "signed", "acts-0-date": "2026-01-05"}
    shown = previewed(editor, change(record), typed)
    assert "Relation 1, acts on: An agreement cannot replace or renew itself, directly or through others." in shown
    assert "Signed 5 January 2026" in shown
    assert not record.acts.exists()
