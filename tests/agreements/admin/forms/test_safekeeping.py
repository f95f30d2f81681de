"""What was typed outlives a session that ended and a token that went stale, and another site gains nothing."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client

import tests.factories as factories
from agreements.models import Agreement
from tests.agreements.admin.desk import FormReader, fields_of

pytestmark = pytest.mark.django_db
ADD = "/admin/agreements/agreement/add/"
OURS = {"Sec-Fetch-Site": "same-origin"}


def kept_fields(page: str) -> dict[str, Any]:
    return FormReader(page).fields


def test_a_form_sent_after_the_session_ended_is_kept_and_sent_again_after_signing_in() -> None:
    desk = Client(enforce_csrf_checks=True)
    chief = factories.SuperuserFactory()
    desk.force_login(chief)
    typed = {**fields_of(desk, ADD), "slug": "kept-safe", "public_notes": "Typed for <an hour>\nand more"}
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', desk.get(ADD).text)
    assert token is not None
    typed["csrfmiddlewaretoken"] = token[1]
    desk.logout()
    desk.cookies["csrftoken"] = token[1]

    kept = desk.post(ADD, typed, headers=OURS)
    assert kept.status_code == 403
    assert "no-store" in kept.headers["Cache-Control"]
    fields = kept_fields(kept.text)
    assert fields["public_notes"] == typed["public_notes"]
    assert 'target="_blank"' in kept.text
    assert not Agreement.objects.exists()

    desk.force_login(chief)
    stale = desk.post(ADD, {**fields, "csrfmiddlewaretoken": "x" * 64}, headers=OURS)
    assert stale.status_code == 403, "a stale token saves nothing"
    assert not Agreement.objects.exists()
    again = kept_fields(stale.text)
    assert again["slug"] == "kept-safe"
    assert desk.post(ADD, again, headers=OURS).status_code == 302
    assert Agreement.objects.get().public_notes.replace("\r", "") == typed["public_notes"]


@pytest.mark.parametrize("headers", [{"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://elsewhere.test"}, {}])
def test_what_another_site_sends_is_never_kept_for_somebody_to_confirm(headers: dict[str, str]) -> None:
    desk = Client(enforce_csrf_checks=True)
    desk.force_login(factories.SuperuserFactory())
    refused = desk.post(ADD, {"slug": "planted-here"}, headers=headers)
    assert refused.status_code == 403
    assert "planted-here" not in refused.text
    desk.logout()
    stranger = Client()
    sent_away = stranger.post(ADD, {"slug": "planted-here"}, headers=headers)
    assert sent_away.status_code == 302
    assert not Agreement.objects.exists()
