"""The database: PostgreSQL 15 or later, everywhere.

``DATABASE_URL`` names one; without it a private server is started from the binaries in the environment (see
``tracker.embedded``). One engine for laptop, tests and production, because ranges, exclusion constraints, trigram
search and history by triggers exist in no other that could be embedded.
"""

from typing import Any

import psycopg
from django.core.exceptions import ImproperlyConfigured
from psycopg.conninfo import conninfo_to_dict

from tracker.settings.environment import DEBUG, VAR_DIR, flag, number, text

EMBEDDED_ENGINE = "tracker.embedded"


def from_url(url: str, *, pool_size: int = 0) -> dict[str, Any]:
    """Read ``postgresql://user:password@host:port/name?sslmode=...`` as libpq reads it.

    ``pool_size`` is the most connections one process keeps open; 0 keeps none between requests. Raises
    ``ImproperlyConfigured`` for another scheme, a parameter that libpq does not know, or a URL without a name.
    """
    scheme = url.partition("://")[0]
    if scheme not in {"postgres", "postgresql"} or "://" not in url:
        raise ImproperlyConfigured(
            f"DATABASE_URL begins with {scheme[:20]!r}, but this register runs on PostgreSQL only. "
            "Write postgresql://user:password@host:5432/name."
        )
    try:
        parts: dict[str, Any] = dict(conninfo_to_dict(url))
    except psycopg.ProgrammingError as problem:
        raise ImproperlyConfigured(f"DATABASE_URL cannot be read: {str(problem).strip()}") from problem
    name = parts.pop("dbname", None)
    if not name:
        raise ImproperlyConfigured("DATABASE_URL names no database. Write postgresql://user:password@host:5432/name.")
    settings = {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": name,
        "USER": parts.pop("user", ""),
        "PASSWORD": parts.pop("password", ""),
        "HOST": parts.pop("host", ""),
        "PORT": parts.pop("port", ""),
        "OPTIONS": parts,
    }
    if pool_size:
        settings["OPTIONS"]["pool"] = {"min_size": 1, "max_size": pool_size}
    return settings


def embedded() -> dict[str, Any]:
    """Describe the private server. Nothing is started here: it starts with the first connection."""
    return {
        "ENGINE": EMBEDDED_ENGINE,
        "NAME": "register",
        "USER": "register",
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "EMBEDDED": {"folder": VAR_DIR / "postgres", "throwaway": False},
    }


def choose(url: str, *, debug: bool, allow_embedded: bool, pool_size: int) -> dict[str, Any]:
    """Return the settings of the one database. In production the embedded server must be asked for by name."""
    if url:
        return from_url(url, pool_size=0 if debug else pool_size)
    if not debug and not allow_embedded:
        raise ImproperlyConfigured(
            "DEBUG is off and DATABASE_URL is not set. Point DATABASE_URL at a PostgreSQL server (15 or later), "
            "or set ALLOW_EMBEDDED=1 to accept the private server, which lives and dies with the processes that use it."
        )
    return embedded()


DATABASES = {
    "default": choose(
        text("DATABASE_URL"),
        debug=DEBUG,
        allow_embedded=flag("ALLOW_EMBEDDED", default=False),
        pool_size=number("DATABASE_POOL", 8),
    )
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
