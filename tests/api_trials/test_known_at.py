"""What the register said at an instant it says for ever: answers are recorded, the register is edited, and asked again.

A withdrawal alone reaches backwards (domain rules, section 10), so it is tried by itself.
"""

from __future__ import annotations

import itertools
import random
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from agreements.models import Agreement, Institution, Relation, Sector
from agreements.publishing import merge, publish, restore, withdraw
from agreements.register.models import Publication
from programs.models import Program
from tests.agreements.register.building import ALL, BARE, OLD, YEAR, agreement
from tests.agreements.register.conftest import published, records
from tests.api_trials.sizes import ANSWERS, EDITS
from tests.factories import ActFactory, IdentifierFactory, InstitutionNameFactory, TitleFactory
from tests.programs.api.conftest import PART, PLAN, programs, published_programs

__all__ = ["programs", "published", "published_programs", "records"]
pytestmark = pytest.mark.usefixtures("programs")

Answers = dict[str, Any]
LISTS = [
    *("agreements", "programs", "countries", "institutions", "sectors", "occasions", "sources", "changes"),
    *("relations", "events", "deadlines", "activities", "codelists"),
]
FILTERS = [
    *("party=KR", "party=KR&party=CN", "country=JP", "institution=kr-mss", "sector=economy", "sector=health"),
    *("state=running", "state=ended&certain=true", "lapsed=true", "has_successor=true", "kind=treaty", "year=2019"),
    *("signed_after=2019", "ends_before=2024-06", "decision_within=P1Y", "source=gazette", f"program={PLAN}"),
    *("q=memorandum", "q=중소&facets=true", "q=bare", "facets=true", "expand=evidence,events,relations,programs"),
    *("ordering=title&page_size=2", "ordering=-updated_at", "identifier=unts:I-1:2"),
]
DAYS = ["2024-06-15", "2025-06-30", "2026-01-05", "2026-11-22"]


def addresses() -> list[str]:
    """Give the addresses that are asked: lists with filters on several days, details, facets, searches."""
    parts = ["", "standings/", "evidence/", "history/"]
    found = [f"agreements/{name}/{part}?lang={lang}" for name in sorted(ALL) for part in parts for lang in ("en", "ko")]
    found += [f"programs/{name}/?" for name in (PLAN, PART)]
    found += [f"{name}/?page_size=500" for name in LISTS]
    found += [
        f"{path}?" for path in ("institutions/kr-smba/", "countries/kr/", "sectors/startups/", "sources/article/")
    ]
    found += [f"agreements/?{query}&as_of={day}" for query, day in itertools.product(FILTERS, DAYS)]
    chance = random.Random(553)
    chance.shuffle(found)
    return [each if "as_of" in each or each.startswith("changes") else f"{each}&as_of=2026-11-22" for each in found]


def asked(client: Client, paths: list[str], moment: str) -> Answers:
    found = {}
    for path in paths:
        response = client.get(f"/api/v1/{path}&known_at={moment}")
        assert response.status_code == 200, (path, response.content[:300])
        found[path] = response.json()
    return found


def now() -> str:
    return Publication.objects.latest("number").time.isoformat().replace("+00:00", "Z")


