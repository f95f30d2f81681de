"""What a load brought is remembered with a digest and the revision that it left, so that the next one sees at once
which records nobody touched: the same digest and the same revision need no comparison at all.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import islice

from django.db import connection, transaction

from agreements.asof import instant
from agreements.codelists import Stage
from agreements.loading.columns import NULL, written
from agreements.loading.copying import copy_in
from agreements.loading.merging import Rows
from agreements.loading.shapes import SHAPES
from agreements.loading.state import Name, packed
from agreements.models import LoadedRecord

CHUNK = 1000
_TABLE = LoadedRecord._meta.db_table
_COLUMNS = "origin, record_type, record_id, digest, values, loaded_at, revision"


@dataclass(frozen=True, slots=True)
class Loaded:
    """One record as a load brought it. ``digest`` is the caller's own, or that of the values.

    ``kept`` says that an editor's value stands in place of one of these, or that the record is a draft which somebody
    edited: such a record is compared at every load, because the difference is reported at every load, and no load
    publishes it. ``seen`` is the revision of a record that was compared and not
    written; one that has another by now was edited meanwhile, and is compared again.
    """

    name: Name
    values: Rows
    digest: str = ""
    kept: bool = False
    seen: int | None = None


def digest_of(rows: Rows) -> str:
    """Return the sha-256 of rows, whatever order they stand in."""
    return _digest(_text(rows))


def _text(rows: Rows) -> str:
    return json.dumps(packed(rows), sort_keys=True, ensure_ascii=False)


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def remember(origin: str, loaded: Iterable[Loaded]) -> None:
    """Remember what one origin brought, in place of what it brought before; call it when the rows are written."""
    iterator = iter(loaded)
    while some := list(islice(iterator, CHUNK)):
        names = [item.name for item in some]
        revisions, now = _revisions(names), written(instant())
        lines = []
        for item in some:
            text = _text(item.values)
            revision = None if item.kept else revisions.get(item.name)
            if item.seen is not None and revision != item.seen:
                revision = None
            cells = (origin, *item.name, item.digest or _digest(text), text)
            lines.append("\t".join((*map(written, cells), now, str(revision or NULL))) + "\n")
        known = LoadedRecord.objects.filter(origin=origin, record_id__in={address for _kind, address in names})
        if known.exists():
            _replace(lines)
        else:
            copy_in(f"COPY {_TABLE} ({_COLUMNS}) FROM STDIN", lines)


def _replace(lines: list[str]) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            f"CREATE TEMP TABLE loading_remembered ON COMMIT DROP AS SELECT {_COLUMNS} FROM {_TABLE} LIMIT 0"
        )
        copy_in(f"COPY loading_remembered ({_COLUMNS}) FROM STDIN", lines)
        cursor.execute(
            f"INSERT INTO {_TABLE} ({_COLUMNS}) SELECT {_COLUMNS} FROM loading_remembered"
            " ON CONFLICT (origin, record_type, record_id) DO UPDATE SET digest = excluded.digest,"
            " values = excluded.values, loaded_at = excluded.loaded_at, revision = excluded.revision"
        )
        cursor.execute("DROP TABLE loading_remembered")


def _revisions(names: Iterable[Name]) -> dict[Name, int]:
    found: dict[Name, int] = {}
    for kind, addresses in _by_kind(names).items():
        rows = SHAPES[kind].model._default_manager.filter(slug__in=addresses)
        found |= {(kind, slug): revision for slug, revision in rows.values_list("slug", "revision")}
    return found


def untouched(origin: str, digests: Mapping[Name, str]) -> set[Name]:
    """Return those records that one origin brought with this digest, and that nobody changed since."""
    found: set[Name] = set()
    names = iter(digests)
    while some := list(islice(names, 10 * CHUNK)):
        revisions = _revisions(some)
        rows = LoadedRecord.objects.filter(origin=origin, record_id__in={address for _kind, address in some})
        for kind, address, digest, revision in rows.values_list("record_type", "record_id", "digest", "revision"):
            name = (kind, address)
            if revision is not None and revisions.get(name) == revision and digests.get(name) == digest:
                found.add(name)
    return found


def untouched_drafts(origin: str) -> set[Name]:
    """Lock and return the records that one origin brought, and that are drafts which nobody touched since."""
    found: set[Name] = set()
    for kind in SHAPES:
        brought = LoadedRecord.objects.filter(origin=origin, record_type=kind, revision__isnull=False)
        drafts = SHAPES[kind].model._default_manager.filter(stage=Stage.DRAFT, slug__in=brought.values("record_id"))
        rows = dict(drafts.order_by("pk").select_for_update(of=("self",)).values_list("slug", "revision"))
        left = brought.values_list("record_id", "revision") if rows else ()
        found |= {(kind, slug) for slug, revision in left if rows.get(slug) == revision}
    return found


def _by_kind(names: Iterable[Name]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for kind, address in names:
        found.setdefault(kind, set()).add(address)
    return found
