"""Lists of records by HTTP: who changed a record last, and that longer lists cost no more questions."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

import tests.factories as factories
from tests.agreements.admin.desk import fields_of

pytestmark = [pytest.mark.thorough, pytest.mark.django_db(transaction=True)]
LIST = "/admin/agreements/agreement/"


def test_the_list_names_the_editor_who_saved_last_each_in_a_transaction_of_its_own(client: Client) -> None:
    record = factories.AgreementFactory(slug="changed", title="Memorandum on Fisheries")
    assert re.search(r"field-last_changed[^>]*>[^<]*, outside the desk<", _listed(client))
    form = f"{LIST}{record.pk}/change/"
    for name in ("ahn", "bae", "ahn"):
        client.force_login(_editor(name))
        before = record.revision
        saved = client.post(form, {**fields_of(client, form), "summary": f"By {name} after {before}", "_save": "1"})
        assert saved.status_code == 302
        record.refresh_from_db()
        assert record.revision > before
        found = re.findall(r"field-last_changed[^>]*>(\d{4}-\d\d-\d\d \d\d:\d\d, [^<]+)<", _listed(client))
        assert [said.split(", ")[1] for said in found] == [name]


@pytest.mark.parametrize(
    ("address", "make"),
    [
        ("/admin/programs/program/", factories.ProgramFactory),
        ("/admin/agreements/source/", factories.SourceFactory),
        ("/admin/agreements/institution/", factories.InstitutionFactory),
        ("/admin/agreements/occasion/", factories.OccasionFactory),
        ("/admin/agreements/agreement/", factories.AgreementFactory),
    ],
)
def test_a_longer_list_costs_no_more_queries(client: Client, address: str, make: Callable[[], Any]) -> None:
    client.force_login(factories.SuperuserFactory())
    for _one in range(2):
        _filled(make())
    client.get(address)
    with CaptureQueriesContext(connection) as few:
        assert client.get(address).status_code == 200
    for _one in range(4):
        _filled(make())
    with CaptureQueriesContext(connection) as many:
        page = client.get(address).text
    assert page.count("field-last_changed") >= 6
    assert len(many) <= len(few)


def _filled(record: Any) -> None:
    """Give a record what its list shows beside it."""
    if record._meta.model_name == "agreement":
        factories.PartyFactory(agreement=record)
    if record._meta.model_name == "program":
        factories.ProgramLeadFactory(program=record)
        factories.ProgramLeadFactory(program=record, country=None, institution=factories.InstitutionFactory())


def _editor(name: str) -> Any:
    from django.contrib.auth import get_user_model

    found = get_user_model().objects.filter(username=name).first()
    return found or factories.SuperuserFactory(username=name)


def _listed(client: Client) -> str:
    if "_auth_user_id" not in client.session:
        client.force_login(_editor("ahn"))
    return client.get(LIST).text
