"""The coverage of a pair of countries over time: a lane for each lineage, grouped by subject.

A *lineage* is a chain of agreements that replace or renew one another, however it branches; an agreement without such
relations is a lineage of one. Only relations that are preferred and whose ends are both of the pair make a chain. A
lane stands once, under the subject (the top of the tree of sectors) that its first agreement names first; what a
subject comes to as a whole counts every agreement that has it, wherever its lane stands, so that the answer to "is
anything in effect about health?" never depends on the order of an editor's list.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from agreements.codelists import SUCCEEDING
from agreements.partial_dates.days import PartialDate
from agreements.register.agreements import readable
from agreements.register.bands import Stretch, together
from agreements.register.coverage import Span, spans
from agreements.register.detail import complete
from agreements.register.entries import document_of
from agreements.register.presenting import present
from agreements.register.reading import Reading
from agreements.register.records import list_records
from agreements.register.references import with_descendants
from agreements.register.sessions import sessions_of
from agreements.register.standings import standings_of

Document = dict[str, Any]
#: The place of agreements without a sector.
UNCLASSIFIED = ""


@dataclass(frozen=True, slots=True)
class Member:
    """One agreement of a lane: as a list shows it, with its acts, its life in spans, and the sessions it led to."""

    row: Document
    spans: tuple[Span, ...]
    sessions: tuple[Document, ...] = ()

    @property
    def id(self) -> str:
        """Give the id of the agreement."""
        return str(self.row["id"])


@dataclass(frozen=True, slots=True)
class Lane:
    """A lineage, earliest agreement first, with the lapses between its agreements (overlaps are none).

    ``subjects`` are the tops of the tree of all their sectors; the lane stands under the first.
    """

    members: tuple[Member, ...]
    subjects: tuple[str, ...]
    lapses: tuple[Document, ...]


@dataclass(frozen=True, slots=True)
class Subject:
    """A subject with the lanes that stand under it, and how far all agreements on it reach together."""

    id: str
    name: str
    agreements: int
    stretches: list[Stretch]
    lanes: list[Lane]


@dataclass(frozen=True, slots=True)
class Coverage:
    """What a pair's picture is drawn from; ``rows`` are all agreements of the pair, latest signature first."""

    rows: list[Document]
    subjects: list[Subject]
    stretches: list[Stretch]

    @property
    def lanes(self) -> list[Lane]:
        """Give every lane in the order of the picture."""
        return [lane for subject in self.subjects for lane in subject.lanes]

    @property
    def known_days(self) -> list[date]:
        """Give the bounds of everything that is drawn, and the days that are marked."""
        members = [member for lane in self.lanes for member in lane.members]
        days = [day for m in members for span in m.spans if span.level for day in (span.first, span.last) if day]
        marked = [event["date"] for m in members for event in m.row["events"]]
        marked += [session["date"] for m in members for session in m.sessions]
        marked += [
            day for lane in self.lanes for lapse in lane.lapses for day in (lapse["last_day"], lapse["first_day"])
        ]
        for days_marked in {PartialDate.parse(text) for text in marked if text}:
            days += [days_marked.first, days_marked.last]
        return days


def coverage_of_pair(first: str, second: str, reading: Reading, sector: str = "") -> Coverage:
    """Give the coverage of two countries (codes in any case), by a fixed number of queries.

    ``sector`` keeps the lanes in which an agreement has it or one below it; ``BadValueError`` for one never public.
    """
    kept = set(with_descendants([sector], reading)[0]) if sector else None
    found = readable(reading).filter(parties__contains=sorted({first.upper(), second.upper()}))
    entries = sorted(found, key=lambda e: (e.signed is None, -e.signed.first.toordinal() if e.signed else 0, e.pk))
    if not entries:
        return Coverage([], [], together(()))
    rows = complete(entries, present(entries, reading), reading, ("events", "standings"))
    sessions = sessions_of([row["id"] for row in rows], reading)
    members = [Member(r, tuple(spans(standings_of(r))), tuple(sessions.get(r["id"], ()))) for r in rows]
    links = [
        (entry.record_id, relation["other"])
        for entry in entries
        for relation in document_of(entry)["relations"]
        if relation["code"] in SUCCEEDING and relation["preferred"]
    ]
    tree = {doc["id"]: doc for doc in list_records("sector", reading)}
    lanes = lineages(members, links, tree)
    if kept is not None:
        lanes = [lane for lane in lanes if any(kept.intersection(m.row["sectors"]) for m in lane.members)]
    drawn = [member for lane in lanes for member in lane.members]
    return Coverage(rows, subjects(lanes, tree), together(span for member in drawn for span in member.spans))


