"""Names that a filter may use: countries, institutions, sectors, occasions, sources, programmes of the register.

A name that the register never held is a bad value (contract: 400, naming what is allowed), so that a slip of the pen
is not answered with "no agreements". Whether it was held *at the number read* is another question, and answered by
the list: a record that came later simply matches nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from typing import Final

from django.utils.translation import gettext_lazy as _

from agreements.register.entries import entries_at, entries_ever
from agreements.register.mergers import mergers
from agreements.register.models import RecordEntry
from agreements.register.problems import BadValueError, Words, said, unknown_word
from agreements.register.reading import Reading

PLACES: Final = {
    "country": "/api/v1/countries/",
    "institution": "/api/v1/institutions/",
    "sector": "/api/v1/sectors/",
    "source": "/api/v1/sources/",
    "occasion": "/api/v1/occasions/",
}


KINDS: Final = {
    "country": _("a country of this register"),
    "institution": _("an institution of this register"),
    "sector": _("a sector of this register"),
    "source": _("a source of this register"),
    "occasion": _("an occasion of this register"),
}


def known_ids(record_type: str) -> list[str]:
    """Give the ids of every public record of a type, of any number."""
    rows = entries_ever(RecordEntry).filter(record_type=record_type)
    return sorted(rows.values_list("record_id", flat=True).distinct())


def checked(record_type: str, ids: Sequence[str]) -> list[str]:
    """Give ``ids`` back; ``BadValueError`` for the first that names no record of the type."""
    rows = entries_ever(RecordEntry).filter(record_type=record_type, record_id__in=ids)
    found = set(rows.values_list("record_id", flat=True))
    for name in ids:
        if name not in found:
            raise unknown_word(name, KINDS[record_type], known_ids(record_type), elsewhere=PLACES[record_type])
    return list(ids)


def takes_part(names: Sequence[str], reading: Reading) -> list[list[str]]:
    """For each country or institution give what an entry's ``parties`` hold when it takes part.

    A country is its upper-case code (entries hold it for its institutions too); an institution is found under its own
    name and, where it succeeded others or these were merged into it, under theirs (domain section 2). Raises
    ``BadValueError`` for unknown names.
    """
    rows = entries_ever(RecordEntry).filter(record_type__in=("country", "institution"), record_id__in=names)
    types: dict[str, set[str]] = defaultdict(set)
    for record_type, name in rows.values_list("record_type", "record_id"):
        types[name].add(record_type)
    for name in names:
        if name not in types:
            words = [*known_ids("country"), *known_ids("institution")]
            places = said(_("{first} and {second}"), first=PLACES["country"], second=PLACES["institution"])
            raise unknown_word(name, _("a country or an institution of this register"), words, elsewhere=places)
    institutions = [n for n in names if "country" not in types[n]]
    earlier = predecessors(institutions, reading) if institutions else {}
    return [[n.upper()] if "country" in types[n] else earlier[n] for n in names]


def predecessors(institutions: Sequence[str], reading: Reading) -> dict[str, list[str]]:
    """For each institution give itself and every one that it succeeded or that went into it, by any number of steps."""
    rows = entries_at(RecordEntry, reading).filter(record_type="institution")
    # Those without changes are left out here, not in the query: there the server would look into every document.
    changes = rows.values_list("record_id", "publication__document__changes")
    before: dict[str, set[str]] = defaultdict(set)
    for earlier, steps in changes:
        for step in steps or ():
            if step.get("successor"):
                before[step["successor"]].add(earlier)
    return _with_merged("institution", institutions, before, reading)


def with_descendants(sectors: Sequence[str], reading: Reading) -> list[list[str]]:
    """For each sector give itself and everything below it in the tree, as the tree stood at the number read."""
    checked("sector", sectors)
    rows = entries_at(RecordEntry, reading).filter(record_type="sector").exclude(parent="")
    below: dict[str, set[str]] = defaultdict(set)
    for name, parent in rows.values_list("record_id", "parent"):
        below[parent].add(name)
    found = _with_merged("sector", sectors, below, reading)
    return [found[name] for name in sectors]


def above(record_type: str) -> Callable[[Reading], Mapping[str, str]]:
    """Make the look-up of the record right above each record of a tree; those at the top are left out."""

    def look_up(reading: Reading) -> Mapping[str, str]:
        rows = entries_at(RecordEntry, reading).filter(record_type=record_type).exclude(parent="")
        return dict(rows.values_list("record_id", "parent"))

    return look_up


def same_as(record_type: str, name: str, reading: Reading) -> list[str]:
    """Give every id under which documents may name one record: its own and those of the records merged into it."""
    return _with_merged(record_type, checked(record_type, [name]), {}, reading)[name]


def _with_merged(
    record_type: str, names: Sequence[str], steps: Mapping[str, set[str]], reading: Reading
) -> dict[str, list[str]]:
    """Follow the steps from each name and from the records that went into it; a merged name stands for its heir."""
    heirs = mergers(record_type, reading)
    both = defaultdict(set, {name: set(onward) for name, onward in steps.items()})
    for name, heir in heirs.items():
        both[heir].add(name)
    return {name: _reached(heirs.get(name, name), both) for name in names}


def _reached(start: str, steps: dict[str, set[str]]) -> list[str]:
    found, waiting = [start], [start]
    while waiting:
        for name in sorted(steps.get(waiting.pop(), ())):
            if name not in found:
                found.append(name)
                waiting.append(name)
    return found


def no_such(what: Words, name: str) -> BadValueError:
    """Say that the register has no record of the name."""
    return unknown_word(name, said(_("the id of {what} in this register"), what=what), ())
