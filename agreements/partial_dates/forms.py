"""Form fields for partial dates: one for editors, who type dates as people write them, one for EDTF only.

What was understood is shown back as EDTF when the value is shown again, and a refusal says why and what is allowed;
what was typed stays in the field (contract: bad input).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from agreements.partial_dates.days import PartialDate, PartialDateError
from agreements.partial_dates.typed import parse_typed


class EdtfFormField(forms.Field):
    """A partial date as EDTF text and nothing else; empty is ``None``."""

    widget = forms.TextInput
    parse: Callable[[str], PartialDate] = staticmethod(PartialDate.parse)
    default_error_messages: ClassVar = {"invalid": _("%(reason)s")}

    def to_python(self, value: Any) -> PartialDate | None:
        """Give the ``PartialDate``, ``None`` for nothing; ``ValidationError`` with the parser's sentence and code."""
        if value in self.empty_values or isinstance(value, PartialDate):
            return value or None
        try:
            return self.parse(value)
        except PartialDateError as error:
            raise ValidationError(
                self.error_messages["invalid"], code=error.code, params={"reason": str(error)}
            ) from error

    def prepare_value(self, value: Any) -> Any:
        """Show EDTF; a text that could not be read is shown as it was typed."""
        return value.edtf if isinstance(value, PartialDate) else value

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Whether another date is meant: "June 2024" over 2024-06 is no change."""
        try:
            return self.to_python(initial) != self.to_python(data)
        except ValidationError:
            return True


class PartialDateFormField(EdtfFormField):
    """A partial date as an editor types it: EDTF, or written out in English, Korean or Chinese."""

    parse = staticmethod(parse_typed)

    def __init__(self, **kwargs: Any) -> None:
        kwargs["help_text"] = kwargs.get("help_text") or _(
            "2024, 2024-06, 2024-06-15 or 2024-06-10/2024-06-20; "
            "also June 2024, 15 June 2024, 2024년 6월, 2024年6月5日. Leave empty when unknown."
        )
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> PartialDate | None:
        """As ``EdtfFormField.to_python``, for typed forms; nothing but white space is nothing."""
        return super().to_python(value.strip() if isinstance(value, str) else value)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """Room for a span; no suggestions by the browser, no change of case or spelling."""
        return {"size": 24, "autocomplete": "off", "autocapitalize": "off", "spellcheck": "false"}
