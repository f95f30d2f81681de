"""``x_after`` and ``x_before`` as the contract words them, against the real database."""

from datetime import date
from typing import Any

import django_filters
import pytest
from hypothesis import HealthCheck, given, settings

from agreements.partial_dates.days import PartialDate
from agreements.partial_dates.filters import PartialDateAfterFilter, PartialDateBeforeFilter
from tests.agreements.partial_dates.days_table import Kept
from tests.agreements.partial_dates.strategies import partial_dates


class Choice(django_filters.FilterSet):
    signed_after = PartialDateAfterFilter(field_name="signed")
    signed_before = PartialDateBeforeFilter(field_name="signed")

    class Meta:
        model = Kept
        fields: tuple[str, ...] = ()


@pytest.fixture
def filled(table: type[Kept]) -> type[Kept]:
    for text in ("2024-05", "2024-06", "2024-06-15", "2024-06-20/2024-07-10", "2024", None):
        table.objects.create(name=text or "unknown", signed=text)
    return table


def chosen(rows: Any, **query: str) -> set[str]:
    choice = Choice(query, queryset=rows.objects.all())
    assert choice.is_valid(), choice.errors
    return set(choice.qs.values_list("name", flat=True))


SPAN = "2024-06-20/2024-07-10"


@pytest.mark.parametrize(
    ("value", "after", "before"),
    [
        ("2024-06-15", {"2024-06", "2024-06-15", SPAN, "2024"}, {"2024-05", "2024-06", "2024-06-15", "2024"}),
        ("2024-06-16", {"2024-06", SPAN, "2024"}, {"2024-05", "2024-06", "2024-06-15", "2024"}),
        ("2024-06", {"2024-06", "2024-06-15", SPAN, "2024"}, {"2024-05", "2024-06", "2024-06-15", SPAN, "2024"}),
        ("2024-05-31", {"2024-05", "2024-06", "2024-06-15", SPAN, "2024"}, {"2024-05", "2024"}),
        ("2024-07", {SPAN, "2024"}, {"2024-05", "2024-06", "2024-06-15", SPAN, "2024"}),
        ("2024-07-11", {"2024"}, {"2024-05", "2024-06", "2024-06-15", SPAN, "2024"}),
        ("2025", set(), {"2024-05", "2024-06", "2024-06-15", SPAN, "2024"}),
        ("2023", {"2024-05", "2024-06", "2024-06-15", SPAN, "2024"}, set()),
        ("9998", set(), {"2024-05", "2024-06", "2024-06-15", SPAN, "2024"}),
        ("0001", {"2024-05", "2024-06", "2024-06-15", SPAN, "2024"}, set()),
    ],
)
def test_after_keeps_what_may_be_later_and_before_what_may_be_earlier(
    filled: type[Kept], value: str, after: set[str], before: set[str]
) -> None:
    assert chosen(filled, signed_after=value) == after
    assert chosen(filled, signed_before=value) == before


def test_ended_between_15_june_and_31_july_includes_june_and_leaves_may_out(filled: type[Kept]) -> None:
    found = chosen(filled, signed_after="2024-06-15", signed_before="2024-07-31")
    assert found == {"2024-06", "2024-06-15", SPAN, "2024"}


def test_an_empty_value_narrows_nothing(filled: type[Kept]) -> None:
    assert "unknown" in chosen(filled, signed_after="", signed_before="")
    assert "unknown" in chosen(filled)


@pytest.mark.parametrize(
    "value", ["2024-02-30", "June 2024", "2024/2023", "../2024", "2024~", "x" * 10_000, "\x00", "\ud800"]
)
def test_a_bad_value_is_an_error_that_names_the_parameter_and_what_is_allowed(filled: type[Kept], value: str) -> None:
    choice = Choice({"signed_after": value}, queryset=filled.objects.all())
    assert not choice.is_valid()
    assert list(choice.errors) == ["signed_after"]
    assert choice.errors["signed_after"][0].endswith(".")


def test_the_filters_can_be_turned_round_without_bringing_in_the_unknown_as_known(filled: type[Kept]) -> None:
    not_after = PartialDateAfterFilter(field_name="signed", exclude=True)
    found = not_after.filter(filled.objects.all(), PartialDate.parse("2024-07"))
    assert set(found.values_list("name", flat=True)) - {"unknown"} == {"2024-05", "2024-06", "2024-06-15"}


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    value=partial_dates(date(1990, 1, 1), date(2040, 12, 31)), asked=partial_dates(date(1990, 1, 1), date(2040, 12, 31))
)
def test_the_filters_agree_with_the_days_in_python(table: type[Kept], value: PartialDate, asked: PartialDate) -> None:
    table.objects.all().delete()
    table.objects.create(name="it", signed=value)
    assert (chosen(table, signed_after=asked.edtf) == {"it"}) == (value.last >= asked.first)
    assert (chosen(table, signed_before=asked.edtf) == {"it"}) == (value.first <= asked.last)
