"""A life cut into spans, and spans on a scale: what timelines draw and their tables say."""

import itertools
from datetime import date, timedelta

from agreements.lifecycle.facts import Act, ActType, Group, Incoming, Instrument, RelationCode, State
from agreements.lifecycle.results import Standing
from agreements.lifecycle.settling import settle
from agreements.partial_dates.days import PartialDate
from agreements.register.coverage import ONE_DAY, WIDTH, Scale, Span, spans, window


def days(text: str) -> PartialDate:
    return PartialDate.parse(text)


def predecessor() -> tuple[Standing, ...]:
    """Settle the memorandum that ended in June 2024 and was replaced on 5 January 2026."""
    new = Instrument("new", acts=(Act("signed", ActType.SIGNED, days("2026-01-05")),))
    old = Instrument("old", acts=(Act("expired", ActType.EXPIRED, days("2024-06")),))
    return settle(old, [Incoming("r", RelationCode.REPLACES, new)]).standings


def test_the_spans_of_the_predecessor_are_those_of_its_states() -> None:
    found = [(span.first, span.last, span.states, span.sure) for span in spans(predecessor())]
    assert found == [
        (None, date(2024, 6, 1), (State.IN_EFFECT,), False),
        (date(2024, 6, 2), date(2024, 6, 30), (State.IN_EFFECT, State.EXPIRED), False),
        (date(2024, 7, 1), date(2026, 1, 4), (State.EXPIRED,), True),
        (date(2026, 1, 5), None, (State.REPLACED,), True),
    ]


def test_spans_cover_every_day_once() -> None:
    found = spans(predecessor())
    assert found[0].first is None
    assert found[-1].last is None
    for before, after in itertools.pairwise(found):
        assert before.last is not None
        assert after.first == before.last + ONE_DAY


def test_a_group_may_be_sure_where_no_state_is() -> None:
    new = Instrument("new", acts=(Act("signed", ActType.SIGNED, days("2026-01")),))
    old = Instrument("old", acts=(Act("expired", ActType.EXPIRED, days("2024-06")),))
    found = spans(settle(old, [Incoming("r", RelationCode.REPLACES, new)]).standings)
    (doubt,) = [span for span in found if span.states == (State.EXPIRED, State.REPLACED)]
    assert not doubt.sure
    assert doubt.group is Group.ENDED


def test_a_day_without_any_standing_is_surely_unknown() -> None:
    assert spans(()) == [Span(None, None, (State.UNKNOWN,), True, None)]


def test_neighbours_that_say_the_same_are_one_span() -> None:
    found = spans(predecessor())
    for before, after in itertools.pairwise(found):
        assert (before.states, before.sure, before.group) != (after.states, after.sure, after.group)


def test_the_window_holds_every_bound_every_marked_day_and_the_day_read() -> None:
    shown = spans(predecessor())
    scale = window(shown, [date(2019, 3, 1)], date(2030, 1, 1))
    for day in (date(2019, 3, 1), date(2024, 6, 2), date(2026, 1, 5), date(2030, 1, 1)):
        assert scale.first < day < scale.last


def test_the_window_does_not_leave_the_calendar() -> None:
    scale = window([], [date.min, date.max], date(2026, 1, 1))
    assert (scale.first, scale.last) == (date.min, date.max)


def test_places_grow_with_days_and_stay_in_the_picture() -> None:
    scale = Scale(date(2024, 1, 1), date(2025, 12, 31))
    places = [scale.x(scale.first + timedelta(days=n)) for n in range(-10, 760, 10)]
    assert places == sorted(places)
    assert places[0] == 0
    assert places[-1] <= WIDTH


def test_bars_fill_the_picture_without_gap_and_say_where_they_run_out() -> None:
    shown = spans(predecessor())
    bars = window(shown, [], date(2025, 6, 30)).bars(shown)
    assert bars[0].x == 0
    assert bars[0].open_left
    assert bars[-1].open_right
    assert bars[-1].x + bars[-1].width == WIDTH
    for before, after in itertools.pairwise(bars):
        assert before.x + before.width == after.x


def test_a_span_of_one_day_is_still_seen() -> None:
    scale = Scale(date(1900, 1, 1), date(2100, 1, 1))
    (bar,) = scale.bars([Span(date(2000, 5, 5), date(2000, 5, 5), (State.IN_EFFECT,), True, Group.RUNNING)])
    assert bar.width >= 1


def test_spans_outside_the_window_are_left_out() -> None:
    scale = Scale(date(2024, 1, 1), date(2024, 12, 31))
    out = [
        Span(None, date(2023, 12, 31), (State.NOT_YET,), True, None),
        Span(date(2025, 1, 1), None, (State.EXPIRED,), True, Group.ENDED),
    ]
    assert scale.bars(out) == []


def test_ticks_are_few_and_are_first_days_of_years() -> None:
    for years in (1, 3, 9, 10, 40, 199):
        scale = Scale(date(2000, 1, 1), date(2000 + years, 6, 30))
        ticks = scale.ticks()
        assert 1 <= len(ticks) <= 11
        assert all(scale.x(date(year, 1, 1)) == place for year, place in ticks)


def test_what_is_presumed_is_never_sure() -> None:
    found = spans(settle(Instrument("new", acts=(Act("signed", ActType.SIGNED, days("2026-01-05")),))).standings)
    assert [(span.first, span.states, span.sure) for span in found] == [
        (None, (State.NOT_YET,), True),
        (date(2026, 1, 5), (State.IN_EFFECT,), False),
    ]
