"""Keeping a copy in step while editors publish (scenario A7): a crawl by cursor, and the sequence of changes.

Four editors with connections of their own publish for some seconds; two clients read over HTTP meanwhile.
"""

from __future__ import annotations

import json
import random
import threading
import time
from collections.abc import Iterator
from itertools import pairwise
from typing import Any
from urllib.parse import urlencode
from urllib.request import urlopen

import pytest
from django.db import connection
from pytest_django.live_server_helper import LiveServer

from agreements.models import Agreement, Country, Sector
from agreements.publishing import merge, publish, restore, withdraw
from agreements.register.models import AgreementEntry, Publication
from tests.agreements.publishing.conftest import ready
from tests.api_trials.sizes import SECONDS
from tests.factories import CountryFactory, SectorFactory

EDITORS = 4


class Editor(threading.Thread):
    """Publishes records of its own until it is told to stop: new ones, changes, withdrawals, returns, mergers."""

    def __init__(self, number: int, slugs: list[str]) -> None:
        super().__init__()
        self.number = number
        self.slugs = slugs
        self.stop = threading.Event()
        self.done: dict[str, int] = {}
        self.failure: BaseException | None = None

    def run(self) -> None:
        chance = random.Random(self.number)
        try:
            waiting, public, gone = [*self.slugs], [], []
            turn = 0
            while not self.stop.is_set() or turn < 8:
                turn += 1
                sort = chance.choice(("create", "change", "change", "change", "withdraw", "restore", "merge"))
                if len(public) < 2:
                    sort = "create" if waiting else "restore"
                if (sort == "create" and not waiting) or (sort == "restore" and not gone):
                    sort = "change"
                self.step(sort, waiting, public, gone, chance, turn)
                self.done[sort] = self.done.get(sort, 0) + 1
        except BaseException as error:
            self.failure = error
        finally:
            connection.close()

    def step(
        self, sort: str, waiting: list[str], public: list[str], gone: list[str], chance: random.Random, turn: int
    ) -> None:
        reason, by = f"{sort} {self.number}-{turn}", f"editor {self.number}"
        taken = waiting.pop() if sort == "create" else (gone if sort == "restore" else public)[0]
        record = Agreement.objects.get(slug=taken)
        if sort in ("create", "change"):
            record.public_notes = reason
            record.save()
            publish([record], reason=reason, by=by)
            if sort == "create":
                public.append(taken)
            else:
                chance.shuffle(public)
            return
        if sort == "restore":
            restore([record], reason=reason, by=by)
            gone.remove(taken)
            public.append(taken)
            return
        public.remove(taken)
        if sort == "withdraw":
            withdraw([record], reason=reason, by=by)
            gone.append(taken)
        else:
            merge(record, Agreement.objects.get(slug=chance.choice(public)), reason=reason, by=by)


class Reader:
    """Asks one server over HTTP."""

    def __init__(self, site: str) -> None:
        self.base = f"{site}/api/v1/"

    def get(self, path: str, **query: Any) -> dict[str, Any]:
        address = path if path.startswith("http") else self.base + path
        with urlopen(f"{address}?{urlencode(query)}" if query else address, timeout=60) as answer:
            return dict(json.load(answer))

    def pages(self, path: str, **query: Any) -> Iterator[dict[str, Any]]:
        page = self.get(path, **query)
        yield page
        while page["next"]:
            page = self.get(page["next"])
            yield page


class Copy:
    """A copy of the agreements, kept in step by ``changes/`` alone; it remembers its last number and no more."""

    def __init__(self, reader: Reader) -> None:
        self.reader = reader
        self.last = 0
        self.numbers: list[int] = []
        self.held: dict[str, dict[str, Any]] = {}

    def catch_up(self) -> None:
        for page in self.reader.pages("changes/", after=self.last, page_size=20):
            for row in page["results"]:
                self.numbers.append(row["number"])
                self.last = row["number"]
                if row["record_type"] == "agreement":
                    self.take(row)

    def take(self, row: dict[str, Any]) -> None:
        if row["type"] in ("withdrawn", "merged"):
            del self.held[row["id"]]
            return
        document = self.reader.get(row["url"])["document"]
        # Withdrawn since, where there is none: the sequence will say so.
        self.held[row["id"]] = {"number": row["number"], "document": document}


