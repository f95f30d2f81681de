"""Nothing is deleted that is no longer what the page that asked had shown."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

import tests.factories as factories
from agreements.desk.acting import acting
from agreements.models import Agreement, Source
from tests.agreements.admin.desk import fields_of

pytestmark = pytest.mark.django_db
LIST = "/admin/agreements/source/"


@pytest.fixture
def chief(client: Client) -> Client:
    client.force_login(factories.SuperuserFactory(username="chief"))
    return client


def delete(record: Any) -> str:
    return reverse(f"admin:{record._meta.app_label}_{record._meta.model_name}_delete", args=[record.pk])


@pytest.mark.thorough
def test_a_record_that_changed_since_it_was_asked_about_is_not_deleted(chief: Client) -> None:
    record = factories.publishable_agreement()
    asked = fields_of(chief, delete(record))
    with acting(""), connection.cursor() as cursor:
        cursor.execute("UPDATE agreements_act SET place = 'Busan' WHERE agreement_id = %s", [record.pk])
        cursor.execute("DELETE FROM agreements_agreementevidence WHERE agreement_id = %s", [record.pk])
    refused = chief.post(delete(record), asked)
    assert refused.status_code == 409
    assert "Nothing was deleted" in refused.text
    assert "Busan" in refused.text
    assert "outside the desk" in refused.text
    assert chief.post(delete(record), {"post": "yes"}).status_code == 409, "a script says not what it has seen"
    assert Agreement.objects.filter(pk=record.pk).exists()
    assert chief.post(delete(record), fields_of(chief, delete(record))).status_code == 302
    assert not Agreement.objects.exists()


@pytest.mark.thorough
def test_of_several_chosen_none_is_deleted_where_one_changed(chief: Client) -> None:
    sources = [factories.SourceFactory(), factories.SourceFactory()]
    chosen = {"action": "delete_selected", "_selected_action": [s.pk for s in sources]}
    page = chief.post(LIST, chosen)
    seen = page.context["seen"]
    Source.objects.filter(pk=sources[1].pk).update(title="Another title")
    refused = chief.post(LIST, {**chosen, "post": "yes", "_seen": seen})
    assert refused.status_code == 200
    assert "Another title" in refused.text
    assert "nothing was deleted" in refused.text
    assert Source.objects.count() == 2
    assert chief.post(LIST, {**chosen, "post": "yes"}).status_code == 200
    assert Source.objects.count() == 2
    assert chief.post(LIST, {**chosen, "post": "yes", "_seen": refused.context["seen"]}).status_code == 302
    assert not Source.objects.exists()


@pytest.mark.thorough
def test_who_may_not_delete_is_refused_before_anything_is_compared(client: Client) -> None:
    record = factories.publishable_agreement()
    client.force_login(factories.editor_with("agreements.view_agreement", "agreements.change_agreement"))
    assert client.get(delete(record)).status_code == 403
    assert client.post(delete(record), {"post": "yes"}).status_code == 403
