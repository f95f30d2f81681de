"""A passage has a page of its own beside its source's form: both are held against one another."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

import tests.factories as factories
from agreements.models import Passage
from tests.agreements.admin.desk import FormReader, fields_of

pytestmark = [pytest.mark.thorough, pytest.mark.django_db]


def test_a_passage_that_changed_on_its_sources_form_is_not_overwritten_on_its_own(client: Client) -> None:
    client.force_login(factories.SuperuserFactory(username="chief"))
    passage = Passage.objects.get(pk=factories.PassageFactory(locator="1").pk)
    own = reverse("admin:agreements_passage_change", args=[passage.pk])
    of_source = reverse("admin:agreements_source_change", args=[passage.source_id])
    opened, source_form = fields_of(client, own), fields_of(client, of_source)
    assert client.post(own, {**opened, "locator": "2"}).status_code == 302
    stopped = client.post(of_source, {**source_form, "passages-0-locator": "3", "title": "Another"})
    assert stopped.status_code == 409
    choices = {n: v for n, v in FormReader(stopped.text).fields.items() if n}
    done = client.post(of_source, {**choices, f"_take-passages-{passage.pk}-locator": "yours"})
    assert done.status_code == 302
    stale = client.post(own, {**opened, "quote": "Typed late"})
    assert stale.status_code == 409
    assert "Typed late" in stale.text
    assert client.post(own, {n: v for n, v in FormReader(stale.text).fields.items() if n}).status_code == 302
    passage.refresh_from_db()
    assert (passage.locator, passage.quote, passage.source.title) == ("3", "Typed late", "Another")


def test_a_relation_of_another_agreement_that_went_meanwhile_stops_nobody(client: Client) -> None:
    client.force_login(factories.SuperuserFactory(username="chief"))
    record = factories.publishable_agreement()
    relation = factories.RelationFactory(subject=factories.AgreementFactory(), object=record)
    address = reverse("admin:agreements_agreement_change", args=[record.pk])
    form = fields_of(client, address)
    relation.delete()
    answer = client.post(address, {**form, "summary": "Saved"})
    assert answer.status_code == 302, answer.context["errors"]
    record.refresh_from_db()
    assert record.summary == "Saved"
