"""Model fields: a partial date in one ``daterange`` column, a set of days in one ``datemultirange`` column.

PostgreSQL writes ranges of days as first day included, last day excluded; Python sees both days included, and the
step of one day is taken here and nowhere else. For the same reason the inherited lookup ``endswith`` is replaced: it
would give the day after. NULL is an unknown date (domain section 3). An empty or unbounded range is no partial date:
Python refuses it, and ``partial_date_bounded`` makes the constraint that refuses it whoever writes. A column that is
searched by day carries ``GistIndex(fields=[...])``, which serves ``since``, ``until``, ``contains``, ``overlap``.
"""

from __future__ import annotations

import json
from datetime import date, datetime, timedelta
from typing import Any, ClassVar

from django.contrib.postgres.fields import DateRangeField
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from psycopg.types.multirange import DateMultirange
from psycopg.types.range import DateRange, Range

from agreements.partial_dates.days import PartialDate, PartialDateError
from agreements.partial_dates.dayset import DaySet
from agreements.partial_dates.edtf import LAST_YEAR
from agreements.partial_dates.forms import PartialDateFormField

_ONE_DAY = timedelta(days=1)


def to_range(value: PartialDate) -> DateRange:
    """Give the range that PostgreSQL stores: first day included, the day after the last excluded."""
    return DateRange(value.first, value.last + _ONE_DAY, "[)")


def from_range(value: Range[Any]) -> PartialDate:
    """Read a range of days; one that is empty or unbounded raises ``PartialDateError``."""
    if value.isempty or value.lower is None or value.upper is None:
        raise PartialDateError("An empty or unbounded range of days is no partial date.", "open")
    first = value.lower if value.lower_inc else value.lower + _ONE_DAY
    last = value.upper if value.upper_inc else value.upper - _ONE_DAY
    return PartialDate(first, last)


class PartialDateField(DateRangeField):
    """A ``PartialDate``, or ``None`` where the date is unknown.

    Assign a ``PartialDate``, a ``date`` (that day exactly) or EDTF text. Lookups take the same: ``exact``,
    ``overlap``, ``contains`` (covers), ``contained_by``, ``fully_lt``, ``fully_gt``. ``first_day`` and ``last_day``,
    both included, are days. ``since`` and ``until`` take a day: it may have happened on that day or later, or earlier.
    NULL matches none of them.
    """

    description = _("Date known to the day, month or year, or between two days (EDTF)")
    default_error_messages: ClassVar = {"invalid": _("%(reason)s")}

    def to_python(self, value: Any) -> PartialDate | None:
        """Give the value as a ``PartialDate``; ``ValidationError`` with the parser's sentence."""
        try:
            return _partial(value)
        except PartialDateError as error:
            raise ValidationError(
                self.error_messages["invalid"], code=error.code, params={"reason": str(error)}
            ) from error

    def get_prep_value(self, value: Any) -> Any:
        """Give the ``DateRange`` to store or compare with; ``PartialDateError`` for what is no partial date."""
        if hasattr(value, "resolve_expression"):
            return value
        partial = _partial(value)
        return None if partial is None else to_range(partial)

    def from_db_value(self, value: Range[Any] | None, expression: Any, connection: Any) -> PartialDate | None:
        """Give the stored range as a ``PartialDate``."""
        return None if value is None else from_range(value)

    def value_to_string(self, obj: models.Model) -> str:
        """Give EDTF, for fixtures."""
        value = _partial(self.value_from_object(obj))
        return "" if value is None else value.edtf

    def formfield(self, **kwargs: Any) -> Any:
        """Give the form field that reads what editors type."""
        return super().formfield(**{"form_class": PartialDateFormField, **kwargs})


def _partial(value: Any) -> PartialDate | None:
    if value is None or isinstance(value, PartialDate):
        return value
    if isinstance(value, str):
        return PartialDate.parse(value)
    if isinstance(value, Range):
        return from_range(value)
    if isinstance(value, date) and not isinstance(value, datetime):
        return PartialDate.day(value)
    raise PartialDateError(f"A {type(value).__name__} is no partial date.", "form")


def partial_date_bounded(name: str, field: str) -> models.CheckConstraint:
    """Make the constraint that the column ``field`` is unknown or a partial date, with a message for an editor.

    Refuses empty ranges, ranges without an end, and the years before 0001 and after 9998.
    """
    return models.CheckConstraint(
        name=name,
        condition=Q(**{f"{field}__isnull": True})
        | Q(
            **{
                f"{field}__isempty": False,
                f"{field}__lower_inf": False,
                f"{field}__upper_inf": False,
                f"{field}__first_day__gte": date.min,
                f"{field}__last_day__lte": date(LAST_YEAR, 12, 31),
            }
        ),
        violation_error_message=_(
            "The date needs a first and a last day: give a day, a month, a year or a span, or leave it unknown."
        ),
        violation_error_code="open",
    )


@PartialDateField.register_lookup
class FirstDay(models.Transform):
    """The first day on which it may have happened."""

    lookup_name = "first_day"
    output_field = models.DateField()
    function = "LOWER"


@PartialDateField.register_lookup
class LastDay(models.Transform):
    """The last day on which it may have happened, included."""

    lookup_name = "last_day"
    output_field = models.DateField()
    template = "(UPPER(%(expressions)s) - 1)"


PartialDateField.register_lookup(LastDay, "endswith")


