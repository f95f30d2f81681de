"""The time line of a record: its changes, its publications and its reviews, newest first, filtered and in pages.

A change is the work of one transaction under one context of history: who, when, why and from where are read from the
context, which keeps the name of a user who is gone. Without a context it came from outside the desk (a bulk update in a
shell, raw SQL). One query finds what stands on a page; a bounded number more reads it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pghistory.models
from django.db import connection

from agreements.admin.history.events import Moment, moments_sql, worked
from agreements.admin.history.tables import Model, Table, tables_of
from agreements.admin.history.telling import RowTold, Teller
from agreements.desk.models import Review, ReviewState
from agreements.publishing import kind_of
from agreements.register.models import Publication

PER_PAGE = 25
#: What stands for “outside the desk” where a name is chosen; no account can be called so.
OUTSIDE = "*"
PUBLICATIONS, REVIEWS = "publications", "reviews"


def stamp_of(at: datetime) -> str:
    """Return how an address names a moment: exactly, in UTC."""
    return at.astimezone(UTC).isoformat(timespec="microseconds")


@dataclass(frozen=True, slots=True)
class Change:
    """One change of a record and its rows. ``who`` is empty where it came from outside the desk."""

    at: datetime
    context: UUID | None
    who: str
    why: str
    where: str
    rows: tuple[RowTold, ...]
    what: str = "change"

    @property
    def stamp(self) -> str:
        """Return how an address names the moment: exactly."""
        return stamp_of(self.at)


@dataclass(frozen=True, slots=True)
class Published:
    """One publication of the record; ``why`` is its public reason."""

    at: datetime
    who: str
    why: str
    publication: Publication
    what: str = "publication"


@dataclass(frozen=True, slots=True)
class Reviewed:
    """One step of a review: sent, or decided as ``state`` says."""

    at: datetime
    who: str
    why: str
    state: str
    review: Review
    what: str = "review"


Item = Change | Published | Reviewed


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to show: by whom, of which table and field (or publications, or reviews), from when until when."""

    who: str = ""
    table: str = ""
    field: str = ""
    since: datetime | None = None
    until: datetime | None = None


@dataclass(slots=True)
class Page:
    """One page of the line, and how many items there are in all."""

    items: list[Item] = field(default_factory=list)
    count: int = 0


def changes_of(record: Any, since: datetime | None = None) -> list[Change]:
    """Return the changes of a record and its rows, newest first; those only that began at ``since`` or later.

    A fixed number of queries for a kind of record. Publications and reviews are not among them.
    """
    found = page_of(type(record), record.pk, "", Wanted(since=since), size=None)
    return [item for item in found.items if isinstance(item, Change)]


def line_of(record: Any, wanted: Wanted, number: int = 1) -> Page:
    """Return one page of a record's time line."""
    return page_of(type(record), record.pk, record.slug, wanted, number)


def page_of(model: Model, key: int, slug: str, wanted: Wanted, number: int = 1, size: int | None = PER_PAGE) -> Page:
    """Return one page of the time line of a record that may be gone; without ``slug``, changes only."""
    found = _find(model, key, slug, wanted, number, size)
    tables = tables_of(model)
    moments = [Moment(f.at, f.context, tuple(tables[i] for i in f.places)) for f in found if f.what == "change"]
    contexts = pghistory.models.Context.objects.in_bulk({m.context for m in moments if m.context is not None})
    rows = worked(key, moments)
    teller = Teller()
    teller.know(row for of_moment in rows.values() for row in of_moment)
    changes = {}
    for moment in moments:
        about = contexts[moment.context].metadata if moment.context in contexts else {}
        changes[moment.at, moment.context] = Change(
            moment.at,
            moment.context,
            about.get("name") or "",
            about.get("reason") or "",
            about.get("url") or about.get("command") or "",
            tuple(teller.tell(rows[moment], wanted.field)),
        )
    numbers = [f.ref for f in found if f.what == "publication"]
    publications = Publication.objects.defer("document", "facts").in_bulk(numbers)
    reviews = Review.objects.in_bulk([f.ref for f in found if f.what in _REVIEW_STEPS])
    page = Page(count=found[0].count if found else 0)
    for one in found:
        if one.what == "change":
            page.items.append(changes[one.at, one.context])
        elif one.what == "publication":
            page.items.append(_published(publications[one.ref]))
        else:
            page.items.append(_reviewed(one.what, reviews[one.ref]))
    return page


def _published(publication: Publication) -> Published:
    return Published(publication.time, publication.by, publication.reason, publication)


