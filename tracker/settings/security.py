"""Keys, hosts, transport and the content policy.

With ``DEBUG=0`` nothing here falls back to a value that is known to the world: the key must be given, transport is
HTTPS unless ``HTTPS=0`` says that something else (or nothing) encrypts, and the page may load only what we serve.
"""

from django.core.exceptions import ImproperlyConfigured
from django.utils.csp import CSP

from tracker.settings.environment import DEBUG, flag, number, text, words

DEVELOPMENT_KEY = "django-insecure-for-development-only-never-in-production"


def choose_key(given: str, *, debug: bool) -> str:
    """Return the secret key; outside development a missing, well-known or short one is refused."""
    if debug:
        return given or DEVELOPMENT_KEY
    if not given or given == DEVELOPMENT_KEY or given.startswith("django-insecure-"):
        raise ImproperlyConfigured(
            "DEBUG is off and SECRET_KEY is not set to a key of its own. Make one with "
            "`python -c 'import secrets; print(secrets.token_urlsafe(50))'`, keep it secret and set SECRET_KEY to it."
        )
    if len(given) < 40:
        raise ImproperlyConfigured("SECRET_KEY is shorter than 40 characters. Make a longer one and set it again.")
    return given


SECRET_KEY = choose_key(text("SECRET_KEY"), debug=DEBUG)
SECRET_KEY_FALLBACKS = words("SECRET_KEY_FALLBACKS")
"""Former keys: they still open what they closed (sessions, links, secrets of second factors), and close nothing new."""
ALLOWED_HOSTS = words("ALLOWED_HOSTS", ("localhost", "127.0.0.1", "[::1]"))
CSRF_TRUSTED_ORIGINS = words("CSRF_TRUSTED_ORIGINS")

HTTPS = flag("HTTPS", default=not DEBUG)
SESSION_COOKIE_SECURE = HTTPS
CSRF_COOKIE_SECURE = HTTPS
SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SECURE_HSTS_SECONDS = number("HSTS_SECONDS", 365 * 24 * 3600) if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_HSTS_PRELOAD = HTTPS
if flag("BEHIND_PROXY", default=False):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

SESSION_COOKIE_HTTPONLY = True
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "agreements.admin.forms.safekeeping.stale"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

SECURE_CSP = {
    "default-src": [CSP.SELF],
    "script-src": [CSP.SELF, CSP.NONCE],
    "style-src": [CSP.SELF, CSP.NONCE],
    "img-src": [CSP.SELF, "data:"],
    "object-src": [CSP.NONE],
    "base-uri": [CSP.NONE],
    "form-action": [CSP.SELF],
    "frame-ancestors": [CSP.NONE],
}

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
