"""Days and partial dates to generate: any year that is allowed, but often near the ends of months and leap days."""

from datetime import date, timedelta

from hypothesis import strategies as st

from agreements.partial_dates.days import PartialDate

EARLIEST = date(1, 1, 1)
LATEST = date(9998, 12, 31)


def days(earliest: date = EARLIEST, latest: date = LATEST) -> st.SearchStrategy[date]:
    """Any allowed day, with the ends of months and the present century favoured."""
    present = st.dates(max(earliest, date(1990, 1, 1)), min(latest, date(2040, 12, 31)))
    return st.one_of(present, present.map(_month_end), st.dates(earliest, latest))


def _month_end(day: date) -> date:
    return (day.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)


@st.composite
def partial_dates(draw: st.DrawFn, earliest: date = EARLIEST, latest: date = LATEST) -> PartialDate:
    """Days, months, years, and spans of days, months and years."""
    first = draw(days(earliest, latest))
    shape = draw(st.sampled_from(["day", "month", "year", "span", "months", "years"]))
    if shape == "day":
        return PartialDate.day(first)
    if shape == "span":
        width = draw(st.one_of(st.integers(0, 62), st.integers(0, 4000)))
        return PartialDate.span(first, first + timedelta(days=min(width, (latest - first).days)))
    if shape in ("month", "months"):
        start = PartialDate.month(first.year, first.month)
        later = start.last.toordinal() + (draw(st.integers(0, 900)) if shape == "months" else 0)
        end = date.fromordinal(min(later, latest.toordinal()))
        return PartialDate.span(start.first, PartialDate.month(end.year, end.month).last)
    last_year = min(first.year + (draw(st.integers(0, 30)) if shape == "years" else 0), latest.year)
    return PartialDate.span(date(first.year, 1, 1), date(last_year, 12, 31))
