"""What we decide for django-allauth: sign-up is closed, secrets are kept encrypted, an address is always known.

Secrets of authenticators are encrypted with a key made from ``SECRET_KEY``, so that a copy of the database alone makes
no valid code. After a change of ``SECRET_KEY`` the former key belongs into ``SECRET_KEY_FALLBACKS``.
"""

from __future__ import annotations

import base64
import hashlib
import secrets
from ipaddress import ip_address

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.internal.httpkit import get_client_ip
from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.http import HttpRequest

#: Stands for every caller whose address cannot be told: they share one allowance.
UNKNOWN_ADDRESS = "0.0.0.0"  # not bound to; a name for “none”


class AccountAdapter(DefaultAccountAdapter):
    """Accounts: made by administrators only."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Refuse: nobody makes an account for themselves."""
        return False

    def get_client_ip(self, request: HttpRequest) -> str:
        """Return the caller's address as trusted proxies tell it; what is none counts as unknown."""
        try:
            return str(ip_address((get_client_ip(request) or "").strip()))
        except ValueError:
            return UNKNOWN_ADDRESS


class FactorAdapter(DefaultMFAAdapter):
    """Second factors: their secrets are kept encrypted."""

    def encrypt(self, text: str) -> str:
        """Encrypt a secret for the database."""
        return _keys().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Decrypt a secret; one that no present key opens becomes one that nobody knows, so that no code fits it."""
        try:
            return _keys().decrypt(encrypted_text.encode()).decode()
        except InvalidToken:
            return base64.b32encode(secrets.token_bytes(20)).decode()


def _keys() -> MultiFernet:
    known = (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)  # text, all of them: our settings read nothing else
    digests = (hashlib.sha256(f"{key!s}:second-factors".encode()).digest() for key in known)
    return MultiFernet([Fernet(base64.urlsafe_b64encode(digest)) for digest in digests])
