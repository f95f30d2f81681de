"""Checks of the settings: what would make accounts unsafe is refused before anything is served."""

from __future__ import annotations

from typing import Any

from allauth.account import app_settings as account
from allauth.account.adapter import get_adapter
from allauth.mfa import app_settings as factors
from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register
from django.http import HttpRequest

#: Caches that are each process's own, so that what one counts no other knows.
LONELY = ("locmem", "dummy")
#: Sessions that live in the browser alone and cannot be ended from here.
UNENDING = "django.contrib.sessions.backends.signed_cookies"


@register(Tags.security)
def accounts_are_safe(app_configs: Any = None, **kwargs: Any) -> list[CheckMessage]:
    """Refuse open sign-up, missing limits, sessions that cannot be ended, and codes that always fit."""
    shared: Any = settings.CACHES["default"]
    found = [
        (get_adapter().is_open_for_signup(HttpRequest()), "E010", "Sign-up is open: anybody could make an account.",
         "Let ACCOUNT_ADAPTER.is_open_for_signup return False."),
        (not all(account.RATE_LIMITS.get(name) for name in ("login", "login_failed", "reauthenticate")), "E011",
         "Attempts to log in are not limited.", "Give ACCOUNT_RATE_LIMITS its login, login_failed and reauthenticate."),
        (not settings.DEBUG and any(kind in shared["BACKEND"] for kind in LONELY), "E012",
         "Attempts to log in are counted by each process for itself.",
         "Make CACHES['default'] one that all processes share, such as the database's."),
        (settings.SESSION_ENGINE == UNENDING, "E013", "Sessions are kept by browsers only and cannot be ended.",
         "Set SESSION_ENGINE to the database's."),
        (bool(getattr(settings, "MFA_TOTP_INSECURE_BYPASS_CODE", None)), "E014", "A code is set that always fits.",
         "Remove MFA_TOTP_INSECURE_BYPASS_CODE."),
        (settings.SESSION_COOKIE_SECURE and factors.WEBAUTHN_ALLOW_INSECURE_ORIGIN, "E015",
         "Passkeys are taken from any origin although the register is served over HTTPS.",
         "Set MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN to False."),
        (not (settings.SESSION_COOKIE_HTTPONLY and settings.SESSION_COOKIE_SAMESITE in ("Lax", "Strict")), "E016",
         "The cookie of sessions can be read by scripts or is sent from other sites.",
         "Set SESSION_COOKIE_HTTPONLY to True and SESSION_COOKIE_SAMESITE to 'Lax'."),
    ]  # fmt: skip
    return [Error(said, hint=hint, id=f"tracker.{number}") for bad, number, said, hint in found if bad]
