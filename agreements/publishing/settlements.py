"""Settling once what is asked twice: an agreement's public facts and its working ones are mostly the same.

Settling is pure, and its arguments are values, so equal arguments have one answer. Publishing settles a record for its
document, for the documents of those with which it has lapses, and for its working columns.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache

from agreements.lifecycle.facts import Incoming, Instrument
from agreements.lifecycle.results import Settlement
from agreements.lifecycle.settling import settle

#: Settlements that a process remembers; some thousand bytes each.
MOST = 4096

_Facts = tuple[Instrument, tuple[Incoming, ...]]

_recent = lru_cache(maxsize=MOST)(settle)
_of_block: ContextVar[dict[_Facts, Settlement] | None] = ContextVar("settlements_of_block", default=None)


def settled(instrument: Instrument, incoming: tuple[Incoming, ...]) -> Settlement:
    """Return what ``lifecycle.settle`` gives."""
    kept = _of_block.get()
    if kept is None:
        return _recent(instrument, incoming)
    facts = (instrument, incoming)
    if (found := kept.get(facts)) is None:
        found = kept[facts] = settle(instrument, incoming)
    return found


@contextmanager
def all_kept() -> Iterator[None]:
    """Remember every settlement inside, and none of them after it: a block asks for thousands, twice each."""
    token = _of_block.set({})
    try:
        yield
    finally:
        _of_block.reset(token)
