"""Take a report in: counted against its sender's share of the hour and the day, then stored, in one transaction."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from ipaddress import IPv6Address, ip_address, ip_network
from typing import Any, Final

from django.conf import settings
from django.db import transaction

from agreements.reports.models import Report, Tally

#: Letters and digits that are not mistaken for one another when read aloud or copied by hand.
ALPHABET: Final = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
REFERENCE_LENGTH: Final = 10
#: What one visitor holds of the newer addresses: a whole network of this size (RFC 6177).
IPV6_PREFIX: Final = 64


@dataclass(frozen=True, slots=True)
class Sender:
    """Who sends, as far as throttling needs it: the digest of a day."""

    digest: str

    @classmethod
    def of(cls, address: str, day: date) -> Sender:
        """Give the sender at a network address; the key and the day are part of it, so no table undoes it later."""
        key = f"{settings.SECRET_KEY}:reports:{day.isoformat()}".encode()
        return cls(hmac.new(key, _visitor(address).encode(), hashlib.sha256).hexdigest())


class TooManyReports(Exception):
    """The sender's share is used up; ``wait`` is the number of seconds until the next one."""

    def __init__(self, wait: int) -> None:
        super().__init__(f"Too many reports; wait {wait} seconds.")
        self.wait = wait


def send(sender: Sender, now: datetime, **fields: Any) -> Report:
    """Store a report and give it; raises ``TooManyReports`` when the sender's hour or day is used up.

    The limits are the settings ``REPORTS_PER_HOUR`` and ``REPORTS_PER_DAY``; 0 is no limit.
    """
    with transaction.atomic():
        _count(sender, now)
        return Report.objects.create(reference=new_reference(), received_at=now, **fields)


def new_reference() -> str:
    """Make a reference that nobody can guess: ten letters and digits in two groups, some 49 bits."""
    letters = "".join(secrets.choice(ALPHABET) for _ in range(REFERENCE_LENGTH))
    return f"{letters[:5]}-{letters[5:]}"


def _count(sender: Sender, now: datetime) -> None:
    """Count one report in; of earlier days nothing is kept."""
    day, hour = now.date(), now.hour
    Tally.objects.filter(day__lt=day).delete()
    Tally.objects.get_or_create(visitor=sender.digest, day=day, hour=hour)
    rows = list(Tally.objects.select_for_update().filter(visitor=sender.digest, day=day).order_by("hour"))
    this_hour = next(row for row in rows if row.hour == hour)
    midnight = datetime.combine(day + timedelta(days=1), time.min, now.tzinfo)
    if _is_used_up(sum(row.count for row in rows), settings.REPORTS_PER_DAY):
        raise TooManyReports(_seconds(now, midnight))
    if _is_used_up(this_hour.count, settings.REPORTS_PER_HOUR):
        following = now.replace(minute=0, second=0, microsecond=0) + timedelta(hours=1)
        raise TooManyReports(_seconds(now, following))
    this_hour.count += 1
    this_hour.save(update_fields=["count"])


def _is_used_up(count: int, limit: int) -> bool:
    return bool(limit) and count >= limit


def _seconds(now: datetime, then: datetime) -> int:
    return max(1, int((then - now).total_seconds()) + 1)


def _visitor(address: str) -> str:
    """Give what one visitor has: an address, or the network of one of the newer kind."""
    try:
        found = ip_address(address.strip())
    except ValueError:
        return address.strip()
    if isinstance(found, IPv6Address):
        if found.ipv4_mapped:
            return str(found.ipv4_mapped)
        return str(ip_network((found, IPV6_PREFIX), strict=False))
    return str(found)
