"""Whatever two records hold: after merging them no fact is lost, and undoing gives back exactly what was there."""

from __future__ import annotations

import random
from collections import Counter
from typing import Any

import pytest

from agreements.duplicates import merge_records, undo
from agreements.models import Agreement, AgreementEvidence, Identifier, Relation
from agreements.publishing import settle_working
from tests.agreements.duplicates.test_merging import state_of
from tests.factories import (
    ActFactory,
    AgreementFactory,
    AgreementFormFactory,
    AmountFactory,
    ClauseFactory,
    CountryFactory,
    IdentifierFactory,
    InstitutionFactory,
    PartyFactory,
    PassageFactory,
    ProgramBasisFactory,
    RelationFactory,
    TitleFactory,
    cite,
)

pytestmark = pytest.mark.django_db


def _grown(dice: random.Random, slug: str, around: dict[str, Any]) -> Agreement:
    record = AgreementFactory(
        slug=slug,
        kind=dice.choice(["", "treaty", "protocol"]),
        level=dice.choice(["not-stated", "inter-agency"]),
        summary=dice.choice(["", "One", "Other"]),
        internal_notes=dice.choice(["", f"Note on {slug}"]),
    )
    paths = [name for name in ("kind", "level", "summary") if dice.random() < 0.5]
    for n in range(dice.randrange(3)):
        TitleFactory(agreement=record, title=dice.choice(["A", "B"]) + ("" if n == 0 else "x" * n), key=f"t-{n}")
        paths.append(f"title/t-{n}/title")
    parties = []
    for code in dice.sample(["KR", "CN", "JP"], dice.randrange(4)):
        office = dice.choice(["", "Minister", "Vice Minister"])
        parties.append(PartyFactory(agreement=record, country=around[code], office=office, key=f"p-{code.lower()}"))
        paths.append(f"party/p-{code.lower()}/office")
    for n in range(dice.randrange(4)):
        ActFactory(
            agreement=record,
            type=dice.choice(["signed", "registered"]),
            date=dice.choice([None, "2026-01", "2026-01-05"]),
            place=dice.choice(["", "Seoul", "Beijing"]),
            actor=dice.choice([None, *parties]),
            key=f"a-{n}",
        )
        paths.append(f"act/a-{n}/date")
    for form in dice.sample(["expert-exchange", "capacity-building"], dice.randrange(3)):
        AgreementFormFactory(agreement=record, form=form)
    if dice.random() < 0.5:
        AmountFactory(agreement=record)
    if dice.random() < 0.6:
        ClauseFactory(agreement=record, duration_kind="not-stated", notice_article=dice.choice(["", "7", "8"]))
    for n in range(dice.randrange(3)):
        IdentifierFactory(agreement=record, scheme="unts", value=f"{slug}-{n}", key=f"i-{n}")
    for path in paths:
        cite(record, dice.choice(around["passages"]), path)
    if dice.random() < 0.5:
        RelationFactory(subject=record, object=around["old"], code="replaces", extent=dice.choice(["whole", "part"]))
    if dice.random() < 0.5:
        RelationFactory(subject=around["new"], object=record, code="builds-on", key=f"on-{slug}")
        cite(around["new"], dice.choice(around["passages"]), f"relation/on-{slug}/code")
    if dice.random() < 0.5:
        ProgramBasisFactory(program=around["program"], agreement=record, how=dice.choice(["under", "follows-from"]))
    return record


def _texts(*records: Agreement) -> Counter[Any]:
    rows = AgreementEvidence.objects.filter(agreement__in=records)
    return Counter((e.part, e.field, e.passage_id, e.stance) for e in rows)


@pytest.mark.parametrize("seed", [pytest.param(n, marks=[] if n < 1 else [pytest.mark.thorough]) for n in range(12)])
def test_no_fact_is_lost_and_undoing_gives_back_exactly_what_was_there(seed: int) -> None:
    dice = random.Random(seed)
    program = ProgramBasisFactory().program
    around: dict[str, Any] = {code: CountryFactory(code=code) for code in ("KR", "CN", "JP")}
    around |= {"passages": [PassageFactory() for _n in range(3)], "program": program, "agency": InstitutionFactory()}
    around |= {"old": AgreementFactory(slug="old"), "new": AgreementFactory(slug="new")}
    goes_on, closed = _grown(dice, "goes-on", around), _grown(dice, "closed", around)
    if dice.random() < 0.3:
        RelationFactory(subject=goes_on, object=closed, code="mirrors")
    everybody = (goes_on, closed, around["old"], around["new"], program)
    settle_working(goes_on, closed, around["old"], around["new"])
    before = state_of(*everybody)
    facts = Counter(key[0] for key in before)
    evidence = _texts(goes_on, closed)
    numbers = set(Identifier.objects.values_list("scheme", "value"))
    sides = {closed.pk: goes_on.pk}
    relations = {
        (sides.get(r.subject_id, r.subject_id), r.code, sides.get(r.object_id, r.object_id))
        for r in Relation.objects.all()
    } - {(goes_on.pk, "mirrors", goes_on.pk)}

    done = merge_records(closed, goes_on, reason="One", by="dice")

    after = state_of(goes_on, around["old"], around["new"], program)
    gone = Counter(type(row)._meta.label for row in done.plan.removals) + Counter({"agreements.Agreement": 1})
    assert Counter(key[0] for key in after) == facts - gone, "every row stays, but those said to become one or to go"
    assert set(_texts(goes_on)) == set(evidence), "every passage still speaks for its field"
    assert set(Identifier.objects.filter(agreement=goes_on).values_list("scheme", "value")) == numbers
    assert {(r.subject_id, r.code, r.object_id) for r in Relation.objects.all()} == relations
    for row in AgreementEvidence.objects.all():
        row.clean()
    assert done.merger is not None
    undo(done.merger, reason="Two", by="dice")
    assert state_of(*everybody) == before
