"""What agreements are told by others: a plain list to register in.

An agreement's page, filter and answer name the programmes that rest on it, but arrows run from programmes to agreements
only. So ``programs`` registers itself here from its ``AppConfig.ready()``; without it the register simply has none.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Protocol

from agreements.register.reading import Reading


class Programmes(Protocol):
    """What programmes answer to agreements, always at the reading's number."""

    def agreements_of(self, program: str, reading: Reading) -> list[str] | None:
        """Give the ids of the agreements that the programme rests on; ``None`` when it was never public."""

    def of_agreements(self, agreements: Sequence[str], reading: Reading) -> dict[str, list[dict[str, Any]]]:
        """Give the programmes that rest on each agreement, as short dictionaries, in one query."""


_registered: list[Programmes] = []


def register_programmes(programmes: Programmes) -> None:
    """Register the one answerer for programmes; a second registration takes its place."""
    _registered[:] = [programmes]


def agreements_of_program(program: str, reading: Reading) -> list[str] | None:
    """Give the ids of the agreements that a programme rests on; ``None`` when there is no such programme."""
    return _registered[0].agreements_of(program, reading) if _registered else None


def programs_of_agreements(agreements: Sequence[str], reading: Reading) -> dict[str, list[dict[str, Any]]]:
    """Give for each agreement the programmes that rest on it; every id asked for is in the answer."""
    found = _registered[0].of_agreements(agreements, reading) if _registered else {}
    return {name: found.get(name, []) for name in agreements}
