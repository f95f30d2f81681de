"""Sets of days against plain sets of days: a small world of a few weeks, and the two ends of the calendar."""

from collections.abc import Callable
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agreements.partial_dates.dayset import DaySet, Range
from tests.agreements.partial_dates.strategies import days

WORLD = [date(2024, 2, 20) + timedelta(days=number) for number in range(40)]
BEFORE, AFTER = date.min, date.max
SEEN = [BEFORE, *WORLD, AFTER]


@st.composite
def ranges(draw: st.DrawFn) -> Range:
    first, last = sorted((draw(st.sampled_from(WORLD)), draw(st.sampled_from(WORLD))))
    return draw(st.sampled_from([None, first, first, first])), draw(st.sampled_from([None, last, last, last]))


day_sets = st.lists(ranges(), max_size=5).map(lambda parts: DaySet.of(*parts))


def seen(days: DaySet) -> set[date]:
    """The days of the small world that are in it; its two far days stand for everything outside."""
    return {day for day in SEEN if day in days}


@given(st.lists(ranges(), max_size=6))
def test_a_set_has_the_days_of_its_ranges(parts: list[Range]) -> None:
    expected = {day for day in SEEN for first, last in parts if (first or BEFORE) <= day <= (last or AFTER)}
    assert seen(DaySet.of(*parts)) == expected
    assert DaySet.union(DaySet.of(part) for part in parts) == DaySet.of(*parts)


@given(day_sets, day_sets)
def test_the_algebra_is_that_of_sets(one: DaySet, other: DaySet) -> None:
    assert seen(one | other) == seen(one) | seen(other)
    assert seen(one & other) == seen(one) & seen(other)
    assert seen(one - other) == seen(one) - seen(other)
    assert seen(one ^ other) == seen(one) ^ seen(other)
    assert seen(~one) == set(SEEN) - seen(one)
    assert (one <= other) == one.issubset(other) == (other >= one) == (seen(one) <= seen(other))
    assert (one < other) == (other > one) == (seen(one) < seen(other))
    assert (one == other) == (seen(one) == seen(other))
    assert one.isdisjoint(other) == seen(one).isdisjoint(seen(other))
    assert bool(one) == (not one.is_empty) == bool(seen(one))


@given(day_sets, day_sets)
def test_every_result_has_the_one_form_of_ordered_ranges_that_do_not_touch(one: DaySet, other: DaySet) -> None:
    for result in (one, one | other, one & other, one - other, one ^ other, ~one):
        parts = result.ranges
        assert DaySet.of(*parts) == result
        assert hash(DaySet.of(*reversed(parts))) == hash(result)
        for (_, last), (first, _) in pairwise(parts):
            assert last is not None
            assert first is not None
            assert (first - last).days >= 2


@given(day_sets)
def test_twice_the_complement_is_the_set(one: DaySet) -> None:
    assert ~~one == one
    assert one | ~one == DaySet.all()
    assert one & ~one == DaySet.empty()


@given(day_sets)
def test_the_ends_are_those_of_the_first_and_the_last_range(one: DaySet) -> None:
    assert one.unbounded_below == (BEFORE in one)
    assert one.unbounded_above == (AFTER in one)
    assert one.first == (None if one.is_empty or one.unbounded_below else min(seen(one)))
    assert one.last == (None if one.is_empty or one.unbounded_above else max(seen(one)))
    bounded = not one.unbounded_below and not one.unbounded_above
    assert one.day_count == (len(seen(one)) if bounded else None)
    assert tuple(one) == one.ranges


@given(day_sets, st.sampled_from(WORLD))
def test_the_range_at_a_day_is_the_one_that_has_the_day(one: DaySet, day: date) -> None:
    found = one.range_at(day)
    assert (found is not None) == (day in one)
    if found:
        assert found in one.ranges
        assert day in DaySet.of(found)


def test_the_last_of_june_and_the_first_of_july_make_one_range() -> None:
    june = (date(2024, 6, 1), date(2024, 6, 30))
    july = (date(2024, 7, 1), date(2024, 7, 31))
    assert DaySet.of(july, june).ranges == ((june[0], july[1]),)
    assert (DaySet.of(june) | DaySet.of(july)).ranges == ((june[0], july[1]),)
    assert DaySet.of(june, (date(2024, 7, 2), None)).ranges == (june, (date(2024, 7, 2), None))
    leap = DaySet.until(date(2024, 2, 28)) | DaySet.since(date(2024, 3, 1))
    assert (~leap).ranges == ((date(2024, 2, 29), date(2024, 2, 29)),)


@given(days(date.min, date.max))
def test_since_until_after_and_before_part_at_the_day(day: date) -> None:
    assert DaySet.since(day) | DaySet.before(day) == DaySet.all()
    assert DaySet.until(day) | DaySet.after(day) == DaySet.all()
    assert DaySet.since(day) & DaySet.until(day) == DaySet.of((day, day))
    assert day in DaySet.since(day)
    assert day in DaySet.until(day)
    assert day not in DaySet.after(day)
    assert day not in DaySet.before(day)


def test_the_ends_of_the_calendar_are_unbounded_and_no_sum_leaves_it() -> None:
    assert DaySet.since(date.min) == DaySet.until(date.max) == DaySet.of((None, None)) == DaySet.all()
    assert DaySet.before(date.min) == DaySet.after(date.max) == DaySet.empty() == ~DaySet.all()
    assert DaySet.of((date.min, date.min)).ranges == ((None, date.min),)
    assert DaySet.of((date.max, date.max)).ranges == ((date.max, None),)
    assert DaySet.until(date.min) == ~DaySet.since(date(1, 1, 2))
    assert DaySet.since(date.max) == ~DaySet.until(date(9999, 12, 30))
    assert (DaySet.since(date.max) | DaySet.until(date(9999, 12, 30))).ranges == ((None, None),)


def test_the_empty_set_has_no_ends_and_is_not_everything() -> None:
    nothing = DaySet.empty()
    assert not nothing
    assert nothing == DaySet() == DaySet.of()
    assert (nothing.first, nothing.last, nothing.ranges, nothing.day_count) == (None, None, (), 0)
    assert not nothing.unbounded_below
    assert not nothing.unbounded_above
    assert nothing != DaySet.all()
    assert nothing < DaySet.all()


def test_a_reversed_range_is_an_error_in_of_and_nothing_in_between() -> None:
    with pytest.raises(ValueError, match="ends before it begins"):
        DaySet.of((date(2024, 6, 2), date(2024, 6, 1)))
    assert DaySet.between(date(2024, 6, 2), date(2024, 6, 1)) == DaySet.empty()
    assert DaySet.between(date(2024, 6, 1), date(2024, 6, 1)).day_count == 1
    assert DaySet.between(None, None) == DaySet.all()


@pytest.mark.parametrize("operate", [DaySet.__or__, DaySet.__and__, DaySet.__sub__, DaySet.__xor__])
def test_operations_leave_their_operands_as_they_were(operate: Callable[[DaySet, DaySet], DaySet]) -> None:
    one, other = DaySet.of((WORLD[0], WORLD[9])), DaySet.of((WORLD[5], WORLD[20]))
    before = (one.ranges, other.ranges)
    operate(one, other)
    assert (one.ranges, other.ranges) == before


def test_it_says_its_ranges() -> None:
    assert repr(DaySet.of((None, date(2024, 6, 30)), (date(2026, 1, 5), None))) == "DaySet(..2024-06-30, 2026-01-05..)"
