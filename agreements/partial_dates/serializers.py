"""The serializer field for partial dates: EDTF in, canonical EDTF out, null for unknown (contract: dates are EDTF)."""

from __future__ import annotations

from typing import Any, ClassVar, Final

from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from agreements.partial_dates.days import ALLOWED, PartialDate, PartialDateError

EDTF_SCHEMA: Final = {
    "type": "string",
    "description": (
        "A date as EDTF (ISO 8601-2): known to the day, month or year, or the days between which it lies, "
        "both included."
    ),
    "examples": ["2024", "2024-06", "2024-06-15", "2024-06-10/2024-06-20"],
}


@extend_schema_field(EDTF_SCHEMA)
class PartialDateSerializerField(serializers.Field[PartialDate, str, str, Any]):
    """A partial date as EDTF text."""

    default_error_messages: ClassVar = {"invalid": _("{reason}")}

    def to_internal_value(self, data: Any) -> PartialDate:
        """Read EDTF; ``ValidationError`` with the parser's sentence, for other types as well."""
        if not isinstance(data, str):
            raise serializers.ValidationError(f"A date is a text. {ALLOWED}", code="form")
        try:
            return PartialDate.parse(data)
        except PartialDateError as error:
            raise serializers.ValidationError(str(error), code=error.code) from error

    def to_representation(self, value: PartialDate) -> str:
        """Give canonical EDTF."""
        return value.edtf
