"""Checks on the database, run by ``migrate``, ``check --database default`` and the readiness page.

The trigram check exists because ``pg_trgm`` silently finds nothing in Hangul and Han when the database's character
classification is C: searches would answer "no results" for two of the three scripts, without any error.
"""

from collections.abc import Sequence
from typing import Any

from django.core.checks import CheckMessage, Error, Tags, register
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper

OLDEST_VERSION = 150_000


def server_version(connection: BaseDatabaseWrapper) -> list[CheckMessage]:
    """Demand PostgreSQL 15 or later."""
    with connection.cursor() as cursor:
        cursor.execute("SHOW server_version_num")
        version = int(cursor.fetchone()[0])
    if version >= OLDEST_VERSION:
        return []
    return [
        Error(
            f"The database server is PostgreSQL {version // 10_000}; the register needs 15 or later.",
            hint="Point DATABASE_URL at a newer server, or unset it to use the private one.",
            id="tracker.E001",
        )
    ]


def trigrams_of_all_scripts(connection: BaseDatabaseWrapper) -> list[CheckMessage]:
    """Demand that trigrams see Korean and Chinese. Says nothing while the extension is not installed yet."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_extension WHERE extname = 'pg_trgm'")
        if cursor.fetchone() is None:
            return []
        cursor.execute("SELECT show_trgm('한') <> '{}' AND show_trgm('韩') <> '{}'")
        if cursor.fetchone()[0]:
            return []
    return [
        Error(
            "This database cannot search Korean or Chinese: its LC_CTYPE makes pg_trgm skip Hangul and Han.",
            hint="Create the database with ENCODING 'UTF8' LOCALE 'C.UTF-8' TEMPLATE template0 and load it again.",
            id="tracker.E002",
        )
    ]


DATABASE_CHECKS = (server_version, trigrams_of_all_scripts)


@register(Tags.database)
def database_is_fit(databases: Sequence[str] | None = None, **kwargs: Any) -> list[CheckMessage]:
    """Run every check on each database asked for."""
    return [message for alias in databases or () for check in DATABASE_CHECKS for message in check(connections[alias])]
