"""The sessions of what follows from agreements, by agreement: a plain list to register in.

A picture of two partners over time marks the days on which the joint bodies of their programmes met. Arrows run from
programmes to agreements only, so ``programs`` registers from its ``AppConfig.ready()`` (as in ``extensions``).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from agreements.register.reading import Reading

Document = dict[str, Any]
#: Gives the dated sessions by agreement, by a fixed number of queries; each has ``key``, ``title`` (or null), ``date``
#: (EDTF) and ``program`` with its ``id``, ``title`` and ``html_url``.
Answerer = Callable[[Sequence[str], Reading], dict[str, list[Document]]]

_registered: list[Answerer] = []


def register_sessions(answerer: Answerer) -> None:
    """Register the one answerer for sessions; a second registration takes its place."""
    _registered[:] = [answerer]


def sessions_of(agreements: Sequence[str], reading: Reading) -> dict[str, list[Document]]:
    """Give for each agreement the dated sessions of the programmes that rest on it, in the order of their days.

    Agreements without any are left out.
    """
    return _registered[0](agreements, reading) if _registered and agreements else {}
