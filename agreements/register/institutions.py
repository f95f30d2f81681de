"""An institution among others, and its part in agreements: in which roles, and who signed for it.

An agreement made under the name of one that it succeeded is found under both (domain section 2), so the roles and
signatures of predecessors count for it, each said under the name that acted.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.db import connection
from django.db.models import Q

from agreements.codelists import Role
from agreements.partial_dates.days import PartialDate
from agreements.register.agreements import readable
from agreements.register.entries import entries_at
from agreements.register.models import Mention, RecordEntry
from agreements.register.names import agreement_titles
from agreements.register.reading import Reading
from agreements.register.records import record_of
from agreements.register.references import predecessors

Document = dict[str, Any]

#: The roles in which somebody signs.
SIGNING: Final = (Role.SIGNATORY, Role.PARTY, Role.PARTICIPANT)


@dataclass(frozen=True, slots=True)
class Signer:
    """A person who acted for an institution: name and office as the agreement gives them, the latest first."""

    person: str
    office: str | None
    agreement: str
    title: str
    signed: str | None


@dataclass(frozen=True, slots=True)
class Around:
    """The institutions around one: those below it, those that became it, and what it is a part of."""

    below: list[Document]
    before: list[tuple[Document, Document]]
    others: dict[str, Document]


@dataclass(frozen=True, slots=True)
class Part:
    """The part that an institution has in agreements: their ids by role, and those who signed."""

    roles: dict[str, list[str]]
    signers: list[Signer]
    titles: dict[str, str]


def around(record: Document, reading: Reading) -> Around:
    """Give the institutions around one, by two queries: below it, and before it each with the change that led here."""
    rows = entries_at(RecordEntry, reading).filter(record_type="institution")
    named = [record["parent"], *(change["successor"] for change in record["changes"])]
    became = Q(publication__document__changes__contains=[{"successor": record["id"]}])
    found = rows.filter(became | Q(parent=record["id"]) | Q(record_id__in=[name for name in named if name]))
    others = {entry.record_id: record_of(entry, reading) for entry in found.order_by("record_id")}
    before = [
        (other, change)
        for other in others.values()
        for change in other["changes"]
        if change["successor"] == record["id"]
    ]
    below = [other for other in others.values() if other["parent"] == record["id"]]
    return Around(sorted(below, key=lambda row: row["name"]), before, others)


def part_of(institution: str, reading: Reading) -> Part:
    """Give the part of an institution, or of one that it succeeded, in agreements; a fixed number of queries."""
    ids = predecessors([institution], reading)[institution]
    found = _rows(ids, reading)
    roles: dict[str, set[str]] = defaultdict(set)
    for name, role, _person, _office, _signed in found:
        roles[role].add(name)
    order = {code: place for place, code in enumerate(Role.values)}
    titles = agreement_titles({row[0] for row in found}, reading)
    signers = [
        Signer(person, office or None, name, titles.get(name, name), signed or None)
        for name, role, person, office, signed in sorted(found, key=_latest_first)
        if person and role in SIGNING
    ]
    by_role = {role: sorted(roles[role]) for role in sorted(roles, key=lambda code: order.get(code, len(order)))}
    return Part(by_role, list(dict.fromkeys(signers)), titles)


def _rows(ids: Sequence[str], reading: Reading) -> list[tuple[Any, ...]]:
    """Give agreement, role, person, office and signature of every party row of some institutions.

    Entries know only those who take part; witnesses and depositaries stand in documents. The index of mentions says
    which present ones to open, and for a reading of the past, of which it knows nothing, every document is looked at.
    """
    if reading.known_at_given:
        names = Q()
        for name in ids:
            names |= Q(publication__document__parties__contains=[{"institution": name}])
    else:
        mentions = Mention.objects.filter(target_type="institution", target_id__in=ids, holder_type="agreement")
        names = Q(record_id__in=mentions.values("holder_id"))
    rows = readable(reading).filter(names).order_by()
    inner, params = rows.values_list("record_id", "publication__document").query.sql_with_params()
    sql = (
        "SELECT e.name, p->>'role', p->>'person', p->>'office', e.document->>'signed'"
        f" FROM ({inner}) e (name, document), jsonb_array_elements(e.document->'parties') p"
        " WHERE p->>'institution' = ANY(%s::text[])"
    )
    with connection.cursor() as cursor:
        cursor.execute(sql, [*params, list(ids)])
        return list(cursor.fetchall())


def _latest_first(row: tuple[Any, ...]) -> tuple[Any, ...]:
    name, role, person, _office, signed = row
    day = -PartialDate.parse(signed).first.toordinal() if signed else 0
    return signed is None, day, name, role, person or ""
