"""What is copied of a programme: what it rests on, who leads, subjects, forms and titles as ours."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from agreements.admin.copying.plan import CopyForm, Plan
from agreements.partial_dates.forms import PartialDateFormField
from programs.models import Program


class ProgramCopyForm(CopyForm):
    """Asks for the planned days of the new programme."""

    planned_start = PartialDateFormField(label=_("Planned first day"), required=False)
    planned_end = PartialDateFormField(label=_("Planned last day"), required=False)


def _prepare(new: Program, old: Program, given: dict[str, Any]) -> None:
    new.planned_start, new.planned_end = given["planned_start"], given["planned_end"]


def _finish(new: Program, old: Program, given: dict[str, Any]) -> None:
    new.titles.update(basis="ours")


PLAN = Plan(
    form=ProgramCopyForm,
    fields=("kind", "parent", "sectors_status"),
    rows={"titles": (), "bases": (), "leads": (), "sector_rows": (), "form_rows": ()},
    copied=(
        _("kind, and the programme of which it is part"),
        _("titles, as words of ours"),
        _("the agreements on which it rests"),
        _("who leads and who takes part"),
        _("sectors and forms of cooperation"),
    ),
    left_out=(
        _("the stated state and the actual days"),
        _("activities and sessions"),
        _("summaries and the occasion"),
        _("evidence: what proves the old one proves nothing of the new one"),
        _("public and internal notes"),
    ),
    prepare=_prepare,
    finish=_finish,
)
