"""Activities (one commitment or step inside a programme) and sessions (meetings at which it is agreed or reviewed)."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from agreements.codelists import Form, ProgressState
from agreements.models.base import Keyed, exactly, touches, tracked, unique_key
from agreements.models.guards import given
from agreements.models.occasion import Occasion
from agreements.models.reference import Institution
from agreements.partial_dates.fields import PartialDateField, partial_date_bounded
from programs.models.program import PLANNED_AND_ACTUAL, TABLE, Program, planned_and_actual_in_order


@tracked()
class Activity(Keyed):
    """One commitment: who is responsible, planned and actual days, and the state that a source states."""

    record_field = "program"

    program = models.ForeignKey(Program, models.CASCADE, related_name="activities", verbose_name=_("programme"))
    title = models.CharField(_("title in English"), max_length=400)
    title_ko = models.CharField(_("title in Korean"), max_length=400, blank=True, default="")
    title_zh = models.CharField(_("title in Chinese"), max_length=400, blank=True, default="")
    institution = models.ForeignKey(
        Institution, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("responsible institution")
    )
    form = models.CharField(_("form of cooperation"), max_length=32, choices=Form, blank=True, default="")
    stated_state = models.CharField(
        _("stated state"), max_length=20, choices=ProgressState, default=ProgressState.UNKNOWN
    )
    planned_start = PartialDateField(_("planned first day"), null=True, blank=True)
    planned_end = PartialDateField(_("planned last day"), null=True, blank=True)
    actual_start = PartialDateField(_("actual first day"), null=True, blank=True)
    actual_end = PartialDateField(_("actual last day"), null=True, blank=True)
    note = models.TextField(_("public note"), blank=True, default="")

    class Meta:
        verbose_name = _("activity")
        verbose_name_plural = _("activities")
        ordering = ["position", "id"]
        triggers = touches(TABLE, "program_id")
        constraints = [
            *unique_key("activity", "program"),
            given("activity_title_given", "title", _("An activity needs a title in English.")),
            *planned_and_actual_in_order("activity"),
            exactly("activity_state_known", "stated_state", ProgressState.values, _("This is not a state.")),
            exactly("activity_form_known", "form", ["", *Form.values], _("This is not a form of cooperation.")),
            *(partial_date_bounded(f"activity_{f}_bounded", f) for f in PLANNED_AND_ACTUAL),
        ]

    def __str__(self) -> str:
        return self.title


@tracked()
class Session(Keyed):
    """A meeting of the programme, held or to be held, with the occasion on which it takes place where there is one."""

    record_field = "program"

    class State(models.TextChoices):
        PLANNED = "planned", _("Planned")
        HELD = "held", _("Held")
        CANCELLED = "cancelled", _("Cancelled")
        UNKNOWN = "unknown", _("Not known")

    program = models.ForeignKey(Program, models.CASCADE, related_name="sessions", verbose_name=_("programme"))
    title = models.CharField(_("title in English"), max_length=400)
    title_ko = models.CharField(_("title in Korean"), max_length=400, blank=True, default="")
    title_zh = models.CharField(_("title in Chinese"), max_length=400, blank=True, default="")
    date = PartialDateField(_("when"), null=True, blank=True)
    occasion = models.ForeignKey(
        Occasion, models.PROTECT, null=True, blank=True, related_name="sessions", verbose_name=_("occasion")
    )
    stated_state = models.CharField(_("stated state"), max_length=12, choices=State, default=State.UNKNOWN)
    note = models.TextField(_("public note"), blank=True, default="")

    class Meta:
        verbose_name = _("session")
        verbose_name_plural = _("sessions")
        ordering = ["position", "id"]
        triggers = touches(TABLE, "program_id")
        constraints = [
            *unique_key("session", "program"),
            given("session_title_given", "title", _("A session needs a title in English.")),
            exactly(
                "session_state_known",
                "stated_state",
                ["planned", "held", "cancelled", "unknown"],
                _("This is not a state."),
            ),
            partial_date_bounded("session_date_bounded", "date"),
        ]

    def __str__(self) -> str:
        return self.title
