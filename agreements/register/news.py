"""What was published about the records of a list, newest first: what feeds tell.

Only publications are news, so an internal change is none. The earlier publications of a record that was withdrawn since
have no document any more; they are told as *gone*, with the time and public reason of the withdrawal, so that whoever
holds them can take them out. Which lists such a record would stand in cannot be known, because its entries are gone as
well: it is told to the readers of every list of its kind.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.db.models import OuterRef, Q, QuerySet, Subquery

from agreements.codelists import PublicationType
from agreements.register.models import Publication
from agreements.register.names import best_title
from agreements.register.reading import Reading
from agreements.register.records import name_of
from agreements.register.withdrawn import all_published_words

Document = dict[str, Any]
#: What publications of these types said stands in a document.
WITH_DOCUMENT: Final = (PublicationType.CREATED, PublicationType.UPDATED, PublicationType.RESTORED)
COLUMNS: Final = ("number", "time", "record_type", "record_id", "type", "reason", "target")


@dataclass(frozen=True, slots=True)
class News:
    """One publication. ``before`` is what the record said before it; ``document`` is None for what only ends a record.

    ``title`` is in the language of the reading, empty where no document is left to take it from.
    """

    number: int
    time: datetime
    record_type: str
    record_id: str
    type: str
    reason: str
    target: str
    title: str
    target_title: str
    document: Document | None
    before: Document | None


@dataclass(frozen=True, slots=True)
class GoneNews:
    """A publication whose document was taken back at ``withdrawn``, for the public ``reason``."""

    number: int
    time: datetime
    record_type: str
    record_id: str
    withdrawn: datetime
    reason: str


def of_records(record_type: str, ids: QuerySet[Any] | Collection[str]) -> Q:
    """Keep the publications of records, and the mergers by which others went into them."""
    into = Q(type=PublicationType.MERGED, target__in=ids)
    return Q(record_type=record_type) & (Q(record_id__in=ids) | into)


def news_of(kept: Q, types: Collection[str], reading: Reading, size: int) -> tuple[list[News], list[GoneNews]]:
    """Give the newest ``size`` publications that ``kept`` keeps, and what is gone of records of ``types``.

    What is gone is told as long as its withdrawal is not older than the oldest news given. A fixed number of queries,
    whatever the size.
    """
    rows = Publication.objects.filter(kept, number__lte=reading.number)
    rows = rows.filter(Q(document__isnull=False) | Q(type=PublicationType.MERGED)).order_by("-number")
    found = _described(rows[: size + 1], reading)
    floor = found[size - 1].number if len(found) > size else 0
    return found[:size], _gone_since(floor, types, reading, size)


def sequence(kept: Q, reading: Reading, after: int, before: int, size: int) -> tuple[list[News], list[GoneNews], bool]:
    """Give ``size`` publications between two numbers, both left out, latest first, and whether there are earlier.

    Every number that ``kept`` keeps is there: as news, or as gone where its document was taken back.
    """
    rows = Publication.objects.filter(kept, number__gt=after, number__lt=before, number__lte=reading.number)
    rows = rows.order_by("-number")
    described = _described(rows[: size + 1], reading)
    more, described = len(described) > size, described[:size]
    lost = [row for row in described if row.document is None and row.type in WITH_DOCUMENT]
    return [row for row in described if row not in lost], _told_gone(lost), more


def _described(rows: QuerySet[Publication], reading: Reading) -> list[News]:
    earlier = Publication.objects.filter(
        record_type=OuterRef("record_type"), record_id=OuterRef("record_id"), number__lt=OuterRef("number")
    ).order_by("-number")
    found = list(rows.annotate(earlier=Subquery(earlier.values("number")[:1])).values(*COLUMNS, "document", "earlier"))
    past = _documents([row["earlier"] for row in found if row["earlier"] and row["type"] != PublicationType.CREATED])
    present = all_published_words({row["number"]: row["document"] for row in found})
    targets = _latest_titles({(row["record_type"], row["target"]) for row in found if row["target"]}, reading)
    made = []
    for row in found:
        document, before = present[row["number"]], past.get(row["earlier"])
        title = _title(row["record_type"], document or before, reading)
        rest = {name: row[name] for name in COLUMNS}
        told = targets.get((row["record_type"], row["target"]), row["target"])
        made.append(News(**rest, title=title, target_title=told, document=document, before=before))
    return made


def _documents(numbers: Collection[int]) -> dict[int, Document | None]:
    if not numbers:
        return {}
    rows = Publication.objects.filter(number__in=numbers).values_list("number", "document")
    return all_published_words(dict(rows))


def _latest_titles(records: set[tuple[str, str]], reading: Reading) -> dict[tuple[str, str], str]:
    if not records:
        return {}
    rows = Publication.objects.filter(
        record_type__in={record_type for record_type, _ in records},
        record_id__in={record_id for _, record_id in records},
        number__lte=reading.number,
        document__isnull=False,
    ).order_by("number")
    return {
        (record_type, record_id): _title(record_type, document, reading)
        for record_type, record_id, document in rows.values_list("record_type", "record_id", "document")
    }


def _title(record_type: str, document: Document | None, reading: Reading) -> str:
    if not document:
        return ""
    if document.get("titles"):
        return best_title(document["titles"], reading.language)
    return name_of(record_type, document, reading)


def _gone_since(floor: int, types: Iterable[str], reading: Reading, size: int) -> list[GoneNews]:
    """Give what withdrawals after the number ``floor`` took back, the latest publications first."""
    withdrawals = Publication.objects.filter(
        type=PublicationType.WITHDRAWN, record_type__in=types, number__gt=floor, number__lte=reading.number
    ).order_by("-number")
    taken = list(withdrawals.values_list("record_type", "record_id")[:size])
    if not taken:
        return []
    rows = Publication.objects.filter(
        record_type__in={record_type for record_type, _ in taken},
        record_id__in={record_id for _, record_id in taken},
        type__in=WITH_DOCUMENT,
        document__isnull=True,
        number__lte=reading.number,
    ).order_by("-number")
    found = [row for row in rows.values(*COLUMNS)[: size * 2] if (row["record_type"], row["record_id"]) in taken]
    return _told_gone([News(**row, title="", target_title="", document=None, before=None) for row in found[:size]])


def _told_gone(rows: Sequence[News]) -> list[GoneNews]:
    """Give for publications without document the withdrawal that took it: the first after each."""
    ids = {row.record_id for row in rows}
    if not ids:
        return []
    taken = Publication.objects.filter(type=PublicationType.WITHDRAWN, record_id__in=ids).order_by("number")
    withdrawals = list(taken.values(*COLUMNS))
    found = []
    for row in rows:
        mine = (
            one
            for one in withdrawals
            if (one["record_type"], one["record_id"]) == (row.record_type, row.record_id) and one["number"] > row.number
        )
        one = next(mine, None)
        if one is not None:
            found.append(GoneNews(row.number, row.time, row.record_type, row.record_id, one["time"], one["reason"]))
    return found
