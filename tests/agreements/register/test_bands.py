"""Several lives together: the greatest level of a day, and holes whose length is a range where a date is partial."""

from __future__ import annotations

import itertools
from datetime import date

from agreements.lifecycle.facts import Act, ActType, Incoming, Instrument, RelationCode
from agreements.lifecycle.settling import settle
from agreements.partial_dates.days import PartialDate
from agreements.register.bands import Stretch, holes, together
from agreements.register.coverage import Level, Span, spans


def days(text: str) -> PartialDate:
    return PartialDate.parse(text)


NEW = Instrument("new", acts=(Act("signed", ActType.SIGNED, days("2026-01-05")),))
OLD = Instrument("old", acts=(Act("expired", ActType.EXPIRED, days("2024-06")),))


def memoranda() -> list[Span]:
    """Give the spans of the memorandum that ended in June 2024 and of the one that replaced it."""
    old = settle(OLD, [Incoming("r", RelationCode.REPLACES, NEW)])
    return [*spans(old.standings), *spans(settle(NEW).standings)]


def test_the_hole_between_two_memoranda_is_the_lapse_that_the_rules_report() -> None:
    (hole,) = holes(together(memoranda()))
    assert (hole.least, hole.most) == (553, 582)
    assert (hole.first, hole.last) == (date(2024, 7, 1), date(2026, 1, 4))
    assert (hole.outer_first, hole.outer_last) == (date(2024, 6, 2), date(2026, 1, 4))


def test_an_unknown_beginning_a_doubt_a_hole_and_a_presumption_are_told_apart() -> None:
    assert together(memoranda()) == [
        Stretch(None, date(2024, 6, 1), Level.UNBEGUN),
        Stretch(date(2024, 6, 2), date(2024, 6, 30), Level.MIXED),
        Stretch(date(2024, 7, 1), date(2026, 1, 4), Level.NONE),
        Stretch(date(2026, 1, 5), None, Level.TAKEN),
    ]


def test_what_another_agreement_certainly_covers_is_no_hole() -> None:
    third = Instrument(
        "third",
        acts=(
            Act("effective", ActType.EFFECTIVE, days("2020-01-01")),
            Act("expired", ActType.EXPIRED, days("2026-03-31")),
        ),
    )
    found = together([*memoranda(), *spans(settle(third).standings)])
    assert holes(found) == []
    assert Stretch(date(2020, 1, 1), date(2026, 3, 31), Level.CERTAIN) in found


def test_there_is_no_hole_before_the_first_or_after_the_last() -> None:
    only = Instrument(
        "only",
        acts=(
            Act("effective", ActType.EFFECTIVE, days("2020-01-01")),
            Act("expired", ActType.EXPIRED, days("2021-12-31")),
        ),
    )
    found = together(spans(settle(only).standings))
    assert holes(found) == []
    assert [stretch.level for stretch in found] == [Level.NONE, Level.CERTAIN, Level.NONE]


def test_stretches_cover_all_time_once_and_nothing_is_told_of_no_agreement() -> None:
    found = together(memoranda())
    for before, after in itertools.pairwise(found):
        assert before.last is not None
        assert after.first is not None
        assert (after.first - before.last).days == 1
    assert together([]) == [Stretch(None, None, Level.NONE)]
