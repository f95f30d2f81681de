"""When an answer may be used again: one ETag and one Last-Modified for pages and API (RFC 9110, sections 8.8 and 13).

An answer depends on its address, its language, the day, the code and the register's last number, and on nothing else;
so the tag is known before any work is done, and *not modified* costs one query.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils.http import http_date, parse_http_date_safe

from agreements.asof import instant
from agreements.register.version import code_version

#: Two publications may share a second, and a date in a header has no less. While the last one is this fresh, an answer
#: says that it is a second older, so that a client which has it asks again instead of keeping what has just changed.
SETTLING: Final = timedelta(seconds=10)


@dataclass(frozen=True, slots=True)
class Freshness:
    """The validators of one answer."""

    etag: str
    last_modified: datetime | None
    honest: datetime | None

    @classmethod
    def of(
        cls, address: str, language: str, as_of: date, number: int, published: datetime | None, *, by_default: bool
    ) -> Freshness:
        """Make the validators; ``by_default`` says that ``as_of`` is today because nobody asked for a day.

        Such an answer changes with the day, so it was not modified before its day began.
        """
        parts = (address, language, as_of.isoformat(), code_version(), str(number))
        tag = hashlib.sha256("\n".join(parts).encode("utf-8", "surrogateescape")).hexdigest()[:32]
        begun = datetime.combine(as_of, time.min, ZoneInfo(settings.REGISTER_TIME_ZONE)).astimezone(UTC)
        now = instant()
        moment = published
        if by_default:
            moment = begun if moment is None else max(moment, begun)
        if moment is None:
            return cls(f'W/"{tag}"', None, None)
        honest = min(moment, now).replace(microsecond=0)
        told = honest - timedelta(seconds=1) if now - honest < SETTLING else honest
        return cls(f'W/"{tag}"', max(told, begun) if by_default else told, honest)

    def has_tag(self, if_none_match: str) -> bool:
        """Say whether the client holds this very answer: tags are compared weakly (RFC 9110, 13.1.2).

        Only an answer of status 200 is ever given a tag, so a match needs no further look.
        """
        tags = {tag.strip().removeprefix("W/") for tag in if_none_match.split(",")}
        return self.etag.removeprefix("W/") in tags

    def is_unchanged(self, if_none_match: str, if_modified_since: str) -> bool:
        """Say whether an answer of status 200 is what the client has; a tag goes before a date (RFC 9110, 13.2.2).

        A date says nothing of the address, so this may be asked only once it is known that there is an answer.
        """
        if if_none_match:
            return if_none_match.strip() == "*" or self.has_tag(if_none_match)
        since = parse_http_date_safe(if_modified_since) if if_modified_since else None
        return since is not None and self.honest is not None and self.honest.timestamp() <= since

    def headers(self) -> dict[str, str]:
        """Give the headers of an answer, good for 200 and 304 alike."""
        found = {"ETag": self.etag, "Cache-Control": "public, no-cache"}
        if self.last_modified is not None:
            found["Last-Modified"] = http_date(self.last_modified.timestamp())
        return found
