"""What the rules find in records that came in: contradictions of the file and what is merely unusual, in words.

Of published records the public documents say it; working records are settled for it, as the editors' preview does.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from agreements.importing.reports import RecordFinding
from agreements.lifecycle.results import Severity
from agreements.publishing import findings_of_working
from agreements.register.models import AgreementEntry

CHUNK = 500


def findings_of(addresses: Sequence[str], *, published: bool) -> Iterator[RecordFinding]:
    """Yield what the rules find in these agreements."""
    for start in range(0, len(addresses), CHUNK):
        some = addresses[start : start + CHUNK]
        yield from _of_documents(some) if published else _of_working(some)


def _of_documents(addresses: Iterable[str]) -> Iterator[RecordFinding]:
    rows = AgreementEntry.objects.filter(record_id__in=addresses, until_number__isnull=True).order_by("record_id")
    for address, found in rows.values_list("record_id", "publication__document__findings"):
        yield from (_told(address, one) for one in found or ())


def _of_working(addresses: Iterable[str]) -> Iterator[RecordFinding]:
    for address, found in findings_of_working(addresses):
        yield from (_told(address, one) for one in found)


def _told(address: str, found: dict[str, Any]) -> RecordFinding:
    return RecordFinding(address, found["code"], found["words"], found["severity"] != Severity.CONTRADICTION)
