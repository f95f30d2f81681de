"""What agreements are told by others: a plain list to register in.

An agreement's page, filter and answer name the programmes that rest on it, but arrows run from programmes to agreements
only. So ``programs`` registers itself here from its ``AppConfig.ready()``; without it the register simply has none.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from agreements.register.models import AgreementEntry, EntryBase
from agreements.register.reading import Reading


@dataclass(frozen=True, slots=True)
class FollowUp:
    """What follows up something: how many programmes, the first of them by title, and what they come to.

    ``rollup`` takes in everything within the programmes and counts each activity once; ``None`` where there is no
    programme. Its members are those of the API's ``Rollup``: ``programs``, ``activities`` (``total``, ``stated`` by
    code, ``done``, ``overdue``, ``without_evidence``), ``sessions`` (``total``, ``last``, ``next``).
    """

    count: int = 0
    programs: Sequence[dict[str, Any]] = ()
    rollup: dict[str, Any] | None = None


class Programmes(Protocol):
    """What programmes answer to agreements, always at the reading's number."""

    def agreements_of(self, program: str, reading: Reading) -> list[str] | None:
        """Give the ids of the agreements that the programme rests on; ``None`` when it was never public."""

    def of_agreements(self, agreements: Sequence[str], reading: Reading) -> dict[str, list[dict[str, Any]]]:
        """Give the programmes that rest on each agreement, as short dictionaries, in one query."""

    def following(self, agreement: str, reading: Reading) -> FollowUp:
        """Give what follows up one agreement, by a fixed number of queries."""

    def of_pair(self, first: str, second: str, reading: Reading) -> FollowUp:
        """Give what follows up a pair of countries, by a fixed number of queries."""

    def of_sector(self, sector: str, reading: Reading) -> FollowUp:
        """Give what is done about a sector and everything below it, by a fixed number of queries."""


_registered: list[Programmes] = []
_entry_models: list[type[EntryBase]] = [AgreementEntry]


def register_entries(model: type[EntryBase]) -> None:
    """Register the entries of another kind of record that has deadlines."""
    if model not in _entry_models:
        _entry_models.append(model)


def entry_models() -> list[type[EntryBase]]:
    """Give the entries of all kinds of records that have deadlines."""
    return list(_entry_models)


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


def following(agreement: str, reading: Reading) -> FollowUp:
    """Give the programmes that follow up an agreement, and what they come to together."""
    return _registered[0].following(agreement, reading) if _registered else FollowUp()


def following_pair(first: str, second: str, reading: Reading) -> FollowUp:
    """Give the programmes of two countries (codes in any case), and what they come to together.

    Theirs are those that rest on an agreement in which both take part, or in which both lead or take part.
    """
    return _registered[0].of_pair(first, second, reading) if _registered else FollowUp()


def following_sector(sector: str, reading: Reading) -> FollowUp:
    """Give the programmes about a sector or one below it, and what they come to; ``BadValueError`` for no sector."""
    return _registered[0].of_sector(sector, reading) if _registered else FollowUp()