def crawl(reader: Reader) -> tuple[dict[str, int], str]:
    """Walk the list to its end; give each id with its publication, and the instant of the register that was seen.

    A withdrawal reaches backwards, so the count may fall while the crawl goes on; it never rises.
    """
    rows: list[tuple[str, int]] = []
    pages = list(reader.pages("agreements/", page_size=3, ordering="updated_at", fields="id,publication"))
    for page in pages:
        rows += [(row["id"], row["publication"]) for row in page["results"]]
    found = dict(rows)
    assert len(found) == len(rows), "a record twice"
    assert {page["known_at"] for page in pages} == {pages[0]["known_at"]}
    assert all(earlier["count"] >= later["count"] for earlier, later in pairwise(pages))
    return found, pages[0]["known_at"]


def stood_at(known_at: str) -> dict[str, int]:
    """Give the agreements that were public at an instant, from the sequence alone."""
    held: dict[str, int] = {}
    for row in Publication.objects.filter(record_type="agreement", time__lte=known_at).order_by("number"):
        if row.type in ("withdrawn", "merged"):
            held.pop(row.record_id, None)
        else:
            held[row.record_id] = row.number
    return held


@pytest.mark.thorough
@pytest.mark.django_db(transaction=True)
def test_a7_a_copy_and_a_crawl_agree_with_the_register_though_editors_go_on(live_server: LiveServer) -> None:
    CountryFactory(code="KR"), CountryFactory(code="CN"), SectorFactory(slug="startups")
    publish([*Country.objects.all(), *Sector.objects.all()], reason="Names", by="ed")
    each = 6 if SECONDS < 10 else 20
    editors = [Editor(n, [ready(f"mou-{n}-{m}").slug for m in range(each)]) for n in range(EDITORS)]
    reader = Reader(live_server.url)
    copy, crawls = Copy(reader), []
    for editor in editors:
        editor.start()
    until = time.monotonic() + SECONDS
    while time.monotonic() < until:
        copy.catch_up()
        crawls.append(crawl(reader))
    for editor in editors:
        editor.stop.set()
    for editor in editors:
        editor.join(120)
    assert [editor.failure for editor in editors] == [None] * EDITORS
    copy.catch_up()
    crawls.append(crawl(reader))

    entries = {e.record_id: e for e in AgreementEntry.objects.at(copy.last).select_related("publication")}
    assert copy.numbers == list(range(1, Publication.objects.count() + 1))
    assert {name: held["number"] for name, held in copy.held.items()} == {
        name: entry.first_number for name, entry in entries.items()
    }
    for name, held in copy.held.items():
        assert held["document"] == entries[name].publication.document, name
    assert crawls[-1][0] == {name: entry.first_number for name, entry in entries.items()}
    withdrawn = {*Publication.objects.filter(type="withdrawn").values_list("record_id", flat=True)}
    for found, known_at in crawls:
        stood = stood_at(known_at)
        assert found.items() <= stood.items()
        assert stood.keys() - found.keys() <= withdrawn, "missed"
    assert all(earlier[1] <= later[1] for earlier, later in pairwise(crawls))
    done = {sort for editor in editors for sort in editor.done}
    assert done >= {"create", "change", "withdraw", "merge"}
    _the_difference(reader, copy)


def _the_difference(reader: Reader, copy: Copy) -> None:
    """From every tenth number on, ``changes/`` and ``updated_since`` tell the same records."""
    rows = [row for page in reader.pages("changes/", page_size=500) for row in page["results"]]
    for start in range(0, len(rows), max(1, len(rows) // 10)):
        since = rows[start]
        after = reader.get("changes/", after=since["number"] - 1, page_size=500)
        numbers = [row["number"] for row in after["results"]]
        assert numbers == list(range(since["number"], since["number"] + len(numbers)))
        changed = {row["id"] for row in rows[start:] if row["record_type"] == "agreement"}
        listed = reader.get("agreements/", updated_since=since["time"], page_size=500, fields="id")
        assert {row["id"] for row in listed["results"]} == changed & copy.held.keys()
