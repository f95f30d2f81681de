"""A framework programme four levels deep, with sixty activities of every kind of date, and sessions: published whole.

It stands beside the two memoranda of ``tests.agreements.pages.world`` and rests on both, and so do programmes within
it, so that an activity which is counted for each way to it would be counted too often.
"""

from __future__ import annotations

from typing import Final

from agreements.models import Country, Institution, Occasion, Sector, Source
from agreements.publishing import publish
from programs.models import Program, ProgramEvidence, ProgramTitle
from tests.agreements.pages.world import VISIT, World, build
from tests.factories.programs import (
    ActivityFactory,
    ProgramBasisFactory,
    ProgramFactory,
    ProgramFormFactory,
    ProgramLeadFactory,
    ProgramSectorFactory,
    SessionFactory,
)
from tests.factories.sources import PassageFactory

FRAME, WORK, SIDE, TRAIN, FELLOWS = (
    "kr-cn-framework-programme",
    "kr-cn-work-plan-2026",
    "kr-cn-standards-plan",
    "kr-cn-training-line",
    "kr-cn-fellowships",
)
#: id -> (parent, title, activities)
SHAPE: Final = {
    FRAME: (None, "Framework programme of Korea and China for small and innovative businesses", 4),
    WORK: (FRAME, "Work plan for 2026 and 2027", 30),
    SIDE: (FRAME, "Plan on common standards", 10),
    TRAIN: (WORK, "Training of founders", 12),
    FELLOWS: (TRAIN, "Fellowships for engineers", 4),
}
ACTIVITIES: Final = sum(count for _parent, _title, count in SHAPE.values())

#: stated state, planned first and last day, actual first and last day
LIVES: Final = (
    ("planned", None, None, None, None),
    ("planned", "2026-02", "2026-03", None, None),
    ("planned", "2027", "2027-06-15", None, None),
    ("ongoing", "2026-01-15", "2026-12", "2026-02", None),
    ("ongoing", "2025", "2026-06-30", "2025-11-03", None),
    ("completed", "2026-02-01", "2026-04-30", "2026-02", "2026-05"),
    ("completed", None, None, None, None),
    ("partly-completed", "2026-03", "2026-09", "2026-03-10", None),
    ("cancelled", "2026-06", "2026-08", None, None),
    ("suspended", "2026", "2026-11", "2026-05-02", None),
    ("unknown", None, "2026-10-10/2026-10-20", None, None),
    ("unknown", "2026-11-22", None, None, "2026"),
)
TITLES: Final = (
    ("Visits of investors", "투자자 방문", "投资者互访"),
    ("Exchange of experts between the two ministries and the institutes that they name", "전문가 교류", "专家交流"),
    ("A joint guide to market access", "", ""),
    ("Training of founders in both countries", "양국 창업자 교육", "两国创业者培训"),
    ("A common list of standards", "공동 표준 목록", "共同标准目录"),
)
DAYS: Final = ("planned_start", "planned_end", "actual_start", "actual_end")


def build_tree(world: World | None = None) -> World:
    """Publish the framework programme with everything within it, the memoranda first where they are not yet."""
    world = world or build()
    made: dict[str, Program] = {}
    for slug, (parent, title, count) in SHAPE.items():
        made[slug] = _program(slug, title, made.get(parent or ""), count)
    for slug in (FRAME, WORK):
        ProgramBasisFactory(program=made[slug], agreement=world.new, how="follows-from")
    ProgramBasisFactory(program=made[FRAME], agreement=world.old, how="under")
    _sessions(made)
    sources = {row.passage.source for row in ProgramEvidence.objects.filter(program__in=made.values())}
    publish([*sources, *made.values()], reason="Entered from the programme", by="an editor")
    return world


def _program(slug: str, title: str, parent: Program | None, activities: int) -> Program:
    record = ProgramFactory(
        slug=slug, title=title, kind="work-plan" if parent else "working-programme", sectors_status="given",
        parent=parent, stated_state="planned" if parent else "ongoing", planned_start="2026", planned_end="2027-06",
        actual_start=None if parent else "2026-01", summary="What the two ministries mean to do together.",
        summary_ko="두 부처가 함께 하려는 일.",
    )  # fmt: skip
    ProgramTitle.objects.create(program=record, language="ko", title=f"한중 계획 {slug}", basis="ours")
    ProgramSectorFactory(program=record, sector=Sector.objects.get(slug="startups"))
    ProgramFormFactory(program=record, form="training")
    ProgramLeadFactory(program=record, country=None, institution=Institution.objects.get(slug="kr-mss"))
    ProgramLeadFactory(program=record, country=Country.objects.get(code="CN"), part="partner")
    passage = PassageFactory(source=Source.objects.get(slug="report-of-january-2026"))
    paths = [("", "", "kind"), ("", "", "stated_state"), ("title", "title-en", "title"), ("sector", "startups", "")]
    for number in range(activities):
        name, korean, chinese = TITLES[number % len(TITLES)]
        state, *days = LIVES[number % len(LIVES)]
        activity = ActivityFactory(
            program=record, title=f"{name} {number + 1}", title_ko=korean and f"{korean} {number + 1}",
            title_zh=chinese, stated_state=state,
            institution=Institution.objects.get(slug="cn-miit") if number % 3 == 0 else None,
            form="training" if number % 4 == 0 else "", **dict(zip(DAYS, days, strict=True)),
        )  # fmt: skip
        if number % 5:
            paths.append(("activity", activity.key, ""))
        else:
            paths.append(("activity", activity.key, "title"))
    for part, item, field in paths:
        ProgramEvidence.objects.create(program=record, passage=passage, part=part, item=item, field=field)
    return record


def _sessions(made: dict[str, Program]) -> None:
    visit = Occasion.objects.get(slug=VISIT)
    for slug, title, day, state, occasion in (
        (FRAME, "Founding session", "2026-01", "held", visit),
        (WORK, "Second session", "2026-06-10", "held", None),
        (WORK, "Third session, called off", "2026-10-01", "cancelled", None),
        (TRAIN, "Session of the trainers", "2026-11", "planned", None),
        (FELLOWS, "Selection of fellows", "2027-03-02", "planned", None),
        (FRAME, "Session without a day", None, "unknown", None),
    ):
        SessionFactory(program=made[slug], title=title, date=day, stated_state=state, occasion=occasion)
