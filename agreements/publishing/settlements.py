"""Settling once what is asked twice: an agreement's public facts and its working ones are mostly the same.

Settling is pure, and its arguments are values, so equal arguments have one answer. Publishing settles a record for its
document, for the documents of those with which it has lapses, and for its working columns.
"""

from __future__ import annotations

from functools import lru_cache

from agreements.lifecycle.facts import Incoming, Instrument
from agreements.lifecycle.results import Settlement
from agreements.lifecycle.settling import settle

#: Settlements that are remembered; some thousand bytes each.
MOST = 4096


@lru_cache(maxsize=MOST)
def settled(instrument: Instrument, incoming: tuple[Incoming, ...]) -> Settlement:
    """Return what ``lifecycle.settle`` gives."""
    return settle(instrument, incoming)
