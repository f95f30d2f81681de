"""Forms of accounts: django-allauth's, with labels instead of placeholders, and errors instead of failures.

A passkey's answer is a document that anybody may send; whatever shape it has, the answer is “not recognised”.
"""

from __future__ import annotations

from typing import Any

from allauth.account import forms as account
from allauth.mfa.base import forms as factors
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as passkeys
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

#: What reading a malformed answer may raise inside fido2 and django-allauth.
MALFORMED = (AttributeError, IndexError, KeyError, TypeError, ValueError, OverflowError, RecursionError)


class Plain:
    """Say names of fields as labels only; codes are typed on a keyboard of digits where there is one."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():  # type: ignore[attr-defined]
            field.widget.attrs.pop("placeholder", None)
            if name == "code":
                field.widget.attrs |= {"autocapitalize": "off", "spellcheck": "false"}


class LoginForm(Plain, account.LoginForm):
    """User name or e-mail, and password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].label = _("User name or e-mail address")
        self.fields["login"].widget.attrs |= {"autocomplete": "username", "autocapitalize": "off", "autofocus": True}
        self.fields["login"].max_length = 254
        self.fields["password"].help_text = ""


class ReauthenticateForm(Plain, account.ReauthenticateForm):
    """The password once more."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password"].help_text = ""


class ChangePasswordForm(Plain, account.ChangePasswordForm):
    """The present password and a new one."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["oldpassword"].help_text = ""


class SetPasswordForm(Plain, account.SetPasswordForm):
    """A first password."""


class ResetPasswordForm(Plain, account.ResetPasswordForm):
    """Where to send a link."""


class ResetPasswordKeyForm(Plain, account.ResetPasswordKeyForm):
    """A new password, by a link."""


class AuthenticateForm(Plain, factors.AuthenticateForm):
    """The code of an authenticator, or a recovery code."""


class ReauthenticateByCodeForm(Plain, factors.ReauthenticateForm):
    """The code once more."""


class ActivateTOTPForm(Plain, totp.ActivateTOTPForm):
    """The first code of an authenticator."""


def _refused() -> ValidationError:
    return ValidationError(_("This passkey was not recognised."), code="incorrect_code")


class Answered:
    """Take a passkey's answer, whatever it is."""

    def clean_credential(self) -> Any:
        """Return what the answer proves; anything else is refused with a sentence."""
        try:
            return super().clean_credential()  # type: ignore[misc]
        except MALFORMED:
            raise _refused() from None


class AddPasskeyForm(Plain, passkeys.AddWebAuthnForm):
    """A new passkey, and what to call it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].max_length = 100
        self.fields["passwordless"].label = _("Log in with this passkey alone")
        self.fields["passwordless"].initial = True
        self.fields["passwordless"].help_text = _(
            "Without a password. The device then asks for its PIN, a fingerprint or a face each time."
        )

    def clean(self) -> dict[str, Any]:
        """Read the new passkey; anything else is refused with a sentence."""
        try:
            cleaned: dict[str, Any] = super().clean()
        except MALFORMED:
            raise _refused() from None
        return cleaned


class LoginByPasskeyForm(Answered, passkeys.LoginWebAuthnForm):
    """A passkey instead of name and password."""


class AuthenticateByPasskeyForm(Answered, passkeys.AuthenticateWebAuthnForm):
    """A passkey as second factor."""


class ReauthenticateByPasskeyForm(Answered, passkeys.ReauthenticateWebAuthnForm):
    """A passkey once more."""
