"""Instants of record time as RFC 3339 writes them, in and out.

An instant needs a day, a time and an offset: a bare day would leave open whose midnight is meant. The register's own
instants go out in UTC with all their microseconds, so that ``known_at`` given back finds the same publication.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone
from typing import Final

from django.utils.translation import gettext_lazy as _

from agreements.register.problems import BadValueError, said, shown, together

FORM: Final = _("an RFC 3339 instant, for example 2026-01-05T09:30:00Z")

_INSTANT = re.compile(
    r"(\d{4})-(\d{2})-(\d{2})[Tt](\d{2}):(\d{2}):(\d{2})(?:\.(\d{1,30}))?(?:([Zz])|([+-])(\d{2}):(\d{2}))", re.ASCII
)


def read_instant(text: str, *, round_up: bool = False) -> datetime:
    """Read an RFC 3339 instant as UTC; ``BadValueError`` for any other text.

    Digits beyond microseconds are cut off, or rounded up for a lower bound.
    """
    match = _INSTANT.fullmatch(text)
    if match is None:
        sentence = said(_("{typed} is not {what}."), typed=shown(text), what=FORM)
        if re.search(r"\d \d\d:\d\d\Z", text):
            sentence = together(sentence, _("Write the + of an offset as %2B in an address."))
        raise BadValueError(sentence, (FORM,))
    year, month, day, hour, minute, second = (int(part) for part in match.groups()[:6])
    fraction = match[7] or ""
    offset = timedelta(0)
    if match[9]:
        if int(match[10]) > 23 or int(match[11]) > 59:
            raise BadValueError(said(_("{typed} has an offset that does not exist."), typed=shown(text)), (FORM,))
        offset = timedelta(hours=int(match[10]), minutes=int(match[11])) * (1 if match[9] == "+" else -1)
    try:
        leap = second == 60
        moment = datetime(year, month, day, hour, minute, 59 if leap else second, tzinfo=timezone(offset))
        moment += timedelta(seconds=int(leap), microseconds=int(fraction[:6].ljust(6, "0")))
        if round_up and fraction[6:].strip("0"):
            moment += timedelta(microseconds=1)
        return moment.astimezone(UTC)
    except (ValueError, OverflowError):
        sentence = said(_("{typed} names a day or a time that does not exist."), typed=shown(text))
        raise BadValueError(sentence, (FORM,)) from None


def write_instant(moment: datetime) -> str:
    """Write an instant in UTC with its microseconds: ``2026-01-05T09:30:00.000001Z``."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ").rjust(27, "0")
