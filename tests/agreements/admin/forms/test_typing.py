"""Dates and lengths of time are typed as people type them, and read back in words beside the field."""

from __future__ import annotations

import re

import pytest
from django.test import Client

import tests.factories as factories
from agreements.models import Act, Clause
from tests.agreements.admin.desk import fields_of

pytestmark = pytest.mark.django_db
ECHO = "/admin/desk/echo/"


def echo_beside(page: str, field: str) -> str:
    found = re.search(rf'<output[^>]* id="id_{field}_echo">([^<]*)</output>', page)
    assert found is not None, field
    return found[1]


def test_what_is_typed_is_said_back_in_the_editors_language(client: Client) -> None:
    client.force_login(factories.SuperuserFactory())
    asked = [
        ("date", "June 2024", "June 2024", ""),
        ("date", "2024年6月", "June 2024", ""),
        ("date", "2024-06-10/2024-06-20", "between 10 and 20 June 2024", ""),
        ("date", "03/04/2024", "", "more than one order"),
        ("duration", "三年", "3 years", ""),
        ("duration", "P1Y6M", "1 year and 6 months", ""),
        ("duration", "a while", "", "not a period"),
        ("date", "", "", ""),
        ("date", "20\x0024", "", "cannot be printed"),
    ]
    for kind, text, words, error in asked:
        said = client.get(ECHO, {"kind": kind, "text": text}).json()
        assert said["words"] == words, text
        assert error in said["error"], text
        assert bool(said["error"]) == bool(error), text
    client.cookies.load({"django_language": "ko"})
    assert client.get(ECHO, {"kind": "date", "text": "June 2024"}).json()["words"] == "2024년 6월"
    assert client.get(ECHO, {"kind": "number", "text": "1"}).status_code == 400
    assert client.get(ECHO, {"kind": "date", "text": "9" * 999}).status_code == 400


def test_a_stranger_is_not_answered(client: Client) -> None:
    assert client.get(ECHO, {"kind": "date", "text": "2024"}).status_code == 302


def test_a_form_keeps_what_was_typed_and_says_what_was_understood(client: Client) -> None:
    client.force_login(factories.SuperuserFactory())
    record = factories.AgreementFactory(title="Typed")
    address = f"/admin/agreements/agreement/{record.pk}/change/"
    typed = {
        "acts-0-type": "signed",
        "acts-0-date": "２０２４年６月",
        "clause-0-duration_kind": "fixed-term",
        "clause-0-initial_term": "6개월",
        "acts-0-takes_effect": "03/04/2024",
    }
    page = client.post(address, {**fields_of(client, address), **typed}).text
    for text in ("２０２４年６月", "6개월", "03/04/2024"):
        assert f'value="{text}"' in page
    assert "more than one order" in page
    assert echo_beside(page, "acts-0-date") == "June 2024"
    assert echo_beside(page, "clause-0-initial_term") == "6 months"
    assert echo_beside(page, "acts-0-takes_effect") == "", "its error stands beside it already"

    del typed["acts-0-takes_effect"]
    assert client.post(address, {**fields_of(client, address), **typed}).status_code == 302
    assert (str(Act.objects.get().date), str(Clause.objects.get().initial_term)) == ("2024-06", "P6M")
    assert echo_beside(client.get(address).text, "acts-0-date") == "June 2024"