def _reviewed(step: str, review: Review) -> Reviewed:
    if step == "sent":
        return Reviewed(review.sent_at, review.sent_by_name, review.note, ReviewState.OPEN, review)
    decided_at = review.decided_at or review.sent_at
    return Reviewed(decided_at, review.decided_by_name, review.decided_note, review.state, review)


def moments_at(model: Model, key: int, at: datetime) -> list[Moment]:
    """Return the work on a record of the transaction that began at ``at``: one moment for each of its contexts."""
    tables = tables_of(model)
    wanted = Wanted(since=at, until=at + timedelta(microseconds=1))
    return [Moment(f.at, f.context, tuple(tables[i] for i in f.places)) for f in _find(model, key, "", wanted, 1, None)]


def people(model: Model, key: int, slug: str) -> list[str]:
    """Return the names of all who stand on the line, in order."""
    union, values = _union(model, key, slug, Wanted())
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT DISTINCT who FROM ({union}) u ({_COLUMNS}) WHERE who <> '' ORDER BY who", values)
        return [row[0] for row in cursor.fetchall()]


_REVIEW_STEPS = ("sent", "decided")
_COLUMNS = "what, at, context, ref, place, upto, nr, who"


@dataclass(frozen=True, slots=True)
class _Found:
    what: str
    at: datetime
    context: UUID | None
    ref: int
    places: Sequence[int]
    count: int


def _find(model: Model, key: int, slug: str, wanted: Wanted, number: int, size: int | None) -> list[_Found]:
    union, values = _union(model, key, slug, wanted)
    where = ["true"]
    if wanted.who:
        where.append("who = %s")
        values.append("" if wanted.who == OUTSIDE else wanted.who)
    for bound, sign in ((wanted.since, ">="), (wanted.until, "<")):
        if bound is not None:
            where.append(f"at {sign} %s")
            values.append(bound)
    cut = "" if size is None else f" LIMIT {size} OFFSET {size * (number - 1)}"
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT what, at, context, ref, array_agg(DISTINCT place), count(*) OVER ()"
            f" FROM ({union}) u ({_COLUMNS}) WHERE {' AND '.join(where)} GROUP BY what, at, context, ref"
            f" ORDER BY max(upto) DESC, at < max(upto) DESC, at DESC, what DESC, max(nr) DESC, ref DESC{cut}",
            values,
        )
        return [_Found(*row) for row in cursor.fetchall()]


def _union(model: Model, key: int, slug: str, wanted: Wanted) -> tuple[str, list[Any]]:
    """Return the query for everything on a line, unordered, and its parameters."""
    parts: list[tuple[str, list[Any]]] = [
        (
            "SELECT 'change', m.at, m.context, 0::bigint, m.place, m.upto, m.nr,"
            " coalesce(c.metadata ->> 'name', '')"
            f" FROM ({sql}) m LEFT JOIN pghistory_context c ON c.id = m.context",
            values,
        )
        for sql, values in _event_parts(model, key, wanted)
    ]
    if slug and wanted.table in ("", PUBLICATIONS):
        parts.append(
            (
                "SELECT 'publication', time, NULL::uuid, number, 0, time, number, by FROM register_publication"
                " WHERE record_type = %s AND record_id = %s",
                [kind_of(model(slug=slug)).code, slug],  # type: ignore[arg-type]
            )
        )
    if slug and wanted.table in ("", REVIEWS):
        parts += [
            (
                f"SELECT '{what}', {what}_at, NULL::uuid, id, 0, {what}_at, id, {what}_by_name FROM desk_review"
                f" WHERE {what}_at IS NOT NULL AND record_type = %s AND record_pk = %s",
                [kind_of(model(slug=slug)).code, key],  # type: ignore[arg-type]
            )
            for what in _REVIEW_STEPS
        ]
    if not parts:
        parts = [("SELECT '', now(), NULL::uuid, 0::bigint, 0, now(), 0::bigint, '' WHERE false", [])]
    return " UNION ALL ".join(sql for sql, _v in parts), [value for _sql, v in parts for value in v]


def _event_parts(model: Model, key: int, wanted: Wanted) -> Iterable[tuple[str, list[Any]]]:
    for table in tables_of(model):
        if wanted.table and table.code != wanted.table:
            continue
        yield moments_sql(model, key, table, column_of(table, wanted.field))


def column_of(table: Table, name: str) -> str:
    """Return the column of a field of a table; empty where no field is named."""
    return next((str(f.column) for f in table.fields if f.name == name), "")
