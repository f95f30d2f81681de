"""Relations between the rows of a file, once all of them are read, whatever their order.

A link to the row itself, to a key that nobody has, to a row that was refused, and one that would close a circle of
successors are left out and told; the row itself comes in. Of the links that close a circle the later ones in the file
go.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext_noop as _

from agreements.importing.drafts import Draft, Given, Link, Problem
from agreements.importing.mapping.naming import LONGEST_KEY, key_for
from agreements.importing.reports import LinkLeft
from agreements.loading.merging import RowId
from agreements.models import Relation
from agreements.models.relation import SUCCESSION

MIRRORS: Final = "mirrors"
#: Kinds by which a later text speaks of an earlier one (or a part of its whole), and which act on nothing.
LATER_TO_EARLIER: Final = (
    *("amends", "supplements", "builds-on", "implements", "consolidates", "interprets", "corrects", "part-of"),
)
CIRCLE: Final = _("closes a circle of one kind of relation, which cannot all be right; it stands as the file has it.")
Edge = tuple[str, str]
"""Addresses of a successor and of what it succeeds."""


@dataclass(frozen=True, slots=True)
class Found:
    """A link whose ends are known: ``subject`` is the draft that carries the relation."""

    origin: Draft
    subject: Draft
    object: str
    link: Link


def link(
    drafts: Mapping[str, Draft], held: Mapping[str, str], refused: Iterable[str], deleted: Container[str] = ()
) -> list[LinkLeft]:
    """Give drafts their relations; ``held`` are the addresses of the register's own records of this scheme, by key.

    A record that stands in the register can be named although its row was ``refused`` now. ``deleted`` are the
    addresses of drafts that somebody deleted after an earlier import: they stay away, and nothing can lead to them.
    """
    left: list[LinkLeft] = []
    lost = set(refused)
    found = [f for draft in drafts.values() for f in _ends(draft, drafts, held, lost, deleted, left)]
    addressed = {draft.slug: draft for draft in drafts.values()}
    circular = _closing(found, _standing(held.values(), {f.subject.slug for f in found}))
    mirrored = _mirrored(held.values())
    said: set[tuple[str, RowId, str, str]] = set()
    for number, one in enumerate(found):
        if number in circular:
            why = _("it would close a circle: each of these records would follow from itself.")
            left.append(_left(one.origin, one.link, why))
        else:
            _add(one, addressed, mirrored, said)
    return left


def circles(drafts: Iterable[Draft]) -> Iterator[tuple[str, Problem]]:
    """Yield, with the key of its row, a note on each relation of the file that closes a circle although its kind goes
    from later to earlier. These are recorded only, so they stay; that they cannot all be right is told.
    """
    of_code: dict[str, list[tuple[Draft, RowId, str]]] = {}
    for draft in drafts:
        for row, values in draft.rows.items():
            if row[0] == "relation" and values["code"] in LATER_TO_EARLIER:
                of_code.setdefault(str(values["code"]), []).append((draft, row, str(values["object"])))
    for edges in of_code.values():
        inside = _in_circles([(draft.slug, target) for draft, _row, target in edges])
        ahead: dict[str, list[str]] = {}
        for draft, row, target in edges:
            if draft.slug in inside and target in inside and _reaches(target, draft.slug, ahead, inside):
                said = next(one for one in draft.given if one.row == row)
                yield draft.key, Problem(said.column, said.words, CIRCLE)
            ahead.setdefault(draft.slug, []).append(target)


def _ends(
    draft: Draft,
    drafts: Mapping[str, Draft],
    held: Mapping[str, str],
    lost: set[str],
    deleted: Container[str],
    left: list[LinkLeft],
) -> Iterator[Found]:
    if draft.slug in deleted:
        return
    for one in draft.links:
        other = drafts.get(one.key)
        if one.key == draft.key:
            left.append(_left(draft, one, _("the row names itself.")))
        elif other is not None and other.slug in deleted:
            left.append(_left(draft, one, _("the record of this row was deleted, and stays deleted.")))
        elif other is not None:
            subject, target = (other, draft) if one.inverse else (draft, other)
            yield Found(draft, subject, target.slug, one)
        elif one.key in lost and (one.inverse or one.key not in held):
            left.append(_left(draft, one, _("the row with this key was refused.")))
        elif one.key not in held:
            left.append(_left(draft, one, _("no row of the file and no record of the register has this key.")))
        elif one.inverse:
            left.append(_left(draft, one, _("the record that should carry the relation is not in this file.")))
        else:
            yield Found(draft, draft, held[one.key], one)


def _left(draft: Draft, one: Link, why: str) -> LinkLeft:
    return LinkLeft(draft.place, draft.key, one.code, one.column, one.words, why)


def _standing(addresses: Iterable[str], given: set[str]) -> list[Edge]:
    """Return the successions that the register holds around these records; those of given records are given anew."""
    rows = Relation.objects.filter(code__in=SUCCESSION, preferred=True)
    if not any(True for _address in addresses):
        return []
    return [edge for edge in rows.values_list("subject__slug", "object__slug") if edge[0] not in given]


def _mirrored(addresses: Iterable[str]) -> set[Edge]:
    """Return the pairs of mirrors that the register holds, each as it stands there."""
    if not any(True for _address in addresses):
        return set()
    return set(Relation.objects.filter(code=MIRRORS).values_list("subject__slug", "object__slug"))


def _closing(found: list[Found], standing: list[Edge]) -> set[int]:
    """Return the numbers of those links that close a circle, in the order of the file."""
    numbered = [
        (number, (one.subject.slug, one.object)) for number, one in enumerate(found) if one.link.code in SUCCESSION
    ]
    inside = _in_circles([*standing, *(edge for _number, edge in numbered)])
    ahead: dict[str, list[str]] = {}
    for subject, target in standing:
        ahead.setdefault(subject, []).append(target)
    closing = set()
    for number, (subject, target) in numbered:
        if subject in inside and target in inside and _reaches(target, subject, ahead, inside):
            closing.add(number)
        else:
            ahead.setdefault(subject, []).append(target)
    return closing


def _in_circles(edges: list[Edge]) -> set[str]:
    """Return the records that may stand in a circle: what is left when ends of chains are taken off again and again."""
    left = {name for edge in edges for name in edge}
    for forward in (True, False):
        out: dict[str, int] = dict.fromkeys(left, 0)
        back: dict[str, list[str]] = {}
        for edge in edges:
            start, end = edge if forward else (edge[1], edge[0])
            if start in left and end in left:
                out[start] += 1
                back.setdefault(end, []).append(start)
        free = [name for name, count in out.items() if count == 0]
        while free:
            name = free.pop()
            left.discard(name)
            for before in back.get(name, ()):
                out[before] -= 1
                if out[before] == 0:
                    free.append(before)
    return left


def _reaches(start: str, end: str, ahead: Mapping[str, list[str]], inside: set[str]) -> bool:
    seen, waiting = {start}, [start]
    while waiting:
        name = waiting.pop()
        if name == end:
            return True
        for following in ahead.get(name, ()):
            if following not in seen and following in inside:
                seen.add(following)
                waiting.append(following)
    return False


def _add(
    one: Found, addressed: Mapping[str, Draft], mirrored: Container[Edge], said: set[tuple[str, RowId, str, str]]
) -> None:
    """Give a record its relation, and the evidence of every row and column that says so, which ``said`` remembers.

    Two rows that mirror one another are one relation, which both confirm: it stands where the register has it, else
    with the row that comes first.
    """
    code, subject, target = one.link.code, one.subject, one.object
    other = addressed.get(target)
    if code == MIRRORS and other is not None:
        back, there = _row(code, subject.slug), _row(code, target)
        if back in other.rows or ((target, subject.slug) in mirrored and there not in subject.rows):
            subject, target = other, subject.slug
    row = _row(code, target)
    if (by := (subject.slug, row, one.origin.key, one.link.column)) not in said:
        said.add(by)
        subject.rows[row] = {"object": target, "code": code}
        place = None if one.origin is subject else one.origin.place
        subject.given.append(Given(row, "", code, one.link.column, one.link.words, place=place))


def _row(code: str, target: str) -> RowId:
    return ("relation", key_for(f"{code}-{target}", LONGEST_KEY))
