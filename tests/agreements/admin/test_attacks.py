"""What a hostile editor sends is refused in words: absurd addresses, forged rows, a record edited after its merger."""

from __future__ import annotations

import pytest
from django.test import Client

import tests.factories as factories
from agreements.codelists import Stage
from agreements.models import Agreement
from tests.agreements.admin.desk import fields_of

pytestmark = pytest.mark.django_db
LIST = "/admin/agreements/agreement/"


@pytest.fixture
def chief(client: Client) -> Client:
    client.force_login(factories.SuperuserFactory(username="chief"))
    return client


@pytest.mark.thorough
@pytest.mark.django_db(transaction=True)
def test_an_address_that_no_database_can_answer_is_a_bad_request(chief: Client) -> None:
    history = f"{LIST}{factories.AgreementFactory().pk}/history/"
    asked = (
        f"{LIST}?internal_notes__regex=(((",
        "/admin/agreements/passage/?locator_kind=%00",
        "/admin/auth/user/?username=%00",
        f"{history}compare/?from=0001-01-01T00:00:00%2B23:59&to=2026-01-05T00:00:00Z",
        f"{history}restore/?at=9999-12-31T23:59:59-23:59",
    )
    assert {address: chief.get(address).status_code for address in asked} == dict.fromkeys(asked, 400)
    assert chief.get("/admin/r/1/1/").status_code == 404, "no row is asked for by the number of its type"


@pytest.mark.thorough
def test_a_key_that_is_no_number_is_said_beside_its_field_and_nothing_is_lost(chief: Client) -> None:
    record = factories.AgreementFactory()
    form = f"{LIST}{record.pk}/change/"
    sent = {**fields_of(chief, form), "occasion": "a", "internal_notes": "Typed"}
    for address in (form, form.replace("change/", "preview/")):
        answer = chief.post(address, sent)
        assert answer.status_code == 200
        assert "Typed" in answer.text
    assert answer.context["adminform"].form.errors["occasion"]
    assert chief.get(f"{LIST}add/?occasion=a").status_code == 200
    assert chief.post(form, {"_conflict_typed": '[["internal_notes", ["\\ud83d"]]]'}).status_code == 400


def test_what_was_merged_is_not_edited_because_undoing_publishes_it_as_it_stands(chief: Client) -> None:
    record = factories.AgreementFactory()
    form = f"{LIST}{record.pk}/change/"
    sent = {**fields_of(chief, form), "summary": "Nobody reviewed this"}
    Agreement.objects.filter(pk=record.pk).update(stage=Stage.MERGED, merged_into="another", published_revision=1)
    assert chief.post(form, sent).status_code == 403
    record.refresh_from_db()
    assert record.summary == ""
