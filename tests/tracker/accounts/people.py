"""People who log in as people do: by the form, with what an authenticator shows."""

from __future__ import annotations

import time

from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from django.contrib.auth.models import User
from django.http import HttpResponse
from django.test import Client

PASSWORD = "a long enough password"


def person(name: str, **more: object) -> User:
    """Make a member of staff who knows the password."""
    return User.objects.create_user(name, f"{name}@register.example", PASSWORD, is_staff=True, **more)  # type: ignore[arg-type]


def log_in(client: Client, login: str, password: str = PASSWORD, **more: str) -> HttpResponse:
    """Send the login form."""
    return client.post("/accounts/login/", {"login": login, "password": password, **more})


def code_of(secret: str) -> str:
    """Return what an authenticator shows now (RFC 6238)."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


def add_authenticator(user: User) -> str:
    """Set up an authenticator app with recovery codes; return its secret."""
    secret = generate_totp_secret()
    TOTP.activate(user, secret)
    RecoveryCodes.activate(user)
    return secret
