"""The state on a day, read from a document: the same as the rules' own look-up in all of its standings."""

from __future__ import annotations

from datetime import date, timedelta

from agreements.lifecycle import lookup
from agreements.lifecycle.settling import settle
from agreements.partial_dates.dayset import DaySet
from agreements.publishing.settled import standing_json
from agreements.register.standings import standings_of, state_on
from tests.agreements.lifecycle.generators import random_case

ONE = timedelta(days=1)
FAR = (date(1, 1, 1), date(1900, 1, 1), date(2200, 1, 1), date(9998, 12, 31))


def edges(days: DaySet) -> set[date]:
    """Give the first and last days of ranges, and those beside them."""
    found = {end for ends in days.ranges for end in ends if end is not None}
    return found | {day - ONE for day in found} | {day + ONE for day in found if day.year < 9998}


def test_the_state_of_a_document_is_that_of_all_its_standings_on_every_day_that_matters() -> None:
    asked = 0
    for seed in range(150):
        case = random_case(seed)
        standings = settle(case.instrument, case.incoming).standings
        document = {"standings": [standing_json(standing) for standing in standings]}
        assert standings_of(document) == standings
        days = set(FAR).union(*(edges(standing.may) | edges(standing.surely) for standing in standings))
        for day in days:
            assert state_on(document, day) == lookup.state_on(standings, day), (seed, day)
        asked += len(days)
    assert asked > 2000
