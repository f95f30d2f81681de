"""The columns against the real database: what is stored, what is refused, what is found (domain section 3)."""

import json
from datetime import date, datetime
from typing import Any

import pytest
from django.core import serializers
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, migrations, transaction
from django.db.migrations.writer import MigrationWriter
from django.db.models import F
from hypothesis import HealthCheck, given, settings
from psycopg.types.range import DateRange

from agreements.partial_dates.days import PartialDate, PartialDateError
from agreements.partial_dates.dayset import DaySet
from agreements.partial_dates.fields import DaySetField, PartialDateField
from agreements.partial_dates.forms import PartialDateFormField
from tests.agreements.partial_dates.days_table import Kept
from tests.agreements.partial_dates.strategies import days, partial_dates

JUNE = PartialDate.month(2024, 6)
against_the_database = settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def stored(column: str, row: Kept) -> str | None:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {column}::text FROM kept_days_of_the_tests WHERE id = %s", [row.pk])
        return cursor.fetchone()[0]


def names(queryset: Any) -> list[str]:
    return sorted(queryset.values_list("name", flat=True))


def test_june_is_one_range_with_its_last_day_before_the_first_of_july(table: type[Kept]) -> None:
    row = table.objects.create(signed=JUNE)
    assert stored("signed", row) == "[2024-06-01,2024-07-01)"
    assert table.objects.get().signed == JUNE
    assert table.objects.values_list("signed", flat=True).get() == JUNE


@against_the_database
@given(value=partial_dates())
def test_every_partial_date_comes_back_as_it_was_stored(table: type[Kept], value: PartialDate) -> None:
    row = table.objects.create(signed=value)
    row.refresh_from_db()
    assert row.signed == value
    assert table.objects.filter(pk=row.pk, signed=value, signed__first_day=value.first).exists()
    assert table.objects.filter(pk=row.pk, signed__last_day=value.last, signed__endswith=value.last).exists()


def test_unknown_is_null(table: type[Kept]) -> None:
    row = table.objects.create(signed=None)
    assert stored("signed", row) is None
    assert table.objects.get().signed is None
    assert table.objects.filter(signed__isnull=True).count() == 1


def test_texts_and_days_may_be_assigned_and_bulk_written(table: type[Kept]) -> None:
    rows = [table(name="a", signed="2024-06"), table(name="b", signed=date(2024, 6, 15)), table(name="c", signed=None)]
    table.objects.bulk_create(rows)
    found = dict(table.objects.values_list("name", "signed"))
    assert found == {"a": JUNE, "b": PartialDate.parse("2024-06-15"), "c": None}
    table.objects.filter(name="c").update(signed=JUNE)
    table.objects.filter(name="b").update(signed=F("signed"))
    first = table.objects.get(name="a")
    first.signed = PartialDate.year(2024)
    table.objects.bulk_update([first], ["signed"])
    assert dict(table.objects.values_list("name", "signed")) == {
        "a": PartialDate.year(2024),
        "b": PartialDate.parse("2024-06-15"),
        "c": JUNE,
    }


@pytest.mark.parametrize(
    "value",
    [
        DateRange(empty=True),
        DateRange(None, date(2024, 1, 1)),
        DateRange(date(2024, 1, 1), None),
        DateRange(None, None),
        datetime(2024, 6, 1, 12, 0),
        "9999-12-31",
        "",
        "June 2024",
        20240615,
    ],
)
def test_python_refuses_what_is_no_partial_date(value: Any) -> None:
    with pytest.raises(PartialDateError):
        PartialDateField().get_prep_value(value)
    with pytest.raises(ValidationError) as caught:
        PartialDateField().to_python(value)
    assert caught.value.messages[0]


