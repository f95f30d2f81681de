"""Programmes and agreements that were merged into others: by either id they are one record (domain section 10).

Documents that named a record before its merger name it still, so filters ask for every id under which it is named.
"""

from __future__ import annotations

from collections.abc import Collection

from agreements.register.mergers import mergers
from agreements.register.reading import Reading


def same_programs(programs: Collection[str], reading: Reading) -> list[str]:
    """Give every id under which records may name the programmes: their own, and of what was merged into them."""
    return _same("program", programs, reading)


def same_agreements(agreements: Collection[str], reading: Reading) -> list[str]:
    """Give every id under which programmes may name the agreements: their own, and of what was merged into them."""
    return _same("agreement", agreements, reading)


def known_as(agreements: Collection[str], reading: Reading) -> dict[str, str]:
    """Give for every id under which programmes may name one of the agreements the agreement that is meant."""
    asked = set(agreements)
    heirs = mergers("agreement", reading)
    return {name: name for name in asked} | {name: heir for name, heir in heirs.items() if heir in asked}


def _same(record_type: str, ids: Collection[str], reading: Reading) -> list[str]:
    heirs = mergers(record_type, reading)
    meant = {heirs.get(name, name) for name in ids}
    return sorted(meant | {name for name, heir in heirs.items() if heir in meant})
