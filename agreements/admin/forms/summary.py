"""What is wrong with a form, said once at its top: where, what, and a link to the field that mends it.

"Act 2, day of the act: ..." names the row as the form numbers it. An error of a whole form or of a whole set of rows
leads to that form or set.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS
from django.utils.text import capfirst
from django.utils.translation import gettext as _


@dataclass(frozen=True, slots=True)
class Wrong:
    """One error: ``where`` names the field (empty for the whole form), ``anchor`` is the id that it has on the page."""

    where: str
    what: str
    anchor: str


def wrongs(form: Any, formsets: Iterable[Any]) -> list[Wrong]:
    """Return every error of a form and its rows, in the order of the form."""
    found = list(_of_form(form, ""))
    for formset in formsets:
        if not formset.is_bound:
            continue
        plural = capfirst(str(formset.model._meta.verbose_name_plural))
        found += [Wrong(plural, str(error), f"{formset.prefix}-group") for error in formset.non_form_errors()]
        name = capfirst(str(formset.model._meta.verbose_name))
        for number, row in enumerate(formset.forms, 1):
            where = name if formset.max_num == 1 else _("%(row)s %(number)s") % {"row": name, "number": number}
            found += _of_form(row, where)
    return list(dict.fromkeys(found))


def _of_form(form: Any, row: str) -> Iterator[Wrong]:
    for name, errors in form.errors.items():
        field = form.fields.get(name)
        label = "" if name == NON_FIELD_ERRORS or field is None else str(form[name].label)
        if row and label:
            where = _("%(row)s, %(field)s") % {"row": row, "field": label[:1].lower() + label[1:]}
        else:
            where = row or capfirst(label)
        anchor = form[name].id_for_label if label else (form.prefix or "")
        for error in errors:
            yield Wrong(where, str(error), anchor)
