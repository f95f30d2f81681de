"""Logging in: who gets in, by which way, and what happens to those who do not."""

from __future__ import annotations

import json

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import Group, User
from django.core import mail
from django.core.cache import cache
from django.core.management import CommandError, call_command
from django.test import Client
from pytest_django import Settings

from tests.tracker.accounts.people import PASSWORD, add_authenticator, code_of, log_in, person

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _nobody_tried_before(db: None) -> None:
    cache.clear()


@pytest.mark.parametrize("login", ["jeong", "JEONG@register.example"])
def test_a_name_or_an_address_and_the_password_lead_to_where_one_wanted_to_go(client: Client, login: str) -> None:
    person("jeong")
    asked = client.get("/admin/agreements/agreement/?q=1")
    first = client.get(asked.url)
    assert first.url == "/accounts/login/?next=%2Fadmin%2Fagreements%2Fagreement%2F%3Fq%3D1"
    page = client.get(first.url)
    assert '<input type="hidden" name="next" value="/admin/agreements/agreement/?q=1">' in page.text
    assert log_in(client, login, next="/admin/agreements/agreement/?q=1").url == "/admin/agreements/agreement/?q=1"


@pytest.mark.parametrize(
    "elsewhere", ["https://evil.example/", "//evil.example/", "javascript:alert(1)", "/\\evil.example"]
)
def test_nobody_is_led_elsewhere_after_the_login(client: Client, elsewhere: str) -> None:
    person("jeong")
    assert "evil" not in client.get("/admin/login/", {"next": elsewhere}).url
    assert log_in(client, "jeong", next=elsewhere).url == "/admin/"
    assert "evil" not in client.get("/admin/login/", {"next": elsewhere}).url


def test_a_password_alone_opens_no_second_door(client: Client) -> None:
    person("jeong")
    answer = client.post("/admin/login/", {"username": "jeong", "password": PASSWORD, "next": "/admin/"})
    assert answer.url.startswith("/accounts/login/")
    assert "_auth_user_id" not in client.session


def test_the_same_is_said_of_a_wrong_password_and_of_an_unknown_name(client: Client) -> None:
    person("jeong")
    said = [log_in(client, name, "wrong").text.replace(name, "NAME") for name in ("jeong", "nobody")]
    assert "errornote" in said[0]
    assert [line for line in said[0].splitlines() if "csrf" not in line and "nonce" not in line] == [
        line for line in said[1].splitlines() if "csrf" not in line and "nonce" not in line
    ]


def test_somebody_who_guesses_is_stopped_and_the_right_password_is_let_in_again(client: Client) -> None:
    person("jeong")
    for _ in range(5):
        assert "Too many" not in log_in(client, "jeong", "wrong").text
    assert "Too many" in log_in(client, "jeong", "wrong").text
    assert "Too many" in log_in(client, "jeong").text, "for a while the right password waits as well"
    cache.clear()  # what five minutes do
    assert log_in(client, "jeong").url == "/admin/"


def test_floods_from_one_address_are_refused_and_proxies_are_believed_only_when_they_are_ours(
    client: Client, settings: Settings
) -> None:
    person("jeong")
    for number in range(30):
        client.post("/accounts/login/", {}, headers={"x-forwarded-for": f"198.51.100.{number}"})
    refused = client.post("/accounts/login/", {}, headers={"x-forwarded-for": "198.51.100.200"})
    assert (refused.status_code, refused["Retry-After"]) == (429, "60")
    assert "Too many attempts" in refused.text
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    ours = client.post("/accounts/login/", {}, headers={"x-forwarded-for": "203.0.113.9, 198.51.100.200"})
    assert ours.status_code == 200, "the address that our proxy wrote counts, and it asked for the first time"
    assert client.post("/accounts/login/", {}, headers={"x-forwarded-for": "nonsense"}).status_code == 200


def test_nobody_signs_up(client: Client) -> None:
    form = {"username": "newcomer", "email": "n@x.example", "password1": PASSWORD, "password2": PASSWORD}
    for answer in (client.get("/accounts/signup/"), client.post("/accounts/signup/", form)):
        assert "Nobody can sign up here" in answer.text
    assert not User.objects.exists()


def test_a_closed_account_does_not_get_in_and_is_out_at_once(client: Client) -> None:
    chief, jeong = person("chief", is_superuser=True), person("jeong")
    log_in(client, "jeong")
    assert client.get("/admin/").status_code == 200
    desk = Client()
    desk.force_login(chief)
    form = {"username": "jeong", "email": "", "last_login_0": "", "date_joined_0": "2024-01-01", "is_staff": "on"}
    assert desk.post(f"/admin/auth/user/{jeong.pk}/change/", form | {"date_joined_1": "00:00"}).status_code == 302
    assert client.get("/admin/").status_code == 302
    jeong.refresh_from_db()
    assert not jeong.is_active
    User.objects.update(is_active=True)
    assert client.get("/admin/").status_code == 302, "its session was ended, not only passed over"


