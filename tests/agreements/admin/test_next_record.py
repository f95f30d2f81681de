"""Save and go to next: the next record of the list as it was filtered, also when saving takes this one out of it."""

from __future__ import annotations

from urllib.parse import urlencode

import pytest
from django.test import Client
from django.urls import reverse

import tests.factories as factories
from agreements.models import Source
from tests.agreements.admin.desk import fields_of

pytestmark = pytest.mark.django_db


def change(record: Source, filters: str = "") -> str:
    query = f"?{urlencode({'_changelist_filters': filters})}" if filters else ""
    return reverse("admin:agreements_source_change", args=[record.pk]) + query


def test_saving_goes_to_the_next_of_the_filtered_list_and_after_the_last_to_the_list(client: Client) -> None:
    client.force_login(factories.SuperuserFactory())
    first, _other, third = (
        factories.SourceFactory(slug=f"s-{n}", title=f"Title {n}", kind=kind)
        for n, kind in enumerate(("article", "gazette", "article"))
    )
    filters = "kind__exact=article&o=1"
    page = client.get(change(first, filters))
    assert 'name="_next"' in page.text
    data = {**fields_of(client, change(first, filters)), "_next": "1"}
    answer = client.post(change(first, filters), {**data, "kind": "gazette", "title": "Zebra"})
    assert answer.headers["Location"] == change(third, filters), "though the first left the list, and its place"
    assert Source.objects.get(pk=first.pk).title == "Zebra"
    last = client.post(change(third, filters), {**fields_of(client, change(third, filters)), "_next": "1"})
    assert last.headers["Location"] == f"{reverse('admin:agreements_source_changelist')}?{filters}"


@pytest.mark.thorough
def test_a_list_that_cannot_be_read_leads_back_to_the_list(client: Client) -> None:
    client.force_login(factories.SuperuserFactory())
    record = factories.SourceFactory()
    data = {**fields_of(client, change(record)), "_next": "1"}
    for filters in ("nonsense=1", "kind__exact=article&p=x", "password__startswith=a", "q=%00"):
        answer = client.post(
            change(record, filters), {**data, "_made_from": fields_of(client, change(record))["_made_from"]}
        )
        assert answer.status_code == 302, filters
    unfiltered = client.post(change(record), {**fields_of(client, change(record)), "_next": "1"})
    assert unfiltered.headers["Location"] == reverse("admin:agreements_source_changelist")
    broken = client.post(change(record), {**fields_of(client, change(record)), "_next": "1", "title": ""})
    assert broken.status_code == 200, "an error stays on the form"
