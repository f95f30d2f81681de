"""The rows of a source that public records cite: a register's or data file's, listed from the records that cite them.

A source's document holds the passages of a text, but not the rows of a table (docs/decisions/0011): a register of
thousands of rows would be published again, whole, with every record that comes to cite it. So rows are read from where
they are cited, at the number read, in their own order, and from any of them on.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

from django.db.models import Count, Q

from agreements.codelists import LocatorKind
from agreements.register.changes import FOLDERS
from agreements.register.models import CitationRow
from agreements.register.reading import Reading
from agreements.register.row_lists import rows_at, with_documents

Document = dict[str, Any]

#: So many rows of a source are given with it.
MOST: Final = 50


@dataclass(frozen=True, slots=True)
class Citing:
    """A record that cites a row: its type, its id, and its document at the number read."""

    record_type: str
    record_id: str
    document: Document


@dataclass(frozen=True, slots=True)
class CitedRow:
    """One row of a source, as a passage is shown, with the records that cite it."""

    passage: Document
    citing: tuple[Citing, ...]


@dataclass(frozen=True, slots=True)
class CitedRows:
    """How many rows of a source are cited, the rows asked for, and the key of the one that follows them."""

    count: int
    rows: tuple[CitedRow, ...]
    following: str | None


def cited_rows(source: str, reading: Reading, *, start: str | None = None, size: int = MOST) -> CitedRows | None:
    """Give the first rows of a source that are cited, or those from the row with the key ``start`` on.

    ``None`` where no public record cites the row ``start``. Five queries, whatever there is.
    """
    cited = rows_at(CitationRow, reading).filter(source=source)
    count = cited.aggregate(n=Count("key", distinct=True))["n"]
    asked = cited
    if start is not None:
        first = cited.filter(key=start).values_list("ordinal", flat=True).first()
        if first is None:
            return None
        asked = cited.filter(Q(ordinal__gt=first) | Q(ordinal=first, key__gte=start))
    elif not count:
        return CitedRows(0, (), None)
    places = asked.order_by("ordinal", "key").values_list("ordinal", "key").distinct()[: size + 1]
    keys = list(dict.fromkeys(key for _ordinal, key in places))
    following = keys[size] if len(keys) > size else None
    rows, documents = with_documents(cited.filter(key__in=keys[:size]).order_by("record_type", "record_id"))
    by_key: dict[str, list[CitationRow]] = defaultdict(list)
    for row in rows:
        by_key[row.key].append(row)
    return CitedRows(
        count,
        tuple(
            CitedRow(
                place_of(by_key[key][0].key, by_key[key][0].locator),
                tuple(Citing(row.record_type, row.record_id, documents[row.publication_id]) for row in by_key[key]),
            )
            for key in keys[:size]
            if by_key[key]
        ),
        following,
    )


def counted_rows(sources: Iterable[str], reading: Reading) -> dict[str, int]:
    """Give how many rows of each source are cited; sources without any are left out. One query."""
    rows = rows_at(CitationRow, reading).filter(source__in=set(sources)).order_by()
    return dict(rows.values("source").annotate(n=Count("key", distinct=True)).values_list("source", "n"))


def place_of(key: str, locator: str) -> Document:
    """Give the row of a table as a passage: its place, which is all that is known of it."""
    return {
        "key": key,
        "locator_kind": str(LocatorKind.ROW),
        "locator": locator,
        "start": None,
        "end": None,
        **dict.fromkeys(("quote", "prefix", "suffix"), ""),
    }


def rows_as_answered(source: str, reading: Reading) -> Document:
    """Give the rows of a source as its answer shows them: how many, the first ones, where to find who cites them."""
    found = cited_rows(source, reading)
    assert found is not None, "without a start there is always an answer"
    return {
        "count": found.count,
        "results": [
            {
                **{name: one.passage[name] for name in ("key", "locator_kind", "locator")},
                "cited_by": [_named(by, reading) for by in one.citing],
            }
            for one in found.rows
        ],
        "agreements_url": f"{reading.base}/api/v1/agreements/?source={source}",
    }


def _named(by: Citing, reading: Reading) -> Document:
    folder = FOLDERS[by.record_type]
    return {
        "record_type": by.record_type,
        "id": by.record_id,
        "url": f"{reading.base}/api/v1/{folder}/{by.record_id}/",
        "html_url": f"{reading.base}/{folder}/{by.record_id}/",
    }
