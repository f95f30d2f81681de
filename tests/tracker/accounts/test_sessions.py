"""Sessions: listed, ended at once, over after a while, and never touched by what the public reads."""

from __future__ import annotations

from datetime import timedelta
from unittest.mock import patch

import pytest
from allauth.usersessions.models import UserSession
from django.conf import settings as given
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from agreements import asof
from tests.tracker.accounts.people import PASSWORD, log_in, person
from tracker.accounts.devices import device_words, shortened

pytestmark = pytest.mark.django_db

FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0"
PHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 Version/17.5 Mobile Safari/604.1"


@pytest.fixture(autouse=True)
def _nobody_tried_before(db: None) -> None:
    cache.clear()


def seat(name: str, agent: str = FIREFOX, address: str = "198.51.100.7") -> Client:
    """Log in at a device."""
    client = Client(headers={"user-agent": agent}, REMOTE_ADDR=address)
    assert log_in(client, name).status_code == 302
    return client


def is_in(client: Client) -> bool:
    return client.get("/admin/").status_code == 200


def test_sessions_are_listed_in_words_and_end_at_once() -> None:
    person("jeong"), person("kim")
    desk, phone, third, other = seat("jeong"), seat("jeong", PHONE, "2001:db8:1:2::3"), seat("jeong"), seat("kim")
    page = desk.get("/accounts/sessions/").text
    assert "Firefox on Linux <strong>(this one)</strong>" in page
    assert "Safari on iPhone" in page
    assert {"198.51.100.…" in page, "2001:db8:1::…" in page} == {True}
    assert {"198.51.100.7" in page, "2001:db8:1:2" in page} == {False}, "the whole address is nobody's business"
    ending = UserSession.objects.get(user_agent=PHONE)
    of_kim = UserSession.objects.get(user__username="kim")
    desk.post("/accounts/sessions/", {"end": of_kim.pk})
    desk.post("/accounts/sessions/", {"end": ending.pk})
    assert (is_in(phone), is_in(desk), is_in(third), is_in(other)) == (False, True, True, True)
    desk.post("/accounts/sessions/", {"end": "others"})
    assert (is_in(desk), is_in(third), is_in(other)) == (True, False, True)
    own = UserSession.objects.get(user__username="jeong")
    assert desk.post("/accounts/sessions/", {"end": own.pk}).url == "/accounts/login/"
    assert not is_in(desk)
    assert other.post("/accounts/sessions/", {"end": "\x00"}).status_code == 302


def test_a_login_begins_a_session_of_its_own_and_a_new_password_ends_all_others() -> None:
    person("jeong")
    client = Client()
    client.get("/accounts/login/")
    planted = SessionStore()
    planted.create()
    client.cookies[given.SESSION_COOKIE_NAME] = planted.session_key
    log_in(client, "jeong")
    assert client.cookies[given.SESSION_COOKIE_NAME].value != planted.session_key
    cookie = client.cookies[given.SESSION_COOKIE_NAME]
    assert (cookie["httponly"], cookie["samesite"], cookie["max-age"]) == (True, "Lax", 12 * 3600)
    elsewhere = seat("jeong")
    new = {"oldpassword": PASSWORD, "password1": "quite another one", "password2": "quite another one"}
    assert client.post("/accounts/password/change/", new).status_code == 302
    assert (is_in(client), is_in(elsewhere)) == (True, False)


def test_work_moves_the_end_of_a_session_until_it_has_lasted_a_week() -> None:
    person("jeong")
    client = seat("jeong")
    assert is_in(client)
    key = client.session.session_key
    Session.objects.filter(pk=key).update(expire_date=timezone.now() + timedelta(minutes=5))
    assert is_in(client)
    assert Session.objects.get(pk=key).expire_date < timezone.now() + timedelta(hours=1), "not at every request"
    start = asof.instant()
    with patch("tracker.accounts.middleware.instant", lambda: start + timedelta(minutes=2)):
        assert is_in(client)
    assert Session.objects.get(pk=key).expire_date > timezone.now() + timedelta(hours=11)
    with patch("tracker.accounts.middleware.instant", lambda: start + timedelta(days=7, minutes=1)):
        assert not is_in(client)
    assert not Session.objects.filter(pk=key).exists()


@pytest.mark.parametrize(
    "address", ["/", "/ko/agreements/", "/api/v1/agreements/", "/agreements/?page=99999", "/nowhere/"]
)
def test_what_the_public_reads_touches_no_session(address: str) -> None:
    person("jeong")
    client = seat("jeong")
    rows = list(UserSession.objects.values_list("last_seen_at", flat=True))
    answer = client.get(address)
    assert not answer.cookies
    assert "cookie" not in answer.get("Vary", "").lower()
    assert list(UserSession.objects.values_list("last_seen_at", flat=True)) == rows


def test_devices_and_networks_are_said_in_words() -> None:
    assert device_words("") == "an unknown device"
    assert device_words("Mozilla/5.0 (Windows NT 10.0) Chrome/126.0 Safari/537.36 Edg/126.0") == "Edge on Windows"
    assert (shortened("::ffff:198.51.100.7"), shortened("nonsense")) == ("198.51.100.…", "")
