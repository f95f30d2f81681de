"""Filters over partial dates, for pages and API alike (contract: ``x_after`` and ``x_before``).

They ask what may be, not what surely is: a record of June 2024 is found by "after 15 June 2024" and by "before 15 June
2024". An unknown date is found by neither. Both read the GiST index of the column.
"""

from __future__ import annotations

from typing import Any

import django_filters
from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema_field

from agreements.partial_dates.days import PartialDate
from agreements.partial_dates.forms import EdtfFormField
from agreements.partial_dates.serializers import EDTF_SCHEMA


@extend_schema_field(EDTF_SCHEMA)
class PartialDateAfterFilter(django_filters.Filter):  # type: ignore[misc]  # django-filter brings no types
    """Keep records whose latest day is on or after the first day of the value."""

    field_class = EdtfFormField

    def filter(self, qs: QuerySet[Any], value: PartialDate | None) -> QuerySet[Any]:
        """Narrow ``qs``; no value narrows nothing."""
        return qs if value is None else self.get_method(qs)(**{f"{self.field_name}__since": value.first})


@extend_schema_field(EDTF_SCHEMA)
class PartialDateBeforeFilter(django_filters.Filter):  # type: ignore[misc]  # django-filter brings no types
    """Keep records whose earliest day is on or before the last day of the value."""

    field_class = EdtfFormField

    def filter(self, qs: QuerySet[Any], value: PartialDate | None) -> QuerySet[Any]:
        """Narrow ``qs``; no value narrows nothing."""
        return qs if value is None else self.get_method(qs)(**{f"{self.field_name}__until": value.last})