@pytest.mark.parametrize(
    "literal",
    [
        "empty",
        "[2024-01-01,)",
        "(,2024-01-01)",
        "(,)",
        "[2024-01-01,infinity)",
        "[-infinity,2024-01-01)",
        "[2024-01-01,9999-12-31]",
        "[9999-01-01,9999-01-01]",
        "[0001-01-01 BC,2024-01-01)",
    ],
)
def test_the_database_refuses_what_is_no_partial_date_whoever_writes(table: type[Kept], literal: str) -> None:
    refused = pytest.raises(IntegrityError, match="kept_signed_is_a_partial_date")
    with refused, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("INSERT INTO kept_days_of_the_tests (name, signed) VALUES ('', %s::daterange)", [literal])


@pytest.mark.parametrize(
    "literal", [None, "[0001-01-01,0001-01-01]", "[9998-12-31,9998-12-31]", "[2024-06-01,2024-06-30]"]
)
def test_the_database_takes_every_partial_date_and_null(table: type[Kept], literal: str | None) -> None:
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO kept_days_of_the_tests (name, signed) VALUES ('', %s::daterange)", [literal])
    assert (table.objects.get().signed is None) == (literal is None)


def test_a_model_is_validated_with_the_same_constraint(table: type[Kept]) -> None:
    Kept(name="a", signed=JUNE).full_clean()
    Kept(name="a", signed=None).full_clean()
    text = Kept(name="a", signed="2024-06-10/2024-06-20")
    text.full_clean()
    assert text.signed == PartialDate.parse("2024-06-10/2024-06-20")
    with pytest.raises(ValidationError) as caught:
        Kept(name="a", signed="2024-02-30").full_clean()
    assert caught.value.message_dict == {"signed": ["There is no day 2024-02-30: 2024-02 has 29 days."]}


@pytest.fixture
def filled(table: type[Kept]) -> type[Kept]:
    for name, text in (
        ("may", "2024-05"),
        ("june", "2024-06"),
        ("day", "2024-06-15"),
        ("span", "2024-06-20/2024-07-10"),
        ("year", "2024"),
        ("unknown", None),
    ):
        table.objects.create(name=name, signed=text)
    return table


@pytest.mark.parametrize(
    ("lookup", "value", "found"),
    [
        ("signed", JUNE, ["june"]),
        ("signed", "2024-06-01/2024-06-30", ["june"]),
        ("signed", date(2024, 6, 15), ["day"]),
        ("signed__in", [JUNE, "2024-05"], ["june", "may"]),
        ("signed__overlap", JUNE, ["day", "june", "span", "year"]),
        ("signed__contains", date(2024, 6, 15), ["day", "june", "year"]),
        ("signed__contains", date(2024, 6, 30), ["june", "span", "year"]),
        ("signed__contains", date(2024, 7, 1), ["span", "year"]),
        ("signed__contains", PartialDate.parse("2024-06-14/2024-06-16"), ["june", "year"]),
        ("signed__contained_by", JUNE, ["day", "june"]),
        ("signed__fully_lt", JUNE, ["may"]),
        ("signed__fully_gt", PartialDate.month(2024, 5), ["day", "june", "span"]),
        ("signed__first_day", date(2024, 6, 1), ["june"]),
        ("signed__startswith", date(2024, 6, 1), ["june"]),
        ("signed__last_day", date(2024, 6, 30), ["june"]),
        ("signed__endswith", date(2024, 7, 10), ["span"]),
        ("signed__last_day__lt", date(2024, 6, 1), ["may"]),
        ("signed__last_day__year", 2024, ["day", "june", "may", "span", "year"]),
        ("signed__since", date(2024, 5, 31), ["day", "june", "may", "span", "year"]),
        ("signed__since", date(2024, 6, 1), ["day", "june", "span", "year"]),
        ("signed__since", date(2024, 6, 16), ["june", "span", "year"]),
        ("signed__since", date(2024, 7, 1), ["span", "year"]),
        ("signed__since", date(2024, 12, 31), ["year"]),
        ("signed__since", date(2025, 1, 1), []),
        ("signed__since", "2024-12-31", ["year"]),
        ("signed__until", date(2023, 12, 31), []),
        ("signed__until", date(2024, 1, 1), ["year"]),
        ("signed__until", date(2024, 5, 31), ["may", "year"]),
        ("signed__until", date(2024, 6, 1), ["june", "may", "year"]),
        ("signed__until", date(2024, 6, 20), ["day", "june", "may", "span", "year"]),
        ("signed__since", date.max, []),
        ("signed__until", date.min, []),
    ],
)
def test_lookups_find_what_may_be_and_never_the_unknown(
    filled: type[Kept], lookup: str, value: Any, found: list[str]
) -> None:
    assert names(filled.objects.filter(**{lookup: value})) == found


