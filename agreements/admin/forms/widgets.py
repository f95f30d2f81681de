"""The fields for what people type in many ways: a text field with its echo beside it.

The widget shows what it is given. A value that was read comes as EDTF or ISO 8601, one that could not be read as it was
typed; the echo says the first in words and stays empty for the second, whose error stands beside it already.
"""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.utils.html import format_html
from django.utils.safestring import SafeString

from agreements.admin.forms.echo import ECHOES
from agreements.models.duration import DurationField
from agreements.partial_dates.fields import PartialDateField


class EchoInput(forms.TextInput):
    """A text field that is read back in words; ``kind`` is a name of ``ECHOES``."""

    kind = ""

    class Media:
        js: ClassVar[Any] = (forms.Script("desk/dates.js", type="module"),)

    def render(self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None) -> SafeString:
        """Render the field and its echo, which belongs to the field's description."""
        given = {**(attrs or {}), "data-echo": self.kind}
        echo_id = f"{given.get('id', f'id_{name}')}_echo"
        given["aria-describedby"] = " ".join(filter(None, (given.get("aria-describedby"), echo_id)))
        return format_html(
            '<span class="desk-forms-typed">{}<output class="desk-forms-echo" id="{}">{}</output></span>',
            super().render(name, value, given, renderer),
            echo_id,
            ECHOES[self.kind](value).words,
        )


class TypedDateInput(EchoInput):
    """A partial date as people type it."""

    kind = "date"


class TypedDurationInput(EchoInput):
    """A length of time as people type it."""

    kind = "duration"


class TypedFieldsMixin:
    """Echo every partial date and every length of time of a form or of its rows."""

    formfield_overrides: ClassVar[Any] = {
        PartialDateField: {"widget": TypedDateInput},
        DurationField: {"widget": TypedDurationInput},
    }
