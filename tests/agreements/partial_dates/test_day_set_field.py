"""Sets of days in their column, against the real database: what is stored, what comes back, what is found."""

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from agreements.partial_dates.days import PartialDate
from agreements.partial_dates.dayset import DaySet
from agreements.partial_dates.fields import DaySetField
from tests.agreements.partial_dates.days_table import Kept
from tests.agreements.partial_dates.strategies import days

JUNE = PartialDate.month(2024, 6)


def stored(row: Kept) -> str | None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT coverage::text FROM kept_days_of_the_tests WHERE id = %s", [row.pk])
        return cursor.fetchone()[0]


def names(queryset: Any) -> list[str]:
    return sorted(queryset.values_list("name", flat=True))


def ranges() -> st.SearchStrategy[tuple[date | None, date | None]]:
    ends = st.tuples(days(date.min, date.max), days(date.min, date.max)).map(sorted)
    return st.tuples(ends, st.sampled_from(["both", "both", "first", "last", "none"])).map(
        lambda drawn: (
            drawn[0][0] if drawn[1] in ("both", "first") else None,
            drawn[0][1] if drawn[1] in ("both", "last") else None,
        )
    )


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(parts=st.lists(ranges(), max_size=4), day=days(date.min, date.max))
def test_every_set_of_days_comes_back_as_it_was_stored(table: type[Kept], parts: list[Any], day: date) -> None:
    value = DaySet.of(*parts)
    row = table.objects.create(coverage=value)
    row.refresh_from_db()
    assert row.coverage == value
    one = table.objects.filter(pk=row.pk)
    assert one.filter(coverage=value).exists()
    assert one.filter(coverage__contains_day=day).exists() == (day in value)
    assert one.filter(coverage__overlap=DaySet.since(day)).exists() == bool(value & DaySet.since(day))
    assert DaySetField().to_python(DaySetField.value_to_string(table._meta.get_field("coverage"), row)) == value


def test_a_set_is_one_multirange_and_nothing_is_not_unknown(table: type[Kept]) -> None:
    june = (date(2024, 6, 1), date(2024, 6, 30))
    written = {
        "{}": DaySet.empty(),
        "{(,)}": DaySet.all(),
        "{[2024-06-01,2024-07-01)}": DaySet.of(june),
        "{(,2024-07-01)}": DaySet.until(june[1]),
        "{[2024-06-01,2024-07-01),[2026-01-05,)}": DaySet.of(june, (date(2026, 1, 5), None)),
    }
    for text, value in written.items():
        row = table.objects.create(coverage=value)
        assert stored(row) == text
    unknown = table.objects.create(coverage=None)
    assert stored(unknown) is None
    table.objects.filter(coverage=DaySet.empty()).delete()
    assert table.objects.count() == len(written)


def test_sets_are_found_by_day_and_by_set(table: type[Kept]) -> None:
    for name, value in (
        ("june", DaySet.of((date(2024, 6, 1), date(2024, 6, 30)))),
        ("since", DaySet.since(date(2026, 1, 5))),
        ("all", DaySet.all()),
        ("none", DaySet.empty()),
        ("null", None),
    ):
        table.objects.create(name=name, coverage=value)
    rows = table.objects
    assert names(rows.filter(coverage__contains_day=date(2024, 5, 31))) == ["all"]
    assert names(rows.filter(coverage__contains_day=date(2024, 6, 30))) == ["all", "june"]
    assert names(rows.filter(coverage__contains_day=date(2024, 7, 1))) == ["all"]
    assert names(rows.filter(coverage__contains_day=date(2026, 1, 5))) == ["all", "since"]
    assert names(rows.filter(coverage__overlap=JUNE)) == ["all", "june"]
    assert names(rows.filter(coverage__overlap=DaySet.empty())) == []
    assert names(rows.filter(coverage__contains=DaySet.since(date(2030, 1, 1)))) == ["all", "since"]
    assert names(rows.filter(coverage__contained_by=DaySet.since(date(2024, 1, 1)))) == ["june", "none", "since"]
    assert names(rows.filter(coverage__isnull=True)) == ["null"]


def test_sets_are_written_in_bulk(table: type[Kept]) -> None:
    values = [DaySet.empty(), DaySet.all(), None, DaySet.since(date(2024, 1, 1))]
    table.objects.bulk_create([table(coverage=value) for value in values])
    assert list(table.objects.order_by("pk").values_list("coverage", flat=True)) == values
    table.objects.update(coverage=DaySet.until(date(2024, 1, 1)))
    assert set(table.objects.values_list("coverage", flat=True)) == {DaySet.until(date(2024, 1, 1))}


@pytest.mark.parametrize(
    "value", ["", "[", "{}", "[1]", '[["2024-02-30", null]]', '[["2024-02-02", "2024-02-01"]]', 5, []]
)
def test_what_is_no_set_of_days_is_refused(value: Any) -> None:
    with pytest.raises(ValidationError):
        DaySetField().to_python(value)
