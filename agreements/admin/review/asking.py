"""The small forms of a review: a note, a remark, why it is returned, and the public reason."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from agreements.admin.review.submitting import LONGEST


def _text(label: Any, help_text: Any = "", *, required: bool = True, rows: int = 3) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=help_text,
        required=required,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": rows, "cols": 80}),
    )


class SendForm(forms.Form):
    """Send for review."""

    note = _text(_("Note to the reviewer"), _("What you want looked at; may stay empty. Not public."), required=False)


class RemarkForm(forms.Form):
    """Remark on a field or on the whole."""

    about = forms.CharField(label=_("About"), required=False, max_length=200, widget=forms.Select)
    remark = _text(_("Remark"), _("For the editors; not public."))


class ReturnForm(forms.Form):
    """Return to the editors."""

    comment = _text(_("Why it is returned"), _("The editors read this above their form; not public."))


class ReasonForm(forms.Form):
    """The public reason."""

    reason = _text(_("Public reason"))


#: Forms by what they do, as the page of a review has them.
FORMS: dict[str, type[forms.Form]] = {
    "send": SendForm,
    "comment": RemarkForm,
    "return": ReturnForm,
    "publish": ReasonForm,
}