def lineages(members: Sequence[Member], links: Iterable[tuple[str, str]], tree: Mapping[str, Document]) -> list[Lane]:
    """Join agreements that succeed one another into lanes, in the order of their first known days."""
    by_id = {member.id: member for member in members}
    beside: dict[str, set[str]] = defaultdict(set)
    for one, other in links:
        if one in by_id and other in by_id:
            beside[one].add(other)
            beside[other].add(one)
    lanes, seen = [], set()
    for member in sorted(members, key=_first_day):
        if member.id not in seen:
            chain = _reached(member.id, beside)
            seen |= chain
            lanes.append(_lane(sorted((by_id[name] for name in chain), key=_first_day), tree))
    return lanes


def subjects(lanes: Sequence[Lane], tree: Mapping[str, Document]) -> list[Subject]:
    """Group lanes by subject, those with the most agreements first, what is unclassified last."""
    under: dict[str, list[Lane]] = defaultdict(list)
    about: dict[str, list[Member]] = defaultdict(list)
    for lane in lanes:
        under[lane.subjects[0]].append(lane)
        for member in lane.members:
            for name in tops(member.row["sectors"], tree):
                about[name].append(member)
    counts = Counter({name: len(members) for name, members in about.items()})
    order = sorted(about, key=lambda name: (name == UNCLASSIFIED, -counts[name], name))
    return [
        Subject(
            name,
            str(tree.get(name, {}).get("name") or name),
            counts[name],
            together(span for member in about[name] for span in member.spans),
            under[name],
        )
        for name in order
    ]


def tops(sectors: Iterable[str], tree: Mapping[str, Document]) -> list[str]:
    """Give the tops of the tree above sectors, each once, in their order; one place for those without any."""
    found: dict[str, None] = {}
    for name in sectors:
        seen = {name}
        while (parent := tree.get(name, {}).get("parent")) and parent not in seen:
            seen.add(parent)
            name = parent
        found[name] = None
    return list(found) or [UNCLASSIFIED]


def _lane(members: Sequence[Member], tree: Mapping[str, Document]) -> Lane:
    ids = {member.id for member in members}
    lapses = {
        (row["predecessor"], row["successor"], row["relation"]): row
        for member in members
        for row in member.row["lapses"]
        if row["days"]["max"] > 0 and {row["predecessor"], row["successor"]} <= ids
    }
    found = dict.fromkeys(top for member in members for top in tops(member.row["sectors"], tree))
    return Lane(tuple(members), tuple(found), tuple(lapses.values()))


def _reached(start: str, beside: Mapping[str, set[str]]) -> set[str]:
    found, waiting = {start}, [start]
    while waiting:
        new = beside.get(waiting.pop(), set()) - found
        found |= new
        waiting += new
    return found


def _first_day(member: Member) -> tuple[str, str]:
    """Sort by the first day on which anything is known of an agreement; unknown stands last."""
    row = member.row
    days = [row["signed"], row["effective"], row["ends"]]
    days += [event[name] for event in row["events"] for name in ("date", "takes_effect") if event["preferred"]]
    known = [PartialDate.parse(day).first.isoformat() for day in days if day]
    return min(known, default="9"), member.id