class Editors:
    """Edits of every sort, each published; the same sequence for the same seed."""

    def __init__(self, records: dict[str, Agreement], programs: dict[str, Program], seed: int) -> None:
        self.agreements = dict(records)
        self.programs = programs
        self.chance = random.Random(seed)
        self.count = 0
        self.done: dict[str, int] = {}

    def work(self, times: int) -> None:
        """Make so many edits."""
        sorts: list[Callable[[], None]] = [
            *(self.create, self.retitle, self.number, self.act, self.cite_less, self.relate, self.rename),
            *(self.move_sector, self.plan, self.merge_one),
        ]
        for turn in range(times):
            sort = sorts[turn % len(sorts)] if turn < len(sorts) else self.chance.choice(sorts)
            self.count += 1
            sort()
            self.done[sort.__name__] = self.done.get(sort.__name__, 0) + 1

    def one(self) -> Agreement:
        name = self.chance.choice(sorted(self.agreements))
        self.agreements[name].refresh_from_db()
        return self.agreements[name]

    def out(self, *changed: Any) -> None:
        publish(list(changed), reason=f"Edit {self.count}", by="ed")

    def create(self) -> None:
        made = agreement(f"cn-kr-later-{self.count}", title=f"Memorandum of edit {self.count}")
        self.agreements[made.slug] = made
        self.out(made)

    def retitle(self) -> None:
        record = self.one()
        record.titles.all().update(title=f"Renamed memorandum {self.count}")
        self.out(record)

    def number(self) -> None:
        record = self.one()
        IdentifierFactory(agreement=record, scheme="un-registration", value=f"{self.count}")
        TitleFactory(agreement=record, language="ko", title=f"양해각서 {self.count}", key=f"ko-{self.count}")
        self.out(record)

    def act(self) -> None:
        record = self.one()
        if record.acts_status != "given":
            record = self.agreements[YEAR]
        ActFactory(agreement=record, type="reviewed", date="2026-03", key=f"reviewed-{self.count}")
        self.out(record)

    def cite_less(self) -> None:
        record = self.one()
        record.public_notes = f"Checked {self.count}"
        record.save()
        self.out(record)

    def relate(self) -> None:
        first, second = (
            agreement(f"{side}-{self.count}", acts=({"type": "signed", "date": year},))
            for side, year in (("earlier", "2001"), ("later", "2011-02"))
        )
        Relation.objects.create(subject=second, object=first, code="replaces")
        self.agreements |= {first.slug: first, second.slug: second}
        self.out(first, second)

    def rename(self) -> None:
        ministry = Institution.objects.get(slug="kr-mss")
        InstitutionNameFactory(
            institution=ministry, language="en", name=f"Ministry of edit {self.count}", key=f"n{self.count}"
        )
        self.out(ministry)

    def move_sector(self) -> None:
        sector = Sector.objects.get(slug="trade")
        sector.parent = Sector.objects.get(slug="health") if sector.parent_id is None else None
        sector.save()
        self.out(sector)

    def plan(self) -> None:
        program = self.programs[PLAN]
        program.refresh_from_db()
        program.public_notes = f"Planned again {self.count}"
        program.save()
        self.out(program)

    def merge_one(self) -> None:
        free = sorted(name for name in self.agreements if name.startswith("cn-kr-later"))
        name = free[0] if free else BARE
        if name not in self.agreements:
            return self.create()
        merge(self.agreements.pop(name), self.agreements[YEAR], reason=f"One instrument, {self.count}", by="ed")
        return None


@pytest.mark.thorough
def test_answers_of_an_instant_stay_the_same_whatever_is_published_after_it(
    client: Client, records: dict[str, Agreement], programs: dict[str, Program]
) -> None:
    paths = addresses()[:ANSWERS]
    moment = now()
    before = asked(client, paths, moment)
    editors = Editors(records, programs, seed=582)
    editors.work(EDITS)
    assert len(editors.done) == 10
    after = asked(client, paths, moment)
    for path in paths:
        assert after[path] == before[path], path
    changed = [path for path in paths if client.get(f"/api/v1/{path}").json() != before[path]]
    assert len(changed) > ANSWERS // 2, "the edits changed too little to try anything"


def test_a_withdrawal_reaches_backwards_and_touches_nothing_else(client: Client, records: dict[str, Agreement]) -> None:
    names = sorted(ALL - {BARE})
    paths = [f"agreements/{name}/?as_of=2026-11-22" for name in names] + ["agreements/?as_of=2026-11-22"]
    moment = now()
    before = asked(client, paths, moment)
    withdraw([records[BARE]], reason="It never existed", by="ed")
    gone = client.get(f"/api/v1/agreements/{BARE}/?known_at={moment}")
    assert (gone.status_code, gone.json()["reason"]) == (410, "It never existed")
    after = asked(client, paths, moment)
    listed = "agreements/?as_of=2026-11-22"
    assert after.pop(listed)["results"] == [row for row in before.pop(listed)["results"] if row["id"] != BARE]
    assert after == before
    restore([records[BARE]], reason="It did", by="ed")
    assert client.get(f"/api/v1/agreements/{BARE}/?known_at={moment}").status_code == 410


def test_the_two_clocks_turn_apart_and_together(client: Client, records: dict[str, Agreement]) -> None:
    moment = now()
    old = records[OLD]
    old.acts.filter(type="expired").update(date="2023-06")
    publish([old], reason="The source was misread", by="ed")

    def state(**clocks: str) -> list[str]:
        body = client.get(f"/api/v1/agreements/{OLD}/", clocks).json()
        assert body["as_of"] == clocks["as_of"]
        assert "known_at" not in clocks or body["known_at"] == clocks["known_at"]
        return list(body["state"]["possible_states"])

    assert state(as_of="2024-05-31", known_at=moment) == ["in-effect"]
    assert state(as_of="2024-05-31") == ["expired"]
    assert state(as_of="2026-01-05", known_at=moment) == state(as_of="2026-01-05") == ["replaced"]