@against_the_database
@given(value=partial_dates(), day=days())
def test_since_and_until_agree_with_the_days_in_python(table: type[Kept], value: PartialDate, day: date) -> None:
    row = table.objects.create(signed=value)
    one = table.objects.filter(pk=row.pk)
    assert one.filter(signed__since=day).exists() == (value.last >= day)
    assert one.filter(signed__until=day).exists() == (value.first <= day)
    assert one.filter(signed__contains=day).exists() == (day in value)


def test_since_and_until_take_a_column_and_nothing_but_days(filled: type[Kept]) -> None:
    days_of_the_row = filled.objects.exclude(signed=None).filter(signed__since=F("signed__last_day"))
    assert days_of_the_row.count() == 5
    for value in (JUNE, datetime(2024, 6, 1), 2024):
        with pytest.raises(TypeError):
            filled.objects.filter(signed__since=value)


def test_rows_are_ordered_by_first_then_last_day_with_the_unknown_last(filled: type[Kept]) -> None:
    ordered = filled.objects.order_by(F("signed").asc(nulls_last=True)).values_list("name", flat=True)
    assert list(ordered) == ["year", "may", "june", "day", "span", "unknown"]


@pytest.mark.parametrize(
    ("lookup", "value", "index"),
    [
        ("signed__since", date(2024, 6, 1), "kept_signed"),
        ("signed__until", date(2024, 6, 1), "kept_signed"),
        ("signed__contains", date(2024, 6, 1), "kept_signed"),
        ("signed__overlap", JUNE, "kept_signed"),
        ("coverage__contains_day", date(2024, 6, 1), "kept_coverage"),
        ("coverage__overlap", DaySet.since(date(2024, 6, 1)), "kept_coverage"),
    ],
)
def test_searches_by_day_can_be_answered_from_the_index(table: type[Kept], lookup: str, value: Any, index: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
    assert index in table.objects.filter(**{lookup: value}).explain()


def test_fixtures_carry_edtf_and_pairs_of_days(table: type[Kept]) -> None:
    row = table(pk=1, name="a", signed=JUNE, coverage=DaySet.of((None, date(2024, 6, 30)), (date(2026, 1, 5), None)))
    fields = json.loads(serializers.serialize("json", [row, table(pk=2)]))
    assert fields[0]["fields"]["signed"] == "2024-06"
    assert json.loads(fields[0]["fields"]["coverage"]) == [[None, "2024-06-30"], ["2026-01-05", None]]
    assert fields[1]["fields"]["signed"] is None
    for name in ("signed", "coverage"):
        assert table._meta.get_field(name).to_python(fields[0]["fields"][name]) == getattr(row, name)


@pytest.mark.parametrize(
    "field", [PartialDateField(null=True, help_text="Day of signature"), DaySetField(default=DaySet.empty)]
)
def test_migrations_can_write_and_copy_the_fields(field: Any) -> None:
    text, imports = MigrationWriter.serialize(field)
    scope: dict[str, Any] = {"migrations": migrations}
    exec("\n".join(imports), scope)
    again = eval(text, scope)
    for copy in (again, field.clone()):
        assert type(copy) is type(field)
        assert copy.deconstruct()[1:] == field.deconstruct()[1:]


def test_the_form_field_is_the_one_that_reads_what_editors_type() -> None:
    field = Kept._meta.get_field("signed").formfield()
    assert isinstance(field, PartialDateFormField)
    assert not field.required
    assert field.clean("June 2024") == JUNE