class DayLookup(models.Lookup):
    """A comparison of a column of days with one day, which the GiST index of the column serves."""

    prepare_rhs = False
    template: str

    def __init__(self, lhs: Any, rhs: Any) -> None:
        if isinstance(rhs, str):
            rhs = models.DateField().to_python(rhs)
        if not hasattr(rhs, "resolve_expression") and (isinstance(rhs, datetime) or not isinstance(rhs, date)):
            raise TypeError(f"{self.lookup_name} takes one day, not {type(rhs).__name__}")
        super().__init__(lhs, rhs)

    def get_db_prep_lookup(self, value: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        """Leave the day as it is: the column's own type is another."""
        return "%s", (value,)

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        """Fill ``template`` with the column and the day."""
        lhs, lhs_params = self.process_lhs(compiler, connection)
        rhs, rhs_params = self.process_rhs(compiler, connection)
        return self.template.format(lhs=lhs, rhs=f"{rhs}::date"), (*lhs_params, *rhs_params)


@PartialDateField.register_lookup
class Since(DayLookup):
    """It may have happened on that day or later: its latest day is not before it."""

    lookup_name = "since"
    template = "{lhs} && daterange({rhs}, NULL, '[)')"


@PartialDateField.register_lookup
class Until(DayLookup):
    """It may have happened on that day or earlier: its earliest day is not after it."""

    lookup_name = "until"
    template = "{lhs} && daterange(NULL, {rhs}, '(]')"


class DaySetField(models.Field):  # type: ignore[type-arg]  # it takes no arguments at run time
    """A ``DaySet``. Ranges may be unbounded; no day at all is the empty set, and NULL means that nothing is recorded.

    Lookups: ``contains_day`` (a day), ``overlap``, ``contains``, ``contained_by`` (a ``DaySet`` or ``PartialDate``).
    """

    description = _("Set of days")
    empty_strings_allowed = False
    default_error_messages: ClassVar = {
        "invalid": _("A set of days is written as a list of pairs of days, null for no end.")
    }

    def db_type(self, connection: Any) -> str:
        """Name the column type of PostgreSQL 14 and later."""
        return "datemultirange"

    def get_placeholder_sql(self, value: Any, compiler: Any, connection: Any) -> tuple[str, Any]:
        """Cast the value, so that an empty set has a type too."""
        if hasattr(value, "as_sql"):
            sql, params = compiler.compile(value)
            return f"{sql}::datemultirange", params
        return "%s::datemultirange", (value,)

    def to_python(self, value: Any) -> DaySet | None:
        """Read a ``DaySet``, a ``PartialDate`` or the JSON text that ``value_to_string`` writes."""
        if isinstance(value, str):
            try:
                pairs = json.loads(value)
                if not isinstance(pairs, list):
                    raise TypeError("no list")
                return DaySet.of(*((_day_or_none(first), _day_or_none(last)) for first, last in pairs))
            except (ValueError, TypeError) as error:
                raise ValidationError(self.error_messages["invalid"], code="invalid") from error
        return _day_set(value)

    def get_prep_value(self, value: Any) -> Any:
        """Give the multirange to store or compare with."""
        if hasattr(value, "resolve_expression"):
            return value
        days = self.to_python(value)
        if days is None:
            return None
        return DateMultirange(
            DateRange(first, None if last is None else last + _ONE_DAY, "[)" if first else "()")
            for first, last in days.ranges
        )

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> DaySet | None:
        """Give the stored multirange as a ``DaySet``."""
        if value is None:
            return None
        return DaySet.of(*((part.lower, None if part.upper is None else part.upper - _ONE_DAY) for part in value))

    def value_to_string(self, obj: models.Model) -> str:
        """Give a JSON list of pairs of days, for fixtures."""
        days = _day_set(self.value_from_object(obj))
        if days is None:
            return ""
        return json.dumps([[first and first.isoformat(), last and last.isoformat()] for first, last in days.ranges])


def _day_or_none(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)


def _day_set(value: Any) -> DaySet | None:
    if isinstance(value, PartialDate):
        return DaySet.of((value.first, value.last))
    if value is None or isinstance(value, DaySet):
        return value
    raise ValidationError(DaySetField.default_error_messages["invalid"], code="invalid")


@DaySetField.register_lookup
class ContainsDay(DayLookup):
    """The day is in the set."""

    lookup_name = "contains_day"
    template = "{lhs} @> {rhs}"


class DaySetLookup(models.lookups.PostgresOperatorLookup):
    """A comparison of two sets of days; the right-hand side is cast, so that an empty set has a type too."""

    def process_rhs(self, compiler: Any, connection: Any) -> tuple[str, Any]:
        """Cast the right-hand side."""
        sql, params = super().process_rhs(compiler, connection)
        return f"{sql}::datemultirange", params


@DaySetField.register_lookup
class DaySetOverlap(DaySetLookup):
    """Some day is in both."""

    lookup_name = "overlap"
    postgres_operator = "&&"


@DaySetField.register_lookup
class DaySetContains(DaySetLookup):
    """Every day of the value is in the column."""

    lookup_name = "contains"
    postgres_operator = "@>"


@DaySetField.register_lookup
class DaySetContainedBy(DaySetLookup):
    """Every day of the column is in the value."""

    lookup_name = "contained_by"
    postgres_operator = "<@"
