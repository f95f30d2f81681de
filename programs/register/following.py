"""What follows up an agreement, a pair of countries or a sector: the programmes and what they come to together.

This is what ``agreements`` is told of programmes (``agreements.register.extensions``). The programmes named are those
that rest on the agreements asked for themselves; the roll-up takes in everything within them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any, Final

from django.db.models import Q

from agreements.register.entries import document_of, entries_at
from agreements.register.extensions import FollowUp
from agreements.register.keyset import title_key
from agreements.register.mergers import mergers
from agreements.register.models import AgreementEntry
from agreements.register.reading import Reading
from agreements.register.references import with_descendants
from programs.register.merged import known_as, same_agreements
from programs.register.models import ProgramEntry
from programs.register.presenting import present, readable, short
from programs.register.rollup import rollup

Document = dict[str, Any]
#: So many programmes are named; the roll-up counts them all.
MOST_NAMED: Final = 50


class ProgrammesOfAgreements:
    """The answerer for programmes, always at the reading's number."""

    def agreements_of(self, program: str, reading: Reading) -> list[str] | None:
        """Give the ids of the agreements that a programme rests on at the reading; ``None`` for one never public."""
        found = readable(reading).filter(record_id=program).values_list("agreements", flat=True).first()
        if found is None and ProgramEntry.objects.filter(record_id=program).exists():
            return []  # it became public later
        if found is None:
            return None
        heirs = mergers("agreement", reading, found)
        return [heirs.get(name, name) for name in found]

    def of_agreements(self, agreements: Sequence[str], reading: Reading) -> dict[str, list[Document]]:
        """Give for each agreement the programmes that rest on it, or on one that was merged into it, sorted by id."""
        if not agreements:
            return {}
        meant = known_as(agreements, reading)
        found: dict[str, dict[str, Document]] = defaultdict(dict)
        for entry in readable(reading).filter(agreements__overlap=list(meant)).order_by("record_id"):
            for link in document_of(entry)["agreements"]:
                if agreement := meant.get(link["id"]):
                    found[agreement].setdefault(entry.record_id, short(entry, reading) | {"how": link["how"]})
        return {agreement: list(rows.values()) for agreement, rows in found.items()}

    def following(self, agreement: str, reading: Reading) -> FollowUp:
        """Give what follows up one agreement."""
        return _follow_up(Q(agreements__overlap=same_agreements([agreement], reading)), reading)

    def of_pair(self, first: str, second: str, reading: Reading) -> FollowUp:
        """Give what follows up a pair: it rests on an agreement in which both take part, or both lead or take part."""
        codes = sorted({first.upper(), second.upper()})
        both = entries_at(AgreementEntry, reading).filter(parties__contains=codes).order_by()
        ids = same_agreements(list(both.values_list("record_id", flat=True)), reading)
        return _follow_up(Q(agreements__overlap=ids) | Q(countries__contains=codes), reading)

    def of_sector(self, sector: str, reading: Reading) -> FollowUp:
        """Give what is done about a sector and everything below it; ``BadValueError`` for one never public."""
        return _follow_up(Q(sectors__overlap=with_descendants([sector], reading)[0]), reading)


def _follow_up(condition: Q, reading: Reading) -> FollowUp:
    found = readable(reading).filter(condition).order_by(title_key(), "record_id")
    ids = list(found.values_list("record_id", flat=True))
    if not ids:
        return FollowUp()
    return FollowUp(len(ids), present(list(found[:MOST_NAMED]), reading), rollup(ids, reading))
