"""The pages of accounts: complete, in three languages, under the content policy; and who is made to add a factor."""

from __future__ import annotations

import pytest
from allauth.mfa.models import Authenticator
from django.contrib import admin
from django.contrib.auth.models import Permission, User
from django.core.cache import cache
from django.test import Client
from pytest_django import Settings

from tests.agreements.admin.desk import violations
from tests.tracker.accounts.people import PASSWORD, add_authenticator, log_in, person
from tracker.accounts.checks import accounts_are_safe
from tracker.accounts.context import TITLES

pytestmark = pytest.mark.django_db

OPEN = ["login/", "signup/", "inactive/", "password/reset/", "password/reset/done/", "password/reset/key/done/"]
OPEN += ["password/reset/key/1-wrong/"]
KEPT = [
    "",
    "logout/",
    "reauthenticate/",
    "password/change/",
    "2fa/",
    "2fa/reauthenticate/",
    "2fa/webauthn/",
    "sessions/",
]
KEPT += ["2fa/webauthn/add/", "2fa/totp/deactivate/", "2fa/recovery-codes/", "2fa/recovery-codes/generate/"]


@pytest.fixture(autouse=True)
def _nobody_tried_before(db: None) -> None:
    cache.clear()


def test_every_page_of_accounts_keeps_the_content_policy_and_names_itself(client: Client) -> None:
    jeong = person("jeong", is_superuser=True)
    seen = set()
    for address in (*OPEN, *KEPT):
        if address == KEPT[0]:
            add_authenticator(jeong)
            client.force_login(jeong)
            client.post("/accounts/reauthenticate/", {"password": PASSWORD})
        answer = client.get(f"/accounts/{address}", follow=True)
        assert answer.status_code == 200, address
        policy = answer.headers["Content-Security-Policy"]
        assert "unsafe" not in policy
        assert violations(answer.text, policy) == [], address
        assert answer.text.count("<h1>") == 1, address
        assert "no-store" in answer.headers.get("Cache-Control", "no-store")
        seen.add(answer.resolver_match.url_name)
    assert seen <= set(TITLES)


def test_the_pages_speak_the_language_that_was_chosen(client: Client) -> None:
    client.post("/admin/language/", {"language": "ko", "next": "/accounts/login/"})
    answer = client.get("/accounts/login/")
    assert '<html lang="ko"' in answer.text
    assert answer.headers["Content-Language"] == "ko"


def test_somebody_who_publishes_sets_up_a_second_factor_first_where_that_is_required(
    client: Client, settings: Settings
) -> None:
    settings.REQUIRE_SECOND_FACTOR = True
    reviewer, editor = person("reviewer"), person("editor")
    reviewer.user_permissions.add(Permission.objects.get(codename="publish_agreement"))
    for name, led_to in (("editor", 200), ("reviewer", "/accounts/2fa/")):
        there = Client()
        log_in(there, name)
        answer = there.get("/admin/")
        assert (answer.status_code if led_to == 200 else answer.url) == led_to
        assert there.get("/accounts/2fa/").status_code == 200
    assert editor.has_usable_password()
    add_authenticator(reviewer)
    client.force_login(User.objects.get(pk=reviewer.pk))
    assert client.get("/admin/").status_code == 200
    Authenticator.objects.filter(user=reviewer, type="totp").delete()
    assert client.get("/admin/").url == "/accounts/2fa/", "recovery codes alone are no factor"
    assert client.post("/admin/logout/").status_code == 200


def test_secrets_of_accounts_have_no_page_at_the_desk(client: Client) -> None:
    assert not {model._meta.app_label for model in admin.site._registry} & {"account", "mfa", "usersessions"}
    jeong = person("jeong")
    secret = add_authenticator(jeong)
    client.force_login(person("chief", is_superuser=True))
    for address in ("/admin/auth/user/", f"/admin/auth/user/{jeong.pk}/change/"):
        answer = client.get(address)
        assert answer.status_code == 200
        assert secret not in answer.text


def test_nobody_raises_themselves_above_what_they_are(client: Client) -> None:
    keeper, chief = person("keeper"), person("chief", is_superuser=True)
    keeper.user_permissions.set(Permission.objects.filter(content_type__app_label="auth"))
    client.force_login(User.objects.get(pk=keeper.pk))
    own = f"/admin/auth/user/{keeper.pk}/"
    form = {"username": "keeper", "is_superuser": "on", "date_joined_0": "2024-01-01", "date_joined_1": "00:00"}
    form |= {"user_permissions": [str(Permission.objects.get(codename="publish_agreement").pk)]}
    client.post(f"{own}change/", form)
    keeper.refresh_from_db()
    assert (keeper.is_superuser, keeper.is_active, keeper.is_staff) == (False, True, True)
    assert not keeper.user_permissions.filter(codename="publish_agreement").exists()
    assert client.post(f"{own}delete/", {"post": "yes"}).status_code == 403
    above = f"/admin/auth/user/{chief.pk}/"
    assert client.post(f"{above}change/", form | {"username": "owned"}).status_code == 403
    assert client.post(f"{above}password/", {"password1": PASSWORD, "password2": PASSWORD}).status_code == 403
    assert client.post(f"{above}delete/", {"post": "yes"}).status_code == 403
    chosen = {"action": "forget_second_factors", "_selected_action": [str(chief.pk)]}
    add_authenticator(chief)
    client.post("/admin/auth/user/", chosen)
    client.post("/admin/auth/user/", chosen | {"action": "delete_selected", "post": "yes"})
    assert Authenticator.objects.filter(user=chief).count() == 2
    assert User.objects.filter(username="chief").exists()


@pytest.mark.parametrize(
    ("change", "number"),
    [
        ({"ACCOUNT_ADAPTER": "allauth.account.adapter.DefaultAccountAdapter"}, "E010"),
        ({"ACCOUNT_RATE_LIMITS": {"login_failed": None}}, "E011"),
        ({"ACCOUNT_RATE_LIMITS": False}, "E011"),
        ({"CACHES": {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}}, "E012"),
        ({"SESSION_ENGINE": "django.contrib.sessions.backends.signed_cookies"}, "E013"),
        ({"MFA_TOTP_INSECURE_BYPASS_CODE": "000000"}, "E014"),
        ({"SESSION_COOKIE_SECURE": True, "MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN": True}, "E015"),
        ({"SESSION_COOKIE_SAMESITE": "None"}, "E016"),
    ],
)
def test_unsafe_settings_are_refused_with_what_to_do(
    settings: Settings, change: dict[str, object], number: str
) -> None:
    assert accounts_are_safe() == []
    for name, value in change.items():
        setattr(settings, name, value)
    [problem] = accounts_are_safe()
    assert (problem.id, bool(problem.hint)) == (f"tracker.{number}", True)
