"""A small register of ends: one of each way in which a day becomes a deadline, published through the door."""

from __future__ import annotations

from agreements.models import Agreement, Country, Institution, Relation, Source
from agreements.publishing import publish
from programs.models import Program, ProgramEvidence
from tests.agreements.register.building import agreement, names
from tests.factories import (
    ActivityFactory,
    ClauseFactory,
    PassageFactory,
    ProgramBasisFactory,
    ProgramFactory,
    ProgramLeadFactory,
    ProgramSectorFactory,
    SectorFactory,
    SessionFactory,
)

TACIT, PROLONGED, DATED, STOPPED, OLD, NEW, PAUSED = (
    "cn-kr-tacit",
    "cn-kr-prolonged",
    "jp-kr-dated",
    "jp-kr-stopped",
    "cn-kr-old",
    "cn-kr-new",
    "cn-jp-paused",
)
PLAN, ELSEWHERE = "cn-kr-plan", "jp-plan"


def world() -> dict[str, Agreement | Program]:
    """Publish seven agreements and two programmes; give them by id."""
    names()
    tacit = agreement(TACIT, acts=({"type": "effective", "date": "2020-08-01"},), kind="treaty", sectors=("trade",))
    ClauseFactory(agreement=tacit, three_years_renewed_by_one=True)
    prolonged = agreement(
        PROLONGED,
        acts=(
            {"type": "effective", "date": "2007-02-06"},
            {"type": "extended", "date": "2012-01-20", "until": "2017-02-05"},
        ),
    )
    ClauseFactory(agreement=prolonged, duration_kind="fixed-term", initial_term="P5Y", renewal_kind="express")
    dated = agreement(DATED, countries=("JP", "KR"), acts=({"type": "effective", "date": "2020-01-01"},))
    ClauseFactory(agreement=dated, duration_kind="until-date", until_date="2028-06")
    stopped = agreement(
        STOPPED,
        countries=("JP", "KR"),
        acts=({"type": "effective", "date": "2010-01-01"}, {"type": "terminated", "date": "2020-09-01"}),
    )
    old = agreement(
        OLD, countries=(), ministries=("kr-smba", "cn-miit"), acts=({"type": "expired", "date": "2024-06"},)
    )
    new = agreement(NEW, countries=(), ministries=("kr-mss", "cn-miit"), title="A new memorandum")
    Relation.objects.create(subject=new, object=old, code="replaces")
    paused = agreement(
        PAUSED,
        countries=("CN", "JP"),
        acts=(
            {"type": "effective", "date": "2015-01-01"},
            {"type": "suspended", "date": "2018-01-01"},
            {"type": "resumed", "date": "2019-01-01"},
        ),
    )
    ClauseFactory(agreement=paused, duration_kind="indefinite")
    made = [tacit, prolonged, dated, stopped, old, new, paused]
    plan, elsewhere = programs(new)
    passages = {row.passage.source for record in (*made, plan, elsewhere) for row in record.evidence.all()}
    publish([s for s in passages if s.stage == "draft"], reason="Sources", by="ed")
    publish([*made, plan, elsewhere], reason="First entry", by="ed")
    return {record.slug: record for record in (*made, plan, elsewhere)}


def programs(new: Agreement) -> tuple[Program, Program]:
    """Make a programme that names no leaders but rests on an agreement, and one that Japan leads."""
    plan = _program(PLAN, planned_end="2026-12", stated_state="ongoing")
    ProgramBasisFactory(program=plan, agreement=new)
    responsible = Institution.objects.get(slug="kr-mss")
    ActivityFactory(
        program=plan, title="Train founders", key="train", planned_start="2026-03", planned_end="2026-06",
        institution=responsible, form="training",
    )  # fmt: skip
    ActivityFactory(
        program=plan, title="Exchange experts", key="exchange", stated_state="completed", planned_end="2026-05",
        actual_end="2026-05-10",
    )  # fmt: skip
    SessionFactory(program=plan, title="First session", key="first", date="2026-04", stated_state="held")
    SessionFactory(program=plan, title="Second session", key="second", date="2027")
    SessionFactory(program=plan, title="Dropped session", key="dropped", date="2026-09", stated_state="cancelled")
    elsewhere = _program(ELSEWHERE, sector="health", planned_end="2026-10")
    ProgramLeadFactory(program=elsewhere, country=Country.objects.get(code="JP"))
    return plan, elsewhere


def _program(slug: str, sector: str = "startups", **fields: object) -> Program:
    record = ProgramFactory(slug=slug, title=f"Plan {slug}", kind="work-plan", sectors_status="given", **fields)
    row = ProgramSectorFactory(program=record, sector=SectorFactory(slug=sector))
    passage = PassageFactory(source=Source.objects.get(slug="article"))
    for part, item, field in (("", "", "kind"), ("title", "title-en", "title"), ("sector", row.key, "")):
        ProgramEvidence.objects.create(program=record, passage=passage, part=part, item=item, field=field)
    return record
