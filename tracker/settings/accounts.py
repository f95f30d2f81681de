"""Who may log in, how, for how long: accounts of the desk. The public has none.

Nobody signs up: an administrator makes accounts (``manage.py invite``). A password alone is enough on a laptop; where
the register is served over HTTPS, whoever publishes or keeps accounts must add a second factor (an authenticator's
codes or a passkey). Counts of failed attempts are kept in the database, because several processes answer.
"""

from typing import Any

from tracker.settings.environment import flag, number, text
from tracker.settings.readers import TRUSTED_PROXIES
from tracker.settings.security import HTTPS

AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "admin:index"
PASSWORD_RESET_TIMEOUT = 3 * 24 * 3600
"""For how long the link of an invitation, or of a forgotten password, can be used; it works once."""

REQUIRE_SECOND_FACTOR = flag("REQUIRE_SECOND_FACTOR", default=HTTPS)
"""Whoever may publish or keep accounts is asked to set up a second factor before working at the desk."""

SESSION_COOKIE_AGE = number("SESSION_HOURS", 12) * 3600
"""A session ends after so many seconds without a request to the desk (``tracker.accounts.middleware``)."""
SESSION_LONGEST = 7 * 24 * 3600
"""A session ends so many seconds after the login, whatever happens in it."""
SESSION_COOKIE_SAMESITE = "Lax"

CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "accounts_cache",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    },
    "process": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
}
"""``default`` is shared by all processes: counts of attempts. ``process`` is each one's own memory: what is quick."""

MAIL_HOST = text("MAIL_HOST")
"""The server that sends mail. Without one, a forgotten password is a matter for an administrator."""
MAILERS: dict[str, Any] = {
    "default": {
        "BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "OPTIONS": {
            "host": MAIL_HOST or "localhost",
            "port": number("MAIL_PORT", 587),
            "username": text("MAIL_USER"),
            "password": text("MAIL_PASSWORD"),
            "use_tls": flag("MAIL_TLS", default=True),
            "timeout": 20,
        },
    }
}
DEFAULT_FROM_EMAIL = text("MAIL_FROM", "register@localhost")

ALLAUTH_TRUSTED_PROXY_COUNT = TRUSTED_PROXIES

ACCOUNT_ADAPTER = "tracker.accounts.adapter.AccountAdapter"
ACCOUNT_FORMS = {
    "login": "tracker.accounts.forms.LoginForm",
    "reauthenticate": "tracker.accounts.forms.ReauthenticateForm",
    "change_password": "tracker.accounts.forms.ChangePasswordForm",
    "set_password": "tracker.accounts.forms.SetPasswordForm",
    "reset_password": "tracker.accounts.forms.ResetPasswordForm",
    "reset_password_from_key": "tracker.accounts.forms.ResetPasswordKeyForm",
}
ACCOUNT_LOGIN_METHODS = {"username", "email"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "email", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https" if HTTPS else "http"
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 600
ACCOUNT_RATE_LIMITS = {
    "login": "30/m/ip",
    "login_failed": "10/m/ip,5/300s/key",
    "reauthenticate": "10/m/user",
    "change_password": "5/m/user",
    "reset_password": "20/m/ip,5/m/key",
    "reset_password_from_key": "20/m/ip",
}
"""Five failures for one name close it for five minutes at most, for passwords only: passkeys go on working."""

MFA_ADAPTER = "tracker.accounts.adapter.FactorAdapter"
MFA_FORMS = {
    "authenticate": "tracker.accounts.forms.AuthenticateForm",
    "reauthenticate": "tracker.accounts.forms.ReauthenticateByCodeForm",
    "activate_totp": "tracker.accounts.forms.ActivateTOTPForm",
    "add_webauthn": "tracker.accounts.forms.AddPasskeyForm",
    "login_webauthn": "tracker.accounts.forms.LoginByPasskeyForm",
    "authenticate_webauthn": "tracker.accounts.forms.AuthenticateByPasskeyForm",
    "reauthenticate_webauthn": "tracker.accounts.forms.ReauthenticateByPasskeyForm",
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_TOTP_ISSUER = "Bilateral Cooperation Tracker"
MFA_TOTP_TOLERANCE = 1
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not HTTPS
"""Browsers allow passkeys without HTTPS on this machine only (http://localhost)."""