def test_a_code_is_asked_for_after_the_password_and_a_recovery_code_works_once(client: Client) -> None:
    jeong = person("jeong")
    secret = add_authenticator(jeong)
    held = Authenticator.objects.get(user=jeong, type="totp").data["secret"]
    assert secret not in held, "kept encrypted"
    assert log_in(client, "jeong", next="/admin/auth/").url.startswith("/accounts/2fa/authenticate/")
    assert client.get("/admin/").status_code == 302
    page = client.get("/accounts/2fa/authenticate/")
    assert "one-time-code" in page.text
    wrong = client.post("/accounts/2fa/authenticate/", {"code": "000000"})
    assert (wrong.status_code, "errorlist" in wrong.text) == (200, True)
    assert client.post("/accounts/2fa/authenticate/", {"code": code_of(secret)}).url == "/admin/auth/"
    recovery = Authenticator.objects.get(user=jeong, type="recovery_codes").wrap().get_unused_codes()[0]
    for let_in in (True, False):
        again = Client()
        log_in(again, "jeong")
        answer = again.post("/accounts/2fa/authenticate/", {"code": recovery})
        assert (answer.status_code == 302) is let_in


def test_a_secret_that_no_key_opens_lets_nobody_in(client: Client, settings: Settings) -> None:
    jeong = person("jeong")
    secret = add_authenticator(jeong)
    old = settings.SECRET_KEY
    settings.SECRET_KEY = "another key"
    log_in(client, "jeong")
    assert client.post("/accounts/2fa/authenticate/", {"code": code_of(secret)}).status_code == 200
    settings.SECRET_KEY_FALLBACKS = [old]
    assert client.post("/accounts/2fa/authenticate/", {"code": code_of(secret)}).status_code == 302


def test_factors_are_changed_only_by_somebody_who_has_just_shown_who_they_are(client: Client) -> None:
    jeong = person("jeong")
    client.force_login(jeong)
    for address in ("totp/activate/", "webauthn/add/", "recovery-codes/generate/"):
        answer = client.get(f"/accounts/2fa/{address}")
        assert answer.url.startswith("/accounts/reauthenticate/?next="), address
    assert "errorlist" in client.post("/accounts/reauthenticate/", {"password": "wrong"}).text
    target = "/accounts/2fa/totp/activate/"
    assert client.post("/accounts/reauthenticate/", {"password": PASSWORD, "next": target}).url == target
    page = client.get(target)
    secret = page.context["form"].secret
    assert 'src="data:image/svg+xml;base64,' in page.text
    done = client.post(target, {"code": code_of(secret)})
    assert done.url == "/accounts/2fa/recovery-codes/"
    assert len(client.get(done.url).context["unused_codes"]) == 10


@pytest.mark.parametrize(
    "sent", ["", "{", "[]", "null", "7", '"x"', "{}", json.dumps({"response": 3}), json.dumps({"rawId": "!", "id": []}),
             json.dumps({"response": {"userHandle": "MQ"}, "id": "x", "rawId": "x"}), "[" * 5000]
)  # fmt: skip
def test_a_passkeys_answer_of_any_shape_is_refused_with_a_sentence(client: Client, sent: str) -> None:
    answer = client.post("/accounts/2fa/webauthn/login/", {"credential": sent})
    assert answer.status_code == 302
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize("field", ["login", "password", "next"])
def test_absurd_input_gets_an_answer(client: Client, field: str) -> None:
    for value in ("\x00", "x" * 20_000, "\ud7ff\u202e"):
        form = {"login": "a", "password": "b", field: value}
        assert client.post("/accounts/login/", form).status_code in (200, 302, 400)
    assert client.get("/accounts/password/reset/key/zzzzzzzzzzzzzzzzzzzz-%00/").status_code in (200, 400, 404)


def test_an_invitation_sets_a_password_once(client: Client, capsys: pytest.CaptureFixture[str]) -> None:
    Group.objects.get_or_create(name="editor")
    call_command("invite", "jeong", "--email", "j@register.example", "--role", "editor", "--site", "http://testserver")
    link = capsys.readouterr().out.strip()
    made = User.objects.get(username="jeong")
    assert (made.is_staff, made.is_superuser, made.has_usable_password()) == (True, False, False)
    assert [group.name for group in made.groups.all()] == ["editor"]
    form = client.get(link).url
    assert made.username not in client.get(form).text
    assert "errorlist" in client.post(form, {"password1": "12345", "password2": "12345"}).text
    assert client.post(form, {"password1": PASSWORD, "password2": PASSWORD}).status_code == 302
    assert "does not work any more" in Client().get(link).text
    assert log_in(client, "j@register.example").url == "/admin/"
    call_command("invite", "jeong", "--again", "--site", "http://testserver")
    assert client.get("/admin/").status_code == 302, "whoever is invited again is logged out"
    with pytest.raises(CommandError, match="already exists"):
        call_command("invite", "jeong")
    with pytest.raises(CommandError, match="There is no role 'king'"):
        call_command("invite", "kim", "--role", "king")
    assert not User.objects.filter(username="kim").exists()


def test_a_forgotten_password_is_mailed_only_where_there_is_mail(client: Client, settings: Settings) -> None:
    person("jeong")
    address = {"email": "jeong@register.example"}
    assert "Ask an administrator" in client.post("/accounts/password/reset/", address).text
    assert mail.outbox == []
    settings.MAIL_HOST = "mail.register.example"
    for known in (address, {"email": "nobody@register.example"}):
        assert client.post("/accounts/password/reset/", known).url == "/accounts/password/reset/done/"
    [sent] = mail.outbox
    assert sent.to == ["jeong@register.example"]
    assert "/accounts/password/reset/key/" in sent.body
