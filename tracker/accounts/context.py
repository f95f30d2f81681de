"""What the frame of the accounts' pages needs: the desk's name, whether somebody is there, and the page's title.

The titles stand here because the frame says each of them three times (window, trail, heading).
"""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

TITLES = {
    "account_login": _("Log in"),
    "account_logout": _("Log out"),
    "account_signup": _("Accounts are made by administrators"),
    "account_inactive": _("This account is closed"),
    "account_reauthenticate": _("Confirm that it is you"),
    "account_change_password": _("Change the password"),
    "account_set_password": _("Set a password"),
    "account_reset_password": _("Forgotten password"),
    "account_reset_password_done": _("Look into your mail"),
    "account_reset_password_from_key": _("Set a password"),
    "account_reset_password_from_key_done": _("The password is set"),
    "mfa_index": _("Your account"),
    "mfa_authenticate": _("Second factor"),
    "mfa_reauthenticate": _("Confirm that it is you"),
    "mfa_reauthenticate_webauthn": _("Confirm that it is you"),
    "mfa_activate_totp": _("Set up an authenticator app"),
    "mfa_deactivate_totp": _("Remove the authenticator app"),
    "mfa_view_recovery_codes": _("Recovery codes"),
    "mfa_generate_recovery_codes": _("Make new recovery codes"),
    "mfa_list_webauthn": _("Passkeys"),
    "mfa_add_webauthn": _("Add a passkey"),
    "mfa_edit_webauthn": _("Rename a passkey"),
    "mfa_remove_webauthn": _("Remove a passkey"),
    "usersessions_list": _("Sessions"),
}


def frame(request: HttpRequest) -> dict[str, Any]:
    """Return the context of an accounts page; of every other page nothing, so that none of them reads a session."""
    match = request.resolver_match
    if match is None or match.url_name not in TITLES or not request.path.startswith("/accounts/"):
        return {}
    site = admin.site
    return {
        "site_header": site.site_header,
        "site_title": site.site_title,
        "site_url": site.site_url,
        "has_permission": site.has_permission(request),
        "is_nav_sidebar_enabled": False,
        "title": TITLES[match.url_name],
    }
