"""EDTF in the API: in, out, and in its description."""

from typing import Any

import pytest
from drf_spectacular.drainage import get_override
from rest_framework import serializers

from agreements.partial_dates.days import PartialDate
from agreements.partial_dates.serializers import EDTF_SCHEMA, PartialDateSerializerField


class Row(serializers.Serializer[Any]):
    signed = PartialDateSerializerField(allow_null=True)


def test_a_date_goes_out_as_canonical_edtf_and_an_unknown_one_as_null() -> None:
    assert Row({"signed": PartialDate.parse("2024-06-01/2024-06-30")}).data == {"signed": "2024-06"}
    assert Row({"signed": None}).data == {"signed": None}


def test_edtf_comes_in_as_a_partial_date() -> None:
    row = Row(data={"signed": "2024-06"})
    assert row.is_valid()
    assert row.validated_data == {"signed": PartialDate.month(2024, 6)}
    unknown = Row(data={"signed": None})
    assert unknown.is_valid()
    assert unknown.validated_data == {"signed": None}


@pytest.mark.parametrize(
    "value", ["", "June 2024", "2024-02-30", "9999-12-31", "{x}", "2024\x00", "\ud800", 2024, True, [], {}]
)
def test_anything_else_is_refused_with_a_sentence(value: Any) -> None:
    row = Row(data={"signed": value})
    assert not row.is_valid()
    assert str(row.errors["signed"][0]).endswith(".")


def test_the_schema_says_that_it_is_edtf() -> None:
    assert get_override(PartialDateSerializerField(), "field") == EDTF_SCHEMA
    for example in EDTF_SCHEMA["examples"]:
        assert PartialDate.parse(example).edtf == example
