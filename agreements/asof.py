"""The only reader of the clock. Everything else is given its day or its instant.

*Today* is the date in ``REGISTER_TIME_ZONE`` (domain section 3); an instant is record time and always in UTC.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from django.conf import settings


def today() -> date:
    """Return the register's date of today, the default of ``as_of``."""
    return datetime.now(ZoneInfo(settings.REGISTER_TIME_ZONE)).date()


def instant() -> datetime:
    """Return the present instant in UTC, aware; record time is read from it."""
    return datetime.now(UTC)
