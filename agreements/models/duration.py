"""A length of time in a model: an ISO 8601 period of years, months, weeks and days, stored as its text."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from agreements.partial_dates.duration import Duration


class DurationField(models.CharField):
    """Store a ``Duration`` as canonical ISO 8601 text (``P36M``); NULL is unknown."""

    description = _("A length of time, such as P3Y or P36M")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 24)
        super().__init__(*args, **kwargs)

    def from_db_value(self, value: str | None, expression: Any, connection: Any) -> Duration | None:
        return None if value is None else Duration.parse(value)

    def to_python(self, value: Any) -> Duration | None:
        if value is None or value == "" or isinstance(value, Duration):
            return value or None
        try:
            return Duration.parse(str(value))
        except ValueError as error:
            raise ValidationError(str(error), code="invalid") from error

    def get_prep_value(self, value: Any) -> str | None:
        value = self.to_python(value)
        return None if value is None else str(value)

    def value_to_string(self, obj: models.Model) -> str:
        value = self.value_from_object(obj)
        return "" if value is None else str(value)

    def run_validators(self, value: Any) -> None:
        super().run_validators(None if value is None else str(value))
