"""Who must have a second factor: whoever can change what the public reads, or who may log in."""

from __future__ import annotations

from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib.auth.models import AbstractUser, AnonymousUser

#: What a recovery code replaces, so that none of them counts as a factor of its own.
FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
ACCOUNTS = frozenset({"auth.add_user", "auth.change_user", "auth.delete_user"})


def is_trusted_with_more(user: AbstractUser | AnonymousUser) -> bool:
    """Tell whether a person may publish or keep accounts: reviewers and administrators."""
    held = user.get_all_permissions()
    return any(".publish_" in name or name in ACCOUNTS for name in held)


def must_add_a_factor(user: AbstractUser | AnonymousUser) -> bool:
    """Tell whether a person has to set up a second factor before working on (setting ``REQUIRE_SECOND_FACTOR``)."""
    if not settings.REQUIRE_SECOND_FACTOR or not user.is_authenticated:
        return False
    return not is_mfa_enabled(user, FACTORS) and is_trusted_with_more(user)
