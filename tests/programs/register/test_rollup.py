"""Roll-ups take in everything within a programme, count each activity once, and never call a passed plan completed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from agreements.publishing import merge, publish, withdraw
from agreements.register.extensions import (
    FollowUp,
    agreements_of_program,
    following,
    following_pair,
    following_sector,
    programs_of_agreements,
)
from agreements.register.problems import BadValueError
from agreements.register.query import Query
from agreements.register.reading import Reading, newest, open_reading
from programs.models import Program
from programs.register.programs import get_program, list_programs, rollup_of_list
from programs.register.rollup import rollup
from programs.register.tree import tree
from tests.agreements.pages.world import NEW, OLD, PLAN, World
from tests.factories.programs import ActivityFactory, ProgramBasisFactory, publishable_program
from tests.programs.tree_world import ACTIVITIES, FELLOWS, FRAME, LIVES, SHAPE, SIDE, TRAIN, WORK

DAY = date(2026, 11, 22)
pytestmark = [pytest.mark.thorough, pytest.mark.usefixtures("framework")]


def reading(day: date = DAY) -> Reading:
    return open_reading(Query.of(as_of=day.isoformat()))


def test_a_framework_takes_in_what_is_within_it_at_every_depth() -> None:
    found = rollup([FRAME], reading())
    assert (found["programs"], found["activities"]["total"]) == (len(SHAPE), ACTIVITIES)
    assert rollup([TRAIN], reading())["activities"]["total"] == SHAPE[TRAIN][2] + SHAPE[FELLOWS][2]
    assert rollup([FELLOWS], reading())["programs"] == 1


def test_an_activity_counts_once_by_however_many_ways_it_is_reached() -> None:
    assert rollup([FRAME, WORK, FELLOWS, WORK], reading()) == rollup([FRAME], reading())
    # Both the framework and the work plan within it rest on the new memorandum.
    found = following(NEW, reading())
    assert found.rollup is not None
    assert found.rollup["activities"]["total"] == ACTIVITIES + 2
    assert {row["id"] for row in found.programs} == {FRAME, WORK, PLAN}
    assert found.rollup["programs"] == len(SHAPE) + 1


def test_stated_states_add_up_to_the_whole() -> None:
    found = rollup([FRAME], reading())["activities"]
    assert sum(found["stated"].values()) == ACTIVITIES
    stated = Counter(
        LIVES[number % len(LIVES)][0] for _parent, _title, count in SHAPE.values() for number in range(count)
    )
    assert found["stated"] == dict(stated)


def test_a_planned_end_in_the_past_is_overdue_and_never_done() -> None:
    before, after = (rollup([WORK], reading(day))["activities"] for day in (date(2025, 1, 1), date(2040, 1, 1)))
    assert before["overdue"] == 0
    assert after["overdue"] > 0
    assert before["stated"] == after["stated"]
    assert after["done"] == after["stated"]["completed"] + 3  # three have an actual last day and no stated state


def test_the_last_and_the_next_session_are_those_around_the_day() -> None:
    found = rollup([FRAME], reading())["sessions"]
    assert found["total"] == 6
    assert (found["last"]["title"], found["last"]["stated_state"]) == ("Second session", "held")
    assert (found["next"]["title"], found["next"]["program"]["id"]) == ("Session of the trainers", TRAIN)
    later = rollup([FRAME], reading(date(2026, 12, 1)))["sessions"]
    # Its month is over; that it was held is not known, and its stated state says so.
    assert (later["last"]["title"], later["last"]["stated_state"]) == ("Session of the trainers", "planned")
    assert later["next"]["title"] == "Selection of fellows"
    done = rollup([FRAME], reading(date(2027, 3, 3)))["sessions"]
    assert (done["last"]["title"], done["next"]) == ("Selection of fellows", None)
    assert rollup([SIDE], reading())["sessions"] == {"total": 0, "last": None, "next": None}


def test_a_pair_has_the_programmes_of_its_agreements_and_those_that_both_lead() -> None:
    found = following_pair("cn", "KR", reading())
    assert found.rollup is not None
    assert found.rollup["activities"]["total"] == ACTIVITIES + 2
    assert found.count == len(SHAPE) + 1
    assert following_pair("JP", "KR", reading()) == FollowUp()


def test_a_sector_has_the_programmes_about_it() -> None:
    found = following_sector("startups", reading())
    assert found.rollup is not None
    assert found.rollup["activities"]["total"] == ACTIVITIES + 2
    assert following_sector("small-business", reading()) == FollowUp()
    with pytest.raises(BadValueError):
        following_sector("no-such-sector", reading())


def test_a_list_rolls_up_every_page_of_it_and_what_is_within() -> None:
    listing = list_programs(Query.of(agreement=OLD, as_of=DAY.isoformat(), page_size="1"))
    assert listing.count == 1
    assert rollup_of_list(listing) == rollup([FRAME], reading())
    everything = list_programs(Query.of(page_size="1", as_of=DAY.isoformat()))
    assert rollup_of_list(everything)["activities"]["total"] == ACTIVITIES + 2
    assert rollup_of_list(list_programs(Query.of(kind="platform")))["programs"] == 0


def test_withdrawn_programmes_leave_the_roll_up_and_merged_ones_pass_on_what_is_within() -> None:
    withdraw([Program.objects.get(slug=FELLOWS)], reason="Never agreed", by="ed")
    assert rollup([FRAME], reading())["activities"]["total"] == ACTIVITIES - SHAPE[FELLOWS][2]
    merge(Program.objects.get(slug=WORK), Program.objects.get(slug=SIDE), reason="One plan", by="ed")
    assert tree(reading()).above(TRAIN) == [FRAME, SIDE]
    left = SHAPE[FRAME][2] + SHAPE[SIDE][2] + SHAPE[TRAIN][2]
    assert rollup([FRAME], reading())["activities"]["total"] == left


def test_an_agreement_that_was_merged_into_another_brings_its_programmes_along(framework: World) -> None:
    merge(framework.old, framework.new, reason="One memorandum", by="ed")
    answer = programs_of_agreements([NEW], reading())
    assert [row["id"] for row in answer[NEW]] == [FRAME, PLAN, WORK]
    assert {row["id"] for row in following(NEW, reading()).programs} == {FRAME, PLAN, WORK}
    assert list_programs(Query.of(agreement=OLD)).count == list_programs(Query.of(agreement=NEW)).count == 3
    assert set(agreements_of_program(FRAME, reading()) or ()) == {NEW}
    found = get_program(FRAME, reading())
    assert isinstance(found, dict)
    assert len({row["title"] for row in found["agreements"]}) == 1


def test_programmes_that_name_one_another_for_a_while_are_each_met_once() -> None:
    """The work plan leaves the framework, which then goes into it; only one of the two is published again."""
    work, frame = (Program.objects.get(slug=slug) for slug in (WORK, FRAME))
    work.parent = None
    work.save()
    frame.parent = work
    frame.save()
    publish([frame], reason="Within the work plan", by="ed")
    found = get_program(FRAME, reading())
    assert isinstance(found, dict)
    assert [row["id"] for row in found["ancestors"]] == [WORK]
    assert found["rollup"]["activities"]["total"] == ACTIVITIES
    assert [row["id"] for row in found["children"]] == [SIDE]


@pytest.mark.parametrize(
    "ask",
    [
        lambda: rollup([FRAME], reading()),
        lambda: following(NEW, reading()),
        lambda: following_pair("CN", "KR", reading()),
        lambda: following_sector("startups", reading()),
        lambda: rollup_of_list(list_programs(Query.of(sector="startups"))),
        lambda: list_programs(Query.of(expand="rollup")),
        lambda: get_program(FRAME, reading()),
    ],
)
def test_more_programmes_cost_no_more_queries(framework: World, ask: Callable[[], object]) -> None:
    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            ask()
        return len(queries)

    few = cost()
    made = []
    for number in range(3):
        record = publishable_program(
            f"kr-cn-more-{number}", parent=Program.objects.get(slug=(FRAME, WORK, TRAIN)[number])
        )
        ProgramBasisFactory(program=record, agreement=framework.new)
        ActivityFactory(program=record, planned_end="2026-03")
        made.append(record)
    sources = {row.passage.source for record in made for row in record.evidence.all()}
    publish([*sources, *made], reason="More", by="ed")
    assert newest()[0] > 0
    assert cost() == few
