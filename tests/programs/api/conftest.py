"""The small register with two programmes: one with activities that rests on the new memorandum, one below it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction

from agreements.models import Agreement, Institution, Source
from agreements.publishing import publish
from programs.models import Program, ProgramEvidence
from tests.agreements.register.building import NEW
from tests.agreements.register.conftest import published, records
from tests.factories import (
    ActivityFactory,
    PassageFactory,
    ProgramBasisFactory,
    ProgramFactory,
    ProgramFormFactory,
    ProgramLeadFactory,
    ProgramSectorFactory,
    SectorFactory,
    SessionFactory,
)

__all__ = ["published", "records"]

PLAN, PART = "kr-cn-work-plan", "kr-cn-training"


def program(slug: str, sector: str = "startups", **fields: object) -> Program:
    """Return a draft that lacks nothing to be published."""
    record = ProgramFactory(slug=slug, title=f"Plan {slug}", kind="work-plan", sectors_status="given", **fields)
    row = ProgramSectorFactory(program=record, sector=SectorFactory(slug=sector))
    activity = ActivityFactory(
        program=record, title="Train founders", title_ko="창업자 교육", planned_start="2026-03", planned_end="2026-06"
    )
    passage = PassageFactory(source=Source.objects.get(slug="article"))
    paths = (("", "", "kind"), ("title", "title-en", "title"), ("sector", row.key, ""), ("activity", activity.key, ""))
    for part, item, field in paths:
        ProgramEvidence.objects.create(program=record, passage=passage, part=part, item=item, field=field)
    return record


@pytest.fixture(scope="module")
def published_programs(published: dict[str, Agreement], django_db_blocker: Any) -> Iterator[dict[str, Program]]:
    """Publish the two programmes once for a module, to be taken back with the agreements they rest on."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield publish_programs(published)
        transaction.set_rollback(True)


@pytest.fixture
def programs(published_programs: dict[str, Program], records: dict[str, Agreement]) -> dict[str, Program]:
    """Give the two programmes, fresh from the database."""
    for record in published_programs.values():
        record.refresh_from_db()
    return published_programs


def publish_programs(records: dict[str, Agreement]) -> dict[str, Program]:
    """Publish the plan and its part."""
    plan = program(PLAN, stated_state="planned", planned_start="2026-02", planned_end="2026-12")
    ProgramBasisFactory(program=plan, agreement=records[NEW])
    ProgramLeadFactory(program=plan, country=None, institution=Institution.objects.get(slug="kr-mss"))
    ProgramFormFactory(program=plan, form="training")
    ActivityFactory(program=plan, title="Exchange experts", stated_state="completed", actual_end="2026-05-10")
    SessionFactory(program=plan, title="First session", date="2026-04")
    part = program(PART, sector="health", parent=plan)
    publish([plan, part], reason="Programmes", by="ed")
    return {PLAN: plan, PART: part}
