"""A party that an act names is not taken away without the act, so that no act silently becomes everybody's."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.models import RestrictedError
from django.test import Client
from django.urls import reverse

import tests.factories as factories
from agreements.models import Act, Agreement, Party
from tests.agreements.admin.desk import fields_of

pytestmark = pytest.mark.django_db


@pytest.mark.thorough
def test_a_party_that_an_act_names_goes_with_the_act_or_stays(client: Client) -> None:
    client.force_login(factories.SuperuserFactory())
    record = factories.AgreementFactory()
    party = factories.PartyFactory(agreement=record)
    act = factories.ActFactory(agreement=record, actor=party)
    with pytest.raises(RestrictedError):
        party.delete()
    both = f"DELETE FROM agreements_party WHERE id = {party.pk}; SET CONSTRAINTS ALL IMMEDIATE"
    with transaction.atomic(), connection.cursor() as cursor, pytest.raises(IntegrityError), transaction.atomic():
        cursor.execute(both)
    address = reverse("admin:agreements_agreement_change", args=[record.pk])
    sent = {**fields_of(client, address), "parties-0-DELETE": "on", "_continue": "1"}
    refused = client.post(address, sent)
    assert refused.status_code == 200
    assert "names this party as the one that acts" in refused.text
    assert Act.objects.get().actor == party
    assert client.post(address, {**sent, "acts-0-DELETE": "on"}).status_code == 302
    assert (Party.objects.count(), Act.objects.count()) == (0, 0)

    party = factories.PartyFactory(agreement=record)
    act = factories.ActFactory(agreement=record, actor=party)
    sent = {**fields_of(client, address), "parties-0-DELETE": "on", "acts-0-actor": "", "_continue": "1"}
    assert client.post(address, sent).status_code == 302
    act.refresh_from_db()
    assert act.actor is None, "an editor said so"
    assert not Party.objects.exists()
    factories.ActFactory(agreement=record, actor=factories.PartyFactory(agreement=record))
    record.delete()
    assert not Agreement.objects.exists()
