"""What is wrong is said at the top with a link to each field, and each field names its error as its description."""

from __future__ import annotations

import re

import pytest
from django.test import Client

import tests.factories as factories
from tests.agreements.admin.desk import fields_of

pytestmark = pytest.mark.django_db


def test_every_error_is_listed_with_its_row_and_a_link_to_the_field_that_mends_it(client: Client) -> None:
    client.force_login(factories.SuperuserFactory())
    record = factories.AgreementFactory(title="Wrong")
    factories.ActFactory(agreement=record)
    address = f"/admin/agreements/agreement/{record.pk}/change/"
    typed = {
        **fields_of(client, address),
        "slug": "Not A Slug",
        "acts-1-type": "expired",
        "acts-1-date": "03/04/2024",
        "clause-0-duration_kind": "fixed-term",
        "clause-0-initial_term": "a while",
        "official_text_url": "no address",
    }
    page = client.post(address, typed).text
    summary = re.search(r'id="desk-summary".*?</div>', page, re.DOTALL)
    assert summary is not None
    said = dict(re.findall(r'<a href="#([^"]+)">([^<]+)</a>', summary[0]))
    assert said["id_acts-1-date"].startswith("Act 2, day of the act: Such numbers can be read")
    assert said["id_clause-0-initial_term"].startswith("Duration and renewal, initial term: This is not a period") or (
        ", initial term: This is not a period" in said["id_clause-0-initial_term"]
    )
    assert said["id_slug"].startswith("Address: ")
    for anchor in said:
        field = re.search(rf'<(?:input|select|textarea)[^>]* id="{anchor}"[^>]*>', page)
        assert field is not None, anchor
        assert f"{anchor}_error" in field[0], "the field is described by its error"
        assert f'id="{anchor}_error"' in page


def test_rows_that_stay_empty_are_no_errors_and_a_draft_may_have_gaps(client: Client) -> None:
    """E6: a draft without a signature, without parties and without a clause is saved."""
    client.force_login(factories.SuperuserFactory())
    address = "/admin/agreements/agreement/add/"
    answer = client.post(address, {**fields_of(client, address), "slug": "draft-with-gaps", "acts-0-type": "signed"})
    assert answer.status_code == 302, answer.context["errors"]
    page = client.get("/admin/agreements/agreement/?q=draft-with-gaps").text
    assert "draft-with-gaps" in page
