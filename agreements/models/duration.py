"""A length of time in a model: an ISO 8601 period of years, months, weeks and days, stored as its text."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.functions import Cast
from django.db.models.lookups import Regex
from django.utils.translation import gettext_lazy as _

from agreements.partial_dates.duration import Duration
from agreements.partial_dates.typed_duration import parse_typed_duration


class DurationFormField(forms.CharField):
    """A length of time as an editor types it: ISO 8601, or written out; empty is ``None``."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs["help_text"] = kwargs.get("help_text") or _("3 years, 36 months, 90 days, 6개월, 三年, or P3Y.")
        super().__init__(**kwargs)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """Room for words; no suggestions by the browser, no change of case or spelling."""
        return {"size": 16, "autocomplete": "off", "autocapitalize": "off", "spellcheck": "false"}

    def to_python(self, value: Any) -> Any:
        """Read what was typed as a ``Duration``; ``ValidationError`` with the parser's sentence."""
        if isinstance(value, Duration):
            return value
        text = super().to_python(value)
        if not text:
            return None
        try:
            return parse_typed_duration(text)
        except ValueError as error:
            raise ValidationError(str(error), code="invalid") from error

    def run_validators(self, value: Any) -> None:
        """Check the text."""
        super().run_validators("" if value is None else str(value))

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Whether another length is meant."""
        try:
            return bool(self.to_python(initial) != self.to_python(data))
        except ValidationError:
            return True


class DurationField(models.CharField):  # type: ignore[type-arg]  # Django's own takes none at run time
    """Store a ``Duration`` as canonical ISO 8601 text (``P36M``); NULL is unknown."""

    description = _("A length of time, such as P3Y or P36M")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 24)
        super().__init__(*args, **kwargs)

    def from_db_value(self, value: str | None, expression: Any, connection: Any) -> Duration | None:
        """Give the stored text as a ``Duration``."""
        return None if value is None else Duration.parse(value)

    def to_python(self, value: Any) -> Duration | None:
        """Read ISO 8601 text; ``ValidationError`` with the parser's sentence."""
        if value is None or value == "" or isinstance(value, Duration):
            return value or None
        try:
            return Duration.parse(str(value))
        except ValueError as error:
            raise ValidationError(str(error), code="invalid") from error

    def get_prep_value(self, value: Any) -> str | None:
        """Give the canonical text to store."""
        value = self.to_python(value)
        return None if value is None else str(value)

    def formfield(self, **kwargs: Any) -> Any:
        """Give the form field that reads what editors type."""
        return super().formfield(**{"form_class": DurationFormField, **kwargs})

    def value_to_string(self, obj: models.Model) -> str:
        """Give the text, for fixtures."""
        value = self.value_from_object(obj)
        return "" if value is None else str(value)

    def run_validators(self, value: Any) -> None:
        """Check the length of the text that would be stored."""
        super().run_validators(None if value is None else str(value))


def is_duration(name: str, field: str) -> models.CheckConstraint:
    """Return the constraint that a column is unknown or a length of years, months, weeks and days that is not zero."""
    text = Cast(models.F(field), models.TextField())
    return models.CheckConstraint(
        condition=models.Q(**{f"{field}__isnull": True})
        | (models.Q(Regex(text, r"^P(\d+Y)?(\d+M)?(\d+W)?(\d+D)?$")) & models.Q(Regex(text, "[1-9]"))),
        name=name,
        violation_error_message=_("A length of time is written as in P3Y, P36M or P90D, and is not zero."),
    )
