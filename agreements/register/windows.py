"""The window of time that a picture shows: ``from`` and ``to`` of an address, read strictly, and the one shown unasked.

Both are EDTF years, months or days and both are shown: ``from=1990&to=2030`` is 1990-01-01 to 2030-12-31. Unasked, a
picture shows whole years from the first day known to the last, but no more than ``AHEAD`` years after the day read,
because one term fixed for 2100 would press all that a reader came for into a corner.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.utils.translation import gettext_lazy as _

from agreements.partial_dates.days import PartialDate
from agreements.register.coverage import Scale
from agreements.register.problems import (
    BadParametersError,
    BadValueError,
    ParameterProblem,
    reversed_bounds,
    said,
    shown,
)
from agreements.register.query import Query
from agreements.register.values import edtf

AHEAD: Final = 10
FORMS: Final = ("2024", "2024-06", "2024-06-15")
NAMES: Final = ("from", "to")
#: The last year that may be asked for: elsewhere 9999 is a sign for "no end", so it is refused as a date.
LAST_YEAR: Final = 9998


@dataclass(frozen=True, slots=True)
class Asked:
    """The bounds that the reader gave, both shown; ``None`` where none was given."""

    first: date | None = None
    last: date | None = None

    def scale(self, known: Iterable[date], as_of: date) -> Scale:
        """Give the window: what was asked for, else what is known, in whole years."""
        whole = around(known, as_of)
        first, last = self.first or whole.first, self.last or whole.last
        if first > last:  # one bound was given, and lies beyond all that is known
            return Scale(_first_of(last.year), last) if self.first is None else Scale(first, _last_of(first.year))
        return Scale(first, last)


def asked_window(query: Query) -> Asked:
    """Read ``from`` and ``to``; ``BadParametersError`` for what is no year, month or day, and for a reversed window."""
    problems: list[ParameterProblem] = []
    found: dict[str, PartialDate] = {}
    for name in NAMES:
        if text := query.one(name):
            try:
                found[name] = _bound(text)
            except BadValueError as error:
                problems.append(error.of(name))
    first, last = found.get("from"), found.get("to")
    if first and last and first.first > last.last:
        problems.append(reversed_bounds("from", first, "to", last))
    if problems:
        raise BadParametersError(problems)
    return Asked(first.first if first else None, last.last if last else None)


def around(known: Iterable[date], as_of: date) -> Scale:
    """Give the whole years that hold every known day and the day read, with a year to spare on both sides."""
    days = [as_of, *known]
    last = min(max(days).year, as_of.year + AHEAD)
    return Scale(_first_of(min(days).year - 1), _last_of(max(last, as_of.year) + 1))


def years(scale: Scale, *, of: float = 1.0, by: float = 0.0, about: date | None = None) -> tuple[int, int]:
    """Give first and last year of a window ``of`` times its length, moved ``by`` as many lengths, about a day in it."""
    length = scale.last.year - scale.first.year + 1
    new = max(1, round(length * of))
    middle = (scale.first.year + scale.last.year) / 2
    if about is not None and scale.first <= about <= scale.last:
        middle = float(about.year)
    start = round(middle + by * length - (new - 1) / 2)
    start = max(date.min.year, min(start, LAST_YEAR - new + 1))
    return start, min(start + new - 1, LAST_YEAR)


def _bound(text: str) -> PartialDate:
    if "/" in text:
        raise BadValueError(said(_("{typed} is not one year, month or day."), typed=shown(text)), FORMS)
    try:
        return edtf(text)
    except BadValueError as error:
        raise BadValueError(error.words, FORMS) from None


def _first_of(year: int) -> date:
    return date(max(year, date.min.year), 1, 1)


def _last_of(year: int) -> date:
    return date(min(year, date.max.year), 12, 31)
